//! A change at the source shows on the open page, and nothing else on it changes.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE};

/// The documents that a home page renews.
const DOCUMENTS: [&str; 3] = ["data/feed.json", "data/tthc.json", "data/visits.json"];

/// A page once the program runs and has renewed these documents for the first time; the requests so far are forgotten.
async fn open_renewed(page: &str, documents: &[&str]) -> (Host, Browser) {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_renewed(&browser, &format!("{}{page}", host.url())).await;
    for document in documents {
        sites::until_answered(&host, document, 1).await;
    }
    sites::settled(&browser).await;
    browser.eval("window.mark = true").await;
    host.forget_requests();
    (host, browser)
}

fn changed(path: &str, change: impl FnOnce(&mut Value)) -> Fault {
    let mut document = sites::document(path);
    change(&mut document);
    Fault::Body(document.to_string())
}

#[tokio::test]
async fn new_figures_counters_and_articles_show_without_a_reload() {
    let (host, browser) = open_renewed("", &DOCUMENTS).await;
    let tthc = changed("data/tthc.json", |tthc| {
        sites::change_last_period(tthc, |last| (last["early"], last["late"]) = (json!(1_000), json!(3)));
        tthc["updated_at"] = json!("2025-07-01T07:00:00+07:00");
    });
    host.faults().set("data/tthc.json", tthc);
    host.faults().set(
        "data/visits.json",
        changed("data/visits.json", |visits| {
            visits["online"] = json!(12);
            visits["today"] = Value::Null;
            visits["total"] = json!(1_234_567);
        }),
    );
    let feed = sites::feed_with("tin-nong", "Tin nóng vừa về", "<p>Đê đã an toàn.</p>");
    host.faults().set("data/feed.json", Fault::Body(feed));
    sites::renew(&browser).await;

    browser.wait("the new lead", "document.querySelector('.lead h2').innerText === 'Tin nóng vừa về'").await;
    browser.wait("the new counters", "document.querySelector('.counters').innerText.includes('1.234.567')").await;
    let counters: Vec<_> = browser.texts(".counters b").await;
    assert_eq!(counters, ["12", "—", "1.234.567"]);
    browser.wait("the new figures", "document.querySelector('.tthc').innerText.includes('1.090')").await;
    let card = sites::collapsed(&browser.text(".tthc").await);
    for fact in ["Trễ hạn 3", "3/1.090 hồ sơ", "01/07/2025 07:00:00"] {
        assert!(card.contains(fact), "{fact} in {card}");
    }
    // The new article has no file of its own yet.
    sites::follow(&browser, ".lead a").await;
    browser.wait("its text", "document.querySelector('.prose')?.innerText === 'Đê đã an toàn.'").await;
    assert_eq!(browser.eval("return mark").await, true);
    assert_eq!(browser.text(".status [role=status]").await, "");
    browser.finish(&["/data/bai/tin-nong.json - Failed"]).await;
}

#[tokio::test]
async fn an_article_corrected_while_it_is_read_shows_the_correction_at_the_same_place() {
    let file = sites::document_of(ARTICLE);
    let (host, browser) = open_renewed(ARTICLE, &[&file]).await;
    browser.eval("scrollTo(0, 300)").await;
    host.faults().set(
        &file,
        changed(&file, |item| {
            let text = item["content_html"].as_str().expect("a text").replacen("<p>", "<p>Đính chính: ", 1);
            item["content_html"] = json!(text);
        }),
    );
    sites::renew(&browser).await;
    browser.wait("the correction", "document.querySelector('.prose').innerText.includes('Đính chính: ')").await;
    assert_eq!(browser.eval("return [scrollY, mark]").await, json!([300, true]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn unchanged_answers_leave_the_page_alone() {
    let (host, browser) = open_renewed("", &DOCUMENTS).await;
    // The card is drawn from a part of its document at first. Once it has the whole document, only changes may touch it.
    browser.wait("the program to settle", "document.querySelector('.tthc dl')").await;
    browser
        .eval(
            "window.kept = ['.lead h2', '.cards li', '.tthc dl', '.tthc .rate', '.counters b'].map(it => document.querySelector(it)); \
             window.changes = 0; \
             new MutationObserver(list => changes += list.length) \
                 .observe(app, { subtree: true, childList: true, characterData: true, attributes: true })",
        )
        .await;
    sites::renew(&browser).await;
    for document in DOCUMENTS {
        sites::until_answered(&host, document, 1).await;
    }
    sites::settled(&browser).await;
    assert_eq!(browser.eval("return [kept.every(it => it.isConnected), changes]").await, json!([true, 0]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_first_renewal_leaves_an_unchanged_page_alone() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let hold = "addEventListener('DOMContentLoaded', () => { window.kept = ['.lead h2', '.cards li', '.tthc dl', '.counters b'] \
                .map(it => document.querySelector(it)) })";
    browser.run_first(hold).await;
    sites::open_renewed(&browser, &host.url()).await;
    for document in DOCUMENTS {
        sites::until_answered(&host, document, 1).await;
    }
    sites::settled(&browser).await;
    assert_eq!(browser.eval("return kept.map(it => it.isConnected)").await, json!([true, true, true, true]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_paused_page_asks_for_nothing_and_catches_up_when_resumed() {
    let (host, browser) = open_renewed("", &DOCUMENTS).await;
    browser.click(".footer button").await;
    sites::renew(&browser).await;
    // When this answer is here, requests that the app made before it have reached the host.
    sites::settled(&browser).await;
    let asked = DOCUMENTS.map(|document| sites::count_requests(&host, document));
    assert_eq!(asked, [0, 0, 0], "{:?}", host.requests());
    let feed = sites::feed_with("tin-nong", "Tin nóng vừa về", "<p>…</p>");
    host.faults().set("data/feed.json", Fault::Body(feed));
    browser.click(".footer button").await;
    browser.wait("the new lead", "document.querySelector('.lead h2').innerText === 'Tin nóng vừa về'").await;
    for document in DOCUMENTS {
        sites::until_answered(&host, document, 1).await;
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_paused_reader_still_gets_from_page_to_page() {
    let (_host, browser) = open_renewed("", &DOCUMENTS).await;
    browser.click(".footer button").await;
    sites::follow(&browser, ".lead a").await;
    browser.wait("the text", "document.querySelector('.prose p')?.innerText").await;
    sites::follow(&browser, ".menu a[href$='/tthc/']").await;
    browser.wait("the figures", "document.querySelector('.dashboard .card')?.innerText.includes('91,8%')").await;
    assert_eq!(browser.eval("return mark").await, true);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_hidden_tab_asks_for_nothing_and_catches_up_once_seen() {
    let (host, browser) = open_renewed("", &DOCUMENTS).await;
    let asked = || DOCUMENTS.map(|document| sites::count_requests(&host, document));
    sites::set_visibility(&browser, "hidden").await;
    sites::renew(&browser).await;
    sites::settled(&browser).await;
    assert_eq!(asked(), [0, 0, 0], "{:?}", host.requests());
    sites::set_visibility(&browser, "visible").await;
    for document in DOCUMENTS {
        sites::until_answered(&host, document, 1).await;
    }
    // Visible again while nothing is due: nothing is asked for.
    sites::set_visibility(&browser, "hidden").await;
    sites::set_visibility(&browser, "visible").await;
    sites::settled(&browser).await;
    assert_eq!(asked(), [1, 1, 1], "{:?}", host.requests());
    browser.finish(&[]).await;
}
