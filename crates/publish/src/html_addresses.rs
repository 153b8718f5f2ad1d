//! The addresses in cleaned HTML.

use std::ops::Range;
use trangxa_clean::lexer::{Lexer, Token};
use trangxa_clean::text::decode_entities;
use trangxa_model::{Site, url};

/// A cleaned text with absolute addresses, for feed readers. `base` is the site's root on its host.
pub(crate) fn with_absolute_urls(html: &str, site: &Site, base: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut done = 0;
    for value in values(html, &["href", "src"]) {
        out.push_str(&html[done..value.start]);
        out.push_str(&absolute(&site.base_url, base, &html[value.clone()]));
        done = value.end;
    }
    out.push_str(&html[done..]);
    out
}

/// The addresses in a cleaned text: of its pictures (`attribute` = `src`) or its links (`href`).
pub(crate) fn addresses(html: &str, attribute: &str) -> Vec<String> {
    values(html, &[attribute]).map(|value| decode_entities(&html[value])).collect()
}

/// The ranges of the attributes' values in a cleaned text.
fn values<'a>(html: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = Range<usize>> + 'a {
    let tags = Lexer::new(html).filter_map(|token| if let Token::Tag(tag) = token { Some(tag) } else { None });
    tags.flat_map(|tag| tag.attributes()).filter(|it| names.contains(&&html[it.name.clone()])).filter_map(|it| it.value)
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
            "<p> src=\"x\"<a href=\"/thu/bai/a/\" rel=\"noopener\">a</a><img src=\"/x\"></p>",
            &site,
            "/thu/",
        );
        assert_eq!(
            html,
            "<p> src=\"x\"<a href=\"https://xa.example/bai/a/\" rel=\"noopener\">a</a><img src=\"https://xa.example/x\"></p>"
        );
    }
}
