//! The index of the search, read as a browser reads it, and the archive.

use crate::fixture::{Fixture, article, feed};
use serde_json::{Value, json};
use trangxa_model::Timestamp;
use trangxa_publish::check;
use trangxa_publish::files::Folder;
use trangxa_search::{Detail, Filter, Index, Query, Search};

/// The addresses that a search finds in the output.
fn found(fixture: &Fixture, text: &str) -> Vec<String> {
    let mut index = Index::read(&fixture.out_json("data/search/index.json")).unwrap();
    let file = |name: &str| std::fs::read(fixture.path(&format!("out/data/search/f/s-{name}"))).unwrap();
    let search = Search::new(Query::parse(text, false), Filter::default());
    let outcome = loop {
        let outcome = search.results(&index, 50);
        if outcome.needed.is_empty() {
            break outcome;
        }
        for name in outcome.needed {
            let bytes = file(&name);
            index.give(&name, Some(&bytes));
        }
    };
    let address = |entry: u32| {
        let (name, place) = index.block_of(entry).unwrap();
        let block: Value = serde_json::from_slice(&file(&name)).unwrap();
        Detail::read(&block, place).unwrap().address
    };
    outcome.entries.into_iter().map(|hit| address(hit.entry)).collect()
}

fn with_registers() -> Fixture {
    let fixture = Fixture::new();
    // In NFD, as a Mac writes it.
    let mut decomposed = article("a", "Con \u{111}u\u{31b}o\u{31b}\u{300}ng la\u{300}ng", "2024-01-02");
    decomposed["content_html"] = json!("<p>Dân hiến đất.</p><script>tiemchung()</script><p>Hết&nbsp;bài</p>");
    decomposed["authors"] = json!([{"name": "Bùi Thị Thuý"}]);
    decomposed["attachments"] =
        json!([{"url": "https://a.example/x.pdf", "mime_type": "application/pdf", "title": "Phụ lục đền bù"}]);
    let other = article("b", "Lịch tiêm chủng", "2024-01-03");
    fixture.put_json("site/data/feed.json", &feed(json!([decomposed, other])));
    fixture.put_json(
        "site/data/procedures.json",
        &json!({"version": 1, "procedures": [{"name": "Đăng ký khai sinh", "papers": ["Giấy chứng sinh"]}]}),
    );
    fixture.put_json(
        "site/data/documents.json",
        &json!({"version": 1, "documents": [{"number": "12/KH-UBND", "type": "Kế hoạch", "abstract": "Về làm đường", "issued": "2024-01-01"}]}),
    );
    fixture.put_json(
        "site/data/people.json",
        &json!({"version": 1, "people": [{"post": "Chủ tịch", "name": "Lưu Hữu Nhận"}]}),
    );
    fixture
}

#[test]
fn everything_that_pages_say_is_found() {
    let fixture = with_registers();
    fixture.build().unwrap();
    for (text, expected) in [
        // The article has the word in its headline, the document, too: newer first.
        ("duong", vec!["bai/a/", "van-ban/12-kh-ubnd-2024/"]),
        ("Đường làng", vec!["bai/a/"]),
        ("\"hien dat\"", vec!["bai/a/"]),
        ("\"hết bài\"", vec!["bai/a/"]),
        ("Thúy", vec!["bai/a/"]),
        ("den bu", vec!["bai/a/"]),
        ("tiemchung", vec![]),
        ("khai sinh", vec!["thu-tuc/dang-ky-khai-sinh/"]),
        ("chứng sinh", vec!["thu-tuc/dang-ky-khai-sinh/"]),
        ("12 kh", vec!["van-ban/12-kh-ubnd-2024/"]),
        ("luu huu nhan", vec!["to-chuc/#chu-tich"]),
        ("giới thiệu", vec!["gioi-thieu/"]),
        ("duơng", vec![]),
    ] {
        assert_eq!(found(&fixture, text), expected, "{text}");
    }
}

#[test]
fn the_index_knows_what_each_entry_is() {
    let fixture = with_registers();
    fixture.build().unwrap();
    let index = Index::read(&fixture.out_json("data/search/index.json")).unwrap();
    let counts: Vec<(&str, u32)> = index.groups().iter().map(|it| (it.id.as_str(), it.count)).collect();
    assert_eq!(counts[..3], [("thu-tuc", 1), ("van-ban", 1), ("to-chuc", 1)]);
    assert!(counts.contains(&("thong-bao", 2)), "{counts:?}");
    assert_eq!(index.newest(), ["bai/b/", "bai/a/", "van-ban/12-kh-ubnd-2024/"]);
}

#[test]
fn a_site_whose_search_lacks_something_is_told() {
    let fixture = with_registers();
    fixture.build().unwrap();
    let told = || {
        let checked = check(&Folder::new(&fixture.path("out")), Timestamp::from_unix(1_704_100_000)).unwrap();
        let of_search = checked.findings.iter().filter(|it| it.kind.code() == "search-outdated");
        of_search.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(), [""; 0]);
    let mut items = fixture.out_json("data/feed.json");
    items["items"].as_array_mut().unwrap().push(article("c", "Tin mới", "2024-02-01"));
    fixture.put_json("out/data/feed.json", &items);
    let found = told();
    assert!(found.len() == 1 && found[0].contains("data/search/index.json") && found[0].contains('3'), "{found:?}");
    fixture.put("out/data/search/index.json", "<html>");
    assert_eq!(told().len(), 1);
    std::fs::remove_file(fixture.path("out/data/search/index.json")).unwrap();
    assert_eq!(told(), [""; 0], "a site without an index is one of an earlier release, or not built");
}

#[test]
fn a_build_that_changes_no_entry_keeps_the_index() {
    let fixture = with_registers();
    fixture.build().unwrap();
    let modified = || std::fs::metadata(fixture.path("out/data/search/index.json")).unwrap().modified().unwrap();
    let before = modified();
    fixture.put("site/robots.txt", "User-agent: *");
    fixture.build().unwrap();
    assert_eq!(modified(), before);
    assert_eq!(found(&fixture, "khai sinh"), ["thu-tuc/dang-ky-khai-sinh/"]);
}

#[test]
fn the_archive_lists_all_by_year_and_month() {
    let fixture = with_registers();
    fixture.build().unwrap();
    assert!(fixture.out("luu-tru/2024/1/index.html").contains("/bai/a/"));
    assert!(fixture.out("luu-tru/2024/index.html").contains("Lịch tiêm chủng"));
    // The box leads there where no script runs.
    assert!(
        fixture.out("index.html").contains("action=\"/luu-tru/2024/\"")
            || fixture.out("index.html").contains("action='/luu-tru/2024/'")
    );
    assert!(fixture.out("sitemap.xml").contains("luu-tru/2024/1/") && !fixture.out("sitemap.xml").contains("tim-kiem"));
}
