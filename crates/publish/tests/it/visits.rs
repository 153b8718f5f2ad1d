//! The visitor counter: its numbers in pages, the policies that allow it, and its check.

use crate::fixture::{Fixture, site};
use crate::plain::plain_with;
use serde_json::{Value, json};
use trangxa_model::{Timestamp, visits};
use trangxa_publish::files::{Folder, Web};
use trangxa_publish::{Finding, FindingKind, Options, build, check};

fn fixture(visits: Value) -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({ "visits": visits });
    fixture.put_json("site/data/site.json", &site);
    fixture
}

/// The sources that the pages' policy allows for connections and for pictures.
fn allowed(fixture: &Fixture) -> [String; 2] {
    let headers = fixture.out("_headers");
    ["connect-src ", "img-src "].map(|name| {
        let rest = headers.split(name).nth(1).unwrap();
        rest.split(';').next().unwrap().to_owned()
    })
}

#[test]
fn pages_contain_the_numbers_of_a_file_and_leave_a_live_counter_to_the_browser() {
    let file = fixture(json!("data/visits.json"));
    file.put("site/data/visits.json", "{\"version\": 1, \"total\": 12943}");
    file.build().unwrap();
    assert!(file.out("index.html").contains("<span>Tất cả</span> <b>12.943</b>"));
    for live in [json!("https://dem.example/"), json!({"kind": "goatcounter", "url": "https://x.goatcounter.com"})] {
        let fixture = fixture(live.clone());
        fixture.put("site/data/visits.json", "{\"version\": 1, \"total\": 12943}");
        let report = fixture.build().unwrap();
        assert_eq!(report.findings, [], "{live}");
        let page = fixture.out("index.html");
        assert!(page.contains("<span>Tất cả</span> <b>—</b>") && !page.contains("12943"), "{live}");
        assert_eq!(page.contains("Đang truy cập"), live.is_string(), "GoatCounter has no number of readers online");
        assert_eq!(fixture.out_json("data/site.json")["data"]["visits"], live);
        assert_eq!(allowed(&fixture)[0], "'self' https:");
    }
}

#[test]
fn the_policy_allows_connections_to_a_counter_without_https_but_no_pictures() {
    let fixture = fixture(json!("http://127.0.0.1:8081/v1/visits?site=xa.example"));
    fixture.build().unwrap();
    let expected = ["'self' https: http://127.0.0.1:8081", "'self' https: data:"];
    assert_eq!(allowed(&fixture), expected);
    let page = fixture.out("index.html");
    assert!(
        page.contains("connect-src &#39;self&#39; https: http://127.0.0.1:8081;")
            || page.contains("connect-src 'self' https: http://127.0.0.1:8081;"),
        "{page}"
    );
}

#[test]
fn an_invalid_counter_stops_the_build_and_is_named() {
    for (visits, problem) in [
        (
            json!({"kind": "matomo", "url": "https://a.b/"}),
            "data.visits: kind: expected \"file\", \"counter\" or \"goatcounter\"",
        ),
        (json!({"kind": "counter"}), "data.visits.url: is missing; expected text"),
    ] {
        let error = fixture(visits).build().unwrap_err().to_string();
        assert!(error.contains(&format!("data/site.json, {problem}")), "{error}");
    }
}

#[test]
fn an_option_replaces_the_counter_for_staging() {
    let counter = visits::VisitsSource::counter("http://localhost:8081").unwrap();
    let named = json!({"kind": "counter", "url": "http://localhost:8081/"});
    // The option replaces a missing file, another counter, and no counter.
    for visits in
        [json!("data/visits.json"), json!({"kind": "goatcounter", "url": "https://x.goatcounter.com"}), json!(null)]
    {
        let fixture = fixture(visits);
        let report = build(&Options { counter: Some(counter.clone()), ..fixture.options() }).unwrap();
        assert_eq!(report.findings, []);
        assert_eq!(fixture.out_json("data/site.json")["data"]["visits"], named);
        assert!(allowed(&fixture)[0].ends_with(" http://localhost:8081"));
    }
    let fixture = Fixture::new();
    plain_with(&fixture, true, None, Some(counter));
    let site = fixture.out_json("data/site.json");
    assert_eq!((&site["data"]["visits"], &site["name"]), (&named, &json!("Xã Thử")));
    assert!(allowed(&fixture)[0].ends_with(" http://localhost:8081"));
}

fn of_the_counter(findings: Vec<Finding>) -> Vec<(FindingKind, String)> {
    let is_it = |finding: &Finding| matches!(finding.kind, FindingKind::CounterSilent | FindingKind::NotLookedAt);
    findings.into_iter().filter(is_it).map(|finding| (finding.kind, finding.to_string())).collect()
}

#[test]
fn a_check_requests_the_counter_or_reports_that_it_did_not() {
    let now = Timestamp::from_unix(1_704_100_000);
    let folder = fixture(json!("https://dem.example"));
    let found = of_the_counter(check(&Folder::new(&folder.path("site")), now).unwrap().findings);
    let address = "data/site.json, data.visits: https://dem.example/v1/visits?site=xa%2Eexample";
    assert_eq!(found, [(FindingKind::NotLookedAt, address.to_owned())]);

    // The host also serves the answers of a counter.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        for (kind, file, good, hint) in [
            ("counter", "v1/visits", "{\"version\": 1, \"total\": 5}", "--origin"),
            ("goatcounter", "counter/TOTAL.json", "{\"count\": \"12 943\"}", "Allow adding visitor counts"),
        ] {
            let fixture = Fixture::new();
            let host = trangxa_host::Host::start(trangxa_host::Options::new(fixture.path("site"))).await.unwrap();
            let mut site = site();
            site["data"] = json!({"visits": {"kind": kind, "url": host.url()}});
            fixture.put_json("site/data/site.json", &site);
            let url = host.url();
            let look = async || {
                let url = url.clone();
                let checked = tokio::task::spawn_blocking(move || check(&Web::new(&url), now).unwrap()).await.unwrap();
                of_the_counter(checked.findings)
            };
            let missing = look().await;
            assert!(missing.len() == 1 && missing[0].0 == FindingKind::CounterSilent, "{missing:?}");
            assert!(
                missing[0].1.contains("there are no numbers for xa.example") && missing[0].1.contains(hint),
                "{missing:?}"
            );
            fixture.put(&format!("site/{file}"), good);
            assert_eq!(look().await, [], "{kind}");
            fixture.put(&format!("site/{file}"), "{\"error\": \"x\"}");
            assert_eq!(look().await.len(), 1, "{kind}");
        }
    });
}
