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

/// An RSS item; fields that are empty are left out, but the guid, which may be `None`.
fn rss_item(title: &str, link: &str, guid: Option<&str>, date: &str) -> String {
    let element = |name: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!("<{name}>{text}</{name}>") }
    };
    let guid = guid.map(|guid| format!("<guid isPermaLink='false'>{guid}</guid>")).unwrap_or_default();
    let fields = [element("title", title), element("link", link), guid, element("pubDate", date)].concat();
    format!("<item>{fields}<description>Nội dung {title}</description></item>")
}

fn import_rss(site: &Site, items: &[String]) -> Report {
    let rss = format!("<rss version='2.0'><channel><title>Tin</title>{}</channel></rss>", items.concat());
    let file = site.write("nguon.xml", rss).display().to_string();
    site.import(&[&file])
}

const THREE: [(&str, &str, &str); 3] = [
    ("Thông báo nghỉ lễ", "https://xa.example/tin/1.html", "Thu, 22 Jun 2023 01:00:00 +0700"),
    ("Lịch tiêm chủng", "https://xa.example/tin/2.html", "Thu, 22 Jun 2023 02:00:00 +0700"),
    ("Tuyển quân năm 2024", "https://xa.example/tin/3.html", "Thu, 22 Jun 2023 03:00:00 +0700"),
];

#[test]
fn a_guid_that_several_items_share_or_none_is_no_identity() {
    for guid in [None, Some(""), Some("  \n "), Some("N/A"), Some("0"), Some("https://xa.example/tin")] {
        let site = Site::new();
        let items = THREE.map(|(title, link, date)| rss_item(title, link, guid, date));
        let report = import_rss(&site, &items);
        assert_eq!((report.added, report.losses), (3, vec![]), "{guid:?}");
        let links: Vec<&str> = THREE.iter().rev().map(|(_, link, _)| *link).collect();
        assert_eq!(site.ids(), links, "{guid:?}");
        let report = import_rss(&site, &items);
        assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 3), "{guid:?}");
        // Each alone, as the last item of a feed that moved on.
        for item in items {
            let report = import_rss(&site, &[item]);
            assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 1), "{guid:?}");
        }
    }
}

#[test]
fn items_with_one_link_are_known_by_link_title_and_date() {
    let list = "https://xa.example/thong-bao";
    // Without guid, with the list page as guid, and with a guid for all.
    for guid in [None, Some(list), Some("N/A")] {
        let site = Site::new();
        let items = THREE.map(|(title, _, date)| rss_item(title, list, guid, date));
        // The first time, the feed has one item.
        assert_eq!(import_rss(&site, &items[..1]).added, 1);
        let report = import_rss(&site, &items);
        assert_eq!((report.added, report.updated, report.losses), (2, 0, vec![]), "{guid:?}");
        let report = import_rss(&site, &items);
        assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 3), "{guid:?}");
        // Later, a fourth one stands alone in the feed.
        let fourth = [rss_item("Họp dân thôn Đông", list, guid, "Fri, 23 Jun 2023 08:00:00 +0700")];
        assert_eq!(import_rss(&site, &fourth).added, 1, "{guid:?}");
        let report = import_rss(&site, &fourth);
        assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 1), "{guid:?}");
        let titles: Vec<Value> = site.items().iter().map(|item| item["title"].clone()).collect();
        assert_eq!(
            titles,
            ["Họp dân thôn Đông", "Tuyển quân năm 2024", "Lịch tiêm chủng", "Thông báo nghỉ lễ"],
            "{guid:?}"
        );
    }
}

#[test]
fn items_without_link_and_guid_are_known_by_title_and_date() {
    let site = Site::new();
    let items = [
        rss_item("Lịch tuần", "", None, "Mon, 05 Jun 2023 08:00:00 +0700"),
        rss_item("Lịch tuần", "", None, "Mon, 12 Jun 2023 08:00:00 +0700"),
        rss_item("Họp dân", "", Some(" "), ""),
    ];
    assert_eq!(import_rss(&site, &items).added, 3);
    let report = import_rss(&site, &items);
    assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 3));
}

#[test]
fn an_article_keeps_its_id_when_another_item_arrives_with_it() {
    let site = Site::new();
    let [first, second, third] = THREE.map(|(title, link, date)| rss_item(title, link, Some("N/A"), date));
    import_rss(&site, std::slice::from_ref(&first));
    assert_eq!(site.ids(), ["N/A"]);
    let report = import_rss(&site, &[first.clone(), second.clone()]);
    assert_eq!((report.added, report.updated, report.losses), (1, 0, vec![]));
    assert_eq!(site.item("N/A")["title"], THREE[0].0);
    // The second and the third come alone, with an id that is the first one's.
    for (item, added) in [(second, 0), (third, 1)] {
        let report = import_rss(&site, &[item]);
        assert_eq!((report.added, report.updated, report.losses), (added, 0, vec![]));
    }
    assert_eq!(site.item("N/A")["title"], THREE[0].0);
    assert_eq!(site.items().len(), 3);
}

#[test]
fn a_correction_of_an_article_with_an_id_of_its_own_is_no_other_article() {
    let site = Site::new();
    import_rss(&site, &[rss_item("Thông báo cắt điện thôn Đông", "https://xa.example/a-5", Some("5"), "2023-06-22")]);
    let corrected =
        [rss_item("Thông báo cắt điện thôn Đông và thôn Đoài", "https://xa.example/b-5", Some("5"), "2023-06-23")];
    let report = import_rss(&site, &corrected);
    assert_eq!((report.added, report.updated), (0, 1));
}

#[test]
fn two_groups_of_shared_ids_and_items_with_own_ids_are_all_kept() {
    let site = Site::new();
    let item = |number: usize, guid: Option<&str>| {
        rss_item(&format!("Tin số {number}"), &format!("https://xa.example/{number}"), guid, "2023-06-22")
    };
    let items = [
        item(1, Some("a")),
        item(2, Some("a")),
        item(3, Some("b")),
        item(4, Some("b")),
        item(5, Some("c")),
        item(6, None),
    ];
    let report = import_rss(&site, &items);
    assert_eq!((report.added, report.losses), (6, vec![]));
    assert_eq!(report.remarks.len(), 2, "{:?}", report.remarks);
    assert!(site.ids().contains(&"c".to_owned()));
    assert_eq!(import_rss(&site, &items).unchanged, 6);
}

#[test]
fn ids_that_repeat_in_atom_and_json_feeds_are_no_identity_either() {
    let site = Site::new();
    let entry = |number: usize| {
        format!(
            "<entry><id>urn:x</id><title>Tin số {number}</title><link href='https://xa.example/{number}'/>\
             <updated>2023-06-2{number}T08:00:00+07:00</updated></entry>"
        )
    };
    let atom = format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{}{}</feed>", entry(1), entry(2));
    let atom = site.write("a.xml", atom).display().to_string();
    assert_eq!(site.import(&[&atom]).added, 2);
    assert_eq!(site.import(&[&atom]).unchanged, 2);

    let site = Site::new();
    let items = json!([
        {"id": 1, "title": "A", "url": "https://xa.example/a"},
        {"id": "1", "title": "B", "url": "https://xa.example/b"},
        {"title": "C", "url": "https://xa.example/c"},
        {"id": " ", "title": "D"},
        {"id": "1", "title": "Không có liên kết"},
    ]);
    let file = site.write("a.json", feed_of(&items)).display().to_string();
    let report = site.import(&[&file]);
    assert_eq!((report.added, report.losses), (5, vec![]));
    let report = site.import(&[&file]);
    assert_eq!((report.added, report.updated, report.unchanged), (0, 0, 5));
}

#[test]
fn an_item_that_stands_twice_is_one_article_and_a_lost_text_is_named() {
    let site = Site::new();
    let (title, link, date) = THREE[0];
    let item = rss_item(title, link, Some("1"), date);
    let report = import_rss(&site, &[item.clone(), item.clone()]);
    assert_eq!((report.added, report.losses), (1, vec![]));
    let other = item.replace("Nội dung", "Một nội dung khác");
    let report = import_rss(&site, &[item, other]);
    assert_eq!((report.added, report.updated), (0, 0));
    assert!(
        report.losses[0].ends_with(
            "nguon.xml, item 2 (\"Thông báo nghỉ lễ\"): an earlier item has the same id \"1\"; this one was left out: give it another id on the site"
        ),
        "{:?}",
        report.losses
    );
}

#[test]
fn an_article_that_several_files_of_a_folder_have_is_imported_once() {
    let site = Site::new();
    let feed = |items: &[String]| format!("<rss><channel>{}</channel></rss>", items.concat());
    let items = THREE.map(|(title, link, date)| rss_item(title, link, Some(&link[23..]), date));
    site.write("nguon/1.xml", feed(&items[..2]));
    site.write("nguon/2.xml", feed(&items[1..]));
    // The same id for another article.
    site.write("nguon/3.xml", feed(&[rss_item("Họp dân", "https://xa.example/hop", Some("1.html"), "2024-01-01")]));
    let folder = site.path("nguon").display().to_string();
    let report = site.import(&[&folder]);
    assert_eq!((report.added, report.losses), (4, vec![]));
    assert_eq!(site.import(&[&folder]).unchanged, 4);
}

#[test]
fn an_id_that_is_none_is_none_on_a_second_site_either() {
    let site = Site::new();
    let item = |host: &str, number: usize| {
        let (title, _, date) = THREE[number];
        [rss_item(title, &format!("https://{host}/{number}"), Some("N/A"), date)]
    };
    for (host, number) in [("xa1.example", 0), ("xa2.example", 1), ("xa2.example", 2)] {
        let report = import_rss(&site, &item(host, number));
        assert_eq!((report.added, report.updated, report.losses), (1, 0, vec![]), "{host}, {number}");
    }
    assert_eq!(site.ids(), ["https://xa2.example/2", "xa2.example/N/A", "N/A"]);
    for (host, number) in [("xa2.example", 2), ("xa1.example", 0), ("xa2.example", 1)] {
        assert_eq!(import_rss(&site, &item(host, number)).unchanged, 1, "{host}, {number}");
    }
}
