//! Two sites with the same ids: no article replaces another site's.

use crate::support::Site;
use serde_json::{Value, json};
use trangxa_feeds::Report;
use trangxa_test_support::feed_of;

fn item(id: &str, title: &str, date: &str, host: Option<&str>) -> Value {
    let mut item = json!({"id": id, "title": title, "content_text": title, "date_published": date});
    if let Some(host) = host {
        item["url"] = json!(format!("https://{host}/tin/{id}"));
    }
    item
}

/// Imports each list as a file of that name, in one run.
fn import(site: &Site, sources: &[(&str, Vec<Value>)]) -> Report {
    let files: Vec<String> = sources
        .iter()
        .map(|(name, items)| site.write(&format!("{name}.json"), feed_of(&json!(items))).display().to_string())
        .collect();
    site.import(&files.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn articles_of_two_sites_with_the_same_id_are_both_kept_after_every_import() {
    let site = Site::new();
    let sources = [
        ("xa1", vec![item("news_1", "Lúa xuân", "2024-01-01", Some("xa1.example"))]),
        ("xa2", vec![item("news_1", "Họp dân", "2024-02-01", Some("xa2.example"))]),
    ];
    let report = import(&site, &sources);
    assert_eq!(report.added, 2);
    assert!(
        report.remarks[0]
            .ends_with("another article has the id \"news_1\"; this one was imported as \"xa2.example/news_1\""),
        "{:?}",
        report.remarks
    );
    assert_eq!(site.ids(), ["xa2.example/news_1", "news_1"]);
    let before = site.files();
    // Again, in another order, and each alone.
    for run in [vec![1, 0], vec![1], vec![0]] {
        let sources: Vec<_> = run.into_iter().map(|i| sources[i].clone()).collect();
        let report = import(&site, &sources);
        assert_eq!((report.added, report.updated, report.remarks), (0, 0, vec![]));
    }
    let feed = |files: &std::collections::BTreeMap<_, (Vec<u8>, _)>| files[&site.path("data/feed.json")].0.clone();
    assert_eq!(feed(&site.files()), feed(&before));
}

#[test]
fn articles_without_addresses_are_distinguished_by_title_and_date() {
    let site = Site::new();
    import(&site, &[("dn1", vec![item("1", "Lúa xuân", "2024-01-01", None)])]);
    let report = import(&site, &[("dn2", vec![item("1", "Họp dân", "2024-02-01", None)])]);
    assert_eq!((report.added, site.ids()), (1, vec!["dn2/1".to_owned(), "1".to_owned()]));
}

#[test]
fn an_article_stays_the_same_after_a_correction_and_after_its_site_moved() {
    let site = Site::new();
    import(&site, &[("a", vec![item("1", "Lúa xuân", "2024-01-01", Some("cu.example"))])]);
    import(&site, &[("a", vec![item("1", "Lúa chiêm xuân", "2024-01-02", Some("cu.example"))])]);
    let report = import(&site, &[("a", vec![item("1", "Lúa chiêm xuân", "2024-01-02", Some("moi.example"))])]);
    assert_eq!((report.updated, site.ids()), (1, vec!["1".to_owned()]));
    assert_eq!(site.item("1")["url"], "https://moi.example/tin/1");
    import(&site, &[("b", vec![item("2", "Họp", "2024-01-01", None)])]);
    import(&site, &[("b", vec![item("2", "Họp dân", "2024-01-01", None)])]);
    assert_eq!(site.item("2")["title"], "Họp dân");
}

#[test]
fn a_plain_text_replaces_an_html_text() {
    let site = Site::new();
    let mut html = item("1", "A", "2024-01-01", None);
    html.as_object_mut().unwrap().remove("content_text");
    html["content_html"] = json!("<p>SAI</p>");
    import(&site, &[("a", vec![html])]);
    import(&site, &[("a", vec![item("1", "ĐÚNG", "2024-01-01", None)])]);
    assert_eq!((&site.item("1")["content_text"], site.item("1").get("content_html")), (&json!("ĐÚNG"), None));
}

#[test]
fn the_remark_about_a_list_of_summaries_says_where_the_texts_are() {
    let site = Site::new();
    let list = json!({"version": "https://jsonfeed.org/version/1.1", "items": [item("1", "A", "2024-01-01", None)], "_trangxa": {"page": 1, "pages": 1, "total": 1}});
    let file = site.write("list.json", list.to_string()).display().to_string();
    assert!(site.import(&[&file]).remarks[0].contains("import that one"));
}
