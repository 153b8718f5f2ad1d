//! Builds: a site is published completely, or the output stays unchanged and an error says why.

use crate::fixture::{Fixture, article, feed, messages, site};
use serde_json::{Value, json};
use std::fs;
use trangxa_model::document::JsonDocument;
use trangxa_model::{Timestamp, Tthc};
use trangxa_publish::{Options, PublishError, build};
use trangxa_words::csv;

#[test]
fn every_page_and_every_document_is_a_file() {
    let fixture = Fixture::new();
    let report = fixture.build().unwrap();
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
        assert!(fixture.path("out").join(file).is_file(), "{file} is missing");
    }
    for folder in ["out", "out/embed"] {
        let program = fixture.program(folder);
        assert!(program.iter().any(|name| name.ends_with("_bg.wasm")), "{folder}: {program:?}");
    }
    assert!(!fixture.path("out/tthc").exists(), "a site without figures has no dashboard");
    assert!(fixture.out("bai/a/index.html").contains("<p>Nội dung</p>"));
    assert!(
        !fixture.out("data/site.json").contains("Về xã"),
        "site.json, which every page contains, has no standing pages' texts"
    );
}

/// The shape of a page is that of its nodes without this element's (`src/shape.rs`).
#[test]
fn the_text_of_an_article_is_in_an_element_that_the_shape_leaves_out() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    for page in ["bai/a/index.html", "gioi-thieu/index.html"] {
        assert!(fixture.out(page).contains("<div class=\"prose\"><p>"), "{page}");
    }
}

#[test]
fn the_figures_are_written_as_a_table_over_an_old_one_in_the_folder() {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "so-lieu/mot-cua.json"});
    fixture.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-10", "to": "2023-10", "in_time": 9, "late": "x",
        "fields": [{"name": "=Hộ tịch", "in_time": 9}], "stated": {"late_rate": 0.5}});
    let figures = json!({"version": 1, "updated_at": "2023-11-01", "periods": [period]});
    fixture.put_json("site/so-lieu/mot-cua.json", &figures);
    // An old table that a clerk downloaded into the folder.
    fixture.put("site/data/tthc.csv", "Từ tháng\r\n2023-09\r\n");
    let report = fixture.build().unwrap();
    let expected = csv::write(&Tthc::from_json("so-lieu/mot-cua.json", figures).unwrap());
    assert!(expected.contains("2023-10,2023-10,'=Hộ tịch,,,,,9,"), "{expected}");
    assert_eq!(fixture.out("data/tthc.csv"), expected);
    let finding = "so-lieu/mot-cua.json, periods[0].late: expected a whole number of at least 0, found \"x\"";
    assert_eq!(messages(&report), [finding], "the build reports numbers that it leaves out");
    // Nor in the next build, when the output already has a table.
    fixture.put("site/data/tthc.csv", "Từ tháng\r\n2023-08\r\n");
    assert_eq!(fixture.build().unwrap().changes.written, 0);
    assert_eq!(fixture.out("data/tthc.csv"), expected);
}

#[test]
fn lists_have_documents_of_twenty_articles_that_link_to_the_next() {
    let fixture = Fixture::new();
    let items: Vec<Value> =
        (0..45).map(|i| article(&format!("bai-{i}"), "Tin", &format!("2024-01-01T00:00:{i:02}Z"))).collect();
    fixture.put_json("site/data/feed.json", &feed(json!(items)));
    fixture.build().unwrap();
    let first = fixture.out_json("data/feed.json");
    assert_eq!(first["items"].as_array().unwrap().len(), 20);
    assert_eq!(first["items"][0]["id"], "bai-44", "newest first");
    assert_eq!(first["next_url"], "/data/tin/2.json");
    assert_eq!(fixture.out_json("data/tin/3.json")["items"].as_array().unwrap().len(), 5);
    assert!(fixture.path("out/chuyen-muc/thong-bao/trang/3/index.html").is_file());
    assert_eq!(
        fixture.out_json("feed.json")["items"].as_array().unwrap().len(),
        45,
        "the feed for feed readers is complete"
    );
}

#[test]
fn a_feed_in_several_documents_is_read_to_its_end_even_if_it_loops() {
    let fixture = Fixture::new();
    let mut first = feed(json!([article("a", "A", "2024-01-02")]));
    first["next_url"] = json!("feed-2.json");
    let mut second = feed(json!([article("b", "B", "2024-01-01"), article("a", "A again", "2024-01-02")]));
    second["next_url"] = json!("feed.json");
    fixture.put_json("site/data/feed.json", &first);
    fixture.put_json("site/data/feed-2.json", &second);
    let report = fixture.build().unwrap();
    assert_eq!(report.articles, 2);
    assert_eq!(
        messages(&report),
        [
            "data/feed-2.json, article \"a\" (\"A again\"): has the id of another article in an earlier document; rejected, the first one stays"
        ]
    );
}

#[test]
fn articles_with_the_same_headline_get_different_addresses() {
    let fixture = Fixture::new();
    let items = json!([
        article("3", "Lịch cắt điện", "2024-03-01"),
        article("1", "Lịch cắt điện", "2024-01-01"),
        article("https://cu.example/bai?id=2", "Lịch cắt điện", "2024-02-01")
    ]);
    fixture.put_json("site/data/feed.json", &feed(items));
    fixture.build().unwrap();
    assert!(
        fixture.out("data/bai/lich-cat-dien.json").contains("\"id\":\"1\""),
        "the oldest gets the address without a suffix"
    );
    assert!(fixture.out("data/bai/lich-cat-dien-3.json").contains("\"id\":\"3\""));
    assert_eq!(fs::read_dir(fixture.path("out/bai")).unwrap().count(), 3);
}

#[test]
fn every_address_contains_the_sub_folder() {
    let fixture = Fixture::new();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!("<p><img src=\"../media/a.png\"><a href=\"../bai/a/\">a</a></p>");
    fixture.put_json("site/data/feed.json", &feed(json!([with_picture])));
    fixture.build_at(Some("/quangthanh/")).unwrap();
    let html = fixture.out("bai/a/index.html");
    assert!(html.contains("src=\"/quangthanh/media/a.png\"") && html.contains("href=\"/quangthanh/bai/a/\""), "{html}");
    assert!(html.contains("data-path=\"/quangthanh/bai/a/\"") && html.contains("src=\"/quangthanh/boot-"));
    assert!(
        html.contains("<link rel=\"canonical\" href=\"https://xa.example/bai/a/\">"),
        "canonical addresses come from base_url"
    );
    assert!(!html.contains("=\"/bai/") && !html.contains("=\"/icons/"), "an address without the base");
    assert!(fixture.out("_headers").starts_with("/quangthanh/*\n"));
    assert!(fixture.out("feed.xml").contains("https://xa.example/media/a.png"));
    let error = fixture.build_at(Some("quangthanh")).unwrap_err().to_string();
    assert!(error.starts_with("--base-path \"quangthanh\": expected"), "{error}");
    for bad in [
        "",
        "//",
        "//evil.example/",
        "/a/../",
        "/a b/",
        "/<script>/",
        "/\"a/",
        "/a\\b/",
        "/a\n/",
        "javascript:/",
        "/a?b/",
    ] {
        let error = fixture.build_at(Some(bad)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("--base-path \"{bad}\": expected")), "{error}");
    }
}

#[test]
fn the_base_path_defaults_to_the_one_in_base_url() {
    let fixture = Fixture::new();
    let mut site = site();
    site["base_url"] = json!("https://xa.example/xa-thu/");
    fixture.put_json("site/data/site.json", &site);
    fixture.build().unwrap();
    assert!(fixture.out("index.html").contains("href=\"/xa-thu/tin/\""));
}

#[test]
fn a_broken_document_leaves_the_output_unchanged() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let before = fixture.everything();
    for (file, text, expected) in [
        ("data/feed.json", "{\"version\": ", "data/feed.json, line 1, column 12: not valid JSON"),
        ("data/feed.json", "<!doctype html>", "data/feed.json: the file begins with \"<\""),
        (
            "data/site.json",
            "{\"version\": 2}",
            "data/site.json, version: the version is 2; this program reads version 1: correct it, or use a newer version of this program",
        ),
    ] {
        let path = format!("site/{file}");
        let good = fs::read_to_string(fixture.path(&path)).unwrap();
        fixture.put(&path, text);
        let error = fixture.build().unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(fixture.everything(), before, "after {file} = {text}");
        fixture.put(&path, &good);
    }
}

#[test]
fn a_write_error_leaves_the_output_unchanged() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let before = fixture.everything();
    // A file at the path of a folder that the pages need.
    fixture.put("site/bai", "in the way");
    let error = fixture.build().unwrap_err().to_string();
    assert!(error.starts_with("cannot write "), "{error}");
    assert_eq!(fixture.everything(), before);
}

#[test]
fn an_app_built_from_other_sources_is_refused() {
    let fixture = Fixture::new();
    fixture.put("app/trang-xa-0_bg.wasm", "\0asm trangxa-build-0000000000000000");
    let error = fixture.build().unwrap_err().to_string();
    assert!(error.contains("trang-xa-0_bg.wasm: was built from other sources than this trangxa"), "{error}");
    assert!(!fixture.path("out").exists());
}

#[test]
fn a_folder_with_foreign_files_is_not_replaced() {
    let fixture = Fixture::new();
    fixture.put("out/thesis.doc", "years of work");
    assert!(matches!(fixture.build(), Err(PublishError::ForeignOutput(_))));
    assert_eq!(fixture.out("thesis.doc"), "years of work");
    fs::remove_dir_all(fixture.path("out")).unwrap();
    fixture.build().unwrap();
}

#[test]
fn foreign_files_in_the_output_stay() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    for file in ["data/rieng.json", "media/cms/a.txt", ".git/HEAD", ".nojekyll", "bai/a/ghi-chu.txt", "google123.html"]
    {
        fixture.put(&format!("out/{file}"), file);
    }
    fixture.put_json("site/data/feed.json", &feed(json!([article("b", "Tin B", "2024-01-01")])));
    let report = fixture.build().unwrap();
    for file in ["data/rieng.json", "media/cms/a.txt", ".git/HEAD", ".nojekyll", "bai/a/ghi-chu.txt", "google123.html"]
    {
        assert_eq!(fixture.out(file), file);
    }
    assert!(!fixture.path("out/bai/a/index.html").exists() && fixture.path("out/bai/b/index.html").exists());
    assert_eq!(report.changes.removed, 2, "the article's page and document");
    // They also stay in the next build.
    fixture.build().unwrap();
    assert_eq!(fixture.out(".git/HEAD"), ".git/HEAD");
    let left: Vec<_> = fs::read_dir(fixture.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "no temporary folder is left: {left:?}");
}

#[test]
fn well_known_files_are_published_alone_of_all_hidden_ones() {
    let fixture = Fixture::new();
    let shown = [".well-known/security.txt", ".well-known/acme-challenge/a.b", ".well-known/matrix/client"];
    let hidden = [".git/HEAD", ".env", "media/.DS_Store", ".well-known/.an", ".well-known/.git/HEAD", ".well-knownx/a"];
    for file in shown.iter().chain(&hidden).chain(&["media/.well-known/a"]) {
        fixture.put(&format!("site/{file}"), file);
    }
    fixture.build().unwrap();
    // What a program for certificates adds stays, and what went from the site goes.
    fixture.put("out/.well-known/acme-challenge/x", "x");
    fs::remove_file(fixture.path("site/.well-known/security.txt")).unwrap();
    let report = fixture.build().unwrap();
    assert_eq!(report.changes.removed, 1);
    assert!(!fixture.path("out/.well-known/security.txt").exists());
    assert_eq!(fixture.out(".well-known/acme-challenge/x"), "x");
    for file in &shown[1..] {
        assert_eq!(fixture.out(file), *file);
    }
    for file in hidden.iter().chain(&["media/.well-known/a"]) {
        assert!(!fixture.path("out").join(file).exists(), "{file}");
    }
}

#[test]
fn a_file_for_hosts_in_the_site_folder_takes_the_place_of_ours() {
    let fixture = Fixture::new();
    for file in ["nginx.conf", "_headers", "Caddyfile", "web.config", "lighttpd.conf", "_redirects"] {
        fixture.put(&format!("site/{file}"), "của xã");
    }
    fixture.build().unwrap();
    for file in ["nginx.conf", "_headers", "Caddyfile", "web.config", "lighttpd.conf", "_redirects"] {
        assert_eq!(fixture.out(file), "của xã", "{file}");
    }
}

#[test]
fn paths_that_lead_out_of_the_site_are_refused() {
    let fixture = Fixture::new();
    fixture.put("visits.json", "{\"version\": 1}");
    for (place, value) in [("visits", "../visits.json"), ("tthc", "/etc/hostname"), ("articles", "data/../../x.json")] {
        let mut site = site();
        site["data"][place] = json!(value);
        fixture.put_json("site/data/site.json", &site);
        let error = fixture.build().unwrap_err().to_string();
        assert!(error.starts_with(&format!("data/site.json, data.{place}: expected a path in the site")), "{error}");
    }
    assert!(!fixture.path("out").exists());
}

#[test]
fn an_output_inside_the_site_is_refused() {
    let fixture = Fixture::new();
    let error = build(&Options {
        app: fixture.path("app"),
        site: fixture.path("site"),
        out: fixture.path("site/out"),
        base_path: None,
        now: Timestamp::from_unix(0),
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    });
    assert!(matches!(error, Err(PublishError::Nested { .. })));
}

#[test]
fn missing_documents_and_files_are_reported_and_left_out() {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    let mut with_file = article("a", "A", "2024-01-01");
    with_file["attachments"] = json!([{"url": "../media/a.pdf", "mime_type": "application/pdf"}]);
    fixture.put_json("site/data/feed.json", &feed(json!([with_file, {"id": "b"}])));
    assert_eq!(
        messages(&fixture.build().unwrap()),
        [
            "data/site.json, data.tthc: the file data/tthc.json is missing; the site is published without it",
            "data/feed.json, items[1] (\"b\"): has no title, no summary and no content; rejected: give it one of them",
            "data/feed.json, article \"a\" (\"A\"): the file media/a.pdf is missing",
        ]
    );
    assert!(!fixture.out("index.html").contains("tthc"));
}

#[test]
fn hostile_markup_is_cleaned_in_pages_documents_and_feeds() {
    let fixture = Fixture::new();
    let mut hostile = article("a", "</script><script>alert(1)</script>", "2024-01-01");
    hostile["content_html"] =
        json!("<p onclick=\"alert(2)\">Chữ</p><script>alert(3)</script><a href=\"javascript:alert(4)\">x</a>");
    hostile["summary"] = json!("]]><script>alert(5)</script>Tóm tắt");
    fixture.put_json("site/data/feed.json", &feed(json!([hostile])));
    fixture.build().unwrap();
    let slug = fs::read_dir(fixture.path("out/bai")).unwrap().next().unwrap().unwrap().file_name();
    assert_eq!(slug, "a");
    for file in ["bai/a/index.html", "index.html", "data/bai/a.json", "feed.json", "feed.xml"] {
        let text = fixture.out(file);
        for trace in ["<script>alert", "onclick", "javascript:"] {
            // A JSON document contains the headline as text, where it is not markup.
            assert!(
                !text.contains(trace) || (file.ends_with(".json") && trace.starts_with('<')),
                "{file} holds {trace}"
            );
        }
    }
    assert!(fixture.out("bai/a/index.html").contains("<p>Chữ</p>"));
}

/// One character that XML forbids would make the whole feed unreadable.
#[test]
fn the_feed_is_xml_whatever_an_article_contains() {
    let fixture = Fixture::new();
    let forbidden = "a\u{0}b\u{b}c\u{1f}d\u{fffe}e\u{ffff}";
    let mut hostile = article("a", &format!("Tin {forbidden}"), "2024-01-01");
    hostile["summary"] = json!(forbidden);
    hostile["tags"] = json!([forbidden]);
    hostile["authors"] = json!([{ "name": forbidden }]);
    hostile["content_html"] = json!(format!("<p>{forbidden}</p>"));
    hostile["attachments"] = json!([{"url": format!("../media/{forbidden}.pdf"), "mime_type": format!("text/{forbidden}"), "size_in_bytes": 5}]);
    fixture.put_json("site/data/feed.json", &feed(json!([hostile])));
    fixture.build().unwrap();
    let xml = fixture.out("feed.xml");
    assert!(xml.contains("<title>Tin ab cde</title>") && xml.contains("type=\"text/abcde\""), "{xml}");
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!xml.contains(is_forbidden), "{xml:?}");
}
