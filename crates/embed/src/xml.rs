//! Text for XML, which unlike HTML forbids some characters altogether, even as character references.

use trangxa_clean::text::escape;

/// Whether XML 1.0 allows a character: the production `Char` of <https://www.w3.org/TR/xml/#charsets>. A document with any other
/// character cannot be parsed.
#[must_use]
pub fn is_allowed(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Text on one line, escaped for use between tags and in double-quoted attributes. Characters that XML forbids are dropped; line
/// breaks and tabs become spaces.
#[must_use]
pub fn single_line(text: &str) -> String {
    let spaced = |c: char| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
    escape(&text.chars().filter(|c| is_allowed(*c)).map(spaced).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_dropped_and_markup_is_escaped() {
        assert_eq!(single_line("a\0b\u{1b}c\u{fffe}\u{ffff}\r\nd<&>\"e"), "abc  d&lt;&amp;&gt;&quot;e");
    }

    #[test]
    fn the_limits_are_those_of_the_specification() {
        let allowed =
            ['\t', '\n', '\r', ' ', '\u{7f}', '\u{85}', '\u{d7ff}', '\u{e000}', '\u{fffd}', '\u{10000}', char::MAX];
        assert!(allowed.into_iter().all(is_allowed));
        let forbidden = ['\0', '\u{8}', '\u{b}', '\u{c}', '\u{e}', '\u{1f}', '\u{fffe}', '\u{ffff}'];
        assert!(!forbidden.into_iter().any(is_allowed));
    }
}
