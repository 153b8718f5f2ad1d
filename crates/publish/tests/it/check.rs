//! The findings and the report of `trangxa check`.

use crate::fixture::{Fixture, article, feed, messages, site};
use serde_json::{Value, json};
use trangxa_model::Timestamp;
use trangxa_publish::files::{Folder, Web};
use trangxa_publish::{Checked, Severity, check};
use trangxa_test_support::pictures::jpeg;

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
    assert!(report.text("xa", false).starts_with("xa: 1 article read.\nNo findings"));
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
            "data/feed.json, items[1] (\"Không có id\"): has no id; rejected: give it an id of its own, which stays the same",
            "data/feed.json, items[2] (\"Tin\"): has the same id \"a\" as an earlier item; rejected, the earlier one is kept: give each an id of its own",
            "data/feed.json, items[3]: is not an object; rejected: write it in braces, with an id and a title",
            "data/feed-2.json: the feed continues in this document, but it is missing",
        ]
    );
    assert!(report.is_anything_lost());
    assert_eq!(report.articles, 1);
}

#[test]
fn a_finding_has_the_line_of_its_article_in_the_document_that_has_it() {
    let fixture = whole_fixture();
    let mut first = feed(json!([whole_article("a")]));
    first["next_url"] = json!("feed-2.json");
    fixture.put_json("site/data/feed.json", &first);
    let mut bad = whole_article("b");
    bad["content_html"] = json!("<img src='../media/khong-co.jpg' alt='x'>");
    bad["date_published"] = json!("hôm qua");
    let second = serde_json::to_string_pretty(&feed(json!([whole_article("c"), bad]))).unwrap();
    let line = |word: &str| second[..second.rfind(word).unwrap()].matches('\n').count() + 1;
    fixture.put("site/data/feed-2.json", &second);
    let (article, date) = (line("\"authors\"") - 1, line("hôm qua"));
    let expected = [
        format!("data/feed-2.json, line {date}, items[1].date_published (\"Tin\"): cannot read the date"),
        format!("data/feed-2.json, line {article}, article \"b\" (\"Tin\"): the file media/khong-co.jpg is missing"),
    ];
    let report = checked(&fixture);
    let faults = found(&report, Severity::Fault);
    assert!(faults.len() == 2 && faults.iter().zip(&expected).all(|(it, begin)| it.starts_with(begin)), "{faults:?}");
    assert!(messages(&fixture.build().unwrap()).iter().any(|it| it.starts_with(&expected[1])), "a build tells it too");
    let json: Value = serde_json::from_str(&report.json("xa")).unwrap();
    assert_eq!(json["findings"][1]["place"], "article \"b\" (\"Tin\")");
    // A document of one line needs no lines.
    fixture.put("site/data/feed-2.json", &second.replace('\n', ""));
    assert!(checked(&fixture).findings.iter().all(|finding| finding.line.is_none()));
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
        "data/feed.json, article \"b\" (\"Tin\"): the file media/anh.png is missing",
        "data/feed.json, article \"b\" (\"Tin\"): there is no /bai/khong-co/",
        "data/feed.json, article \"b\" (\"Tin\"): there is no /media/don.pdf",
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
    assert_eq!(
        found(&checked(&fixture), Severity::Fault),
        ["data/feed.json, article \"b\" (\"Tin\"): there is no /khong/"]
    );
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
    assert_eq!(faults, ["data/feed.json, article \"b\" (\"Tin\"): the file media/.an.pdf is missing"]);
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
        "data/feed.json, article \"a\" (\"Tin\"): name the author in \"authors\"",
        "data/feed.json, article \"a\" (\"Tin\"): pictures without alt text: 1",
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

/// The findings of one kind as text.
fn of_kind(checked: &Checked, code: &str) -> Vec<String> {
    checked.findings.iter().filter(|finding| finding.kind.code() == code).map(ToString::to_string).collect()
}

#[test]
fn a_text_that_is_missing_from_its_page_is_lost() {
    let fixture = whole_fixture();
    let mut cut = whole_article("b");
    // The quotation mark is never closed, so a browser takes the rest for the address.
    cut["content_html"] = json!("<p>Đầu bài</p><a href=\"/tin/>Cuối bài là lịch tiêm phòng</a>");
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), cut])));
    let report = checked(&fixture);
    let lost = of_kind(&report, "lost");
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert!(
        lost[0].starts_with("data/feed.json, article \"b\" (\"Tin\"): the page lacks the text \"Cuối bài"),
        "{lost:?}"
    );
    assert!(report.is_anything_lost());
}

#[test]
fn what_a_reader_would_stumble_over_is_told_for_articles_and_pages() {
    let fixture = whole_fixture();
    let mut markup = whole_article("b");
    markup["content_html"] = json!(null);
    markup["content_text"] = json!("<p>Bà con</p>\n\n[gallery ids=\"1,2\"]");
    let mut picture = whole_article("c");
    picture["content_html"] = json!("<p>Ảnh</p><img src='file:///C:/anh.jpg' alt='x'>");
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), markup, picture])));
    let mut site = whole_site();
    site["pages"][0]["content_html"] = json!("&lt;b&gt;Về xã&lt;/b&gt;");
    fixture.put_json("site/data/site.json", &site);
    let report = checked(&fixture);
    assert_eq!(
        found(&report, Severity::Fault),
        [
            "data/feed.json, article \"c\" (\"Tin\"): \"file:///C:/anh.jpg\" is a file on one computer",
            "data/feed.json, article \"b\" (\"Tin\"): the page shows \"<p>\"",
            "data/site.json, page \"gioi-thieu\" (\"Giới thiệu\"): the page shows \"</b>\"",
            "data/feed.json, article \"b\" (\"Tin\"): the page shows \"[gallery ids=\"1,2\"]\"",
        ]
    );
    let built = messages(&fixture.build().unwrap());
    assert!(built.iter().any(|it| it.ends_with("is a file on one computer")), "a build tells it too: {built:?}");
}

#[test]
fn names_of_fields_are_checked_in_every_document() {
    let fixture = whole_fixture();
    let item = json!({"id": "b", "tieu_de": "Tin", "noi_dung": "<p>x</p>", "title": "T", "authors": [{"name": "A"}], "_rieng": 1});
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), item])));
    let mut site = whole_site();
    site["ten_ngan"] = json!("Xã");
    site["data"]["visits"] = json!("data/visits.json");
    fixture.put_json("site/data/site.json", &site);
    fixture.put_json("site/data/visits.json", &json!({"version": 1, "hom_nay": 5}));
    fixture.put_json(
        "site/data/tthc.json",
        &json!({"version": 1, "updated_at": "2024-01-01", "don_vi": "Xã", "periods": []}),
    );
    assert_eq!(
        of_kind(&checked(&fixture), "field-unknown"),
        [
            "data/site.json, ten_ngan: there is no field \"ten_ngan\"; did you mean \"short_name\"?",
            "data/tthc.json, don_vi: there is no field \"don_vi\"; did you mean \"unit\"?",
            "data/visits.json, hom_nay: there is no field \"hom_nay\"; did you mean \"today\"?",
            "data/feed.json, items[1].noi_dung (\"T\"): there is no field \"noi_dung\"; did you mean \"content_html\"?",
        ]
    );
}

#[test]
fn a_field_that_an_object_has_twice_is_a_loss() {
    let fixture = whole_fixture();
    let text = feed(json!([whole_article("a")])).to_string();
    let twice = text.replacen('{', "{\"items\": [{\"id\": \"b\", \"title\": \"Mất\"}],\n", 1);
    fixture.put("site/data/feed.json", &twice);
    let report = checked(&fixture);
    assert_eq!(
        found(&report, Severity::Loss),
        [
            "data/feed.json, line 2, column 1: \"items\" stands in this object a second time; what it held before is not read"
        ]
    );
    assert_eq!(report.articles, 1);
}

#[test]
fn an_address_outside_of_the_sites_folder_is_told() {
    let fixture = whole_fixture();
    let mut site = whole_site();
    site["base_url"] = json!("https://xa.example/thu/");
    fixture.put_json("site/data/site.json", &site);
    fixture.put_bytes("site/media/a.jpg", &jpeg(30, 20));
    let mut outside = whole_article("b");
    outside["content_html"] =
        json!("<img src='/media/a.jpg' alt='x'><img src='/khac/b.jpg' alt='x'><img src='/thu/media/a.jpg' alt='x'>");
    fixture.put_json("site/data/feed.json", &feed(json!([outside])));
    assert_eq!(
        found(&checked(&fixture), Severity::Fault),
        [
            "data/feed.json, article \"b\" (\"Tin\"): /media/a.jpg lies outside of the site, whose root is /thu/; write ../media/a.jpg"
        ]
    );
}

#[test]
fn a_file_under_nearly_the_same_name_is_suggested() {
    let fixture = whole_fixture();
    fixture.put("site/media/Ảnh họp.JPG", "x");
    let mut named = whole_article("b");
    named["content_html"] = json!(
        "<img src='media/Ảnh họp.JPG' alt='x'><img src='../media/ảnh%20họp.jpg' alt='x'><a href='media/Ảnh họp.JPG'>x</a>"
    );
    fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), named])));
    assert_eq!(
        found(&checked(&fixture), Severity::Fault),
        [
            "data/feed.json, article \"b\" (\"Tin\"): the file data/media/Ảnh họp.JPG is missing; there is media/Ảnh họp.JPG: write \
             ../media/Ảnh họp.JPG",
            "data/feed.json, article \"b\" (\"Tin\"): the file media/ảnh họp.jpg is missing; there is media/Ảnh họp.JPG: write \
             ../media/Ảnh họp.JPG (capital letters, marks and spaces must agree)",
            "data/feed.json, article \"b\" (\"Tin\"): there is no /data/media/Ảnh họp.JPG; there is media/Ảnh họp.JPG: write \
             ../media/Ảnh họp.JPG",
        ]
    );
}

#[test]
fn a_document_with_a_slip_in_its_name_is_found() {
    let fixture = whole_fixture();
    fixture.put("site/data/feed (1).json", "{}");
    fixture.put("site/data/Tthc.json", "{}");
    assert_eq!(
        of_kind(&checked(&fixture), "document-misnamed"),
        [
            "data/feed (1).json: this file is not read; only data/feed.json is",
            "data/Tthc.json: this file is not read; only data/tthc.json is",
        ]
    );
    std::fs::rename(fixture.path("site/data/feed.json"), fixture.path("site/data/feed.json.txt")).unwrap();
    let before = fixture.everything();
    let expected = "data/feed.json: the feed is missing; there is data/feed (1).json: rename it to data/feed.json";
    let report = checked(&fixture);
    assert_eq!(found(&report, Severity::Error), [expected]);
    assert!(of_kind(&report, "document-misnamed").iter().any(|it| it.starts_with("data/feed.json.txt: ")));
    assert_eq!(fixture.build().unwrap_err().to_string(), expected);
    assert_eq!(fixture.everything(), before, "nothing is published");
}

#[test]
fn the_address_of_the_figures_source_is_checked() {
    let fixture = whole_fixture();
    let with_source = |address: &str| {
        let source = json!({"name": "Cổng dịch vụ công", "url": address});
        let period = json!({"from": "2023-12", "to": "2023-12", "in_time": 10, "late": 0});
        let figures = json!({"version": 1, "updated_at": "2024-01-01", "source": source, "periods": [period]});
        fixture.put_json("site/data/tthc.json", &figures);
        of_kind(&checked(&fixture), "number-left-out")
    };
    for good in ["https://dvc.example/x?a=1", "/tin/"] {
        assert_eq!(with_source(good), [""; 0], "{good}");
    }
    for bad in ["javascript:alert(1)", "dvc.example", "//evil.example/", "https://dvc.example/<script>"] {
        let found = with_source(bad);
        assert!(
            found.len() == 1 && found[0].starts_with("data/tthc.json, source.url: expected an address"),
            "{bad}: {found:?}"
        );
    }
    assert!(!fixture.build().map(|_| fixture.out("tthc/index.html")).unwrap().contains("href=\"javascript"));
}

#[test]
fn a_slip_in_the_name_of_site_json_or_of_figures_is_no_advice() {
    let fixture = whole_fixture();
    std::fs::rename(fixture.path("site/data/tthc.json"), fixture.path("site/data/tthc.json.txt")).unwrap();
    let report = checked(&fixture);
    let expected = "data/site.json, data.tthc: the file data/tthc.json is missing; there is data/tthc.json.txt: rename it to data/tthc.json";
    assert_eq!(found(&report, Severity::Loss), [expected]);
    assert!(fixture.build().unwrap().is_anything_lost(), "the folder has figures that are not on the site");
    std::fs::rename(fixture.path("site/data/site.json"), fixture.path("site/data/Site.json")).unwrap();
    let report = checked(&fixture);
    assert_eq!(
        found(&report, Severity::Error),
        ["data/site.json: is missing; there is data/Site.json: rename it to data/site.json"]
    );
    assert_eq!(report.articles, 1, "the feed is checked all the same");
    let error = fixture.build().unwrap_err().to_string();
    assert_eq!(error, "the site has no data/site.json, but data/Site.json: rename it to data/site.json");
}

#[test]
fn one_mistake_brings_no_false_advice() {
    let mut linked = whole_article("b");
    linked["content_html"] =
        json!("<p><a href='/gioi-thieu/'>x</a><a href='/thu/bai/a/'>x</a><img src='/thu/media/a.jpg' alt='x'></p>");
    let mut site = whole_site();
    site["base_url"] = json!("https://xa.example/thu/");
    site["redirects"] = json!([{"from": "/cu", "to": "/bai/b/"}]);
    site["pages"][0]["content_html"] = json!("<a href='../bai/b/'>x</a><a href='../tthc/'>x</a>");
    let whole = || {
        let fixture = whole_fixture();
        fixture.put_bytes("site/media/a.jpg", &jpeg(30, 20));
        fixture.put_json("site/data/feed.json", &feed(json!([whole_article("a"), linked])));
        fixture.put_json("site/data/site.json", &site);
        fixture
    };
    assert_eq!(checked(&whole()).findings, []);
    for path in ["site/data/site.json", "site/data/feed.json", "site/data/tthc.json"] {
        let fixture = whole();
        let text = std::fs::read_to_string(fixture.path(path)).unwrap();
        fixture.put(path, &text.replacen(',', "", 1));
        let report = checked(&fixture);
        assert_eq!(report.findings.len(), 1, "{path}: {:?}", report.findings);
        assert_eq!(report.findings[0].kind.severity(), Severity::Error, "{path}");
    }
}

#[test]
fn documents_of_other_programs_are_read_or_refused_with_the_remedy() {
    let text = feed(json!([whole_article("a")])).to_string();
    let with_mark = format!("\u{feff}{text}").into_bytes();
    let wide: Vec<u8> = with_mark_utf16(&text);
    let old = text.replace("Tin", "X\u{e3}").chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let fixture = whole_fixture();
    let errors = |bytes: Vec<u8>| {
        std::fs::write(fixture.path("site/data/feed.json"), bytes).unwrap();
        let report = checked(&fixture);
        (report.articles, found(&report, Severity::Error).first().cloned().unwrap_or_default())
    };
    assert_eq!(errors(with_mark), (1, String::new()));
    let (_, error) = errors(wide);
    assert!(error.contains("UTF-16") && error.contains("save it as UTF-8"), "{error}");
    let (_, error) = errors(old);
    assert!(error.contains("data/feed.json, line 1, column ") && error.contains("the byte 0xF4"), "{error}");
    let (_, error) = errors(text.replacen(",\"", ",\u{a0}\"", 1).into_bytes());
    assert!(error.contains("line 1, column ") && error.contains("a no-break space (U+00A0)"), "{error}");
    let raw = text.replacen("<p>Nội", "<p>\nNội", 1).replacen("dung</p>", "\tdung</p>", 1);
    let (_, error) = errors(raw.into_bytes());
    assert!(
        error.contains("line 1, column ") && error.contains("a line break stands inside a text; write \\n"),
        "{error}"
    );
    let before = fixture.everything();
    assert!(fixture.build().is_err());
    assert_eq!(fixture.everything(), before, "the output folder stays as it was");
}

/// A text in UTF-16 with a byte order mark, as Notepad calls "Unicode".
fn with_mark_utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
