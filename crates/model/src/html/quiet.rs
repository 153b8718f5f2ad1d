//! Markup without what a browser reports while it only parses.

/// Open tags deeper than this go, and what they hold stays: parsers, browsers' too, take time with the square of the depth.
/// Articles are not a tenth as deep.
const MAX_OPEN: usize = 256;

/// What the tags of a text may cost before the rest go: a parser makes each open bold element anew in every paragraph, so a
/// tag counts once for itself and once for each of those. Fifty pages of Word do not come near.
const MAX_COST: usize = 200_000;

/// Takes out what a browser reports under our content security policy as soon as it parses it, even into a document that
/// runs nothing: `<style>` with its rules, `<base>`, `<track>` (which Chromium 156 asks for besides), and the attributes
/// `style` and `on…`, which are renamed. Tags that lie absurdly deep, or would multiply, go too.
///
/// All of it is left out of an article either way; this keeps the console quiet and the parser quick, and nothing's safety
/// rests on it. Both cleaners parse what comes out, so that they parse the same.
pub fn quiet(html: &str) -> String {
    let mut lexer =
        Lexer { out: String::with_capacity(html.len() + 64), open: Vec::new(), formatting: 0, dropped: 0, cost: 0 };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        lexer.text(&rest[..at]);
        rest = lexer.tag(&rest[at..]);
    }
    lexer.text(rest);
    lexer.out
}

/// What stands where something was: what was before and after it must not join into a tag.
const NOTHING: &str = "<!---->";

/// Elements without an end tag, or that may do without one: they say nothing of the depth.
const NOT_NESTED: [&str; 31] = [
    "area",
    "body",
    "br",
    "col",
    "colgroup",
    "dd",
    "dt",
    "embed",
    "frame",
    "head",
    "hr",
    "html",
    "image",
    "img",
    "input",
    "li",
    "link",
    "meta",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "source",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "wbr",
];

/// Elements that a browser reports, or even asks for, in a document that it only parses.
const REPORTED: [&str; 3] = ["base", "style", "track"];

/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Elements that an end tag of another does not reach beyond (HTML Standard, "has an element in scope").
const WALLS: [&str; 9] = ["applet", "button", "marquee", "math", "object", "select", "svg", "table", "template"];

/// Elements that may be closed in another order than they were opened ("the adoption agency algorithm").
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

struct Lexer<'a> {
    out: String,
    /// Names of the tags that are open, as far as can be told without parsing; at most [`MAX_OPEN`].
    open: Vec<&'a str>,
    /// How many of them are of text, such as bold ones.
    formatting: usize,
    /// How many tags lie deeper.
    dropped: usize,
    /// See [`MAX_COST`].
    cost: usize,
}

impl<'a> Lexer<'a> {
    fn text(&mut self, text: &str) {
        // Parsers differ in what they make of a null. Behind a `<` it must not simply go: a tag would come of it.
        let null = if self.out.ends_with('<') { "\u{fffd}" } else { "" };
        self.out.push_str(&text.replace('\0', null));
    }

    /// Copies what begins with a `<`; returns what comes after it.
    fn tag(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.out.push_str(NOTHING);
            return &comment[comment_end(comment)..];
        }
        let is_end = rest.starts_with("</");
        let name_at = if is_end { 2 } else { 1 };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            // `<!`, `<?` and `</` before anything else are comments up to the next `>`; a `<` alone is text.
            let end = if is_end || rest.starts_with("<!") || rest.starts_with("<?") {
                rest.find('>').map_or(rest.len(), |end| end + 1)
            } else {
                1
            };
            self.out.push_str(&rest[..end]);
            return &rest[end..];
        }
        let name_end = rest[name_at..].find(is_name_end).map_or(rest.len(), |end| name_at + end);
        let name = &rest[name_at..name_end];
        let begin = self.out.len();
        self.out.push_str(&rest[..name_end]);
        let after = attributes(&rest[name_end..], &mut self.out);
        self.cost += 1 + self.formatting;
        let goes = self.cost > MAX_COST
            || is_one_of(&REPORTED, name)
            || (!is_one_of(&NOT_NESTED, name) && self.is_too_deep(name, is_end));
        if goes {
            self.out.truncate(begin);
            self.out.push_str(NOTHING);
        }
        if is_end {
            return after;
        }
        if let Some(name) = RAW.into_iter().find(|raw| name.eq_ignore_ascii_case(raw)) {
            let end = end_tag(after, name);
            if name == "style" {
                return attributes_end(&after[end..]);
            }
            if !goes {
                self.raw(&after[..end]);
            }
            return &after[end..];
        }
        if name.eq_ignore_ascii_case("plaintext") {
            self.text(after);
            return "";
        }
        after
    }

    /// Copies what is no markup, or goes with its element; but in a drawing, it may be markup after all.
    fn raw(&mut self, mut rest: &str) {
        while let Some(at) = rest.find('<') {
            let name_end = rest[at + 1..].find(is_name_end).map_or(rest.len(), |end| at + 1 + end);
            self.text(&rest[..name_end]);
            rest = attributes(&rest[name_end..], &mut self.out);
        }
        self.text(rest);
    }

    /// Follows a tag; returns whether it lies too deep.
    fn is_too_deep(&mut self, name: &'a str, is_end: bool) -> bool {
        let is_formatting = is_one_of(&FORMATTING, name);
        if !is_end {
            let goes = self.open.len() >= MAX_OPEN;
            if goes {
                self.dropped += 1;
            } else {
                self.open.push(name);
                self.formatting += usize::from(is_formatting);
            }
            return goes;
        }
        if self.dropped > 0 {
            self.dropped -= 1;
            return true;
        }
        // As parsers do: an end tag reaches no further out than its table, and one of bold text leaves open what is in it.
        let is = |open: &str| name.eq_ignore_ascii_case(open);
        let reach = self.open.iter().rposition(|open| is(open) || is_one_of(&WALLS, open));
        if let Some(at) = reach.filter(|at| is(self.open[*at])) {
            // Bold text that is left open goes on after the element around it.
            if is_formatting {
                self.open.remove(at);
                self.formatting -= 1;
            } else {
                let inside = self.open.split_off(at);
                self.open.extend(inside.into_iter().skip(1).filter(|open| is_one_of(&FORMATTING, open)));
            }
        }
        false
    }
}

/// Where a comment ends, from behind its `<!--`. `<!-->` and `<!--->` are whole comments.
fn comment_end(comment: &str) -> usize {
    if let Some(end) = ["->", ">"].iter().find(|end| comment.starts_with(**end)) {
        return end.len();
    }
    let mut from = 0;
    while let Some(at) = comment[from..].find("--").map(|at| at + from) {
        let after = &comment[at + 2..];
        if after.starts_with('>') {
            return at + 3;
        }
        if after.starts_with("!>") {
            return at + 4;
        }
        from = at + 1;
    }
    comment.len()
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

/// Where the end tag of an element with raw text begins. In a script, `<!--` and `<script` put off the end (HTML Standard,
/// "script data double escaped state").
fn end_tag(rest: &str, name: &str) -> usize {
    let is_tag = |text: &str| begins(text, name) && text[name.len()..].starts_with(is_name_end);
    let (mut from, mut commented, mut doubled) = (0, false, false);
    while let Some(at) = rest[from..].find(['<', '-']).map(|at| at + from) {
        let here = &rest[at..];
        from = at + 1;
        if let Some(after) = here.strip_prefix("</") {
            if is_tag(after) && !doubled {
                return at;
            }
            doubled &= !is_tag(after);
        } else if name == "script" {
            if here.starts_with("<!--") {
                commented = true;
            } else if here.starts_with("-->") {
                (commented, doubled) = (false, false);
            } else if here.starts_with('<') && is_tag(&here[1..]) {
                doubled |= commented;
            }
        }
    }
    rest.len()
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
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
    use super::{MAX_OPEN, NOTHING, quiet};
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
            ("<video><track src=x default></video>", "<video><!----></video>"),
            ("<title><p style=x></title><p style=x>", "<title><p x-style=x></title><p x-style=x>"),
            ("<svg><title><img onload=x></title>", "<svg><title><img x-onload=x></title>"),
            ("a<!-- <style> -->b<!--> <style>x</style>c", "a<!---->b<!----> <!---->c"),
            ("<<!-- -->img onerror=x>", "<<!---->img onerror=x>"),
            ("<plaintext><p style=x>", "<plaintext><p style=x>"),
            ("<?php <style>a", "<?php <style>a"),
            ("<!x <style>a</ <base>b", "<!x <style>a</ <base>b"),
            ("<script><!--<script></script><style>--></script>a", "<script><!--<script></script><style>--></script>a"),
            ("<script><!-- </script><style>x</style>a", "<script><!-- </script><!---->a"),
            ("a\0b<\0p>", "ab<\u{fffd}p>"),
            ("<p title='unclosed style=x", "<p title='unclosed style=x"),
        ] {
            assert_eq!(quiet(html), expected);
        }
    }

    #[test]
    fn what_lies_absurdly_deep_goes_with_its_own_end_tags() {
        let deep = |tags: usize| format!("{}x{}y", "<b><p>".repeat(tags), "</b>".repeat(tags));
        assert_eq!(quiet(&deep(MAX_OPEN)), deep(MAX_OPEN));
        let cut = quiet(&deep(MAX_OPEN + 5)).replace(NOTHING, "");
        assert_eq!((cut.matches("<b>").count(), cut.matches("</b>").count()), (MAX_OPEN, MAX_OPEN));
        assert!(cut.contains('x') && cut.ends_with('y'));
        for trick in ["<div></b>", "<div><table><tr><td></div>", "<b><div></b>"] {
            let opened = quiet(&trick.repeat(10_000)).replace(NOTHING, "");
            assert!(opened.matches("<div").count() + opened.matches("<table").count() <= MAX_OPEN, "{trick}");
        }
        let list = "<ul><li>a<li>b</ul><p>c".repeat(1000);
        assert_eq!(quiet(&list), list, "long is not deep");
    }

    #[test]
    fn bold_text_that_is_never_closed_does_not_multiply() {
        let bold: String = (0..200).map(|i| format!("<b a{i}>")).collect();
        let text = quiet(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(50_000)));
        assert!(text.matches("<p>").count() < 1_000, "a parser would make 200 elements in each");
        assert_eq!(text.matches('x').count(), 50_000, "the text stays");
        let article = "<p>a <b>b</b> <i>c</i></p><table><tr><td>d</td></tr></table>".repeat(5_000);
        assert_eq!(quiet(&article), article, "a long one is as it was");
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
