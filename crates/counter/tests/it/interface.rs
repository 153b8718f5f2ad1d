//! The HTTP interface and its description; metrics; a clean stop.

use crate::harness::{BrowserHit, Counter, SITE, described};
use crate::program::{Folder, Program};
use hyper::Method;
use hyper::body::Bytes;
use serde_json::Value;

#[tokio::test]
async fn the_description_is_served_and_names_every_address() {
    let counter = Counter::start().await;
    let document = counter.get("/v1/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    let paths: Vec<_> = described().into_iter().map(|(path, method)| format!("{method} {path}")).collect();
    assert_eq!(paths, ["GET /v1/healthz", "POST /v1/hit", "GET /v1/pages", "GET /v1/visits"]);
    for (path, method) in described() {
        assert_ne!(counter.request(method.as_str(), &path, &[], Bytes::new()).await.status, 404, "{method} {path}");
    }
}

/// That the description contains every answer is checked by [`crate::harness`] in all tests.
#[tokio::test]
async fn every_field_of_the_description_is_explained() {
    let counter = Counter::start().await;
    let document = counter.get("/v1/openapi.json").await.json();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name}");
        for (field, property) in schema["properties"].as_object().unwrap() {
            let words = property["description"].as_str().unwrap_or_default();
            assert!(words.ends_with('.') || words.ends_with("\"."), "{name}.{field}: {words}");
        }
    }
}

#[tokio::test]
async fn other_methods_and_addresses_are_refused_in_json() {
    let counter = Counter::start().await;
    for (method, address, status) in [
        (Method::GET, "/v1/hit", 405),
        (Method::DELETE, "/v1/visits", 405),
        (Method::GET, "/", 404),
        (Method::GET, "/v1/", 404),
        (Method::GET, "/v1/visits", 400),
        (Method::GET, "/v1/pages?site=xa.example&limit=0", 400),
        (Method::GET, "/v1/pages?site=xa.example&limit=51", 400),
        (Method::GET, "/v1/pages?site=xa.example&limit=many", 400),
    ] {
        let answer = counter.request(method.as_str(), address, &[], Bytes::new()).await;
        assert_eq!(answer.status, status, "{method} {address}");
        assert!(!answer.error().is_empty());
    }
}

#[tokio::test]
async fn answers_cannot_be_interpreted_as_pages() {
    let counter = Counter::start().await;
    for address in ["/v1/visits?site=xa.example", "/nothing"] {
        let answer = counter.get(address).await;
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn numbers_are_revalidated_and_lists_are_cached_for_a_minute() {
    let counter = Counter::start().await;
    let cache_control = async |address: &str| counter.get(address).await.header("cache-control").map(ToOwned::to_owned);
    assert_eq!(cache_control("/v1/visits?site=xa.example").await.as_deref(), Some("no-cache"));
    assert_eq!(cache_control("/v1/pages?site=xa.example").await.as_deref(), Some("max-age=60"));
    assert_eq!(cache_control("/v1/healthz").await.as_deref(), Some("no-store"));
}

#[tokio::test]
async fn metrics_have_an_address_of_their_own() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.hit(&BrowserHit::default().of("evil.example")).await;
    assert_eq!(counter.get("/metrics").await.status, 404, "not on the public address");
    let metrics = counter.metrics().await;
    for line in [
        "trangxa_counter_hits_total{outcome=\"Counted\"} 1",
        "trangxa_counter_hits_total{outcome=\"UnknownSite\"} 1",
        "trangxa_counter_visits_total{site=\"xa.example\"} 1",
        "trangxa_counter_online{site=\"xa.example\"} 1",
        "trangxa_counter_commit_seconds_count 1",
        "# EOF",
    ] {
        assert!(metrics.lines().any(|it| it == line), "{line} in\n{metrics}");
    }
}

#[tokio::test]
async fn a_clean_stop_writes_all_counts() {
    let counter = Counter::start().await;
    for address in 0..50 {
        counter.count(&BrowserHit::from(&format!("203.0.113.{address}"))).await;
    }
    let counter = counter.restart(|_| {}).await;
    let names: Vec<String> = counter.files().into_iter().map(|(name, _)| name).collect();
    assert!(names.contains(&"counter.db".to_owned()), "{names:?}");
    assert_eq!(counter.numbers().await, [50, 50, 50]);
    let visits: Value = counter.get(&format!("/v1/visits?site={SITE}")).await.json();
    assert_eq!(visits["visitors"], 50);
}

#[test]
fn the_program_stops_when_standard_input_ends_only_if_it_is_asked_to() {
    let folder = Folder::new();
    let mut program = Program::start(folder.serve().arg("--exit-with-stdin"));
    assert_eq!(program.client().get("/v1/healthz").unwrap().status, 200);
    program.close_stdin();
    let (status, log) = program.wait();
    assert!(status.success() && log.contains("stopping"), "{log}");

    let mut program = folder.start();
    program.close_stdin();
    assert_eq!(program.client().get("/v1/healthz").unwrap().status, 200);
    assert!(program.stop().0.success());
}
