//! Where visits are counted: what is built, what hosts are told, what a check says.

use crate::desk::{Desk, site};
use crate::plain::plain_with;
use serde_json::{Value, json};
use trangxa_model::{Timestamp, visits};
use trangxa_publish::files::{Folder, Web};
use trangxa_publish::{Finding, Kind, Options, build, check};

fn desk(visits: Value) -> Desk {
    let desk = Desk::new();
    let mut site = site();
    site["data"] = json!({ "visits": visits });
    desk.put_json("site/data/site.json", &site);
    desk
}

/// What pages of that site may connect to, and show pictures from.
fn allowed(desk: &Desk) -> [String; 2] {
    let headers = desk.out("_headers");
    ["connect-src ", "img-src "].map(|name| {
        let rest = headers.split(name).nth(1).unwrap();
        rest.split(';').next().unwrap().to_owned()
    })
}

#[test]
fn a_file_of_the_site_is_in_its_pages_and_what_counts_live_is_the_browsers_to_ask() {
    let file = desk(json!("data/visits.json"));
    file.put("site/data/visits.json", "{\"version\": 1, \"total\": 12943}");
    file.build().unwrap();
    assert!(file.out("index.html").contains("<span>Tất cả</span> <b>12.943</b>"));
    for live in [json!("https://dem.example/"), json!({"kind": "goatcounter", "url": "https://x.goatcounter.com"})] {
        let desk = desk(live.clone());
        desk.put("site/data/visits.json", "{\"version\": 1, \"total\": 12943}");
        let report = desk.build().unwrap();
        assert_eq!(report.findings, [], "{live}");
        let page = desk.out("index.html");
        assert!(page.contains("<span>Tất cả</span> <b>—</b>") && !page.contains("12943"), "{live}");
        assert_eq!(page.contains("Đang truy cập"), live.is_string(), "GoatCounter does not know who is online");
        assert_eq!(desk.out_json("data/site.json")["data"]["visits"], live);
        assert_eq!(allowed(&desk)[0], "'self' https:");
    }
}

#[test]
fn a_counter_without_https_may_be_told_and_asked_and_nothing_more() {
    let desk = desk(json!("http://127.0.0.1:8081/v1/visits?site=xa.example"));
    desk.build().unwrap();
    let expected = ["'self' https: http://127.0.0.1:8081", "'self' https: data:"];
    assert_eq!(allowed(&desk), expected);
    let page = desk.out("index.html");
    assert!(
        page.contains("connect-src &#39;self&#39; https: http://127.0.0.1:8081;")
            || page.contains("connect-src 'self' https: http://127.0.0.1:8081;"),
        "{page}"
    );
}

#[test]
fn a_source_that_is_none_stops_the_build_with_its_place() {
    for (visits, problem) in [
        (
            json!({"kind": "matomo", "url": "https://a.b/"}),
            "data.visits: kind: expected \"file\", \"counter\" or \"goatcounter\"",
        ),
        (json!({"kind": "counter"}), "data.visits.url: is missing; expected text"),
    ] {
        let error = desk(visits).build().unwrap_err().to_string();
        assert!(error.contains(&format!("data/site.json, {problem}")), "{error}");
    }
}

#[test]
fn another_counter_can_be_named_for_staging() {
    let counter = visits::VisitsSource::counter("http://localhost:8081").unwrap();
    let named = json!({"kind": "counter", "url": "http://localhost:8081/"});
    // Whatever the site says, also of a file that is not there, and nothing at all.
    for visits in
        [json!("data/visits.json"), json!({"kind": "goatcounter", "url": "https://x.goatcounter.com"}), json!(null)]
    {
        let desk = desk(visits);
        let report = build(&Options { counter: Some(counter.clone()), ..desk.options() }).unwrap();
        assert_eq!(report.findings, []);
        assert_eq!(desk.out_json("data/site.json")["data"]["visits"], named);
        assert!(allowed(&desk)[0].ends_with(" http://localhost:8081"));
    }
    let desk = Desk::new();
    plain_with(&desk, true, None, Some(counter));
    let site = desk.out_json("data/site.json");
    assert_eq!((&site["data"]["visits"], &site["name"]), (&named, &json!("Xã Thử")));
    assert!(allowed(&desk)[0].ends_with(" http://localhost:8081"));
}

fn of_the_counter(findings: Vec<Finding>) -> Vec<(Kind, String)> {
    let is_it = |finding: &Finding| matches!(finding.kind, Kind::CounterSilent | Kind::NotLookedAt);
    findings.into_iter().filter(is_it).map(|finding| (finding.kind, finding.to_string())).collect()
}

#[test]
fn a_check_asks_the_counter_or_says_that_it_did_not() {
    let now = Timestamp::from_unix(1_704_100_000);
    let folder = desk(json!("https://dem.example"));
    let found = of_the_counter(check(&Folder::new(&folder.path("site")), now).unwrap().findings);
    let address = "data/site.json, data.visits: https://dem.example/v1/visits?site=xa%2Eexample";
    assert_eq!(found, [(Kind::NotLookedAt, address.to_owned())]);

    // A host that also stands in for what counts.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        for (kind, file, good, hint) in [
            ("counter", "v1/visits", "{\"version\": 1, \"total\": 5}", "--origin"),
            ("goatcounter", "counter/TOTAL.json", "{\"count\": \"12 943\"}", "Allow adding visitor counts"),
        ] {
            let desk = Desk::new();
            let host = trangxa_host::Host::start(trangxa_host::Options::new(desk.path("site"))).await.unwrap();
            let mut site = site();
            site["data"] = json!({"visits": {"kind": kind, "url": host.url()}});
            desk.put_json("site/data/site.json", &site);
            let url = host.url();
            let look = async || {
                let url = url.clone();
                let checked = tokio::task::spawn_blocking(move || check(&Web::new(&url), now).unwrap()).await.unwrap();
                of_the_counter(checked.findings)
            };
            let missing = look().await;
            assert!(missing.len() == 1 && missing[0].0 == Kind::CounterSilent, "{missing:?}");
            assert!(
                missing[0].1.contains("there are no numbers for xa.example") && missing[0].1.contains(hint),
                "{missing:?}"
            );
            desk.put(&format!("site/{file}"), good);
            assert_eq!(look().await, [], "{kind}");
            desk.put(&format!("site/{file}"), "{\"error\": \"x\"}");
            assert_eq!(look().await.len(), 1, "{kind}");
        }
    });
}
