//! The oEmbed document, which a CMS reads when an editor pastes the address of the dashboard: <https://oembed.com>, version 1.0.

use crate::snippets::{SnippetOptions, iframe};
use serde::Serialize;
use trangxa_model::{Site, Tthc};
use trangxa_words::widget;
use trangxa_words::widget::sentence;

/// The frame's width unless the CMS sets one, in CSS px: a card in a side column.
const WIDTH: u32 = 340;
/// How long a CMS may cache the document, in seconds. A day is not too long: the frame renews its own figures, and the figures
/// in the title carry their date.
const CACHE_AGE_S: u32 = 86_400;

/// The document, with the names that the specification gives its members. Their order is that of the bytes.
#[derive(Serialize)]
struct OembedDocument<'a> {
    author_name: &'a str,
    author_url: String,
    /// In seconds.
    cache_age: u32,
    /// In CSS px.
    height: u32,
    html: String,
    provider_name: &'a str,
    provider_url: &'a str,
    title: String,
    #[serde(rename = "type")]
    kind: &'static str,
    version: &'static str,
    /// In CSS px.
    width: u32,
}

/// The widget's title on partner sites.
#[must_use]
pub fn title(site: &Site) -> String {
    widget::title_of(site.short_name())
}

/// The text of `/oembed/tthc.json`; `None` where there are no figures. It offers no thumbnail, because consumers expect a
/// photograph and most cannot show an SVG.
#[must_use]
pub fn oembed(site: &Site, tthc: &Tthc) -> Option<String> {
    let latest = tthc.latest()?;
    let title = title(site);
    let snippet = SnippetOptions { root: &site.base_url, title: &title, ..SnippetOptions::default() };
    let document = OembedDocument {
        author_name: &site.name,
        author_url: format!("{}tthc/", site.base_url),
        cache_age: CACHE_AGE_S,
        height: snippet.frame_height(),
        html: iframe(&snippet),
        provider_name: &site.name,
        provider_url: &site.base_url,
        title: format!("{title}. {}", sentence(latest, tthc.updated_at)),
        kind: "rich",
        version: "1.0",
        width: WIDTH,
    };
    // Serializing strings and numbers does not fail. `<` is escaped, so that a CMS that pastes the document into a page pastes no
    // markup.
    Some(serde_json::to_string(&document).ok()?.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{site, tthc};
    use serde_json::{Value, json};

    #[test]
    fn the_document_holds_the_frame_and_the_figures() {
        let figures = tthc(json!([{"from": "2023-11", "to": "2023-11", "in_time": 2786, "late": 1}]));
        let site = site("Xã Quang Thành");
        let answer: Value = serde_json::from_str(&oembed(&site, &figures).unwrap()).unwrap();
        for (name, expected) in [
            ("version", json!("1.0")),
            ("type", json!("rich")),
            ("provider_url", json!("https://xa.example/quangthanh/")),
            ("author_url", json!("https://xa.example/quangthanh/tthc/")),
            ("width", json!(340)),
            ("height", json!(750)),
            ("cache_age", json!(86_400)),
            (
                "title",
                json!(
                    "Kết quả giải quyết TTHC – Xã Quang Thành. Tháng 11/2023 đã giải quyết: không tính được; \
                số hồ sơ xử lý 2.787; trễ hạn 1 (<0,1%, 1/2.787 hồ sơ); cập nhật 30/11/2023"
                ),
            ),
        ] {
            assert_eq!(answer[name], expected, "{name}");
        }
        let snippet = SnippetOptions { root: &site.base_url, title: &title(&site), ..SnippetOptions::default() };
        assert_eq!(answer["html"], iframe(&snippet), "the same iframe as on the page that offers the snippets");
        assert_eq!(oembed(&site, &tthc(json!([]))), None);
    }

    #[test]
    fn a_hostile_name_does_not_become_markup() {
        let figures = tthc(json!([{"from": "2023-11", "to": "2023-11"}]));
        let evil = "\"></iframe><script>alert('1')</script>&quot;\\\" </script>\u{0}\n";
        let text = oembed(&site(evil), &figures).unwrap();
        assert!(!text.contains('<'), "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        let html = answer["html"].as_str().unwrap();
        assert_eq!((html.matches('<').count(), html.matches('>').count()), (2, 2), "{html}");
        assert!(html.contains("title=\"Kết quả giải quyết TTHC – &quot;&gt;&lt;/iframe&gt;"), "{html}");
        assert_eq!(answer["provider_name"], evil.replace('\0', ""), "the JSON still holds the name as it is");
    }
}
