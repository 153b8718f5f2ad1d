//! Lists that stay text when the document around them is read.

use super::MAX_BYTES;
use std::slice::Iter;

/// A document without some of its lists.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The document. In the place of each list that was cut out stands `[[i]]`, where `i` is its place in `lists`.
    pub rest: Vec<u8>,
    /// The texts of the lists, each of them JSON but for halves of surrogate pairs ([`super::parse`]).
    pub lists: Vec<String>,
}

/// Cuts the list out of every member whose name is `name`, which is given with its quotation marks. The rest can be parsed exactly if
/// the whole could: the brackets keep the depth, and what follows a list follows it there too.
///
/// A list that is read later must become what it would become now. So `None` is returned where that is not certain: where such
/// a member is something else than a list of objects of texts, whole numbers and nulls, where a small letter is written as an escape, which
/// could spell the name otherwise, and where the document is too large. It is also returned where there is no such list.
pub(crate) fn cut(bytes: &[u8], name: &[u8]) -> Option<Cut> {
    let mut cut = Cut { rest: Vec::new(), lists: Vec::new() };
    let mut text = bytes;
    // The quotation marks of a text in a text are escaped, so behind these bytes no text is open.
    while let Some(place) = text.windows(name.len()).position(|bytes| bytes == name) {
        let (before, behind) = text.split_at_checked(place + name.len())?;
        cut.rest.extend_from_slice(before);
        text = behind;
        let mut list = behind.iter();
        if list.find(|byte| !is_space(**byte)) == Some(&b':') {
            let behind = list.as_slice();
            pass_list(&mut list)?;
            text = list.as_slice();
            cut.rest.extend_from_slice(format!(":[[{}]]", cut.lists.len()).as_bytes());
            cut.lists.push(std::str::from_utf8(behind.get(..behind.len() - text.len())?).ok()?.to_owned());
        }
    }
    cut.rest.extend_from_slice(text);
    let is_escaped = cut.rest.windows(5).any(|bytes| matches!(bytes, br"\u006" | br"\u007"));
    (bytes.len() <= MAX_BYTES && !is_escaped && !cut.lists.is_empty()).then_some(cut)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// What was passed last of a list of objects.
#[derive(Clone, Copy)]
enum Passed {
    Nothing,
    ListStart,
    ObjectStart,
    Name,
    Colon,
    Value,
    Comma,
    Object,
    ObjectComma,
}

/// Passes over a list of objects of texts, whole numbers and nulls. `None` where the text does not begin with one.
fn pass_list(text: &mut Iter<'_, u8>) -> Option<()> {
    let mut passed = Passed::Nothing;
    loop {
        let byte = *text.next()?;
        passed = match (passed, byte) {
            _ if is_space(byte) => continue,
            (Passed::Nothing, b'[') => Passed::ListStart,
            (Passed::ListStart | Passed::ObjectComma, b'{') => Passed::ObjectStart,
            (Passed::ObjectStart | Passed::Comma, b'"') => pass_text(text, Passed::Name)?,
            (Passed::Name, b':') => Passed::Colon,
            (Passed::Colon, b'"') => pass_text(text, Passed::Value)?,
            (Passed::Colon, b'0') => Passed::Value,
            (Passed::Colon, b'1'..=b'9') => {
                // A number with more digits could be out of range.
                for _ in 0..18 {
                    if text.as_slice().first().is_some_and(u8::is_ascii_digit) {
                        text.next();
                    }
                }
                Passed::Value
            }
            (Passed::Colon, b'n') if b"ull".iter().all(|letter| text.next() == Some(letter)) => Passed::Value,
            (Passed::Value, b',') => Passed::Comma,
            (Passed::ObjectStart | Passed::Value, b'}') => Passed::Object,
            (Passed::Object, b',') => Passed::ObjectComma,
            (Passed::ListStart | Passed::Object, b']') => return Some(()),
            _ => return None,
        };
    }
}

/// Passes over the rest of a text whose opening quotation mark was passed.
fn pass_text(text: &mut Iter<'_, u8>, passed: Passed) -> Option<Passed> {
    loop {
        match text.next()? {
            b'"' => return Some(passed),
            b'\\' => match text.next()? {
                b'u' if text.by_ref().take(4).filter(|byte| byte.is_ascii_hexdigit()).count() == 4 => {}
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                _ => return None,
            },
            ..b' ' => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn parts(text: &str) -> Option<(String, Vec<String>)> {
        let cut = cut(text.as_bytes(), b"\"a\"")?;
        Some((String::from_utf8(cut.rest).unwrap(), cut.lists))
    }

    #[test]
    fn lists_are_cut_out_wherever_the_member_is() {
        let text = r#"{"a": [ ], "b": ["a", {"a" :
            [{"x": 0, "y\u00e3": 12, "z": "]\""}, {"n": null}, {}] }]}"#;
        let rest = "{\"a\":[[0]], \"b\": [\"a\", {\"a\":[[1]] }]}";
        let lists = [" [ ]", "\n            [{\"x\": 0, \"y\\u00e3\": 12, \"z\": \"]\\\"\"}, {\"n\": null}, {}]"]
            .map(str::to_owned);
        assert_eq!(parts(text), Some((rest.to_owned(), lists.to_vec())));
    }

    #[test]
    fn what_is_not_certain_to_be_read_the_same_is_not_cut_out() {
        for list in [
            "1",
            "\"x\"",
            "null",
            "{}",
            "[",
            "[1]",
            "[[]]",
            "[{]",
            "[{}",
            "[{},]",
            "[{} {}]",
            "[{\"x\"}]",
            "[{\"x\":}]",
            "[{\"x\": 1,}]",
            "[{\"x\": 01}]",
            "[{\"x\": -1}]",
            "[{\"x\": 1.5}]",
            "[{\"x\": 1e9}]",
            "[{\"x\": nul}]",
            "[{\"x\": true}]",
            "[{\"x\": []}]",
            "[{\"x\": \"\n\"}]",
            "[{\"x\": \"\\x\"}]",
            "[{\"x\": \"\\u12g4\"}]",
            "[{x: 1}]",
            "[{\"x\": 100000000000000000000}]",
        ] {
            assert_eq!(parts(&format!("{{\"a\": {list}}}")), None, "{list}");
            assert_eq!(parts(&format!("{{\"a\": [{{}}], \"b\": {{\"a\": {list}}}}}")), None, "{list}");
        }
        assert_eq!(parts(r#"{"a": [{}], "\u0061": [{}]}"#), None, "another spelling of the name");
        assert_eq!(parts(r#"{"b": [{}]}"#), None, "nothing to cut out");
        assert!(cut(b"{\"a\": [{\"x\": \"\xff\"}]}", b"\"a\"").is_none(), "no UTF-8");
    }
}
