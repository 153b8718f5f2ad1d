//! What `trangxa check` tells a clerk.

use crate::desk::{Desk, article, feed, site};
use serde_json::{Value, json};
use trangxa_model::Timestamp;
use trangxa_publish::files::{Folder, Web};
use trangxa_publish::{Checked, Severity, check};

pub fn checked(desk: &Desk) -> Checked {
    check(&Folder::new(&desk.path("site")), Timestamp::from_unix(1_704_100_000)).unwrap()
}

/// What was found of one severity.
fn found(checked: &Checked, severity: Severity) -> Vec<String> {
    let of_it = checked.findings.iter().filter(|finding| finding.kind.severity() == severity);
    of_it.map(ToString::to_string).collect()
}

fn whole_site() -> Value {
    let mut site = site();
    site["editor"] = json!({"title": "Trưởng ban", "name": "A"});
    site["contact"] = json!({"address": "Thôn 1", "phone": "0220 1", "email": "a@xa.example"});
    site["pages"] = json!([{"id": "gioi-thieu", "title": "Giới thiệu"}, {"id": "lien-he", "title": "Liên hệ"}]);
    site["data"] = json!({"tthc": "data/tthc.json"});
    site
}

fn whole_article(id: &str) -> Value {
    let mut whole = article(id, "Tin", "2024-01-01");
    whole["authors"] = json!([{"name": "Thu"}]);
    whole
}

pub fn whole_desk() -> Desk {
    let desk = Desk::new();
    desk.put_json("site/data/site.json", &whole_site());
    desk.put_json("site/data/feed.json", &feed(json!([whole_article("a")])));
    let period = json!({"from": "2023-12", "to": "2023-12", "in_time": 10, "late": 0, "stated": {"late_rate": 0}});
    desk.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2024-01-01", "periods": [period]}));
    desk
}

#[test]
fn a_site_with_nothing_wrong_gets_no_advice() {
    let report = checked(&whole_desk());
    assert_eq!(report.findings, []);
    assert!(!report.is_anything_lost());
    assert!(report.text("xa", false).starts_with("xa: 1 articles read.\nNothing to say"));
}

#[test]
fn every_broken_document_is_told_not_only_the_first() {
    let desk = whole_desk();
    desk.put("site/data/tthc.json", "{\"version\": 1");
    desk.put("site/data/feed.json", "<!doctype html>");
    let report = checked(&desk);
    let errors = found(&report, Severity::Error);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("data/tthc.json: not valid JSON"), "{errors:?}");
    assert!(errors[1].starts_with("data/feed.json: the file begins with \"<\""), "{errors:?}");
    assert!(report.is_anything_lost());
    // A site.json that cannot be read does not hide what is wrong elsewhere.
    desk.put("site/data/site.json", "{\"version\": 2}");
    let errors = found(&checked(&desk), Severity::Error);
    assert!(errors[0].starts_with("data/site.json, version: version 2"), "{errors:?}");
    assert!(errors.iter().any(|error| error.starts_with("data/feed.json")), "{errors:?}");
}

#[test]
fn what_is_lost_is_told_item_by_item_with_its_reason() {
    let desk = whole_desk();
    let items = json!([whole_article("a"), {"title": "Không có id"}, whole_article("a"), 5]);
    let mut first = feed(items);
    first["next_url"] = json!("feed-2.json");
    desk.put_json("site/data/feed.json", &first);
    let report = checked(&desk);
    assert_eq!(
        found(&report, Severity::Loss),
        [
            "data/feed.json, items[1] (\"Không có id\"): has no id; rejected",
            "data/feed.json, items[2] (\"Tin\"): has the id \"a\" of an earlier item; rejected, the first one stays",
            "data/feed.json, items[3]: is no object; rejected",
            "data/feed-2.json: the feed goes on there, but there is no such document",
        ]
    );
    assert!(report.is_anything_lost());
    assert_eq!(report.articles, 1);
}

#[test]
fn links_files_and_figures_are_held_against_what_there_is() {
    let desk = whole_desk();
    let mut bad = whole_article("b");
    bad["date_published"] = json!("hôm qua");
    bad["content_html"] = json!(
        "<p><a href='/bai/a/'>tốt</a><a href='/bai/khong-co/'>hỏng</a><a href='https://xa.example/tthc/'>tốt</a>\
         <a href='https://khac.example/x/'>xa</a><a href='../media/don.pdf'>hỏng</a><a href='/feed.xml'>tốt</a>\
         <a href='/cu/'>đã chuyển</a><img src='../media/anh.png' alt='x'></p>"
    );
    desk.put_json("site/data/feed.json", &feed(json!([whole_article("a"), bad])));
    let mut site = whole_site();
    site["redirects"] = json!([{"from": "/cu", "to": "/tin/"}, {"from": "/cu2", "to": "/bai/mat/"}]);
    desk.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-12", "to": "2023-12", "in_time": 9, "late": 1, "stated": {"late_rate": 0}});
    desk.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2024-01-01", "periods": [period]}));
    let report = checked(&desk);
    let faults = found(&report, Severity::Fault);
    assert_eq!(faults.len(), 6, "{faults:#?}");
    for (fault, expected) in faults.iter().zip([
        "data/feed.json, items[1].date_published (\"Tin\"): cannot read the date",
        "data/feed.json, article \"b\": the file media/anh.png is missing",
        "data/feed.json, article \"b\": there is no /bai/khong-co/",
        "data/feed.json, article \"b\": there is no /media/don.pdf",
        "data/site.json, redirects[1].to: there is no /bai/mat/",
        "data/tthc.json, periods[0].",
    ]) {
        assert!(fault.starts_with(expected), "{fault}");
    }
    assert!(!report.is_anything_lost(), "all of it is on the site");
}

#[test]
fn a_sub_folder_is_part_of_every_link() {
    let desk = whole_desk();
    let mut site = whole_site();
    site["base_url"] = json!("https://xa.example/thu/");
    desk.put_json("site/data/site.json", &site);
    let mut links = whole_article("b");
    links["content_html"] =
        json!("<p><a href='/thu/bai/b/'>tốt</a><a href='/thu/khong/'>hỏng</a><a href='../media/a.pdf'>tốt</a></p>");
    desk.put("site/media/a.pdf", "x");
    desk.put_json("site/data/feed.json", &feed(json!([links])));
    assert_eq!(found(&checked(&desk), Severity::Fault), ["data/feed.json, article \"b\": there is no /khong/"]);
}

#[test]
fn pages_of_a_feed_that_overlap_lose_nothing() {
    let desk = whole_desk();
    let mut first = feed(json!([whole_article("a"), whole_article("b")]));
    first["next_url"] = json!("https://xa.example/data/feed-2.json");
    desk.put_json("site/data/feed.json", &first);
    desk.put_json("site/data/feed-2.json", &feed(json!([whole_article("b"), whole_article("c")])));
    let report = checked(&desk);
    assert_eq!(
        (report.articles, report.findings),
        (3, vec![]),
        "and an absolute address of the site's own is followed"
    );
}

#[test]
fn what_the_copy_leaves_out_is_missing() {
    let desk = whole_desk();
    desk.put("site/media/.an.pdf", "x");
    let mut hidden = whole_article("b");
    hidden["attachments"] = json!([{"url": "../media/.an.pdf", "mime_type": "application/pdf"}]);
    desk.put_json("site/data/feed.json", &feed(json!([hidden])));
    let faults = found(&checked(&desk), Severity::Fault);
    assert_eq!(faults, ["data/feed.json, article \"b\": the file media/.an.pdf is missing"]);
}

#[test]
fn what_people_expect_is_advised() {
    let desk = Desk::new();
    let mut old = article("a", "Tin", "2023-01-01");
    old["tags"] = json!(["Khác"]);
    old["content_html"] = json!("<img src='https://x.example/a.jpg'>");
    desk.put_json("site/data/feed.json", &feed(json!([old])));
    let mut site = site();
    site["pages"] = json!([]);
    site["data"] = json!({"visits": "data/visits.json"});
    desk.put_json("site/data/site.json", &site);
    desk.put_json("site/data/visits.json", &json!({"version": 1, "generated_at": "2023-12-01T00:00:00Z"}));
    let advice = found(&checked(&desk), Severity::Advice);
    for expected in [
        "data/visits.json, generated_at: last counted on 01/12/2023",
        "data/feed.json: the newest article is of 01/01/2023",
        "data/site.json, categories: \"khac\" has 1 articles",
        "data/site.json, editor: lacks",
        "data/site.json, contact.phone: lacks",
        "data/site.json, pages: lacks a page \"Giới thiệu\"",
        "data/site.json, data.tthc: lacks TTHC figures",
        "data/feed.json, article \"a\": Tin",
        "data/feed.json, article \"a\": 1 without alt text",
    ] {
        assert!(advice.iter().any(|it| it.starts_with(expected)), "{expected}: {advice:#?}");
    }
}

#[test]
fn the_report_groups_counts_and_is_cut_and_machines_get_everything() {
    let desk = whole_desk();
    let items: Vec<Value> = (0..15).map(|i| json!({"title": format!("Tin {i}")})).chain([whole_article("a")]).collect();
    desk.put_json("site/data/feed.json", &feed(json!(items)));
    let report = checked(&desk);
    let text = report.text("xa", false);
    assert!(text.contains("\nLOST (15)\n  15 × rejected, not on the site"), "{text}");
    assert!(text.contains("      and 5 more; --all lists them"), "{text}");
    assert_eq!(report.text("xa", true).matches("has no id").count(), 15);
    let json = report.json("xa");
    assert_eq!((&json["counts"]["loss"], json["findings"].as_array().unwrap().len()), (&json!(15), 15));
    assert_eq!(json["findings"][3]["kind"], "item-rejected");
    assert_eq!(json["findings"][3]["place"], "items[3] (\"Tin 3\")");
}

/// Serves a folder while `look` looks at it, and gives what it saw.
fn served<T: Send + 'static>(root: std::path::PathBuf, look: impl FnOnce(String) -> T + Send + 'static) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let options = trangxa_host::Options { base_path: "/thu/".into(), ..trangxa_host::Options::new(root) };
        let host = trangxa_host::Host::start(options).await.unwrap();
        let url = host.url();
        tokio::task::spawn_blocking(move || look(url)).await.unwrap()
    })
}

#[test]
fn a_site_on_the_web_is_read_document_by_document() {
    let desk = whole_desk();
    let items: Vec<Value> =
        (0..45).map(|i| whole_article(&format!("bai-{i}"))).chain([json!({"title": "x"})]).collect();
    desk.put_json("site/data/feed.json", &feed(json!(items)));
    let now = Timestamp::from_unix(1_704_100_000);
    // As a CMS serves it, and as the publisher wrote it.
    let raw = served(desk.path("site"), move |url| check(&Web::new(&url), now).unwrap());
    assert_eq!((raw.articles, found(&raw, Severity::Loss).len()), (45, 1), "{:?}", raw.findings);
    desk.build_at(Some("/thu/")).unwrap();
    let built = served(desk.path("out"), move |url| check(&Web::new(&url), now).unwrap());
    assert_eq!((built.articles, built.findings), (45, vec![]), "along the chain of lists, without advice on summaries");
    // Only a feed.
    let feed = served(desk.path("site"), move |url| check(&Web::new(&format!("{url}data/feed.json")), now).unwrap());
    assert_eq!((feed.articles, feed.findings.len()), (45, 1), "{:?}", feed.findings);
    // Nothing at all.
    let nothing = served(desk.path("site"), move |url| check(&Web::new(&format!("{url}khong-co/")), now));
    assert!(nothing.is_err(), "there is nothing to read");
    // A feed that no site.json names: plain mode does without.
    std::fs::remove_file(desk.path("site/data/site.json")).unwrap();
    let bare = check(&Folder::new(&desk.path("site")), now).unwrap();
    assert_eq!(bare.articles, 45);
    let advice = found(&bare, Severity::Advice);
    assert!(advice[0].starts_with("data/site.json: there is none"), "{advice:?}");
}
