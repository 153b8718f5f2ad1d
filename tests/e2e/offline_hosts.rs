//! The worker on hosts that fail, stall, say nothing of their age, or have other sites beside this one.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::Duration;

use serde_json::json;
use trangxa_e2e::Browser;
use trangxa_host::Fault;

use crate::offline::{FAILED, kept, open, profile, said, until_kept, visited, without_network};
use crate::sites::{self, ARTICLE};

const LIST: &str = "data/offline.json";

/// A maintenance page with 503, or the question of a firewall with 403, is no sign that the worker is not wanted.
#[tokio::test]
async fn a_host_that_fails_takes_nothing_away() {
    let (host, browser) = visited("").await;
    for status in [503, 429, 403, 404] {
        host.faults().set(LIST, Fault::Status(status));
        browser.eval_in_worker("await followOnce()").await;
    }
    host.faults().set(LIST, Fault::Html);
    browser.eval_in_worker("await followOnce()").await;
    // A page of something else in the site's place, while the list is only not to be had.
    for status in [503, 429, 401] {
        host.faults().set(LIST, Fault::Status(status));
        host.faults().set(ARTICLE, Fault::Html);
        browser.eval_in_worker(&format!("lookedAt = 0; await keep('{ARTICLE}', await get('{ARTICLE}'))")).await;
    }
    assert_eq!(kept(&browser).await, [""]);
    host.faults().set("*", Fault::Status(503));
    browser.goto(&host.url()).await;
    assert!(said(&browser).await.is_some());
    browser.finish(&["503", "429", "403", "404", "401"]).await;
}

#[tokio::test]
async fn an_answer_that_stops_halfway_does_not_keep_a_page_from_its_reader() {
    let (host, browser) = visited(ARTICLE).await;
    host.faults().set(ARTICLE, Fault::Stalled);
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    assert!(said(&browser).await.is_some());
    assert!(browser.exists("main .prose p").await);
    host.faults().clear_all();
    browser.finish(&FAILED).await;
}

/// A browser takes a page without `Cache-Control` for current for a tenth of its age.
#[tokio::test]
async fn a_page_without_an_age_is_asked_for_again() {
    let (host, browser) = visited("").await;
    let is_new = "
        const days = (count) => new Date(Date.now() - count * 864e5).toUTCString();
        const its = (headers) => Boolean(isNew(new Response('', { headers })));
        return [its({ date: days(0) }), its({ date: days(2) }), its({}), its({ date: days(2), 'cache-control': 'max-age=60' })]";
    assert_eq!(browser.eval_in_worker(is_new).await, json!([true, false, false, true]));
    // The worker takes it for old, and the reader has the page all the same.
    browser.eval_in_worker("const { get } = Headers.prototype; Headers.prototype.get = function (name) { return /^(date|cache-control)$/.test(name) ? null : get.call(this, name); }").await;
    host.forget_requests();
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    assert_eq!(said(&browser).await, None);
    assert!(sites::count_requests(&host, ARTICLE) >= 2);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_list_is_followed_from_the_second_page_on_and_once_at_a_time() {
    let (host, browser) = visited("").await;
    assert_eq!(sites::count_requests(&host, LIST), 0);
    host.faults().set(LIST, Fault::Delay(Duration::from_secs(1)));
    // By links, without loading a page.
    sites::follow(&browser, ".lead a").await;
    browser.eval("trangxaRead(); trangxaRead(); trangxaRead()").await;
    until_kept(&browser, "the list", &format!("kept.includes('{LIST}')")).await;
    assert_eq!(sites::count_requests(&host, LIST), 1);
    browser.finish(&[]).await;
}

/// A reader comes back to the network by a link inside the program.
#[tokio::test]
async fn the_line_about_a_kept_page_goes_with_that_page() {
    let (host, browser) = visited("").await;
    without_network(&host);
    browser.goto(&host.url()).await;
    sites::live(&browser).await;
    assert!(said(&browser).await.is_some());
    host.faults().clear_all();
    sites::follow(&browser, ".lead a").await;
    browser.wait("the article", "document.querySelector('main .prose p')").await;
    assert_eq!(said(&browser).await, None);
    browser.finish(&FAILED).await;
}

/// The site of a folder wants no worker; the site around it has one.
#[tokio::test]
async fn a_site_in_a_folder_leaves_the_worker_of_the_root_alone() {
    let site = sites::copy_of(sites::demo());
    let other = sites::demo_site_with(|site| site["offline"] = json!(false));
    let folder = sites::published("offline-off-in-folder", other.path(), "/xa/");
    let _ = fs::remove_file(site.path().join("xa"));
    symlink(folder, site.path().join("xa")).expect("a link");
    let host = sites::serve(site.path(), "/").await;
    let browser = Browser::open(profile()).await;
    open(&browser, &host.url(), ARTICLE).await;
    sites::open_live(&browser, &format!("{}xa/", host.url())).await;
    browser.eval_async("await trangxaOffline(false)").await;
    let count = "return (await navigator.serviceWorker.getRegistrations()).length";
    assert_eq!(browser.eval_async(count).await, 1);
    open(&browser, &host.url(), ARTICLE).await;
    browser.finish(&[]).await;
}

/// What a browser downloads by a link is not held in the worker's memory.
#[tokio::test]
async fn only_pages_are_copied() {
    let (host, browser) = visited("").await;
    browser
        .eval_in_worker(
            "globalThis.copies = []; const { clone } = Response.prototype;
            Response.prototype.clone = function () { copies.push(this.url); return clone.call(this); }",
        )
        .await;
    browser.goto(&format!("{}data/site.json", host.url())).await;
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    assert_eq!(browser.eval_in_worker("return copies").await, json!([format!("{}{ARTICLE}", host.url())]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn files_of_older_builds_go_when_no_tab_runs_by_them() {
    let (host, browser) = visited("").await;
    let first = browser.tab();
    let second = browser.new_tab().await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    // Each has said once by which files it runs: a page says so in an idle moment after its start.
    let both_have_said_it = async {
        while browser.eval_in_worker("return Object.keys(boots).length").await != json!(2) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), both_have_said_it).await.expect("two messages");
    // A tab that has said nothing may run by them. What the worker does about the two messages meanwhile ends before the older build is there.
    let older = "for (const id in boots) delete boots[id]; await caches.keys(); await caches.open(`${mine}an older build`); await forgetBuilds()";
    browser.eval_in_worker(older).await;
    let is_there = "return (await caches.keys()).some(it => it.endsWith('an older build'))";
    assert_eq!(browser.eval_async(is_there).await, json!(true));
    for tab in [first, second] {
        browser.switch_to(&tab);
        browser.eval("trangxaRead()").await;
    }
    until_kept(&browser, "one build", "builds.length === 1").await;
    assert_eq!(browser.eval_async(is_there).await, json!(false));
    browser.finish(&[]).await;
}
