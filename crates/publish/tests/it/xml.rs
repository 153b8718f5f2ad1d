//! What machines read: every XML file of a site whose texts hold anything.

use crate::fixture::{Fixture, article, feed, site};
use roxmltree::{Document, Node};
use serde_json::json;

/// Markup, characters that XML forbids, and white space that a parser would change.
const HOSTILE: &str = "a\u{1}\u{2}\u{e}\u{fffe}\u{ffff}]]><b c=\"d\">&amp;'</item>\u{1b}[2Jz";
/// What is left of it in XML.
const ALLOWED: &str = "a]]><b c=\"d\">&amp;'</item>[2Jz";

/// A site with a hostile text in every field that can hold one.
fn hostile_fixture() -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["name"] = json!(HOSTILE);
    site["short_name"] = json!(HOSTILE);
    site["language"] = json!(HOSTILE);
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    let mut whole = article("a", HOSTILE, "2024-01-02T08:00:00+07:00");
    whole["summary"] = json!(HOSTILE.replace('<', "&lt;"));
    whole["content_text"] = json!(HOSTILE);
    whole["content_html"] = json!(null);
    whole["authors"] = json!([{"name": HOSTILE}]);
    whole["tags"] = json!([HOSTILE]);
    whole["image"] = json!(format!("https://a.example/{HOSTILE}"));
    whole["attachments"] = json!([{"url": format!("https://a.example/{HOSTILE}"), "mime_type": HOSTILE, "title": HOSTILE, "size_in_bytes": 1}]);
    fixture.put_json("site/data/feed.json", &feed(json!([whole])));
    let period =
        json!({"from": "2023-12", "to": "2023-12", "in_time": 10, "late": 0, "fields": [{"name": HOSTILE, "late": 1}]});
    let figures = json!({"version": 1, "unit": HOSTILE, "source": {"name": HOSTILE}, "updated_at": "2024-01-01", "periods": [period]});
    fixture.put_json("site/data/tthc.json", &figures);
    fixture
}

/// The text of the only element of a name inside of another.
fn text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let mut found = node.descendants().filter(|it| it.tag_name().name() == name);
    let text = found.next().unwrap_or_else(|| panic!("no {name}")).text().unwrap_or_default();
    assert!(found.next().is_none(), "two {name}");
    text
}

#[test]
fn every_xml_file_can_be_parsed_and_the_texts_come_back() {
    let fixture = hostile_fixture();
    fixture.build().unwrap();
    let rss = fixture.out("feed.xml");
    let rss = Document::parse(&rss).unwrap();
    let channel = rss.descendants().find(|it| it.has_tag_name("channel")).unwrap();
    let channel_title = channel.children().find(|it| it.has_tag_name("title")).unwrap();
    assert_eq!(channel_title.text(), Some(ALLOWED));
    let item = channel.children().find(|it| it.has_tag_name("item")).unwrap();
    for name in ["title", "creator", "category", "description"] {
        assert_eq!(text(item, name), ALLOWED.replace("&amp;", "&"), "{name}");
    }
    let enclosure = item.children().find(|it| it.has_tag_name("enclosure")).unwrap();
    assert_eq!(enclosure.attribute("type"), Some(ALLOWED));
    assert!(enclosure.attribute("url").unwrap().starts_with("https://a.example/a"));
    assert!(text(item, "encoded").contains("]]&gt;&lt;b c=\"d\"&gt;&amp;amp;'&lt;/item&gt;"));

    let badge = fixture.out("badge/tthc.svg");
    let badge = Document::parse(&badge).unwrap();
    assert!(text(badge.root_element(), "title").ends_with(ALLOWED));

    let map = fixture.out("sitemap.xml");
    let map = Document::parse(&map).unwrap();
    assert!(map.descendants().any(|it| it.text() == Some("https://xa.example/bai/a/")));
}

#[test]
fn no_other_file_of_a_site_is_xml() {
    let fixture = hostile_fixture();
    fixture.build().unwrap();
    let xml = |(path, bytes): &(std::path::PathBuf, Vec<u8>)| {
        let named =
            path.extension().is_some_and(|it| ["xml", "svg", "rss", "atom", "xhtml"].iter().any(|known| it == *known));
        named || bytes.starts_with(b"<?xml") || bytes.starts_with(b"<svg")
    };
    let all = fixture.everything().into_iter().filter(xml).map(|(path, _)| path);
    let mut names: Vec<String> =
        all.map(|path| path.strip_prefix(fixture.path("out")).unwrap().display().to_string()).collect();
    names.sort();
    assert_eq!(names, ["badge/tthc.svg", "feed.xml", "icons/icon.svg", "sitemap.xml", "web.config"]);
}
