//! Markup as plain text, and plain text as markup.

use crate::lexer::{Lexer, Token};

/// Plain text as HTML: blank lines separate paragraphs, single line breaks become `<br>`.
pub fn paragraphs(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let text = text.replace("\r\n", "\n");
    for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        html.push_str("<p>");
        html.push_str(&escape(paragraph).replace('\n', "<br>"));
        html.push_str("</p>");
    }
    html
}

/// Escapes a text for use between tags and in double-quoted attribute values.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// The text of some markup as a reader sees it; white space is collapsed. For excerpts and descriptions, never for writing back
/// as HTML.
#[must_use]
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut is_shown = true;
    for token in Lexer::new(html) {
        match token {
            Token::Text(part) => text.push_str(part),
            Token::RawText(part) if is_shown => text.push_str(part),
            Token::RawText(_) | Token::Comment(_) => {}
            Token::BogusComment(_) => text.push(' '),
            Token::Tag(tag) => {
                is_shown = SHOWN_RAW_TEXT.iter().any(|name| tag.is(name));
                if !NOT_SEPARATING.iter().any(|name| tag.is(name)) {
                    text.push(' ');
                }
            }
        }
    }
    collapse(&decode_entities(&text))
}

/// The elements of [`RAW_TEXT`](crate::lexer::RAW_TEXT) whose content a reader sees.
const SHOWN_RAW_TEXT: [&str; 3] = ["textarea", "title", "xmp"];

/// Elements that stand within a word or a line: their tags do not separate the text before from the text after.
const NOT_SEPARATING: [&str; 18] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "s", "script", "span", "strong", "style", "sub",
    "sup", "u",
];

/// At most `max` characters of a text: cut at the end of a word and marked with an ellipsis.
#[must_use]
pub fn excerpt(text: &str, max: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let end = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..end].trim_end_matches([' ', ',', '.', ';', ':']))
}

/// Replaces each run of white space by one space and removes it at both ends.
#[must_use]
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Replaces character references by their characters: numeric ones, and the names that Vietnamese texts use. Others stay as
/// they are.
#[must_use]
pub fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // No slice that could panic: its message would add 3 kB to the widget's frame.
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(10).position(|b| b == b';');
        let read = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        let (c, after) = read.unwrap_or(('&', after));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace());
    }
    const NAMES: [(&str, char); 20] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("bull", '•'),
        ("middot", '·'),
        ("deg", '°'),
        ("times", '×'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("euro", '€'),
    ];
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    // Latin-1 letters: a base letter and the name of its mark, as in `&aacute;`.
    let (base, mark) = name.split_at_checked(1)?;
    let column = "AEIOUYaeiouy".find(base)?;
    let row = match mark {
        "grave" => "ÀÈÌÒÙ\0àèìòù\0",
        "acute" => "ÁÉÍÓÚÝáéíóúý",
        "circ" => "ÂÊÎÔÛ\0âêîôû\0",
        "tilde" => "Ã\0ĨÕŨ\0ã\0ĩõũ\0",
        "uml" => "ÄËÏÖÜ\0äëïöüÿ",
        _ => return None,
    };
    row.chars().nth(column).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strip_parse_hazards;
    use proptest::prelude::*;

    #[test]
    fn text_is_what_a_reader_sees() {
        assert_eq!(
            text_of("<p>Sáng <b>2</b>2/6,\n hội nghị</p><p>A&amp;B</p><script>x<1</script><style>p{}</style >!"),
            "Sáng 22/6, hội nghị A&B !"
        );
        assert_eq!(text_of("3 < 5 và 5 > 3<!-- <p>ẩn</p> -->"), "3 < 5 và 5 > 3");
        assert_eq!(text_of("cắt ngang <a href=\"x"), "cắt ngang");
        assert_eq!(text_of("<script>mở"), "");
        assert_eq!(text_of("<a title=\"5 > 3\">a</a>"), "a", "a > in an attribute ends no tag");
        assert_eq!(text_of("<textarea>a <b></textarea><iframe>Trình duyệt cũ</iframe>"), "a <b>");
    }

    /// Each of these takes minutes if a step looks at the whole rest of the text.
    #[test]
    fn no_text_costs_the_square_of_its_length() {
        let many = 400_000;
        assert_eq!(text_of(&"<".repeat(many)).len(), many);
        assert_eq!(text_of(&format!("<script>{}", "</".repeat(many))), "");
        assert_eq!(text_of(&"<!--x-->".repeat(many)), "");
        assert_eq!(decode_entities(&"&".repeat(many)).len(), many);
        for part in ["<!--x-->", "<", "</", "<!", "<title>", "</b", "<b =", "<a href='>", "<p>"] {
            assert!(strip_parse_hazards(&part.repeat(many)).len() >= many, "{part}");
        }
    }

    #[test]
    fn entities_old_editors_write() {
        assert_eq!(decode_entities("th&agrave;nh &ecirc; &ocirc;ng &Acirc;u &yacute; &itilde;"), "thành ê ông Âu ý ĩ");
        assert_eq!(decode_entities("&#272;&#x1B0;&#x1EDD;ng"), "Đường");
        assert_eq!(decode_entities("&lt;b&gt; &ldquo;x&rdquo; &nbsp;"), "<b> “x” \u{a0}");
        assert_eq!(
            decode_entities("A & B; &khong; &#0; &#xD800; &ytilde; & Ư"),
            "A & B; &khong; &#0; &#xD800; &ytilde; & Ư"
        );
    }

    #[test]
    fn text_becomes_paragraphs_never_markup() {
        assert_eq!(paragraphs("Một\r\n\r\nHai <b>\nBa\n\n\n\n"), "<p>Một</p><p>Hai &lt;b&gt;<br>Ba</p>");
    }

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(excerpt("Một hai ba", 10), "Một hai ba");
        assert_eq!(excerpt("Một, hai ba", 6), "Một…");
        assert_eq!(excerpt("Mộthaiba", 3), "Một…");
    }

    proptest! {
        #[test]
        fn never_panics(html in "(<|>|/|&|;|#|x|!|-|script|style|[a-zệ ]){0,40}") {
            let _ = text_of(&html);
            let _ = decode_entities(&html);
        }

        #[test]
        fn escaped_text_reads_back(text in any::<String>()) {
            prop_assert_eq!(decode_entities(&escape(&text)).len() <= escape(&text).len(), true);
            prop_assert!(!escape(&text).contains(['<', '>', '"']));
        }
    }
}
