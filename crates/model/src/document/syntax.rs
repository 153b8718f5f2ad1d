//! Says in plain words where and why a text is not JSON.
//!
//! `serde_json` stops at the same place, but its messages ("expected `,` or `}` at line 12 column 5") name neither the mistake nor
//! the remedy, and its columns count bytes. This reader follows the same grammar and knows the mistakes that people make who
//! write JSON by hand or copy it out of an office program. It only explains; whether a text is JSON is decided by `serde_json`.

use super::place::{excerpt, place, place_code};
use std::collections::HashSet;
use std::fmt::Display;
use trangxa_messages::model;

/// The place of the first mistake, and a sentence about it with the line in which it stands. `None` if this reader finds none.
pub(super) fn explain(text: &str) -> Option<(String, String)> {
    let mistake = Reader::new(text).document().err()?;
    Some((place_code(text, mistake.at), format!("{}{}", mistake.sentence, excerpt(text, mistake.at))))
}

/// How many repeated names are told.
const MAX_REPEATED: usize = 20;

/// The places and names of the first members that an object has twice. Of two, readers of JSON keep the last, and no one is told.
pub(super) fn repeated(text: &str) -> Vec<(String, String)> {
    let mut reader = Reader::new(text);
    // What follows a mistake is not looked at.
    let _ = reader.document();
    reader.repeated.iter().map(|(at, name)| (place_code(text, *at), (*name).to_owned())).collect()
}

/// A mistake and the byte at which it stands.
struct Mistake {
    at: usize,
    sentence: String,
}

impl Mistake {
    fn new(at: usize, sentence: impl Display) -> Self {
        Self { at, sentence: sentence.to_string() }
    }
}

/// A list or object that is not closed yet.
struct Open<'a> {
    bracket: char,
    at: usize,
    /// The names of an object's members so far, as they are written.
    names: HashSet<&'a str>,
}

/// What may stand next.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Value,
    /// A value, or the end of a list that is still empty.
    ValueOrEnd,
    Name,
    /// A name, or the end of an object that is still empty.
    NameOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// What was read last.
#[derive(Clone, Copy, Default)]
struct Last {
    end: usize,
    is_text: bool,
    is_comma: bool,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open<'a>>,
    last: Last,
    repeated: Vec<(usize, &'a str)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new(), last: Last::default(), repeated: Vec::new() }
    }

    fn document(&mut self) -> Result<(), Mistake> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            let Some(c) = self.peek() else { return self.end(next) };
            next = match (c, next) {
                ('{', Next::Value | Next::ValueOrEnd) => self.begin(c, Next::NameOrEnd),
                ('[', Next::Value | Next::ValueOrEnd) => self.begin(c, Next::ValueOrEnd),
                (']', Next::ValueOrEnd | Next::CommaOrEnd) | ('}', Next::NameOrEnd | Next::CommaOrEnd) => {
                    self.close(c)?
                }
                ('"', Next::Value | Next::ValueOrEnd) => {
                    self.string()?;
                    self.after_value()
                }
                ('"', Next::Name | Next::NameOrEnd) => {
                    let start = self.at;
                    self.string()?;
                    let name = &self.text[start + 1..self.at - 1];
                    let is_new = self.open.last_mut().is_none_or(|open| open.names.insert(name));
                    if !is_new && self.repeated.len() < MAX_REPEATED {
                        self.repeated.push((start, name));
                    }
                    Next::Colon
                }
                (':', Next::Colon) => {
                    self.take(c);
                    Next::Value
                }
                (',', Next::CommaOrEnd) => {
                    let in_object = self.open.last().is_some_and(|open| open.bracket == '{');
                    self.take(c);
                    self.last.is_comma = true;
                    if in_object { Next::Name } else { Next::Value }
                }
                (c, Next::Value | Next::ValueOrEnd) if c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.') => {
                    self.word()?;
                    self.after_value()
                }
                _ => return Err(self.unexpected(c, next)),
            };
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at = self.text.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Takes a character that is a token of its own.
    fn take(&mut self, c: char) {
        self.at += c.len_utf8();
        self.last = Last { end: self.at, is_text: false, is_comma: false };
    }

    fn begin(&mut self, bracket: char, next: Next) -> Next {
        self.open.push(Open { bracket, at: self.at, names: HashSet::new() });
        self.take(bracket);
        next
    }

    fn close(&mut self, c: char) -> Result<Next, Mistake> {
        let Some(open) = self.open.pop() else { return Err(self.unexpected(c, Next::Nothing)) };
        if (open.bracket == '{') != (c == '}') {
            let place = place(self.text, open.at);
            return Err(Mistake::new(self.at, model::StillOpen { bracket: c, open: open.bracket, place }));
        }
        self.take(c);
        Ok(self.after_value())
    }

    fn after_value(&self) -> Next {
        if self.open.is_empty() { Next::Nothing } else { Next::CommaOrEnd }
    }

    /// The end of the file.
    fn end(&self, next: Next) -> Result<(), Mistake> {
        match self.open.last() {
            Some(open) => {
                let place = place(self.text, open.at);
                Err(Mistake::new(self.last.end, model::FileEnds { bracket: open.bracket, place }))
            }
            None if next == Next::Nothing => Ok(()),
            None => Err(Mistake::new(self.last.end, model::EmptyFile)),
        }
    }

    /// Reads a text in quotation marks.
    fn string(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let mut chars = self.text[start..].char_indices().skip(1);
        while let Some((i, c)) = chars.next() {
            let at = start + i;
            match c {
                '"' => {
                    self.at = at + 1;
                    self.last = Last { end: self.at, is_text: true, is_comma: false };
                    return Ok(());
                }
                '\\' => {
                    let escape = chars.next().map_or('\n', |(_, c)| c);
                    let digits = self.text.get(at + 2..at + 6).unwrap_or_default();
                    let is_known = match escape {
                        'u' => digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit()),
                        _ => matches!(escape, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't'),
                    };
                    if !is_known {
                        return Err(Mistake::new(at, model::Backslash));
                    }
                }
                '\n' | '\r' => return Err(self.line_break(start, at)),
                '\t' => return Err(Mistake::new(at, model::Tab)),
                c if c < ' ' => return Err(Mistake::new(at, model::ControlCharacter { code: code(c) })),
                _ => {}
            }
        }
        Err(Mistake::new(start, model::TextOpen))
    }

    /// A line break at `at`, inside the text that begins at `start`.
    fn line_break(&self, start: usize, at: usize) -> Mistake {
        let written = self.text[start + 1..at].trim_end_matches([',', ' ', ':', '}', ']']);
        if let Some(quote) = written.chars().next_back().filter(|c| is_curly_quote(*c)) {
            return Mistake::new(start + 1 + written.len() - quote.len_utf8(), model::CurlyEnd { quote });
        }
        Mistake::new(at, model::LineBreak { place: place(self.text, start) })
    }

    /// Reads a number, or `true`, `false`, `null`.
    fn word(&mut self) -> Result<(), Mistake> {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '+' | '.' | '_');
        let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        if !matches!(word, "true" | "false" | "null") && !is_number(word) {
            return Err(Mistake::new(self.at, unknown_word(word)));
        }
        self.at += word.len();
        self.last = Last { end: self.at, is_text: false, is_comma: false };
        Ok(())
    }

    /// The character `c` stands where it may not.
    fn unexpected(&self, c: char, next: Next) -> Mistake {
        let rest = &self.text[self.at..];
        // An unescaped quotation mark ends a text, and what follows looks like nonsense.
        let is_same_line = !self.text[self.last.end..self.at].contains('\n');
        let is_cut_text = self.last.is_text
            && matches!(next, Next::CommaOrEnd | Next::Colon)
            && is_same_line
            && !matches!(c, '{' | '[' | ']' | '}' | ',' | ':' | '=' | ';')
            && (self.last.end == self.at || c.is_alphabetic() && !is_literal(rest));
        let is_name_next = matches!(next, Next::Name | Next::NameOrEnd);
        let here = |message: &dyn Display| Mistake::new(self.at, message);
        let behind_last = |message: &dyn Display| Mistake::new(self.last.end, message);
        match c {
            '\u{feff}' if self.at == 0 || self.text[..self.at].trim_start_matches('\u{feff}').is_empty() => {
                here(&model::SecondMark)
            }
            '\u{a0}' => here(&model::NoBreakSpace { code: code(c) }),
            c if is_invisible(c) => here(&model::Invisible { code: code(c) }),
            c if is_curly_quote(c) && !is_cut_text => here(&model::CurlyQuote { quote: c }),
            _ if is_cut_text => Mistake::new(self.last.end - 1, model::QuoteInside),
            _ if rest.starts_with("//") || rest.starts_with("/*") || c == '#' => here(&model::Comment),
            ',' if self.last.is_comma => here(&model::TwoCommas),
            '}' | ']' if self.last.is_comma => Mistake::new(self.last.end - 1, model::LastComma { bracket: c }),
            '}' | ']' if next == Next::Nothing => here(&model::ClosesNothing { bracket: c }),
            '}' | ']' if matches!(next, Next::ValueOrEnd | Next::NameOrEnd) => {
                let open = self.open.last().map_or(0, |open| open.at);
                here(&model::OtherBracket { bracket: c, place: place(self.text, open) })
            }
            '\'' => here(&model::SingleQuote),
            _ if next == Next::Nothing => here(&model::BehindEnd),
            '"' | '{' | '[' if next == Next::CommaOrEnd => behind_last(&model::NoComma),
            ';' if next == Next::CommaOrEnd => here(&model::Semicolon),
            '=' if next == Next::Colon => here(&model::Equals),
            '}' | ',' if next == Next::Colon => here(&model::NameWithoutValue),
            _ if next == Next::Colon => behind_last(&model::NoColon),
            '}' | ']' | ',' if next == Next::Value => here(&model::NoValue),
            c if is_name_next && (c.is_alphabetic() || c == '_') => here(&model::BareName),
            c if is_name_next && c.is_ascii_digit() => here(&model::NumberAsName),
            _ if is_name_next => here(&model::NameExpected),
            _ if next == Next::CommaOrEnd && c.is_alphabetic() => behind_last(&model::NoComma),
            _ if next == Next::CommaOrEnd => here(&model::CommaExpected),
            _ => here(&model::ValueExpected),
        }
    }
}

/// What a word that is no value should be.
fn unknown_word(word: &str) -> String {
    match word.to_ascii_lowercase().as_str() {
        lower @ ("true" | "false" | "null") => model::SmallLetters { word: lower }.to_string(),
        "none" | "nil" | "undefined" | "nan" => model::WriteNull { word }.to_string(),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic) => {
            model::NumberForm { word }.to_string()
        }
        _ => model::BareText.to_string(),
    }
}

/// The number of a character as Unicode's tables have it: `U+00A0`.
fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Whether a text begins with a value that has no quotation marks.
fn is_literal(text: &str) -> bool {
    ["true", "false", "null"].iter().any(|word| text.starts_with(word))
}

/// Whether a word is a number by JSON's grammar.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = word.split_once(['e', 'E']).map_or((word, None), |(mantissa, it)| (mantissa, Some(it)));
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, it)| (whole, Some(it)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|it| digits(it.strip_prefix(['+', '-']).unwrap_or(it)))
}

fn is_curly_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '″' | '＂')
}

/// White space that JSON does not know, and characters without width.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The place and the sentence, without the line.
    #[track_caller]
    fn explained(text: &str) -> String {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "this is JSON: {text}");
        let (place, sentence) = explain(text).unwrap_or_else(|| panic!("no mistake found in {text}"));
        format!("{place}: {}", sentence.split('\n').next().unwrap())
    }

    #[test]
    fn each_mistake_is_told_with_its_place_and_remedy() {
        for (text, expected) in [
            ("", "line 1, column 1: the file is empty"),
            ("{\n \"a\": \"b\nc\"\n}", "line 2, column 9: a line break stands inside a text; write \\n in its place"),
            ("{\"a\": \"b\tc\"}", "line 1, column 9: a tab stands inside a text; write \\t"),
            ("{\"a\": \"\u{1b}\"}", "line 1, column 8: the control character U+001B stands inside a text"),
            ("{\"a\": 1,\u{a0}\"b\": 2}", "line 1, column 9: a no-break space (U+00A0) stands here"),
            ("\u{200b}{}", "line 1, column 1: an invisible character (U+200B) stands here"),
            ("\u{feff}{}", "line 1, column 1: a second byte order mark"),
            ("{“a”: 1}", "line 1, column 2: the curly quotation mark “ stands here"),
            ("{\"a\": “b”}", "line 1, column 7: the curly quotation mark “ stands here"),
            ("{\"a\": \"b”,\n\"c\": 1}", "line 1, column 9: the text is opened with \" and closed with the curly"),
            ("{\"a\": \"b\"\n \"c\": 1}", "line 1, column 10: a comma is missing here"),
            ("{\"a\": \"b\" \"c\": 1}", "line 1, column 10: a comma is missing here"),
            ("[{\"a\": 1}\n {\"a\": 2}]", "line 1, column 10: a comma is missing here"),
            ("[1 2]", "line 1, column 4: expected a comma or a closing bracket here"),
            ("[1, 2,\n]", "line 1, column 6: a comma stands before the closing \"]\"; delete it"),
            ("{\"a\": 1, }", "line 1, column 8: a comma stands before the closing \"}\"; delete it"),
            ("{\"a\": 1,, \"b\": 2}", "line 1, column 9: two commas follow one another"),
            ("{'a': 1}", "line 1, column 2: single quotation marks stand here"),
            ("{\"a\": 'b'}", "line 1, column 7: single quotation marks stand here"),
            ("{\"a\": 1 // x\n}", "line 1, column 9: a comment stands here"),
            ("/* x */ {}", "line 1, column 1: a comment stands here"),
            ("{\"a\": \"C:\\anh\"}", "line 1, column 10: a single backslash stands inside a text; write two"),
            ("{\"a\": \"\\u12x4\"}", "line 1, column 8: a single backslash"),
            ("{\"a\": \"họp \"khẩn\" tại\"}", "line 1, column 12: a quotation mark inside a text ends the text here"),
            ("{\"a\": \"<a href=\"/x\">\"}", "line 1, column 16: a quotation mark inside a text ends the text here"),
            ("{\"a\": \"<a href=\"\">\"}", "line 1, column 16: a quotation mark inside a text ends the text here"),
            ("{\"a\": \"b", "line 1, column 7: the text that begins here is not closed"),
            ("{\"a\": [1, 2", "line 1, column 12: the file ends here, but the \"[\" of line 1, column 7 is not closed"),
            ("{\"a\": [1, 2}", "line 1, column 12: \"}\" stands here, but the \"[\" of line 1, column 7 is still open"),
            ("{\"a\": 1}}", "line 1, column 9: \"}\" closes nothing that is open"),
            ("{} x", "line 1, column 4: the document ends before this"),
            ("{\"a\" 1}", "line 1, column 5: a colon is missing here"),
            ("{\"a\" = 1}", "line 1, column 6: \"=\" stands here; write a colon"),
            ("{\"a\": 1; \"b\": 2}", "line 1, column 8: a semicolon stands here; write a comma"),
            ("{\"a\"}", "line 1, column 5: the name before this has no value"),
            ("{\"a\": }", "line 1, column 7: a value is missing here"),
            ("{a: 1}", "line 1, column 2: a name stands here without quotation marks"),
            ("{\"a\": xa}", "line 1, column 7: a text stands here without quotation marks"),
            ("{\"a\": True}", "line 1, column 7: write true in small letters"),
            ("{\"a\": None}", "line 1, column 7: \"None\" is no value; write null"),
            ("{\"a\": 007}", "line 1, column 7: \"007\" is not written as a number of JSON"),
            ("{\"a\": 99,5}", "line 1, column 10: a number stands where a name is expected; a decimal number"),
        ] {
            let found = explained(text);
            assert!(found.starts_with(expected), "{text:?}\n    {found}\n    {expected}");
        }
    }

    #[test]
    fn names_that_an_object_has_twice_are_found() {
        let found = |text: &str| repeated(text);
        assert_eq!(
            found("{\"a\": 1, \"b\": {\"a\": [{\"c\": 1}, {\"c\": 2}]},\n \"a\": 2}"),
            [("line 2, column 2".to_owned(), "a".to_owned())]
        );
        assert_eq!(found("[{\"a\": \"a\", \"a\": 1, \"a\": 2}]").len(), 2);
        assert_eq!(found("{\"a\": {\"a\": {}}}"), []);
        let many = format!("{{{}\"a\": 1}}", "\"a\": 1, ".repeat(50));
        assert_eq!(found(&many).len(), MAX_REPEATED);
    }

    #[test]
    fn the_line_is_shown_with_a_mark_below_the_place() {
        let (_, sentence) = explain("{\n  \"id\": \"a\",\n  \"title\": \"Đường “làng”\"\n  \"x\": 1\n}").unwrap();
        assert_eq!(sentence, "a comma is missing here\n    \"title\": \"Đường “làng”\"\n                           ^");
    }

    proptest! {
        /// What this reader takes for a mistake, `serde_json` refuses, and the other way round. They differ only about numbers
        /// too large and halves of surrogate pairs, which this test does not make.
        #[test]
        fn it_agrees_with_serde_json(text in "[\\[\\]{}:,\"a\\\\n0-2.e\\-tru \n“\u{a0}/']{0,24}") {
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            prop_assert_eq!(explain(&text).is_none(), is_json, "{}", text);
        }

        #[test]
        fn any_text_is_explained_without_a_panic(text in any::<String>()) {
            let _ = explain(&text);
        }
    }
}
