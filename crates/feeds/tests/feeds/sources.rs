//! Sources: files, folders and addresses, and what is reported about those that cannot be read.

use crate::support::{Site, fixture, fixture_path};
use serde_json::json;
use trangxa_feeds::ImportError;
use trangxa_model::Timestamp;
use trangxa_test_support::{Reply, ScriptedServer, WebServer, feed_of};

#[test]
fn a_folder_stands_for_every_feed_in_it() {
    let site = Site::new();
    for name in ["tin.atom", "tin.rdf", "danang.json"] {
        site.write(&format!("nguon/{name}"), fixture(name));
    }
    site.write("nguon/ghi-chu.txt", "không phải nguồn tin");
    site.write("nguon/.an.json", "{");
    site.write("nguon/hong.xml", "<rss");
    let folder = site.path("nguon").display().to_string();
    let report = site.import(&[&folder]);
    assert_eq!((report.added, report.failed_sources.len()), (7, 0));
    let remark = report.losses.iter().find(|loss| loss.contains("hong.xml")).unwrap();
    assert!(remark.ends_with("this file was left out"), "{remark}");
}

#[test]
fn a_chain_is_followed_on_the_web_and_loops_end() {
    let second = String::from_utf8(fixture("chuoi-2.json")).unwrap();
    let looping = second.replacen('{', "{\"next_url\": \"chuoi-1.json\",", 1);
    let web =
        WebServer::new(&[("tin/chuoi-1.json", &fixture("chuoi-1.json")), ("tin/trang-2.json", looping.as_bytes())]);
    let site = Site::new();
    let url = web.url("tin/chuoi-1.json");
    let report = site.import(&[&url]);
    assert_eq!(site.ids(), ["3", "2", "1"]);
    assert_eq!(web.take_log().len(), 2, "each document is requested once");
    assert_eq!(
        report.losses,
        [
            format!("{url}, items[1]: has no title, no summary and no content; rejected: give it one of them"),
            format!(
                "{}, items[0].date_published (\"Hai\"): cannot read the date \"hôm qua\"; kept without it: write it as 2023-11-30T07:04:41+07:00 or 30/11/2023 07:04",
                web.url("tin/trang-2.json")
            ),
        ]
    );
    let item = site.item("3");
    assert_eq!(item["image"], web.url("tin/anh/3.jpg"));
    assert_eq!(item["content_html"], format!("<p><img src='{}'> Nội dung</p>", web.url("tin/anh/3.jpg")));
    assert_eq!(site.item("2")["url"], web.url("tin/bai/2"));
}

#[test]
fn a_chain_of_files_never_leaves_its_folder() {
    let site = Site::new();
    let with_next = |next: &str| {
        json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next, "items": [{"id": next, "title": "A"}]})
            .to_string()
    };
    site.write("ngoai.json", feed_of(&json!([{"id": "ngoai", "title": "Bên ngoài"}])));
    site.write("nguon/con/trong.json", feed_of(&json!([{"id": "trong", "title": "Bên trong"}])));
    let outside = site.path("ngoai.json").display().to_string();
    for next in ["../ngoai.json", outside.as_str(), "https://x.example/2.json", "%2e%2e/ngoai.json"] {
        let file = site.write("nguon/a.json", with_next(next)).display().to_string();
        let report = site.import(&[&file]);
        assert!(report.losses[0].contains("not followed"), "{next}: {:?}", report.losses);
    }
    let file = site.write("nguon/a.json", with_next("con/trong.json?v=2")).display().to_string();
    assert_eq!(site.import(&[&file]).losses, [] as [&str; 0]);
    assert!(site.ids().contains(&"trong".to_owned()) && !site.ids().contains(&"ngoai".to_owned()));
}

#[test]
fn an_endless_chain_is_ended() {
    let server = ScriptedServer::new(|request, _| {
        let number: usize = request.path.trim_start_matches('/').parse().unwrap();
        Reply::ok(
            json!({"version": "https://jsonfeed.org/version/1.1", "next_url": (number + 1).to_string(),
                "items": [{"id": number, "title": "A"}]})
            .to_string(),
        )
    });
    let site = Site::new();
    let report = site.import(&[&server.url("1")]);
    assert_eq!(report.added, 500);
    assert!(report.losses[0].ends_with("the chain has more than 500 documents; the rest was left out"));
}

#[test]
fn a_source_that_is_not_a_feed_is_reported_with_the_reason() {
    let site = Site::new();
    let error = |name: &str, content: &str| {
        let file = site.write(name, content).display().to_string();
        site.error(&[&file]).replace(&file, "F")
    };
    for page in ["<!DOCTYPE html><p>x", "\u{feff}  <!-- x --><html>", "<?xml version='1.0'?>\n<html xmlns='x'>"] {
        assert!(error("a.xml", page).contains("F: this is a web page, not a feed; look on that page"), "{page}");
    }
    assert!(error("b.xml", "").contains("F: the document is empty"));
    assert!(error("c.xml", "xin chào").contains("F: this is neither XML nor JSON"));
    assert!(error("d.xml", "<svg/>").contains("F: this cannot be read as a feed: "));
    assert!(error("e.json", "{\"a\": 1}").contains("F: this is JSON, but neither a JSON Feed"));
    assert!(error("f.json", "{\"a\": ").contains("F, line 1, column 6: not valid JSON: "));
    assert!(error("g.xml", &" ".repeat(8_000_001)).contains("F: the file has 8000001 bytes, the limit is 8000000"));
    let lost = site.path("khong-co.xml").display().to_string();
    assert!(site.error(&[&lost]).contains("khong-co.xml: the file cannot be read"));
    assert!(!site.path("data").exists(), "nothing was written");
}

#[test]
fn one_source_that_fails_does_not_stop_the_others() {
    let site = Site::new();
    let bad = site.write("a.xml", "<html>").display().to_string();
    let report = site.import(&[&bad, &fixture_path("tin.rdf")]);
    assert_eq!(report.added, 1);
    assert!(report.failed_sources[0].starts_with(&format!("{bad}: this is a web page")));
    assert!(matches!(site.try_import(&[&bad, &bad]), Err(ImportError::AllSourcesFailed(list)) if list.len() == 2));
    assert!(matches!(site.try_import(&[]), Err(ImportError::NoSources)));
}

#[test]
fn since_leaves_out_older_items_and_imports_those_without_date() {
    for (since, count) in [("2023-10-10T08:30:00+07:00", 4), ("2023-10-11", 3)] {
        let mut site = Site::new();
        site.options.since = Timestamp::parse(since);
        site.import_fixture("danang.json");
        assert_eq!((site.items().len(), site.ids().contains(&"901".to_owned())), (count, count == 4));
    }
}

#[test]
fn limit_takes_the_newest_items_of_each_source() {
    let mut site = Site::new();
    site.options.limit = Some(2);
    let file = feed_of(&json!([
        {"id": "cu", "title": "A", "date_published": "2020-01-01"},
        {"id": "khong-ngay", "title": "A"},
        {"id": "moi", "title": "A", "date_published": "2024-01-01"},
        {"id": "vua", "title": "A", "date_published": "2022-01-01"},
    ]));
    let file = site.write("a.json", file).display().to_string();
    site.import(&[&file, &fixture_path("nukeviet.xml")]);
    assert_eq!(site.ids(), ["moi", "news_1230", "news_1229", "vua"]);
}

#[test]
fn a_later_document_that_cannot_be_read_does_not_cost_the_earlier_ones() {
    let web = WebServer::new(&[("chuoi-1.json", &fixture("chuoi-1.json")), ("trang-2.json", b"<html>")]);
    let site = Site::new();
    let report = site.import(&[&web.url("chuoi-1.json")]);
    assert_eq!((site.ids(), report.failed_sources), (vec!["3".to_owned()], vec![]));
    let remark = report.losses.iter().find(|loss| loss.contains("this is a web page")).unwrap();
    assert!(
        remark.starts_with(&web.url("trang-2.json"))
            && remark.ends_with("the documents after it were not read this time: import again later"),
        "{remark}"
    );

    let site = Site::new();
    site.write("nguon/chuoi-1.json", fixture("chuoi-1.json"));
    site.write("nguon/trang-2.json", "{");
    let report = site.import(&[&site.path("nguon/chuoi-1.json").display().to_string()]);
    assert_eq!(report.added, 1);
    assert!(
        report.losses.iter().any(|loss| loss.contains("trang-2.json, line 1, column 2: not valid JSON")),
        "{:?}",
        report.losses
    );
}
