//! What the publisher promises the clerk: everything, or nothing and a word why.

use crate::desk::{Desk, article, feed, said, site};
use serde_json::{Value, json};
use std::fs;
use trangxa_model::document::JsonDocument;
use trangxa_model::tthc::csv;
use trangxa_model::{Timestamp, Tthc};
use trangxa_publish::{Options, PublishError, build};

#[test]
fn every_page_is_a_file_and_every_document_is_beside_it() {
    let desk = Desk::new();
    let report = desk.build().unwrap();
    assert_eq!((report.articles, report.findings), (1, vec![]));
    for file in [
        "index.html",
        "tin/index.html",
        "chuyen-muc/thong-bao/index.html",
        "bai/a/index.html",
        "gioi-thieu/index.html",
        "so-do/index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "feed.xml",
        "feed.json",
        "_headers",
        ".htaccess",
        "nginx.conf",
        "manifest.webmanifest",
        "icons/icon.svg",
        "data/site.json",
        "data/feed.json",
        "data/bai/a.json",
        "data/chuyen-muc/thong-bao/1.json",
        "data/trang/gioi-thieu.json",
        "embed/news/index.html",
        "embed/tthc/index.html",
        "nhung/index.html",
    ] {
        assert!(desk.path("out").join(file).is_file(), "{file} is missing");
    }
    for folder in ["out", "out/embed"] {
        let program = desk.program(folder);
        assert!(program.iter().any(|name| name.ends_with("_bg.wasm")), "{folder}: {program:?}");
    }
    assert!(!desk.path("out/tthc").exists(), "no figures, no page");
    assert!(desk.out("bai/a/index.html").contains("<p>Nội dung</p>"));
    assert!(!desk.out("data/site.json").contains("Về xã"), "no page carries the text of all standing pages");
}

#[test]
fn the_figures_are_offered_as_a_table_and_an_old_one_in_the_folder_does_not_win() {
    let desk = Desk::new();
    let mut site = site();
    site["data"] = json!({"tthc": "so-lieu/mot-cua.json"});
    desk.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-10", "to": "2023-10", "in_time": 9, "late": "x",
        "fields": [{"name": "=Hộ tịch", "in_time": 9}], "stated": {"late_rate": 0.5}});
    let figures = json!({"version": 1, "updated_at": "2023-11-01", "periods": [period]});
    desk.put_json("site/so-lieu/mot-cua.json", &figures);
    // Downloaded a month ago, and left lying in the folder.
    desk.put("site/data/tthc.csv", "Từ tháng\r\n2023-09\r\n");
    let report = desk.build().unwrap();
    let expected = csv::write(&Tthc::from_json("so-lieu/mot-cua.json", figures).unwrap());
    assert!(expected.contains("2023-10,2023-10,'=Hộ tịch,,,,,9,"), "{expected}");
    assert_eq!(desk.out("data/tthc.csv"), expected);
    let finding = "so-lieu/mot-cua.json, periods[0].late: expected a whole number of at least 0, found \"x\"";
    assert_eq!(said(&report), [finding], "what was left out is told by the build too");
    // Nor the next time, when the table of the last build is there already.
    desk.put("site/data/tthc.csv", "Từ tháng\r\n2023-08\r\n");
    assert_eq!(desk.build().unwrap().changes.written, 0);
    assert_eq!(desk.out("data/tthc.csv"), expected);
}

#[test]
fn lists_are_cut_at_twenty_and_chained() {
    let desk = Desk::new();
    let items: Vec<Value> =
        (0..45).map(|i| article(&format!("bai-{i}"), "Tin", &format!("2024-01-01T00:00:{i:02}Z"))).collect();
    desk.put_json("site/data/feed.json", &feed(json!(items)));
    desk.build().unwrap();
    let first = desk.out_json("data/feed.json");
    assert_eq!(first["items"].as_array().unwrap().len(), 20);
    assert_eq!(first["items"][0]["id"], "bai-44", "newest first");
    assert_eq!(first["next_url"], "/data/tin/2.json");
    assert_eq!(desk.out_json("data/tin/3.json")["items"].as_array().unwrap().len(), 5);
    assert!(desk.path("out/chuyen-muc/thong-bao/trang/3/index.html").is_file());
    assert_eq!(desk.out_json("feed.json")["items"].as_array().unwrap().len(), 45, "the outward feed is whole");
}

#[test]
fn a_feed_in_several_documents_is_read_to_its_end_and_a_loop_stops() {
    let desk = Desk::new();
    let mut first = feed(json!([article("a", "A", "2024-01-02")]));
    first["next_url"] = json!("feed-2.json");
    let mut second = feed(json!([article("b", "B", "2024-01-01"), article("a", "A again", "2024-01-02")]));
    second["next_url"] = json!("feed.json");
    desk.put_json("site/data/feed.json", &first);
    desk.put_json("site/data/feed-2.json", &second);
    let report = desk.build().unwrap();
    assert_eq!(report.articles, 2);
    assert_eq!(
        said(&report),
        [
            "data/feed-2.json, article \"a\": \"A again\" has the id of another article in an earlier document; rejected, the first one stays"
        ]
    );
}

#[test]
fn articles_of_one_headline_keep_addresses_of_their_own() {
    let desk = Desk::new();
    let items = json!([
        article("3", "Lịch cắt điện", "2024-03-01"),
        article("1", "Lịch cắt điện", "2024-01-01"),
        article("https://cu.example/bai?id=2", "Lịch cắt điện", "2024-02-01")
    ]);
    desk.put_json("site/data/feed.json", &feed(items));
    desk.build().unwrap();
    assert!(desk.out("data/bai/lich-cat-dien.json").contains("\"id\":\"1\""), "the oldest keeps the plain address");
    assert!(desk.out("data/bai/lich-cat-dien-3.json").contains("\"id\":\"3\""));
    assert_eq!(fs::read_dir(desk.path("out/bai")).unwrap().count(), 3);
}

#[test]
fn a_sub_folder_is_in_every_address() {
    let desk = Desk::new();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!("<p><img src=\"../media/a.png\"><a href=\"../bai/a/\">a</a></p>");
    desk.put_json("site/data/feed.json", &feed(json!([with_picture])));
    desk.build_at(Some("/quangthanh/")).unwrap();
    let html = desk.out("bai/a/index.html");
    assert!(html.contains("src=\"/quangthanh/media/a.png\"") && html.contains("href=\"/quangthanh/bai/a/\""), "{html}");
    assert!(html.contains("data-path=\"/quangthanh/bai/a/\"") && html.contains("src=\"/quangthanh/boot-"));
    assert!(html.contains("<link rel=\"canonical\" href=\"https://xa.example/bai/a/\">"), "base_url says where it is");
    assert!(!html.contains("=\"/bai/") && !html.contains("=\"/icons/"), "an address without the base");
    assert!(desk.out("_headers").starts_with("/quangthanh/*\n"));
    assert!(desk.out("feed.xml").contains("https://xa.example/media/a.png"));
    let error = desk.build_at(Some("quangthanh")).unwrap_err().to_string();
    assert!(error.starts_with("--base-path \"quangthanh\": expected"), "{error}");
}

#[test]
fn the_base_path_defaults_to_the_one_in_base_url() {
    let desk = Desk::new();
    let mut site = site();
    site["base_url"] = json!("https://xa.example/xa-thu/");
    desk.put_json("site/data/site.json", &site);
    desk.build().unwrap();
    assert!(desk.out("index.html").contains("href=\"/xa-thu/tin/\""));
}

#[test]
fn a_broken_document_leaves_the_old_output_as_it_was() {
    let desk = Desk::new();
    desk.build().unwrap();
    let before = desk.everything();
    for (file, text, expected) in [
        ("data/feed.json", "{\"version\": ", "data/feed.json: not valid JSON"),
        ("data/feed.json", "<!doctype html>", "data/feed.json: the file begins with \"<\""),
        ("data/site.json", "{\"version\": 2}", "data/site.json, version: version 2 is not known here; expected 1"),
    ] {
        let path = format!("site/{file}");
        let good = fs::read_to_string(desk.path(&path)).unwrap();
        desk.put(&path, text);
        let error = desk.build().unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(desk.everything(), before, "after {file} = {text}");
        desk.put(&path, &good);
    }
}

#[test]
fn a_write_error_leaves_the_old_output_as_it_was() {
    let desk = Desk::new();
    desk.build().unwrap();
    let before = desk.everything();
    // A file where the pages need a folder.
    desk.put("site/bai", "in the way");
    let error = desk.build().unwrap_err().to_string();
    assert!(error.starts_with("cannot write "), "{error}");
    assert_eq!(desk.everything(), before);
}

#[test]
fn an_app_from_other_sources_is_refused() {
    let desk = Desk::new();
    desk.put("app/trang-xa-0_bg.wasm", "\0asm trangxa-build-0000000000000000");
    let error = desk.build().unwrap_err().to_string();
    assert!(error.contains("trang-xa-0_bg.wasm: was built from other sources than this trangxa"), "{error}");
    assert!(!desk.path("out").exists());
}

#[test]
fn only_folders_of_our_own_are_replaced() {
    let desk = Desk::new();
    desk.put("out/thesis.doc", "years of work");
    assert!(matches!(desk.build(), Err(PublishError::ForeignOutput(_))));
    assert_eq!(desk.out("thesis.doc"), "years of work");
    fs::remove_dir_all(desk.path("out")).unwrap();
    desk.build().unwrap();
}

#[test]
fn what_others_put_into_the_output_stays() {
    let desk = Desk::new();
    desk.build().unwrap();
    for file in ["data/rieng.json", "media/cms/a.txt", ".git/HEAD", ".nojekyll", "bai/a/ghi-chu.txt", "google123.html"]
    {
        desk.put(&format!("out/{file}"), file);
    }
    desk.put_json("site/data/feed.json", &feed(json!([article("b", "Tin B", "2024-01-01")])));
    let report = desk.build().unwrap();
    for file in ["data/rieng.json", "media/cms/a.txt", ".git/HEAD", ".nojekyll", "bai/a/ghi-chu.txt", "google123.html"]
    {
        assert_eq!(desk.out(file), file);
    }
    assert!(!desk.path("out/bai/a/index.html").exists() && desk.path("out/bai/b/index.html").exists());
    assert_eq!(report.changes.removed, 2, "the article's page and document");
    // And it stays the next time, too.
    desk.build().unwrap();
    assert_eq!(desk.out(".git/HEAD"), ".git/HEAD");
    let beside: Vec<_> = fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 3, "nothing is left beside the folder: {beside:?}");
}

#[test]
fn nothing_is_written_or_read_outside() {
    let desk = Desk::new();
    desk.put("visits.json", "{\"version\": 1}");
    for (place, value) in [("visits", "../visits.json"), ("tthc", "/etc/hostname"), ("articles", "data/../../x.json")] {
        let mut site = site();
        site["data"][place] = json!(value);
        desk.put_json("site/data/site.json", &site);
        let error = desk.build().unwrap_err().to_string();
        assert!(error.starts_with(&format!("data/site.json, data.{place}: expected a path in the site")), "{error}");
    }
    assert!(!desk.path("out").exists());
}

#[test]
fn an_output_inside_the_site_is_refused() {
    let desk = Desk::new();
    let error = build(&Options {
        app: desk.path("app"),
        site: desk.path("site"),
        out: desk.path("site/out"),
        base_path: None,
        now: Timestamp::from_unix(0),
        compress: false,
        counter: None,
    });
    assert!(matches!(error, Err(PublishError::Nested { .. })));
}

#[test]
fn what_is_named_but_missing_is_remarked_and_left_out() {
    let desk = Desk::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    desk.put_json("site/data/site.json", &site);
    let mut with_file = article("a", "A", "2024-01-01");
    with_file["attachments"] = json!([{"url": "../media/a.pdf", "mime_type": "application/pdf"}]);
    desk.put_json("site/data/feed.json", &feed(json!([with_file, {"id": "b"}])));
    assert_eq!(
        said(&desk.build().unwrap()),
        [
            "data/site.json, data.tthc: there is no data/tthc.json; the site is built without it",
            "data/feed.json, items[1] (\"b\"): has no title, no summary and no content; rejected",
            "data/feed.json, article \"a\": the file media/a.pdf is missing",
        ]
    );
    assert!(!desk.out("index.html").contains("tthc"));
}

#[test]
fn hostile_text_is_clean_in_pages_documents_and_feeds() {
    let desk = Desk::new();
    let mut hostile = article("a", "</script><script>alert(1)</script>", "2024-01-01");
    hostile["content_html"] =
        json!("<p onclick=\"alert(2)\">Chữ</p><script>alert(3)</script><a href=\"javascript:alert(4)\">x</a>");
    hostile["summary"] = json!("]]><script>alert(5)</script>Tóm tắt");
    desk.put_json("site/data/feed.json", &feed(json!([hostile])));
    desk.build().unwrap();
    let slug = fs::read_dir(desk.path("out/bai")).unwrap().next().unwrap().unwrap().file_name();
    assert_eq!(slug, "a");
    for file in ["bai/a/index.html", "index.html", "data/bai/a.json", "feed.json", "feed.xml"] {
        let text = desk.out(file);
        for trace in ["<script>alert", "onclick", "javascript:"] {
            // JSON documents hold the headline as the text it is; there it is no markup.
            assert!(
                !text.contains(trace) || (file.ends_with(".json") && trace.starts_with('<')),
                "{file} holds {trace}"
            );
        }
    }
    assert!(desk.out("bai/a/index.html").contains("<p>Chữ</p>"));
}
