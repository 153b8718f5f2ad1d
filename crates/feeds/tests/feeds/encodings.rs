//! Encodings: the bytes of a document decide, and letters that were decoded wrongly never come in unseen.

use crate::support::Site;
use serde_json::json;
use trangxa_feeds::Report;
use trangxa_test_support::feed_of;

fn rss(encoding: &str, title: &[u8]) -> Vec<u8> {
    let start = format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>"
    );
    let end = b"</title></item><item><guid>2</guid><title>Tin hai</title></item></channel></rss>";
    [start.as_bytes(), title, end].concat()
}

fn import(site: &Site, bytes: impl AsRef<[u8]>) -> Report {
    let file = site.write("a.xml", bytes).display().to_string();
    site.import(&[&file])
}

/// The title of the first item.
fn title(bytes: impl AsRef<[u8]>) -> String {
    let site = Site::new();
    let report = import(&site, bytes);
    assert_eq!(report.losses, [] as [&str; 0]);
    site.item("1")["title"].as_str().unwrap().to_owned()
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2], has_mark: bool) -> Vec<u8> {
    has_mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

#[test]
fn windows_1252_and_windows_1258_are_read_as_declared() {
    assert_eq!(title(rss("windows-1252", b"Th\xe0nh ph\xf4")), "Thành phô");
    assert_eq!(title(rss("Windows-1258", b"H\xf4\xf2i \xf0\xf4\xccng")), "Hội đồng");
}

#[test]
fn utf_8_is_read_whatever_is_declared() {
    for encoding in ["utf-16", "windows-1258", "iso-8859-1", "tcvn", ""] {
        assert_eq!(title(rss(encoding, "Đường làng".as_bytes())), "Đường làng", "{encoding}");
    }
    let marked = [b"\xef\xbb\xbf\r\n \n".as_slice(), &rss("utf-8", "Đường làng".as_bytes())].concat();
    assert_eq!(title(marked), "Đường làng");
}

#[test]
fn utf_16_is_read_with_and_without_a_mark_in_xml_and_in_json() {
    let xml = String::from_utf8(rss("utf-16", "Đường làng".as_bytes())).unwrap();
    let json = feed_of(&json!([{"id": "1", "title": "Đường làng"}]));
    for has_mark in [true, false] {
        for text in [&xml, &json] {
            assert_eq!(title(utf16(text, u16::to_le_bytes, has_mark)), "Đường làng");
            assert_eq!(title(utf16(text, u16::to_be_bytes, has_mark)), "Đường làng");
        }
    }
}

#[test]
fn letters_that_were_encoded_twice_are_restored_with_a_word_about_it() {
    let site = Site::new();
    let report = import(&site, rss("utf-8", "Há»™i Ä‘á»“ng".as_bytes()));
    assert_eq!((report.added, report.losses), (2, vec![]));
    assert_eq!(site.item("1")["title"], "Hội đồng");
    assert!(report.remarks[0].contains("the letters of 1 item had been encoded twice"), "{:?}", report.remarks);
}

#[test]
fn an_item_whose_letters_are_lost_is_named_and_costs_only_itself() {
    for (damaged, words) in [
        ("Hé tÞch".as_bytes(), "old font"),
        ("Hoäi ñoàng nhaân daân".as_bytes(), "old font"),
        ("Xã Há»™i".as_bytes(), "decoded wrongly"),
        ("Hội – Há»™i".as_bytes(), "decoded wrongly"),
        (b"Th\xe0nh".as_slice(), "no characters"),
        ("Th\u{fffd}nh".as_bytes(), "no characters"),
    ] {
        let site = Site::new();
        let report = import(&site, rss("utf-8", damaged));
        assert_eq!(site.ids(), ["2"], "{words}");
        let loss = &report.losses[0];
        assert!(loss.contains("item 1 (\"") && loss.contains("\"), title: the text") && loss.contains(words), "{loss}");
    }
    // In JSON too, and in a text.
    let site = Site::new();
    let report = import(
        &site,
        feed_of(
            &json!([{"id": "1", "title": "A", "content_html": "<p>UBND x· Qu¶ng Thµnh</p>"}, {"id": "2", "title": "B"}]),
        ),
    );
    assert_eq!((site.ids(), report.losses.len()), (vec!["2".to_owned()], 1));
}

#[test]
fn a_declared_encoding_that_nobody_knows_is_an_error_if_the_bytes_need_it() {
    let site = Site::new();
    let file = site.write("a.xml", rss("x-tcvn3", b"H\xe9 t\xdech")).display().to_string();
    let error = site.error(&[&file]);
    assert!(
        error.contains("a.xml: the text is neither UTF-8 nor in the encoding that it declares (\"x-tcvn3\")"),
        "{error}"
    );
}

#[test]
fn characters_that_xml_forbids_cost_nothing() {
    assert_eq!(title(rss("utf-8", "Đường\u{0b} làng&#11;\u{ffff}".as_bytes())), "Đường làng");
}
