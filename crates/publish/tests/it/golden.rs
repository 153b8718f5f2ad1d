//! Golden files: what the publisher writes for hosts, feed readers and partner sites. A change of policy or markup shows in a
//! review as a change of these files.
//!
//! After an intended change, `SNAPSHOTS=overwrite cargo test --workspace --features $F --test it golden::` writes the files again; `$F` is
//! in CONTRIBUTING.md.

use crate::fixture::{Fixture, article, feed, site};
use crate::plain::plain_with;
use serde_json::json;
use snapbox::data::{Data, DataFormat};
use std::path::Path;
use trangxa_test_support::pictures::jpeg;

/// What golden files have in place of hashes, which differ between builds of the same site, and in place of scripts.
const ELISION: &str = "…";

/// A site with figures, a counter, and an article with every member that feeds show.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json", "visits": "http://127.0.0.1:8081/v1/visits"});
    fixture.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-11", "to": "2023-11", "in_time": 2786, "late": 1, "pending_in_time": 10,
        "pending_late": 3, "waiting": 0});
    let figures = json!({"version": 1, "updated_at": "2023-11-10T07:04:41+07:00", "periods": [period]});
    fixture.put_json("site/data/tthc.json", &figures);
    let mut whole = article("a", "Họp dân <thôn 1> & thôn 2", "2024-01-02T08:00:00+07:00");
    whole["content_html"] =
        json!("<p>Mời <a href=\"../bai/b/\">bà con</a> đến dự.</p><img src=\"../media/anh.jpg\" alt=\"Ảnh\">");
    whole["summary"] = json!("Mời bà con đến dự.");
    whole["authors"] = json!([{"name": "Nguyễn Văn A"}]);
    whole["image"] = json!("../media/anh.jpg");
    whole["attachments"] =
        json!([{"url": "../media/giấy mời.pdf", "mime_type": "application/pdf", "size_in_bytes": 1234}]);
    let other = article("b", "Lịch cắt điện", "2024-01-01");
    fixture.put_json("site/data/feed.json", &feed(json!([whole, other])));
    fixture.put_bytes("site/media/anh.jpg", &jpeg(1300, 900));
    fixture.put("site/media/giấy mời.pdf", "x");
    fixture
}

/// Compares files of the output with golden files. `paths` are pairs of an output path and the name of a golden file in `folder`.
#[track_caller]
fn compare<const N: usize>(fixture: &Fixture, folder: &str, paths: [(&str, &str); N]) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden").join(folder);
    for (path, name) in paths {
        let expected = Data::read_from(&golden.join(name), Some(DataFormat::Text)).raw();
        snapbox::assert_data_eq!(elided(&fixture.out(path)), expected);
    }
}

/// The text without the hashes of programs, scripts and styles, and without the scripts of the frame page, which have tests of their
/// own.
fn elided(text: &str) -> String {
    let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let names = replace(text, "-", |rest| {
        let end = rest.find(|c: char| !is_hex(c)).unwrap_or(rest.len());
        (end == 16).then_some(end)
    });
    let names = replace(&names, "media/sized/", |rest| rest.find(|c: char| !is_hex(c)).filter(|end| *end == 16));
    let policies = replace(&names, "'sha256-", |rest| rest.find('\''));
    let policies = replace(&policies, "&#39;sha256-", |rest| rest.find('&'));
    let scripts = replace(&policies, "<script>", |rest| rest.find("</script>"));
    replace(&scripts, "_bg.wasm\">", |rest| rest.find("</script>"))
}

/// Elides the text after each `start` as far as `end` finds its end; where it finds none, the text stays.
fn replace(text: &str, start: &str, end: impl Fn(&str) -> Option<usize>) -> String {
    let mut pieces = text.split(start);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(start);
        match end(piece) {
            Some(end) => out.extend([ELISION, &piece[end..]]),
            None => out.push_str(piece),
        }
    }
    out
}

const HOSTS: [(&str, &str); 7] = [
    ("_headers", "_headers"),
    ("_redirects", "_redirects"),
    (".htaccess", "htaccess"),
    ("nginx.conf", "nginx.conf"),
    ("Caddyfile", "Caddyfile"),
    ("lighttpd.conf", "lighttpd.conf"),
    ("web.config", "web.config"),
];

#[test]
fn a_site_at_the_root() {
    let fixture = fixture();
    fixture.build().unwrap();
    compare(&fixture, "root", HOSTS);
    let others = ["feed.xml", "feed.json", "sitemap.xml", "robots.txt", "manifest.webmanifest"];
    compare(&fixture, "root", others.map(|path| (path, path)));
    let partners =
        [("badge/tthc.svg", "badge.svg"), ("oembed/tthc.json", "oembed.json"), ("embed/tthc/index.html", "frame.html")];
    compare(&fixture, "root", partners);
}

#[test]
fn a_site_in_a_sub_folder_with_partners_and_old_addresses() {
    let fixture = fixture();
    let mut site = fixture.site_json();
    site["embed"] = json!({"partners": ["https://cong.example:8443", "https://*.haiphong.gov.vn"]});
    site["redirects"] = json!([
        {"from": "/tin-tuc/hop-dan-12.html", "to": "/bai/a/"},
        {"from": "/vi/gi%E1%BB%9Bi%20thi%E1%BB%87u", "to": "/gioi-thieu/"},
        {"from": "/cong-dan", "to": "https://dichvucong.gov.vn/?a=1&b=2"},
        {"from": "/index.php?nv=news&id=5", "to": "/bai/b/"},
    ]);
    fixture.put_json("site/data/site.json", &site);
    fixture.build_at(Some("/quang.thanh/")).unwrap();
    compare(&fixture, "sub-folder", HOSTS);
    compare(&fixture, "sub-folder", [("embed/tthc/index.html", "frame.html")]);
}

#[test]
fn plain_mode() {
    let fixture = fixture();
    plain_with(&fixture, true, Some("/xa/"), None);
    compare(&fixture, "plain", HOSTS);
    compare(&fixture, "plain", [("index.html", "index.html")]);
}
