//! Prepares a text for a parser: removes what makes parsing itself a problem.

use crate::letters::is_letter;
use crate::lexer::{Attributes, Lexer, Tag, Token, begins_with, is_name_end};

/// How many elements may be open at once. Deeper tags are removed, and their content stays. The time that parsers take, those
/// of browsers too, grows with the square of the depth. Articles are not a tenth as deep.
const MAX_OPEN: usize = 256;

/// What the tags of a text may cost together; the tags beyond are removed. A parser creates each open formatting element anew
/// in every paragraph, so a tag costs one for itself and one for each formatting element that is open. Fifty pages of Word do
/// not come near.
const MAX_COST: usize = 200_000;

/// The document to parse for [`clean()`](crate::clean()): the text without parse hazards, as the body of a page in standards
/// mode. Without the doctype, a table would not end the paragraph before it.
#[must_use]
pub fn document(html: &str) -> String {
    format!("<!doctype html><body>{}", strip_parse_hazards(html))
}

/// Removes what a browser reports under a content security policy while it only parses, and what makes parsing slow.
///
/// A browser reports some things even of a document that runs nothing: `<style>` with its rules, `<base>`, `<track>` (which
/// Chromium 156 also requests), and the attributes `style` and `on…`. The elements are removed; the attributes get `x-` in
/// front of their names, so that the cleaner can still read `x-style`. Comments, and tags beyond `MAX_OPEN` or `MAX_COST`,
/// are removed as well; a null character is removed or replaced. Words in angle brackets that are no tags become text, and `frame`
/// becomes `embed`, which parsers do not ignore.
///
/// The cleaner removes all of it in any case. This step keeps the browser's console empty and the parser quick; the safety of
/// the result does not depend on it. The publisher and the browser both parse what comes out, so that both parse the same.
#[must_use]
pub fn strip_parse_hazards(html: &str) -> String {
    let mut stripper = Stripper {
        out: String::with_capacity(html.len() + 64),
        open: Vec::new(),
        open_formatting: 0,
        dropped: 0,
        cost: 0,
        in_style: false,
        drops_raw_text: false,
    };
    for token in Lexer::new(html) {
        match token {
            Token::Text(text) => stripper.text(text),
            Token::RawText(text) => stripper.raw_text(text),
            Token::Comment(_) => stripper.out.push_str(REMOVED),
            Token::BogusComment(comment) => stripper.out.push_str(comment),
            Token::Tag(tag) => stripper.tag(&tag),
        }
    }
    stripper.out
}

/// Takes the place of what was removed: without it, the text before and the text after could join into a tag.
const REMOVED: &str = "<!---->";

/// Elements that have no end tag or may omit it. They say nothing about the depth.
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

/// Elements that a browser reports, or requests something for, in a document that it only parses.
const REPORTED: [&str; 3] = ["base", "style", "track"];

/// Elements that an end tag of another element does not reach across (HTML Standard, "has an element in scope").
const SCOPES: [&str; 9] = ["applet", "button", "marquee", "math", "object", "select", "svg", "table", "template"];

/// Elements that may be closed in another order than they were opened (HTML Standard, "the adoption agency algorithm").
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

struct Stripper<'a> {
    out: String,
    /// Names of the open elements, as far as can be known without parsing; at most [`MAX_OPEN`].
    open: Vec<&'a str>,
    /// How many of them are of [`FORMATTING`].
    open_formatting: usize,
    /// How many start tags were removed for their depth and not closed since.
    dropped: usize,
    /// The cost so far; see [`MAX_COST`].
    cost: usize,
    /// Whether the next tag is the end tag of a `<style>` that was removed.
    in_style: bool,
    /// Whether the raw text that may come next belongs to an element that was removed.
    drops_raw_text: bool,
}

impl<'a> Stripper<'a> {
    fn text(&mut self, text: &str) {
        // Parsers differ in what they make of a null. Behind a `<` it is replaced, because removing it would create a tag.
        let null = if self.out.ends_with('<') { "\u{fffd}" } else { "" };
        self.out.push_str(&text.replace('\0', null));
    }

    /// Copies raw text. Inside of `<svg>` a parser may take it for markup, so the attributes are renamed here too.
    fn raw_text(&mut self, text: &str) {
        if self.drops_raw_text {
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            let name_end = rest[at + 1..].find(is_name_end).map_or(rest.len(), |end| at + 1 + end);
            self.text(&rest[..name_end]);
            rest = rename_reported(&rest[name_end..], &mut self.out);
        }
        self.text(rest);
    }

    fn tag(&mut self, tag: &Tag<'a>) {
        if std::mem::take(&mut self.in_style) {
            return;
        }
        let name = tag.name();
        self.cost += 1 + self.open_formatting;
        let is_removed = self.cost > MAX_COST
            || is_one_of(&REPORTED, name)
            || (!is_one_of(&NOT_NESTED, name) && self.is_too_deep(name, tag.is_end()));
        if is_removed {
            self.out.push_str(REMOVED);
        } else if is_word(name) {
            // `<Nguyễn Văn A>` and `<a@xa.example>` are words in brackets, which a parser would take for an unknown element.
            self.out.push_str(&tag.as_str().replace('<', "&lt;"));
        } else {
            let (start, attributes) = tag.parts();
            // A parser ignores a `frame` in a body, but `embed` is read the same.
            self.out.push_str(if tag.is("frame") && !tag.is_end() { "<embed" } else { start });
            rename_reported(attributes, &mut self.out);
        }
        self.in_style = tag.is("style") && !tag.is_end();
        self.drops_raw_text = is_removed;
    }

    /// Tracks which elements are open. Returns whether this tag lies too deep.
    fn is_too_deep(&mut self, name: &'a str, is_end: bool) -> bool {
        let is_formatting = is_one_of(&FORMATTING, name);
        if !is_end {
            let is_too_deep = self.open.len() >= MAX_OPEN;
            if is_too_deep {
                self.dropped += 1;
            } else {
                self.open.push(name);
                self.open_formatting += usize::from(is_formatting);
            }
            return is_too_deep;
        }
        if self.dropped > 0 {
            self.dropped -= 1;
            return true;
        }
        // Parsers do the same: an end tag does not reach out of its table, and the end tag of a formatting element leaves open
        // what was opened inside.
        let is = |open: &str| name.eq_ignore_ascii_case(open);
        let reach = self.open.iter().rposition(|open| is(open) || is_one_of(&SCOPES, open));
        if let Some(at) = reach.filter(|at| is(self.open[*at])) {
            // A formatting element that is left open continues after the element around it.
            if is_formatting {
                self.open.remove(at);
                self.open_formatting -= 1;
            } else {
                let inside = self.open.split_off(at);
                self.open.extend(inside.into_iter().skip(1).filter(|open| is_one_of(&FORMATTING, open)));
            }
        }
        false
    }
}

/// Copies the attributes at the beginning of `rest`, up to the `>` of their tag, with `x-` in front of those that a browser
/// reports. Returns what comes after the tag.
fn rename_reported<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let mut attributes = Attributes::new(rest, 0);
    let mut copied = 0;
    for attribute in attributes.by_ref() {
        let start = attribute.name.start;
        if ["on", "style"].iter().any(|name| begins_with(&rest[start..], name)) {
            out.push_str(&rest[copied..start]);
            out.push_str("x-");
            copied = start;
        }
    }
    let (end, _) = attributes.end();
    out.push_str(&rest[copied..end]);
    &rest[end..]
}

/// Whether the name of a tag is a Vietnamese word or a mail address.
fn is_word(name: &str) -> bool {
    !name.bytes().all(|b| b.is_ascii() && b != b'@')
        && name.chars().all(|c| is_letter(c) || matches!(c, '@' | '.' | ',' | '+' | '-' | '_'))
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{MAX_OPEN, REMOVED, strip_parse_hazards};
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
            ("<tên a='<p>'> <a@b.c></tên><o:p>", "&lt;tên a='&lt;p>'> &lt;a@b.c>&lt;/tên><o:p>"),
            ("<frameset><frame src=x></frameset>", "<frameset><embed src=x></frameset>"),
            ("<p title='unclosed style=x", "<p title='unclosed style=x"),
        ] {
            assert_eq!(strip_parse_hazards(html), expected);
        }
    }

    #[test]
    fn tags_beyond_the_depth_are_removed_with_their_own_end_tags() {
        let deep = |tags: usize| format!("{}x{}y", "<b><p>".repeat(tags), "</b>".repeat(tags));
        assert_eq!(strip_parse_hazards(&deep(MAX_OPEN)), deep(MAX_OPEN));
        let cut = strip_parse_hazards(&deep(MAX_OPEN + 5)).replace(REMOVED, "");
        assert_eq!((cut.matches("<b>").count(), cut.matches("</b>").count()), (MAX_OPEN, MAX_OPEN));
        assert!(cut.contains('x') && cut.ends_with('y'));
        for trick in ["<div></b>", "<div><table><tr><td></div>", "<b><div></b>"] {
            let opened = strip_parse_hazards(&trick.repeat(10_000)).replace(REMOVED, "");
            assert!(opened.matches("<div").count() + opened.matches("<table").count() <= MAX_OPEN, "{trick}");
        }
        let list = "<ul><li>a<li>b</ul><p>c".repeat(1000);
        assert_eq!(strip_parse_hazards(&list), list, "long is not deep");
    }

    #[test]
    fn formatting_that_is_never_closed_does_not_multiply() {
        let bold: String = (0..200).map(|i| format!("<b a{i}>")).collect();
        let text = strip_parse_hazards(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(50_000)));
        assert!(text.matches("<p>").count() < 1_000, "a parser would make 200 elements in each");
        assert_eq!(text.matches('x').count(), 50_000, "the text stays");
        let article = "<p>a <b>b</b> <i>c</i></p><table><tr><td>d</td></tr></table>".repeat(5_000);
        assert_eq!(strip_parse_hazards(&article), article, "a long one is as it was");
    }

    proptest! {
        #[test]
        fn never_panics(html in "(<|>|/|&|=|'|\"|!|-|--|script|style|on|base|[a-zệ \t]){0,40}") {
            let once = strip_parse_hazards(&html);
            // A second run need not change nothing: a removal may leave the beginning of another name.
            let _ = strip_parse_hazards(&once);
        }
    }
}
