//! Finds tags, comments and text in markup without building a tree.
//!
//! Follows the tokenizer of the HTML Standard (§13.2.5) in what decides where a tag, an attribute value or a comment ends, and
//! knows the elements whose content is no markup. It takes time in proportion to the length of the text. Everything in this
//! workspace that looks at markup without parsing it uses this one lexer, so that all of them see the same tags.

use std::ops::Range;

/// A part of a text. The parts of a text, one after another, are the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Characters that a reader sees. A `<` that begins no tag is a text of its own.
    Text(&'a str),
    /// The content of a script, a style sheet or another element of [`RAW_TEXT`]; never empty.
    RawText(&'a str),
    /// `<!-- … -->`, or a comment that the text ends in.
    Comment(&'a str),
    /// `<!…>`, `<?…>` or `</…>` before anything but a letter. Parsers take it for a comment, or for the doctype.
    BogusComment(&'a str),
    /// A start tag or an end tag.
    Tag(Tag<'a>),
}

/// A start tag or an end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    html: &'a str,
    range: Range<usize>,
    name: Range<usize>,
    is_complete: bool,
}

impl<'a> Tag<'a> {
    /// The name as written, in any mix of cases.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.html[self.name.clone()]
    }

    /// Whether the name is this one; `name` is in small letters.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// Whether it is an end tag.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.name.start - self.range.start == 2
    }

    /// Whether it has its `>`. A parser ignores a tag that the text ends in.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The whole tag, from its `<` to its `>`.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        &self.html[self.range.clone()]
    }

    /// The whole tag from its `<`: the part up to the end of the name, and the rest.
    pub(crate) fn parts(&self) -> (&'a str, &'a str) {
        (&self.html[self.range.start..self.name.end], &self.html[self.name.end..self.range.end])
    }

    /// The attributes in the order in which they are written.
    #[must_use]
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes::new(self.html, self.name.end)
    }

    /// The first attribute of a name; parsers ignore the others. `name` is in small letters.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Attribute> {
        self.attributes().find(|attribute| self.html[attribute.name.clone()].eq_ignore_ascii_case(name))
    }
}

/// An attribute of a tag, as places in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name.
    pub name: Range<usize>,
    /// The value without its quotes; `None` without a `=`.
    pub value: Option<Range<usize>>,
    /// Whether the value stands in quotes.
    pub is_quoted: bool,
}

/// Iterates over the attributes of one tag; see [`Tag::attributes`].
#[derive(Clone, Debug)]
pub struct Attributes<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    /// Reads attributes from `at`, a place behind the name of a tag.
    pub(crate) fn new(html: &'a str, at: usize) -> Self {
        Self { html, at }
    }

    /// After the last attribute: where the tag ends, and whether that is a `>`.
    pub(crate) fn end(&self) -> (usize, bool) {
        let is_complete = self.at < self.html.len();
        (self.at + usize::from(is_complete), is_complete)
    }

    /// The first place from `from` on whose byte is `wanted`.
    fn next_at(&self, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.html.as_bytes().get(from..).unwrap_or_default();
        rest.iter().position(|byte| wanted(*byte)).map_or(self.html.len(), |length| from + length)
    }
}

impl Iterator for Attributes<'_> {
    type Item = Attribute;

    fn next(&mut self) -> Option<Attribute> {
        let bytes = self.html.as_bytes();
        let is_not_space = |byte| !is_space(byte);
        self.at = self.next_at(self.at, |byte| !is_space(byte) && byte != b'/');
        if matches!(bytes.get(self.at), None | Some(b'>')) {
            return None;
        }
        // A name may begin with `=`, but not go on with one.
        let end = self.next_at(self.at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = self.at..end;
        self.at = end;
        let equals = self.next_at(end, is_not_space);
        if bytes.get(equals) != Some(&b'=') {
            return Some(Attribute { name, value: None, is_quoted: false });
        }
        let start = self.next_at(equals + 1, is_not_space);
        let quote = bytes.get(start).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = match quote {
            Some(quote) => start + 1..self.next_at(start + 1, |byte| byte == quote),
            None => start..self.next_at(start, |byte| is_space(byte) || byte == b'>'),
        };
        self.at = (value.end + usize::from(quote.is_some())).min(bytes.len());
        Some(Attribute { name, value: Some(value), is_quoted: quote.is_some() })
    }
}

/// Elements whose content is text to a parser, whatever it looks like.
pub const RAW_TEXT: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Iterates over the parts of a text.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    html: &'a str,
    at: usize,
    /// The element of [`RAW_TEXT`] whose start tag was read last.
    raw: Option<&'static str>,
    /// Whether `<plaintext>` was read: no tag ends it.
    is_plain: bool,
}

impl<'a> Lexer<'a> {
    /// Reads a text from its beginning.
    #[must_use]
    pub fn new(html: &'a str) -> Self {
        Self { html, at: 0, raw: None, is_plain: false }
    }

    /// Reads a start tag or an end tag whose name begins at `name`.
    fn tag(&mut self, name: usize) -> Tag<'a> {
        let html = self.html;
        let name = name..html[name..].find(is_name_end).map_or(html.len(), |length| name + length);
        let mut attributes = Attributes::new(html, name.end);
        while attributes.next().is_some() {}
        let (end, is_complete) = attributes.end();
        let tag = Tag { html, range: self.at..end, name, is_complete };
        if !tag.is_end() {
            self.raw = RAW_TEXT.into_iter().find(|raw| tag.is(raw));
            self.is_plain = tag.is("plaintext");
        }
        tag
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        let raw = self.raw.take().map_or(0, |name| raw_text_end(rest, name));
        let is_letter = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
        let (length, token): (usize, fn(&'a str) -> Token<'a>) = if rest.is_empty() {
            return None;
        } else if raw > 0 {
            (raw, Token::RawText)
        } else if self.is_plain {
            (rest.len(), Token::Text)
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            (rest.len() - comment.len() + comment_end(comment), Token::Comment)
        } else if ["</", "<!", "<?"].iter().any(|begin| rest.starts_with(begin))
            && !(rest.starts_with("</") && is_letter(2))
        {
            (rest.find('>').map_or(rest.len(), |end| end + 1), Token::BogusComment)
        } else if rest.starts_with('<') {
            let name = if rest.starts_with("</") { 2 } else { 1 };
            if is_letter(name) {
                let tag = self.tag(self.at + name);
                self.at = tag.range.end;
                return Some(Token::Tag(tag));
            }
            (1, Token::Text)
        } else {
            (rest.find('<').unwrap_or(rest.len()), Token::Text)
        };
        self.at += length;
        Some(token(&rest[..length]))
    }
}

/// The length of a comment behind its `<!--`. `<!-->` and `<!--->` are whole comments.
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

/// The length of the content of a raw text element: where its end tag begins. In a script, `<!--` and `<script` put off the
/// end (HTML Standard, "script data double escaped state").
fn raw_text_end(rest: &str, name: &str) -> usize {
    let is_tag = |text: &str| begins_with(text, name) && text[name.len()..].starts_with(is_name_end);
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

/// Whether a text begins with `start`, in any mix of cases.
pub(crate) fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// Whether the name of a tag ends before this character.
pub(crate) fn is_name_end(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0c' | '\r' | ' ' | '/' | '>')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The parts of a text, each with a letter that says what it is.
    fn parts(html: &str) -> Vec<String> {
        let part = |token| match token {
            Token::Text(text) => format!("t:{text}"),
            Token::RawText(text) => format!("r:{text}"),
            Token::Comment(text) => format!("c:{text}"),
            Token::BogusComment(text) => format!("b:{text}"),
            Token::Tag(tag) => {
                let mark = if tag.is_complete() { "" } else { "…" };
                let (start, rest) = tag.parts();
                format!("{}:{start}|{rest}{mark}", if tag.is_end() { "/" } else { "<" })
            }
        };
        Lexer::new(html).map(part).collect()
    }

    #[test]
    fn finds_tags_comments_and_text() {
        assert_eq!(parts("a<b c='>'>d</b >"), ["t:a", "<:<b| c='>'>", "t:d", "/:</b| >"]);
        assert_eq!(parts("3 < 5<"), ["t:3 ", "t:<", "t: 5", "t:<"]);
        assert_eq!(parts("<!--><!-- a --!><!-- b"), ["c:<!-->", "c:<!-- a --!>", "c:<!-- b"]);
        assert_eq!(parts("<!doctype html></ x><?p"), ["b:<!doctype html>", "b:</ x>", "b:<?p"]);
        assert_eq!(parts("<p title='x"), ["<:<p| title='x…"]);
    }

    #[test]
    fn the_content_of_some_elements_is_no_markup() {
        assert_eq!(parts("<title><b></title>c"), ["<:<title|>", "r:<b>", "/:</title|>", "t:c"]);
        assert_eq!(parts("<style></style>"), ["<:<style|>", "/:</style|>"]);
        assert_eq!(
            parts("<script><!--<script></script>--></script>"),
            ["<:<script|>", "r:<!--<script></script>-->", "/:</script|>"]
        );
        assert_eq!(parts("<plaintext><p></plaintext>"), ["<:<plaintext|>", "t:<p></plaintext>"]);
    }

    #[test]
    fn attributes_are_read_as_parsers_read_them() {
        let read = |html: &str| -> Vec<String> {
            let Some(Token::Tag(tag)) = Lexer::new(html).next() else { panic!("{html} is no tag") };
            let text = |it: Attribute| {
                let quote = if it.is_quoted { "'" } else { "" };
                let value = it.value.map(|value| format!("={quote}{}{quote}", &html[value]));
                html[it.name].to_owned() + &value.unwrap_or_default()
            };
            tag.attributes().map(text).collect()
        };
        assert_eq!(
            read("<img alt = 'a > b'src=x/y hidden/class=\"c\">"),
            ["alt='a > b'", "src=x/y", "hidden", "class='c'"]
        );
        assert_eq!(read("<p =a b= >"), ["=a", "b="]);
        assert_eq!(read("<p a='x"), ["a='x'"]);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole_text(html in "(<|>|/|&|=|'|\"|!|-|--|script|style|plaintext|[a-zệ \t]){0,40}") {
            let text = |token| match token {
                Token::Text(text) | Token::RawText(text) | Token::Comment(text) | Token::BogusComment(text) => text.to_owned(),
                Token::Tag(tag) => { let (start, rest) = tag.parts(); format!("{start}{rest}") }
            };
            prop_assert_eq!(Lexer::new(&html).map(text).collect::<String>(), html);
        }
    }
}
