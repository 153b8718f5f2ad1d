//! What the page of an article has besides its words: what was changed, galleries and films.

use crate::fixture::{Fixture, article, feed, messages};
use serde_json::{Value, json};
use trangxa_publish::FindingKind;

fn built(item: &Value) -> (Fixture, Vec<String>) {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!([item])));
    let report = fixture.build().unwrap();
    (fixture, messages(&report))
}

#[test]
fn a_page_says_what_was_changed_and_when() {
    let mut item = article("a", "Tin", "2026-06-30");
    item["_trangxa"]["changes"] = json!([
        {"at": "2026-07-01", "what": "thêm <địa điểm>"},
        {"at": "2026-07-02T08:00:00+07:00", "what": "sửa số điện thoại"},
        {"at": "2026-07-03"},
    ]);
    let (fixture, messages) = built(&item);
    let page = fixture.out("bai/a/index.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} in {page}"));
    let line = "Cập nhật lần cuối: <time datetime='2026-07-02T08:00:00+07:00'>02/07/2026 08:00</time>: sửa số điện thoại</span>";
    assert!(at("class=\"byline\"") < at(line) && at(line) < at("class=\"prose\""));
    assert!(
        at(line) < at("<li><time datetime='2026-07-01T00:00:00+07:00'>01/07/2026</time>: thêm &lt;địa điểm&gt;</li>")
    );
    assert!(page.contains("property=\"article:modified_time\" content=\"2026-07-02T08:00:00+07:00\""));
    assert!(page.contains("\"dateModified\":\"2026-07-02T08:00:00+07:00\""));
    let changes = json!([
        {"at": "2026-07-02T08:00:00+07:00", "what": "sửa số điện thoại"},
        {"at": "2026-07-01T00:00:00+07:00", "what": "thêm <địa điểm>"},
    ]);
    assert_eq!(fixture.out_json("data/bai/a.json")["_trangxa"]["changes"], changes);
    assert_eq!(fixture.out_json("feed.json")["items"][0]["_trangxa"]["changes"], changes);
    assert_eq!(fixture.out_json("data/feed.json")["items"][0]["_trangxa"]["changes"], json!(null), "a list shows none");
    assert!(messages.iter().any(|it| it.contains("_trangxa.changes[2]")), "{messages:?}");
}

#[test]
fn a_page_without_changes_says_nothing_of_them() {
    let (fixture, messages) = built(&article("a", "Tin", "2026-06-30"));
    let page = fixture.out("bai/a/index.html");
    assert!(!page.contains("Cập nhật") && !page.contains("class='changes'"), "{page}");
    assert_eq!(messages, [""; 0]);
}

#[test]
fn what_is_told_of_a_change_is_examined_for_personal_data() {
    let mut item = article("a", "Tin", "2026-06-30");
    item["_trangxa"]["changes"] = json!([{"at": "2026-07-01", "what": "sửa số CCCD 030150001234 của bà Lê Thị Tám"}]);
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!([item])));
    let report = fixture.build().unwrap();
    assert!(report.findings.iter().any(|finding| finding.kind == FindingKind::PersonalData), "{:?}", report.findings);
}

#[test]
fn only_pages_with_a_gallery_or_a_film_carry_their_style() {
    let style = |html: &str| {
        let mut item = article("a", "Tin", "2026-06-30");
        item["content_html"] = json!(html);
        let (fixture, _) = built(&item);
        let page = fixture.out("bai/a/index.html");
        let (_, rest) = page.split_once("<style>").unwrap();
        (rest.split("</style>").next().unwrap().len(), page.matches("class=\"gallery\"").count())
    };
    let (plain, _) = style("<p>x</p>");
    let (gallery, found) = style(&"<p><img src='https://khac.example/a.jpg'></p>".repeat(4));
    let (film, _) = style("<p>https://youtu.be/x</p>");
    assert_eq!((found, film), (1, gallery));
    assert!(gallery > plain, "{gallery} and {plain}");
}
