//! The widget's real frame, on its own and on partners' pages: its figures, its requests, what it must not do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host};

use crate::sites;
use crate::stage::Partner;

/// The first frame of a partner's page, whether in a widget or in the page itself.
const FRAME: &str = "(document.querySelector('trangxa-widget')?.shadowRoot ?? document).querySelector('iframe')";

/// A partner's page with this body.
async fn partner(commune: &Host, body: &str) -> Partner {
    let partner = Partner::of(commune).await;
    partner.page("index.html", "", body);
    partner
}

/// A site with the same figures as the demo's, whose files may change: its folder, and where it is published. These values
/// take the place of those in its site.json.
fn built(name: &str, changes: &Value) -> (TempDir, PathBuf) {
    let site = sites::demo_site_with(|json| {
        for (key, value) in changes.as_object().expect("an object") {
            json[key] = value.clone();
        }
    });
    let (out, _) = sites::published_with_findings(name, site.path(), "/");
    (site, out)
}

/// The numbers of a text, which must be the same wherever the figures are shown.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '/');
    let words = text.split(|c| !is_part(c)).map(|it| it.trim_matches(['.', ',', '/']));
    words.filter(|it| it.contains(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// Whether the frame's program runs.
const LIVE: &str = "return document.documentElement.hasAttribute('data-live')";

/// The lines that a webmaster pastes, with nothing inside the element.
const LOADER_AND_WIDGET: &str = "<script defer src={commune}embed.v2.js></script><trangxa-widget></trangxa-widget>";

async fn open_frame(browser: &Browser, host: &Host, path: &str) {
    sites::open_live(browser, &format!("{}{path}", host.url())).await;
}

const CARD: &str = "return document.querySelector('[data-part=tthc] .drawn').innerText";

#[tokio::test]
async fn portal_frame_badge_and_oembed_show_the_same_figures_after_a_live_change() {
    let (site, out) = built("widget-live", &json!({}));
    let host = sites::serve(&out, "/").await;
    let partner = partner(&host, LOADER_AND_WIDGET).await;
    let portal = Browser::open(Profile::default()).await;
    sites::open_renewed(&portal, &host.url()).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&partner.url()).await;
    browser.wait("the frame", &format!("{FRAME} != null")).await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    sites::until_answered(&host, "data/tthc.json", 2).await;

    // The clerk writes new figures and builds the site again while the pages are open.
    sites::change_json(&site.path().join("data/tthc.json"), |tthc| {
        sites::change_last_period(tthc, |last| (last["early"], last["late"]) = (json!(1_000), json!(3)));
        tthc["updated_at"] = json!("2025-07-01T07:00:00+07:00");
    });
    sites::published_with_findings("widget-live", site.path(), "/");
    sites::renew(&portal).await;
    portal.wait("the new figures", "document.querySelector('.tthc').innerText.includes('1.090')").await;
    browser.eval_in(FRAME, "dispatchEvent(new Event('online'))").await;
    browser.wait_in(FRAME, "the new figures", &format!("{CARD}.includes('1.090')")).await;

    let card = portal.eval("return document.querySelector('.card.tthc div').innerText").await;
    let frame = browser.eval_in(FRAME, CARD).await;
    let text = |value: &Value| sites::collapsed(value.as_str().expect("a text"));
    assert_eq!(text(&frame), text(&card));
    let on_card = numbers(&text(&card));
    let badge = fs::read_to_string(out.join("badge/tthc.svg")).expect("the badge");
    let oembed = fs::read_to_string(out.join("oembed/tthc.json")).expect("the answer");
    let oembed: Value = serde_json::from_str(&oembed).expect("JSON");
    for (name, other) in [("badge", badge.as_str()), ("oEmbed", oembed["title"].as_str().expect("a title"))] {
        for figure in ["1.090", "3/1.090"] {
            assert!(other.contains(figure), "{name}: {figure} in {other}");
        }
        // The rate with its two numbers and the date: no number that the card does not have.
        let shown =
            numbers(other.split("<desc").last().unwrap_or_default().split("</desc>").next().unwrap_or_default());
        let strange: Vec<_> = shown.difference(&on_card).filter(|it| !it.starts_with("01/07/2025")).collect();
        assert!(strange.is_empty(), "{name}: {strange:?} are not on the card: {on_card:?}");
    }
    portal.finish(&[]).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn three_requests_and_the_figures_are_live() {
    // A site with alerts is asked for them, too.
    let host = sites::serve(sites::real_demo_without_alerts(), "/").await;
    let partner = partner(&host, "<iframe src='{commune}embed/tthc/' title=TTHC height=680></iframe>").await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&partner.url()).await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.wait_in(FRAME, "the age", "return document.querySelector('.age').innerText.includes('ngày trước')").await;
    let asked: Vec<String> = host.requests().into_iter().map(|it| it.path).collect();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!((asked[0].as_str(), asked[2].as_str()), ("/embed/tthc/", "/data/tthc.json"));
    assert!(asked[1].ends_with("_bg.wasm"), "{asked:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_frame_below_the_fold_fetches_its_program_when_it_is_seen() {
    let host = sites::serve(sites::demo(), "/").await;
    let body = "<svg width=9 height=3000></svg><br><iframe src='{commune}embed/tthc/' title=TTHC height=680></iframe>";
    let partner = partner(&host, body).await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    browser.goto(&partner.url()).await;
    browser.wait_in(FRAME, "the figures", CARD).await;
    // The page has been drawn often enough for the frame to know that it is out of sight. Had it asked for its program, that
    // request would have reached the host before the one for this page, which is sent afterwards.
    browser.eval_async("await __test.drawn(5)").await;
    browser.eval_in(FRAME, "return fetch('../news/').then(it => it.text()).then(() => null)").await;
    assert_eq!(sites::count_requests(&host, "embed/news/"), 1);
    assert_eq!(sites::count_requests(&host, ".wasm"), 0);
    browser.eval("document.querySelector('iframe').scrollIntoView()").await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.turn_clock_in(FRAME, 0).await;
    // Out of sight it asks for nothing however long, and back in sight for what fell due meanwhile.
    browser.eval("scrollTo(0, 0)").await;
    browser
        .wait_in(FRAME, "the frame to be out of sight", "return document.documentElement.hasAttribute('data-away')")
        .await;
    host.forget_requests();
    browser.eval_in(FRAME, "dispatchEvent(new Event('online'))").await;
    browser.turn_clock_in(FRAME, 3_600).await;
    assert_eq!(host.requests().len(), 0, "{:?}", host.requests());
    browser.eval("document.querySelector('iframe').scrollIntoView()").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.finish(&[]).await;
}

/// A part that is not shown is not renewed; once it is shown again, it is.
#[tokio::test]
async fn figures_are_asked_for_again_when_the_partner_shows_them_again() {
    let host = sites::serve(sites::demo(), "/").await;
    let partner = partner(&host, LOADER_AND_WIDGET).await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    browser.goto(&partner.url()).await;
    browser.wait("the frame", &format!("{FRAME} != null")).await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.turn_clock_in(FRAME, 0).await;
    let show = async |part: &str| {
        browser.eval(&format!("document.querySelector('trangxa-widget').setAttribute('show', '{part}')")).await;
        let is_shown = format!("return document.documentElement.dataset.show === '{part}'");
        browser.wait_in(FRAME, part, &is_shown).await;
        browser.turn_clock_in(FRAME, 1).await;
    };
    show("news").await;
    host.forget_requests();
    browser.turn_clock_in(FRAME, 360).await;
    assert_eq!(sites::count_requests(&host, "data/tthc.json"), 0, "while they are not shown");
    assert!(sites::count_requests(&host, "data/feed.json") > 0, "{:?}", host.requests());
    show("tthc").await;
    assert_eq!(sites::count_requests(&host, "data/tthc.json"), 1, "{:?}", host.requests());
    browser.turn_clock_in(FRAME, 300).await;
    assert_eq!(sites::count_requests(&host, "data/tthc.json"), 2, "{:?}", host.requests());
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_frame_can_be_read_without_scripts_without_wasm_and_in_any_sandbox() {
    let host = sites::serve(sites::demo(), "/").await;
    let expected = "91,8%";
    // Scripts are off in the whole browser.
    let body = "<iframe src='{commune}embed/news/' title=TTHC height=680></iframe>";
    let silent = partner(&host, body).await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&silent.url()).await;
    let text = browser.wait_in(FRAME, "the headlines", "return document.querySelector('.headlines')?.innerText").await;
    assert!(text.as_str().is_some_and(|it| it.lines().count() >= 10), "{text}");
    browser.finish(&[]).await;

    // The program is missing, or a page of HTML comes in its place.
    for fault in [Fault::Status(404), Fault::Html] {
        let host = sites::serve(sites::demo(), "/").await;
        host.faults().set("embed/*.wasm", fault);
        let partner = partner(&host, "<iframe src='{commune}embed/tthc/' title=TTHC></iframe>").await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&partner.url()).await;
        sites::until_answered(&host, ".wasm", 1).await;
        let card = browser.eval_in(FRAME, CARD).await;
        assert!(card.as_str().is_some_and(|it| it.contains(expected)), "{card}");
        browser.finish(&["_bg.wasm - Failed", "Wasm"]).await;
    }

    // A sandbox that allows nothing, and one that allows scripts of an opaque origin.
    for (sandbox, is_live) in [("", false), ("allow-scripts", true)] {
        let host = sites::serve(sites::demo(), "/").await;
        let body = format!("<iframe sandbox='{sandbox}' src='{{commune}}embed/tthc/' title=TTHC></iframe>");
        let partner = partner(&host, &body).await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&partner.url()).await;
        let card = browser.wait_in(FRAME, "the figures", CARD).await;
        assert!(card.as_str().is_some_and(|it| it.contains(expected)), "{sandbox}: {card}");
        if is_live {
            browser.wait_in(FRAME, "the program", LIVE).await;
            sites::until_answered(&host, "data/tthc.json", 1).await;
        }
        assert_eq!(sites::count_requests(&host, ".wasm"), usize::from(is_live), "{sandbox}");
        browser.finish(&["Blocked script execution"]).await;
    }
}

/// What can be seen of the frame: its parts in their order, its colours and size, the number of its headlines.
const APPEARANCE: &str = "const root = document.documentElement, seen = it => it.checkVisibility(); \
    return JSON.stringify([ \
        Array.from(document.querySelectorAll('section'), it => seen(it) ? it.dataset.part : '').filter(Boolean).join(), \
        getComputedStyle(root).colorScheme, getComputedStyle(document.body).borderTopColor, \
        getComputedStyle(root).fontSize, Array.from(document.querySelectorAll('.headlines li')).filter(seen).length])";

#[tokio::test]
async fn parameters_take_effect_and_invalid_ones_fall_back() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    // Without a theme, the page's <meta> leaves the colours to the system.
    let (jade, plain) = ("rgb(31, 107, 87)", "normal");
    for (path, parts, scheme, accent, size, headlines) in [
        ("embed/tthc/", "tthc", plain, jade, "16px", 0),
        ("embed/news/", "news", plain, jade, "16px", 5),
        ("embed/counters/", "counters", plain, jade, "16px", 0),
        ("embed/tthc/?show=news,tthc&n=3", "news,tthc", plain, jade, "16px", 3),
        ("embed/tthc/?show=counters%20news&n=10", "counters,news", plain, jade, "16px", 10),
        ("embed/tthc/?theme=dark&accent=%23f80&density=compact", "tthc", "dark", "rgb(255, 136, 0)", "14px", 0),
        ("embed/tthc/?theme=light&accent=FF8800", "tthc", "light", "rgb(255, 136, 0)", "16px", 0),
        // None of these values is valid.
        ("embed/news/?show=x,&theme=blue&accent=red&density=0&n=11&lang=xx&y=z", "news", plain, jade, "16px", 5),
        ("embed/tthc/?show=__proto__&theme=toString&accent=%22%3E%3Cscript%3E&n=-1", "tthc", plain, jade, "16px", 0),
        ("embed/tthc/?%E0%A4%A", "tthc", plain, jade, "16px", 0),
    ] {
        open_frame(&browser, &host, path).await;
        let wanted = json!([parts, scheme, accent, size, headlines]).to_string();
        browser.wait(path, &format!("(() => {{ {APPEARANCE} }})() === {}", json!(wanted))).await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn labels_are_english_and_headlines_stay_vietnamese() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    open_frame(&browser, &host, "embed/tthc/?show=tthc,news,counters&lang=en").await;
    browser.wait("the news", "document.querySelector('.headlines a[lang=vi], .headlines [lang=vi] a') != null").await;
    let headings = browser.texts("h2").await;
    assert_eq!(headings, ["Administrative procedures: results", "Latest news", "Visits"]);
    let card = browser.text("[data-part=tthc] .drawn").await;
    assert!(card.contains("91.8%") && card.contains("Completed in June 2025"), "{card}");
    assert_eq!(browser.eval("return document.documentElement.lang").await, "en");
    assert_eq!(browser.axe(&axe_source()).await, []);
    let vietnamese = browser.texts(".headlines a").await;
    open_frame(&browser, &host, "embed/tthc/?show=tthc,news,counters&lang=english").await;
    sites::until_answered(&host, "data/feed.json", 2).await;
    assert_eq!(browser.texts(".headlines a").await, vietnamese);
    assert_eq!(browser.texts("h2").await, ["Kết quả giải quyết TTHC", "Tin mới", "Lượt truy cập"]);
    assert_eq!(browser.eval("return document.documentElement.lang").await, "vi");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn links_open_the_portal_in_a_new_tab_without_a_referrer() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { workers: true, ..Profile::default() }).await;
    open_frame(&browser, &host, "embed/tthc/?show=tthc,news,counters").await;
    let links = browser
        .eval(
            "return Array.from(document.querySelectorAll('a'), it => [it.pathname, it.target, it.rel, it.origin === origin])",
        )
        .await;
    let links = links.as_array().expect("a list");
    assert!(links.len() >= 8, "{links:?}");
    for link in links {
        assert_eq!(json!([link[1], link[2], link[3]]), json!(["_blank", "noopener", true]), "{link}");
        let path = link[0].as_str().expect("a path").trim_start_matches('/').to_owned();
        assert!(sites::demo().join(&path).join("index.html").is_file(), "{path}");
    }
    assert_eq!(browser.eval("return document.querySelector('meta[name=referrer]').content").await, "no-referrer");
    // Nothing is stored, and nothing is sent.
    let kept = "return [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, \
                (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]";
    assert_eq!(browser.eval_async(kept).await, json!(["", 0, 0, 0, 0, 0]));
    let posted: Vec<_> = host.requests().into_iter().filter(|it| it.method != "GET").collect();
    assert!(posted.is_empty(), "{posted:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_frame_is_not_counted_as_a_visit() {
    let counter = json!({"data": {"articles": "data/feed.json", "tthc": "data/tthc.json",
        "visits": {"kind": "counter", "url": "http://127.0.0.1:9/"}}});
    let (_site, out) = built("widget-counter", &counter);
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    // The portal reports a view by a beacon.
    browser
        .run_first("window.__reported = []; navigator.sendBeacon = (...it) => { __reported.push(it); return true }")
        .await;
    sites::open_live(&browser, &host.url()).await;
    browser.wait("the portal's view", "__reported.length === 1").await;
    open_frame(&browser, &host, "embed/counters/?show=counters,tthc").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.wait("the counters, unknown", "document.querySelector('.counters b').innerText === '—'").await;
    assert_eq!(browser.eval("return __reported").await, json!([]));
    // The portal may have asked for the list of what is read most before it was left.
    let pages = "http://127.0.0.1:9/v1/pages?site=127.0.0.1&limit=20 - Failed";
    browser.finish(&["http://127.0.0.1:9/v1/visits?site=127.0.0.1 - Failed", pages]).await;
}

#[tokio::test]
async fn what_cannot_be_renewed_is_reported_and_nothing_is_lost() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    open_frame(&browser, &host, "embed/tthc/").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.turn_clock(0).await;
    let status = "document.querySelector('[role=status]').innerText";
    let card = browser.eval(CARD).await;
    host.faults().set("data/tthc.json", Fault::Body("{\"version\": 1".to_owned()));
    sites::renew(&browser).await;
    browser.wait("the notice", &format!("{status}.startsWith('Chưa cập nhật được lúc')")).await;
    assert_eq!(browser.eval(CARD).await, card);
    host.faults().clear("data/tthc.json");
    sites::renew(&browser).await;
    browser.wait("no notice", &format!("{status} === ''")).await;

    // Paused, it asks for nothing however long; and then for what fell due.
    browser.click("button").await;
    assert_eq!(browser.text("button").await, "Tiếp tục tự cập nhật");
    sites::until_answered(&host, "data/tthc.json", 3).await;
    host.forget_requests();
    sites::renew(&browser).await;
    browser.turn_clock(3_600).await;
    assert_eq!(host.requests().len(), 0, "{:?}", host.requests());
    browser.click("button").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn ten_frames_share_one_request() {
    let host = sites::serve(sites::demo(), "/").await;
    let body = "<script defer src='{commune}embed.v2.js'></script>".to_owned()
        + &"<trangxa-widget density=compact height=40></trangxa-widget>".repeat(10);
    let partner = partner(&host, &body).await;
    let browser = Browser::open(Profile { height: 8_000, ..Profile::default() }).await;
    browser.goto(&partner.url()).await;
    let nth = |i: usize| format!("document.querySelectorAll('trangxa-widget')[{i}].shadowRoot.querySelector('iframe')");
    for i in 0..10 {
        browser.wait("a frame", &format!("{} != null", nth(i))).await;
        browser.wait_in(&nth(i), "the program", LIVE).await;
    }
    // One of them fetches the figures; all of them show them after one more request.
    sites::until_all_answered(&host).await;
    host.forget_requests();
    let mut tthc = sites::document("data/tthc.json");
    sites::change_last_period(&mut tthc, |last| last["early"] = json!(1_000));
    host.faults().set("data/tthc.json", Fault::Body(tthc.to_string()));
    browser.eval_in(&nth(4), "dispatchEvent(new Event('online'))").await;
    for i in 0..10 {
        browser.wait_in(&nth(i), "the new figures", &format!("{CARD}.includes('1.087')")).await;
    }
    assert_eq!(sites::count_requests(&host, "data/tthc.json"), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn only_partners_may_frame_the_widget_and_no_site_may_frame_the_portal() {
    let script =
        "<script defer src={commune}embed.v2.js></script><trangxa-widget><a href=/>Số liệu</a></trangxa-widget>";
    for (partners, is_shown) in [
        (json!(["https://*.example"]), false),
        (json!([]), false),
        (json!("*"), true),
        (json!(["http://localhost:{port}"]), true),
    ] {
        // The site needs the partner's port and the partner's page the commune's address, so the host starts first.
        let out = sites::published_folder("widget-partners");
        fs::create_dir_all(&out).expect("a folder");
        let host = sites::serve(&out, "/").await;
        let partner = partner(&host, &format!("{script}<iframe id=portal src={{commune}}tthc/></iframe>")).await;
        let partners: Value =
            serde_json::from_str(&partners.to_string().replace("{port}", &partner.host.addr().port().to_string()))
                .expect("JSON");
        built("widget-partners", &json!({ "embed": { "partners": partners } }));
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&partner.url()).await;
        browser.wait("the frame", &format!("{FRAME} != null")).await;
        if is_shown {
            browser.wait("the widget", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
        } else {
            sites::until_answered(&host, "embed/tthc/?show=tthc", 1).await;
            browser.wait("a refusal", "performance.getEntriesByType('resource').length > 1").await;
            assert_eq!(browser.eval(&format!("return getComputedStyle({FRAME}).visibility")).await, "hidden");
            assert_eq!(browser.text("trangxa-widget").await, "Số liệu");
        }
        let portal = browser.eval_in("document.getElementById('portal')", "return document.body.innerText").await;
        assert!(!portal.as_str().unwrap_or_default().contains("hồ sơ"), "{portal}");
        browser.finish(&[&format!("Framing '{}' violates", host.url())]).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_the_frame_at_any_width_theme_and_density() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let axe = axe_source();
    let mut found = Vec::new();
    for query in ["theme=light", "theme=dark", "theme=light&density=compact&accent=ffff00", "theme=dark&accent=000"] {
        open_frame(&browser, &host, &format!("embed/tthc/?show=tthc,news,counters&{query}")).await;
        browser.eval("for (const it of document.querySelectorAll('details')) it.open = true").await;
        for width in [1280, 320, 200] {
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

/// Where a frame's content ends within the frame, the widest gap between two things in it, and its width, in CSS px.
const FILLED: &str = "const main = document.querySelector('main'), seen = it => it.checkVisibility() && it.getBoundingClientRect().height > 0; \
    const leaves = [...main.querySelectorAll('h1, h2, h3, .rate, dl div, svg, p, li, summary, button')].filter(seen) \
        .map(it => it.getBoundingClientRect()).sort((one, other) => one.top - other.top); \
    let end = 0, gap = 0; \
    for (const { top, bottom } of leaves) { gap = Math.max(gap, top - end); end = Math.max(end, bottom); } \
    return [Math.round(innerHeight - end), Math.round(gap), Math.round(main.getBoundingClientRect().width), \
        document.documentElement.scrollHeight - innerHeight]";

#[tokio::test]
async fn the_widget_fits_its_height_at_every_width_and_has_a_greatest_one() {
    let widths = [280, 340, 399, 400, 640, 1_100];
    for (name, site) in [("demo", sites::demo()), ("Quang Thành", sites::quang_thanh())] {
        let host = sites::serve(site, "/").await;
        for widget in [
            "show=tthc height=750",
            "show=tthc height=900",
            "show=tthc",
            "show=news",
            "show=counters,tthc density=compact",
        ] {
            let column = |i: usize| format!("<div class=w{i}><trangxa-widget {widget}></trangxa-widget></div>");
            let head = "<script type=module src={commune}embed.v1.js></script><link rel=stylesheet href=style.css>";
            let body: String = (0..widths.len()).map(column).collect();
            let partner = partner(&host, &format!("{head}{body}")).await;
            let style = |(i, width)| format!(".w{i} {{ width: {width}px }}\n");
            partner.write("style.css", &widths.into_iter().enumerate().map(style).collect::<String>());
            let browser = Browser::open(Profile { height: 1_200, ..Profile::default() }).await;
            browser.goto(&partner.url()).await;
            for (i, width) in widths.into_iter().enumerate() {
                let what = format!("{name}, {widget} at {width}");
                let root = format!("document.querySelectorAll('trangxa-widget')[{i}].shadowRoot");
                let frame = format!("{root}.querySelector('iframe')");
                browser
                    .wait("the element", &format!("document.querySelectorAll('trangxa-widget')[{i}]?.shadowRoot"))
                    .await;
                // The test scrolls to the widget at each look: those above it may still grow, and the loader makes a frame only for a
                // widget in view.
                let is_seen = format!(
                    "({root}.firstElementChild.scrollIntoView(), {frame} && getComputedStyle({frame}).visibility === 'visible')"
                );
                browser.wait(&what, &is_seen).await;
                browser.wait_in(&frame, "the program", LIVE).await;
                // The frame fills what is kept free for it, and its content fills the frame.
                browser.wait(&what, &format!("{root}.firstElementChild.offsetHeight === {frame}.offsetHeight")).await;
                // The frame tells the loader its height by a message, so its content may be higher for a moment.
                let fits = format!("const filled = (() => {{ {FILLED} }})(); return filled[0] >= 0 && filled");
                let filled = browser.wait_in(&frame, &what, &fits).await;
                let number = |i: usize| filled[i].as_i64().expect("a number");
                assert!((0..=24).contains(&number(0)), "{what}: {} px of nothing at the end", number(0));
                assert!(number(1) <= 64, "{what}: {} px of nothing within", number(1));
                assert!(number(2) <= 640, "{what}: {} px wide", number(2));
                assert_eq!(number(3), 0, "{what}: it scrolls");
            }
            browser.finish(&[]).await;
        }
    }
}

/// Chromium may give a frame that was just inserted no height for a moment, on a busy device. The loader shows no frame without one.
#[tokio::test]
async fn a_frame_that_has_no_height_for_a_moment_is_shown() {
    let host = sites::serve(sites::demo(), "/").await;
    let partner = partner(&host, LOADER_AND_WIDGET).await;
    let browser = Browser::open(Profile::default()).await;
    let moment = "if (self !== top) addEventListener('message', () => { \
        const { style } = document.documentElement; style.display = 'none'; setTimeout(() => { style.display = ''; }); }, { once: true })";
    browser.run_first(moment).await;
    browser.goto(&partner.url()).await;
    browser.wait("the frame", &format!("{FRAME} != null && getComputedStyle({FRAME}).visibility === 'visible'")).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_keyboard_reaches_every_link_of_the_frame_and_leaves_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let body = "<a id=before href=/>Trước</a><iframe src='{commune}embed/tthc/' title=TTHC height=680></iframe><a id=after href=/>Sau</a>";
    let partner = partner(&host, body).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&partner.url()).await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    browser.eval("document.getElementById('before').focus()").await;
    for expected in ["Xã Quang Thành", "Chi tiết", "Tạm dừng"] {
        browser.press("Tab").await;
        // The focus goes from one process to the other in its own time.
        let is_focused = format!("return document.activeElement.innerText.startsWith({})", json!(expected));
        browser.wait_in(FRAME, &format!("the focus on {expected}"), &is_focused).await;
    }
    browser.press("Tab").await;
    browser.wait("the focus after the frame", "document.activeElement.id === 'after'").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_sites_own_sub_folder_is_in_every_address() {
    let host = sites::serve(sites::demo_below(), sites::SUB).await;
    let partner = partner(&host, LOADER_AND_WIDGET).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&partner.url()).await;
    browser.wait("the frame", &format!("{FRAME} != null")).await;
    browser.wait_in(FRAME, "the program", LIVE).await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    sites::until_all_answered(&host).await;
    let strange: Vec<_> =
        host.requests().into_iter().filter(|it| !it.path.starts_with(sites::SUB) || it.status != 200).collect();
    assert!(strange.is_empty(), "{strange:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_site_without_figures_shows_its_news() {
    let (_site, out) = built("widget-news", &json!({"data": {"articles": "data/feed.json"}}));
    assert!(!out.join("badge").exists() && !out.join("oembed").exists());
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    // The address that every loader uses.
    open_frame(&browser, &host, "embed/tthc/").await;
    assert_eq!(browser.eval("return document.querySelectorAll('.headlines li').length").await, 5);
    // Parts that a partner may have chosen when the site had them.
    for path in ["embed/tthc/?show=tthc", "embed/counters/?show=counters"] {
        open_frame(&browser, &host, path).await;
        browser.wait("the news", "document.querySelector('[data-part=news]').checkVisibility()").await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_embed_page_writes_code_that_works() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}nhung/", host.url())).await;
    browser.wait("the preview", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
    let code = |i: usize| format!("document.querySelectorAll('.code')[{i}].innerText");
    let first = browser.eval(&format!("return {}", code(0))).await;
    // The code and the preview follow the choices.
    for (name, value) in [("theme", "dark"), ("density", "compact"), ("width", "340")] {
        let choose = format!(
            "const it = document.querySelector('select[name={name}]'); it.value = '{value}'; \
             it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        browser.eval(&choose).await;
    }
    assert_eq!(
        browser.eval("return document.querySelector('input[value=tthc]').disabled").await,
        true,
        "the last one stays"
    );
    browser.click("input[value=news]").await;
    browser.wait("the line", &format!("{}.includes('show=\"tthc,news\"')", code(0))).await;
    for part in ["theme=\"dark\"", "density=\"compact\"", "embed.v2.js\" defer", "Tháng 06/2025 đã giải quyết"] {
        browser.wait(part, &format!("{}.includes({})", code(0), json!(part))).await;
    }
    browser.wait("the frame's line", &format!("{}.includes('?show=tthc,news&amp;theme=dark')", code(1))).await;
    browser
        .wait_in(
            FRAME,
            "the preview",
            "return document.documentElement.dataset.theme === 'dark' \
        && document.documentElement.dataset.show === 'tthc news'",
        )
        .await;
    assert_eq!(browser.eval("return document.querySelector('trangxa-widget').offsetWidth").await, 340);
    // Another colour for the border, and back to the site's own.
    for (value, is_written) in [("#ff0000", true), ("#1f6b57", false)] {
        browser.eval(&format!("const it = document.querySelector('[type=color]'); it.value = '{value}'; it.dispatchEvent(new Event('input', {{ bubbles: true }}))")).await;
        browser.wait(value, &format!("{}.includes('accent=') === {is_written}", code(0))).await;
    }
    // A height of 0 is ignored.
    for height in ["0", "820"] {
        let set = format!(
            "const it = document.querySelector('[name=height]'); it.value = '{height}'; \
             it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        browser.eval(&set).await;
        browser.wait(height, &format!("/ height=\"(?!0)\\d+\"/.test({})", code(0))).await;
    }
    browser.wait("the height", &format!("{}.includes('<table role=\"presentation\" height=\"820\">')", code(0))).await;
    // The button copies the code as it is shown.
    browser.grant(&["clipboardReadWrite", "clipboardSanitizedWrite"]).await;
    browser.click("button[data-do=copy]").await;
    browser.wait("the word", "document.querySelector('main [role=status]').innerText === 'Đã sao chép mã.'").await;
    let copied = browser.eval_async("return await navigator.clipboard.readText()").await;
    assert_eq!(copied, browser.eval(&format!("return {}", code(0))).await);
    assert_ne!(copied, first);

    // The copied code works on a partner's page with a strict policy.
    let root = sites::document("data/site.json")["base_url"].as_str().expect("an address").to_owned();
    let pasted = copied.as_str().expect("a text").replace(&root, &host.url());
    let policy = "default-src 'none'; script-src {commune}; frame-src {commune}; img-src 'self'";
    let strict = partner(&host, &pasted).await;
    strict.policy(policy);
    let visitor = Browser::open(Profile::default()).await;
    visitor.goto(&strict.url()).await;
    visitor.wait("the widget", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
    visitor.wait_in(FRAME, "dark", "return document.documentElement.dataset.theme === 'dark'").await;
    let plain = browser.eval(&format!("return {}", code(1))).await;
    let plain = partner(&host, &plain.as_str().expect("a text").replace(&root, &host.url())).await;
    plain.policy(policy);
    visitor.goto(&plain.url()).await;
    let card = visitor.wait_in(FRAME, "the figures", CARD).await;
    assert!(card.as_str().is_some_and(|it| it.contains("326")), "{card}");
    visitor.finish(&[]).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_embed_page_can_be_read_without_scripts() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&format!("{}nhung/", host.url())).await;
    let lines = browser.texts(".code").await;
    assert_eq!(lines.len(), 3);
    assert!(lines[0].contains("<trangxa-widget show=\"tthc\"") && lines[1].starts_with("<iframe "), "{lines:?}");
    assert!(
        !browser
            .eval("return document.querySelector('.picker').checkVisibility({visibilityProperty: true})")
            .await
            .as_bool()
            .unwrap_or(true)
    );
    assert_eq!(browser.texts("trangxa-widget a").await.len(), 1);
    browser.finish(&[]).await;
}

#[test]
fn the_files_for_partners_are_on_the_site() {
    for file in [
        "embed.v2.js",
        "embed.v1.js",
        "badge/tthc.svg",
        "oembed/tthc.json",
        "embed/tthc/index.html",
        "nhung/index.html",
    ] {
        assert!(Path::new(&sites::demo().join(file)).is_file(), "{file}");
    }
    let head = fs::read_to_string(sites::demo().join("tthc/index.html")).expect("a page");
    assert!(head.contains("type=\"application/json+oembed\""));
}
