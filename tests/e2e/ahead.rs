//! What a page asks for by itself: nothing that it has brought, and what a thumb will probably tap next.

use serde_json::{Value, json};
use std::fs;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE};

/// Waits until what the program does at the browser's idle moments has been asked for.
const IDLE: &str = "
    const idle = () => new Promise(done => requestIdleCallback(done, { timeout: 1000 }));
    await idle();
    await idle();
";

/// A tall phone, on which many headlines are seen.
const TALL: Profile = Profile {
    width: 360,
    height: 6_000,
    density: 1,
    dark: false,
    javascript: true,
    reduced_motion: false,
    time_zone: None,
    workers: false,
};

/// The paths that the host was asked for, below its root, without pictures and icons.
fn asked(host: &Host) -> Vec<String> {
    let paths = host.requests().into_iter().map(|it| it.path.trim_start_matches('/').to_owned());
    paths.filter(|path| !["media/", "icons/", "manifest"].iter().any(|other| path.starts_with(other))).collect()
}

/// The articles that the host was asked for.
fn articles(host: &Host) -> Vec<String> {
    asked(host).into_iter().filter(|path| path.starts_with("data/bai/")).collect()
}

async fn idle(browser: &Browser) {
    browser.eval_async(IDLE).await;
    sites::settled(browser).await;
}

/// An article on a stopped clock, once the program runs. This script runs first.
async fn open_article(first: &str) -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    browser.run_first(first).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    (host, browser)
}

#[tokio::test]
async fn an_article_asks_for_nothing_that_its_page_has_brought() {
    let (host, browser) = open_article("").await;
    idle(&browser).await;
    browser.turn_clock(29).await;
    // The part of the program that keeps the page current is fetched when the browser is idle.
    let first_visit: Vec<_> = asked(&host).into_iter().filter(|it| !it.starts_with("part-")).collect();
    assert_eq!(first_visit.len(), 4, "more than page, boot.js, glue and main part: {first_visit:?}");
    host.forget_requests();
    browser.turn_clock(17).await;
    let mut first_poll = asked(&host);
    first_poll.sort();
    let item = sites::document_of(ARTICLE);
    assert_eq!(
        first_poll,
        ["data/alerts.json", item.as_str(), "data/office.json", "data/tthc.json", "data/visits.json"]
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_page_that_the_browser_had_kept_is_renewed_at_once() {
    let (host, browser) =
        open_article("performance.getEntriesByType = () => [{ transferSize: 0, responseEnd: 1 }]").await;
    for document in ["data/tthc.json", "data/visits.json", &sites::document_of(ARTICLE)] {
        sites::until_answered(&host, document, 1).await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn what_was_brought_is_not_asked_for_by_a_reader_who_goes_and_comes_back() {
    let (host, browser) = open_article("").await;
    sites::follow(&browser, ".brand").await;
    browser.eval("history.back()").await;
    sites::arrived(&browser, &format!("/{ARTICLE}")).await;
    idle(&browser).await;
    let item = sites::document_of(ARTICLE);
    assert_eq!(sites::count_requests(&host, &item), 0, "{:?}", asked(&host));
    // Later the article is asked for when the reader comes to it.
    browser.turn_clock(31).await;
    host.forget_requests();
    sites::follow(&browser, ".brand").await;
    browser.eval("history.back()").await;
    sites::until_answered(&host, &item, 1).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_articles_behind_the_first_headlines_in_view_are_fetched_one_after_the_other() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(TALL).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let seen = browser.eval("return Array.from(document.querySelectorAll('main .cards a'), it => it.pathname)").await;
    let seen: Vec<_> = seen.as_array().expect("a list").iter().filter_map(|it| it.as_str()).collect();
    assert!(seen.len() > 6, "{seen:?}");
    let first =
        |count: usize| -> Vec<String> { seen.iter().take(count).map(|path| sites::document_of(path)).collect() };
    sites::until_answered(&host, &first(6)[5], 1).await;
    idle(&browser).await;
    assert_eq!(articles(&host), first(6));
    // Reading on in the same list does not ask for more, and a list that is opened again does not ask for the same.
    browser.eval("scrollTo(0, 400)").await;
    sites::follow(&browser, ".brand").await;
    sites::arrived(&browser, "/").await;
    idle(&browser).await;
    let all = articles(&host);
    let mut once = all.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), all.len(), "{all:?}");
    browser.finish(&[]).await;

    // An answer that does not come keeps the others from being asked for.
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(TALL).await;
    host.faults().set(&first(1)[0], Fault::Never);
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    sites::until("the first article", || !articles(&host).is_empty()).await;
    idle(&browser).await;
    assert_eq!(articles(&host), first(1));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn headlines_below_the_screen_are_fetched_when_they_are_seen() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, height: 640, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    sites::until("an article", || !articles(&host).is_empty()).await;
    idle(&browser).await;
    let last = "Array.from(document.querySelectorAll('main .cards a')).at(-1)";
    let path = browser.eval(&format!("return {last}.pathname")).await;
    let document = sites::document_of(path.as_str().expect("a path"));
    assert_eq!(sites::count_requests(&host, &document), 0, "{:?}", articles(&host));
    browser.eval(&format!("{last}.scrollIntoView()")).await;
    sites::until_answered(&host, &document, 1).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_is_fetched_ahead_over_a_slow_network_or_for_readers_who_save_data() {
    for connection in [json!({"effectiveType": "2g"}), json!({"effectiveType": "slow-2g"}), json!({"saveData": true})] {
        let host = sites::serve(sites::demo(), "/").await;
        let browser = Browser::open(Profile::default()).await;
        // A page with choices starts the program for readers who save data, once they touch it. Then they go to a list.
        browser.run_first(&format!("Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")).await;
        browser.goto(&format!("{}tthc/", host.url())).await;
        browser.eval("app.dispatchEvent(new Event('pointerdown'))").await;
        sites::live(&browser).await;
        sites::follow(&browser, ".brand").await;
        idle(&browser).await;
        assert_eq!(articles(&host), [""; 0], "{connection}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_tap_on_a_headline_that_was_seen_shows_the_article_in_the_next_frame() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, height: 1_000, ..Profile::default() }).await;
    sites::open_live(&browser, &host.url()).await;
    sites::until("an article", || !articles(&host).is_empty()).await;
    sites::until_answered(&host, &articles(&host)[0], 1).await;
    idle(&browser).await;
    host.forget_requests();
    let shown = browser
        .eval_async(
            "const link = document.querySelector('.lead a');
             const headline = link.innerText;
             link.click();
             await new Promise(requestAnimationFrame);
             return [document.querySelector('main h1').innerText === headline, document.querySelectorAll('main .prose p').length > 1]",
        )
        .await;
    assert_eq!(shown, json!([true, true]));
    sites::settled(&browser).await;
    assert_eq!(asked(&host), [""; 0], "everything was here");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_article_is_built_off_the_page_before_one_is_opened() {
    // A picture of its own, which the list does not show.
    let site = sites::copy_of(sites::demo());
    let path = site.path().join(sites::document_of(ARTICLE));
    let mut item: Value = serde_json::from_slice(&fs::read(&path).expect("an article's document")).expect("JSON");
    item["image"] = json!("/media/tren.png");
    item["content_html"] = json!(r#"<p>Thử <img src="/media/duoi.png" alt=""> <a href="/">trang</a></p>"#);
    fs::write(&path, item.to_string()).expect("the document is written");
    let host = sites::serve(site.path(), "/").await;
    let browser = Browser::open(TALL).await;
    browser
        .run_first(
            "window.made = [];
             const make = Document.prototype.createElement;
             Document.prototype.createElement = function (...all) {
                 const element = make.apply(this, all);
                 made.push(element);
                 return element;
             };",
        )
        .await;
    // Its first article.
    sites::open_live(&browser, &format!("{}chuyen-muc/nong-nghiep-nong-thon/", host.url())).await;
    let built = "window.made.filter(it => it.matches('article.article') && !it.isConnected)";
    browser.wait("an article off the page", &format!("{built}[0]?.querySelector('.prose a')")).await;
    // Once in a visit.
    sites::follow(&browser, ".brand").await;
    idle(&browser).await;
    idle(&browser).await;
    assert_eq!(browser.eval(&format!("return {built}.length")).await, json!(1));
    for picture in ["media/tren.png", "media/duoi.png"] {
        assert_eq!(sites::count_requests(&host, picture), 0, "{picture} is fetched for a page that is not shown");
    }
    browser.finish(&[]).await;
}
