//! The addresses in cleaned HTML.

use trangxa_clean::lexer::{Attribute, Lexer, Token};
use trangxa_clean::text::decode_entities;
use trangxa_model::{Site, url};

/// A cleaned text with absolute addresses, for feed readers, and with each picture in one size. `base` is the site's root on its host.
pub(crate) fn with_absolute_urls(html: &str, site: &Site, base: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut done = 0;
    for attribute in attributes(html) {
        let Some(value) = attribute.value else { continue };
        match &html[attribute.name.clone()] {
            "href" | "src" => {
                out.push_str(&html[done..value.start]);
                out.push_str(&absolute(&site.base_url, base, &html[value.clone()]));
                done = value.end;
            }
            "srcset" | "sizes" => {
                // With the blank before it, and its last quotation mark.
                out.push_str(html[done..attribute.name.start].trim_end_matches(' '));
                done = value.end + 1;
            }
            _ => {}
        }
    }
    out.push_str(&html[done..]);
    out
}

/// The addresses in a cleaned text: of its pictures (`attribute` = `src`) or its links (`href`).
pub(crate) fn addresses(html: &str, attribute: &str) -> Vec<String> {
    let values = attributes(html).filter(|it| html[it.name.clone()] == *attribute).filter_map(|it| it.value);
    values.map(|value| decode_entities(&html[value])).collect()
}

/// The attributes in a cleaned text.
fn attributes(html: &str) -> impl Iterator<Item = Attribute> + '_ {
    let tags = Lexer::new(html).filter_map(|token| if let Token::Tag(tag) = token { Some(tag) } else { None });
    tags.flat_map(|tag| tag.attributes())
}

/// The absolute URL of an address on the site, whose root is `base` on its host and `base_url` for everyone else.
pub(crate) fn absolute(base_url: &str, base: &str, address: &str) -> String {
    match address.strip_prefix(base) {
        Some(path) => format!("{base_url}{path}"),
        None => url::resolve(base_url, address).unwrap_or_else(|| address.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_for_readers_elsewhere() {
        let json = serde_json::json!({"version": 1, "name": "Xã", "base_url": "https://xa.example/"});
        let site = trangxa_model::document::JsonDocument::from_json("site.json", json).unwrap();
        let html = with_absolute_urls(
            "<p> src=\"x\"<a href=\"/thu/bai/a/\" rel=\"noopener\">a</a><img src=\"/x\" width=\"9\" srcset=\"/y 2w\" sizes=\"1px\" alt=\"\"></p>",
            &site,
            "/thu/",
        );
        assert_eq!(
            html,
            "<p> src=\"x\"<a href=\"https://xa.example/bai/a/\" rel=\"noopener\">a</a><img src=\"https://xa.example/x\" width=\"9\" alt=\"\"></p>"
        );
    }
}
