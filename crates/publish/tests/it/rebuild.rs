//! Building again: what did not change stays as it is, down to its time stamp.

use crate::desk::{Desk, article, feed};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Every output file's time stamp.
fn stamps(desk: &Desk) -> BTreeMap<PathBuf, SystemTime> {
    let out = desk.path("out");
    let files = desk.everything().into_keys().filter(|path| !path.ends_with(".trangxa"));
    files
        .map(|path| {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            (path.strip_prefix(&out).unwrap().to_owned(), modified)
        })
        .collect()
}

/// Makes every output file look an hour old, so that a new one shows at once.
fn age(desk: &Desk) {
    let old = SystemTime::now() - Duration::from_secs(3600);
    for path in desk.everything().into_keys() {
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
}

fn items(count: u32) -> Vec<Value> {
    (0..count).map(|i| article(&format!("bai-{i}"), &format!("Tin {i}"), &format!("2024-01-{:02}", i + 1))).collect()
}

/// The files that the second of two builds wrote anew.
fn rewritten(desk: &Desk, between: impl FnOnce(&Desk)) -> Vec<String> {
    desk.build().unwrap();
    age(desk);
    let before = stamps(desk);
    between(desk);
    let report = desk.build_again(1_700_000_600).unwrap();
    let after = stamps(desk);
    let new: Vec<String> = after
        .iter()
        .filter(|(path, stamp)| before.get(*path) != Some(stamp))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(report.changes.written, new.len(), "the report counts what was written: {new:?}");
    assert_eq!(report.changes.kept, after.len() - new.len());
    assert_eq!(report.changes.removed, before.keys().filter(|path| !after.contains_key(*path)).count());
    new
}

#[test]
fn nothing_changed_nothing_is_written() {
    let desk = Desk::new();
    desk.put("site/media/a.txt", "a");
    desk.put_json("site/data/feed.json", &feed(json!(items(25))));
    assert_eq!(rewritten(&desk, |_| {}), [""; 0]);
}

#[test]
fn one_article_changed_and_the_others_stay() {
    let desk = Desk::new();
    desk.put_json("site/data/feed.json", &feed(json!(items(30))));
    let new = rewritten(&desk, |desk| {
        let mut items = items(30);
        items[3]["content_html"] = json!("<p>Đã sửa</p>");
        desk.put_json("site/data/feed.json", &feed(json!(items)));
    });
    // The text stands in the feeds, and in its own page and document; its excerpt where a list or an article names it.
    for file in [
        "bai/bai-3/index.html",
        "chuyen-muc/thong-bao/trang/2/index.html",
        "data/bai/bai-3.json",
        "data/tin/2.json",
        "feed.json",
        "feed.xml",
        "tin/trang/2/index.html",
    ] {
        assert!(new.iter().any(|new| new == file), "{file} is old: {new:?}");
    }
    for file in ["bai/bai-20/index.html", "data/bai/bai-20.json", "index.html", "data/feed.json", "sitemap.xml"] {
        assert!(!new.iter().any(|new| new == file), "{file} is new: {new:?}");
    }
    assert!(desk.out("bai/bai-3/index.html").contains("Đã sửa"));
}

#[test]
fn a_page_that_somebody_changed_is_written_again() {
    let desk = Desk::new();
    desk.build().unwrap();
    let page = desk.out("bai/a/index.html");
    desk.put("out/bai/a/index.html", "<h1>khác</h1>");
    desk.build().unwrap();
    assert_eq!(desk.out("bai/a/index.html"), page);
}

#[test]
fn what_went_from_the_site_goes_from_the_output() {
    let desk = Desk::new();
    desk.put_json("site/data/feed.json", &feed(json!(items(3))));
    desk.put("site/media/cu.txt", "x");
    rewritten(&desk, |desk| {
        desk.put_json("site/data/feed.json", &feed(json!(items(2))));
        fs::remove_file(desk.path("site/media/cu.txt")).unwrap();
    });
    assert!(!desk.path("out/bai/bai-2").exists() && !desk.path("out/media/cu.txt").exists());
    assert!(desk.path("out/bai/bai-1/index.html").is_file());
}

#[test]
fn a_picture_that_changed_is_copied_and_its_size_is_told_anew() {
    let desk = Desk::new();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!("<p><img src=\"../media/a.gif\"></p>");
    desk.put_json("site/data/feed.json", &feed(json!([with_picture, article("b", "B", "2024-01-02")])));
    desk.put_bytes("site/media/a.gif", b"GIF89a\x05\0\x07\0\0\0\0");
    let new = rewritten(&desk, |desk| desk.put_bytes("site/media/a.gif", b"GIF89a\x06\0\x07\0\0\0\0;"));
    assert!(desk.out("bai/a/index.html").contains("width=\"6\" height=\"7\""));
    assert!(new.contains(&"media/a.gif".to_owned()) && new.contains(&"data/bai/a.json".to_owned()), "{new:?}");
    assert!(!new.iter().any(|file| file.starts_with("bai/b/")), "{new:?}");
}

#[test]
fn what_has_become_old_meanwhile_is_told() {
    let desk = Desk::new();
    let mut site = crate::desk::site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    desk.put_json("site/data/site.json", &site);
    desk.put_json(
        "site/data/tthc.json",
        &json!({"version": 1, "updated_at": "2023-11-10T00:00:00Z", "periods": [{"from": "2023-10", "to": "2023-10", "in_time": 5, "late": 0}]}),
    );
    desk.build().unwrap();
    assert!(!desk.out("index.html").contains("Số liệu đã cũ"));
    // 45 days later.
    desk.build_again(1_700_000_000 + 45 * 86_400).unwrap();
    assert!(desk.out("index.html").contains("Số liệu đã cũ"), "the page was kept although time changes it");
}

#[test]
fn an_interrupted_or_older_folder_is_written_whole() {
    let desk = Desk::new();
    desk.build().unwrap();
    desk.put("out/.trangxa", "trangxa-build-of-an-older-release");
    fs::remove_file(desk.path("out/index.html")).unwrap();
    desk.build().unwrap();
    assert!(desk.out("index.html").contains("Xã Thử"));
}

#[test]
fn an_old_output_is_never_written_into() {
    let desk = Desk::new();
    // A site's own file in the place of one of the app's.
    desk.put("site/icons/icon.svg", "<svg>của xã</svg>");
    desk.build().unwrap();
    assert_eq!(desk.out("icons/icon.svg"), "<svg>của xã</svg>");
    let before = desk.everything();
    desk.put("site/icons/icon.svg", "<svg>mới</svg>");
    // A file where the pages need a folder: the build fails late.
    desk.put("site/so-do", "in the way");
    desk.build().unwrap_err();
    assert_eq!(desk.everything(), before);
}

#[test]
fn compressed_files_lie_beside_and_are_kept_too() {
    let desk = Desk::new();
    desk.put_json("site/data/feed.json", &feed(json!(items(5))));
    desk.put("site/media/a.jpg", &"x".repeat(2000));
    desk.build_compressed().unwrap();
    let mut page = Vec::new();
    let packed = fs::read(desk.path("out/index.html.br")).unwrap();
    brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut page).unwrap();
    assert_eq!(String::from_utf8(page).unwrap(), desk.out("index.html"));
    let mut page = String::new();
    let packed = fs::read(desk.path("out/index.html.gz")).unwrap();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut page).unwrap();
    assert_eq!(page, desk.out("index.html"));
    assert!(!desk.path("out/media/a.jpg.br").exists() && !desk.path("out/_headers.gz").exists());
    age(&desk);
    let before = stamps(&desk);
    desk.build_compressed().unwrap();
    assert!(stamps(&desk) == before, "something was written anew");
    desk.build().unwrap();
    assert!(!desk.path("out/index.html.br").exists(), "what was not asked for is gone");
}
