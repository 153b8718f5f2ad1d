//! How items are merged into the site's feed.

use crate::support::{Site, fixture_path};
use serde_json::{Value, json};
use std::fs;
use trangxa_model::Feed;
use trangxa_model::document::JsonDocument;
use trangxa_test_support::feed_of;

fn site_with(items: Value) -> Site {
    let site = Site::new();
    site.write("data/feed.json", feed_of(&items));
    site
}

fn import(site: &Site, items: Value) -> trangxa_feeds::Report {
    let file = site.write("nguon.json", feed_of(&items)).display().to_string();
    site.import(&[&file])
}

#[test]
fn a_new_feed_can_be_read_by_our_reader() {
    let site = Site::new();
    site.write("data/site.json", json!({"version": 1, "name": "UBND xã Quang Thành"}).to_string());
    let before = fs::read(site.path("data/site.json")).unwrap();
    let report = site.import_fixture("nukeviet.xml");
    assert_eq!((report.added, report.updated, report.unchanged), (30, 0, 0));
    assert_eq!(site.feed()["title"], "UBND xã Quang Thành");
    let bytes = fs::read(site.path("data/feed.json")).unwrap();
    assert!(bytes.starts_with(b"{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": "));
    let feed = Feed::read("/data/feed.json", &bytes).unwrap();
    assert_eq!((feed.articles.len(), feed.remarks), (30, vec![]));
    assert_eq!(fs::read(site.path("data/site.json")).unwrap(), before);
    assert!(!site.path(".trangxa-import.json").exists(), "a local file has no version to store");
}

#[test]
fn a_second_import_writes_no_file() {
    let site = Site::new();
    let sources =
        ["nukeviet.xml", "instant.xml", "tin.atom", "tin.rdf", "danang.json", "chuoi-2.json"].map(fixture_path);
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    site.import(&sources);
    let before = site.files();
    let report = site.import(&sources);
    assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 39));
    assert_eq!(site.files(), before, "no byte and no date of a file changed");
}

#[test]
fn a_feed_that_was_written_by_hand_is_not_rewritten_if_nothing_is_new() {
    let site = site_with(json!([{"id": "a", "title": "A", "date_published": "2023-01-01T00:00:00Z"}]));
    let before = site.files();
    let file = site.write(
        "../nguon-rieng.json",
        feed_of(&json!([{"id": "a", "title": "A", "date_published": "2023-01-01T07:00"}])),
    );
    let report = site.import(&[&file.display().to_string()]);
    fs::remove_file(file).unwrap();
    assert_eq!(report.unchanged, 1, "the same instant in another form is not a change");
    assert_eq!(site.files(), before);
}

#[test]
fn members_of_a_clerk_stay_and_members_of_the_source_are_updated() {
    let site = site_with(json!([{
        "id": "1", "title": "Cũ", "content_html": "<p>Toàn văn</p>", "tags": ["x"], "_rieng": {"ghi_chu": 1},
        "_trangxa": {"category": "thong-bao", "source": "Cũ"}
    }]));
    let report =
        import(&site, json!([{"id": 1, "title": "Mới", "summary": "S", "tags": null, "_trangxa": {"source": "Báo"}}]));
    assert_eq!((report.added, report.updated), (0, 1));
    assert_eq!(
        site.items(),
        [json!({
            "id": "1", "title": "Mới", "summary": "S", "content_html": "<p>Toàn văn</p>", "tags": ["x"],
            "_rieng": {"ghi_chu": 1}, "_trangxa": {"category": "thong-bao", "source": "Báo"}
        })]
    );
}

#[test]
fn no_item_is_deleted_even_if_no_reader_accepts_it() {
    let odd = json!(["chữ", {"title": "không id"}, {"id": 7, "title": "Bảy"}, {"id": "a"}, {"id": "a"}, {"id": "a", "title": "lần hai"}, 5]);
    let site = site_with(odd.clone());
    import(&site, json!([{"id": "moi", "title": "Mới"}, {"id": "7", "title": "Bảy"}]));
    let mut expected = odd.as_array().unwrap().clone();
    expected.push(json!({"id": "moi", "title": "Mới"}));
    assert_eq!(site.items(), expected);
}

#[test]
fn new_items_are_inserted_by_date_and_known_ones_keep_their_order() {
    let dated = |id: &str, date: &str| json!({"id": id, "title": id, "date_published": date});
    let site = site_with(json!([
        {"id": "ghim", "title": "Ghim"}, dated("2023", "2023-01-01"), dated("2021", "2021-01-01"), {"id": "khong", "title": "K"}
    ]));
    import(
        &site,
        json!([{"id": "khong-2", "title": "K"}, dated("2020", "2020-01-01"), dated("2024", "2024-01-01"), dated("2022", "2022-01-01")]),
    );
    assert_eq!(site.ids(), ["ghim", "2024", "2023", "2022", "2021", "2020", "khong", "khong-2"]);
}

#[test]
fn of_two_sources_that_disagree_the_last_one_wins() {
    let site = Site::new();
    let first = site.write("1.json", feed_of(&json!([{"id": "a", "title": "Một"}]))).display().to_string();
    let second = site.write("2.json", feed_of(&json!([{"id": "a", "title": "Hai"}]))).display().to_string();
    site.import(&[&first, &second]);
    assert_eq!(site.item("a")["title"], "Hai");
    assert_eq!(site.import(&[&first, &second]).unchanged, 1);
}

#[test]
fn a_broken_feed_is_reported_and_not_changed() {
    for (content, message) in [
        (
            "{\"version\": ",
            "data/feed.json, line 1, column 12: not valid JSON: the file ends here, but the \"{\" of line 1",
        ),
        ("<html>", "data/feed.json: the file begins with \"<\""),
        ("[]", "data/feed.json: expected a JSON Feed"),
        ("{\"items\": []}", "data/feed.json, version: is missing; write \"version\": \"https"),
        ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "data/feed.json, items: is missing or not a list"),
        (
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"next_url\": \"cu/2.json\", \"items\": []}",
            "data/feed.json, next_url: cu/2.json is in another folder",
        ),
        (
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"next_url\": \"2.json\", \"items\": []}",
            "data/feed.json, next_url: there is no data/2.json",
        ),
    ] {
        let site = Site::new();
        site.write("data/feed.json", content);
        let before = site.files();
        let error = site.error(&[&fixture_path("tin.rdf")]);
        assert!(error.starts_with(message), "{error}");
        assert!(error.ends_with("nothing was changed"), "{error}");
        assert_eq!(site.files(), before);
    }
}

#[test]
fn site_json_decides_where_the_feed_is() {
    let named = |articles: &str| {
        let site = Site::new();
        let json = json!({"version": 1, "base_url": "https://x.example/xa/", "data": {"articles": articles}});
        site.write("data/site.json", json.to_string());
        site
    };
    let site = named("./tin/bai/feed.json");
    site.import_fixture("tin.rdf");
    assert!(site.path("tin/bai/feed.json").exists() && !site.path("data/feed.json").exists());
    let site = named("https://other.example/feed.json");
    site.import_fixture("tin.rdf");
    assert!(site.path("data/feed.json").exists());
    for outside in ["../feed.json", "/tmp/feed.json", "a/../../b.json"] {
        let error = named(outside).error(&[&fixture_path("tin.rdf")]);
        assert!(error.starts_with("data/site.json, data.articles: expected a path inside the site folder"), "{error}");
    }
}

#[test]
fn a_missing_site_folder_is_not_created() {
    let mut site = Site::new();
    site.options.into = site.path("quang-thanhh");
    assert!(site.error(&[&fixture_path("tin.rdf")]).contains("quang-thanhh: this folder does not exist"));
    assert!(!site.options.into.exists());
}
