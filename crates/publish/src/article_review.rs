//! What a reader of a text would stumble over: words that are missing, pictures and links that no one can open, and markup or
//! shortcodes that are shown as text.

use crate::finding::{Finding, FindingKind, Place};
use std::fmt::Display;
use trangxa_clean::lexer::{Lexer, Tag, Token};
use trangxa_clean::lost;
use trangxa_clean::text::{decode_entities, excerpt, text_of};
use trangxa_messages::review as say;
use trangxa_model::url;

/// The length of an address or a text in a message, in characters.
const SHOWN: usize = 80;
/// How many addresses of one text are told: who has corrected so many knows how.
const MOST: usize = 20;
/// A picture inside of a text that is shorter than this, in bytes, holds the place of one that a script would load.
const PLACEHOLDER: usize = 1_000;

/// A text of a site and what became of it.
pub(crate) struct Reviewed<'a> {
    /// The document that holds the text.
    pub file: &'a str,
    /// The place in it.
    pub place: Place,
    /// The title, the summary and what was changed, which are shown as they are.
    pub plain: Vec<&'a str>,
    /// The markup as the document has it; `None` for plain text.
    pub source: Option<&'a str>,
    /// The markup on the page.
    pub cleaned: &'a str,
    /// The host of the site itself.
    pub host: Option<&'a str>,
}

impl Reviewed<'_> {
    /// What the operator should know about the text.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let find = |kind, message: &dyn Display| Finding::new(kind, self.file, self.place.clone(), message);
        let mut found = Vec::new();
        if let Some(words) = self.source.and_then(|source| lost(source, self.cleaned)) {
            found.push(find(FindingKind::TextLost, &say::TextLost { text: words }));
        }
        for (address, reason) in self.source.into_iter().flat_map(|source| self.unreachable(source)) {
            found.push(find(FindingKind::AddressUnreachable, &reason.told(&excerpt(&address, SHOWN))));
        }
        let text = text_of(self.cleaned);
        let shown = || self.plain.iter().copied().chain([text.as_str()]);
        if let Some(markup) = shown().find_map(markup_in) {
            found.push(find(FindingKind::MarkupShown, &say::Shown { text: excerpt(markup, SHOWN) }));
        }
        if let Some(code) = shown().find_map(shortcode_in) {
            found.push(find(FindingKind::ShortcodeShown, &say::Shown { text: excerpt(code, SHOWN) }));
        }
        found
    }

    /// The first addresses of pictures and links in some markup that no reader can open, each once, with the reason.
    fn unreachable(&self, source: &str) -> Vec<(String, Unreachable)> {
        let mut found: Vec<(String, Unreachable)> = Vec::new();
        for token in Lexer::new(source) {
            let Token::Tag(tag) = token else { continue };
            let Some((address, reason)) = self.unreachable_of(source, &tag) else { continue };
            if !found.iter().any(|(known, _)| *known == address) {
                found.push((address, reason));
            }
            if found.len() == MOST {
                break;
            }
        }
        found
    }

    fn unreachable_of(&self, source: &str, tag: &Tag<'_>) -> Option<(String, Unreachable)> {
        let names: &[&str] = match tag.name().to_ascii_lowercase().as_str() {
            "a" | "area" => &["href"],
            // A script puts one of the others in the place of `src`.
            "img" => &["data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src"],
            "iframe" | "embed" | "source" | "video" | "audio" => &["data-src", "srcset", "src"],
            "object" => &["data"],
            _ => return None,
        };
        let values = names.iter().filter_map(|name| tag.attribute(name)?.value);
        let addresses: Vec<String> = values.map(|value| decode_entities(&source[value]).trim().to_owned()).collect();
        let mut reasons = addresses.iter().map(|address| (address, self.reason(address)));
        if reasons.clone().any(|(_, reason)| reason.is_none()) {
            return None;
        }
        reasons.find_map(|(address, reason)| Some((address.clone(), reason?)))
    }

    /// Why no reader can open an address; `None` if it is not known that they cannot.
    fn reason(&self, address: &str) -> Option<Unreachable> {
        let bytes = address.as_bytes();
        if bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/') {
            return Some(Unreachable::OnOneComputer);
        }
        if address.starts_with("\\\\") {
            return Some(Unreachable::InOneNetwork);
        }
        let scheme = url::cut(address, &[':']).0;
        let is_scheme = scheme.len() < address.len()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        if !is_scheme {
            return None;
        }
        let reason = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let address = url::resolve("/", address)?;
                let host = url::host(&address).filter(|host| Some(*host) != self.host)?;
                return is_local(host).then_some(Unreachable::InOneNetwork);
            }
            // Scripts are left out on purpose, and what they link to has another address.
            "mailto" | "tel" | "javascript" | "vbscript" | "about" => return None,
            "data" if address.len() < PLACEHOLDER => return None,
            "data" => Unreachable::InText,
            "file" => Unreachable::OnOneComputer,
            "blob" | "cid" | "mid" | "content" | "webkit-fake-url" => Unreachable::OfOneProgram,
            scheme => Unreachable::OfScheme(scheme.to_owned()),
        };
        Some(reason)
    }
}

/// Why no reader can open an address.
#[derive(Clone, Debug)]
enum Unreachable {
    /// It is a file on the writer's computer.
    OnOneComputer,
    /// Only the program knows it in which the text was written.
    OfOneProgram,
    /// It can be opened only in one office, or on one computer.
    InOneNetwork,
    /// The picture stands inside the text.
    InText,
    /// The page links to nothing that begins with this scheme.
    OfScheme(String),
}

impl Unreachable {
    /// A sentence about an address.
    fn told(&self, address: &str) -> String {
        match self {
            Self::OnOneComputer => say::AddressOnOneComputer { address }.to_string(),
            Self::OfOneProgram => say::AddressOfOneProgram { address }.to_string(),
            Self::InOneNetwork => say::AddressInOneNetwork { address }.to_string(),
            Self::InText => say::AddressInText { address }.to_string(),
            Self::OfScheme(scheme) => say::AddressOfScheme { address, scheme }.to_string(),
        }
    }
}

/// Whether a host is found only in one network: a name without a dot, or a private address.
fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    match name.parse::<std::net::Ipv4Addr>() {
        Ok(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        Err(_) => !name.contains(['.', ':']) || name.ends_with(".local"),
    }
}

/// The elements that editors write; other names in angle brackets may be meant as text.
const ELEMENTS: [&str; 54] = [
    "a",
    "article",
    "audio",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "dl",
    "dd",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "o:p",
    "object",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
    "video",
];

/// The first tag, comment or character reference that a reader sees in a plain text.
fn markup_in(text: &str) -> Option<&str> {
    let tag = Lexer::new(text).find_map(|token| match token {
        Token::Comment(comment) if comment.ends_with("-->") => Some(comment),
        Token::Tag(tag) if tag.is_complete() && ELEMENTS.iter().any(|name| tag.is(name)) => {
            // One letter in brackets may stand for something else: `điểm <a>`.
            let is_sure = !["a", "b", "i", "s", "u"].iter().any(|name| tag.is(name))
                || tag.is_end()
                || tag.attributes().next().is_some();
            is_sure.then(|| tag.as_str())
        }
        _ => None,
    });
    tag.or_else(|| reference_in(text))
}

/// The first character reference such as `&nbsp;` in a plain text.
fn reference_in(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at..];
        let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#')? + 1;
        let reference = rest.get(..=end).filter(|it| it.ends_with(';'))?;
        (decode_entities(reference) != reference).then_some(reference)
    })
}

/// Shortcodes that stand alone, and the beginnings of the names that page builders give theirs.
const SHORTCODES: [&str; 8] =
    ["gallery", "caption", "playlist", "embed", "contact-form-7", "rev_slider", "toc", "wpforms"];
const BUILDERS: [&str; 7] = ["vc_", "et_pb_", "su_", "fusion_", "av_", "nectar_", "ux_"];

/// The first shortcode of WordPress or a forum that a reader sees in a plain text: `[caption width="300"]`, `[/b]`. Brackets that
/// people write, such as `[1]`, `[...]` and `[Video]`, are none.
fn shortcode_in(text: &str) -> Option<&str> {
    text.match_indices('[').find_map(|(at, _)| {
        let inside = &text[at + 1..];
        let end = inside.find(['[', ']']).filter(|end| inside[*end..].starts_with(']'))?;
        let inside = &inside[..end];
        let closes = inside.strip_prefix('/');
        let rest = closes.unwrap_or(inside);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(length);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let is_known = SHORTCODES.contains(&name) || BUILDERS.iter().any(|it| name.starts_with(it));
        let is_shortcode = match rest.trim_end_matches('/').trim() {
            "" => closes.is_some() || is_known,
            // `[url=https://…]`
            _ if rest.starts_with('=') => true,
            // `[caption id="a"]`
            attributes => attributes.split_once('=').is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            }),
        };
        is_shortcode.then(|| &text[at..at + end + 2])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reviewed(source: &str) -> Vec<String> {
        let html = trangxa_model::Html::Raw { html: source.to_owned(), base: "/data/feed.json".to_owned() };
        let cleaned = crate::clean(&html, &|_| None);
        let review = Reviewed {
            file: "f",
            place: Place::from("p"),
            plain: vec!["Tin"],
            source: Some(source),
            cleaned: &cleaned,
            host: Some("127.0.0.1"),
        };
        review.findings().into_iter().map(|finding| format!("{}: {}", finding.kind.code(), finding.message)).collect()
    }

    #[test]
    fn pictures_and_links_that_no_reader_can_open_are_named() {
        for (source, expected) in [
            ("<img src='file:///C:/anh.jpg'>", "\"file:///C:/anh.jpg\" is a file on one computer"),
            ("<img src='C:\\anh.jpg'>", "\"C:\\anh.jpg\" is a file on one computer"),
            ("<a href='D:/don.docx'>đơn</a>", "\"D:/don.docx\" is a file on one computer"),
            (
                "<a href='\\\\may-chu\\chung\\don.docx'>đơn</a>",
                "\"\\\\may-chu\\chung\\don.docx\" can be opened in one office",
            ),
            ("<img src='blob:https://a.example/1-2'>", "\"blob:https://a.example/1-2\" is known only to the program"),
            ("<img src='cid:image001.png@01D'>", "\"cid:image001.png@01D\" is known only to the program"),
            ("<a href='http://localhost/x'>x</a>", "\"http://localhost/x\" can be opened in one office"),
            ("<img src='http://192.168.1.9/a.jpg'>", "\"http://192.168.1.9/a.jpg\" can be opened in one office"),
            ("<a href='http://may-chu/don.pdf'>x</a>", "\"http://may-chu/don.pdf\" can be opened in one office"),
            ("<a href='zalo:0912'>Zalo</a>", "\"zalo:0912\" begins with zalo:, which the page does not link to"),
        ] {
            let found = reviewed(source);
            assert_eq!(found.len(), 1, "{source}: {found:?}");
            assert!(found[0].starts_with(&format!("address-unreachable: {expected}")), "{source}: {found:?}");
        }
        let inside = format!("<img src='data:image/png;base64,{}'>", "A".repeat(2_000));
        assert!(
            reviewed(&inside)[0].ends_with("…\" stands inside the text itself; save it as a file"),
            "{:?}",
            reviewed(&inside)
        );
        assert_eq!(reviewed("<img src='file:///a.jpg'><img src='file:///a.jpg'>").len(), 1, "each address once");
        let many: String = (0..50).map(|i| format!("<img src='file:///{i}.jpg'>")).collect();
        assert_eq!(reviewed(&many).len(), MOST);
    }

    #[test]
    fn addresses_that_may_be_good_are_left_alone() {
        for source in [
            "<img src='data:image/gif;base64,R0lGOD' data-src='https://a.example/b.jpg'>",
            "<img src='data:image/gif;base64,R0lGOD'>",
            "<img src='file:///a.jpg' srcset='https://a.example/b.jpg 2x'>",
            "<a href='javascript:void(0)'>x</a><a href='#a'>x</a><a href=''>x</a><a name='a'>x</a>",
            "<a href='mailto:a@b.example'>x</a><a href='tel:0912'>x</a><a href='../media/C:a.pdf'>x</a>",
            "<a href='https://a.example/file:///C:/x'>x</a><img src='http://127.0.0.1/a.jpg'>",
        ] {
            assert_eq!(reviewed(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn markup_that_is_shown_as_text_is_named() {
        for (text, expected) in [
            ("Bà con <p>và</p> cán bộ", Some("<p>")),
            ("a<br/>b", Some("<br/>")),
            ("<a href=\"x\">", Some("<a href=\"x\">")),
            ("x</b>", Some("</b>")),
            ("<!-- wp:paragraph -->x", Some("<!-- wp:paragraph -->")),
            ("Bà con &amp; cán bộ", Some("&amp;")),
            ("a&nbsp;b &#7855;", Some("&nbsp;")),
            ("điểm <a> và <b>", None),
            ("3 < 5 và 7 > 2", None),
            ("gửi <nguyenvana@xa.example>, <họ tên>", None),
            ("A & B; R&D; AT&T", None),
        ] {
            assert_eq!(markup_in(text), expected, "{text}");
        }
        assert_eq!(reviewed("&lt;p&gt;Bà con &amp;amp; cán bộ&lt;/p&gt;"), ["markup-shown: the page shows \"<p>\""]);
        assert_eq!(reviewed("<p>Bà con &amp; cán bộ</p>"), [""; 0]);
    }

    #[test]
    fn shortcodes_that_are_shown_as_text_are_named() {
        for (text, expected) in [
            ("[caption id=\"a\" width=\"300\"]Ảnh[/caption]", Some("[caption id=\"a\" width=\"300\"]")),
            ("[caption id=“a”]", Some("[caption id=“a”]")),
            ("x [gallery] y", Some("[gallery]")),
            ("[gallery ids='1,2']", Some("[gallery ids='1,2']")),
            ("[vc_row][vc_column]", Some("[vc_row]")),
            ("Ảnh[/et_pb_text]", Some("[/et_pb_text]")),
            ("[url=https://a.example]x[/url]", Some("[url=https://a.example]")),
            ("[su_divider /]", Some("[su_divider /]")),
            ("[1] [2, tr. 5] [...] […] [Video] [ảnh] [video] [sic] [TTHC]", None),
            ("[Xem thêm: a=b] [] [/] [ ] [chưa đóng", None),
            ("[Ảnh: Nguyễn Văn A] [a, b] [x = 5]", None),
        ] {
            assert_eq!(shortcode_in(text), expected, "{text}");
        }
        assert_eq!(reviewed("<p>[gallery ids=\"1\"]</p>"), ["shortcode-shown: the page shows \"[gallery ids=\"1\"]\""]);
    }
}
