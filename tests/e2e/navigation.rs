//! From page to page without a load, with the same behaviour as the browser's own navigation.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE, SUB};

/// The home page in a sub-folder once the program runs, with a mark on the window that a load would remove.
async fn open_home(profile: Profile) -> (Host, Browser) {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let browser = Browser::open(profile).await;
    sites::open_live(&browser, &host.url()).await;
    browser.eval("window.mark = true").await;
    (host, browser)
}

async fn assert_not_loaded(browser: &Browser) {
    assert_eq!(browser.eval("return window.mark").await, true, "the browser loaded the page");
}

/// Marks one link in the middle of the page as `#tap` and scrolls it into view; gives the scroll position.
async fn mark_link(browser: &Browser, js_link: &str) -> Value {
    browser
        .eval(&format!(
            "const link = {js_link}; link.id = 'tap'; link.scrollIntoView({{ block: 'center' }}); return scrollY"
        ))
        .await
}

async fn until_scrolled_to(browser: &Browser, y: &Value) {
    browser.wait("the scroll position", &format!("Math.abs(scrollY - {y}) < 2")).await;
}

#[tokio::test]
async fn a_link_opens_its_page_at_the_top_with_title_and_focus_and_back_restores_the_scroll_position() {
    let (_host, browser) = open_home(Profile::default()).await;
    let lead = "const { left, width } = document.querySelector('.lead').getBoundingClientRect(); return [left, width]";
    let served = browser.eval(lead).await;
    let y = mark_link(&browser, "document.querySelectorAll('main .cards a')[9]").await;
    assert!(y.as_f64().is_some_and(|y| y > 400.0), "{y}");
    let path = sites::follow(&browser, "#tap").await;
    assert!(path.starts_with("/quangthanh/bai/"), "{path}");
    assert_not_loaded(&browser).await;
    browser.wait("the focus on the headline", "document.activeElement === document.querySelector('main h1')").await;
    until_scrolled_to(&browser, &json!(0)).await;
    let headline = browser.text("main h1").await;
    assert_eq!(browser.eval("return document.title").await, format!("{headline} – Xã Quang Thành"));
    assert!(browser.exists(".prose p").await);
    // Another link on the article, from another scroll position.
    let below = mark_link(&browser, "document.querySelector('.section .cards a')").await;
    let text = browser.text(".prose").await;
    let next = sites::follow(&browser, "#tap").await;
    assert_ne!(next, path);
    until_scrolled_to(&browser, &json!(0)).await;
    browser
        .wait(
            "the next text in place of this one",
            &format!("document.querySelector('.prose').innerText.slice(0, 99) !== {}.slice(0, 99)", json!(text)),
        )
        .await;

    browser.back().await;
    sites::arrived(&browser, &path).await;
    until_scrolled_to(&browser, &below).await;
    assert_eq!(browser.text("main h1").await, headline);
    browser
        .wait("its own text again", &format!("document.querySelector('.prose').innerText.trim() === {}", json!(text)))
        .await;
    browser.back().await;
    sites::arrived(&browser, SUB).await;
    until_scrolled_to(&browser, &y).await;
    assert!(browser.exists(".lead").await);
    // The headline of the home page is for screen readers only; its focus must not move anything.
    assert_eq!(browser.eval(lead).await, served);
    assert!(
        browser.eval("return document.title").await.as_str().is_some_and(|title| title.starts_with("Trang thông tin"))
    );
    browser.forward().await;
    sites::arrived(&browser, &path).await;
    until_scrolled_to(&browser, &below).await;
    assert_not_loaded(&browser).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn back_restores_the_scroll_position_after_a_real_load_too() {
    let (host, browser) = open_home(Profile::default()).await;
    let y = mark_link(&browser, "document.querySelectorAll('main .cards a')[9]").await;
    browser.wait("the position to be noted", &format!("Math.abs(history.state - {y}) < 2")).await;
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    browser.back().await;
    sites::live(&browser).await;
    until_scrolled_to(&browser, &y).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn every_part_of_the_site_is_reached_without_a_load() {
    let (_host, browser) = open_home(Profile::default()).await;
    for link in [
        ".menu a[href$='/tin/']",
        "[aria-label='Trang sau']",
        "[aria-label='Trang trước']",
        ".menu a[href$='/chuyen-muc/thong-bao/']",
        ".cards a",
        ".kicker a",
        ".cards a",
        ".neighbours .previous",
        ".neighbours .next",
        ".tthc .more a",
        ".menu a[href$='/gioi-thieu/']",
        ".footer .links a",
        ".tree a",
    ] {
        let path = sites::follow(&browser, link).await;
        assert!(path.starts_with(SUB), "{link}: {path}");
        assert_not_loaded(&browser).await;
        browser.wait("the focus on the headline", "document.activeElement === document.querySelector('main h1')").await;
        let current = browser
            .eval("return Array.from(document.querySelectorAll('.menu [aria-current]'), it => it.pathname)")
            .await;
        let list = if path.contains("/trang/") { format!("{SUB}tin/") } else { path.clone() };
        let wanted = if path.contains("/bai/") { json!([]) } else { json!([list]) };
        assert_eq!(current, wanted, "{link} to {path}: what the menu marks as the present page");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_link_inside_an_articles_text_is_followed_without_a_load() {
    let (_host, browser) = open_home(Profile::default()).await;
    sites::follow(&browser, "main a[href$='/bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/']").await;
    let path = sites::follow(&browser, ".prose a[href*='/bai/']").await;
    assert!(path.starts_with("/quangthanh/bai/"), "{path}");
    assert_not_loaded(&browser).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn links_that_are_not_ours_to_follow_are_left_to_the_browser() {
    let (_host, browser) = open_home(Profile::default()).await;
    // Runs after the app's own listener: notes whether the app took the click, and keeps the browser on the page.
    browser
        .eval("addEventListener('click', event => { window.taken = event.defaultPrevented; event.preventDefault() })")
        .await;
    let script = r"
        const taken = (attributes, how = {}) => {
            const link = document.createElement('a');
            Object.entries(attributes).forEach(([name, value]) => link.setAttribute(name, value));
            document.querySelector('main').append(link);
            link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...how }));
            link.remove();
            return window.taken;
        };
        const own = '/quangthanh/tthc/';
        return {
            control: taken({ href: own }, { ctrlKey: true }),
            meta: taken({ href: own }, { metaKey: true }),
            shift: taken({ href: own }, { shiftKey: true }),
            alt: taken({ href: own }, { altKey: true }),
            wheel: taken({ href: own }, { button: 1 }),
            target: taken({ href: own, target: '_blank' }),
            download: taken({ href: own, download: '' }),
            hash: taken({ href: '#noi-dung' }),
            pdf: taken({ href: '/quangthanh/media/muc-thu-phi-chung-thuc.pdf' }),
            feed: taken({ href: '/quangthanh/feed.xml', rel: 'external' }),
            elsewhere: taken({ href: 'https://dichvucong.gov.vn/' }),
            outside: taken({ href: '/tthc/' }),
            unknown: taken({ href: '/quangthanh/khong-co/' }),
            mail: taken({ href: 'mailto:a@b.vn' }),
            query: taken({ href: own + '?a=1' }),
            nothing: taken({}),
        };
    ";
    let taken = browser.eval(script).await;
    for (kind, taken) in taken.as_object().expect("the cases") {
        assert_eq!(taken, false, "{kind}");
    }
    assert_not_loaded(&browser).await;
    assert_eq!(browser.eval("return location.pathname").await, SUB);
    // The check itself works: it notices a click that the app takes.
    let own = "const link = document.querySelector('.menu a[href$=\"/tthc/\"]'); \
               link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); return taken";
    assert_eq!(browser.eval(own).await, true);
    sites::arrived(&browser, "/quangthanh/tthc/").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn fragments_of_the_same_page_are_left_to_the_browser() {
    let (host, browser) = open_home(Profile::default()).await;
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    sites::live(&browser).await;
    browser
        .eval("window.mark = true; window.text = document.querySelector('.prose'); location.hash = 'noi-dung'")
        .await;
    browser.back().await;
    browser.wait("the address without a place", "location.hash === ''").await;
    assert_not_loaded(&browser).await;
    assert_eq!(browser.eval("return text.isConnected").await, true, "the page was built anew");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn pointing_at_a_link_fetches_its_page_once() {
    let (host, browser) = open_home(Profile::default()).await;
    mark_link(&browser, "document.querySelectorAll('main .cards a')[2]").await;
    let place = browser
        .eval("const box = tap.getBoundingClientRect(); return { type: 'mouseMoved', x: box.x + 20, y: box.y + 10 }")
        .await;
    let data = browser.eval("return tap.pathname.split('/').at(-2)").await;
    let file = format!("/data/bai/{}.json", data.as_str().expect("a slug"));
    assert_eq!(sites::count_requests(&host, &file), 0);
    browser.cdp("Input.dispatchMouseEvent", place).await;
    sites::until_answered(&host, &file, 1).await;
    let again = "['pointerover', 'touchstart', 'focusin'].forEach(hint => tap.dispatchEvent(new Event(hint, { bubbles: true })))";
    browser.eval(again).await;
    sites::settled(&browser).await;
    assert_eq!(sites::count_requests(&host, &file), 1);
    // What was fetched is enough to show the page, even if the host no longer answers.
    host.faults().set("data/*", Fault::Never);
    sites::follow(&browser, "#tap").await;
    assert!(browser.exists(".prose p").await);
    assert_not_loaded(&browser).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_last_link_that_was_followed_wins() {
    let (host, browser) = open_home(Profile::default()).await;
    let slow = browser.eval("return document.querySelectorAll('main .cards a')[1].pathname").await;
    let data = format!("data/bai/{}.json", slow.as_str().expect("a path").split('/').nth(3).expect("a slug"));
    host.faults().set(&data, Fault::Never);
    browser.eval("document.querySelectorAll('main .cards a')[1].click()").await;
    browser.wait("the page to be busy", "document.querySelector('main').ariaBusy === 'true'").await;
    let path = sites::follow(&browser, ".menu a[href$='/gioi-thieu/']").await;
    host.faults().clear_all();
    sites::until_answered(&host, "/data/trang/gioi-thieu.json", 1).await;
    assert_eq!(
        browser.eval("return [location.pathname, document.querySelector('main').ariaBusy]").await,
        json!([path, "false"])
    );
    browser.finish(&[]).await;
}

#[tokio::test]
async fn on_a_phone_the_menu_unfolds_and_folds_again_on_arrival() {
    let (_host, browser) = open_home(Profile::phone()).await;
    assert_eq!(browser.eval("return document.querySelector('.menu ul').checkVisibility()").await, false);
    browser.click(".menu summary").await;
    let path = sites::follow(&browser, ".menu a[href$='/tthc/']").await;
    assert_eq!(path, "/quangthanh/tthc/");
    assert_not_loaded(&browser).await;
    browser.wait("the menu to fold", "!document.querySelector('.menu details').open").await;
    browser.finish(&[]).await;
}
