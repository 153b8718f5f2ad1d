//! The findings and the report of `trangxa check`.

use crate::fixture::{Fixture, article, feed, site};
use serde_json::{Value, json};
use trangxa_model::Timestamp;
use trangxa_publish::files::{Folder, Web};
use trangxa_publish::{Checked, Severity, check};

pub(crate) fn checked(fixture: &Fixture) -> Checked {
    check(&Folder::new(&fixture.path("site")), Timestamp::from_unix(1_704_100_000)).unwrap()
}

/// The findings of one severity as text.
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

pub(crate) fn whole_fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.put_json("site/data/site.json", &whole_site());
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a")])));
    let period = json!({"from": "2023-12", "to": "2023-12", "in_time": 10, "late": 0, "stated": {"late_rate": 0}});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2024-01-01", "periods": [period]}));
    fixture
}

#[test]
fn a_complete_site_has_no_findings() {
    let report = checked(&whole_fixture());
    assert_eq!(report.findings, []);
    assert!(!report.is_anything_lost());
    assert!(report.text("xa", false).starts_with("xa: 1 articles read.\nNo findings"));
}

#[test]
fn every_broken_document_is_reported() {
    let fixture = whole_fixture();
    fixture.put("site/data/tthc.json", "{\"version\": 1");
    fixture.put("site/data/feed.json", "<!doctype html>");
    let report = checked(&fixture);
    let errors = found(&report, Severity::Error);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("data/tthc.json, line 1, column 14: not valid JSON"), "{errors:?}");
    assert!(errors[1].starts_with("data/feed.json: the file begins with \"<\""), "{errors:?}");
    assert!(report.is_anything_lost());
    // The other documents are checked even if site.json cannot be read.
    fixture.put("site/data/site.json", "{\"version\": 2}");
    let errors = found(&checked(&fixture), Severity::Error);
    assert!(errors[0].starts_with("data/site.json, version: the version is 2"), "{errors:?}");
    assert!(errors.iter().any(|error| error.starts_with("data/feed.json")), "{errors:?}");
}

#[test]
fn every_lost_item_is_reported_with_the_reason() {
    let fixture = whole_fixture();
    let items = json!([whole_article("a"), {"title": "Không có id"}, whole_article("a"), 5]);
    let mut first = feed(items);
    first["next_url"] = json!("feed-2.json");
    fixture.put_json("site/data/feed.json", &first);
    let report = checked(&fixture);
    assert_eq!(
        found(&report, Severity::Loss),
        [
            "data/feed.json, items[1] (\"Không có id\"): has no id; rejected",
            "data/feed.json, items[2] (\"Tin\"): has the same id \"a\" as an earlier item; rejected, the earlier one is kept",
            "data/feed.json, items[3]: is not an object; rejected",
            "data/feed-2.json: the feed continues in this document, but it is missing",
        ]
    );
    assert!(report.is_anything_lost());
    assert_eq!(report.articles, 1);
}

#[test]
fn broken_links_missing_files_and_contradicting_figures_are_reported() {
    let fixture = whole_fixture();
    let mut bad = whole_article("b");
    bad["date_published"] = json!("hôm qua");
    bad["content_html"] = json!(
        "<p><a href='/bai/a/'>tốt</a><a href='/bai/khong-co/'>hỏng</a><a href='https://xa.example/tthc/'>tốt</a>\
         <a href='https://khac.example/x/'>xa</a><a href='../media/don.pdf'>hỏng</a><a href='/feed.xml'>tốt</a>\
         <a href='/cu/'>đã chuyển</a><img src='../media/anh.png' alt='x'></p>"
    );
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), bad])));
    let mut site = whole_site();
    site["redirects"] = json!([{"from": "/cu", "to": "/tin/"}, {"from": "/cu2", "to": "/bai/mat/"}]);
    fixture.put_json("site/data/site.json", &site);
    let period = json!({"from": "2023-12", "to": "2023-12", "in_time": 9, "late": 1, "stated": {"late_rate": 0}});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2024-01-01", "periods": [period]}));
    let report = checked(&fixture);
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
    assert!(!report.is_anything_lost(), "nothing is lost");
}

#[test]
fn links_are_checked_below_the_sub_folder() {
    let fixture = whole_fixture();
    let mut site = whole_site();
    site["base_url"] = json!("https://xa.example/thu/");
    fixture.put_json("site/data/site.json", &site);
    let mut links = whole_article("b");
    links["content_html"] =
        json!("<p><a href='/thu/bai/b/'>tốt</a><a href='/thu/khong/'>hỏng</a><a href='../media/a.pdf'>tốt</a></p>");
    fixture.put("site/media/a.pdf", "x");
    fixture.put_json("site/data/feed.json", &feed(json!([links])));
    assert_eq!(found(&checked(&fixture), Severity::Fault), ["data/feed.json, article \"b\": there is no /khong/"]);
}

#[test]
fn overlapping_documents_of_a_feed_lose_nothing() {
    let fixture = whole_fixture();
    let mut first = feed(json!([whole_article("a"), whole_article("b")]));
    first["next_url"] = json!("https://xa.example/data/feed-2.json");
    fixture.put_json("site/data/feed.json", &first);
    fixture.put_json("site/data/feed-2.json", &feed(json!([whole_article("b"), whole_article("c")])));
    let report = checked(&fixture);
    assert_eq!(
        (report.articles, report.findings),
        (3, vec![]),
        "an absolute address on the site itself is followed too"
    );
}

#[test]
fn a_hidden_file_counts_as_missing_because_it_is_not_copied() {
    let fixture = whole_fixture();
    fixture.put("site/media/.an.pdf", "x");
    let mut hidden = whole_article("b");
    hidden["attachments"] = json!([{"url": "../media/.an.pdf", "mime_type": "application/pdf"}]);
    fixture.put_json("site/data/feed.json", &feed(json!([hidden])));
    let faults = found(&checked(&fixture), Severity::Fault);
    assert_eq!(faults, ["data/feed.json, article \"b\": the file media/.an.pdf is missing"]);
}

#[test]
fn missing_parts_and_old_data_are_advised() {
    let fixture = Fixture::new();
    let mut old = article("a", "Tin", "2023-01-01");
    old["tags"] = json!(["Khác"]);
    old["content_html"] = json!("<img src='https://x.example/a.jpg'>");
    fixture.put_json("site/data/feed.json", &feed(json!([old])));
    let mut site = site();
    site["pages"] = json!([]);
    site["data"] = json!({"visits": "data/visits.json"});
    fixture.put_json("site/data/site.json", &site);
    fixture.put_json("site/data/visits.json", &json!({"version": 1, "generated_at": "2023-12-01T00:00:00Z"}));
    let advice = found(&checked(&fixture), Severity::Advice);
    for expected in [
        "data/visits.json, generated_at: last counted on 01/12/2023",
        "data/feed.json: the newest article is of 01/01/2023",
        "data/site.json, categories: \"khac\" has 1 articles",
        "data/site.json, editor: lacks",
        "data/site.json, contact.phone: lacks",
        "data/site.json, pages: lacks a page \"Giới thiệu\"",
        "data/site.json, data.tthc: lacks TTHC figures",
        "data/feed.json, article \"a\": Tin",
        "data/feed.json, article \"a\": pictures without alt text in \"Tin\": 1",
    ] {
        assert!(advice.iter().any(|it| it.starts_with(expected)), "{expected}: {advice:#?}");
    }
}

#[test]
fn the_text_groups_findings_and_lists_ten_of_a_kind_and_the_json_has_all() {
    let fixture = whole_fixture();
    let items: Vec<Value> = (0..15).map(|i| json!({"title": format!("Tin {i}")})).chain([whole_article("a")]).collect();
    fixture.put_json("site/data/feed.json", &feed(json!(items)));
    let report = checked(&fixture);
    let text = report.text("xa", false);
    assert!(text.contains("\nLOST (15)\n  15 × rejected, not on the site"), "{text}");
    assert!(text.contains("      and 5 more; --all lists them"), "{text}");
    assert_eq!(report.text("xa", true).matches("has no id").count(), 15);
    let json: Value = serde_json::from_str(&report.json("xa")).unwrap();
    assert_eq!((&json["counts"]["loss"], json["findings"].as_array().unwrap().len()), (&json!(15), 15));
    assert_eq!(json["findings"][3]["kind"], "item-rejected");
    assert_eq!(json["findings"][3]["place"], "items[3] (\"Tin 3\")");
}

/// Serves a folder while `look` runs with its address, and returns the result of `look`.
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
fn a_site_on_the_web_is_checked_like_a_folder() {
    let fixture = whole_fixture();
    let items: Vec<Value> =
        (0..45).map(|i| whole_article(&format!("bai-{i}"))).chain([json!({"title": "x"})]).collect();
    fixture.put_json("site/data/feed.json", &feed(json!(items)));
    let now = Timestamp::from_unix(1_704_100_000);
    // A site folder served as it is, and the same site built.
    let raw = served(fixture.path("site"), move |url| check(&Web::new(&url), now).unwrap());
    assert_eq!((raw.articles, found(&raw, Severity::Loss).len()), (45, 1), "{:?}", raw.findings);
    fixture.build_at(Some("/thu/")).unwrap();
    let built = served(fixture.path("out"), move |url| check(&Web::new(&url), now).unwrap());
    assert_eq!((built.articles, built.findings), (45, vec![]), "the lists are followed, and summaries get no advice");
    // A feed alone.
    let feed = served(fixture.path("site"), move |url| check(&Web::new(&format!("{url}data/feed.json")), now).unwrap());
    assert_eq!((feed.articles, feed.findings.len()), (45, 1), "{:?}", feed.findings);
    // An address without a site.
    let nothing = served(fixture.path("site"), move |url| check(&Web::new(&format!("{url}khong-co/")), now));
    assert!(nothing.is_err(), "there is nothing to read");
    // A feed without a site.json, as in plain mode.
    std::fs::remove_file(fixture.path("site/data/site.json")).unwrap();
    let bare = check(&Folder::new(&fixture.path("site")), now).unwrap();
    assert_eq!(bare.articles, 45);
    let advice = found(&bare, Severity::Advice);
    assert!(advice[0].starts_with("data/site.json: this file is missing"), "{advice:?}");
}
