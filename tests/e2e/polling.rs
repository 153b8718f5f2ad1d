//! When the page asks for its documents again, on a clock turned by hand: while it is visible, hidden or paused, when the host
//! sends Retry-After or fails, and when another tab has asked already.

use serde_json::json;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites;

const TTHC: &str = "data/tthc.json";
const VISITS: &str = "data/visits.json";

/// The dashboard with a stopped clock, once the program runs and has renewed its documents for the first time; the requests
/// so far are forgotten.
async fn open_stopped() -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    open(&host, &browser).await;
    host.forget_requests();
    (host, browser)
}

async fn open(host: &Host, browser: &Browser) {
    host.forget_requests();
    sites::open_renewed(browser, &format!("{}tthc/", host.url())).await;
    for document in [TTHC, VISITS] {
        sites::until_answered(host, document, 1).await;
    }
    browser.turn_clock(0).await;
}

/// How often the figures and the counters were asked for.
fn asked(host: &Host) -> (usize, usize) {
    (sites::count_requests(host, TTHC), sites::count_requests(host, VISITS))
}

#[tokio::test]
async fn figures_are_asked_for_every_five_minutes_and_counters_every_minute() {
    let (host, browser) = open_stopped().await;
    browser.turn_clock(299).await;
    assert_eq!(asked(&host), (0, 4));
    browser.turn_clock(2).await;
    assert_eq!(asked(&host), (1, 5));
    browser.turn_clock(1_500).await;
    assert_eq!(asked(&host), (6, 30));
    // The host had nothing new and answered without a body.
    assert!(
        host.requests().iter().filter(|it| it.path.ends_with(TTHC)).all(|it| it.status == 304),
        "{:?}",
        host.requests()
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_hidden_page_asks_for_nothing_and_once_when_it_is_visible_again() {
    let (host, browser) = open_stopped().await;
    sites::set_visibility(&browser, "hidden").await;
    browser.turn_clock(3_600).await;
    assert_eq!(asked(&host), (0, 0));
    sites::set_visibility(&browser, "visible").await;
    browser.turn_clock(1).await;
    assert_eq!(asked(&host), (1, 1));
    browser.turn_clock(310).await;
    assert_eq!(asked(&host), (2, 6), "the next are due five minutes and one minute later");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_paused_page_asks_for_nothing_however_long() {
    let (host, browser) = open_stopped().await;
    browser.click(".tools [name=pause]").await;
    assert_eq!(browser.text(".tools [name=pause]").await, "Tiếp tục tự cập nhật");
    assert_eq!(browser.text(".footer button").await, "Tiếp tục tự cập nhật", "both buttons have the same state");
    browser.turn_clock(3_600).await;
    assert_eq!(asked(&host), (0, 0));
    browser.click(".footer button").await;
    browser.turn_clock(1).await;
    assert_eq!(asked(&host), (1, 1));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn retry_after_is_respected_and_a_failing_host_is_asked_less_and_less() {
    let (host, browser) = open_stopped().await;
    let before = sites::main_text(&browser).await;
    host.faults().set(TTHC, Fault::StatusWithRetryAfter(429, 1_200));
    host.faults().set(VISITS, Fault::Status(500));
    browser.turn_clock(301).await;
    // Counters: after 60 s, then after half of 2, 4, 8, 16, 32, 64, 128 and 256 s.
    assert_eq!(asked(&host), (1, 8));
    assert!(browser.text(".status [role=status]").await.starts_with("Chưa cập nhật được lúc "));
    host.faults().set(VISITS, Fault::Html);
    browser.turn_clock(1_190).await;
    assert_eq!(sites::count_requests(&host, TTHC), 1, "before the time of Retry-After is over");
    assert!((10..=16).contains(&sites::count_requests(&host, VISITS)), "{:?}", asked(&host));
    let age = |text: &str| text.split("Cập nhật ").next().unwrap_or_default().to_owned();
    assert_eq!(age(&sites::main_text(&browser).await), age(&before), "the figures stay as they were");
    host.faults().clear_all();
    browser.turn_clock(30).await;
    assert_eq!(sites::count_requests(&host, TTHC), 2);
    // A notice says that it was renewed, and goes after a while.
    browser.turn_clock(400).await;
    assert_eq!(browser.text(".status [role=status]").await, "");
    browser.finish(&["/data/tthc.json - Failed", "/data/visits.json - Failed"]).await;
}

#[tokio::test]
async fn the_age_of_the_figures_counts_up_by_itself() {
    let (host, browser) = open_stopped().await;
    let renewed = async |days_ago: u32| {
        let mut document = sites::document(TTHC);
        // The page's clock is up to a minute late.
        let script =
            format!("return new Date(Date.now() - {days_ago} * 86400000 - ({days_ago} && 60000)).toISOString()");
        document["updated_at"] = browser.eval(&script).await;
        host.faults().set(TTHC, Fault::Body(document.to_string()));
        sites::renew(&browser).await;
    };
    renewed(0).await;
    browser.wait("the new time", "document.querySelector('.dashboard .age').innerText === 'Cập nhật vừa xong'").await;
    assert_eq!(browser.eval("return document.querySelector('.dashboard .stale').innerText").await, "");
    // The page's clock moves with each minute that begins, so an age is shown up to a minute late.
    browser.turn_clock(200).await;
    let age = browser.text(".dashboard .age").await;
    assert!(["Cập nhật 2 phút trước", "Cập nhật 3 phút trước"].contains(&age.as_str()), "{age}");
    browser.turn_clock(3_600).await;
    assert_eq!(browser.text(".dashboard .age").await, "Cập nhật 1 giờ trước");
    renewed(44).await;
    browser.wait("the day", "document.querySelector('.dashboard .age').innerText === 'Cập nhật 44 ngày trước'").await;
    assert_eq!(browser.eval("return document.querySelector('.dashboard .stale').innerText").await, "");
    renewed(45).await;
    browser.wait("the mark", "document.querySelector('.dashboard .stale').innerText.startsWith('Số liệu đã cũ')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_device_without_a_network_says_so_and_catches_up() {
    let (host, browser) = open_stopped().await;
    browser.eval("window.dispatchEvent(new Event('offline'))").await;
    browser
        .wait(
            "the word",
            "document.querySelector('.status [role=status]').innerText.startsWith('Thiết bị mất mạng từ lúc ')",
        )
        .await;
    sites::renew(&browser).await;
    browser
        .wait(
            "the other word",
            "document.querySelector('.status [role=status]').innerText.startsWith('Đã cập nhật lại được lúc ')",
        )
        .await;
    assert_eq!(sites::count_requests(&host, TTHC), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn of_two_tabs_one_is_the_leader_and_the_other_listens() {
    let (host, browser) = open_stopped().await;
    let first = browser.tab();
    let second = browser.new_tab().await;
    browser.stop_clock().await;
    open(&host, &browser).await;
    // Both are visible, as two windows side by side are.
    let visible = "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })";
    for tab in [&first, &second] {
        browser.switch_to(tab);
        browser.eval(visible).await;
    }
    host.forget_requests();
    let turn_both = async |seconds: u32| {
        for _ in 0..seconds / 20 {
            for tab in [&first, &second] {
                browser.switch_to(tab);
                browser.turn_clock(20).await;
            }
        }
    };
    turn_both(1_200).await;
    let (figures, counters) = asked(&host);
    // Alone, a tab would have asked 4 and 20 times.
    assert!((3..=4).contains(&figures) && (17..=20).contains(&counters), "{figures} and {counters} requests");

    // What the leader fetches shows in both, after one request.
    let mut changed = sites::document(TTHC);
    sites::change_last_period(&mut changed, |last| (last["early"], last["late"]) = (json!(1_000), json!(3)));
    host.faults().set(TTHC, Fault::Body(changed.to_string()));
    for tab in [&first, &second] {
        browser.switch_to(tab);
        let watch = "window.said = []; const place = document.querySelector('.status .hidden'); \
                     new MutationObserver(() => place.innerText && said.push(place.innerText)) \
                         .observe(place, { characterData: true, childList: true, subtree: true })";
        browser.eval(watch).await;
    }
    host.forget_requests();
    turn_both(300).await;
    assert_eq!(sites::count_requests(&host, TTHC), 1);
    for tab in [&first, &second] {
        browser.switch_to(tab);
        browser.wait("the new figures", "document.querySelector('.dashboard .card').innerText.includes('1.090')").await;
        let words = "Số liệu TTHC vừa cập nhật: tháng 06/2025, đã giải quyết 1.090 hồ sơ, trễ hạn 3.";
        assert_eq!(browser.eval("return said").await, json!([words]));
    }

    // When the leader is closed, the other goes on alone.
    browser.switch_to(&first);
    browser.close_tab().await;
    browser.switch_to(&second);
    host.forget_requests();
    browser.turn_clock(1_200).await;
    let (figures, counters) = asked(&host);
    assert!((3..=4).contains(&figures) && (17..=20).contains(&counters), "{figures} and {counters} requests");
    browser.finish(&[]).await;
}
