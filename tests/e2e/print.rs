//! On paper there is what the page is about, and whose it is, where it is from and of which day.

use serde_json::json;
use trangxa_e2e::{Browser, Profile};

use crate::sites;

const ARTICLE: &str = "bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/";

/// The controls, and what is about other pages, as far as it is on the paper.
const NOISE: &str = "Array.from(document.querySelectorAll('nav, aside, button:not(.sort), summary, input, select, .share, .status, .skip, .counters')) \
    .filter(it => it.checkVisibility()).map(it => it.outerHTML.slice(0, 80))";

async fn print(browser: &Browser) {
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
}

#[tokio::test]
async fn on_paper_there_is_only_the_article() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { dark: true, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    print(&browser).await;
    assert_eq!(browser.eval(&format!("return {NOISE}")).await, json!([]));
    assert_eq!(
        browser
            .eval("return [...document.querySelectorAll('.section')].filter(it => it.checkVisibility()).length")
            .await,
        0
    );
    for part in ["main h1", ".byline", ".prose p", ".prose p:last-of-type"] {
        let visible = browser.eval(&format!("return document.querySelector('{part}').checkVisibility()")).await;
        assert_eq!(visible, true, "{part}");
    }
    let paper = browser.eval("return getComputedStyle(document.documentElement).backgroundColor").await;
    assert_eq!(paper, "rgb(255, 255, 255)");
    // Links look like the text around them.
    let colours =
        "return new Set([...document.querySelectorAll('.prose, .prose a')].map(it => getComputedStyle(it).color)).size";
    assert_eq!(browser.eval(colours).await, 1);
    browser.finish(&[]).await;
}

/// What the style sheet writes at the end of the page.
const ORIGIN: &str = "return getComputedStyle(document.getElementById('app'), '::after').content";

#[tokio::test]
async fn paper_names_the_commune_its_address_and_the_day() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { time_zone: Some("Asia/Ho_Chi_Minh"), ..Profile::default() }).await;
    for page in ["", ARTICLE, "tthc/?ky=2025-03", "lien-he/"] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        print(&browser).await;
        assert_eq!(browser.eval(&format!("return {NOISE}")).await, json!([]), "{page}");
        let text = browser.eval("return document.body.innerText").await;
        let text = text.as_str().expect("a text");
        for fact in ["Trang thông tin điện tử xã Quang Thành", "Địa chỉ: Xã Quang Thành", "Điện thoại: 098108571"]
        {
            assert!(text.contains(fact), "{page}: {fact} in {text}");
        }
        // Printing tells the page, which then knows the day.
        browser.cdp("Page.printToPDF", json!({})).await;
        let today = browser.eval("return new Date().toLocaleDateString('vi')").await;
        let origin = format!("\"{}{page} · In ngày {}\"", host.url(), today.as_str().expect("a date"));
        assert_eq!(browser.eval(ORIGIN).await, origin, "{page}");
        browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        assert_eq!(browser.eval(ORIGIN).await, "none", "not on the screen");
    }
    browser.finish(&[]).await;

    let silent = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    silent.goto(&format!("{}{ARTICLE}", host.url())).await;
    print(&silent).await;
    assert_eq!(silent.eval(ORIGIN).await, format!("\"https://quangthanh.example/{ARTICLE}\""));
    silent.finish(&[]).await;
}
