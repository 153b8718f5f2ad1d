//! Broken documents: the import reports an error or a remark and never panics, and one bad item never costs the others.

use crate::support::{Site, fixture};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::fs;
use trangxa_model::Feed;
use trangxa_model::document::JsonDocument;

const FIXTURES: [&str; 7] =
    ["nukeviet.xml", "instant.xml", "tin.atom", "tin.rdf", "danang.json", "chuoi-1.json", "chuoi-2.json"];

fn import(bytes: &[u8]) -> Result<(Site, trangxa_feeds::Report), String> {
    let site = Site::new();
    let file = site.write("nguon.xml", bytes).display().to_string();
    let report = site.try_import(&[&file]).map_err(|error| error.to_string().replace(&file, "F"))?;
    Ok((site, report))
}

#[test]
fn one_broken_item_never_costs_the_others() {
    let rss = String::from_utf8(fixture("nukeviet.xml")).unwrap();
    let broken = rss.replacen("<title>Đoàn thanh niên", "<title><b>Đoàn</i> thanh niên", 1);
    let (site, report) = import(broken.as_bytes()).unwrap();
    assert_eq!(site.items().len(), 29);
    assert!(report.losses[0].contains("nguon.xml, item 3: the item is broken ("), "{:?}", report.losses);
    assert!(report.losses[0].ends_with("; it was left out: ask the site's operator to correct it"));
    assert_eq!(
        site.item("news_1230")["date_published"],
        "2023-11-28T07:00:00+07:00",
        "and the others are still repaired"
    );
}

#[test]
fn a_feed_that_was_cut_off_yields_its_complete_items() {
    for name in ["nukeviet.xml", "tin.atom"] {
        let bytes = fixture(name);
        let (site, report) = import(&bytes[..bytes.len() * 9 / 10]).unwrap();
        assert!(!site.items().is_empty(), "{name}");
        assert!(report.losses.iter().any(|loss| loss.contains("is broken")), "{:?}", report.losses);
    }
}

#[test]
fn an_unescaped_ampersand_costs_nothing() {
    let rss = "<rss version='2.0'><channel><title>A & B</title><item><guid>1</guid><title>Thư viện & Bạn đọc&nbsp;trẻ</title>\
        <link>https://x.example/?a=1&b=2</link><description><![CDATA[<a href=\"?c&d\">&amp;</a>]]></description></item></channel></rss>";
    let (site, report) = import(rss.as_bytes()).unwrap();
    assert_eq!(report.remarks, [] as [&str; 0]);
    let item = site.item("1");
    assert_eq!(
        (&item["title"], &item["url"]),
        (&"Thư viện & Bạn đọc trẻ".into(), &"https://x.example/?a=1&b=2".into())
    );
    assert_eq!((&site.feed()["title"], &item["summary"]), (&"A & B".into(), &"&".into()));
}

#[test]
fn a_bare_bracket_and_the_name_of_an_element_in_a_text_cost_nothing() {
    let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>x < y <3</title><description><![CDATA[a < b <item> c]]></description></item>\
        <item><guid>2</guid><title>B</title><!-- <item> --></item></channel></rss>";
    let (site, report) = import(rss.as_bytes()).unwrap();
    assert_eq!((report.losses, site.ids()), (vec![], vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(site.item("1")["title"], "x < y <3");
    // Also where another item is broken.
    let (site, report) = import(rss.replace("<title>B", "<title><b>B").as_bytes()).unwrap();
    assert_eq!((report.losses.len(), site.ids()), (1, vec!["1".to_owned()]));
}

#[test]
fn what_a_server_printed_before_the_document_costs_nothing() {
    for before in [
        "<br />\n<b>Warning</b>: mysql_connect() in /var/www/a.php<br />\n",
        "Notice: Undefined index\n",
        "\u{feff}\u{1}\n",
    ] {
        let rss = "<?xml version='1.0'?><rss><channel><item><guid>1</guid><title>A</title></item></channel></rss>";
        let (site, _) = import(format!("{before}{rss}").as_bytes()).unwrap();
        assert_eq!(site.ids(), ["1"], "{before}");
    }
}

#[test]
fn the_name_of_an_author_is_what_stands_beside_the_mail_address() {
    let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>A</title><author>Thu Xuân—vp@x.example</author></item>\
        <item><guid>2</guid><title>B</title></item></channel></rss>";
    let (site, report) = import(rss.as_bytes()).unwrap();
    assert_eq!((site.ids(), report.losses), (vec!["1".to_owned(), "2".to_owned()], vec![]));
    assert_eq!(site.item("1")["authors"][0]["name"], "Thu Xuân");
}

#[test]
fn an_unreadable_date_is_reported_with_its_item() {
    let rss = "<rss version='2.0'><channel><item><guid>1</guid><title>A</title><pubDate>hôm qua</pubDate></item>\
        <item><guid>2</guid><title>B</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item></channel></rss>";
    let (site, report) = import(rss.as_bytes()).unwrap();
    assert_eq!(site.item("1").get("date_published"), None);
    assert_eq!(report.losses.len(), 1, "the year 1 stands for a missing date");
    assert!(report.losses[0].ends_with(
        "nguon.xml, item 1 (\"A\"), date_published: the date \"hôm qua\" cannot be read; the item was imported without it: correct it on the site, or add date_published to the item in the site's feed"
    ));
}

#[test]
fn an_item_without_content_is_left_out_and_reported() {
    let rss = "<rss version='2.0'><channel><item><guid>1</guid></item><item><description/></item>\
        <item><title>Chỉ có tên</title></item></channel></rss>";
    let (site, report) = import(rss.as_bytes()).unwrap();
    assert_eq!(site.items().len(), 1);
    assert_eq!(report.losses.len(), 2);
    assert!(report.losses[0].ends_with(
        "item 1: it has no title, no summary and no content; it was left out: write one of them on the site"
    ));
    assert!(report.losses[1].ends_with(
        "item 2: it has no title, no summary and no content; it was left out: write one of them on the site"
    ));
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn mutated_feeds_never_panic_and_what_is_written_can_be_read(
        which in 0..FIXTURES.len(),
        cuts in proptest::collection::vec((0.0..1.0f64, 0usize..40, proptest::collection::vec(any::<u8>(), 0..6)), 1..5)
    ) {
        let mut bytes = fixture(FIXTURES[which]);
        for (at, length, new) in cuts {
            let at = (at * bytes.len() as f64) as usize;
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, new);
        }
        if let Ok((site, _)) = import(&bytes) {
            let feed = Feed::read("/data/feed.json", &fs::read(site.path("data/feed.json")).unwrap()).unwrap();
            // A reader may leave out a damaged address, but no article.
            prop_assert!(feed.remarks.iter().all(|remark| !remark.problem.is_loss()), "{:?}", feed.remarks);
        }
    }

    #[test]
    fn any_bytes_never_panic(start in "(<rss version='2.0'><channel><item>|<feed>|\\{|\\[|<|\\xff\\xfe|)", bytes in any::<Vec<u8>>()) {
        if let Err(error) = import(&[start.as_bytes(), &bytes].concat()) {
            prop_assert!(error.contains("F"), "an error names its file: {}", error);
        }
    }
}
