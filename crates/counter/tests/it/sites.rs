//! Several sites in one service; origins, CORS and proxies.

use crate::harness::{BrowserHit, Counter, ORIGIN, SITE, Setup};
use hyper::body::Bytes;
use trangxa_counter::http::ProxyHeader;

const TWO: &[&str] = &[
    "https://xa.example/",
    "https://www.xa.example/=xa.example",
    "https://tinh.example/nam-an-phu/",
    "https://tinh.example/",
];

#[tokio::test]
async fn each_site_has_its_own_count() {
    let counter = Counter::with(Setup { origins: TWO, ..Setup::default() }).await;
    let other = BrowserHit::default().with("origin", "https://tinh.example").of("tinh.example/nam-an-phu");
    counter.count(&BrowserHit::default()).await;
    counter.count(&other).await;
    counter.count(&other.clone().with("x-forwarded-for", "203.0.113.8")).await;
    assert_eq!(counter.visits_of(SITE).await.total, Some(1));
    assert_eq!(counter.visits_of("tinh.example/nam-an-phu").await.total, Some(2));
    assert_eq!(counter.visits_of("tinh.example").await.total, Some(0));
    let counter = counter.restart(|setup| setup.origins = &["https://tinh.example/nam-an-phu/"]).await;
    assert_eq!(
        counter.visits_of("tinh.example/nam-an-phu").await.total,
        Some(2),
        "the position in the list does not matter"
    );
    assert_eq!(counter.get("/v1/visits?site=xa.example").await.status, 404);
    let counter = counter.restart(|setup| setup.origins = TWO).await;
    assert_eq!(
        counter.visits_of(SITE).await.total,
        Some(1),
        "a site that was not counted for a while keeps its counts"
    );
}

#[tokio::test]
async fn two_addresses_of_a_site_are_counted_together() {
    let counter = Counter::with(Setup { origins: TWO, ..Setup::default() }).await;
    counter.count(&BrowserHit::default()).await;
    counter.count(&BrowserHit::default().with("origin", "https://www.xa.example").of("www.xa.example")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    assert_eq!(counter.visits_of("www.xa.example").await.total, Some(1));
}

#[tokio::test]
async fn hits_with_forged_sites_or_origins_are_refused() {
    let counter = Counter::with(Setup { origins: TWO, ..Setup::default() }).await;
    let answer = counter.hit(&BrowserHit::default().of("evil.example")).await;
    assert_eq!((answer.status, answer.error().as_str()), (404, "site: no such site is counted here"));
    for origin in [
        "https://evil.example",
        "http://xa.example",
        "https://xa.example:444",
        "https://xa.example.evil.example",
        "null",
        "https://tinh.example",
    ] {
        let answer = counter.hit(&BrowserHit::default().with("origin", origin)).await;
        assert_eq!(answer.status, 403, "{origin}");
    }
    assert_eq!(counter.hit(&BrowserHit::default().without("origin")).await.status, 403, "a hit without an origin");
    for site in ["", "XA.EXAMPLE", "xa.example/", "xa.example\u{0}"] {
        assert_eq!(counter.hit(&BrowserHit::default().of(site)).await.status, 404, "{site:?}");
    }
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    assert_eq!(counter.get("/v1/visits?site=evil.example").await.status, 404);
    assert_eq!(counter.get("/v1/pages?site=evil.example").await.status, 404);
}

#[tokio::test]
async fn only_pages_of_the_sites_may_read_the_answers() {
    let counter = Counter::with(Setup { origins: TWO, ..Setup::default() }).await;
    let request = async |method: &str, address: &str, origin: &str| {
        counter.request(method, address, &[("origin", origin.to_owned())], Bytes::new()).await
    };
    for address in ["/v1/visits?site=xa.example", "/v1/pages?site=xa.example", "/v1/visits?site=unknown"] {
        let answer = request("GET", address, ORIGIN).await;
        assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
        assert_eq!(answer.header("vary"), Some("origin"));
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        let answer = request("GET", address, "https://evil.example").await;
        assert_eq!(answer.header("access-control-allow-origin"), None, "{address}");
        assert_eq!(answer.header("vary"), Some("origin"), "caches must distinguish origins");
    }
    let answer = request("OPTIONS", "/v1/hit", ORIGIN).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET, POST"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("content-type"));
    let answer = request("OPTIONS", "/v1/hit", "https://evil.example").await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert_eq!(answer.header("access-control-allow-methods"), None);
}

#[tokio::test]
async fn forwarding_headers_of_untrusted_peers_are_not_used() {
    let counter = Counter::with(Setup { trusted: &[], ..Setup::default() }).await;
    for address in ["203.0.113.1", "203.0.113.2", "203.0.113.3"] {
        counter.count(&BrowserHit::from(address)).await;
        counter.count(&BrowserHit::from(address).with("forwarded", &format!("for={address}"))).await;
    }
    assert_eq!(counter.numbers().await, [1, 1, 1], "one client with several headers");
}

#[tokio::test]
async fn a_client_cannot_add_to_what_its_proxy_writes() {
    let counter = Counter::with(Setup { trusted: &["127.0.0.1/32", "10.0.0.0/8"], ..Setup::default() }).await;
    for forged in ["", "1.1.1.1, ", "2.2.2.2, 3.3.3.3, ", "nonsense, ", "10.0.0.9, ", "ệ, "] {
        counter.count(&BrowserHit::from(&format!("{forged}203.0.113.7, 10.0.0.1"))).await;
        counter.count(&BrowserHit::from(&format!("{forged}203.0.113.7")).with("forwarded", "for=4.4.4.4")).await;
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn the_forwarded_header_is_used_if_the_proxy_writes_it() {
    let setup = Setup { proxy_header: ProxyHeader::Forwarded, ..Setup::default() };
    let counter = Counter::with(setup).await;
    let from = |value: &str, spoofed: &str| BrowserHit::from(spoofed).with("forwarded", value);
    counter.count(&from("for=203.0.113.1;proto=https", "1.1.1.1")).await;
    counter.count(&from("for=6.6.6.6, For=\"203.0.113.1:4711\"", "2.2.2.2")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.count(&from("for=\"[2001:db8::1]\"", "1.1.1.1")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}
