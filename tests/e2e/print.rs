//! Printing an article prints the article.

use serde_json::json;
use trangxa_e2e::{Browser, Profile};

use crate::sites;

#[tokio::test]
async fn on_paper_there_is_only_the_article() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { dark: true, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/", host.url())).await;
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let shown = "Array.from(document.querySelectorAll('nav, aside, button, .share, .section, .status, .header, .footer, .skip')) \
                 .filter(it => it.checkVisibility()).map(it => it.outerHTML.slice(0, 80))";
    assert_eq!(browser.eval(&format!("return {shown}")).await, json!([]));
    for part in ["main h1", ".byline", ".prose p", ".prose p:last-of-type"] {
        let visible = browser.eval(&format!("return document.querySelector('{part}').checkVisibility()")).await;
        assert_eq!(visible, true, "{part}");
    }
    let paper = browser.eval("return getComputedStyle(document.documentElement).backgroundColor").await;
    assert_eq!(paper, "rgb(255, 255, 255)");
    browser.finish(&[]).await;
}
