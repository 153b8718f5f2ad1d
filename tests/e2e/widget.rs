//! The real frame, on its own and on partners' pages: its figures, what it asks for, what it leaves alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Key, Profile, axe_source};
use trangxa_host::{Fault, Host, Options};

use crate::sites;

/// The first frame of a partner's page, wherever it hangs.
const FRAME: &str = "(document.querySelector('trangxa-widget')?.shadowRoot ?? document).querySelector('iframe')";

/// Serves a page of a partner's on an origin of its own; `{commune}` in it stands for the commune's address.
async fn partner(commune: &Host, policy: &str, body: &str) -> (Host, TempDir) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let here = |text: &str| text.replace("{commune}", &commune.url());
    let page = format!(
        "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Đối tác</title>\
         <meta name=viewport content='width=device-width'><link rel=icon href=icon.svg></head>\
         <body><main><h1>Đối tác</h1>{}</main></body></html>",
        here(body)
    );
    fs::write(folder.path().join("index.html"), page).expect("a page");
    fs::write(folder.path().join("icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>").expect("an icon");
    if !policy.is_empty() {
        let rule = format!("/*\n  Content-Security-Policy: {}\n", here(policy));
        fs::write(folder.path().join("_headers"), rule).expect("the headers");
    }
    (Host::start(Options::new(folder.path())).await.expect("a host on a free port"), folder)
}

/// A partner's page by a name that makes it another site, so that its frames have a process of their own.
fn address(host: &Host) -> String {
    format!("http://localhost:{}/", host.addr().port())
}

/// Another site with the same figures as the demo's, whose files may change; built with what is laid over its site.json.
fn built(name: &str, over: &Value) -> (TempDir, std::path::PathBuf) {
    let site = sites::copy_of(&sites::repository().join("public"));
    let file = site.path().join("data/site.json");
    let mut json: Value = serde_json::from_str(&fs::read_to_string(&file).expect("site.json")).expect("JSON");
    for (key, value) in over.as_object().expect("an object") {
        json[key] = value.clone();
    }
    fs::write(&file, json.to_string()).expect("site.json");
    let out = sites::published_anyway(name, site.path(), "/").0;
    (site, out)
}

/// Every number of a text, in its order: what must be the same wherever the figures are told.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '/');
    let words = text.split(|c| !is_part(c)).map(|it| it.trim_matches(['.', ',', '/']));
    words.filter(|it| it.contains(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

async fn open_frame(browser: &Browser, host: &Host, path: &str) {
    sites::open_live(browser, &format!("{}{path}", host.url())).await;
}

const CARD: &str = "return document.querySelector('[data-part=tthc] .drawn').innerText";

#[tokio::test]
async fn portal_frame_badge_and_oembed_tell_the_same_figures_after_a_live_change() {
    let (site, out) = built("widget-live", &json!({}));
    let host = sites::serve(&out, "/").await;
    let (partner, _folder) =
        partner(&host, "", "<script type=module src={commune}embed.v1.js></script><trangxa-widget></trangxa-widget>")
            .await;
    let portal = Browser::open(Profile::default()).await;
    sites::open_live(&portal, &host.url()).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&address(&partner)).await;
    browser.wait("the frame", &format!("{FRAME} != null")).await;
    browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
    sites::until_answered(&host, "data/tthc.json", 2).await;

    // The clerk writes new figures and builds the site again, with everybody looking.
    let file = site.path().join("data/tthc.json");
    let mut tthc: Value = serde_json::from_str(&fs::read_to_string(&file).expect("figures")).expect("JSON");
    let last = tthc["periods"].as_array_mut().and_then(|periods| periods.last_mut()).expect("a period");
    last["early"] = json!(1_000);
    last["late"] = json!(3);
    tthc["updated_at"] = json!("2025-07-01T07:00:00+07:00");
    fs::write(&file, tthc.to_string()).expect("figures");
    sites::published_anyway("widget-live", site.path(), "/");
    sites::renew(&portal).await;
    portal.wait("the new figures", "document.querySelector('.tthc').innerText.includes('1.090')").await;
    browser.eval_in(FRAME, "dispatchEvent(new Event('online'))").await;
    browser.wait_in(FRAME, "the new figures", &format!("{CARD}.includes('1.090')")).await;

    let card = portal.eval("return document.querySelector('.card.tthc div').innerText").await;
    let frame = browser.eval_in(FRAME, CARD).await;
    let text = |value: &Value| sites::collapsed(value.as_str().expect("a text"));
    assert_eq!(text(&frame), text(&card));
    let said = numbers(&text(&card));
    let badge = fs::read_to_string(out.join("badge/tthc.svg")).expect("the badge");
    let oembed = fs::read_to_string(out.join("oembed/tthc.json")).expect("the answer");
    let oembed: Value = serde_json::from_str(&oembed).expect("JSON");
    for (name, other) in [("badge", badge.as_str()), ("oEmbed", oembed["title"].as_str().expect("a title"))] {
        for figure in ["1.090", "3/1.090"] {
            assert!(other.contains(figure), "{name}: {figure} in {other}");
        }
        // The rate with its two numbers, and when: nothing that the card does not say.
        let told = numbers(other.split("<desc").last().unwrap_or_default().split("</desc>").next().unwrap_or_default());
        let strange: Vec<_> = told.difference(&said).filter(|it| !it.starts_with("01/07/2025")).collect();
        assert!(strange.is_empty(), "{name}: {strange:?} beside {said:?}");
    }
    portal.finish(&[]).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn three_requests_and_the_figures_are_live() {
    let host = sites::serve(sites::demo(), "/").await;
    let (partner, _folder) =
        partner(&host, "", "<iframe src='{commune}embed/tthc/' title=TTHC height=680></iframe>").await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&address(&partner)).await;
    browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
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
    let (partner, _folder) = partner(&host, "", body).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&address(&partner)).await;
    browser.wait_in(FRAME, "the figures", CARD).await;
    browser.eval_async("for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame)").await;
    assert_eq!(sites::asked(&host, ".wasm"), 0);
    browser.eval("document.querySelector('iframe').scrollIntoView()").await;
    browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
    // Out of sight it asks nothing, back in sight what fell due.
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.eval("scrollTo(0, 0)").await;
    browser.wait_in(FRAME, "to be away", "return document.documentElement.hasAttribute('data-away')").await;
    host.forget_requests();
    browser.eval_in(FRAME, "dispatchEvent(new Event('online'))").await;
    browser.eval_async("await new Promise(requestAnimationFrame)").await;
    assert_eq!(host.requests().len(), 0);
    browser.eval("document.querySelector('iframe').scrollIntoView()").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn it_reads_without_scripts_without_wasm_and_in_any_sandbox() {
    let host = sites::serve(sites::demo(), "/").await;
    let expected = "91,8%";
    // Scripts off in the whole browser.
    let body = "<iframe src='{commune}embed/news/' title=TTHC height=680></iframe>";
    let (silent, _folder) = partner(&host, "", body).await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&address(&silent)).await;
    let text = browser.wait_in(FRAME, "the headlines", "return document.querySelector('.headlines')?.innerText").await;
    assert!(text.as_str().is_some_and(|it| it.lines().count() >= 10), "{text}");
    browser.finish(&[]).await;

    // A program that does not come, and a page in its place.
    for fault in [Fault::Status(404), Fault::Html] {
        let host = sites::serve(sites::demo(), "/").await;
        host.faults().set("embed/*.wasm", fault);
        let (partner, _folder) = partner(&host, "", "<iframe src='{commune}embed/tthc/' title=TTHC></iframe>").await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&address(&partner)).await;
        sites::until_answered(&host, ".wasm", 1).await;
        let card = browser.eval_in(FRAME, CARD).await;
        assert!(card.as_str().is_some_and(|it| it.contains(expected)), "{card}");
        browser.finish(&["_bg.wasm - Failed", "Wasm"]).await;
    }

    // Nothing is allowed; scripts alone are, of no origin.
    for (sandbox, is_live) in [("", false), ("allow-scripts", true)] {
        let host = sites::serve(sites::demo(), "/").await;
        let body = format!("<iframe sandbox='{sandbox}' src='{{commune}}embed/tthc/' title=TTHC></iframe>");
        let (partner, _folder) = partner(&host, "", &body).await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&address(&partner)).await;
        let card = browser.wait_in(FRAME, "the figures", CARD).await;
        assert!(card.as_str().is_some_and(|it| it.contains(expected)), "{sandbox}: {card}");
        if is_live {
            browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
            sites::until_answered(&host, "data/tthc.json", 1).await;
        }
        assert_eq!(sites::asked(&host, ".wasm"), usize::from(is_live), "{sandbox}");
        browser.finish(&["Blocked script execution"]).await;
    }
}

/// What of the frame is to be seen: its parts in their order, its looks, its headlines.
const SEEN: &str = "const root = document.documentElement, seen = it => it.checkVisibility(); \
    return JSON.stringify([ \
        Array.from(document.querySelectorAll('section'), it => seen(it) ? it.dataset.part : '').filter(Boolean).join(), \
        getComputedStyle(root).colorScheme, getComputedStyle(document.body).borderTopColor, \
        getComputedStyle(root).fontSize, Array.from(document.querySelectorAll('.headlines li')).filter(seen).length])";

#[tokio::test]
async fn parameters_are_obeyed_and_bad_ones_fall_back() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    // Where no theme is chosen, the page's <meta> leaves it to the system.
    let (jade, plain) = ("rgb(31, 107, 87)", "normal");
    for (path, parts, scheme, accent, size, headlines) in [
        ("embed/tthc/", "tthc", plain, jade, "16px", 0),
        ("embed/news/", "news", plain, jade, "16px", 5),
        ("embed/counters/", "counters", plain, jade, "16px", 0),
        ("embed/tthc/?show=news,tthc&n=3", "news,tthc", plain, jade, "16px", 3),
        ("embed/tthc/?show=counters%20news&n=10", "counters,news", plain, jade, "16px", 10),
        ("embed/tthc/?theme=dark&accent=%23f80&density=compact", "tthc", "dark", "rgb(255, 136, 0)", "14px", 0),
        ("embed/tthc/?theme=light&accent=FF8800", "tthc", "light", "rgb(255, 136, 0)", "16px", 0),
        // Nothing of it is known.
        ("embed/news/?show=x,&theme=blue&accent=red&density=0&n=11&lang=xx&y=z", "news", plain, jade, "16px", 5),
        ("embed/tthc/?show=__proto__&theme=toString&accent=%22%3E%3Cscript%3E&n=-1", "tthc", plain, jade, "16px", 0),
        ("embed/tthc/?%E0%A4%A", "tthc", plain, jade, "16px", 0),
    ] {
        open_frame(&browser, &host, path).await;
        let wanted = json!([parts, scheme, accent, size, headlines]).to_string();
        browser.wait(path, &format!("(() => {{ {SEEN} }})() === {}", json!(wanted))).await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn english_is_spoken_around_the_figures_and_headlines_stay_as_they_are() {
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
async fn links_open_the_portal_beside_the_page_and_tell_it_nothing() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
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
    // Nothing kept, nothing told.
    let kept = "return [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, \
                (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]";
    assert_eq!(browser.eval_async(kept).await, json!(["", 0, 0, 0, 0, 0]));
    let posted: Vec<_> = host.requests().into_iter().filter(|it| it.method != "GET").collect();
    assert!(posted.is_empty(), "{posted:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn it_counts_as_no_visit() {
    let counter = json!({"data": {"articles": "data/feed.json", "tthc": "data/tthc.json",
        "visits": {"kind": "counter", "url": "http://127.0.0.1:9/"}}});
    let (_site, out) = built("widget-counter", &counter);
    let host = sites::serve(&out, "/").await;
    let browser = Browser::open(Profile::default()).await;
    // Told by a beacon, as the portal does.
    browser
        .cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": "window.__told = []; navigator.sendBeacon = (...it) => { __told.push(it); return true }"}),
        )
        .await;
    sites::open_live(&browser, &host.url()).await;
    browser.wait("the portal's view", "__told.length === 1").await;
    open_frame(&browser, &host, "embed/counters/?show=counters,tthc").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.wait("the counters, unknown", "document.querySelector('.counters b').innerText === '—'").await;
    assert_eq!(browser.eval("return __told").await, json!([]));
    browser.finish(&["127.0.0.1:9"]).await;
}

#[tokio::test]
async fn what_cannot_be_renewed_is_told_and_nothing_is_lost() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    open_frame(&browser, &host, "embed/tthc/").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    let status = "document.querySelector('[role=status]').innerText";
    let card = browser.eval(CARD).await;
    host.faults().set("data/tthc.json", Fault::Body("{\"version\": 1".to_owned()));
    sites::renew(&browser).await;
    browser.wait("the notice", &format!("{status}.startsWith('Chưa cập nhật được lúc')")).await;
    assert_eq!(browser.eval(CARD).await, card);
    host.faults().clear("data/tthc.json");
    sites::renew(&browser).await;
    browser.wait("no notice", &format!("{status} === ''")).await;

    // Paused, it asks nothing; and then what fell due.
    browser.click("button").await;
    assert_eq!(browser.text("button").await, "Tiếp tục tự cập nhật");
    sites::until_answered(&host, "data/tthc.json", 3).await;
    host.forget_requests();
    sites::renew(&browser).await;
    browser.eval_async("await new Promise(requestAnimationFrame)").await;
    assert_eq!(host.requests().len(), 0);
    browser.click("button").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn ten_frames_share_what_one_of_them_got() {
    let host = sites::serve(sites::demo(), "/").await;
    let body = "<script type=module src='{commune}embed.v1.js'></script>".to_owned()
        + &"<trangxa-widget density=compact height=40></trangxa-widget>".repeat(10);
    let (partner, _folder) = partner(&host, "", &body).await;
    let browser = Browser::open(Profile { height: 8_000, ..Profile::default() }).await;
    browser.goto(&address(&partner)).await;
    let nth = |i: usize| format!("document.querySelectorAll('trangxa-widget')[{i}].shadowRoot.querySelector('iframe')");
    for i in 0..10 {
        browser.wait("a frame", &format!("{} != null", nth(i))).await;
        browser.wait_in(&nth(i), "the program", "return document.documentElement.hasAttribute('data-live')").await;
    }
    // Another tells it; it is in all of them, and the host was asked once more.
    sites::until("answers to all", || host.requests().iter().all(|it| it.status != 0)).await;
    host.forget_requests();
    let mut tthc = sites::document("data/tthc.json");
    tthc["periods"].as_array_mut().and_then(|it| it.last_mut()).expect("a period")["early"] = json!(1_000);
    host.faults().set("data/tthc.json", Fault::Body(tthc.to_string()));
    browser.eval_in(&nth(4), "dispatchEvent(new Event('online'))").await;
    for i in 0..10 {
        browser.wait_in(&nth(i), "the new figures", &format!("{CARD}.includes('1.087')")).await;
    }
    assert_eq!(sites::asked(&host, "data/tthc.json"), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn only_partners_may_show_it_and_nobody_the_portal() {
    let script =
        "<script type=module src={commune}embed.v1.js></script><trangxa-widget><a href=/>Số liệu</a></trangxa-widget>";
    for (partners, is_shown) in [
        (json!(["https://*.example"]), false),
        (json!([]), false),
        (json!("*"), true),
        (json!(["http://localhost:{port}"]), true),
    ] {
        // Its port is known once it is there, and the commune's name is in its page.
        let (_site, out) = built("widget-partners", &json!({ "embed": { "partners": [] } }));
        let host = sites::serve(&out, "/").await;
        let (partner, _folder) =
            partner(&host, "", &format!("{script}<iframe id=portal src={{commune}}tthc/></iframe>")).await;
        let partners: Value =
            serde_json::from_str(&partners.to_string().replace("{port}", &partner.addr().port().to_string()))
                .expect("JSON");
        built("widget-partners", &json!({ "embed": { "partners": partners } }));
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&address(&partner)).await;
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
        browser.finish(&["frame-ancestors", "X-Frame-Options", "Refused to frame", "does not match", "Framing"]).await;
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
            let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
            browser.cdp("Emulation.setDeviceMetricsOverride", size).await;
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

#[tokio::test]
async fn the_keyboard_reaches_every_link_of_the_frame_and_leaves_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let body = "<a id=before href=/>Trước</a><iframe src='{commune}embed/tthc/' title=TTHC height=680></iframe><a id=after href=/>Sau</a>";
    let (partner, _folder) = partner(&host, "", body).await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&address(&partner)).await;
    browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
    browser.eval("document.getElementById('before').focus()").await;
    for expected in ["Xã Quang Thành", "Chi tiết", "Tạm dừng"] {
        browser.press(&Key::Tab.to_string()).await;
        let focused = browser.eval_in(FRAME, "return document.activeElement.innerText").await;
        assert!(focused.as_str().is_some_and(|it| it.starts_with(expected)), "{expected}: {focused}");
    }
    browser.press(&Key::Tab.to_string()).await;
    assert_eq!(browser.eval("return document.activeElement.id").await, "after");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_sites_own_sub_folder_is_in_every_address() {
    let host = sites::serve(sites::demo_below(), sites::SUB).await;
    let (partner, _folder) =
        partner(&host, "", "<script type=module src={commune}embed.v1.js></script><trangxa-widget></trangxa-widget>")
            .await;
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&address(&partner)).await;
    browser.wait("the frame", &format!("{FRAME} != null")).await;
    browser.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
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
    // The address that every loader knows.
    open_frame(&browser, &host, "embed/tthc/").await;
    assert_eq!(browser.eval("return document.querySelectorAll('.headlines li').length").await, 5);
    // And what a partner may have asked for while there was something.
    for path in ["embed/tthc/?show=tthc", "embed/counters/?show=counters"] {
        open_frame(&browser, &host, path).await;
        browser.wait("the news", "document.querySelector('[data-part=news]').checkVisibility()").await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_page_makes_lines_that_work() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}nhung/", host.url())).await;
    browser.wait("the preview", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
    let code = |i: usize| format!("document.querySelectorAll('.code')[{i}].innerText");
    let first = browser.eval(&format!("return {}", code(0))).await;
    // Choose, and every line follows, and so does the preview.
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
    for part in ["theme=\"dark\"", "density=\"compact\"", "integrity=\"sha384-", "Tháng 06/2025 đã giải quyết"] {
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
    // The colour of the border, and back to the site's own.
    for (value, is_written) in [("#ff0000", true), ("#1f6b57", false)] {
        browser.eval(&format!("const it = document.querySelector('[type=color]'); it.value = '{value}'; it.dispatchEvent(new Event('input', {{ bubbles: true }}))")).await;
        browser.wait(value, &format!("{}.includes('accent=') === {is_written}", code(0))).await;
    }
    // A height that nobody could see is none.
    for height in ["0", "820"] {
        let set = format!(
            "const it = document.querySelector('[name=height]'); it.value = '{height}'; \
             it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        browser.eval(&set).await;
        browser.wait(height, &format!("/ height=\"(?!0)\\d+\"/.test({})", code(0))).await;
    }
    browser.wait("the height", &format!("{}.includes('<table role=\"presentation\" height=\"820\">')", code(0))).await;
    // Copied as it stands.
    browser
        .cdp("Browser.grantPermissions", json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}))
        .await;
    browser.click("button[data-do=copy]").await;
    browser.wait("the word", "document.querySelector('main [role=status]').innerText === 'Đã sao chép mã.'").await;
    let copied = browser.eval_async("return await navigator.clipboard.readText()").await;
    assert_eq!(copied, browser.eval(&format!("return {}", code(0))).await);
    assert_ne!(copied, first);

    // Pasted by a partner with a strict policy, it works.
    let root = sites::document("data/site.json")["base_url"].as_str().expect("an address").to_owned();
    let pasted = copied.as_str().expect("a text").replace(&root, &host.url());
    let policy = "default-src 'none'; script-src {commune}; frame-src {commune}; img-src 'self'";
    let (strict, _folder) = partner(&host, policy, &pasted).await;
    let visitor = Browser::open(Profile::default()).await;
    visitor.goto(&address(&strict)).await;
    visitor.wait("the widget", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
    visitor.wait_in(FRAME, "dark", "return document.documentElement.dataset.theme === 'dark'").await;
    let plain = browser.eval(&format!("return {}", code(1))).await;
    let (plain, _folder) = partner(&host, policy, &plain.as_str().expect("a text").replace(&root, &host.url())).await;
    visitor.goto(&address(&plain)).await;
    let card = visitor.wait_in(FRAME, "the figures", CARD).await;
    assert!(card.as_str().is_some_and(|it| it.contains("326")), "{card}");
    visitor.finish(&[]).await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_page_of_the_lines_reads_without_its_program() {
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
fn what_partners_take_is_on_the_site() {
    for file in ["embed.v1.js", "badge/tthc.svg", "oembed/tthc.json", "embed/tthc/index.html", "nhung/index.html"] {
        assert!(Path::new(&sites::demo().join(file)).is_file(), "{file}");
    }
    let head = fs::read_to_string(sites::demo().join("tthc/index.html")).expect("a page");
    assert!(head.contains("type=\"application/json+oembed\""));
}
