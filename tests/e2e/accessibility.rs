//! For everybody: axe, narrow screens, thumbs, keyboards, calm.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Key, Profile, axe_source};

use crate::sites::{self, ARTICLE, PAGES};

async fn resize(browser: &Browser, width: u32) {
    let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
}

/// Every page type, and the shell for what is no page, at 320 and 1280 px: nothing for axe to say, nothing to scroll to
/// sideways.
async fn is_accessible(dark: bool) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { dark, ..Profile::default() }).await;
    let axe = axe_source();
    let mut found = Vec::new();
    for page in PAGES.into_iter().chain(["khong-co/"]) {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        browser
            .wait("the headline", "document.querySelector('main h1')?.checkVisibility({ visibilityProperty: true })")
            .await;
        for width in [1280, 320] {
            resize(&browser, width).await;
            // The menu of small screens, unfolded too.
            browser.eval("document.querySelector('.folded details').open = innerWidth < 800").await;
            let overflow = browser.eval("return document.documentElement.scrollWidth - innerWidth").await;
            if overflow.as_i64() > Some(0) {
                found.push(format!("{page} at {width}: scrolls sideways by {overflow} px"));
            }
            let violations = browser.axe(&axe).await;
            found.extend(violations.into_iter().map(|it| format!("{page} at {width}: {it}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    browser.finish(&["/khong-co/ - Failed"]).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light() {
    is_accessible(false).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark() {
    is_accessible(true).await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_page_without_its_program() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("*.wasm", trangxa_host::Fault::Html);
    let browser = Browser::open(Profile { width: 320, ..Profile::default() }).await;
    for page in ["", ARTICLE, "tthc/"] {
        browser.goto(&format!("{}{page}", host.url())).await;
        let found = browser.axe(&axe_source()).await;
        assert!(found.is_empty(), "{page}: {found:#?}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_thumb_hits_every_button() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, height: 740, ..Profile::default() }).await;
    let small = "return Array.from(document.querySelectorAll( \
            'button, .button, summary, .folded a, .brand, .pagination a, .neighbours a, .more a, .attachments a, .tree a, .footer .links a')) \
        .filter(it => it.checkVisibility()) \
        .map(it => [it.innerText.slice(0, 30), it.getBoundingClientRect()]) \
        .filter(([, box]) => box.height < 44 || box.width < 24) \
        .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)";
    for page in PAGES {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        browser.eval("document.querySelector('.folded details').open = true").await;
        assert_eq!(browser.eval(small).await, json!([]), "{page}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_keyboard_skips_to_the_content_and_reaches_everything() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let tab = Key::Tab.to_string();
    browser.press(&tab).await;
    assert_eq!(browser.eval("return document.activeElement.className").await, "skip");
    let shown = "const box = document.activeElement.getBoundingClientRect(); return box.left >= 0 && box.top >= 0 && box.width > 0";
    assert_eq!(browser.eval(shown).await, true, "the skip link is seen once it has the focus");
    browser.press(&Key::Enter.to_string()).await;
    browser.wait("the place", "location.hash === '#noi-dung'").await;
    browser.press(&tab).await;
    assert_eq!(browser.eval("return document.activeElement.closest('main') !== null").await, true);
    // From here on, every stop of the tabulator is seen, and has an outline.
    let mut stops = Vec::new();
    for _ in 0..30 {
        let stop = browser
            .eval(
                "const it = document.activeElement; const style = getComputedStyle(it); const box = it.getBoundingClientRect(); \
                 return [it.innerText?.slice(0, 30), style.outlineStyle, box.width > 0 && box.bottom > 0 && box.top < innerHeight, it.localName]",
            )
            .await;
        if stop[3] == "body" {
            break;
        }
        assert_eq!((&stop[1], &stop[2]), (&json!("solid"), &json!(true)), "{stop}");
        stops.push(stop[0].clone());
        browser.press(&tab).await;
    }
    for wanted in ["In bài", "Tạm dừng tự cập nhật"] {
        assert!(stops.iter().any(|stop| stop == wanted), "{wanted} in {stops:?}");
    }
    // And Enter on a link goes there, with the focus.
    browser.eval("document.querySelector('.kicker a').focus()").await;
    browser.press(&Key::Enter.to_string()).await;
    browser
        .wait(
            "the category",
            "location.pathname.startsWith('/chuyen-muc/') && document.activeElement.localName === 'h1'",
        )
        .await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_moves_for_those_who_asked_for_calm() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { reduced_motion: true, ..Profile::default() }).await;
    let moving = "return [...document.querySelectorAll('*')].filter(it => { \
            const style = getComputedStyle(it); \
            return style.animationName !== 'none' || style.transitionDuration !== '0s' || style.scrollBehavior !== 'auto'; \
        }).map(it => it.outerHTML.slice(0, 80))";
    for page in ["", ARTICLE, "tthc/"] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval(moving).await, json!([]), "{page}");
        assert_eq!(browser.eval("return document.getAnimations().length").await, 0, "{page}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn text_reads_well() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let tight = "return Array.from(document.querySelectorAll('.prose p, .prose li, .byline, .cards p, .footer p')) \
        .map(it => { const style = getComputedStyle(it); return [parseFloat(style.lineHeight) / parseFloat(style.fontSize), it] }) \
        .filter(([ratio]) => ratio < 1.499).map(([ratio, it]) => `${ratio} ${it.outerHTML.slice(0, 60)}`)";
    assert_eq!(browser.eval(tight).await, json!([]));
    // 45 to 90 characters a line, measured on a real paragraph.
    let measure = browser
        .eval(
            "const paragraph = [...document.querySelectorAll('.prose > p')].reduce((a, b) => a.innerText.length > b.innerText.length ? a : b); \
             const range = document.createRange(); range.selectNodeContents(paragraph); \
             const lines = new Set([...range.getClientRects()].map(it => Math.round(it.top))).size; \
             return paragraph.innerText.length / lines",
        )
        .await;
    assert!(measure.as_f64().is_some_and(|it| (45.0..=90.0).contains(&it)), "{measure} characters a line");
    // Twice the text size, as the reader's browser would set it, still fits.
    resize(&browser, 640).await;
    let wide: Value = browser
        .eval("document.documentElement.style.fontSize = '200%'; return document.documentElement.scrollWidth - innerWidth")
        .await;
    assert!(wide.as_i64() <= Some(0), "scrolls sideways by {wide} px at 200 %");
    browser.finish(&[]).await;
}
