//! The parts of the program: a page loads those that it needs, and a part that cannot be had leaves a page that reads and links that work.

use std::path::{Path, PathBuf};

use serde_json::json;
use std::fs;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE};

/// The parts that were requested since the start, each as often as it was; the name is between `part-` and the fingerprint. Without those that
/// every page fetches when the browser is idle.
fn requested(host: &Host) -> Vec<String> {
    let path = |path: &str| Some(path.strip_prefix("/part-")?.rsplit_once('-')?.0.to_owned());
    // What is fetched when the browser is idle: on every page, and on the home page for the next days of the calendar.
    let is_idle = |part: &str| ["current", "calendar"].contains(&part);
    let is_of_page = |name: &String| !name.split('-').any(is_idle);
    let mut parts: Vec<_> =
        host.requests().iter().filter_map(|request| path(&request.path)).filter(is_of_page).collect();
    parts.sort();
    parts
}

/// The name of the file of a module: what is between `part-` and the fingerprint names the parts that need it.
fn file_of(folder: &Path, module: &str) -> String {
    let name = |file: PathBuf| Some(file.file_name()?.to_str()?.to_owned());
    let is_meant = |name: &String| {
        name.strip_prefix("part-").and_then(|it| it.rsplit_once('-')).is_some_and(|(module_of, _)| module_of == module)
    };
    sites::files(folder).into_iter().filter_map(name).find(is_meant).expect("the module's file")
}

/// Every way in which a part may fail to come.
fn failures() -> [(&'static str, Fault); 4] {
    [
        ("not found", Fault::Status(404)),
        ("a page in its place", Fault::Html),
        ("cut off", Fault::CutOff),
        // A module of another build: valid, but not one that fits.
        ("another module", Fault::Body("\"\\u0000asm\"".to_owned())),
    ]
}

#[tokio::test]
async fn each_page_loads_the_parts_that_it_needs_beside_the_main_one() {
    for (path, parts) in [
        (ARTICLE, &[][..]),
        ("gioi-thieu/", &[]),
        ("", &["lists"]),
        ("so-do/", &["lists"]),
        ("tthc/", &["dashboard"]),
        ("nhung/", &["embed"]),
        ("tim-kiem/", &["search"]),
        ("luu-tru/2025/", &["archive"]),
    ] {
        let host = sites::serve(sites::demo(), "/").await;
        let browser = Browser::open(Profile::default()).await;
        // On a slow network nothing is fetched ahead.
        browser.run_first("Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g' } })").await;
        sites::open_live(&browser, &format!("{}{path}", host.url())).await;
        // What several parts share has the names of all.
        let (shared, own): (Vec<_>, Vec<_>) = requested(&host).into_iter().partition(|name| name.contains('-'));
        assert_eq!(own, parts, "{path}");
        for name in shared {
            assert!(parts.iter().any(|part| name.split('-').any(|it| it == *part)), "{path}: {name}");
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_part_is_fetched_once_and_then_opens_its_pages_without_a_load() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    browser.eval("window.mark = true").await;
    for css in [".menu a[href='/tthc/']", ".brand", ".menu a[href='/tthc/']", ".brand", ".footer a[href='/nhung/']"] {
        sites::follow(&browser, css).await;
        assert!(!browser.exists("main .loading").await, "{css}");
    }
    assert_eq!(browser.eval("return window.mark").await, true);
    let parts = requested(&host);
    assert!(parts.windows(2).all(|two| two[0] != two[1]), "{parts:?}");
    assert!(browser.exists("trangxa-widget").await);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn without_a_part_a_link_is_followed_by_the_browser_and_with_it_by_the_program() {
    for (what, fault) in failures() {
        let host = sites::serve(sites::demo(), "/").await;
        let browser = Browser::open(Profile::default()).await;
        sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
        // The dashboard: its page needs the part, so it is not live where the part is missing. It reads.
        host.faults().set("part-dashboard*", fault.clone());
        browser.eval("window.mark = true").await;
        browser.click(".menu a[href='/tthc/']").await;
        let is_loaded =
            "window.mark === undefined && document.readyState === 'complete' && !!document.querySelector('main h1')";
        browser
            .wait(&format!("the host's page: {what}"), &format!("location.pathname === '/tthc/' && {is_loaded}"))
            .await;
        assert!(browser.exists(".dashboard .chart").await, "{what}");
        // The text of an article, whose page needs no part once the host has written it. The list reads articles ahead as soon as it is live.
        host.faults().clear_all();
        host.faults().set("part-articles*", fault);
        // Its links are the browser's.
        browser.click(".menu a[href='/tin/']").await;
        browser.wait(&format!("a link: {what}"), &format!("location.pathname === '/tin/' && {is_loaded}")).await;
        sites::live(&browser).await;
        browser.eval("window.mark = true").await;
        browser.click("main .cards a").await;
        browser
            .wait(&format!("an article: {what}"), &format!("location.pathname.startsWith('/bai/') && {is_loaded}"))
            .await;
        assert!(browser.exists(".prose p").await, "{what}");
        sites::live(&browser).await;
        // What failed is tried again.
        host.faults().clear_all();
        browser.eval("window.mark = true").await;
        sites::follow(&browser, ".menu a[href='/tthc/']").await;
        sites::follow(&browser, ".menu a[href='/tin/']").await;
        sites::follow(&browser, "main .cards a").await;
        assert!(browser.exists(".prose p").await, "{what}");
        assert_eq!(browser.eval("return window.mark").await, true, "{what}");
        browser.finish(&["part-"]).await;
    }
}

/// The site is published with another program while a reader has a page of it open.
#[tokio::test]
async fn an_open_page_finds_the_parts_of_its_program_after_the_next_build() {
    let app = sites::copy_of(&sites::app());
    let publish = || sites::published_onto(app.path(), "next-build", &sites::repository().join("public"), "/").0;
    let _ = fs::remove_dir_all(sites::published_folder("next-build"));
    let site = publish();
    let before = sites::program(&site);
    let host = sites::serve(&site, "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    browser.eval("window.mark = true").await;
    // Each module gets a section of its own, which says nothing.
    for module in sites::files(&app.path().join("parts")) {
        let bytes = fs::read(&module).expect("a module");
        fs::write(&module, [&bytes, &b"\0\x05\x04next"[..]].concat()).expect("a folder of the tests");
    }
    publish();
    let page = fs::read_to_string(site.join("index.html")).expect("the home page");
    let boot = before.iter().find(|name| name.starts_with("boot-")).expect("boot.js");
    assert!(!page.contains(boot), "the pages of the next build have another program");
    for css in [".menu a[href='/tthc/']", ".brand"] {
        sites::follow(&browser, css).await;
        assert_eq!(browser.eval("return window.mark").await, true, "{css}");
    }
    let old: Vec<_> = host.requests().into_iter().filter(|it| it.path.starts_with("/part-")).collect();
    assert!(old.len() > 2 && old.iter().all(|it| before.contains(&it.path[1..].to_owned())), "{old:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_page_without_its_part_becomes_live_when_the_network_is_back() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("part-dashboard*", Fault::Status(404));
    let browser = Browser::open(Profile::default()).await;
    browser.goto(&format!("{}tthc/", host.url())).await;
    sites::until_answered(&host, ".js", 2).await;
    browser.wait("the failure", "!!document.querySelector('.dashboard .chart')").await;
    assert!(!browser.exists("[data-live]").await);
    host.faults().clear_all();
    let comes_back = "dispatchEvent(new Event('online')), document.documentElement.hasAttribute('data-live')";
    browser.wait("the program", comes_back).await;
    browser.finish(&["part-"]).await;
}

/// Changes the text of [`ARTICLE`] on the host.
fn correct(host: &Host, html: &str) {
    let path = sites::document_of(ARTICLE);
    let mut item = sites::document(&path);
    item["content_html"] = json!(html);
    host.faults().set(&path, Fault::Body(item.to_string()));
}

#[tokio::test]
async fn a_text_that_is_renewed_without_the_cleaner_is_shown_without_its_markup() {
    let folder = sites::copy_of(sites::demo());
    let host = sites::serve(folder.path(), "/").await;
    host.faults().set(&file_of(folder.path(), "articles"), Fault::Status(404));
    let browser = Browser::open(Profile::default()).await;
    correct(&host, "<p>Đã <b>sửa</b> &lt;script&gt;</p><script>window.bad = 1</script>");
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    sites::renew(&browser).await;
    browser.wait("the text", "document.querySelector('.prose').innerText.includes('Đã sửa')").await;
    assert!(!browser.exists(".prose b").await);
    assert_eq!(browser.eval("return window.bad ?? null").await, json!(null));
    browser.finish(&["part-"]).await;
}

#[tokio::test]
async fn a_text_that_cannot_be_read_without_a_part_is_shown_once_the_part_is_here() {
    let folder = sites::copy_of(sites::demo());
    let host = sites::serve(folder.path(), "/").await;
    let module = file_of(folder.path(), "documents");
    host.faults().set(&module, Fault::Status(404));
    let browser = Browser::open(Profile::default()).await;
    correct(&host, "<p>Đã <b>sửa</b></p>");
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let before = browser.text(".prose").await;
    sites::renew(&browser).await;
    sites::until_answered(&host, &module, 2).await;
    browser.wait("the notice", "!!document.querySelector('.status').innerText").await;
    assert_eq!(browser.text(".prose").await, before);
    host.faults().clear(&module);
    sites::renew(&browser).await;
    browser.wait("the text", "document.querySelector('.prose b')?.textContent === 'sửa'").await;
    browser.finish(&["part-"]).await;
}
