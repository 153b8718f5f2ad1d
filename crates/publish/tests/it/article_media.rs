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

/// Ten seconds of silence, as a WAV file says it.
fn recording() -> Vec<u8> {
    let mut out = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
    out.extend([800_u32.to_le_bytes(), 800_u32.to_le_bytes()].concat());
    out.extend(b"\x01\0\x08\0data\x40\x1f\0\0");
    out.resize(out.len() + 8_000, 0x80);
    out
}

#[test]
fn a_recording_has_a_player_its_length_and_an_enclosure() {
    let mut item = article("a", "Bản tin", "2026-06-30");
    item["attachments"] = json!([{"url": "../media/a.csv", "mime_type": "text/csv", "size_in_bytes": 7}]);
    item["_trangxa"]["audio"] = json!("../media/loa sáng.mp3");
    let fixture = Fixture::new();
    let silent = article("b", "Tin", "2026-06-29");
    fixture.put_json("site/data/feed.json", &feed(json!([item, silent])));
    fixture.put_bytes("site/media/loa sáng.mp3", &recording());
    fixture.put("site/media/a.csv", "a;b");
    assert_eq!(messages(&fixture.build().unwrap()), [""; 0]);
    let page = fixture.out("bai/a/index.html");
    for part in [
        "<b>Nghe bài này</b> <small>10 giây · MP3 · 8 kB</small>",
        "<audio controls preload='none' src='/media/loa sáng.mp3'",
        "media-src 'self' https:;",
        "\"audio\":[{\"@type\":\"AudioObject\",\"contentSize\":\"8044\",\"contentUrl\":\"https://xa.example/media/loa%20s%C3%A1ng.mp3\",\"duration\":\"PT10S\",\"encodingFormat\":\"audio/wav\",\"name\":\"Bản tin\"}]",
        "<a href='/media/a.csv' download>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(page.matches("<audio").count(), 1);
    assert!(!fixture.out("bai/b/index.html").contains("<audio"));
    let rss = fixture.out("feed.xml");
    let enclosure =
        "<enclosure url=\"https://xa.example/media/loa%20s%C3%A1ng.mp3\" length=\"8044\" type=\"audio/wav\"/>";
    assert!(rss.contains(enclosure) && rss.matches("<enclosure").count() == 1, "{rss}");
    let feed = fixture.out_json("feed.json");
    let of_feed = &feed["items"][0];
    assert_eq!(of_feed["_trangxa"]["audio"], "https://xa.example/media/loa%20s%C3%A1ng.mp3");
    let first = json!({"url": "https://xa.example/media/loa%20s%C3%A1ng.mp3", "mime_type": "audio/wav", "size_in_bytes": 8044, "duration_in_seconds": 10});
    assert_eq!(of_feed["attachments"][0], first);
}

#[test]
fn a_recording_elsewhere_has_an_enclosure_without_a_size() {
    let mut item = article("a", "Bản tin", "2026-06-30");
    item["_trangxa"]["audio"] = json!("https://dai.example/a.mp3");
    let (fixture, messages) = built(&item);
    assert_eq!(messages, [""; 0]);
    let enclosure = "<enclosure url=\"https://dai.example/a.mp3\" length=\"0\" type=\"audio/mpeg\"/>";
    assert!(fixture.out("feed.xml").contains(enclosure));
}

#[test]
fn what_no_browser_plays_is_told_and_stays_a_link() {
    let fixture = Fixture::new();
    let mut items = Vec::new();
    for (id, audio) in [
        ("a", json!("../media/loa.amr")),
        ("b", json!("http://dai.example/b.mp3")),
        ("c", json!("blob:x")),
        ("d", json!(5)),
        ("e", json!("../media/khong-co.mp3")),
    ] {
        let mut item = article(id, "Bản tin", "2026-06-30");
        item["_trangxa"]["audio"] = audio;
        items.push(item);
    }
    fixture.put_json("site/data/feed.json", &feed(json!(items)));
    fixture.put("site/media/loa.amr", "#!AMR\n");
    let told = messages(&fixture.build().unwrap());
    for (place, part) in [
        ("article \"a\"", "media/loa.amr is no recording that browsers play"),
        ("article \"b\"", "http://dai.example/b.mp3 begins with http://"),
        ("_trangxa.audio", "\"blob:x\" is not an http"),
        ("_trangxa.audio", "expected text"),
        ("article \"e\"", "media/khong-co.mp3"),
    ] {
        assert!(
            told.iter().any(|it| it.contains("data/feed.json") && it.contains(place) && it.contains(part)),
            "{part} in {told:#?}"
        );
    }
    assert_eq!(told.len(), 5, "{told:#?}");
    let page = fixture.out("bai/a/index.html");
    assert!(page.contains("<a href='/media/loa.amr' download>") && !page.contains("<audio"), "{page}");
}
