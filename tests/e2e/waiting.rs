//! Data that is slow or never comes: a tap is answered at once, and the reader gets the page.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE, SUB};

/// The home page once its documents were renewed, and its third card as `tap`, whose data never comes.
async fn open_with_a_slow_article() -> (Host, Browser, String) {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_renewed(&browser, &host.url()).await;
    sites::until_answered(&host, "data/visits.json", 1).await;
    host.faults().set("data/bai/*", Fault::Never);
    browser.eval("window.mark = true; window.tap = document.querySelectorAll('main .cards a')[2]").await;
    let headline = browser.eval("return tap.innerText").await.as_str().expect("a headline").to_owned();
    (host, browser, headline)
}

/// Taps, and gives what the page shows in the same turn.
async fn tap(browser: &Browser) -> Value {
    browser.eval("tap.click(); return [tap.dataset.pressed ?? null, document.querySelector('main').ariaBusy]").await
}

/// Waits for a timer that fires after the one that lets the browser take over.
const TAKE_OVER: &str = "await new Promise(done => setTimeout(done, 4100))";

const BAR: &str = "getComputedStyle(document.querySelector('main'), '::before')";

#[tokio::test]
async fn a_tap_is_answered_at_once_and_the_browser_takes_over() {
    let (host, browser, headline) = open_with_a_slow_article().await;
    assert_eq!(tap(&browser).await, json!(["", "true"]));
    assert_eq!(
        browser.eval(&format!("return [{BAR}.position, {BAR}.animationName]")).await,
        json!(["fixed", "progress"])
    );
    // Its headline, with a skeleton in place of its text.
    let is_shown = format!("document.querySelector('main h1').innerText === {}", json!(headline));
    browser.wait("the headline", &is_shown).await;
    assert_eq!(browser.text("main .loading").await, "Đang tải…");
    let path = browser.eval("return location.pathname").await;
    assert!(path.as_str().is_some_and(|path| path.starts_with("/quangthanh/bai/")), "{path}");
    assert_eq!(
        browser.eval("return [mark, document.title]").await,
        json!([true, format!("{headline} – Xã Quang Thành")])
    );
    browser.wait("the focus", "document.activeElement === document.querySelector('main h1')").await;
    // The host has the page's HTML.
    browser.wait("the page of the host", "window.mark === undefined && document.querySelector('.prose p')").await;
    assert_eq!(browser.text("main h1").await, headline);
    assert_eq!(browser.eval("return location.pathname").await, path);
    host.faults().clear_all();
    browser.back().await;
    browser
        .wait("the home page", "document.querySelector('.lead') && document.querySelector('main').ariaBusy !== 'true'")
        .await;
    assert_eq!(browser.eval("return location.pathname").await, SUB);
    assert!(!browser.exists("[data-pressed], .loading").await);
    browser.forward().await;
    browser.wait("the article again", &is_shown).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn slow_data_fills_the_page_that_is_shown() {
    let (host, browser, headline) = open_with_a_slow_article().await;
    host.faults().set("data/bai/*", Fault::Delay(std::time::Duration::from_millis(1500)));
    tap(&browser).await;
    browser.wait("the skeleton", "document.querySelector('.loading')").await;
    browser.wait("the text", "document.querySelector('.prose p')").await;
    assert_eq!(browser.text("main h1").await, headline);
    browser.wait("the focus", "document.activeElement === document.querySelector('main h1')").await;
    let state = "[window.mark, document.querySelector('main').ariaBusy, document.querySelectorAll('.loading, [data-pressed]').length]";
    assert_eq!(browser.eval(&format!("return {state}")).await, json!([true, "false", 0]));
    let slug = browser.eval("return location.pathname.split('/').at(-2)").await;
    let file = format!("data/bai/{}.json", slug.as_str().expect("a slug"));
    sites::settled(&browser).await;
    assert_eq!(sites::count_requests(&host, &file), 1, "the article was fetched twice");
    // The browser does not take over a page that is complete: its timer would fire before this one.
    browser.eval_async(TAKE_OVER).await;
    assert_eq!(browser.eval("return window.mark").await, true);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn back_leaves_a_page_that_never_comes() {
    let (_host, browser, _) = open_with_a_slow_article().await;
    browser.eval("tap.scrollIntoView({ block: 'center' }); window.y = scrollY").await;
    tap(&browser).await;
    browser.wait("the skeleton", "document.querySelector('.loading')").await;
    browser.back().await;
    sites::arrived(&browser, SUB).await;
    browser.wait("the scroll position", "Math.abs(scrollY - y) < 2 && document.querySelector('.lead')").await;
    assert_eq!(browser.eval("return document.querySelector('main').ariaBusy").await, "false");
    browser.eval_async(TAKE_OVER).await;
    assert_eq!(browser.eval("return [window.mark, location.pathname]").await, json!([true, SUB]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_bar_does_not_move_for_readers_who_want_no_motion() {
    let (_host, browser, _) = open_with_a_slow_article().await;
    browser
        .cdp("Emulation.setEmulatedMedia", json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}))
        .await;
    tap(&browser).await;
    assert_eq!(browser.eval(&format!("return [{BAR}.position, {BAR}.animationName]")).await, json!(["fixed", "none"]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_article_whose_text_cannot_be_had_says_that_it_is_a_summary_and_asks_again() {
    let shell = sites::shell_of(sites::demo());
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Xã",
        "items": [
            {"id": "tom-tat", "title": "Chỉ tóm tắt", "summary": "Ngắn gọn.", "_trangxa": {"item": "kho/tom-tat.json"}},
            {"id": "mot-doan", "title": "Một đoạn", "summary": "Chỉ có vậy.", "url": "https://nguon.example/"},
        ],
    });
    std::fs::write(shell.path().join("data/feed.json"), feed.to_string()).expect("a feed");
    let host = sites::serve(shell.path(), "/").await;
    let full = json!({"id": "tom-tat", "title": "Chỉ tóm tắt", "content_html": "<p>Toàn văn.</p>"}).to_string();
    for fault in [Fault::Html, Fault::Status(404), Fault::Status(500)] {
        let browser = Browser::open(Profile::default()).await;
        browser.stop_clock().await;
        host.faults().clear_all();
        host.faults().set("data/kho/tom-tat.json", fault.clone());
        sites::open_live(&browser, &format!("{}bai/tom-tat/", host.url())).await;
        let note = "document.querySelector('.article .note')?.innerText";
        browser.wait("the note", &format!("{note}?.startsWith('Mới tải được phần tóm tắt')")).await;
        assert_eq!(browser.text(".standfirst").await, "Ngắn gọn.", "{fault:?}");
        host.faults().set("data/kho/tom-tat.json", Fault::Body(full.clone()));
        for _ in 0..10 {
            browser.turn_clock(2).await;
        }
        browser.wait("the text", "document.querySelector('.prose')?.innerText === 'Toàn văn.'").await;
        assert!(!browser.exists(".article .note").await, "{fault:?}");
        browser.goto(&format!("{}bai/mot-doan/", host.url())).await;
        browser.wait("the other note", &format!("{note} === 'Ở đây chỉ có phần tóm tắt của bài.'")).await;
        browser.close();
    }
}

/// The list that the reader has still names it.
#[tokio::test]
async fn a_withdrawn_article_says_that_it_was_withdrawn() {
    let folder = sites::copy_of(sites::demo());
    let host = sites::serve(folder.path(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    let link = "document.querySelectorAll('main .cards a')[2]";
    let slug = browser.eval(&format!("return {link}.pathname.split('/').at(-2)")).await;
    let (slug, headline) = (slug.as_str().expect("a slug"), browser.eval(&format!("return {link}.innerText")).await);
    std::fs::remove_dir_all(folder.path().join("bai").join(slug)).expect("the page");
    std::fs::remove_file(folder.path().join(format!("data/bai/{slug}.json"))).expect("its data");
    browser.eval(&format!("window.mark = true; {link}.click()")).await;
    browser
        .wait("the message", "document.querySelector('main').innerText.includes('Bài này đã được gỡ khỏi trang')")
        .await;
    assert_eq!(browser.text("main h1").await, headline.as_str().expect("a headline"));
    assert_eq!(browser.eval("return window.mark").await, true);
    browser.finish(&[&format!("/data/bai/{slug}.json - Failed"), &format!("/bai/{slug}/ - Failed")]).await;
}

/// Its reader keeps the text and sees that it is no longer on the site; if it comes back, nothing says so any more.
#[tokio::test]
async fn an_article_that_is_withdrawn_while_it_is_read_says_so() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    sites::settled(&browser).await;
    for fault in [Fault::Status(403), Fault::Html, Fault::Status(500)] {
        host.faults().set("data/bai/*", fault.clone());
        sites::renew(&browser).await;
        sites::settled(&browser).await;
        assert!(!browser.exists(".article .note").await, "{fault:?} is not said of the article");
    }
    host.faults().set("data/bai/*", Fault::Status(404));
    sites::renew(&browser).await;
    browser
        .wait("the note", "document.querySelector('.article .note')?.innerText.startsWith('Bài này đã được gỡ')")
        .await;
    assert!(browser.exists(".prose p").await);
    host.faults().clear_all();
    sites::renew(&browser).await;
    browser.wait("no note", "!document.querySelector('.article .note')").await;
    assert!(browser.exists(".prose p").await);
    browser.finish(&["/data/bai/lua-chiem-xuan-2025-duoc-mua.json - Failed"]).await;
}

#[tokio::test]
async fn back_from_a_definition_returns_to_where_the_reader_was() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}tthc/", host.url())).await;
    let link = "document.querySelector('main a[href^=\"#\"]')";
    browser.eval(&format!("{link}.scrollIntoView({{ block: 'center' }}); window.y = scrollY")).await;
    browser.eval(&format!("{link}.click()")).await;
    browser.wait("the definition", "location.hash !== '' && Math.abs(scrollY - y) > 300").await;
    browser.back().await;
    browser.wait("the place before", "location.hash === '' && Math.abs(scrollY - y) < 2").await;
    browser.forward().await;
    browser.wait("the definition again", "location.hash !== '' && Math.abs(scrollY - y) > 300").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn opening_a_period_marks_nothing_as_changed_and_is_in_the_title() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser
        .run_first(
            "window.marked = 0;
             new MutationObserver(all => { marked += all.filter(it => it.target.hasAttribute?.('data-changed')).length })
                 .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-changed'] })",
        )
        .await;
    for query in ["?ky=2025", "?ky=2024-12", ""] {
        sites::open_renewed(&browser, &format!("{}tthc/{query}", host.url())).await;
        sites::until_answered(&host, "data/tthc.json", 1).await;
        sites::settled(&browser).await;
        assert_eq!(browser.eval("return marked").await, 0, "{query}");
        let title = browser.eval("return document.title").await;
        let year = query.get(4..8).unwrap_or("Xã Quang Thành");
        assert!(title.as_str().is_some_and(|title| title.contains(year)), "{query}: {title}");
        host.forget_requests();
    }
    browser.finish(&[]).await;
}

/// Files of the program that were asked for.
fn program_requests(host: &Host) -> Vec<String> {
    let paths = host.requests().into_iter().map(|it| it.path);
    paths.filter(|path| path.contains("/trang-xa-") || path.contains("/recover-")).collect()
}

#[tokio::test]
async fn readers_who_save_data_load_the_program_only_when_they_need_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first("Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } })").await;
    for page in ["", ARTICLE, "tin/"] {
        browser.goto(&format!("{}{page}", host.url())).await;
        browser.eval("document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))").await;
        // As long as the start takes at most where no data is saved.
        browser.eval_async("await __test.drawn(4); await new Promise(done => setTimeout(done, 500))").await;
        assert_eq!(program_requests(&host), Vec::<String>::new(), "{page}");
    }
    sites::follow(&browser, ".tthc .more a").await;
    browser.eval_async("await __test.drawn(4); await new Promise(done => setTimeout(done, 500))").await;
    assert_eq!(program_requests(&host), Vec::<String>::new());
    // Somebody touches a page with choices.
    browser
        .eval("document.querySelector('main h1').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))")
        .await;
    sites::live(&browser).await;
    // There is nothing to read without the program at an address that is newer than the build.
    host.forget_requests();
    sites::open_live(&browser, &format!("{}bai/khong-co/", host.url())).await;
    browser.finish(&["/bai/khong-co/ - Failed", "/data/bai/khong-co.json - Failed"]).await;
}

#[tokio::test]
async fn a_browser_without_webassembly_loads_no_program() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first("delete globalThis.WebAssembly").await;
    for page in ["", ARTICLE, "tthc/", "bai/khong-co/"] {
        browser.goto(&format!("{}{page}", host.url())).await;
        browser.eval_async("await __test.drawn(4); await new Promise(done => setTimeout(done, 500))").await;
        let is_shown = "return document.querySelector('main h1').checkVisibility({ visibilityProperty: true })";
        assert_eq!(browser.eval(is_shown).await, true, "{page}");
    }
    assert_eq!(program_requests(&host), Vec::<String>::new());
    browser.finish(&["/bai/khong-co/ - Failed"]).await;
}
