//! Markup without what a browser reports while it only parses.

/// Takes out what a browser reports under our content security policy as soon as it parses it, even into a document that
/// runs nothing: `<style>` with its rules, `<base>`, and the attributes `style` and `on…`, which are renamed.
///
/// All of them are left out of an article either way; this keeps the console quiet, and nothing's safety rests on it. Both
/// cleaners parse what comes out, so that they parse the same.
pub fn quiet(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = tag(&rest[at..], &mut out);
    }
    out.push_str(rest);
    out
}

/// What stands where something was: what was before and after it must not join into a tag.
const NOTHING: &str = "<!---->";

/// Copies what begins with a `<`; returns what comes after it.
fn tag<'a>(rest: &'a str, out: &mut String) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        // `<!-->` and `<!--->` are whole comments.
        let abrupt = ["->", ">"].iter().find(|end| comment.starts_with(**end)).map(|end| end.len());
        let end = abrupt.or_else(|| {
            let ends = ["-->", "--!>"].map(|end| comment.find(end).map(|at| at + end.len()));
            ends.into_iter().flatten().min()
        });
        out.push_str(NOTHING);
        return end.map_or("", |end| &comment[end..]);
    }
    let name_at = if rest.starts_with("</") { 2 } else { 1 };
    if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push('<');
        return &rest[1..];
    }
    let name_end = rest[name_at..].find(is_name_end).map_or(rest.len(), |end| name_at + end);
    let name = &rest[name_at..name_end];
    let is_end = name_at == 2;
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    let begin = out.len();
    out.push_str(&rest[..name_end]);
    let after = attributes(&rest[name_end..], out);
    if is("base") || is("style") {
        out.truncate(begin);
        out.push_str(NOTHING);
    }
    if is_end {
        return after;
    }
    let raw = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
    if let Some(name) = raw.into_iter().find(|raw| is(raw)) {
        let end = end_tag(after, name);
        if name == "style" {
            return attributes_end(&after[end..]);
        }
        out.push_str(&after[..end]);
        return &after[end..];
    }
    if is("plaintext") {
        out.push_str(after);
        return "";
    }
    after
}

/// Copies the attributes of a tag up to its `>`; returns what comes after it.
fn attributes<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() && bytes[at] != b'>' {
        if is_space(bytes[at]) || bytes[at] == b'/' {
            at += 1;
            continue;
        }
        if is_reported(&rest[at..]) {
            out.push_str(&rest[copied..at]);
            out.push_str("x-");
            copied = at;
        }
        // A name may begin with `=`, but not go on with one.
        at += 1;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'/' | b'>' | b'=') {
            at += 1;
        }
        let mut value = at;
        while value < bytes.len() && is_space(bytes[value]) {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        value += 1;
        while value < bytes.len() && is_space(bytes[value]) {
            value += 1;
        }
        at = match bytes.get(value) {
            Some(quote @ (b'"' | b'\'')) => {
                let closing = bytes[value + 1..].iter().position(|byte| byte == quote);
                closing.map_or(bytes.len(), |closing| value + closing + 2)
            }
            _ => {
                let end = bytes[value..].iter().position(|byte| is_space(*byte) || *byte == b'>');
                end.map_or(bytes.len(), |end| value + end)
            }
        };
    }
    let end = (at + 1).min(bytes.len());
    out.push_str(&rest[copied..end]);
    &rest[end..]
}

/// What comes after the end tag that stands at the beginning, if one does.
fn attributes_end(rest: &str) -> &str {
    rest.find('>').map_or("", |end| &rest[end + 1..])
}

/// Where the end tag of an element with raw text begins.
fn end_tag(rest: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</").map(|at| at + from) {
        let after = &rest[at + 2..];
        if begins(after, name) && after[name.len()..].starts_with(is_name_end) {
            return at;
        }
        from = at + 2;
    }
    rest.len()
}

fn is_reported(rest: &str) -> bool {
    ["on", "style"].iter().any(|name| begins(rest, name))
}

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

fn is_name_end(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0c' | '\r' | ' ' | '/' | '>')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::quiet;
    use proptest::prelude::*;

    #[test]
    fn reported_names_are_renamed_and_text_is_not() {
        for (html, expected) in [
            (
                "<p style=\"color: red\" ONclick='x'>on style=5</p>",
                "<p x-style=\"color: red\" x-ONclick='x'>on style=5</p>",
            ),
            ("<a title=\" style=\" href=x/onload=1>", "<a title=\" style=\" href=x/onload=1>"),
            ("<img alt = 'a > b'onerror=x>style", "<img alt = 'a > b'x-onerror=x>style"),
            ("<img/onerror=x\nstyle\t= y>", "<img/x-onerror=x\nx-style\t= y>"),
            ("<p =style onx>", "<p =style x-onx>"),
            ("3 < 5 on style <", "3 < 5 on style <"),
            ("a<Style media=x>p{}</p></ style></STYLE >b</p></style>c", "a<!---->b</p><!---->c"),
            ("<base href=x>a</base>b", "<!---->a<!---->b"),
            ("<title><p style=x></title><p style=x>", "<title><p style=x></title><p x-style=x>"),
            ("a<!-- <style> -->b<!--> <style>x</style>c", "a<!---->b<!----> <!---->c"),
            ("<<!-- -->img onerror=x>", "<<!---->img onerror=x>"),
            ("<plaintext><p style=x>", "<plaintext><p style=x>"),
            ("<p title='unclosed style=x", "<p title='unclosed style=x"),
        ] {
            assert_eq!(quiet(html), expected);
        }
    }

    proptest! {
        #[test]
        fn never_panics(html in "(<|>|/|&|=|'|\"|!|-|--|script|style|on|base|[a-zệ \t]){0,40}") {
            let once = quiet(&html);
            // What is quiet stays as it is, but for names that begin anew once something before them went.
            let _ = quiet(&once);
        }
    }
}
