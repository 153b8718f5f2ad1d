//! What readers see without a network, as the build writes it: the worker, its list, its page; and the web app manifest.

use crate::fixture::{Fixture, article, feed, site};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write as _;
use trangxa_test_support::pictures;

/// The largest worker, in bytes as a host sends it.
const BUDGET: usize = 4_000;

fn articles(count: usize) -> Value {
    (0..count).map(|i| article(&format!("a-{i}"), &format!("Bài {i}"), &format!("2024-01-{:02}", i + 1))).collect()
}

#[test]
fn the_worker_knows_the_program_of_its_build_and_is_small() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let worker = fixture.out("sw.js");
    let line = worker.lines().find_map(|line| line.strip_prefix("const program = ")?.strip_suffix(';')).unwrap();
    let program: Vec<String> = serde_json::from_str(line).unwrap();
    assert!(program[0].starts_with("boot-") && program.len() == 3);
    assert!(program.iter().all(|file| fixture.path(&format!("out/{file}")).is_file()), "{program:?}");
    assert!(worker.contains("const isBuilt = true;") && worker.contains("Đây là bản lưu lúc"));
    assert!(!worker.contains("import(") && !worker.contains("importScripts"));
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(worker.as_bytes()).unwrap();
    let size = packed.finish().unwrap().len();
    assert!(size <= BUDGET, "{size} bytes");
}

#[test]
fn the_list_has_the_newest_articles_and_changes_where_a_page_does() {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(articles(25)));
    fixture.build().unwrap();
    let before = fixture.out_json("data/offline.json");
    let list = before.as_object().unwrap();
    assert!(list.contains_key("") && list.contains_key("tim-kiem/") && !list.contains_key("lich/"));
    assert!(list.contains_key("bai/a-24/") && list.contains_key("bai/a-5/") && !list.contains_key("bai/a-4/"));
    let of_search = list.keys().filter(|path| path.starts_with("data/search/f/s-")).count();
    assert!((1..=12).contains(&of_search) && list.contains_key("data/search/index.json"), "{list:?}");
    for path in list.keys() {
        let file = if is_page(path) { format!("{path}index.html") } else { path.clone() };
        assert!(fixture.path(&format!("out/{file}")).is_file(), "{file}");
    }
    assert!(list.values().all(|version| version.as_str().is_some_and(|it| it.len() == 8)));

    let mut changed = articles(25);
    changed[10]["content_html"] = json!("<p>Nội dung đã sửa</p>");
    fixture.put_json("site/data/feed.json", &feed(changed));
    fixture.build().unwrap();
    let after = fixture.out_json("data/offline.json");
    // Those that show the beginning of its text, too.
    let index = "data/search/index.json";
    assert_eq!(differing(&before, &after), ["", "bai/a-10/", "bai/a-11/", "bai/a-12/", "bai/a-13/", index]);
}

/// Whether a path of the list is a page's, not a file's.
fn is_page(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}

/// The paths whose versions differ, without the files of the search that are named by their content.
fn differing(before: &Value, after: &Value) -> Vec<String> {
    let all = before.as_object().unwrap().iter();
    let all = all.filter(|(path, version)| !path.contains("/f/") && after[path.as_str()] != **version);
    all.map(|(path, _)| path.clone()).collect()
}

/// A kept page must not give the telephone number of last year, or lack today's alert where a reader first looks.
#[test]
fn the_list_changes_with_what_stands_on_all_pages() {
    let fixture = Fixture::new();
    let mut site = site();
    site["pages"] = json!([{"id": "lien-he", "title": "Liên hệ", "content_text": "Trụ sở"}]);
    let office = |phone: &str| json!({"version": 1, "units": [{"id": "mot-cua", "name": "Một cửa", "phone": phone}]});
    let alerts = |text: &str| json!({"version": 1, "alerts": [{"id": "lu", "level": "urgent", "headline": text, "starts": "2025-01-01T00:00:00+07:00", "ends": "2099-01-02T00:00:00+07:00"}]});
    let build = |site: &Value, phone: &str, alert: &str| {
        fixture.put_json("site/data/site.json", site);
        fixture.put_json("site/data/office.json", &office(phone));
        fixture.put_json("site/data/alerts.json", &alerts(alert));
        fixture.build().unwrap();
        fixture.out_json("data/offline.json")
    };
    site["data"]["office"] = json!("data/office.json");
    site["data"]["alerts"] = json!("data/alerts.json");
    let first = build(&site, "0220 3 891 234", "Lũ");
    let pages = first.as_object().unwrap().keys().filter(|path| is_page(path)).count();
    assert_eq!(differing(&first, &build(&site, "0220 3 891 234", "Lũ lên")), ["", "lien-he/"]);
    let office = build(&site, "0220 3 891 999", "Lũ");
    assert_eq!(differing(&first, &office).iter().filter(|path| is_page(path)).count(), pages);
    site["contact"]["phone"] = json!("0220 3 891 777");
    let contact = differing(&office, &build(&site, "0220 3 891 999", "Lũ"));
    assert!(contact.contains(&"ngoai-tuyen.html".to_owned()) && contact.contains(&"bai/a/".to_owned()), "{contact:?}");
}

#[test]
fn the_page_for_an_address_that_is_not_kept_has_no_program_and_a_place_for_links() {
    let fixture = Fixture::new();
    fixture.build_at(Some("/xa/")).unwrap();
    let page = fixture.out("ngoai-tuyen.html");
    assert!(page.contains("<!--kept-->") && page.contains("<h1>Chưa có mạng</h1>") && page.contains("href=\"/xa/"));
    assert!(!page.contains("boot-") && !page.contains("snapshot"), "it has a program");
    assert!(
        page.contains("action='/xa/tim-kiem/'")
            && !page.contains("name=\"pause\"")
            && !page.contains("class=\"counters")
    );
    assert!(page.contains("noindex") && !fixture.out("sitemap.xml").contains("ngoai-tuyen"));
}

#[test]
fn a_site_without_it_has_nothing_of_it() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    assert!(fixture.out("index.html").contains(" data-offline"));
    assert!(fixture.out("rieng-tu/index.html").contains("trangxa"));
    let mut off = site();
    off["offline"] = json!(false);
    fixture.put_json("site/data/site.json", &off);
    // A file of the folder does not bring it back.
    fixture.put("site/sw.js", "// old");
    fixture.build().unwrap();
    for file in ["sw.js", "data/offline.json", "ngoai-tuyen.html"] {
        assert!(!fixture.path(&format!("out/{file}")).exists(), "{file}");
    }
    assert!(!fixture.out("index.html").contains("data-offline"));
    assert!(!fixture.out("rieng-tu/index.html").contains("mất mạng"));
    off["offline"] = json!("no");
    fixture.put_json("site/data/site.json", &off);
    let error = fixture.build().unwrap_err().to_string();
    assert!(error.contains("data/site.json") && error.contains("offline"), "{error}");
}

#[test]
fn the_manifest_names_what_the_site_has() {
    let fixture = Fixture::new();
    fixture.build_at(Some("/xa/")).unwrap();
    let manifest = fixture.out_json("manifest.webmanifest");
    assert_eq!(manifest["id"], "/xa/");
    let urls = |manifest: &Value| -> Vec<String> {
        let all = manifest["shortcuts"].as_array().unwrap().iter();
        all.map(|it| it["url"].as_str().unwrap().to_owned()).collect()
    };
    assert!(manifest.get("screenshots").is_none() && urls(&manifest).contains(&"tim-kiem/".to_owned()));

    let mut full = site();
    full["pages"] = json!([{"id": "lien-he", "title": "Liên hệ", "content_text": "Trụ sở"}]);
    fixture.put_json("site/data/site.json", &full);
    fixture.put_json("site/data/procedures.json", &json!({"version": 1, "procedures": [{"name": "Khai sinh"}]}));
    fixture.put_bytes("site/media/screenshot-narrow.png", &pictures::png(360, 740));
    fixture.put_bytes("site/media/screenshot-wide.jpg", &pictures::jpeg(1280, 800));
    fixture.put("site/media/screenshot-wide.png", "no picture");
    fixture.build().unwrap();
    let manifest = fixture.out_json("manifest.webmanifest");
    assert_eq!(urls(&manifest), ["thu-tuc/", "lien-he/", "tim-kiem/"]);
    let expected = json!([
        {"form_factor": "narrow", "sizes": "360x740", "src": "media/screenshot-narrow.png", "type": "image/png"},
        {"form_factor": "wide", "sizes": "1280x800", "src": "media/screenshot-wide.jpg", "type": "image/jpeg"},
    ]);
    assert_eq!(manifest["screenshots"], expected);
}
