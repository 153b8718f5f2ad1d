//! A site's feed of several documents.

use crate::support::Site;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use trangxa_test_support::feed_of;

fn items(ids: std::ops::Range<usize>) -> Value {
    ids.map(|id| json!({"id": format!("{id:05}"), "title": format!("Bài {id}"), "date_published": date(id)})).collect()
}

/// A greater number has an earlier date.
fn date(id: usize) -> String {
    trangxa_model::Timestamp::from_unix(1_700_000_000 - 3600 * i64::try_from(id).unwrap()).rfc3339()
}

fn import(site: &Site, items: Value) -> trangxa_feeds::Report {
    let file = site.write("nguon.json", feed_of(&items)).display().to_string();
    site.import(&[&file])
}

/// The ids along the chain, document by document.
fn chain(site: &Site) -> Vec<Vec<String>> {
    let mut documents = Vec::new();
    let mut name = Some("feed.json".to_owned());
    while let Some(file) = name {
        let json = site.json(&format!("data/{file}"));
        let ids = json["items"].as_array().unwrap().iter();
        documents.push(ids.map(|item| item["id"].as_str().unwrap().to_owned()).collect());
        name = json["next_url"].as_str().map(str::to_owned);
    }
    documents
}

fn lengths(site: &Site) -> Vec<usize> {
    chain(site).iter().map(Vec::len).collect()
}

#[test]
fn a_long_feed_is_split_into_documents_and_read_again() {
    let site = Site::new();
    import(&site, items(10..1210));
    assert_eq!(lengths(&site), [500, 500, 200]);
    let before = site.files();
    assert_eq!(import(&site, items(10..1210)).unchanged, 1200);
    let mut after = site.files();
    after.insert(site.path("nguon.json"), before[&site.path("nguon.json")].clone());
    assert_eq!(after, before, "a second import rewrites no document");

    let report = import(&site, items(0..12));
    assert_eq!((report.added, report.unchanged), (10, 2));
    assert_eq!(lengths(&site), [500, 500, 210]);
    let ids: Vec<String> = chain(&site).concat();
    assert!(ids.is_sorted(), "newest first along the whole chain");
    assert_eq!(ids.len(), 1210);
}

#[test]
fn a_document_stays_below_4_mb() {
    let site = Site::new();
    let big = "ă".repeat(700_000);
    let list: Vec<Value> = (0..5).map(|id| json!({"id": id.to_string(), "title": "A", "content_text": big})).collect();
    import(&site, json!(list[..3]));
    import(&site, json!(list[3..]));
    assert_eq!(lengths(&site), [2, 2, 1]);
    for name in ["feed.json", "feed-2.json", "feed-3.json"] {
        assert!(fs::metadata(site.path(&format!("data/{name}"))).unwrap().len() < 4_100_000);
    }
}

#[test]
fn an_item_that_is_too_large_for_a_document_is_left_out_and_reported() {
    let site = Site::new();
    let report = import(
        &site,
        json!([{"id": "a", "title": "A", "content_text": "x".repeat(4_100_000)}, {"id": "b", "title": "B"}]),
    );
    assert_eq!(site.ids(), ["b"]);
    assert!(report.losses[0].ends_with("nguon.json, items[0] (\"A\"): the item has more than 4000000 bytes; it was left out: keep its pictures in files, not in the text"));
}

#[test]
fn other_members_and_names_of_documents_stay() {
    let site = Site::new();
    let document = |title: &str, next: Value, items: Value| {
        json!({"version": "https://jsonfeed.org/version/1.1", "title": title, "next_url": next, "_x": {"y": title},
            "items": items})
        .to_string()
    };
    site.write("data/site.json", json!({"version": 1, "base_url": "https://x.example/xa/"}).to_string());
    site.write("data/feed.json", document("Một", json!("/xa/data/cu.json?"), json!([])));
    site.write("data/feed.json", document("Một", json!("/xa/data/cu.json"), items(0..2)));
    site.write("data/cu.json", document("Hai", json!("https://cu.example/3.json"), items(10..12)));
    let report = import(&site, items(5..6));
    assert_eq!(
        report.remarks,
        ["data/cu.json, next_url: https://cu.example/3.json is not in the site folder; it was kept, and not followed"]
    );
    let (one, two) = (site.json("data/feed.json"), site.json("data/cu.json"));
    assert_eq!((&one["title"], &one["_x"]["y"], &one["next_url"]), (&json!("Một"), &json!("Một"), &json!("cu.json")));
    assert_eq!((&two["title"], &two["next_url"]), (&json!("Hai"), &json!("https://cu.example/3.json")));
    assert_eq!(one["items"].as_array().unwrap().len() + two["items"].as_array().unwrap().len(), 5);
}

#[test]
fn a_file_of_another_program_is_not_overwritten() {
    let site = Site::new();
    site.write("data/feed-2.json", "của người khác");
    import(&site, items(0..501));
    assert_eq!(site.feed()["next_url"], "feed-3.json");
    assert_eq!(fs::read(site.path("data/feed-2.json")).unwrap(), "của người khác".as_bytes());
}

#[test]
fn a_chain_that_leads_back_is_ended_without_loss() {
    let site = Site::new();
    let json = json!({"version": "https://jsonfeed.org/version/1.1", "next_url": "feed.json", "items": items(0..3)});
    site.write("data/feed.json", json.to_string());
    let report = import(&site, items(3..4));
    assert!(report.remarks[0].contains("next_url: it leads back to data/feed.json"));
    assert_eq!(chain(&site), [["00000", "00001", "00002", "00003"]]);
}

/// A chain of documents as another program may have split it.
fn chain_of(items: &Value, per_document: usize) -> Site {
    let site = Site::new();
    let items = items.as_array().unwrap();
    let documents = items.chunks(per_document).count();
    for (i, chunk) in items.chunks(per_document).enumerate() {
        let mut json = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": chunk});
        if i + 1 < documents {
            json["next_url"] = format!("feed-{}.json", i + 2).into();
        }
        let name = if i == 0 { "data/feed.json".to_owned() } else { format!("data/feed-{}.json", i + 1) };
        site.write(&name, json.to_string());
    }
    site
}

fn documents(site: &Site) -> BTreeSet<String> {
    let names = fs::read_dir(site.path("data")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// Documents are written one after the other, the first one last. Whichever of them is the last one that an import can
/// write, no item is missing, and the result of the next import is the same as without the interruption.
#[test]
fn an_import_that_is_interrupted_between_two_documents_loses_nothing_and_the_next_one_repairs_the_feed() {
    for (old, per_document, new) in [
        (items(10..1210), 500, items(0..30)),
        (items(300..1300), 500, items(0..700)),
        (items(10..500), 500, items(0..900)),
        (items(10..410), 100, items(0..11)),
        (items(0..1500), 1000, items(0..1501)),
    ] {
        let done = chain_of(&old, per_document);
        import(&done, new.clone());
        let whole = chain(&done);
        for name in documents(&done) {
            let site = chain_of(&old, per_document);
            // A folder of this name makes writing this document fail.
            let block = site.path(&format!("data/.{name}.new"));
            fs::create_dir(&block).unwrap();
            let source = site.write("nguon.json", feed_of(&new)).display().to_string();
            let stopped = site.try_import(&[&source]).is_err();
            fs::remove_dir(&block).unwrap();
            let there: BTreeSet<String> = chain(&site).concat().into_iter().collect();
            for item in old.as_array().unwrap() {
                assert!(there.contains(item["id"].as_str().unwrap()), "{item} is lost at {name}");
            }
            import(&site, new.clone());
            assert_eq!(chain(&site), whole, "stopped at {name}: {stopped}");
            assert_eq!(documents(&site), documents(&done), "stopped at {name}");
        }
    }
}

#[test]
fn an_unchanged_document_is_not_written_again() {
    let site = chain_of(&items(0..1200), 500);
    import(&site, items(1200..1201));
    let before = site.files();
    let mut item = items(700..701);
    item[0]["title"] = "Đổi tên".into();
    assert_eq!(import(&site, item).updated, 1);
    let after = site.files();
    for (name, changed) in [("data/feed.json", false), ("data/feed-2.json", true), ("data/feed-3.json", false)] {
        assert_eq!(after[&site.path(name)] != before[&site.path(name)], changed, "{name}");
    }
}
