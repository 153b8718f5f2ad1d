//! The alerts in the widget's real frame.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host};

use crate::sites;

/// An alert of these days. The site is built on 1 July 2025, and the clock of every browser is later.
fn alert(id: &str, level: &str, from: &str, until: &str) -> Value {
    json!({"id": id, "level": level, "title": format!("Tin {id}: nước sông lên nhanh, không lội qua ngầm tràn"),
        "from": format!("{from}T06:00:00+07:00"), "until": format!("{until}T06:00:00+07:00")})
}

fn document(alerts: &[Value]) -> Value {
    json!({"version": 1, "alerts": alerts})
}

/// The demo site with these alerts: its folder, and where it is published.
fn built(name: &str, alerts: &[Value]) -> (TempDir, PathBuf) {
    let site = sites::demo_site_with(|_| {});
    fs::write(site.path().join("data/alerts.json"), document(alerts).to_string()).expect("the alerts");
    let (out, findings) = sites::published_with_findings(name, site.path(), "/");
    assert!(findings.is_empty(), "{findings:?}");
    (site, out)
}

async fn open_frame(browser: &Browser, host: &Host, query: &str) {
    sites::open_live(browser, &format!("{}embed/tthc/{query}", host.url())).await;
}

/// The alerts that are seen: the ids in their titles, those over an edge after a plus.
const SEEN: &str = "Array.from(document.querySelectorAll('.alert'), it => \
    it.checkVisibility({ visibilityProperty: true }) \
        ? (it.closest('.fresh') ? '+' : '') + /Tin ([a-z]+)/.exec(it.innerText)[1] : '').filter(Boolean).join()";
/// Where the commune's name stands, how high the page is, and whether it scrolls.
const PLACES: &str = "return [document.querySelector('h1').getBoundingClientRect().top, \
    document.querySelector('main').offsetHeight, document.documentElement.scrollHeight - innerHeight]";

async fn until_seen(browser: &Browser, ids: &str) {
    browser.wait(&format!("the alerts {ids:?}"), &format!("{SEEN} === {}", json!(ids))).await;
}

#[tokio::test]
async fn without_scripts_an_alert_stands_in_the_frame_with_its_times() {
    let alerts =
        [alert("lu", "khẩn", "2025-07-01", "2025-07-02"), alert("mua", "cảnh báo", "2025-07-01", "2099-01-01")];
    let (_site, out) = built("widget-alerts-silent", &alerts);
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&format!("{}embed/tthc/", host.url())).await;
    until_seen(&browser, "lu").await;
    let text = sites::collapsed(&browser.text(".alert").await);
    for part in ["Khẩn: Tin lu", "06:00 01/07/2025 – 06:00 02/07/2025", "Xã Quang Thành và 1 thông báo khác"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(
        browser.eval("const it = document.querySelector('.alert a'); return [it.pathname, it.target]").await,
        json!(["/", "_blank"])
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_moves_when_an_alert_ends_and_when_another_begins() {
    let ended = alert("lu", "khẩn", "2025-07-01", "2025-07-02");
    let later = alert("bao", "cảnh báo", "2025-07-03", "2099-01-01");
    let (_site, out) = built("widget-alerts-moves", &[ended.clone(), later.clone()]);
    let host = sites::serve(&out, "/").await;
    let silent = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    silent.goto(&format!("{}embed/tthc/", host.url())).await;
    let places = silent.eval(PLACES).await;
    silent.finish(&[]).await;

    // The program hides what has ended since the build, and shows over an edge what has begun since then.
    let browser = Browser::open(Profile::default()).await;
    open_frame(&browser, &host, "").await;
    until_seen(&browser, "+bao").await;
    sites::until_answered(&host, "data/alerts.json", 1).await;
    // A frame that has not read the answer yet asks for no other.
    sites::settled(&browser).await;
    assert_eq!(browser.eval(PLACES).await, places);
    // What the commune writes while the frame is open, the most serious first.
    let alerts = [ended, later, alert("vo", "khẩn", "2025-07-04", "2099-01-01")];
    host.faults().set("data/alerts.json", Fault::Body(document(&alerts).to_string()));
    sites::renew(&browser).await;
    until_seen(&browser, "+vo").await;
    assert_eq!(browser.eval(PLACES).await, places);
    for (closed, next) in [("vo", "+bao"), ("bao", "")] {
        browser.click(&format!("button[value={closed}]")).await;
        until_seen(&browser, next).await;
        assert_eq!(browser.eval(PLACES).await, places);
    }
    assert_eq!(browser.text("p.live button").await, "Tạm dừng tự cập nhật", "the frame is not paused");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_open_frame_asks_for_alerts_every_minute_and_a_removed_file_is_no_failure() {
    let (_site, out) = built("widget-alerts-polled", &[alert("lu", "khẩn", "2025-07-01", "2099-01-01")]);
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    open_frame(&browser, &host, "").await;
    sites::until_answered(&host, "data/alerts.json", 1).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.turn_clock(0).await;
    host.forget_requests();
    // A minute and 20 %.
    browser.turn_clock(72).await;
    sites::until_answered(&host, "data/alerts.json", 1).await;
    assert_eq!(sites::count_requests(&host, "data/tthc.json"), 0);
    host.faults().set("data/alerts.json", Fault::Status(404));
    sites::renew(&browser).await;
    sites::until_answered(&host, "data/alerts.json", 2).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.turn_clock(0).await;
    assert_eq!(browser.text("p[role=status]").await, "");
    until_seen(&browser, "lu").await;
    browser.finish(&["alerts.json - Failed"]).await;
}

#[tokio::test]
async fn alerts_can_be_read_at_every_width_in_every_theme_and_in_english() {
    let alerts =
        [alert("mua", "cảnh báo", "2025-07-01", "2099-01-01"), alert("lu", "khẩn", "2025-07-02", "2099-01-01")];
    let (_site, out) = built("widget-alerts-looks", &alerts);
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    let axe = axe_source();
    let mut found = Vec::new();
    for (query, forced) in [("?theme=light", "none"), ("?theme=dark&lang=en&density=compact", "none"), ("", "active")] {
        let feature = json!({ "features": [{ "name": "forced-colors", "value": forced }] });
        browser.cdp("Emulation.setEmulatedMedia", feature).await;
        open_frame(&browser, &host, query).await;
        until_seen(&browser, "mua,+lu").await;
        if query.contains("lang=en") {
            let text = sites::collapsed(&browser.text(".fresh").await);
            assert!(text.starts_with("Urgent: Tin lu") && text.ends_with("and 1 more notice Close"), "{text}");
        }
        for width in [800, 400, 280] {
            browser.resize(width, 800).await;
            let overflow = browser.eval("return document.documentElement.scrollWidth - innerWidth").await;
            if overflow.as_i64() > Some(0) {
                found.push(format!("{query} at {width}: scrolls sideways by {overflow} px"));
            }
            found.extend(browser.axe(&axe).await.into_iter().map(|it| format!("{query} at {width}: {it}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.finish(&[]).await;
}
