//! Failures: whatever fails, a page that could be read can still be read.

use serde_json::json;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE, PAGES, SUB};

const NOT_RENEWED: &str = "Chưa cập nhật được";
const RENEWED: &str = "Đã cập nhật lại được";

/// Waits until the page's notice begins with this text, and checks that it is the only one.
async fn until_notice(browser: &Browser, begins: &str) {
    let texts = "Array.from(document.querySelectorAll('[role=status]'), it => it.innerText).filter(Boolean)";
    browser.wait(&format!("the notice \"{begins}\""), &format!("{texts}[0]?.startsWith({})", json!(begins))).await;
    assert_eq!(browser.eval(&format!("return {texts}.length")).await, 1);
}

#[tokio::test]
async fn without_javascript_every_page_reads() {
    let (root, below) = (sites::serve(sites::demo(), "/").await, sites::serve(sites::demo_below(), SUB).await);
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    for host in [&root, &below] {
        for page in PAGES {
            browser.goto(&format!("{}{page}", host.url())).await;
            assert_eq!(browser.texts("main h1").await.len(), 1, "{page}");
            let text = sites::main_text(&browser).await;
            // The search has nothing to read without script, and says where the archive is.
            assert!(text.len() > 300 || page == "tim-kiem/" && text.contains("Kho lưu trữ"), "{page}: {text}");
            assert_eq!(browser.eval("return document.documentElement.dataset.live").await, json!(null), "{page}");
            // Buttons that would do nothing are not shown. That of the search sends off its form.
            let dead = "Array.from(document.querySelectorAll('button:not(.find > button), .live')).filter(it => it.checkVisibility({ visibilityProperty: true })).length";
            assert_eq!(browser.eval(&format!("return {dead}")).await, 0, "{page}");
            let pictures =
                "Array.from(document.images).filter(it => it.complete && it.naturalWidth === 0).map(it => it.src)";
            assert_eq!(browser.eval(&format!("return {pictures}")).await, json!([]), "{page}");
        }
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn without_javascript_every_kind_of_link_works() {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let profile = Profile { javascript: false, ..Profile::phone() };
    let browser = Browser::open(profile).await;
    browser.goto(&host.url()).await;
    for link in [
        ".lead a",
        ".neighbours .previous",
        ".kicker a",
        ".section .cards a, .cards a",
        ".tthc .more a",
        ".footer .links a",
        ".tree a[href$='/tin/']",
        "[aria-label='Trang sau']",
        ".cards a",
        ".brand",
    ] {
        let path = sites::follow(&browser, link).await;
        assert!(path.starts_with(SUB), "{link}: {path}");
    }
    browser.click(".menu summary").await;
    sites::follow(&browser, ".menu a[href$='/gioi-thieu/']").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn without_the_program_every_page_reads_and_its_links_work() {
    let browser = Browser::open(Profile::default()).await;
    let program = sites::program(sites::demo_below());
    let (mut failures, mut hosts) = (Vec::new(), Vec::new());
    for (files, fault) in [
        ("*.wasm", Fault::Status(404)),
        ("*.wasm", Fault::Html),
        ("*.wasm", Fault::CutOff),
        ("trang-xa-*", Fault::Status(404)),
        ("boot-*", Fault::Status(404)),
        ("boot-*", Fault::Html),
        ("*.wasm", Fault::Never),
    ] {
        // Each fault has a host of its own: files of an earlier one would come from the cache.
        let host = sites::serve(sites::demo_below(), SUB).await;
        host.faults().set(files, fault.clone());
        failures.extend(program.iter().map(|file| format!("{}{file}", host.url())));
        browser.goto(&format!("{}{ARTICLE}", host.url())).await;
        let is_asked = || {
            host.requests().iter().any(|it| {
                let name = it.path.rsplit('/').next().unwrap_or_default();
                files
                    .strip_prefix('*')
                    .map_or_else(|| name.starts_with(files.trim_end_matches('*')), |end| name.ends_with(end))
            })
        };
        sites::until(&format!("a request for {files}"), is_asked).await;
        assert!(browser.text(".prose").await.len() > 500, "{files} {fault:?}");
        // The page neither counts as live nor hides anything while it waits for the program.
        let root = "document.documentElement.dataset";
        let state = browser.eval(&format!("return [{root}.live ?? null, {root}.seeking ?? null]")).await;
        assert_eq!(state, json!([null, null]), "{files} {fault:?}");
        let path = sites::follow(&browser, ".neighbours .previous").await;
        assert!(path.starts_with("/quangthanh/bai/"), "{path}");
        sites::follow(&browser, ".brand").await;
        // Its page may still ask for pictures.
        hosts.push(host);
    }
    browser.finish_with_failures(&failures).await;
}

#[tokio::test]
async fn a_wasm_of_the_wrong_type_still_starts() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("*.wasm", Fault::ContentType("application/octet-stream"));
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    sites::follow(&browser, ".lead a").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_address_without_a_page_says_so_when_the_program_cannot_help() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("*.wasm", Fault::Status(404));
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&format!("{}bai/khong-co/", host.url())).await;
    browser.wait("the message", "document.documentElement.dataset.seeking === undefined").await;
    assert_eq!(browser.text("main h1").await, "Không tìm thấy trang");
    assert_eq!(
        browser.eval("return document.querySelector('main h1').checkVisibility({ visibilityProperty: true })").await,
        true
    );
    sites::follow(&browser, "main .more a").await;
    let program = sites::program(sites::demo());
    let missing =
        program.iter().map(String::as_str).chain(["bai/khong-co/"]).map(|file| format!("{}{file}", host.url()));
    browser.finish_with_failures(&missing.collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn data_that_fails_leaves_the_page_says_so_once_and_recovers_by_itself() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let faults = [
        Fault::Html,
        Fault::Status(500),
        Fault::CutOff,
        Fault::Body("{\"version\":".to_owned()),
        Fault::Body("{\"version\":7}".to_owned()),
    ];
    for (i, fault) in faults.iter().enumerate() {
        for (j, document) in ["data/feed.json", "data/tthc.json", "data/visits.json"].into_iter().enumerate() {
            host.faults().set(document, faults[(i + j) % faults.len()].clone());
        }
        host.forget_requests();
        sites::open_renewed(&browser, &host.url()).await;
        sites::with_next_days(&browser).await;
        browser.eval("window.mark = true; window.lead = document.querySelector('.lead h2')").await;
        let before = sites::main_text(&browser).await;
        until_notice(&browser, NOT_RENEWED).await;
        for document in ["data/feed.json", "data/tthc.json", "data/visits.json"] {
            sites::until_answered(&host, document, 1).await;
        }
        assert_eq!(sites::main_text(&browser).await, before, "{fault:?}");
        assert_eq!(browser.texts(".counters b").await, ["3", "41", "18.204"]);
        host.faults().clear_all();
        until_notice(&browser, RENEWED).await;
        assert_eq!(browser.eval("return [mark, lead.isConnected]").await, json!([true, true]), "{fault:?}");
    }
    browser.finish(&["/data/feed.json - Failed", "/data/tthc.json - Failed", "/data/visits.json - Failed"]).await;
}

/// Also where the page shows only a part of the document.
#[tokio::test]
async fn each_document_that_cannot_be_renewed_is_reported() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    for page in ["", "tthc/", ARTICLE] {
        for document in ["data/tthc.json", "data/visits.json"] {
            host.faults().clear_all();
            host.faults().set(document, Fault::Html);
            sites::open_renewed(&browser, &format!("{}{page}", host.url())).await;
            until_notice(&browser, NOT_RENEWED).await;
        }
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_host_that_never_answers_is_given_up_and_asked_again() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("data/feed.json", Fault::Never);
    let browser = Browser::open(Profile::default()).await;
    sites::open_renewed(&browser, &host.url()).await;
    // The others do not wait for it.
    sites::until_answered(&host, "data/tthc.json", 1).await;
    sites::until_answered(&host, "data/visits.json", 1).await;
    until_notice(&browser, NOT_RENEWED).await;
    assert!(browser.exists(".lead h2").await);
    host.faults().clear_all();
    until_notice(&browser, RENEWED).await;
    browser.finish(&[]).await;
}

/// The delays after failures: half of 2, 4 and 8 s, because chance is a half on a stopped clock.
#[tokio::test]
async fn a_host_that_sends_retry_after_is_left_alone() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("data/tthc.json", Fault::StatusWithRetryAfter(429, 3600));
    host.faults().set("data/visits.json", Fault::Status(500));
    let browser = Browser::open(Profile::default()).await;
    browser.stop_clock().await;
    sites::open_renewed(&browser, &host.url()).await;
    for (seconds, visits) in [(0, 1), (1, 2), (2, 3), (4, 4)] {
        browser.turn_clock(seconds).await;
        assert_eq!(sites::count_requests(&host, "data/visits.json"), visits, "{:?}", host.requests());
        assert_eq!(sites::count_requests(&host, "data/tthc.json"), 1, "{:?}", host.requests());
    }
    until_notice(&browser, NOT_RENEWED).await;
    browser.finish(&["/data/tthc.json - Failed", "/data/visits.json - Failed"]).await;
}

#[tokio::test]
async fn a_page_whose_data_fails_keeps_its_headline_and_comes_by_itself() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let list = format!("{}tin/", host.url());
    sites::open_live(&browser, &list).await;
    let mut document = String::new();
    for fault in [Fault::Status(500), Fault::Body("{".to_owned())] {
        // The last one: the page reads the first articles ahead when it has nothing else to do.
        let last = "const link = document.querySelector('main .cards li:last-child a'); return [link.pathname, link.innerText]";
        let last = browser.eval(last).await;
        let headline = last[1].clone();
        document = sites::document_of(last[0].as_str().expect("a path"));
        host.faults().set(&document, fault);
        sites::follow(&browser, "main .cards li:last-child a").await;
        browser.wait("the message", "document.querySelector('main').innerText.includes('Chưa tải được')").await;
        assert_eq!(browser.text("main h1").await, headline);
        host.faults().clear_all();
        browser.wait("the text", "document.querySelector('.prose p')").await;
        assert_eq!(browser.text("main h1").await, headline);
        sites::open_live(&browser, &list).await;
    }
    browser.finish(&[&format!("/{document} - Failed")]).await;
}
