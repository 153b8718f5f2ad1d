//! A feed of several documents.

use crate::support::{Site, feed_of};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

fn items(ids: std::ops::Range<usize>) -> Value {
    ids.map(|id| json!({"id": format!("{id:05}"), "title": format!("Bài {id}"), "date_published": date(id)})).collect()
}

/// The greater the number, the older.
fn date(id: usize) -> String {
    trangxa_model::Timestamp::from_unix(1_700_000_000 - 3600 * i64::try_from(id).unwrap()).rfc3339()
}

fn import(site: &Site, items: Value) -> trangxa_import::Report {
    let file = site.write("nguon.json", feed_of(items)).display().to_string();
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
fn a_long_feed_is_split_and_followed_again() {
    let site = Site::new();
    import(&site, items(10..1210));
    assert_eq!(lengths(&site), [500, 500, 200]);
    let before = site.files();
    assert_eq!(import(&site, items(10..1210)).unchanged, 1200);
    let mut after = site.files();
    after.insert(site.path("nguon.json"), before[&site.path("nguon.json")].clone());
    assert_eq!(after, before, "a second run rewrites none of the documents");

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
fn an_item_that_no_document_can_hold_is_left_out_and_said() {
    let site = Site::new();
    let report = import(
        &site,
        json!([{"id": "a", "title": "A", "content_text": "x".repeat(4_100_000)}, {"id": "b", "title": "B"}]),
    );
    assert_eq!(site.ids(), ["b"]);
    assert!(report.remarks[0].ends_with("nguon.json, items[0]: has more than 4000000 bytes; left out"));
}

#[test]
fn the_documents_other_fields_and_names_stay() {
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
        ["data/cu.json, next_url: https://cu.example/3.json is not in the site folder; kept, not followed"]
    );
    let (one, two) = (site.json("data/feed.json"), site.json("data/cu.json"));
    assert_eq!((&one["title"], &one["_x"]["y"], &one["next_url"]), (&json!("Một"), &json!("Một"), &json!("cu.json")));
    assert_eq!((&two["title"], &two["next_url"]), (&json!("Hai"), &json!("https://cu.example/3.json")));
    assert_eq!(one["items"].as_array().unwrap().len() + two["items"].as_array().unwrap().len(), 5);
}

#[test]
fn a_file_of_somebody_else_keeps_its_name() {
    let site = Site::new();
    site.write("data/feed-2.json", "của người khác");
    import(&site, items(0..501));
    assert_eq!(site.feed()["next_url"], "feed-3.json");
    assert_eq!(fs::read(site.path("data/feed-2.json")).unwrap(), "của người khác".as_bytes());
}

#[test]
fn a_chain_that_leads_back_is_ended_and_loses_nothing() {
    let site = Site::new();
    let json = json!({"version": "https://jsonfeed.org/version/1.1", "next_url": "feed.json", "items": items(0..3)});
    site.write("data/feed.json", json.to_string());
    let report = import(&site, items(3..4));
    assert!(report.remarks[0].contains("next_url: leads back to data/feed.json"));
    assert_eq!(chain(&site), [["00000", "00001", "00002", "00003"]]);
}

/// Documents are renamed into place one by one, from the last to the first. Whatever the moment a run is killed at, no
/// item is missing, and the next run ends as if nothing had happened.
#[test]
fn a_run_killed_between_two_documents_loses_nothing_and_the_next_one_mends_it() {
    for (old, new) in
        [(items(10..1210), items(0..30)), (items(300..1300), items(0..700)), (items(10..500), items(0..900))]
    {
        let site = Site::new();
        import(&site, old.clone());
        let before = site.files();
        import(&site, new.clone());
        let whole = chain(&site);
        let names: Vec<String> = (1..=whole.len())
            .map(|number| if number == 1 { "data/feed.json".to_owned() } else { format!("data/feed-{number}.json") })
            .collect();
        for kept in 0..=names.len() {
            // The documents from `kept` on were written, those before it were not.
            let cut = Site::new();
            for (path, (bytes, _)) in site.files() {
                let name = path.strip_prefix(site.path("")).unwrap().display().to_string();
                let late = names[..kept].contains(&name);
                match before.get(&path).filter(|_| late) {
                    Some((old, _)) => drop(cut.write(&name, old)),
                    None if late => {}
                    None => drop(cut.write(&name, bytes)),
                }
            }
            let there: BTreeSet<String> = chain(&cut).concat().into_iter().collect();
            let known = old.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap());
            for id in known {
                assert!(there.contains(id), "{id} is lost when {kept} documents are old");
            }
            import(&cut, new.clone());
            assert_eq!(chain(&cut), whole, "{kept} documents were old");
        }
    }
}
