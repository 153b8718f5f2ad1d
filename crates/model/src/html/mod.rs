//! Article HTML: made safe, and its plain text.
//!
//! [`clean()`] rebuilds a text from the elements in [`allowed`]; it walks whatever [`Tree`] a parser left, so the publisher
//! (html5ever) and the browser (its own parser) come to the same verdict.

pub mod allowed;
mod clean;
mod embed;
mod quiet;

pub use clean::{Element, MAX_DEPTH, MAX_ELEMENTS, MAX_NODES, NodeKind, Piece, Tree, clean, write};
pub use quiet::quiet;

/// HTML of an article or page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Html {
    /// As a feed has it: hostile until a cleaner rebuilt it. Relative URLs are meant against `base`.
    Raw {
        /// The markup.
        html: String,
        /// The address it was read from.
        base: String,
    },
    /// The output of [`clean()`], written out; may stand in a page as it is.
    Clean(String),
}

impl Html {
    /// The markup, whatever its standing.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Raw { html, .. } => html,
            Self::Clean(html) => html,
        }
    }

    /// The markup, whatever its standing.
    pub fn into_string(self) -> String {
        match self {
            Self::Raw { html, .. } | Self::Clean(html) => html,
        }
    }

    /// Its text without markup, white space collapsed.
    pub fn text(&self) -> String {
        text_of(self.as_str())
    }
}

/// The document to parse for [`clean()`]: the text, [`quiet`], as the body of a page in standards mode. Without a doctype a
/// table would not end the paragraph before it.
pub fn document(html: &str) -> String {
    format!("<!doctype html><body>{}", quiet(html))
}

/// Plain text as HTML: blank lines part paragraphs, single line breaks stay.
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

/// Text made safe between tags and in double-quoted attributes.
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

/// The text of some markup, white space collapsed. For excerpts and descriptions, never for writing back as HTML.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = tag_name(rest);
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            rest = after_end_tag(rest, name);
        } else if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            if !is_inline(name) {
                text.push(' ');
            }
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else {
            text.push('<');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    collapse(&decode_entities(&text))
}

/// At most `max` characters of a text, cut at a word and marked with an ellipsis.
pub fn excerpt(text: &str, max: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let end = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", text[..end].trim_end_matches([' ', ',', '.', ';', ':']))
}

/// White space of any kind, and any amount, as one space.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Character references as characters: numeric ones, and the names that Vietnamese text is written with.
pub fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // No slice that could panic: what it says would weigh 3 kB in the widget's frame.
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

fn tag_name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let name = name.strip_prefix('/').unwrap_or(name);
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

fn after_end_tag<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 1;
    while let Some(at) = rest[from..].find("</").map(|at| at + from) {
        if tag_name(&rest[at..]).eq_ignore_ascii_case(name) {
            return rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
        }
        from = at + 2;
    }
    ""
}

fn is_inline(name: &str) -> bool {
    ["a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "s", "span", "strong", "sub", "sup", "u"]
        .iter()
        .any(|inline| name.eq_ignore_ascii_case(inline))
}

#[cfg(test)]
mod tests {
    use super::*;
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
    }

    /// Each takes minutes where a step looks at all that is left.
    #[test]
    fn no_text_costs_the_square_of_its_length() {
        let many = 400_000;
        assert_eq!(text_of(&"<".repeat(many)).len(), many);
        assert_eq!(text_of(&format!("<script>{}", "</".repeat(many))), "");
        assert_eq!(text_of(&"<!--x-->".repeat(many)), "");
        assert_eq!(decode_entities(&"&".repeat(many)).len(), many);
        for part in ["<!--x-->", "<", "</", "<!", "<title>", "</b", "<b =", "<a href='>", "<p>"] {
            assert!(quiet(&part.repeat(many)).len() >= many, "{part}");
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
