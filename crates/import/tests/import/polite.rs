//! Manners on the web: ask once, ask only for what changed, wait when told to.

use crate::support::{Reply, Script, Site, Web, feed_of, fixture};
use serde_json::json;
use std::fs;
use trangxa_host::Fault;
use trangxa_import::http::{Answer, Client, FetchProblem};

fn no_wait() -> Client {
    Client::with_wait(|_| {})
}

#[test]
fn an_unchanged_source_is_asked_for_and_not_sent() {
    let web = Web::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let site = Site::new();
    let url = web.url("rss.xml");
    site.import(&[&url]);
    let before = site.files();
    assert_eq!(web.log(), [(200, "/rss.xml".to_owned())]);
    let report = site.import(&[&url]);
    assert_eq!((report.not_modified_sources, report.added, report.unchanged), (1, 0, 0));
    assert_eq!(web.log(), [(304, "/rss.xml".to_owned())]);
    assert_eq!(site.files(), before);
}

#[test]
fn dates_serve_where_there_are_no_tags() {
    let server = Script::new(|asked, _| match asked.headers.get("if-modified-since") {
        Some(date) if date == "Tue, 28 Nov 2023 00:00:00 GMT" => Reply::status(304),
        _ => Reply::ok(fixture("tin.rdf")).header("last-modified", "Tue, 28 Nov 2023 00:00:00 GMT"),
    });
    let site = Site::new();
    site.import(&[&server.url("")]);
    assert_eq!(site.import(&[&server.url("")]).not_modified_sources, 1);
}

#[test]
fn a_feed_that_lost_what_a_source_brought_gets_it_again() {
    let web = Web::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let site = Site::new();
    let url = web.url("rss.xml");
    site.import(&[&url]);
    fs::remove_file(site.path("data/feed.json")).unwrap();
    assert_eq!(site.import(&[&url]).added, 30);
}

#[test]
fn other_options_ask_anew() {
    let web = Web::new(&[("rss.xml", &fixture("nukeviet.xml"))]);
    let mut site = Site::new();
    let url = web.url("rss.xml");
    site.options.limit = Some(3);
    assert_eq!(site.import(&[&url]).added, 3);
    assert_eq!(site.import(&[&url]).not_modified_sources, 1);
    site.options.limit = None;
    assert_eq!(site.import(&[&url]).added, 27);
}

#[test]
fn a_chain_is_followed_behind_a_document_that_did_not_change() {
    let page = |next: &str, id: &str| {
        json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next, "items": [{"id": id, "title": id}]})
            .to_string()
    };
    let web = Web::new(&[("1.json", page("2.json", "a").as_bytes()), ("2.json", page("", "b").as_bytes())]);
    let site = Site::new();
    let url = web.url("1.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("2.json"), page("", "c")).unwrap();
    web.log();
    let report = site.import(&[&url]);
    assert_eq!((report.added, report.not_modified_sources), (1, 0));
    assert_eq!(web.log(), [(304, "/1.json".to_owned()), (200, "/2.json".to_owned())]);
    assert_eq!(site.ids(), ["a", "b", "c"]);
}

#[test]
fn a_damaged_memory_costs_a_remark() {
    let web = Web::new(&[("rss.xml", &fixture("tin.rdf"))]);
    let site = Site::new();
    for damaged in ["{\"version\": 1, \"docum", "[]", "{\"version\": 2}", "\u{0}"] {
        site.write(".trangxa-import.json", damaged);
        let report = site.import(&[&web.url("rss.xml")]);
        assert!(report.remarks[0].starts_with(".trangxa-import.json: is damaged"), "{:?}", report.remarks);
    }
    site.write(".trangxa-import.json", "{\"version\": 1, \"documents\": {\"x\": 5}, \"own\": \"y\"}");
    assert_eq!(site.import(&[&web.url("rss.xml")]).remarks, [] as [&str; 0]);
}

#[test]
fn it_says_who_it_is_and_keeps_one_connection() {
    let server = Script::new(|asked, _| {
        let next = if asked.path == "/1" { "2" } else { "" };
        Reply::ok(json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next, "items": []}).to_string())
    });
    Site::new().import(&[&server.url("1")]);
    let asked = server.asked();
    assert_eq!(asked.iter().map(|asked| asked.path.as_str()).collect::<Vec<_>>(), ["/1", "/2"]);
    assert!(asked.iter().all(|asked| asked.headers["user-agent"] == concat!("trangxa/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_busy_server_is_given_the_time_it_asks_for() {
    for status in [429, 503] {
        let server = Script::new(move |_, before| match before {
            0 => Reply::status(status).header("retry-after", "7"),
            _ => Reply::ok(fixture("tin.rdf")),
        });
        let site = Site::new();
        assert_eq!(site.import(&[&server.url("")]).added, 1);
        assert_eq!(site.seconds_waited(), [7]);
    }
}

#[test]
fn a_server_that_asks_for_too_much_patience_is_left_and_the_clerk_told_when_to_come_back() {
    let web = Web::new(&[("rss.xml", b"")]);
    web.host.faults().set("rss.xml", Fault::StatusWithRetryAfter(503, 3600));
    let site = Site::new();
    let error = site.error(&[&web.url("rss.xml")]);
    assert!(error.contains("the site is busy (status 503) and asks to come back in 60 minutes, after "), "{error}");
    assert_eq!((site.seconds_waited(), web.log().len()), (vec![], 1));

    web.host.faults().set("rss.xml", Fault::StatusWithRetryAfter(429, 100));
    assert!(site.error(&[&web.url("rss.xml")]).contains("in 2 minutes"));
    assert_eq!((site.seconds_waited(), web.log().len()), (vec![100, 100], 3), "three tries in all");
}

#[test]
fn a_stumbling_server_gets_two_more_chances() {
    let web = Web::new(&[("rss.xml", &fixture("tin.rdf"))]);
    web.host.faults().set("rss.xml", Fault::Status(502));
    let site = Site::new();
    let error = site.error(&[&web.url("rss.xml")]);
    assert!(error.contains("the site answers with status 502; try again later"), "{error}");
    assert_eq!((site.seconds_waited(), web.log().len()), (vec![1, 3], 3));

    web.host.faults().set("rss.xml", Fault::CutOff);
    assert!(site.error(&[&web.url("rss.xml")]).contains("the connection broke off"));
    assert_eq!(web.log().len(), 3);
    web.host.faults().set("rss.xml", Fault::Html);
    assert!(site.error(&[&web.url("rss.xml")]).contains("is a web page, not a feed"));
}

#[test]
fn redirects_are_followed_five_times_and_their_end_is_the_base() {
    let server = Script::new(|asked, _| match asked.path.as_str() {
        "/a" => Reply::status(301).header("location", "/tin/moi/b"),
        "/tin/moi/b" => Reply::ok(feed_of(json!([{"id": "1", "title": "A", "image": "x.jpg"}]))),
        _ => Reply::status(302).header("location", format!("{}x", asked.path)),
    });
    let site = Site::new();
    site.import(&[&server.url("a")]);
    assert_eq!(site.item("1")["image"], server.url("tin/moi/x.jpg"));
    let asked = server.asked().len();
    assert!(site.error(&[&server.url("x")]).contains("is redirected more than 5 times"));
    assert_eq!(server.asked().len() - asked, 6);
}

#[test]
fn failures_are_worded_for_a_clerk() {
    let server = Script::new(|asked, _| Reply::status(asked.path[1..].parse().unwrap()));
    let problem = |url: &str| no_wait().get(url, None).unwrap_err();
    for (status, message) in [
        ("404", "is not there (status 404); check the address"),
        ("403", "the site does not give it to programs without leave (status 403); ask its operator"),
        ("418", "the site answers with status 418; try again later, or ask its operator"),
    ] {
        let url = server.url(status);
        assert_eq!(problem(&url).to_string(), format!("{url}: {message}"));
    }
    assert!(matches!(problem("http://127.0.0.1:1/").problem, FetchProblem::Refused(_)));
    assert!(matches!(problem("ftp://xa.example/").problem, FetchProblem::Address));
    assert!(matches!(problem("http://khong-co.invalid/").problem, FetchProblem::NoHost));
    let plain = server.url("404").replace("http://", "https://");
    let tls = problem(&plain);
    assert!(matches!(tls.problem, FetchProblem::Tls(_) | FetchProblem::Protocol(_) | FetchProblem::CutOff(_)), "{tls}");
}

#[test]
fn no_more_than_8_mb_are_read() {
    let server = Script::new(|_, _| Reply::ok(vec![b' '; 8_000_001]));
    let error = no_wait().get(&server.url(""), None).unwrap_err();
    assert!(error.to_string().ends_with("has more than 8000000 bytes; not read"), "{error}");
}

#[test]
fn validators_come_back_with_the_document() {
    let web = Web::new(&[("a.json", b"{}")]);
    let mut client = no_wait();
    let Answer::Document(fetched) = client.get(&web.url("a.json"), None).unwrap() else { panic!("a document") };
    assert_eq!(
        (fetched.bytes.as_slice(), fetched.content_type.as_deref()),
        (b"{}".as_slice(), Some("application/json"))
    );
    assert_eq!(client.get(&web.url("a.json"), fetched.validators.as_ref()).unwrap(), Answer::NotModified);
}

#[test]
fn a_version_is_known_only_once_its_text_is_in_the_feed() {
    let web = Web::new(&[("a.json", feed_of(json!([{"id": "1", "title": "Cũ"}])).as_bytes())]);
    let site = Site::new();
    let url = web.url("a.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("a.json"), feed_of(json!([{"id": "1", "title": "Mới"}]))).unwrap();
    // The disk says no.
    fs::create_dir_all(site.path("data/.feed.json.new")).unwrap();
    let error = site.error(&[&url]);
    assert!(error.starts_with("cannot write ") && error.contains("feed.json"), "{error}");
    assert_eq!(site.item("1")["title"], "Cũ");
    fs::remove_dir(site.path("data/.feed.json.new")).unwrap();
    site.import(&[&url]);
    assert_eq!(site.item("1")["title"], "Mới");
}

#[test]
fn a_compressed_answer_is_unpacked() {
    // {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "A"}]}
    let packed =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabV*K-*\xce\xcc\xcfS\xb2RP\xca())(\xb6\xd2\xd7\xcf*\xce\xcfKK\
        MM\xd1\xcb/J\xd7\x87\xca\xeb\x1b\xea\x19*\xe9((e\x96\xa4\xe6\x16\x03\x15GW+e\xa6\x804\x81EK2KrRA<G\xa5\xda\xd8Z\
        \x00\xd8\x88\xb5eU\x00\x00\x00";
    let server = Script::new(move |asked, _| {
        assert!(asked.headers["accept-encoding"].contains("gzip"));
        Reply::ok(*packed).header("content-encoding", "gzip")
    });
    let site = Site::new();
    site.import(&[&server.url("")]);
    assert_eq!(site.ids(), ["1"]);
}

#[test]
fn the_newest_of_a_chain_are_chosen_from_the_whole_chain() {
    let page = |next: &str, id: &str, date: &str| {
        json!({"version": "https://jsonfeed.org/version/1.1", "next_url": next,
            "items": [{"id": id, "title": id, "date_published": date}]})
        .to_string()
    };
    let web = Web::new(&[
        ("1.json", page("2.json", "moi", "2024-01-01").as_bytes()),
        ("2.json", page("", "cu", "2020-01-01").as_bytes()),
    ]);
    let mut site = Site::new();
    site.options.limit = Some(1);
    let url = web.url("1.json");
    site.import(&[&url]);
    fs::write(web.root.path().join("2.json"), page("", "cu-hon", "2019-01-01")).unwrap();
    site.import(&[&url]);
    assert_eq!(site.ids(), ["moi"], "one that is only the newest of what changed is not wanted");
}
