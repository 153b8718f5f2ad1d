//! How an import treats servers: one connection, no unchanged document twice, waiting when a server demands it.

use crate::support::{Site, fixture};
use serde_json::json;
use std::fs;
use trangxa_host::Fault;
use trangxa_test_support::{Reply, ScriptedServer, WebServer, feed_of};

#[test]
fn an_unchanged_source_is_not_sent_again() {
    let web = WebServer::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let site = Site::new();
    let url = web.url("rss.xml");
    site.import(&[&url]);
    let before = site.files();
    assert_eq!(web.take_log(), [(200, "/rss.xml".to_owned())]);
    let report = site.import(&[&url]);
    assert_eq!((report.not_modified_sources, report.added, report.unchanged), (1, 0, 0));
    assert_eq!(web.take_log(), [(304, "/rss.xml".to_owned())]);
    assert_eq!(site.files(), before);
}

#[test]
fn last_modified_is_used_if_there_is_no_etag() {
    let server = ScriptedServer::new(|request, _| match request.headers.get("if-modified-since") {
        Some(date) if date == "Tue, 28 Nov 2023 00:00:00 GMT" => Reply::status(304),
        _ => Reply::ok(fixture("tin.rdf")).header("last-modified", "Tue, 28 Nov 2023 00:00:00 GMT"),
    });
    let site = Site::new();
    site.import(&[&server.url("")]);
    assert_eq!(site.import(&[&server.url("")]).not_modified_sources, 1);
}

#[test]
fn a_source_is_read_again_if_the_feed_lost_its_items() {
    let web = WebServer::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let site = Site::new();
    let url = web.url("rss.xml");
    site.import(&[&url]);
    fs::remove_file(site.path("data/feed.json")).unwrap();
    assert_eq!(site.import(&[&url]).added, 30);
}

#[test]
fn a_source_is_read_again_under_other_options() {
    let web = WebServer::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let mut site = Site::new();
    let url = web.url("rss.xml");
    site.options.limit = Some(3);
    assert_eq!(site.import(&[&url]).added, 3);
    assert_eq!(site.import(&[&url]).not_modified_sources, 1);
    site.options.limit = None;
    assert_eq!(site.import(&[&url]).added, 27);
}

#[test]
fn a_chain_is_followed_after_a_document_that_did_not_change() {
    let page = |next: &str, id: &str| {
        json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next, "items": [{"id": id, "title": id}]})
            .to_string()
    };
    let web = WebServer::new(&[("1.json", page("2.json", "a").as_bytes()), ("2.json", page("", "b").as_bytes())]);
    let site = Site::new();
    let url = web.url("1.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("2.json"), page("", "c")).unwrap();
    web.take_log();
    let report = site.import(&[&url]);
    assert_eq!((report.added, report.not_modified_sources), (1, 0));
    assert_eq!(web.take_log(), [(304, "/1.json".to_owned()), (200, "/2.json".to_owned())]);
    assert_eq!(site.ids(), ["a", "b", "c"]);
}

#[test]
fn a_damaged_state_file_costs_a_remark_only() {
    let web = WebServer::new(&[("rss.xml", &fixture("tin.rdf"))]);
    let site = Site::new();
    for damaged in ["{\"version\": 1, \"docum", "[]", "{\"version\": 2}", "\u{0}"] {
        site.write(".trangxa-import.json", damaged);
        let report = site.import(&[&web.url("rss.xml")]);
        assert!(report.remarks[0].starts_with(".trangxa-import.json: the file is damaged"), "{:?}", report.remarks);
    }
    site.write(".trangxa-import.json", "{\"version\": 1, \"documents\": {\"x\": 5}, \"own\": \"y\"}");
    assert_eq!(site.import(&[&web.url("rss.xml")]).remarks, [] as [&str; 0]);
}

#[test]
fn requests_name_the_program_and_share_one_connection() {
    let server = ScriptedServer::new(|request, _| {
        let next = if request.path == "/1" { "2" } else { "" };
        Reply::ok(json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next, "items": []}).to_string())
    });
    Site::new().import(&[&server.url("1")]);
    let requests = server.requests();
    assert_eq!(requests.iter().map(|request| request.path.as_str()).collect::<Vec<_>>(), ["/1", "/2"]);
    assert!(
        requests.iter().all(|request| request.headers["user-agent"] == concat!("trangxa/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_busy_server_gets_the_time_that_it_asks_for() {
    for status in [429, 503] {
        let server = ScriptedServer::new(move |_, before| match before {
            0 => Reply::status(status).header("retry-after", "7"),
            _ => Reply::ok(fixture("tin.rdf")),
        });
        let site = Site::new();
        assert_eq!(site.import(&[&server.url("")]).added, 1);
        assert_eq!(site.seconds_waited(), [7]);
    }
}

#[test]
fn a_long_retry_after_ends_the_import_and_the_message_says_when_to_try_again() {
    let web = WebServer::new(&[("rss.xml", b"")]);
    web.host.faults().set("rss.xml", Fault::StatusWithRetryAfter(503, 3600));
    let site = Site::new();
    let error = site.error(&[&web.url("rss.xml")]);
    assert!(error.contains("the site is busy (status 503) and can be asked again in 60 minutes, after "), "{error}");
    assert_eq!((site.seconds_waited(), web.take_log().len()), (vec![], 1));

    web.host.faults().set("rss.xml", Fault::StatusWithRetryAfter(429, 100));
    assert!(site.error(&[&web.url("rss.xml")]).contains("in 2 minutes"));
    assert_eq!((site.seconds_waited(), web.take_log().len()), (vec![100, 100], 3), "three tries in all");
}

#[test]
fn a_server_error_is_retried_twice() {
    let web = WebServer::new(&[("rss.xml", &fixture("tin.rdf"))]);
    web.host.faults().set("rss.xml", Fault::Status(502));
    let site = Site::new();
    let error = site.error(&[&web.url("rss.xml")]);
    assert!(error.contains("the site answers with status 502; try again later"), "{error}");
    assert_eq!((site.seconds_waited(), web.take_log().len()), (vec![1, 3], 3));

    web.host.faults().set("rss.xml", Fault::CutOff);
    assert!(site.error(&[&web.url("rss.xml")]).contains("the connection broke off"));
    assert_eq!(web.take_log().len(), 3);
    web.host.faults().set("rss.xml", Fault::Html);
    assert!(site.error(&[&web.url("rss.xml")]).contains("this is a web page, not a feed"));
}

#[test]
fn five_redirects_are_followed_and_the_last_address_is_the_base() {
    let server = ScriptedServer::new(|request, _| match request.path.as_str() {
        "/a" => Reply::status(301).header("location", "/tin/moi/b"),
        "/tin/moi/b" => Reply::ok(feed_of(&json!([{"id": "1", "title": "A", "image": "x.jpg"}]))),
        _ => Reply::status(302).header("location", format!("{}x", request.path)),
    });
    let site = Site::new();
    site.import(&[&server.url("a")]);
    assert_eq!(site.item("1")["image"], server.url("tin/moi/x.jpg"));
    let before = server.requests().len();
    assert!(site.error(&[&server.url("x")]).contains("the site redirects more than 5 times"));
    assert_eq!(server.requests().len() - before, 6);
}

#[test]
fn a_version_is_stored_only_after_its_items_are_in_the_feed() {
    let web = WebServer::new(&[("a.json", feed_of(&json!([{"id": "1", "title": "Cũ"}])).as_bytes())]);
    let site = Site::new();
    let url = web.url("a.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("a.json"), feed_of(&json!([{"id": "1", "title": "Mới"}]))).unwrap();
    // A folder of this name makes writing fail.
    fs::create_dir_all(site.path("data/.feed.json.new")).unwrap();
    let error = site.error(&[&url]);
    assert!(error.starts_with("cannot write ") && error.contains("feed.json"), "{error}");
    assert_eq!(site.item("1")["title"], "Cũ");
    fs::remove_dir(site.path("data/.feed.json.new")).unwrap();
    site.import(&[&url]);
    assert_eq!(site.item("1")["title"], "Mới");
}

#[test]
fn a_compressed_answer_is_decompressed() {
    // {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "A"}]}
    let packed =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabV*K-*\xce\xcc\xcfS\xb2RP\xca())(\xb6\xd2\xd7\xcf*\xce\xcfKK\
        MM\xd1\xcb/J\xd7\x87\xca\xeb\x1b\xea\x19*\xe9((e\x96\xa4\xe6\x16\x03\x15GW+e\xa6\x804\x81EK2KrRA<G\xa5\xda\xd8Z\
        \x00\xd8\x88\xb5eU\x00\x00\x00";
    let server = ScriptedServer::new(move |request, _| {
        assert!(request.headers["accept-encoding"].contains("gzip"));
        Reply::ok(*packed).header("content-encoding", "gzip")
    });
    let site = Site::new();
    site.import(&[&server.url("")]);
    assert_eq!(site.ids(), ["1"]);
}

#[test]
fn limit_takes_the_newest_items_of_the_whole_chain() {
    let page = |next: &str, id: &str, date: &str| {
        json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next,
            "items": [{"id": id, "title": id, "date_published": date}]})
        .to_string()
    };
    let web = WebServer::new(&[
        ("1.json", page("2.json", "moi", "2024-01-01").as_bytes()),
        ("2.json", page("", "cu", "2020-01-01").as_bytes()),
    ]);
    let mut site = Site::new();
    site.options.limit = Some(1);
    let url = web.url("1.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("2.json"), page("", "cu-hon", "2019-01-01")).unwrap();
    site.import(&[&url]);
    assert_eq!(site.ids(), ["moi"], "the newest item of the changed document is not the newest of the chain");
}
