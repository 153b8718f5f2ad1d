//! The loader and its element on a partner's page: what they need there, what they leave alone, which failures they survive.
//! Below, the *fallback* is the content of the element, which shows until the frame does.

use std::io::Write;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::Fault;

use crate::sites::until;
use crate::stage::{
    self, FIRST, LOADER, LOADER_V1, STRICT, Stage, WIDGET, command, command_frame, drawn, frame_of, look, report,
    until_frame_loaded, until_framed, until_shown,
};

/// The loader's hash. Partners' pages have it in `integrity`, so it never changes for a version that is out.
const SHA384: &str = "FF1lkmQwZNUdIK1ALxgsDpQ/pASp8Tm+a2pTgufq2JJoeqE/qRNurn7cRSA462GB";
const LOADER_BYTES: usize = 2048;

/// The height of the frame of `tests/fixtures/embed` before any command, in px.
const FRAME: i64 = 300;

async fn opened(head: &str, body: &str) -> (Stage, Browser) {
    let stage = Stage::with(head, body).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    (stage, browser)
}

async fn open_stopped(stage: &Stage) -> Browser {
    open_stopped_at(&stage.partner.url()).await
}

/// A browser with this page and a stopped clock.
async fn open_stopped_at(url: &str) -> Browser {
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    browser.goto(url).await;
    browser
}

/// A page for a frame that sends whatever messages a test commands.
const LIAR: &str = "<script>const heard = []; addEventListener('message', ({ data }) => { \
        heard.push(data.test); \
        parent.postMessage(data.test === 'report' ? { ticket: data.ticket, heard } : data.data, '*') \
    })</script>";

#[test]
fn the_loader_is_small_and_unchanged() {
    let loader = stage::loader();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&loader).expect("memory takes everything");
    let size = gzip.finish().expect("memory takes everything").len();
    println!("loader: {size} of {LOADER_BYTES} bytes");
    assert!((500..=LOADER_BYTES).contains(&size), "the loader has {size} bytes");
    assert_eq!(STANDARD.encode(Sha384::digest(&loader)), SHA384, "the loader has changed");
}

#[tokio::test]
async fn a_partners_policy_need_only_allow_scripts_and_frames_of_our_host() {
    let kinds = "<trangxa-widget show=news><a href={commune}>Tin</a></trangxa-widget>\
                 <trangxa-widget show='counters, tthc'><a href={commune}>Số</a></trangxa-widget>";
    let types = "; require-trusted-types-for 'script'; trusted-types 'none'";
    for policy in [String::new(), STRICT.to_owned(), format!("{STRICT}{types}")] {
        let stage = Stage::with(LOADER, &format!("{WIDGET}{kinds}")).await;
        if !policy.is_empty() {
            stage.partner.policy(&policy);
        }
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&stage.partner.url()).await;
        for (at, path) in ["embed/tthc/?show=tthc", "embed/news/?show=news", "embed/counters/?show=counters%2Ctthc"]
            .into_iter()
            .enumerate()
        {
            let widget = format!("document.querySelectorAll('trangxa-widget')[{at}]");
            browser.eval(&format!("{widget}.scrollIntoView()")).await;
            until_shown(&browser, &widget).await;
            assert_eq!(report(&browser, &widget).await["url"], format!("{}{path}", stage.commune.url()));
        }
        assert_eq!(browser.console(), [], "{policy}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn it_needs_no_header_of_the_host_and_can_be_pinned_where_there_is_one() {
    let pinned =
        |hash: &str| format!("<script defer src={{commune}}embed.v2.js integrity=sha384-{hash} crossorigin></script>");
    let other = STANDARD.encode(Sha384::digest(b"another file"));
    let cors = "/*\n  Access-Control-Allow-Origin: *\n";
    let blocked = "Access to script at";
    for (headers, head, is_shown, allowed) in [
        ("", LOADER.to_owned(), true, &[][..]),
        ("", LOADER_V1.to_owned(), false, &[blocked, "/embed.v1.js - Failed"]),
        ("", pinned(SHA384), false, &[blocked, "/embed.v2.js - Failed"]),
        (cors, LOADER.to_owned(), true, &[]),
        (cors, LOADER_V1.to_owned(), true, &[]),
        (cors, pinned(SHA384), true, &[]),
        (cors, pinned(&other), false, &["the 'integrity' attribute for resource"]),
    ] {
        let stage = Stage::with(&head, WIDGET).await;
        stage.commune_headers(headers);
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&stage.partner.url()).await;
        if is_shown {
            until_shown(&browser, FIRST).await;
        } else {
            assert_eq!(look(&browser, FIRST).await["fallback"], true, "{head}");
            assert_eq!(stage.frames(), 0, "{head}");
        }
        browser.finish(allowed).await;
    }
}

/// The names of the loader are none of the page's, and those of the page do not disturb it.
#[tokio::test]
async fn it_shares_no_name_with_the_page() {
    let theirs = "<script>const here = 1, add = 2, loaded = 3, SPACE = 4, CELL = 5</script>";
    for head in [format!("{theirs}{LOADER}"), LOADER.to_owned()] {
        let (_stage, browser) = opened(&head, WIDGET).await;
        until_shown(&browser, FIRST).await;
        let names = browser.eval("return [typeof BETWEEN, typeof PASSED, 'here' in window]").await;
        assert_eq!(names, json!(["undefined", "undefined", false]));
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn without_javascript_the_fallback_is_read_and_clicked() {
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.partner.policy(STRICT);
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&stage.partner.url()).await;
    assert_eq!(browser.text("trangxa-widget").await, "Số liệu của xã");
    browser.click("trangxa-widget a").await;
    browser.wait("the commune's page", "document.querySelector('h1')?.textContent === 'Xã'").await;
    assert_eq!(browser.url().await, format!("{}tthc/", stage.commune.url()));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_fallback_stays_while_the_frame_fails_and_the_frame_is_tried_again_after_a_minute() {
    let other = "<!doctype html><title>Khác</title><p>Trang của ai đó".to_owned();
    for fault in [Fault::Never, Fault::Html, Fault::Status(503), Fault::CutOff, Fault::Body(other)] {
        let stage = Stage::with(LOADER, WIDGET).await;
        stage.partner.policy(STRICT);
        stage.commune.faults().set("embed/*", fault.clone());
        let browser = open_stopped(&stage).await;
        until_framed(&browser, FIRST).await;
        until("the request", || stage.frames() == 1).await;
        if fault != Fault::Never {
            until_frame_loaded(&browser, FIRST).await;
        }
        let before = look(&browser, FIRST).await;
        assert_eq!((&before["shown"], &before["fallback"]), (&json!(false), &json!(true)), "{fault:?}");
        browser.turn_clock(59).await;
        assert_eq!(stage.frames(), 1, "{fault:?}");
        let last = look(&browser, FIRST).await;
        assert_eq!((&last["fallback"], &last["height"]), (&json!(true), &before["height"]), "{fault:?}");
        stage.commune.faults().clear_all();
        browser.turn_clock(1).await;
        until_shown(&browser, FIRST).await;
        // Of a file that was cut off, the browser asks for the missing half first.
        let requests = if fault == Fault::CutOff { 3 } else { 2 };
        assert_eq!(stage.frames(), requests, "{fault:?}");
        // After that, nothing more is asked for.
        browser.turn_clock(600).await;
        assert_eq!(stage.frames(), requests, "{fault:?}");
        browser.finish(&["/embed/tthc/?show=tthc - Failed"]).await;
    }
}

#[tokio::test]
async fn a_frame_that_never_answers_is_asked_for_less_and_less() {
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.commune.faults().set("embed/*", Fault::Html);
    let browser = open_stopped(&stage).await;
    until_framed(&browser, FIRST).await;
    until("the request", || stage.frames() == 1).await;
    for (minutes, frames) in [(1, 2), (2, 3), (4, 4)] {
        until_frame_loaded(&browser, FIRST).await;
        browser.turn_clock(minutes * 60 - 1).await;
        assert_eq!(stage.frames(), frames - 1, "{minutes} min");
        browser.turn_clock(1).await;
        until("the request", || stage.frames() == frames).await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_slow_host_does_not_delay_the_page() {
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.commune.faults().set("embed/*", Fault::Delay(Duration::from_millis(800)));
    let browser = Browser::open(Profile::default()).await;
    // The page's load event does not wait for the frame.
    browser.goto(&stage.partner.url()).await;
    until_framed(&browser, FIRST).await;
    until("the request", || stage.frames() == 1).await;
    until_shown(&browser, FIRST).await;
    browser.finish(&[]).await;

    // Nor does the page wait for a slow loader: it is deferred.
    let stage = Stage::with("<script async src={commune}embed.v2.js></script>", WIDGET).await;
    stage.commune.faults().set("embed.v2.js", Fault::Delay(Duration::from_millis(800)));
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    until_shown(&browser, FIRST).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_host_that_is_down_leaves_the_fallback() {
    // The host is down from the start.
    let mut stage = Stage::with(LOADER, WIDGET).await;
    stage.commune_is_down().await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    assert_eq!(look(&browser, FIRST).await["fallback"], true);
    browser.finish(&["embed.v2.js - Failed to load resource: net::ERR_CONNECTION_REFUSED"]).await;

    // The host goes down before the reader scrolls near the widget.
    let mut stage = Stage::with(LOADER, &format!("<div id=gap></div>{WIDGET}")).await;
    stage.partner.write("gap.css", "#gap { height: 5000px }");
    stage.page(
        "index.html",
        &format!("{LOADER}<link rel=stylesheet href=gap.css>"),
        &format!("<div id=gap></div>{WIDGET}"),
    );
    let browser = open_stopped(&stage).await;
    stage.commune_is_down().await;
    browser.eval(&format!("{FIRST}.scrollIntoView()")).await;
    until_framed(&browser, FIRST).await;
    until_frame_loaded(&browser, FIRST).await;
    assert_eq!(look(&browser, FIRST).await["fallback"], true);
    browser.turn_clock(61).await;
    assert_eq!(look(&browser, FIRST).await["fallback"], true);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_loader_that_is_not_a_script_leaves_the_fallback() {
    for fault in [Fault::Html, Fault::Status(404), Fault::CutOff] {
        let stage = Stage::with(LOADER, WIDGET).await;
        stage.commune.faults().set("embed.v2.js", fault);
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&stage.partner.url()).await;
        assert_eq!(look(&browser, FIRST).await["fallback"], true);
        assert_eq!(stage.frames(), 0);
        browser.finish(&["/embed.v2.js - ", "Uncaught SyntaxError"]).await;
    }
}

#[tokio::test]
async fn the_pages_styles_do_not_reach_it() {
    let styles = [
        "",
        "* { all: unset !important }",
        "* { position: relative !important; z-index: 99999 !important }",
        "html { font-size: 62.5% } * { box-sizing: border-box; margin: 7px !important; padding: 5px !important }",
        "html { direction: rtl }",
        "* { display: flex !important }",
        "* { visibility: visible !important; opacity: 1 !important; height: auto !important; width: auto !important }",
        "* { transition: all 9s !important; animation: turn 9s infinite !important } @keyframes turn { to { top: 9px }",
        "iframe, slot, div, trangxa-widget > * { display: none !important } * { min-height: 0 !important }",
        "* { max-height: 3px !important; max-width: 3em !important; overflow: visible !important }",
        "body { text-align: center; line-height: 9; font: 40px serif; color: transparent }",
    ];
    for style in styles {
        let stage = Stage::with(&format!("<link rel=stylesheet href=style.css>{LOADER}"), WIDGET).await;
        stage.partner.write("style.css", style);
        stage.partner.policy(&format!("{STRICT}; style-src 'self'"));
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&stage.partner.url()).await;
        let reserved = look(&browser, FIRST).await;
        // Where the page's style makes it narrow, its height is that of a narrow column.
        let wide = reserved["width"].as_i64() >= Some(400);
        assert!(reserved["height"].as_i64() >= Some(if wide { 680 } else { 750 }), "{style}: {reserved}");
        until_shown(&browser, FIRST).await;
        let now = look(&browser, FIRST).await;
        assert_eq!(now["frame"], json!([reserved["width"], FRAME]), "{style}");
        assert!(now["height"].as_i64() >= reserved["height"].as_i64(), "{style}: {now}");
        // It covers only its own box, and nothing covers it.
        let hit = "const box = document.querySelector('trangxa-widget').shadowRoot.firstElementChild; \
                   const { x, y, width, height, bottom } = box.getBoundingClientRect(); \
                   const after = document.getElementById('after').getBoundingClientRect(); \
                   return [document.elementFromPoint(x + width / 2, y + 100)?.localName, \
                           document.getAnimations().filter(it => it.effect.target.getRootNode() !== document).length]";
        assert_eq!(browser.eval(hit).await, json!(["trangxa-widget", 0]), "{style}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn the_widget_works_on_a_page_in_a_sandboxed_frame() {
    // A page with an opaque origin, which reports to its parent what can be seen of the widget.
    let spy = "<script>addEventListener('message', () => { \
            const frame = document.querySelector('trangxa-widget').shadowRoot?.querySelector('iframe'); \
            parent.postMessage([origin, !!frame && frame.style.visibility === '', frame?.offsetHeight], '*') \
        })</script>";
    for sandbox in ["allow-scripts", "allow-scripts allow-popups allow-same-origin"] {
        let stage = Stage::with("", &format!("<iframe sandbox='{sandbox}' src=inner.html height=700></iframe>")).await;
        stage.page("inner.html", &format!("{LOADER}{spy}"), WIDGET);
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&stage.partner.url()).await;
        browser.eval("addEventListener('message', ({ data }) => window.state = data)").await;
        browser.wait("the frame in the frame", "frames[0].postMessage('', '*'), state[1]").await;
        let state = browser.eval("return state").await;
        assert_eq!(state[0] == "null", sandbox == "allow-scripts", "{state}");
        assert_eq!(state[2], FRAME);
        browser.finish(&["/inner.html - An iframe which has both allow-scripts and allow-same-origin"]).await;
    }
}

#[tokio::test]
async fn ten_widgets_of_every_kind_work_on_one_page() {
    let kinds =
        ["tthc", "news", "counters", "tthc,news", "counters tthc news", "", "khong-co", "news", "tthc", "constructor"];
    let body: String = kinds
        .iter()
        .map(|it| format!("<trangxa-widget show='{it}'><a href={{commune}}>{it} số liệu</a></trangxa-widget>"))
        .collect();
    let (stage, browser) = opened(LOADER, &body).await;
    let mut ids = Vec::new();
    for at in 0..kinds.len() {
        let widget = format!("document.querySelectorAll('trangxa-widget')[{at}]");
        browser.eval(&format!("{widget}.shadowRoot.firstElementChild.scrollIntoView()")).await;
        until_shown(&browser, &widget).await;
        command(&browser, &widget, json!({ "test": "height", "value": 200 + at })).await;
        let got = report(&browser, &widget).await;
        assert_eq!(got["got"].as_array().map(Vec::len), Some(1), "{got}");
        ids.push(got["got"][0]["id"].as_str().expect("an id").to_owned());
    }
    for at in 0..kinds.len() {
        let widget = format!("document.querySelectorAll('trangxa-widget')[{at}]");
        assert_eq!(look(&browser, &widget).await["frame"][1], 200 + at);
    }
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), stage.frames()), (kinds.len(), kinds.len()));
    browser.finish(&[]).await;
}

/// How many listeners for messages the page has.
async fn listeners(browser: &Browser) -> Value {
    let expression = "Object.values(getEventListeners(window)).flat().filter(it => it.type === 'message').length";
    let ask = json!({ "expression": expression, "includeCommandLineAPI": true, "returnByValue": true });
    browser.cdp("Runtime.evaluate", ask).await["result"]["value"].clone()
}

#[tokio::test]
async fn a_widget_that_is_removed_at_any_time_leaves_nothing() {
    let (stage, browser) = opened("", "").await;
    assert_eq!(listeners(&browser).await, 0);
    browser.eval(&script(&stage)).await;
    browser.wait("the element", "customElements.get('trangxa-widget')").await;
    let make = "const it = document.createElement('trangxa-widget'); it.innerHTML = '<a href=/>Số liệu</a>'; ";

    // Before it does anything, and while its frame loads.
    browser.eval(&format!("{make} document.body.prepend(it); it.remove(); it.remove()")).await;
    stage.commune.faults().set("embed/*", Fault::Delay(Duration::from_millis(300)));
    browser.eval(&format!("{make} document.body.prepend(it); window.gone = new WeakRef(it)")).await;
    until_framed(&browser, FIRST).await;
    until("the request", || stage.frames() == 1).await;
    assert_eq!(listeners(&browser).await, 1);
    browser.eval("document.querySelector('trangxa-widget').remove()").await;
    assert_eq!(listeners(&browser).await, 0);
    assert_eq!(browser.eval("return gone.deref().shadowRoot.querySelector('iframe')").await, Value::Null);

    // When its frame is shown.
    stage.commune.faults().clear_all();
    browser.eval(&format!("{make} document.body.prepend(it)")).await;
    until_shown(&browser, FIRST).await;
    browser.eval("window.again = new WeakRef(document.querySelector('trangxa-widget')); again.deref().remove()").await;
    assert_eq!(listeners(&browser).await, 0);
    // The browser itself may hold on to a removed frame for a moment.
    let are_collected = async || {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
        browser.eval("return !gone.deref() && !again.deref()").await == true
    };
    let mut attempts = 0;
    while !are_collected().await {
        attempts += 1;
        assert!(attempts < 100, "something refers to a removed widget");
    }
    browser.finish(&[]).await;
}

/// A statement that adds the loader to the page.
fn script(stage: &Stage) -> String {
    format!(
        "{{ const it = document.createElement('script'); it.src = '{}embed.v2.js'; \
         document.head.append(it) }}",
        stage.commune.url()
    )
}

#[tokio::test]
async fn a_widget_that_is_moved_works_at_its_new_place() {
    let (stage, browser) = opened(LOADER, &format!("{WIDGET}<div id=there></div>")).await;
    until_shown(&browser, FIRST).await;
    // `moveBefore` keeps the frame.
    browser.eval(&format!("window.frame = {}.contentWindow", frame_of(FIRST))).await;
    browser.eval(&format!("there.moveBefore({FIRST}, null)")).await;
    until_shown(&browser, FIRST).await;
    assert_eq!(browser.eval(&format!("return frame === {}.contentWindow", frame_of(FIRST))).await, true);
    command(&browser, FIRST, json!({ "test": "height", "value": 333 })).await;
    assert_eq!(look(&browser, FIRST).await["frame"][1], 333);
    assert_eq!((stage.frames(), listeners(&browser).await), (1, json!(1)));
    // Removed and inserted again, it begins anew.
    browser.eval(&format!("document.body.append({FIRST})")).await;
    until_shown(&browser, FIRST).await;
    // `append` removes and inserts the element before it is notified, so the browser may already have begun to load the old
    // frame once more.
    assert!((2..=3).contains(&stage.frames()), "{:?}", stage.commune.requests());
    assert_eq!(listeners(&browser).await, 1);
    browser.eval(&format!("const it = {FIRST}; it.remove(); document.body.prepend(it)")).await;
    until_shown(&browser, FIRST).await;
    assert_eq!(browser.eval("return document.querySelectorAll('trangxa-widget').length").await, 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_widget_may_come_before_the_loader_or_after_and_in_any_way() {
    let (stage, browser) = opened("", &format!("<div id=place>{WIDGET}</div>")).await;
    let url = stage.commune.url();
    // The element is in the page before the loader.
    browser.eval(&script(&stage)).await;
    until_shown(&browser, FIRST).await;
    // Parsed, cloned or created later, with attributes that are set before it is inserted.
    for (what, code) in [
        ("parsed", format!("place.innerHTML = `{}`", WIDGET.replace("{commune}", &url))),
        ("cloned", "place.replaceChildren(place.firstElementChild.cloneNode(true))".to_owned()),
        (
            "created",
            "const it = document.createElement('trangxa-widget'); it.setAttribute('show', 'news'); \
             it.append(document.createElement('a')); it.firstChild.textContent = 'Tin'; place.replaceChildren(it)"
                .to_owned(),
        ),
        (
            "from a template",
            "const it = document.createElement('template'); it.innerHTML = place.innerHTML; \
             place.replaceChildren(it.content.cloneNode(true))"
                .to_owned(),
        ),
    ] {
        browser.eval(&code).await;
        until_shown(&browser, FIRST).await;
        let markup = browser.eval(&format!("return {FIRST}.hasAttribute('style')")).await;
        assert_eq!((markup, listeners(&browser).await), (json!(false), json!(1)), "{what}");
    }
    browser.finish(&[]).await;

    // The loader runs before the parser comes to the element.
    let (_stage, browser) = opened(&LOADER.replace("defer", "async"), WIDGET).await;
    until_shown(&browser, FIRST).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_widget_works_inside_shadow_roots() {
    let (stage, browser) = opened(LOADER, "<div id=open></div><div id=closed></div>").await;
    let inside = WIDGET.replace("{commune}", &stage.commune.url());
    for mode in ["open", "closed"] {
        browser
            .eval(&format!(
                "window.root = document.getElementById('{mode}').attachShadow({{ mode: '{mode}' }}); \
                 root.innerHTML = `<style>* {{ all: unset !important }}</style>{inside}`"
            ))
            .await;
        let widget = "root.querySelector('trangxa-widget')";
        until_shown(&browser, widget).await;
        command(&browser, widget, json!({ "test": "height", "value": 222 })).await;
        assert_eq!(look(&browser, widget).await["frame"][1], 222, "{mode}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn loaders_of_two_communes_define_one_element() {
    let (other, _folder) = stage::commune().await;
    let head = format!(
        "{LOADER}{LOADER}<script defer src='{{commune}}embed.v2.js?2'></script>\
         <script defer src={}embed.v2.js></script>",
        other.url()
    );
    let theirs =
        format!("<trangxa-widget site={}><a href=/>Xã khác</a></trangxa-widget>", other.url().trim_end_matches('/'));
    let (stage, browser) = opened(&head, &format!("{WIDGET}{theirs}")).await;
    let last = "document.querySelector('[site]')";
    until_shown(&browser, FIRST).await;
    browser.eval(&format!("{last}.scrollIntoView()")).await;
    until_shown(&browser, last).await;
    assert_eq!(report(&browser, FIRST).await["url"], format!("{}embed/tthc/?show=tthc", stage.commune.url()));
    assert_eq!(report(&browser, last).await["url"], format!("{}embed/tthc/?show=tthc", other.url()));
    // The attribute changes from one commune to another.
    browser.eval(&format!("{last}.setAttribute('site', '{}')", stage.commune.url())).await;
    until_shown(&browser, last).await;
    assert_eq!(report(&browser, last).await["url"], format!("{}embed/tthc/?show=tthc", stage.commune.url()));
    assert_eq!(listeners(&browser).await, 2);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_site_that_is_not_a_web_address_shows_the_fallback() {
    let sites = ["javascript:document.title='hit'//", "data:text/html,x", "mailto:a@b", "vbscript:x", "file:///etc/"];
    let body: String = sites
        .iter()
        .map(|it| format!("<trangxa-widget site=\"{it}\"><a href=/>Số liệu</a></trangxa-widget>"))
        .collect();
    let (stage, browser) = opened(LOADER, &format!("{body}{WIDGET}")).await;
    let last = "document.querySelector('[show]')";
    browser.eval(&format!("{last}.scrollIntoView()")).await;
    until_shown(&browser, last).await;
    for (at, site) in sites.iter().enumerate() {
        let widget = format!("document.querySelectorAll('trangxa-widget')[{at}]");
        browser.eval(&format!("{widget}.scrollIntoView()")).await;
        drawn(&browser).await;
        let now = look(&browser, &widget).await;
        assert_eq!((&now["framed"], &now["fallback"]), (&json!(false), &json!(true)), "{site}");
    }
    assert_eq!(browser.eval("return document.title").await, "Đối tác");
    assert_eq!(stage.frames(), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn changed_attributes_are_sent_to_the_frame_without_a_new_request() {
    let widget = "<trangxa-widget show=tthc theme=dark accent='#0a5' n=3 density=compact lang=en label='Của xã'>\
                  <a href=/>Số liệu</a></trangxa-widget>";
    let (stage, browser) = opened(LOADER, widget).await;
    until_shown(&browser, FIRST).await;
    let query = "?show=tthc&theme=dark&accent=%230a5&density=compact&lang=en&n=3";
    let first = report(&browser, FIRST).await;
    assert_eq!(first["url"], format!("{}embed/tthc/{query}", stage.commune.url()));
    assert_eq!(first["got"][0]["query"], query);
    assert_eq!(first["referrer"], "");
    assert_eq!(look(&browser, FIRST).await["title"], "Của xã");

    browser
        .eval(&format!("const it = {FIRST}; it.setAttribute('theme', 'light'); it.setAttribute('theme', 'light')"))
        .await;
    browser.eval(&format!("const it = {FIRST}; it.removeAttribute('accent'); it.setAttribute('label', 'Khác')")).await;
    browser.eval(&format!("{FIRST}.setAttribute('show', 'news & <more>')")).await;
    let got = report(&browser, FIRST).await["got"].clone();
    let queries: Vec<&Value> = got.as_array().expect("a list").iter().map(|it| &it["query"]).collect();
    let rest = "density=compact&lang=en&n=3";
    let light = format!("?show=tthc&theme=light&{rest}");
    assert_eq!(
        json!(queries),
        json!([
            query,
            format!("?show=tthc&theme=light&accent=%230a5&{rest}"),
            light,
            light,
            format!("?show=news&theme=light&{rest}"),
        ])
    );
    assert!(got.as_array().expect("a list").iter().all(|it| it["id"] == got[0]["id"]));
    assert_eq!(look(&browser, FIRST).await["title"], "Khác");
    assert_eq!(stage.frames(), 1, "no new request");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn attributes_changed_before_the_frame_is_there_are_not_lost() {
    let (stage, browser) = opened("", WIDGET).await;
    stage.commune.faults().set("embed/*", Fault::Delay(Duration::from_millis(300)));
    browser.eval(&script(&stage)).await;
    until_framed(&browser, FIRST).await;
    until("the request", || stage.frames() == 1).await;
    browser.eval(&format!("{FIRST}.setAttribute('show', 'counters')")).await;
    until_shown(&browser, FIRST).await;
    let now = report(&browser, FIRST).await;
    assert_eq!(now["got"].as_array().map(Vec::len), Some(1), "{now}");
    assert_eq!(now["got"][0]["query"], "?show=counters");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_else_on_the_page_changes() {
    let snapshot = "Array.from( \
            document.querySelectorAll('html, head *:not(script), body, body *:not(trangxa-widget *)'), \
            it => { \
                const style = getComputedStyle(it); \
                const values = Array.from(style, name => `${name}:${style.getPropertyValue(name)}`); \
                return it.outerHTML.replace(/<script.*?<.script>/gs, '') + values.join(); \
            })";
    let stage = Stage::with(
        "<link rel=stylesheet href=style.css>",
        &format!("<div id=place>{WIDGET}</div><p>Đoạn <b>văn</b></p>"),
    )
    .await;
    stage.partner.write(
        "style.css",
        "#place { height: 700px; width: 600px } main { counter-reset: a; --own: 7px } p { animation: none }",
    );
    let browser = Browser::open(Profile { workers: true, ..Profile::default() }).await;
    browser.goto(&stage.partner.url()).await;
    browser.eval("window.globals = []; window.styles = []").await;
    browser.eval(&format!("globals = Object.getOwnPropertyNames(window); styles = {snapshot}")).await;
    browser.eval(&script(&stage)).await;
    until_shown(&browser, FIRST).await;
    command(&browser, FIRST, json!({ "test": "height", "value": 450 })).await;
    let changed = format!(
        "const now = {snapshot}; return [now.length, styles.length, now.filter((it, at) => it !== styles[at])]"
    );
    let changed = browser.eval(&changed).await;
    assert!(changed[0].as_u64() > Some(9) && changed[0] == changed[1], "{changed}");
    assert_eq!(changed[2], json!([]));
    let added = "return Object.getOwnPropertyNames(window).filter(it => !globals.includes(it))";
    assert_eq!(browser.eval(added).await, json!([]));
    assert_eq!(browser.eval("return [length, name, history.length, location.hash]").await, json!([0, "", 2, ""]));
    let stored = "return [localStorage.length, sessionStorage.length, document.cookie, \
                  (await indexedDB.databases()).length, (await caches.keys()).length, \
                  (await navigator.serviceWorker.getRegistrations()).length]";
    assert_eq!(browser.eval_async(stored).await, json!([0, 0, "", 0, 0, 0]));
    let cookies = browser.cdp("Network.getAllCookies", json!({})).await;
    assert_eq!(cookies["cookies"], json!([]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn only_messages_of_its_own_frame_are_accepted() {
    // A page that can send messages in the frame's place.
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.page("liar.html", LIAR, "");
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    until_shown(&browser, FIRST).await;
    let own = report(&browser, FIRST).await["got"][0]["id"].clone();
    let good = json!({ "trangxa": 1, "id": own, "height": 999 });
    let unmoved = async |what: &str| {
        assert_eq!(look(&browser, FIRST).await["frame"][1], FRAME, "{what}");
        assert!(look(&browser, FIRST).await["height"].as_i64() < Some(999), "{what}");
    };

    // The right message from others: from the page, from a frame of the partner's, from another frame of the commune's.
    browser.eval(&format!("window.postMessage({good}, '*')")).await;
    browser.eval(&format!("dispatchEvent(new MessageEvent('message', {{ data: {good} }}))")).await;
    browser
        .eval(&format!(
            "dispatchEvent(new MessageEvent('message', {{ data: {good}, origin: '{}' }}))",
            stage.commune.url().trim_end_matches('/')
        ))
        .await;
    let commune = stage.commune.url();
    for (id, src) in [("theirs", "liar.html".to_owned()), ("ours", format!("{commune}embed/tthc/"))] {
        browser
            .eval_async(&format!(
                "const it = document.createElement('iframe'); it.id = '{id}'; it.src = '{src}'; \
                 await new Promise(done => {{ it.onload = done; document.body.append(it) }})"
            ))
            .await;
        command_frame(&browser, &format!("document.getElementById('{id}')"), json!({ "test": "say", "data": good }))
            .await;
        unmoved(id).await;
    }

    // Messages of the frame itself that do not follow the protocol.
    for data in [
        json!({ "trangxa": 1, "id": "another", "height": 999 }),
        json!({ "trangxa": 1, "height": 999 }),
        json!({ "trangxa": 2, "id": own, "height": 999 }),
        json!({ "trangxa": "1", "id": own, "height": 999 }),
        json!({ "id": own, "height": 999 }),
        json!({ "trangxa": 1, "id": own }),
        json!({ "trangxa": 1, "id": own, "height": "999" }),
        json!({ "trangxa": 1, "id": own, "height": [999] }),
        json!({ "trangxa": 1, "id": own, "height": null }),
        json!({ "trangxa": 1, "id": own, "height": true }),
        json!({ "trangxa": 1, "id": own, "height": -999 }),
        json!({ "trangxa": 1, "id": own, "height": 0 }),
        json!(null),
        json!(999),
        json!("999"),
        json!([1, own, 999]),
        json!([]),
        json!({}),
    ] {
        command(&browser, FIRST, json!({ "test": "say", "data": data })).await;
        unmoved(&data.to_string()).await;
    }
    let frame = frame_of(FIRST);
    for odd in ["NaN", "Infinity", "-Infinity", "10n"] {
        browser
            .eval(&format!("{frame}.contentWindow.postMessage({{ test: 'sayAsMe', data: {{ height: {odd} }} }}, '*')"))
            .await;
        report(&browser, FIRST).await;
        unmoved(odd).await;
    }

    // A valid height is limited, and the space that was reserved is not given back.
    command(&browser, FIRST, json!({ "test": "sayAsMe", "data": { "height": 1e9 } })).await;
    let tall = look(&browser, FIRST).await;
    assert_eq!((&tall["frame"][1], &tall["height"]), (&json!(10_000), &json!(10_000)));
    command(&browser, FIRST, json!({ "test": "height", "value": 120 })).await;
    let short = look(&browser, FIRST).await;
    assert_eq!((&short["frame"][1], &short["height"]), (&json!(120), &json!(10_000)));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_frame_that_navigated_away_is_ignored_and_gets_no_messages() {
    let (stage, browser) = opened(LOADER, WIDGET).await;
    stage.page("liar.html", LIAR, "");
    until_shown(&browser, FIRST).await;
    let own = report(&browser, FIRST).await["got"][0]["id"].clone();
    let frame = frame_of(FIRST);
    browser
        .eval_async(&format!(
            "const frame = {frame}; \
             await new Promise(done => {{ frame.addEventListener('load', done); frame.src = 'liar.html' }})"
        ))
        .await;
    let said = json!({ "test": "say", "data": { "trangxa": 1, "id": own, "height": 999 } });
    let heard = command_frame(&browser, &frame, said).await["heard"].clone();
    assert_eq!(heard, json!(["say", "report"]), "no message of the loader's");
    assert_eq!(look(&browser, FIRST).await["frame"][1], FRAME);
    browser.finish(&["Failed to execute 'postMessage' on 'DOMWindow'"]).await;
}

#[tokio::test]
async fn a_partner_that_the_commune_refuses_shows_the_fallback() {
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.commune_headers("/embed/*\n  Content-Security-Policy: frame-ancestors 'none'\n");
    for url in [stage.partner.url(), stage.partner.host.url()] {
        let browser = open_stopped_at(&url).await;
        until_framed(&browser, FIRST).await;
        until_frame_loaded(&browser, FIRST).await;
        assert_eq!(look(&browser, FIRST).await["fallback"], true);
        browser.turn_clock(59).await;
        assert_eq!(look(&browser, FIRST).await["fallback"], true);
        // The browser reports the refusal. Where frame and page share a process, it also reports our message to its error page.
        browser
            .finish(&[
                &format!("Framing '{}' violates", stage.commune.url()),
                "Failed to execute 'postMessage' on 'DOMWindow'",
            ])
            .await;
    }
}

/// Collects the layout shifts of the page in `__shifts`.
const SHIFTS: &str = "window.__shifts = []; \
    new PerformanceObserver(list => __shifts.push(...list.getEntries().map(it => it.value))) \
        .observe({ type: 'layout-shift', buffered: true })";

#[tokio::test]
async fn the_page_does_not_move() {
    // The fallback reserves the space until the loader comes, which is long after the first paint.
    let kept = "<trangxa-widget show=tthc height=470><table role=presentation height=470><tr><td valign=top>\
                <a href=/>Số liệu</a></table></trangxa-widget>";
    let stage = Stage::with(LOADER, &format!("{kept}<p>Sau</p>")).await;
    stage.commune.faults().set("*", Fault::Delay(Duration::from_millis(400)));
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(SHIFTS).await;
    browser.goto(&stage.partner.url()).await;
    until_shown(&browser, FIRST).await;
    drawn(&browser).await;
    for value in [500, 200] {
        // Nothing moves for heights within the reserved space.
        command(&browser, FIRST, json!({ "test": "height", "value": value.min(470) })).await;
        drawn(&browser).await;
    }
    assert_eq!(browser.eval("return __shifts").await, json!([]));
    // The measurement works: a greater height does cause a shift.
    command(&browser, FIRST, json!({ "test": "height", "value": 800 })).await;
    browser.wait("a shift", "__shifts.length > 0").await;
    browser.finish(&[]).await;

    // Once the element is defined, it reserves the space itself.
    let (stage, browser) = opened("", &format!("{WIDGET}<p>Sau</p>")).await;
    browser.eval(&script(&stage)).await;
    browser.wait("the element", "customElements.get('trangxa-widget')").await;
    let place = "return document.getElementById('after').getBoundingClientRect().top";
    let before = browser.eval(place).await;
    until_shown(&browser, FIRST).await;
    command(&browser, FIRST, json!({ "test": "height", "value": 430 })).await;
    command(&browser, FIRST, json!({ "test": "height", "value": 100 })).await;
    assert_eq!(browser.eval(place).await, before);
    browser.finish(&[]).await;

    // Nothing moves sideways either, where the fallback decides how wide the element is.
    let long = WIDGET.replace("Số liệu", &"Số liệu ".repeat(9));
    let row = format!("<div id=row>{long}<aside id=beside>Bên</aside></div>");
    let stage = Stage::with("<link rel=stylesheet href=style.css>", &row).await;
    stage.partner.write("style.css", "#row { display: flex }");
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    let beside = "return Math.round(document.getElementById('beside').getBoundingClientRect().left)";
    let before = browser.eval(beside).await;
    browser.eval(&script(&stage)).await;
    until_shown(&browser, FIRST).await;
    assert_eq!(browser.eval(beside).await, before);
    browser.finish(&[]).await;

    // The fallback may be higher than the reserved space.
    let tall = WIDGET.replace("<a", "<svg width=9 height=900></svg><a");
    let (stage, browser) = opened("", &tall).await;
    let before = browser.eval(place).await;
    browser.eval(&script(&stage)).await;
    until_shown(&browser, FIRST).await;
    let now = browser.eval(place).await;
    assert!((now.as_f64().unwrap() - before.as_f64().unwrap()).abs() < 1.0, "{before} {now}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_reserved_space_follows_content_and_width() {
    let cases: [(&str, i64, i64); 12] = [
        ("", 750, 680),
        ("show=tthc", 750, 680),
        ("show=news", 735, 625),
        ("show=news n=10", 1420, 1200),
        ("show=news n=2.5", 735, 625),
        ("show=news n=abc", 735, 625),
        ("show=counters,counters", 320, 315),
        ("show='counters,tthc news'", 1837, 1652),
        ("show=tthc density=compact", 600, 544),
        ("height=123 show=news", 123, 123),
        ("height=-5", 750, 680),
        ("height=auto show=constructor", 750, 680),
    ];
    let body: String = cases
        .iter()
        .map(|(attributes, ..)| {
            format!("<div class=column><trangxa-widget {attributes}><i>x</i></trangxa-widget></div>")
        })
        .collect();
    let stage = Stage::with(&format!("{LOADER}<link rel=stylesheet href=style.css>"), &body).await;
    stage.partner.write("style.css", ".column { width: 399px }");
    stage.commune.faults().set("embed/*", Fault::Never);
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    browser.wait("the element", "customElements.get('trangxa-widget')").await;
    let heights = "return Array.from(document.querySelectorAll('trangxa-widget'), \
                   it => it.shadowRoot.firstElementChild.offsetHeight)";
    assert_eq!(browser.eval(heights).await, json!(cases.map(|it| it.1)));
    // The column gets wide, without any message.
    browser.eval("document.styleSheets[0].insertRule('.column { width: 400px !important }')").await;
    assert_eq!(browser.eval(heights).await, json!(cases.map(|it| it.2)));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_widget_far_below_the_viewport_is_not_requested() {
    let stage =
        Stage::with(&format!("{LOADER}<link rel=stylesheet href=style.css>"), &format!("<div id=gap></div>{WIDGET}"))
            .await;
    stage.partner.write("style.css", "#gap { height: 5000px }");
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&stage.partner.url()).await;
    browser.wait("the element", "customElements.get('trangxa-widget')").await;
    drawn(&browser).await;
    browser.eval("scrollTo(0, 3000)").await;
    drawn(&browser).await;
    assert_eq!((stage.frames(), look(&browser, FIRST).await["framed"].clone()), (0, json!(false)));
    // Not yet in view, but within 200 px of it.
    browser
        .eval(&format!(
            "scrollBy(0, {FIRST}.shadowRoot.firstElementChild.getBoundingClientRect().top - innerHeight - 150)"
        ))
        .await;
    until_shown(&browser, FIRST).await;
    assert_eq!(stage.frames(), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_hidden_widget_is_not_requested() {
    let (stage, browser) = opened(LOADER, &format!("<div id=tab hidden>{WIDGET}</div>")).await;
    browser.wait("the element", "customElements.get('trangxa-widget')").await;
    drawn(&browser).await;
    assert_eq!(stage.frames(), 0);
    browser.eval("document.getElementById('tab').hidden = false").await;
    until_shown(&browser, FIRST).await;
    // Hidden again, it keeps its frame and still takes messages.
    browser.eval(&format!("{FIRST}.hidden = true")).await;
    assert_eq!(browser.eval(&format!("return {FIRST}.checkVisibility()")).await, false);
    command(&browser, FIRST, json!({ "test": "height", "value": 900 })).await;
    browser.eval(&format!("{FIRST}.hidden = false")).await;
    let height = format!("{FIRST}.shadowRoot.firstElementChild.offsetHeight === 900");
    browser.wait("the height told meanwhile", &height).await;
    assert_eq!(stage.frames(), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_widget_waits_until_the_page_has_loaded() {
    // The page that waits for a picture is in a frame of a page that has loaded.
    let stage = Stage::with("", "").await;
    stage.partner.host.faults().set("slow.png", Fault::Never);
    stage.page("slow.html", LOADER, &format!("{WIDGET}<img src=slow.png alt=''>"));
    let browser = open_stopped(&stage).await;
    browser
        .eval(
            "const it = document.createElement('iframe'); it.src = 'slow.html'; it.width = 600; it.height = 800; \
             document.body.prepend(it)",
        )
        .await;
    let inner = format!("frames[0].{FIRST}");
    browser.wait("the element in the frame", "frames[0].customElements.get('trangxa-widget')").await;
    browser.eval_async("await frames[0].__test.turn(4900)").await;
    assert_eq!((stage.frames(), look(&browser, &inner).await["fallback"].clone()), (0, json!(true)));
    browser.eval_async("await frames[0].__test.turn(100)").await;
    until_shown(&browser, &inner).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_frame_has_a_name_and_the_keyboard_goes_through_it() {
    let stage =
        Stage::with(LOADER, &format!("<p><a id=first href=/>Đầu</a></p>{WIDGET}<p><a id=last href=/>Cuối</a></p>"))
            .await;
    stage.commune.faults().set("embed/*", Fault::Html);
    let browser = open_stopped(&stage).await;
    until_framed(&browser, FIRST).await;
    until_frame_loaded(&browser, FIRST).await;
    // The focus goes from one process to the other in its own time.
    let until_focused = async |what: &str| {
        let focused = "(document.activeElement.id || document.activeElement.localName)";
        browser.wait(&format!("the focus on {what}"), &format!("{focused} === '{what}'")).await;
    };
    // Until it answers, neither the keyboard nor a screen reader reaches the frame.
    browser.eval("document.getElementById('first').focus()").await;
    browser.press("Tab").await;
    assert_eq!(browser.eval("return document.activeElement.textContent").await, "Số liệu của xã");
    browser.press("Tab").await;
    until_focused("last").await;
    assert_eq!(iframes(&browser).await, Vec::<String>::new());

    // A reader whose focus is in the fallback keeps it when the frame answers; the frame is shown when the focus moves on.
    browser.press("Shift+Tab").await;
    stage.commune.faults().clear_all();
    browser.turn_clock(60).await;
    until_framed(&browser, FIRST).await;
    until_frame_loaded(&browser, FIRST).await;
    // A message that came before the frame's scripts have run would be lost.
    let is_complete = "return document.readyState === 'complete'";
    browser.wait_in(&frame_of(FIRST), "the frame's scripts", is_complete).await;
    report(&browser, FIRST).await;
    assert_eq!(browser.eval("return document.activeElement.textContent").await, "Số liệu của xã");
    assert_eq!(look(&browser, FIRST).await["shown"], false);
    browser.press("Shift+Tab").await;
    until_shown(&browser, FIRST).await;
    until_focused("first").await;
    browser.press("Tab").await;
    until_focused("trangxa-widget").await;
    let on_link = "return document.activeElement.localName === 'a'";
    browser.wait_in(&frame_of(FIRST), "the focus on its link", on_link).await;
    // A new height does not take the focus out of the frame.
    command(&browser, FIRST, json!({ "test": "height", "value": 280 })).await;
    assert_eq!(report(&browser, FIRST).await["focus"], "a");
    browser.press("Tab").await;
    until_focused("last").await;
    assert_eq!(iframes(&browser).await, ["Số liệu của xã"]);
    browser.finish(&[]).await;
}

/// The accessible names of the frames that assistive technology sees.
async fn iframes(browser: &Browser) -> Vec<String> {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("nodes").iter();
    let frames = nodes.filter(|it| it["role"]["value"] == "Iframe" && it["ignored"] == false);
    frames.map(|it| it["name"]["value"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_frame_always_has_a_name() {
    let long = format!("Số   liệu\n của {}", "xã ".repeat(90));
    for (inside, attributes, name) in [
        ("", "", "Trang Xã".to_owned()),
        (" \n ", "label=''", "Trang Xã".to_owned()),
        ("Tin <b>mới</b>", "", "Tin mới".to_owned()),
        ("Tin <b>mới</b>", "label='  Tin của xã '", "Tin của xã".to_owned()),
        (long.as_str(), "", format!("Số liệu của {}", "xã ".repeat(90)).chars().take(150).collect()),
    ] {
        let (_stage, browser) =
            opened(LOADER, &format!("<trangxa-widget {attributes}>{inside}</trangxa-widget>")).await;
        until_framed(&browser, FIRST).await;
        let title = browser.eval(&format!("return {}.title", frame_of(FIRST))).await;
        assert_eq!(title, name, "{attributes} {inside}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_a_narrow_page_and_nothing_sticks_out() {
    for fault in [None, Some(Fault::Never)] {
        let stage = Stage::with(LOADER, WIDGET).await;
        if let Some(fault) = fault.clone() {
            stage.commune.faults().set("embed/*", fault);
        }
        // 320 px is also the width of 1280 px at a zoom of 400 %.
        let browser = Browser::open(Profile { width: 320, reduced_motion: true, ..Profile::default() }).await;
        browser.goto(&stage.partner.url()).await;
        if fault.is_none() {
            until_shown(&browser, FIRST).await;
            let frame = report(&browser, FIRST).await;
            assert_eq!((&frame["scrolls"], &frame["height"]), (&json!(false), &json!(FRAME)));
        } else {
            until_framed(&browser, FIRST).await;
        }
        assert_eq!(browser.eval("return document.documentElement.scrollWidth - innerWidth").await, 0);
        assert_eq!(browser.eval("return document.getAnimations().length").await, 0);
        let found = browser.axe(&axe_source()).await;
        assert!(found.is_empty(), "{found:#?}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn the_widget_is_still_there_when_the_reader_comes_back() {
    let stage = Stage::with(LOADER, WIDGET).await;
    stage.page("next.html", "", "");
    let browser = Browser::open(Profile::default()).await;
    browser.run_first("addEventListener('pageshow', event => window.__kept = event.persisted)").await;
    browser.goto(&stage.partner.url()).await;
    until_shown(&browser, FIRST).await;
    browser.goto(&format!("{}next.html", stage.partner.url())).await;
    browser.back().await;
    // Whether the browser keeps the page is up to the browser.
    let kept = browser.eval("return __kept").await;
    until_shown(&browser, FIRST).await;
    assert_eq!(stage.frames(), if kept == true { 1 } else { 2 });
    command(&browser, FIRST, json!({ "test": "height", "value": 321 })).await;
    assert_eq!(look(&browser, FIRST).await["frame"][1], 321);
    browser.finish(&[]).await;
}
