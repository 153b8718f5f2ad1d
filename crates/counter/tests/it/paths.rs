//! Which paths are counted by name.

use crate::harness::{BrowserHit, Counter, Setup};
use trangxa_counter::site::CountedPaths;

/// Paths and their views, as [`Counter::pages`] gives them.
fn views(pages: &[(&str, u64)]) -> Vec<(String, u64)> {
    pages.iter().map(|(path, views)| ((*path).to_owned(), *views)).collect()
}

#[tokio::test]
async fn only_pages_of_the_portal_are_counted_by_name() {
    let counter = Counter::start().await;
    let mut reader = 0;
    let mut read = async |path: &str| {
        reader += 1;
        counter.hit(&BrowserHit::from(&format!("203.0.113.{reader}")).on(path)).await
    };
    for path in ["/wp-login.php", "/bai/hop_dan/", "/a/b/c/", "/%F0%9F%98%80/", "/bai/x/../y/"] {
        let answer = read(path).await;
        assert_eq!(answer.status, 204, "{path}");
        assert_eq!(
            answer.header("x-trangxa-counter"),
            Some("counted; the page is not listed: the site has no page at this path")
        );
    }
    for path in ["/", "/tthc/", "/bai/mot/", "/chuyen-muc/thong-bao/trang/2/"] {
        assert_eq!(read(path).await.header("x-trangxa-counter"), Some("counted"), "{path}");
    }
    assert_eq!(counter.numbers().await, [9, 9, 9], "visits are counted on every path");
    let pages = views(&[("/", 1), ("/bai/mot/", 1), ("/chuyen-muc/thong-bao/trang/2/", 1), ("/tthc/", 1)]);
    assert_eq!(counter.pages(1).await, pages);
}

#[tokio::test]
async fn all_forms_of_a_path_are_one_page() {
    let counter = Counter::with(Setup {
        origins: &["https://tinh.example/xa/", "https://xa.example/=tinh.example/xa"],
        ..Setup::default()
    })
    .await;
    let forms = [
        "/bai/hop-dan/",
        "/bai/hop-dan",
        "/bai/hop-dan/index.html?fbclid=1",
        "/%62ai/hop%2Ddan/#cuoi",
        "/bai//hop-dan/",
        "/xa/bai/hop-dan/",
    ];
    for (reader, path) in forms.iter().enumerate() {
        counter.count(&BrowserHit::from(&format!("203.0.113.{reader}")).of("tinh.example/xa").on(path)).await;
        counter.count(&BrowserHit::from(&format!("203.0.113.{reader}")).of("tinh.example/xa").on(forms[0])).await;
    }
    counter.pass(21);
    let pages = counter.get("/v1/pages?site=tinh.example/xa").await.json();
    let pages = pages["periods"][0]["pages"].as_array().unwrap();
    assert_eq!(pages.len(), 1, "{pages:?}");
    assert_eq!(
        (pages[0]["path"].as_str(), pages[0]["views"].as_u64()),
        (Some("/bai/hop-dan/"), Some(6)),
        "a reload is no view"
    );
}

#[tokio::test]
async fn other_sites_may_have_any_paths() {
    let counter = Counter::with(Setup { paths: CountedPaths::Any, ..Setup::default() }).await;
    for path in ["/Trang/1.aspx", "/Trang//1.aspx?id=7", "/%54rang/1.aspx"] {
        counter.count(&BrowserHit::default().on(path)).await;
    }
    assert_eq!(counter.pages(1).await, views(&[("/Trang/1.aspx", 1)]));
}

#[tokio::test]
async fn one_address_cannot_use_up_the_names_of_a_day() {
    let counter = Counter::with(Setup { new_pages: 5, ..Setup::default() }).await;
    counter.count(&BrowserHit::from("203.0.113.1").on("/bai/that/")).await;
    let script = BrowserHit::from("203.0.113.66");
    let mut refused = 0;
    for number in 0..40 {
        let answer = counter.hit(&script.clone().on(&format!("/bai/bia-{number}/"))).await;
        assert_eq!(answer.status, 204);
        refused += u32::from(answer.header("x-trangxa-counter").unwrap().contains("too many new pages"));
    }
    assert_eq!(refused, 35);
    counter.count(&script.clone().on("/bai/that/")).await;
    counter.count(&BrowserHit::from("203.0.113.2").on("/bai/bia-39/")).await;
    let pages = counter.pages(1).await;
    assert_eq!(pages.len(), 7, "{pages:?}");
    assert!(pages.contains(&("/bai/that/".to_owned(), 2)), "a page that another opened is counted: {pages:?}");
    assert!(pages.contains(&("/bai/bia-39/".to_owned(), 1)), "other addresses are not limited: {pages:?}");
    assert_eq!(counter.numbers().await, [3, 3, 3], "the script is one visitor");
}

#[tokio::test]
async fn the_answer_says_why_a_hit_was_not_counted() {
    let counter = Counter::with(Setup { rate: 12, newcomers: 2, ..Setup::default() }).await;
    let hit = BrowserHit::default;
    let browser =
        |number: u32| format!("Mozilla/5.0 (X11; Linux x86_64; rv:{number}) Gecko/20100101 Firefox/{number}.0");
    for (hit, status, words) in [
        (hit(), 204, "counted"),
        (hit(), 204, "counted"),
        (hit().with("user-agent", "curl/8.5.0"), 204, "not counted: a program (not the user agent of a browser)"),
        (hit().with("user-agent", ""), 204, "not counted: a program (no user agent)"),
        (
            hit().with("user-agent", &format!("{} Tinbot", browser(1))),
            204,
            "not counted: a program (the user agent contains \"*bot\")",
        ),
        (hit().with("dnt", "1"), 204, "not counted: the reader asks for it (dnt: 1)"),
        (hit().with("sec-gpc", "1"), 204, "not counted: the reader asks for it (sec-gpc: 1)"),
        (hit().with("sec-purpose", "prefetch"), 204, "not counted: the page is loaded in advance (sec-purpose)"),
        (hit().with("origin", "https://evil.example"), 403, "not counted: refused"),
        (hit().of("evil.example"), 404, "not counted: refused"),
        (hit().with("user-agent", &browser(2)), 204, "counted"),
        (hit().with("user-agent", &browser(3)), 204, "not counted: too many new visitors from this address"),
        (hit(), 429, "not counted: refused"),
    ] {
        let answer = counter.hit(&hit).await;
        assert_eq!((answer.status, answer.header("x-trangxa-counter")), (status, Some(words)));
        assert_eq!(
            answer.header("access-control-expose-headers"),
            (status != 403).then_some("retry-after"),
            "scripts of pages cannot read it"
        );
    }
}
