//! Visitor counters from every source and with every failure, reports of views, and the list of most read articles.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use trangxa_e2e::counter::{Answer, Counter};
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::Host;

use crate::sites::{self, ARTICLE, SUB};

/// 09:00:30 in Vietnam, half a minute after the time of the stand-in's counts.
const MORNING: &str = "2026-11-26T09:00:30+07:00";
const NOTICE: &str = "document.querySelector('.status [role=status]').innerText";

/// The address of the counter in the sites that are published once and copied for each test.
const ANY_COUNTER: &str = "http://127.0.0.1:54321";

/// The demo site with another source of visits, published into a folder of this name.
fn site(name: &str, base: &str, visits: Value) -> PathBuf {
    let site = sites::demo_site_with(|json| json["data"]["visits"] = visits);
    sites::published(&format!("visits-{name}"), site.path(), base)
}

/// A copy of a built site, served, with a counter of its own in place of [`ANY_COUNTER`].
async fn with_counter(site: &Path, name: &str) -> (Counter, Host) {
    let counter = Counter::start().await;
    let copy = sites::copy_with(site, &format!("visits-{name}"), ANY_COUNTER, counter.url().trim_end_matches('/'));
    let host = sites::serve(&copy, "/").await;
    (counter, host)
}

/// The demo site with a live counter; no other test may use this name.
async fn counted(name: &str) -> (Counter, Host) {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    with_counter(SITE.get_or_init(|| site("counter", "/", json!(format!("{ANY_COUNTER}/")))), name).await
}

/// The demo site with GoatCounter; no other test may use this name.
async fn goat(name: &str) -> (Counter, Host) {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    let visits = || json!({"kind": "goatcounter", "url": format!("{ANY_COUNTER}/")});
    with_counter(SITE.get_or_init(|| site("goatcounter", "/", visits())), name).await
}

/// Sets the reader's clock to this time, at which it stays.
async fn set_time(browser: &Browser, time: &str) {
    browser.run_first(&format!("Date.now = () => Date.parse('{time}')")).await;
}

async fn until_numbers(browser: &Browser, expected: &[&str]) {
    let shown = "Array.from(document.querySelectorAll('.counters b'), it => it.innerText).join()";
    browser.wait(&format!("the numbers {expected:?}"), &format!("{shown} === '{}'", expected.join(","))).await;
}

async fn until_hits(counter: &Counter, expected: &[&str]) {
    sites::until(&format!("the hits {expected:?}"), || counter.hits().len() >= expected.len()).await;
    assert_eq!(counter.hits(), expected);
}

/// The line that says how old the counts are.
async fn age(browser: &Browser) -> Value {
    browser.eval("return document.querySelector('.counters > p').innerText").await
}

#[tokio::test]
async fn each_view_is_reported_once_and_the_reader_is_among_the_numbers() {
    let (counter, host) = counted("views").await;
    let browser = Browser::open(Profile::default()).await;
    set_time(&browser, MORNING).await;
    sites::open_live(&browser, &host.url()).await;
    until_numbers(&browser, &["2", "41", "12.901"]).await;
    until_hits(&counter, &["/"]).await;
    // The list of most read pages is asked for by a part of its own, at any time.
    let mut asked = counter.asked("/v1/");
    asked.retain(|it| !it.path.starts_with("/v1/pages"));
    let view = &asked[0];
    assert_eq!((view.method.as_str(), view.path.as_str()), ("POST", "/v1/hit"), "the view comes first: {asked:?}");
    assert_eq!(view.body, "{\"site\":\"127.0.0.1\",\"path\":\"/\"}");
    assert!(view.content_type.starts_with("text/plain"), "{view:?}");
    assert_eq!(counter.asked("/v1/visits?site=127.0.0.1").len(), 1);

    // Each page that is navigated to is a view, and no reason to ask for the numbers again.
    let article = sites::follow(&browser, ".lead a").await;
    until_hits(&counter, &["/", &article]).await;
    sites::follow(&browser, ".menu a[href$='/tthc/']").await;
    until_hits(&counter, &["/", &article, "/tthc/"]).await;
    // Changes on a page, of its address or of its history are not views.
    browser.click(".picker input[value='Năm']").await;
    browser.wait("the year", "location.search === '?ky=2025'").await;
    browser.back().await;
    browser.wait("the month", "location.search === ''").await;
    browser.eval("location.hash = 'noi-dung'").await;
    browser.wait("the place", "location.hash === '#noi-dung'").await;
    browser.click(".footer button").await;
    browser.click(".footer button").await;
    browser.back().await;
    browser.eval("history.replaceState(history.state, '', location.pathname + '?a=1')").await;
    sites::renew(&browser).await;
    sites::settled(&browser).await;
    browser.back().await;
    sites::arrived(&browser, &article).await;
    until_hits(&counter, &["/", &article, "/tthc/", &article]).await;
    // A report that fails is not repeated, so that no view is counted twice.
    counter.set("/v1/hit", Answer::Text(503, Some(("retry-after", "1")), "{\"error\": \"full\"}"));
    browser.back().await;
    sites::arrived(&browser, "/").await;
    until_hits(&counter, &["/", &article, "/tthc/", &article, "/"]).await;
    sites::settled(&browser).await;
    assert_eq!(counter.hits().len(), 5);
    browser.finish(&["/v1/hit - Failed", NO_MOST_READ]).await;
}

#[tokio::test]
async fn a_site_in_a_folder_is_named_with_it_and_an_address_without_a_page_is_not_counted() {
    let counter = Counter::start().await;
    let site = site("below", SUB, json!({"kind": "counter", "url": counter.url().trim_end_matches('/')}));
    let host = sites::serve(&site, SUB).await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}bai/khong-co/", host.url())).await;
    sites::until("the numbers to be asked for", || !counter.asked("/v1/visits?site=127.0.0.1%2Fquangthanh").is_empty())
        .await;
    sites::settled(&browser).await;
    assert_eq!(counter.hits(), [""; 0]);
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    until_hits(&counter, &[&format!("/{ARTICLE}")]).await;
    let hit = &counter.asked("/v1/hit")[0];
    assert!(hit.body.contains("\"site\":\"127.0.0.1/quangthanh\""), "{hit:?}");
    browser.finish(&["/quangthanh/bai/khong-co/ - Failed", "/quangthanh/data/bai/khong-co.json - Failed"]).await;
}

#[tokio::test]
async fn counts_from_a_file_are_shown_and_no_view_is_reported() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first("window.reported = []; navigator.sendBeacon = (...it) => reported.push(it)").await;
    sites::open_live(&browser, &host.url()).await;
    until_numbers(&browser, &["3", "41", "18.204"]).await;
    sites::follow(&browser, ".lead a").await;
    sites::settled(&browser).await;
    assert_eq!(browser.eval("return reported").await, json!([]));
    let said =
        browser.eval("return Array.from(document.querySelectorAll('.counters details p'), it => it.textContent)").await;
    let expected = [
        "Người xem trang trong 5 phút vừa qua.",
        "Lượt truy cập, tính từ 0 giờ hôm nay.",
        "Lượt truy cập, tính từ ngày 01/03/2019.",
    ];
    assert_eq!(said, json!(expected), "how it was counted is not known");
    assert_eq!(age(&browser).await, "Số lượt truy cập lúc 30/06/2025 17:05");
    assert!(!browser.exists(".popular").await);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn goatcounter_counts_without_its_script_and_its_numbers_are_read() {
    let (counter, host) = goat("goat").await;
    let browser = Browser::open(Profile::default()).await;
    set_time(&browser, MORNING).await;
    sites::open_live(&browser, &host.url()).await;
    browser.wait("the total", "document.querySelector('.counters')?.innerText.includes('12.90')").await;
    assert_eq!(browser.texts(".counters summary").await.len(), 2, "who is online is not known there");
    assert!(browser.text(".counters").await.starts_with("Hôm nay 4"));
    let asked = counter.asked("/counter/");
    assert_eq!(asked[0].path, "/counter/TOTAL.json");
    assert_eq!(asked[1].path, "/counter/TOTAL.json?start=2026-11-26");
    sites::until("the hit", || !counter.hits().is_empty()).await;
    let title = browser.eval("return encodeURIComponent(document.title)").await;
    assert_eq!(counter.hits(), [format!("/count?p=%2F&t={}", title.as_str().expect("a title"))]);
    let path = sites::follow(&browser, ".lead a").await;
    sites::until("the second hit", || counter.hits().len() == 2).await;
    assert!(
        counter.hits()[1].starts_with(&format!("/count?p={}&t=", path.replace('/', "%2F"))),
        "{:?}",
        counter.hits()
    );
    browser.click(".counters summary").await;
    let said = browser.text(".counters details p").await;
    for part in ["7 giờ sáng", "GoatCounter", "8 giờ", "4 giờ", "máy tự động", "“Không theo dõi”", "cookie"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!browser.exists(".popular").await && counter.asked("/v1/").is_empty());

    // GoatCounter's day begins at 07:00. Before that nothing is known of today, and yesterday's count is not shown.
    let early = Browser::open(Profile::default()).await;
    set_time(&early, "2026-11-26T06:59:00+07:00").await;
    sites::open_live(&early, &host.url()).await;
    early.wait("the total", "document.querySelector('.counters')?.innerText.includes('12.90')").await;
    assert!(early.text(".counters").await.starts_with("Hôm nay —"));
    early.finish(&[]).await;
    browser.finish(&[]).await;
}

/// Every way to fail.
fn failures() -> Vec<Answer> {
    vec![
        Answer::Text(403, None, "{\"error\": \"Need to enable the setting\"}"),
        Answer::Unreadable(403, "Need to enable the setting"),
        Answer::Text(404, None, "{\"error\": \"unknown site\"}"),
        Answer::Text(429, Some(("retry-after", "90")), "{\"error\": \"too fast\"}"),
        Answer::Text(503, Some(("retry-after", "90")), "{\"error\": \"full\"}"),
        Answer::Text(200, None, "<!doctype html><title>Xin chào</title>"),
        Answer::Text(200, None, "{\"version\":1,\"total\":\"<b>\""),
        Answer::Text(200, None, "{\"version\":7,\"count\":7}"),
        Answer::Text(200, None, ""),
        Answer::Closed,
        Answer::Never,
    ]
}

/// The complaint about the list of most read pages, which the stand-in does not have unless a test sets one.
const NO_MOST_READ: &str = "/v1/pages?site=127.0.0.1&limit=20 - Failed";

#[tokio::test]
async fn whatever_a_counter_answers_the_page_stays_and_an_unknown_number_is_a_dash() {
    for (name, (counter, host), path, dashes) in [
        ("counter", counted("failing").await, "/v1/visits", 3),
        ("goatcounter", goat("goat-failing").await, "/counter/", 2),
    ] {
        let browser = Browser::open(Profile::default()).await;
        set_time(&browser, MORNING).await;
        for failure in failures() {
            counter.set(path, failure.clone());
            let before = counter.asked(path).len();
            sites::open_live(&browser, &host.url()).await;
            sites::until("the numbers to be asked for", || counter.asked(path).len() > before).await;
            sites::settled(&browser).await;
            assert_eq!(browser.texts(".counters b").await, vec!["—"; dashes], "{name} {failure:?}");
            assert_eq!(age(&browser).await, "", "{name} {failure:?}");
            assert_eq!(browser.eval(&format!("return {NOTICE}")).await, "", "{name} {failure:?}");
            let layout = "return JSON.stringify([...document.querySelectorAll('.footer, .counters summary')].map(it => it.getBoundingClientRect()))";
            let empty = browser.eval(layout).await;
            // When the counter works again, the numbers take the places of the dashes.
            counter.heal();
            sites::renew(&browser).await;
            let last = format!("document.querySelectorAll('.counters b')[{}].innerText.startsWith('12.9')", dashes - 1);
            // While the counter has not answered, the request stays under way.
            if !matches!(failure, Answer::Never) {
                browser.wait("the numbers", &last).await;
                assert_eq!(browser.eval(layout).await, empty, "{name}: something moved");
            }
            sites::follow(&browser, ".lead a").await;
        }
        browser.finish(&[path, NO_MOST_READ]).await;
    }
}

#[tokio::test]
async fn numbers_that_cannot_be_renewed_show_their_time_and_no_notice() {
    for (name, (counter, host), path) in
        [("counter", counted("old").await, "/v1/visits"), ("goatcounter", goat("goat-old").await, "/counter/")]
    {
        let browser = Browser::open(Profile::default()).await;
        set_time(&browser, MORNING).await;
        browser.stop_clock().await;
        sites::open_live(&browser, &host.url()).await;
        browser.turn_clock(2).await;
        let shown = browser.texts(".counters b").await;
        assert!(shown.iter().all(|number| number != "—"), "{name}: {shown:?}");
        assert_eq!(age(&browser).await, "", "{name}");
        counter.set(path, Answer::Closed);
        browser.turn_clock(130).await;
        assert_eq!(age(&browser).await, "Số lượt truy cập lúc 09:00", "{name}");
        assert_eq!(browser.texts(".counters b").await, shown, "{name}");
        assert_eq!(browser.eval(&format!("return {NOTICE}")).await, "", "{name}: of the counters alone");
        // The day after, the line has the date as well.
        browser.eval("const now = Date.now; Date.now = () => now() + 86400000").await;
        browser.turn_clock(61).await;
        assert_eq!(age(&browser).await, "Số lượt truy cập lúc 26/11/2026 09:00", "{name}");
        browser.finish(&[path, NO_MOST_READ]).await;
    }
}

#[tokio::test]
async fn the_counter_is_asked_every_minute_and_its_retry_after_is_respected() {
    let (counter, host) = counted("rest").await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    sites::open_live(&browser, &host.url()).await;
    until_hits(&counter, &["/"]).await;
    assert_eq!(counter.asked("/v1/visits").len(), 0, "the reader's own view goes first");
    browser.turn_clock(1).await;
    assert_eq!(counter.asked("/v1/visits").len(), 1);
    browser.turn_clock(300).await;
    assert_eq!(counter.asked("/v1/visits").len(), 6);
    assert_eq!(counter.hits(), ["/"]);
    counter.set("/v1/visits", Answer::Text(429, Some(("retry-after", "600")), "{}"));
    browser.turn_clock(600).await;
    assert_eq!(counter.asked("/v1/visits").len(), 7);
    counter.heal();
    browser.turn_clock(60).await;
    assert_eq!(counter.asked("/v1/visits").len(), 8);
    browser.click(".footer button").await;
    browser.turn_clock(3_600).await;
    assert_eq!(counter.asked("/v1/visits").len(), 8, "paused");
    browser.finish(&["/v1/visits?site=127.0.0.1 - Failed", NO_MOST_READ]).await;
}

/// A tab that is opened behind another one, and a page that the browser prerenders.
#[tokio::test]
async fn a_hidden_page_is_counted_when_it_becomes_visible() {
    let (counter, host) = counted("hidden").await;
    for (hide, show, event) in [
        (
            "visibilityState', { configurable: true, get: () => 'hidden'",
            "visibilityState', { configurable: true, get: () => 'visible'",
            "visibilitychange",
        ),
        (
            "prerendering', { configurable: true, get: () => true",
            "prerendering', { configurable: true, get: () => false",
            "prerenderingchange",
        ),
    ] {
        let before = counter.asked("/v1/").len();
        let hits = counter.hits().len();
        let browser = Browser::open(Profile::default()).await;
        browser.run_first(&format!("Object.defineProperty(document, '{hide} }})")).await;
        sites::open_live(&browser, &host.url()).await;
        sites::settled(&browser).await;
        assert_eq!(counter.asked("/v1/").len(), before, "{event}: nothing is reported, and nothing asked for");
        browser
            .eval(&format!("Object.defineProperty(document, '{show} }}); document.dispatchEvent(new Event('{event}'))"))
            .await;
        sites::until("the hit", || counter.hits().len() > hits).await;
        browser.wait("the numbers", "document.querySelector('.counters b').innerText === '2'").await;
        browser.eval(&format!("document.dispatchEvent(new Event('{event}'))")).await;
        sites::settled(&browser).await;
        assert_eq!(counter.hits().len(), hits + 1, "{event}");
        // Going back to a page that the browser kept is a view; the first `pageshow` of a page is not a second one.
        browser.eval("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))").await;
        browser.eval("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await;
        sites::until("the hit", || counter.hits().len() > hits + 1).await;
        sites::settled(&browser).await;
        assert_eq!(counter.hits().len(), hits + 2, "{event}");
        browser.finish(&[NO_MOST_READ]).await;
    }
}

#[tokio::test]
async fn a_reader_who_asks_not_to_be_tracked_is_not_counted_and_sees_the_numbers() {
    let (counter, host) = counted("privacy").await;
    let (goat, goat_host) = goat("goat-privacy").await;
    for wish in ["doNotTrack', { get: () => '1'", "globalPrivacyControl', { get: () => true"] {
        let browser = Browser::open(Profile::default()).await;
        browser.run_first(&format!("Object.defineProperty(navigator, '{wish} }})")).await;
        for url in [host.url(), goat_host.url()] {
            sites::open_live(&browser, &url).await;
            browser.wait("the numbers", "document.querySelector('.counters').innerText.includes('12.900')").await;
            sites::follow(&browser, ".lead a").await;
            sites::settled(&browser).await;
        }
        browser.finish(&[NO_MOST_READ]).await;
    }
    assert_eq!((counter.hits(), goat.hits()), (vec![], vec![]));
    // A value that does not ask for it.
    let browser = Browser::open(Profile::default()).await;
    browser.run_first("Object.defineProperty(navigator, 'doNotTrack', { get: () => '0' })").await;
    sites::open_live(&browser, &host.url()).await;
    until_hits(&counter, &["/"]).await;
    browser.finish(&[NO_MOST_READ]).await;
}

#[tokio::test]
async fn each_number_explains_itself_by_tap_and_by_keyboard_and_changes_without_an_announcement() {
    let (counter, host) = counted("explained").await;
    let browser = Browser::open(Profile::phone()).await;
    set_time(&browser, MORNING).await;
    sites::open_live(&browser, &host.url()).await;
    until_numbers(&browser, &["2", "41", "12.901"]).await;
    let small = "return [...document.querySelectorAll('.counters summary')].filter(it => it.getBoundingClientRect().height < 44).length";
    assert_eq!(browser.eval(small).await, 0);
    browser.click(".counters summary").await;
    let open = "return Array.from(document.querySelectorAll('.counters details'), it => it.open)";
    assert_eq!(browser.eval(open).await, json!([true, false, false]));
    browser.eval("document.querySelectorAll('.counters summary')[2].focus()").await;
    browser.press("Enter").await;
    assert_eq!(browser.eval(open).await, json!([true, false, true]));
    let said = sites::collapsed(&browser.text(".counters").await);
    for part in [
        "trong 5 phút vừa qua",
        "30 phút",
        "từ ngày 01/03/2019",
        "máy tự động",
        "“Không theo dõi”",
        "không dùng cookie",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let watch = "window.said = []; for (const place of document.querySelectorAll('[aria-live], [role=status], [role=alert]')) \
                     new MutationObserver(() => said.push(place.innerText)) \
                         .observe(place, { characterData: true, childList: true, subtree: true }); \
                 window.row = document.activeElement";
    browser.eval(watch).await;
    counter.set(
        "/v1/visits",
        Answer::Json(
            json!({"version": 1, "online": null, "today": 7, "total": 13_000, "since": null, "generated_at": MORNING}),
        ),
    );
    sites::renew(&browser).await;
    until_numbers(&browser, &["—", "7", "13.000"]).await;
    let kept = browser.eval(
        "return [said.length, document.activeElement === row, row.parentElement.open, document.querySelector('.counters').closest('[aria-live], [role=status]')]",
    );
    assert_eq!(kept.await, json!([0, true, true, null]), "open as it was, the focus in it, and nothing is announced");
    assert!(browser.text(".counters details:last-of-type p").await.contains("từ ngày nào thì không rõ"));
    let found = browser.axe(&axe_source()).await;
    assert!(found.is_empty(), "{found:#?}");
    browser.finish(&[NO_MOST_READ]).await;

    let plain = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    plain.goto(&host.url()).await;
    plain.click(".counters summary").await;
    assert_eq!(plain.eval(open).await, json!([true, false, false]), "without a program too");
    assert_eq!(plain.texts(".counters b").await, ["—", "—", "—"]);
    plain.finish(&[]).await;
}

fn pages(days: u32, paths: &[(&str, u32)]) -> Value {
    let pages: Vec<Value> =
        paths.iter().map(|(path, views)| json!({"path": path, "views": views, "title": "Giả mạo"})).collect();
    json!({"days": days, "pages": pages})
}

#[tokio::test]
async fn the_most_read_pages_are_listed_under_the_sites_own_titles() {
    let (counter, host) = counted("popular").await;
    let articles: Vec<String> = sites::document("data/tin/2.json")["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["_trangxa"]["item"].as_str())
        .filter_map(|item| Some(format!("/bai/{}/", item.rsplit('/').next()?.strip_suffix(".json")?)))
        .collect();
    let lead = sites::document("data/feed.json")["items"][0]["title"].as_str().expect("a title").to_owned();
    let first = sites::document("data/feed.json")["items"][0]["_trangxa"]["item"].as_str().expect("an item").to_owned();
    let first = format!("/bai/{}/", first.rsplit('/').next().and_then(|it| it.strip_suffix(".json")).expect("a slug"));
    let week = [
        ("/", 5_000),
        (first.as_str(), 1_234),
        ("/bai/<img src=x onerror=alert(1)>/", 999),
        ("https://evil.example/bai/x/", 998),
        ("/bai/bai-gia-mao/", 997),
        (articles[0].as_str(), 56),
        (articles[0].as_str(), 55),
        ("/tthc/", 50),
        (articles[1].as_str(), 7),
    ];
    counter.set("/v1/pages", Answer::Text(503, None, "{}"));
    let browser = Browser::open(Profile::default()).await;
    set_time(&browser, MORNING).await;
    let places = "JSON.stringify([...document.querySelectorAll('.lead, .aside, main .section:not(.popular)')].map(it => [it.offsetTop, it.offsetHeight]))";
    sites::open_live(&browser, &host.url()).await;
    sites::until("the list to be asked for", || !counter.asked("/v1/pages").is_empty()).await;
    browser.wait("the whole card", "document.querySelector('.tthc dl')").await;
    sites::settled(&browser).await;
    browser.eval(&format!("window.places = {places}")).await;
    counter.set(
        "/v1/pages",
        Answer::Json(
            json!({"version": 1, "periods": [pages(1, &[]), pages(7, &week), pages(30, &[("/bai/khong/", 1)])]}),
        ),
    );
    sites::renew(&browser).await;
    browser.wait("the list", "document.querySelectorAll('.popular li').length === 3").await;
    assert_eq!(browser.text(".popular h2").await, "Đọc nhiều trong 7 ngày");
    let titles = browser.texts(".popular a").await;
    assert_eq!(titles[0], lead);
    assert!(titles.iter().all(|title| !title.is_empty() && title != "Giả mạo" && title != "Bài viết"), "{titles:?}");
    assert_eq!(browser.texts(".popular small").await, ["1.234 lượt xem", "56 lượt xem", "7 lượt xem"]);
    assert_eq!(counter.asked("/v1/pages?site=127.0.0.1&limit=20").len(), 2);
    assert_eq!(browser.eval(&format!("return places === {places}")).await, true, "nothing above it moved");
    let found = browser.axe(&axe_source()).await;
    assert!(found.is_empty(), "{found:#?}");
    browser.eval("window.mark = true").await;
    let path = sites::follow(&browser, ".popular li:nth-child(3) a").await;
    assert_eq!((path.as_str(), browser.text("main h1").await), (articles[1].as_str(), titles[2].clone()));
    assert_eq!(browser.eval("return mark").await, true, "without a load");
    browser.back().await;
    browser.wait("the list again", "document.querySelectorAll('.popular li').length === 3").await;
    browser.finish(&["/data/bai/bai-gia-mao.json - Failed", NO_MOST_READ]).await;

    // With too few articles in a week it shows the month. Without articles of ours, and without an answer, there is no list.
    let month = [(articles[0].as_str(), 3), (articles[1].as_str(), 2)];
    let few = json!({"version": 1, "periods": [pages(7, &[(articles[1].as_str(), 2)]), pages(30, &month)]});
    for (answer, heading) in [
        (Answer::Json(few), Some("Đọc nhiều trong 30 ngày")),
        (Answer::Json(json!({"version": 1, "periods": [pages(7, &[]), pages(30, &[("/bai/bai-gia-mao/", 9)])]})), None),
        (Answer::Json(json!({"version": 1, "periods": "x"})), None),
        (Answer::Text(503, None, "{}"), None),
        (Answer::Text(200, None, "<html>"), None),
        (Answer::Closed, None),
    ] {
        counter.set("/v1/pages", answer.clone());
        let asked = counter.asked("/v1/pages").len();
        let browser = Browser::open(Profile::default()).await;
        sites::open_live(&browser, &host.url()).await;
        sites::until("the list to be asked for", || counter.asked("/v1/pages").len() > asked).await;
        if let Some(heading) = heading {
            browser.wait("the list", "document.querySelectorAll('.popular li').length === 2").await;
            assert_eq!(browser.text(".popular h2").await, heading);
        } else {
            sites::settled(&browser).await;
            assert!(!browser.exists(".popular").await, "{answer:?}");
        }
        assert_eq!(browser.eval(&format!("return {NOTICE}")).await, "", "{answer:?}");
        browser.finish(&["/data/bai/bai-gia-mao.json - Failed", NO_MOST_READ]).await;
    }
}

/// The screenshots are for people to look at; see tests/README.md.
#[tokio::test]
async fn counters_and_list_fit_a_phone_and_a_desktop_in_both_themes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
    fs::create_dir_all(&folder).expect("a folder");
    let (counter, host) = counted("pictures").await;
    let items = sites::document("data/feed.json")["items"].clone();
    let slugs: Vec<String> = items
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| {
            Some(item["_trangxa"]["item"].as_str()?.rsplit('/').next()?.strip_suffix(".json")?.to_owned())
        })
        .collect();
    let list: Vec<Value> = slugs
        .iter()
        .enumerate()
        .map(|(i, slug)| json!({"path": format!("/bai/{slug}/"), "views": 1500 / (i + 1)}))
        .collect();
    counter.set("/v1/pages", Answer::Json(json!({"version": 1, "periods": [{"days": 7, "pages": list}]})));
    for dark in [false, true] {
        let browser = Browser::open(Profile { dark, ..Profile::default() }).await;
        set_time(&browser, MORNING).await;
        sites::open_live(&browser, &host.url()).await;
        browser.wait("the list", "document.querySelectorAll('.popular li').length === 5").await;
        browser.wait("the numbers", "document.querySelector('.counters b').innerText === '2'").await;
        browser.eval("document.querySelectorAll('.counters details')[1].open = true").await;
        for (width, height) in [(320, 640), (360, 740), (1280, 900)] {
            browser.resize(width, height).await;
            browser.eval("scrollTo(0, document.body.scrollHeight)").await;
            let theme = if dark { "dark" } else { "light" };
            browser.screenshot(&folder.join(format!("visits-{width}-{theme}.png")), false).await;
            let overflow = browser.eval("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(overflow.as_i64() <= Some(0), "{width} {theme}: scrolls sideways by {overflow} px");
        }
        browser.finish(&[]).await;
    }
}
