//! Text in XML, which is stricter than HTML: some characters may not stand there at all, however they are written.

use trangxa_model::html::escape;

/// Text between tags and in double-quoted attributes; what XML 1.0 forbids is left out, line breaks become spaces.
pub fn text(text: &str) -> String {
    let allowed = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => None,
        c => Some(c),
    };
    escape(&text.chars().filter_map(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(super::text("a\0b\u{1b}c\u{fffe}\u{ffff}\r\nd<&>\"e"), "abc  d&lt;&amp;&gt;&quot;e");
    }
}
