//! A second build keeps unchanged files, including their time stamps.

use crate::fixture::{Fixture, article, feed};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use trangxa_test_support::pictures::gif;

/// The time stamps of all output files.
fn stamps(fixture: &Fixture) -> BTreeMap<PathBuf, SystemTime> {
    let out = fixture.path("out");
    let is_own = |path: &PathBuf| path.ends_with(".trangxa") || path.ends_with(".trangxa-record");
    let files = fixture.everything().into_keys().filter(|path| !is_own(path));
    files
        .map(|path| {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            (path.strip_prefix(&out).unwrap().to_owned(), modified)
        })
        .collect()
}

/// Sets the time stamps of all output files back by an hour, so that the time stamps distinguish new files from old ones.
fn age(fixture: &Fixture) {
    let old = SystemTime::now() - Duration::from_secs(3600);
    for path in fixture.everything().into_keys() {
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }
}

fn items(count: u32) -> Vec<Value> {
    (0..count).map(|i| article(&format!("bai-{i}"), &format!("Tin {i}"), &format!("2024-01-{:02}", i + 1))).collect()
}

/// The files that the second of two builds wrote, after `between` has changed something.
fn rewritten(fixture: &Fixture, between: impl FnOnce(&Fixture)) -> Vec<String> {
    fixture.build().unwrap();
    age(fixture);
    let before = stamps(fixture);
    between(fixture);
    let report = fixture.build_again(1_700_000_600).unwrap();
    let after = stamps(fixture);
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
fn an_unchanged_site_writes_nothing() {
    let fixture = Fixture::new();
    fixture.put("site/media/a.txt", "a");
    fixture.put_json("site/data/feed.json", &feed(json!(items(25))));
    assert_eq!(rewritten(&fixture, |_| {}), [""; 0]);
}

#[test]
fn a_changed_article_leaves_the_others_unchanged() {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!(items(30))));
    let new = rewritten(&fixture, |fixture| {
        let mut items = items(30);
        items[3]["content_html"] = json!("<p>Đã sửa</p>");
        fixture.put_json("site/data/feed.json", &feed(json!(items)));
    });
    // The text is in the feeds, in its page and in its document; its excerpt is in lists and in articles that name it.
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
    assert!(fixture.out("bai/bai-3/index.html").contains("Đã sửa"));
}

#[test]
fn a_page_that_was_edited_by_hand_is_written_again() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let page = fixture.out("bai/a/index.html");
    fixture.put("out/bai/a/index.html", "<h1>khác</h1>");
    fixture.build().unwrap();
    assert_eq!(fixture.out("bai/a/index.html"), page);
}

#[test]
fn files_removed_from_the_site_are_removed_from_the_output() {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!(items(3))));
    fixture.put("site/media/cu.txt", "x");
    rewritten(&fixture, |fixture| {
        fixture.put_json("site/data/feed.json", &feed(json!(items(2))));
        fs::remove_file(fixture.path("site/media/cu.txt")).unwrap();
    });
    assert!(!fixture.path("out/bai/bai-2").exists() && !fixture.path("out/media/cu.txt").exists());
    assert!(fixture.path("out/bai/bai-1/index.html").is_file());
}

#[test]
fn a_changed_picture_is_copied_and_its_size_is_updated_in_pages() {
    let fixture = Fixture::new();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!("<p><img src=\"../media/a.gif\"></p>");
    fixture.put_json("site/data/feed.json", &feed(json!([with_picture, article("b", "B", "2024-01-02")])));
    fixture.put_bytes("site/media/a.gif", &gif(&[0, 200]));
    let mut higher = gif(&[0, 200]);
    higher[8] += 7;
    let new = rewritten(&fixture, |fixture| fixture.put_bytes("site/media/a.gif", &higher));
    assert!(fixture.out("bai/a/index.html").contains("width=\"40\" height=\"37\""));
    assert!(new.contains(&"media/a.gif".to_owned()) && new.contains(&"data/bai/a.json".to_owned()), "{new:?}");
    assert!(!new.iter().any(|file| file.starts_with("bai/b/")), "{new:?}");
}

#[test]
fn a_changed_file_of_the_same_length_is_copied() {
    let fixture = Fixture::new();
    fixture.put("site/media/a.txt", "first");
    let new = rewritten(&fixture, |fixture| fixture.put("site/media/a.txt", "other"));
    assert_eq!(new, ["media/a.txt"]);
    assert_eq!(fixture.out("media/a.txt"), "other");
}

/// Gives the site figures of one month.
fn put_figures(fixture: &Fixture, month: &str, updated_at: &str) {
    let mut site = crate::fixture::site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    let period = json!({"from": month, "to": month, "in_time": 5, "late": 0});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": updated_at, "periods": [period]}));
}

#[test]
fn pages_are_written_again_when_figures_become_old() {
    let fixture = Fixture::new();
    put_figures(&fixture, "2023-10", "2023-11-10T00:00:00Z");
    fixture.build().unwrap();
    assert!(!fixture.out("index.html").contains("Số liệu đã cũ"));
    // 45 days later.
    fixture.build_again(1_700_000_000 + 45 * 86_400).unwrap();
    assert!(
        fixture.out("index.html").contains("Số liệu đã cũ"),
        "the page was kept although the figures have become old"
    );
}

/// The turn of the year in Vietnam, which comes seven hours before that of UTC.
#[test]
fn pages_are_written_again_after_the_turn_of_the_year() {
    const NEW_YEAR: i64 = 1_704_042_000;
    let fixture = Fixture::new();
    put_figures(&fixture, "2023-12", "2023-12-28T00:00:00Z");
    fixture.build_again(NEW_YEAR - 1).unwrap();
    let says_year =
        || ["index.html", "embed/tthc/index.html"].map(|page| fixture.out(page).contains("số liệu của năm 2023"));
    assert_eq!(says_year(), [false, false]);
    fixture.build_again(NEW_YEAR).unwrap();
    assert_eq!(says_year(), [true, true], "a page was kept although a year has begun");
}

#[test]
fn missing_files_are_written_again() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    fs::remove_file(fixture.path("out/index.html")).unwrap();
    fs::remove_dir_all(fixture.path("out/bai")).unwrap();
    fixture.build().unwrap();
    assert!(fixture.out("index.html").contains("Xã Thử") && fixture.path("out/bai/a/index.html").is_file());
}

#[test]
fn a_failed_build_does_not_change_the_old_output() {
    let fixture = Fixture::new();
    // A file of the site replaces a file of the app.
    fixture.put("site/icons/icon.svg", "<svg>của xã</svg>");
    fixture.build().unwrap();
    assert_eq!(fixture.out("icons/icon.svg"), "<svg>của xã</svg>");
    let before = fixture.everything();
    fixture.put("site/icons/icon.svg", "<svg>mới</svg>");
    // A file at the path of a folder that the pages need makes the build fail late.
    fixture.put("site/so-do", "in the way");
    fixture.build().unwrap_err();
    assert_eq!(fixture.everything(), before);
}

#[test]
fn compressed_files_are_written_and_kept() {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!(items(5))));
    fixture.put("site/media/a.jpg", &"x".repeat(2000));
    fixture.build_compressed().unwrap();
    let mut page = Vec::new();
    let packed = fs::read(fixture.path("out/index.html.br")).unwrap();
    brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut page).unwrap();
    assert_eq!(String::from_utf8(page).unwrap(), fixture.out("index.html"));
    let mut page = String::new();
    let packed = fs::read(fixture.path("out/index.html.gz")).unwrap();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut page).unwrap();
    assert_eq!(page, fixture.out("index.html"));
    assert!(!fixture.path("out/media/a.jpg.br").exists() && !fixture.path("out/_headers.gz").exists());
    age(&fixture);
    let before = stamps(&fixture);
    fixture.build_compressed().unwrap();
    assert!(stamps(&fixture) == before, "the second build wrote files");
    fixture.build().unwrap();
    assert!(!fixture.path("out/index.html.br").exists(), "a build without --compress removes them");
}
