//! The page "Quyền riêng tư", which must say what a site and the program really do.

use crate::fixture::{Fixture, article, feed, site};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_clean::text::text_of;
use trangxa_words::privacy::{PAGES_KEPT_DAYS, STORED};

fn built(change: impl Fn(&mut Value)) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    change(&mut site);
    fixture.put_json("site/data/site.json", &site);
    fixture.put("site/data/visits.json", "{\"version\": 1, \"total\": 5}");
    fixture.build().unwrap();
    fixture
}

fn text(fixture: &Fixture) -> String {
    text_of(&fixture.out("rieng-tu/index.html"))
}

#[test]
fn every_site_has_the_page_in_its_menu_its_site_map_and_for_search_engines() {
    let fixture = built(|_| {});
    assert!(text(&fixture).contains("Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"));
    for page in ["index.html", "so-do/index.html"] {
        assert!(fixture.out(page).contains("href=\"/rieng-tu/\""), "{page}");
    }
    assert!(fixture.out("sitemap.xml").contains("https://xa.example/rieng-tu/"));
    let pages = fixture.out_json("data/site.json")["pages"].clone();
    assert_eq!(pages.as_array().unwrap().last().unwrap(), &json!({"id": "rieng-tu", "title": "Quyền riêng tư"}));
    assert!(fixture.out_json("data/trang/rieng-tu.json")["content_html"].as_str().unwrap().contains("<h2>"));
}

#[test]
fn the_page_says_how_visits_are_counted() {
    let with = |visits: Value| text(&built(|site| site["data"] = json!({ "visits": visits })));
    assert!(text(&built(|_| {})).contains("Website không đếm lượt truy cập."));
    assert!(with(json!("data/visits.json")).contains("được đọc từ một tệp do đơn vị cung cấp"));
    assert!(with(json!({"kind": "counter", "url": "https://dem.example/"})).contains("báo cho bộ đếm tại dem.example"));
    assert!(
        with(json!({"kind": "goatcounter", "url": "https://x.goatcounter.com"}))
            .contains("GoatCounter tại x.goatcounter.com")
    );
    assert!(with(json!("data/khong-co.json")).contains("Website không đếm lượt truy cập."), "a file that is missing");
}

#[test]
fn the_page_names_the_hosts_of_pictures_and_whether_frames_are_allowed() {
    let alone = built(|site| site["embed"] = json!({"partners": []}));
    assert!(text(&alone).contains("không tải gì từ máy chủ khác") && !text(&alone).contains("trong một khung"));
    let fixture = Fixture::new();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!(
        "<p>x</p><img src=\"https://anh.example/1.jpg\" alt=\"x\"><img src=\"https://xa.example/2.jpg\" alt=\"x\">"
    );
    fixture.put_json("site/data/feed.json", &feed(json!([with_picture])));
    fixture.build().unwrap();
    assert!(
        text(&fixture).contains("nằm trên máy chủ khác: anh.example. Khi")
            && text(&fixture).contains("trong một khung")
    );
}

#[test]
fn a_page_of_the_commune_takes_its_place() {
    let fixture = built(|site| {
        site["pages"] = json!([{"id": "rieng-tu", "title": "Chính sách riêng", "content_text": "Của xã."}]);
    });
    assert!(text(&fixture).contains("Của xã.") && !text(&fixture).contains("91/2025/QH15"));
    assert_eq!(fixture.out_json("data/site.json")["pages"].as_array().unwrap().len(), 1);
}

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sources of what runs in browsers.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "crates/browser", "crates/embed", "crates/live", "crates/markup", "crates/views", "public"]
            .iter()
            .map(|it| root().join(it))
            .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_source = path.extension().is_some_and(|ending| ["rs", "js", "html"].iter().any(|it| ending == *it));
            if path.is_dir() {
                folders.push(path);
            } else if is_source {
                let text = fs::read_to_string(&path).unwrap();
                // What comments say keeps nothing.
                let code =
                    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
                found.push((path, code));
            }
        }
    }
    assert!(found.iter().any(|(path, _)| path.ends_with("boot.js")) && found.len() > 50);
    found
}

/// The names by which sources reach what a browser keeps.
const STORES: [&str; 14] = [
    "localStorage",
    "local_storage",
    "sessionStorage",
    "session_storage",
    "indexedDB",
    "indexed_db",
    "IdbFactory",
    "document.cookie",
    "set_cookie",
    "caches.open",
    "CacheStorage",
    "cookieStore",
    "serviceWorker",
    "service_worker",
];

/// Whoever keeps something in readers' browsers has to say so in `crates/words/src/privacy.rs`: its key, and what it is.
#[test]
fn the_page_names_everything_that_the_program_keeps_in_browsers() {
    let sources = sources();
    let keeping: Vec<&(PathBuf, String)> =
        sources.iter().filter(|(_, code)| STORES.iter().any(|store| code.contains(store))).collect();
    for (path, code) in &keeping {
        assert!(
            STORED.iter().any(|(key, _)| code.contains(key)),
            "{} keeps something that STORED does not name",
            path.display()
        );
    }
    for (key, _) in STORED {
        assert!(keeping.iter().any(|(_, code)| code.contains(key)), "no source keeps {key}");
    }
    let page = text(&built(|_| {}));
    for (key, _) in STORED {
        assert!(page.contains(key.trim()), "the page does not name {key}");
    }
    assert!(page.contains("không dùng cookie"));
}

#[test]
fn the_page_says_how_long_the_counter_keeps_pages() {
    let rankings = fs::read_to_string(root().join("crates/counter/src/store/rankings.rs")).unwrap();
    assert!(rankings.contains(&format!("pub const PAGES_KEPT_DAYS: i64 = {PAGES_KEPT_DAYS};")));
}
