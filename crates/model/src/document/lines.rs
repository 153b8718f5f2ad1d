//! In which line of a document a value stands.

use super::is_too_deep;

/// The lines of a document's values. Editors show lines, and nobody counts to `items[57]`.
#[derive(Debug)]
pub struct Lines<'a> {
    document: Spot<'a>,
    /// The places of all line breaks.
    breaks: Vec<usize>,
}

/// A value, the byte at which it stands, and the values in it. A member of an object stands where its name begins.
#[derive(Debug)]
struct Spot<'a> {
    at: usize,
    inside: Inside<'a>,
}

#[derive(Debug)]
enum Inside<'a> {
    Nothing,
    List(Vec<Spot<'a>>),
    /// The members by their names, as these are written.
    Object(Vec<(&'a str, Spot<'a>)>),
}

impl<'a> Lines<'a> {
    /// Reads a document, up to its first mistake if it is not JSON.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Self {
        let text = std::str::from_utf8(bytes).ok().filter(|_| !is_too_deep(bytes)).unwrap_or_default();
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let document = Reader { text, at: mark }.value();
        Self { document, breaks: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line, from 1, of the value at a place such as `periods[3].fields[1].late`, or of the value that should have it. What follows the place is not
    /// looked at. `None` if the place names no value of the document.
    #[must_use]
    pub fn line(&self, place: &str) -> Option<usize> {
        let mut found = None;
        let mut spot = &self.document;
        let mut rest = place;
        while let Some((next, after)) = step(spot, rest) {
            (found, spot, rest) = (Some(next.at), next, after);
        }
        found.map(|at| self.breaks.partition_point(|line_break| *line_break < at) + 1)
    }
}

/// The value that the first part of a place names, and the rest of the place.
fn step<'s, 'a, 'p>(spot: &'s Spot<'a>, place: &'p str) -> Option<(&'s Spot<'a>, &'p str)> {
    match &spot.inside {
        Inside::Nothing => None,
        Inside::List(elements) => {
            let (index, rest) = place.strip_prefix('[')?.split_once(']')?;
            Some((elements.get(index.parse::<usize>().ok()?)?, rest))
        }
        Inside::Object(members) => {
            let place = place.strip_prefix('.').unwrap_or(place);
            let rest_of = |name: &str| {
                place.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[', ' ', ':']))
            };
            let named = members.iter().filter(|(name, _)| rest_of(name).is_some());
            // A name may have blanks in it. Of two members of one name, the last is read.
            let (name, member) = named.max_by_key(|(name, _)| name.len())?;
            Some((member, rest_of(name)?))
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads the next value.
    fn value(&mut self) -> Spot<'a> {
        self.skip_space();
        let at = self.at;
        let inside = match self.peek() {
            Some(b'{') => Inside::Object(self.each(|reader| {
                reader.skip_space();
                let at = reader.at;
                let name = reader.string()?;
                reader.take(b':')?;
                Some((name, Spot { at, ..reader.value() }))
            })),
            Some(b'[') => Inside::List(self.each(|reader| Some(reader.value()))),
            Some(b'"') => {
                self.string();
                Inside::Nothing
            }
            _ => {
                let rest = &self.text[at..];
                self.at += rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
                Inside::Nothing
            }
        };
        Spot { at, inside }
    }

    /// Reads what stands between two brackets, with commas between.
    fn each<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        self.at += 1;
        self.skip_space();
        let is_end = |reader: &Self| matches!(reader.peek(), Some(b']' | b'}'));
        while !is_end(self) {
            let Some(value) = read(self) else { break };
            found.push(value);
            if self.take(b',').is_none() {
                break;
            }
        }
        // What follows a mistake is not looked at.
        self.at = if is_end(self) { self.at + 1 } else { self.text.len() };
        found
    }

    /// Reads a text in quotation marks, and returns what is between them.
    fn string(&mut self) -> Option<&'a str> {
        self.text[self.at..].strip_prefix('"')?;
        let start = self.at + 1;
        let mut is_escaped = false;
        for (i, byte) in self.text[start..].bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => {
                    self.at = start + i + 1;
                    return Some(&self.text[start..start + i]);
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        None
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at = self.text.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Passes white space and a sign; `None` if another sign stands there.
    fn take(&mut self, sign: u8) -> Option<()> {
        self.skip_space();
        if self.peek() != Some(sign) {
            return None;
        }
        self.at += 1;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_found_by_its_place() {
        let text = "\u{feff}{\r\n \"a\": [1, \"]\\\"}\",\n  {\"b\":\n 5}],\n \"c\": {},\n\"a\\u0301\": 1, \"d\": [ ], \"c\":\n{\"e\": null, \"tên riêng\":\n 1}\n}";
        let lines = Lines::of(text.as_bytes());
        for (place, line) in [
            ("a", 2),
            ("a[0]", 2),
            ("a[1]", 2),
            ("a[2]", 3),
            ("a[2].b", 3),
            ("a[2].b (\"a title\")", 3),
            ("a[2].missing", 3),
            ("a[7]", 2),
            ("d", 6),
            ("c", 6),
            ("c.e", 7),
            ("c.tên riêng", 7),
            ("c.tên", 6),
        ] {
            assert_eq!(lines.line(place), Some(line), "{place}");
        }
        for place in ["", "missing", "[0]", "article \"a\"", "line 3, column 7"] {
            assert_eq!(lines.line(place), None, "{place}");
        }
    }

    #[test]
    fn a_document_that_is_not_json_has_the_lines_before_the_mistake() {
        let lines = Lines::of(b"{\"a\": 1,\n\"b\": [2\n 3], \"c\": 4}");
        assert_eq!((lines.line("a"), lines.line("b[0]"), lines.line("c")), (Some(1), Some(2), None));
        for bytes in [&b"\xff"[..], b"", "[".repeat(100_000).as_bytes()] {
            assert_eq!(Lines::of(bytes).line("[0]"), None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "([\\[{]|\"a\":|\"ệ|\\[1,|[\\]{}:,\"\\\\a1 \nệ“]){0,24}") {
            let _ = Lines::of(text.as_bytes()).line("a[1].a");
        }
    }
}
