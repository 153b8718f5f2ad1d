//! Accessibility: axe, narrow screens, the keyboard, reduced motion. What can be measured of the looks is in `looks.rs`.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile, axe_source};

use crate::sites::{self, ARTICLE, PAGES};

/// Every type of page, and the shell of an address without a page, at 320 and 1280 px: axe finds nothing, and nothing
/// scrolls sideways.
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
            browser.resize(width, 800).await;
            // The menu of small screens is checked unfolded.
            browser.eval("document.querySelector('.menu details').open = innerWidth < 800").await;
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
async fn axe_finds_nothing_with_light_colours() {
    is_accessible(false).await;
}

#[tokio::test]
async fn axe_finds_nothing_with_dark_colours() {
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
async fn the_keyboard_skips_to_the_content_and_reaches_everything() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    browser.press("Tab").await;
    assert_eq!(browser.eval("return document.activeElement.className").await, "skip");
    let shown = "const box = document.activeElement.getBoundingClientRect(); return box.left >= 0 && box.top >= 0 && box.width > 0";
    assert_eq!(browser.eval(shown).await, true, "the skip link is seen once it has the focus");
    browser.press("Enter").await;
    browser.wait("the place", "location.hash === '#noi-dung'").await;
    browser.press("Tab").await;
    assert_eq!(browser.eval("return document.activeElement.closest('main') !== null").await, true);
    // From here on, every element that gets the focus is in view and has an outline.
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
        browser.press("Tab").await;
    }
    for wanted in ["In bài", "Tạm dừng tự cập nhật"] {
        assert!(stops.iter().any(|stop| stop == wanted), "{wanted} in {stops:?}");
    }
    // Enter on a link opens its page and moves the focus there.
    browser.eval("document.querySelector('.kicker a').focus()").await;
    browser.press("Enter").await;
    browser
        .wait(
            "the category",
            "location.pathname.startsWith('/chuyen-muc/') && document.activeElement.localName === 'h1'",
        )
        .await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_moves_for_readers_who_prefer_reduced_motion() {
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
async fn lines_of_text_are_easy_to_read() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let tight = "return Array.from(document.querySelectorAll('.prose p, .prose li, .byline, .cards p, .footer p')) \
        .map(it => { const style = getComputedStyle(it); return [parseFloat(style.lineHeight) / parseFloat(style.fontSize), it] }) \
        .filter(([ratio]) => ratio < 1.499).map(([ratio, it]) => `${ratio} ${it.outerHTML.slice(0, 60)}`)";
    assert_eq!(browser.eval(tight).await, json!([]));
    // 45 to 90 characters in a line, measured on the longest paragraph.
    let measure = browser
        .eval(
            "const paragraph = [...document.querySelectorAll('.prose > p')].reduce((a, b) => a.innerText.length > b.innerText.length ? a : b); \
             const range = document.createRange(); range.selectNodeContents(paragraph); \
             const lines = new Set([...range.getClientRects()].map(it => Math.round(it.top))).size; \
             return paragraph.innerText.length / lines",
        )
        .await;
    assert!(measure.as_f64().is_some_and(|it| (45.0..=90.0).contains(&it)), "{measure} characters a line");
    // Text of twice the size, as a reader's browser may set it, still fits.
    browser.resize(640, 800).await;
    let wide: Value = browser
        .eval("document.documentElement.style.fontSize = '200%'; return document.documentElement.scrollWidth - innerWidth")
        .await;
    assert!(wide.as_i64() <= Some(0), "scrolls sideways by {wide} px at 200 %");
    browser.finish(&[]).await;
}
