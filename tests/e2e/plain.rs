//! Plain mode: a host with only the app and a feed. Nothing is prerendered, and the documents of the feed are read as the
//! reader reaches their articles.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::{Fault, Host};
use trangxa_publish::{PlainOptions, build_plain};

use crate::sites::{self, SUB};

const FEED: [&str; 3] = ["data/feed.json", "data/feed-2.json", "data/feed-3.json"];

/// Articles as a CMS lists them; every third is of the category "Văn hoá".
fn items(ids: Range<u32>) -> Vec<Value> {
    ids.map(|i| {
        json!({
            "id": i, "title": format!("Tin số {i}"), "tags": [if i % 3 == 0 { "Văn hoá" } else { "Kinh tế" }],
            "date_published": format!("2025-05-{:02}T{:02}:00:00+07:00", 28 - i / 24 % 28, 23 - i % 24),
            "content_html": format!("<h1>Mục</h1><p>Nội dung bài {i}, đủ dài để đọc.</p>"),
        })
    })
    .collect()
}

fn document(ids: Range<u32>, next: Option<&str>) -> Value {
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã Thử", "items": items(ids), "next_url": next})
}

fn write(folder: &Path, path: &str, json: &Value) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, json.to_string()).expect("a file");
}

/// The app alone and a feed of sixty articles in three documents.
fn folder(base: &str, with_site: bool) -> TempDir {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let options = PlainOptions {
        app: sites::app(),
        site: None,
        out: folder.path().join("app"),
        base_path: Some(base.to_owned()),
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    };
    build_plain(&options).expect("the app");
    let root = folder.path().join("app");
    write(&root, FEED[0], &document(0..25, Some("feed-2.json")));
    write(&root, FEED[1], &document(25..50, Some("feed-3.json")));
    write(&root, FEED[2], &document(50..60, None));
    if with_site {
        let site = json!({
            "version": 1, "name": "Ủy ban nhân dân xã Thử", "short_name": "Xã Thử", "base_url": "https://thu.example/",
            "categories": [{"id": "van-hoa", "name": "Văn hoá"}, {"id": "kinh-te", "name": "Kinh tế"}],
            "pages": [{"id": "gioi-thieu", "title": "Giới thiệu", "content_html": "<p>Về xã <script>1</script>Thử</p>"}],
            "data": {"tthc": "data/tthc.json", "visits": "data/visits.json"},
        });
        write(&root, "data/site.json", &site);
    }
    for name in ["data/tthc.json", "data/visits.json"] {
        fs::copy(sites::quang_thanh_site().join(name), root.join(name)).expect("a copy");
    }
    folder
}

async fn serve(folder: &TempDir, base: &str) -> Host {
    sites::serve(&folder.path().join("app"), base).await
}

async fn headlines(browser: &Browser) -> Vec<String> {
    browser.texts("main .cards h3").await
}

/// The end of the complaint about an address for which this host has no file.
const NO_FILE: &str = "/ - Failed to load resource: the server responded with a status of 404";

/// Complaints about addresses of pages, and of files of articles, which this host does not have.
const NO_PAGES: [&str; 2] = [NO_FILE, "/data/bai/"];

#[tokio::test]
async fn lists_pages_articles_figures_and_counters_come_from_the_feed_alone() {
    for base in ["/", SUB] {
        let folder = folder(base, true);
        let host = serve(&folder, base).await;
        let browser = Browser::open(Profile::phone()).await;
        sites::open_live(&browser, &host.url()).await;
        assert_eq!(browser.text(".lead h2").await, "Tin số 0");
        assert_eq!(browser.eval("return document.title").await, "Ủy ban nhân dân xã Thử");
        browser.wait("the figures", "document.querySelector('.tthc').innerText.includes('2.787')").await;
        browser.wait("the counters", "document.querySelector('.counters').innerText.includes('12.943')").await;
        assert_eq!(sites::count_requests(&host, FEED[1]), 0, "no reader has come so far yet");

        // Page after page; each document is read when its articles are needed.
        browser.click(".menu summary").await;
        sites::follow(&browser, ".menu a[href$='/tin/']").await;
        assert_eq!(headlines(&browser).await.len(), 20);
        assert_eq!(browser.text(".count").await, "Ít nhất 25 bài");
        assert_eq!(sites::count_requests(&host, FEED[1]), 0);
        sites::follow(&browser, "[aria-label='Trang sau']").await;
        let second = headlines(&browser).await;
        assert_eq!((second.len(), second[0].as_str(), second[19].as_str()), (20, "Tin số 20", "Tin số 39"));
        assert_eq!((sites::count_requests(&host, FEED[1]), sites::count_requests(&host, FEED[2])), (1, 0));
        let next = "document.querySelector(\"[aria-label='Trang sau']\").pathname.endsWith('/3/')";
        browser.wait("the link to the third page", next).await;
        sites::follow(&browser, "[aria-label='Trang sau']").await;
        assert_eq!(headlines(&browser).await.last().map(String::as_str), Some("Tin số 59"));
        assert_eq!(browser.text(".count").await, "60 bài");
        assert!(!browser.exists("[aria-label='Trang sau']").await);

        // An article, its neighbours, and back to a list.
        sites::follow(&browser, "main .cards a[href$='/tin-so-40/'], main .cards li:first-child a").await;
        assert_eq!(browser.text("main h1").await, "Tin số 40");
        assert_eq!(browser.text(".prose").await, "Mục\n\nNội dung bài 40, đủ dài để đọc.");
        assert_eq!(browser.text(".neighbours .next").await, "Bài sau\nTin số 39");
        sites::follow(&browser, ".neighbours .previous").await;
        assert_eq!(browser.text("main h1").await, "Tin số 41");
        sites::follow(&browser, ".kicker a").await;
        assert_eq!(headlines(&browser).await.len(), 20);
        sites::follow(&browser, "[aria-label='Trang sau']").await;
        assert_eq!(browser.text(".count").await, "40 bài");

        // A page from site.json.
        browser.goto(&format!("{}gioi-thieu/", host.url())).await;
        browser.wait("the page", "document.querySelector('.prose')?.innerText === 'Về xã Thử'").await;
        // The card is drawn when the figures have come, and again when its part of the program has.
        browser
            .wait(
                "the figures",
                "document.querySelector('.tthc .rate') && document.documentElement.dataset.live === 'current'",
            )
            .await;
        sites::follow(&browser, ".tthc a, .footer a[href$='/so-do/']").await;
        browser.finish(&NO_PAGES).await;
    }
}

#[tokio::test]
async fn an_article_opens_by_its_address_wherever_it_is() {
    let folder = folder("/", true);
    let root = folder.path().join("app");
    // One article is only a summary in the feed and has a file of its own; another has a file and is not in the feed.
    let mut first = document(0..25, Some("feed-2.json"));
    first["items"][3] = json!({"id": "tom-tat", "title": "Chỉ tóm tắt", "summary": "Ngắn gọn.", "_trangxa": {"item": "../kho/tom-tat.json"}});
    write(&root, FEED[0], &first);
    write(
        &root,
        "kho/tom-tat.json",
        &json!({"id": "tom-tat", "title": "Chỉ tóm tắt", "content_html": "<p>Toàn văn.</p>"}),
    );
    write(
        &root,
        "data/bai/bai-cu.json",
        &json!({"id": "bai-cu", "title": "Bài cũ", "content_html": "<p>Từ tệp riêng.</p>"}),
    );
    let host = serve(&folder, "/").await;
    let browser = Browser::open(Profile::default()).await;
    for (slug, text, read) in [
        ("tin-so-7", "Nội dung bài 7", 1),
        ("tom-tat", "Toàn văn.", 1),
        ("bai-cu", "Từ tệp riêng.", 1),
        ("tin-so-55", "Nội dung bài 55", 3),
    ] {
        host.forget_requests();
        browser.goto(&format!("{}bai/{slug}/", host.url())).await;
        browser.wait(slug, &format!("document.querySelector('.prose')?.innerText.includes({})", json!(text))).await;
        let documents = FEED.iter().filter(|file| sites::count_requests(&host, file) > 0).count();
        assert_eq!(documents, read, "{slug}: documents of the feed that were read");
        assert!(browser.eval("return document.title").await.as_str().is_some_and(|title| title.ends_with("Xã Thử")));
    }
    browser.goto(&format!("{}bai/khong-co/", host.url())).await;
    browser.wait("the message", "document.querySelector('main h1')?.innerText === 'Không tìm thấy trang'").await;
    browser.finish(&NO_PAGES).await;
}

#[tokio::test]
async fn a_feed_that_the_cms_overwrites_shows_and_a_broken_one_does_not() {
    let folder = folder("/", true);
    let root = folder.path().join("app");
    let host = serve(&folder, "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let mut newer = document(0..25, Some("feed-2.json"));
    newer["items"].as_array_mut().expect("a list").insert(
        0,
        json!({"id": "moi", "title": "Tin vừa đăng", "content_text": "Mới.", "date_published": "2025-06-01"}),
    );
    write(&root, FEED[0], &newer);
    sites::renew(&browser).await;
    browser.wait("the new article", "document.querySelector('main .cards h3').innerText === 'Tin vừa đăng'").await;
    for fault in
        [Fault::Html, Fault::Status(500), Fault::Body("{\"version\":".to_owned()), Fault::Body("[]".to_owned())]
    {
        host.faults().set(FEED[0], fault);
        host.forget_requests();
        sites::renew(&browser).await;
        sites::until_answered(&host, FEED[0], 1).await;
        sites::settled(&browser).await;
        assert_eq!(headlines(&browser).await.len(), 20);
        // Articles that were read before can still be read.
        sites::follow(&browser, "main .cards a").await;
        assert_eq!(browser.text(".prose").await, "Mới.");
        browser.back().await;
        sites::arrived(&browser, "/tin/").await;
    }
    browser.finish(&["/data/feed.json - Failed", NO_FILE, "/data/bai/"]).await;
}

#[tokio::test]
async fn one_headline_in_two_documents_leads_to_two_articles() {
    let folder = folder("/", true);
    let root = folder.path().join("app");
    let mut second = document(25..50, None);
    second["items"][0]["title"] = json!("Tin số 0");
    write(&root, FEED[1], &second);
    let host = serve(&folder, "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    sites::follow(&browser, "main .cards a[href$='/tin-so-0/']").await;
    assert!(browser.text(".prose").await.contains("Nội dung bài 0,"));
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    sites::follow(&browser, "[aria-label='Trang sau']").await;
    sites::follow(&browser, "main .cards a[href$='/tin-so-0-25/']").await;
    assert!(browser.text(".prose").await.contains("Nội dung bài 25,"));
    // Its address opens it as well.
    browser.refresh().await;
    browser.wait("the text", "document.querySelector('.prose')?.innerText.includes('Nội dung bài 25,')").await;
    browser.finish(&NO_PAGES).await;
}

#[tokio::test]
async fn a_feed_written_over_a_built_one_corrects_and_adds() {
    let copy = sites::copy_of(sites::demo());
    let built = sites::document("data/feed.json");
    let (old, title) = (&built["items"][2], built["items"][3]["title"].clone());
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "hoan-toan-moi", "title": title, "content_text": "Bài mới trùng tiêu đề.", "date_published": "2026-01-02"},
            {"id": old["id"], "title": old["title"], "content_text": "Đã đính chính.", "date_published": "2026-01-01", "_trangxa": {"slug": old["_trangxa"]["slug"]}},
        ],
    });
    write(copy.path(), FEED[0], &feed);
    let host = sites::serve(copy.path(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_renewed(&browser, &format!("{}tin/", host.url())).await;
    browser.wait("the new list", "document.querySelectorAll('main .cards li').length === 2").await;
    assert!(browser.exists("[aria-label='Trang sau']").await, "the older articles are still on their pages");
    sites::follow(&browser, "main .cards li:nth-child(2) a").await;
    browser.wait("the correction", "document.querySelector('.prose')?.innerText === 'Đã đính chính.'").await;
    browser.back().await;
    sites::arrived(&browser, "/tin/").await;
    sites::follow(&browser, "main .cards li:first-child a").await;
    browser.wait("the new article", "document.querySelector('.prose')?.innerText === 'Bài mới trùng tiêu đề.'").await;
    browser.finish(&NO_PAGES).await;
}

#[tokio::test]
async fn without_a_site_json_the_feed_says_whose_page_it_is() {
    let folder = folder("/", false);
    let host = serve(&folder, "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &host.url()).await;
    assert_eq!(browser.eval("return document.title").await, "Xã Thử");
    assert_eq!(browser.text(".brand").await, "Xã Thử");
    browser.wait("the figures", "document.querySelector('.tthc').innerText.includes('2.787')").await;
    sites::follow(&browser, ".menu a[href$='/van-hoa/']").await;
    assert_eq!(browser.text("main h1").await, "Văn hoá");
    sites::follow(&browser, "main .cards a").await;
    assert!(browser.text(".prose").await.contains("Nội dung bài 0"));
    browser.finish(&["/data/site.json - Failed", NO_FILE]).await;
}

#[tokio::test]
async fn a_feed_on_another_host_works_where_it_allows_ours() {
    let cms = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    fs::write(cms.path().join("_headers"), "/*\n  Access-Control-Allow-Origin: *\n").expect("headers");
    write(cms.path(), "xuat/feed.json", &document(0..25, Some("tiep.json")));
    write(cms.path(), "xuat/tiep.json", &document(25..30, None));
    let elsewhere = sites::serve(cms.path(), "/").await;
    // Once in plain mode, once published with a copy of the feed.
    let site = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let address = format!("{}xuat/feed.json", elsewhere.url());
    write(
        site.path(),
        "data/site.json",
        &json!({"version": 1, "name": "Xã Thử", "base_url": "https://thu.example/", "data": {"articles": address}}),
    );
    let plain = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let out = plain.path().join("app");
    let options = PlainOptions {
        app: sites::app(),
        site: Some(site.path().to_owned()),
        out: out.clone(),
        base_path: Some("/".into()),
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    };
    build_plain(&options).expect("the app");
    write(site.path(), "data/feed.json", &document(0..25, None));
    let (published, _) = sites::published_with_findings("feed-elsewhere", site.path(), "/");
    for (root, is_built) in [(out, false), (published, true)] {
        let host = sites::serve(&root, "/").await;
        let browser = Browser::open(Profile::default()).await;
        elsewhere.forget_requests();
        sites::open_renewed(&browser, &format!("{}tin/", host.url())).await;
        sites::until_answered(&elsewhere, "xuat/feed.json", 1).await;
        assert_eq!(headlines(&browser).await.len(), 20, "built: {is_built}");
        browser.wait("the next page", "document.querySelector(\"[aria-label='Trang sau']\")").await;
        sites::follow(&browser, "[aria-label='Trang sau']").await;
        assert!(headlines(&browser).await.contains(&"Tin số 24".to_owned()), "built: {is_built}");
        sites::follow(&browser, "main .cards a").await;
        assert!(browser.text(".prose").await.contains("Nội dung bài 20"));
        browser.finish(&NO_PAGES).await;
    }
}

#[tokio::test]
async fn a_search_looks_through_the_feed_and_says_how_far() {
    let folder = folder("/", true);
    let host = serve(&folder, "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.goto(&format!("{}tim-kiem/?q=tin%20so%201", host.url())).await;
    sites::live(&browser).await;
    browser.wait("the result", "document.querySelector('.results a')?.innerText === 'Tin số 1'").await;
    // The first of three documents was read.
    browser
        .wait("how far", "document.querySelector('main .note')?.innerText === 'Đã tìm trong 25 tin mới nhất.'")
        .await;
    let seek = "const field = document.querySelector('main .find input'); field.value = 'noi dung bai 55'; field.dispatchEvent(new Event('input', {bubbles: true}))";
    browser.eval(seek).await;
    browser.wait("nothing yet", "!document.querySelector('.results') && document.querySelector('[name=more]')").await;
    browser.click("[name=more]").await;
    browser
        .wait(
            "the second document",
            "document.querySelector('main .note')?.innerText === 'Đã tìm trong 50 tin mới nhất.'",
        )
        .await;
    browser.click("[name=more]").await;
    browser.wait("the result", "document.querySelector('.results a')?.innerText === 'Tin số 55'").await;
    assert_eq!(browser.text("main .note").await, "Đã tìm trong toàn bộ 60 tin.");
    assert!(browser.texts(".results mark").await.iter().any(|it| it.contains("55")));
    browser.finish(&["tin%20so%201 - Failed"]).await;
}
