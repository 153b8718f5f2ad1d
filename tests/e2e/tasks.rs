//! What residents come for, on a phone, from the home page: how many taps it takes, and how far one has to scroll.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites;

/// A Monday morning at which the desks of the demo are open.
const MORNING: &str = "2025-07-07T10:00:00+07:00";

/// A phone whose clock stands still at this time.
async fn phone_at(time: &str) -> Browser {
    let browser = Browser::open(Profile::phone()).await;
    browser.run_first(&format!("Date.now = () => Date.parse('{time}')")).await;
    browser
}

/// How many pixels a reader scrolls until the whole of the first element that matches is seen.
async fn scrolled_to(browser: &Browser, css: &str) -> f64 {
    let bottom = format!(
        "const box = document.querySelector({}).getBoundingClientRect(); return Math.max(0, box.bottom + scrollY - innerHeight)",
        json!(css)
    );
    browser.eval(&bottom).await.as_f64().unwrap_or_else(|| panic!("{css} is not on the page"))
}

/// The tasks that need no script.
async fn do_the_tasks(browser: &Browser, home: &str) {
    browser.goto(home).await;

    // Call the office: one tap, and nothing to scroll.
    let call = ".desk a[href^='tel:']";
    assert_eq!(scrolled_to(browser, call).await, 0.0, "the office's telephone is on the first screen");
    assert_eq!(browser.eval(&format!("return document.querySelector(\"{call}\").href")).await, "tel:02203891234");

    // The newest notice: no tap, its whole headline.
    let shown = browser.text(".notices .cards a").await;
    let feed = sites::document("data/feed.json");
    let items = feed["items"].as_array().expect("a list");
    let newest = items.iter().filter(|item| item["_trangxa"]["category"] == "thong-bao").map(|item| &item["title"]);
    assert_eq!(Some(&json!(shown)), newest.take(1).next(), "the newest notice");
    let is_cut = "const link = document.querySelector('.notices .cards a'); return link.scrollWidth > link.clientWidth || getComputedStyle(link).webkitLineClamp !== 'none'";
    assert_eq!(browser.eval(is_cut).await, false);

    // What to bring for a birth certificate: a tile, and there it is.
    let tile = "main a[href$='/thu-tuc/dang-ky-khai-sinh/']";
    let first = scrolled_to(browser, tile).await;
    sites::follow(browser, tile).await;
    let papers = browser.texts(".papers li").await;
    assert!(papers.iter().any(|paper| paper.contains("Giấy chứng sinh")), "{papers:?}");
    let second = scrolled_to(browser, ".papers").await;
    assert!(first + second <= 740.0, "scrolled {first} px to the tile and {second} px to the papers");
}

#[tokio::test]
async fn residents_find_what_they_come_for_with_a_tap_or_two() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at(MORNING).await;
    sites::open_live(&browser, &host.url()).await;

    // Whether the office is open: no tap.
    browser.wait("the state of the office", "document.querySelector('.desk small').innerText").await;
    assert_eq!(browser.text(".desk small").await, "Đang mở, đến 11:30");
    assert_eq!(scrolled_to(&browser, ".desk small").await, 0.0);
    do_the_tasks(&browser, &host.url()).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_tasks_can_be_done_without_script() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::phone() }).await;
    do_the_tasks(&browser, &host.url()).await;

    // The hours stand on the page that the bar leads to.
    browser.goto(&host.url()).await;
    sites::follow(&browser, ".desk .hours a").await;
    let hours = sites::main_text(&browser).await;
    assert!(hours.contains("Thứ Hai đến thứ Năm: 7:30–11:30, 13:30–17:00"), "{hours}");
    assert!(scrolled_to(&browser, ".unit [href^='tel:']").await == 0.0);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_office_opens_and_closes_on_an_open_page() {
    let host = sites::serve(sites::demo(), "/").await;
    for (time, state) in [
        ("2025-07-07T11:29:30+07:00", ["Đang mở, đến 11:30", "Nghỉ trưa, mở 13:30"]),
        ("2025-07-07T16:59:59+07:00", ["Đang mở, đến 17:00", "Đang đóng, mở 7:30 ngày mai"]),
        ("2025-07-11T16:29:00+07:00", ["Đang mở, đến 16:30", "Đang đóng, mở 7:30 ngày mai"]),
    ] {
        let browser = Browser::open(Profile::phone()).await;
        browser.run_first(&format!("const start = Date.parse('{time}'); Date.now = () => start")).await;
        browser.stop_clock().await;
        sites::open_live(&browser, &host.url()).await;
        let shows = |text: &str| format!("document.querySelector('.desk small').innerText === {}", json!(text));
        browser.wait("the state before", &shows(state[0])).await;
        browser.turn_clock(60).await;
        browser.wait("the state afterwards", &shows(state[1])).await;
        browser.finish(&[]).await;
    }
}

/// The demo's alerts with one more, which holds from a minute before now until so many seconds after it. `now` is the page's clock, in
/// milliseconds.
fn with_alert(now: f64, seconds: i64) -> Fault {
    let now = (now / 1_000.0) as i64;
    let at = |time: i64| json!(trangxa_model::Timestamp::from_unix(time).rfc3339());
    let mut alerts = sites::document("data/alerts.json");
    alerts["alerts"].as_array_mut().expect("a list").push(json!({
        "id": "vo-de", "level": "khẩn", "title": "Đê Kinh Thầy có sự cố", "what_to_do": "Lên chỗ cao.", "phone": "0220 3 891 234",
        "from": at(now - 60), "until": at(now + seconds),
    }));
    Fault::Body(alerts.to_string())
}

#[tokio::test]
async fn an_alert_that_begins_while_a_page_is_open_shows_within_90_seconds_and_ends_at_its_time() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.stop_clock().await;
    sites::open_live(&browser, &host.url()).await;
    sites::settled(&browser).await;
    let now = browser.eval("return Date.now()").await.as_f64().expect("a number");
    host.faults().set("data/alerts.json", with_alert(now, 240));
    let places = "return [...document.querySelectorAll('main h2')].map(it => it.getBoundingClientRect().top)";
    let before = browser.eval(places).await;
    browser.turn_clock(90).await;
    browser.wait("the alert", "document.querySelector('.fresh .alert')").await;
    let shown = sites::collapsed(&browser.text(".fresh").await);
    for fact in ["Khẩn: Đê Kinh Thầy có sự cố", "Cần làm: Lên chỗ cao.", "0220 3 891 234"] {
        assert!(shown.contains(fact), "{fact} in {shown}");
    }
    assert_eq!(browser.eval(places).await, before, "nothing moved");
    // It is announced, and it leaves room for the page.
    assert_eq!(browser.eval("return document.querySelector('.fresh').getAttribute('role')").await, "status");
    let covered = "return document.querySelector('.fresh').getBoundingClientRect().height / innerHeight";
    let covered = browser.eval(covered).await.as_f64().expect("a number");
    assert!(covered <= 0.6, "it covers {covered} of the screen");

    browser.turn_clock(240).await;
    browser.wait("the end of the alert", "!document.querySelector('.fresh .alert')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_reader_can_close_an_alert_that_began_on_an_open_page() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &host.url()).await;
    let now = browser.eval("return Date.now()").await.as_f64().expect("a number");
    host.faults().set("data/alerts.json", with_alert(now, 3_600));
    sites::renew(&browser).await;
    browser.wait("the alert", "document.querySelector('.fresh .alert')").await;
    browser.click(".fresh button").await;
    browser.wait("the place without the alert", "!document.querySelector('.fresh .alert')").await;

    // A page that is opened now has it in the strip, where it can be found again.
    sites::follow(&browser, ".desk .hours a").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_alert_that_has_ended_keeps_its_place_and_is_not_seen() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    // The running alert of the demo ends with the year 2027.
    browser.run_first("Date.now = () => Date.parse('2028-01-02T08:00:00+07:00')").await;
    sites::open_live(&browser, &host.url()).await;
    browser.wait("the end of the alert", "document.querySelector('.alerts .ended')").await;
    let state = "const it = document.querySelector('.alerts .alert'); return [getComputedStyle(it).visibility, it.getBoundingClientRect().height > 20]";
    assert_eq!(browser.eval(state).await, json!(["hidden", true]));
    assert_eq!(browser.eval("return document.querySelector('.alerts').innerText.trim()").await, "");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_list_of_procedures_is_filtered_without_marks() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}thu-tuc/", host.url())).await;
    assert_eq!(browser.text(".list [role=status]").await, "24 thủ tục");
    let left =
        "return [...document.querySelectorAll('.field:not([hidden]) li:not([hidden]) a')].map(it => it.innerText)";
    browser.click("main input[type=search]").await;
    for typed in ["khai sinh", "KHAI SINH", "sinh khái"] {
        browser.fill("main input[type=search]", typed).await;
        browser
            .wait("fewer procedures", "document.querySelector('.list [role=status]').innerText !== '24 thủ tục'")
            .await;
        let found = browser.eval(left).await;
        let names: Vec<&str> = found.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(names.contains(&"Đăng ký khai sinh"), "{typed}: {names:?}");
        assert!(names.len() < 8, "{typed}: {names:?}");
        assert_eq!(browser.text(".list [role=status]").await, format!("{} thủ tục", names.len()));
    }
    browser.fill("main input[type=search]", "không có thủ tục này").await;
    browser.wait("the message", "document.querySelector('.none').checkVisibility()").await;
    assert_eq!(browser.eval(left).await, json!([]));
    browser.fill("main input[type=search]", "").await;
    browser.wait("all procedures", "document.querySelector('.list [role=status]').innerText === '24 thủ tục'").await;
    assert_eq!(browser.eval(left).await.as_array().map(Vec::len), Some(24));
    browser.finish(&[]).await;
}
