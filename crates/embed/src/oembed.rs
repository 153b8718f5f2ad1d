//! What a CMS is told that embeds by address: <https://oembed.com>, version 1.0.

use crate::lines::{Line, iframe};
use crate::summary::sentence;
use serde_json::json;
use trangxa_model::{Site, Tthc};

/// The frame's size where the CMS does not care, in CSS px: a card in a side column.
const WIDTH: u32 = 340;
/// How long a CMS may keep the answer, in seconds. The frame in it is live; the figures in the title have their date.
const CACHE_AGE_S: u32 = 86_400;

/// What the widget is called on other people's pages.
pub fn title(site: &Site) -> String {
    format!("Kết quả giải quyết TTHC – {}", site.short_name())
}

/// The answer of `/oembed/tthc.json`; `None` where there are no figures. No thumbnail: those who ask for one want a photograph,
/// and most cannot show the drawing that we have.
pub fn oembed(site: &Site, tthc: &Tthc) -> Option<String> {
    let latest = tthc.latest()?;
    let title = title(site);
    let line = Line { root: &site.base_url, title: &title, ..Line::default() };
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": format!("{title}. {}", sentence(latest, tthc.updated_at)),
        "author_name": site.name,
        "author_url": format!("{}tthc/", site.base_url),
        "provider_name": site.name,
        "provider_url": site.base_url,
        "html": iframe(&line),
        "width": WIDTH,
        "height": line.frame_height(),
        "cache_age": CACHE_AGE_S,
    });
    // So that it stays text wherever it is pasted.
    Some(answer.to_string().replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{site, tthc};
    use serde_json::Value;

    #[test]
    fn a_cms_gets_the_frame_and_the_figures() {
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
                    "Kết quả giải quyết TTHC – Xã Quang Thành. Tháng 11/2023 đã giải quyết — (không tính được); \
                số hồ sơ xử lý 2.787; trễ hạn 1 (<0,1%, 1/2.787 hồ sơ); cập nhật 30/11/2023"
                ),
            ),
        ] {
            assert_eq!(answer[name], expected, "{name}");
        }
        let line = Line { root: &site.base_url, title: &title(&site), ..Line::default() };
        assert_eq!(answer["html"], iframe(&line), "the line that the page shows");
        assert_eq!(oembed(&site, &tthc(json!([]))), None);
    }

    #[test]
    fn no_name_becomes_markup() {
        let figures = tthc(json!([{"from": "2023-11", "to": "2023-11"}]));
        let evil = "\"></iframe><script>alert('1')</script>&quot;\\\" </script>\u{0}\n";
        let text = oembed(&site(evil), &figures).unwrap();
        assert!(!text.contains('<'), "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        let html = answer["html"].as_str().unwrap();
        assert_eq!((html.matches('<').count(), html.matches('>').count()), (2, 2), "{html}");
        assert!(html.contains("title=\"Kết quả giải quyết TTHC – &quot;&gt;&lt;/iframe&gt;"), "{html}");
        assert_eq!(answer["provider_name"], evil, "as JSON it is text");
    }
}
