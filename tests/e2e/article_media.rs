//! What articles have besides their words: galleries, films, and what was changed after they were published.

use serde_json::json;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::Fault;

use crate::sites;

/// An article of the demo with four pictures that stand together.
const WITH_GALLERY: &str = "bai/hdnd-xa-thong-qua-chi-tieu-nam-2025/";
/// One with a film.
const WITH_FILM: &str = "bai/hoi-lang-xuan-quang-2025/";
/// One with two changes.
const WITH_CHANGES: &str = "bai/noi-tiep-nhan-ho-so-tu-ngay-1-7-2025/";

const OVERFLOW: &str = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
/// How many figures of the gallery stand in its first row.
const COLUMNS: &str = "
    const tops = [...document.querySelectorAll('.gallery figure')].map(it => it.getBoundingClientRect().top);
    return tops.filter(top => top === tops[0]).length;
";

/// What axe finds on a page in both themes.
async fn is_accessible(page: &str) {
    let host = sites::serve(sites::demo(), "/").await;
    for dark in [false, true] {
        let browser = Browser::open(Profile { width: 360, dark, ..Profile::default() }).await;
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval(OVERFLOW).await, 0, "{page}");
        assert_eq!(browser.axe(&axe_source()).await, [], "{page}");
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_at_galleries_films_and_changes() {
    for page in [WITH_GALLERY, WITH_FILM, WITH_CHANGES] {
        is_accessible(page).await;
    }
}

#[tokio::test]
async fn a_gallery_has_two_columns_on_a_phone_and_three_on_wide_screens() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}{WITH_GALLERY}", host.url())).await;
    for (width, columns) in [(320, 2), (360, 2), (700, 2), (800, 3), (1280, 3)] {
        browser.resize(width, 800).await;
        assert_eq!(browser.eval(COLUMNS).await, columns, "{width}");
        assert_eq!(browser.eval(OVERFLOW).await, 0, "{width}");
    }
    let sized = "return [...document.querySelectorAll('.gallery img')].every(it => it.getAttribute('width') > 0 && it.getAttribute('height') > 0)";
    assert_eq!(browser.eval(sized).await, true);
    // Each picture leads to its file, which is there. Chromium's own view of a picture has styles that the site's policy refuses.
    let file = "const answer = await fetch(document.querySelector('.gallery a').href); return [answer.status, answer.headers.get('content-type').split('/')[0]]";
    assert_eq!(browser.eval_async(file).await, json!([200, "image"]));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_gallery_that_was_fetched_is_laid_out_as_the_publisher_does() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    let path = sites::document_of(WITH_GALLERY);
    sites::open_renewed(&browser, &format!("{}{WITH_GALLERY}", host.url())).await;
    sites::until_answered(&host, &path, 1).await;
    sites::settled(&browser).await;
    let mut item = sites::document(&path);
    let picture = "<p><img src='/icons/icon-192.png' width='192' height='192'></p>";
    item["content_html"] = json!(format!("<p>Mới</p>{}", picture.repeat(5)));
    host.faults().set(&path, Fault::Body(item.to_string()));
    sites::renew(&browser).await;
    browser.wait("the text", "document.querySelector('.prose').innerText.includes('Mới')").await;
    assert_eq!(browser.eval("return document.querySelectorAll('.gallery > figure > a > img').length").await, 5);
    assert_eq!(browser.eval(COLUMNS).await, 2);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_film_is_tapped_and_nothing_of_its_site_is_loaded_before() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    sites::open_live(&browser, &format!("{}{WITH_FILM}", host.url())).await;
    browser.eval("document.querySelector('.film').scrollIntoView()").await;
    let film = browser
        .eval("const it = document.querySelector('.film'); const box = it.getBoundingClientRect(); return [it.href, it.target, it.innerText.trim(), box.height >= 44, box.width > 250]")
        .await;
    let text = "Xem video trên YouTube: Rước kiệu hội làng Xuân Quang 2025";
    assert_eq!(film, json!(["https://www.youtube.com/watch?v=XuanQuang25", "", text, true, true]));
    let foreign = "return performance.getEntriesByType('resource').filter(it => new URL(it.name).origin !== location.origin).length";
    assert_eq!(browser.eval(foreign).await, 0);
    // On paper there is the address.
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let printed = "return getComputedStyle(document.querySelector('.film'), '::after').content";
    assert_eq!(browser.eval(printed).await, "\"https://www.youtube.com/watch?v=XuanQuang25\"");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn what_was_changed_is_seen_without_a_script_and_renewed_with_one() {
    let host = sites::serve(sites::demo(), "/").await;
    let line = "return document.querySelector('.byline + div .byline')?.innerText";
    let first = "Cập nhật lần cuối: 30/06/2025 08:15: ghi rõ giờ nhận hồ sơ cuối cùng là 16 giờ 30 ngày 30/6";
    let plain = Browser::open(Profile { width: 360, javascript: false, ..Profile::default() }).await;
    plain.goto(&format!("{}{WITH_CHANGES}", host.url())).await;
    assert_eq!(plain.eval(line).await, first);
    plain.finish(&[]).await;

    let browser = Browser::open(Profile { width: 360, ..Profile::default() }).await;
    let path = sites::document_of(WITH_CHANGES);
    sites::open_renewed(&browser, &format!("{}{WITH_CHANGES}", host.url())).await;
    sites::until_answered(&host, &path, 1).await;
    sites::settled(&browser).await;
    assert_eq!(browser.eval(line).await, first);
    browser.click(".changes summary").await;
    browser.wait("the earlier change", "document.querySelector('.changes li').checkVisibility()").await;
    let mut item = sites::document(&path);
    let changes = item["_trangxa"]["changes"].as_array_mut().expect("a list");
    changes.push(json!({"at": "2025-06-30T11:00:00+07:00", "what": "sửa số điện thoại"}));
    host.faults().set(&path, Fault::Body(item.to_string()));
    sites::renew(&browser).await;
    let renewed = "document.querySelector('.byline + div .byline').innerText === 'Cập nhật lần cuối: 30/06/2025 11:00: sửa số điện thoại'";
    browser.wait("the new change", renewed).await;
    assert_eq!(browser.eval("return document.querySelectorAll('.changes li').length").await, 2);
    browser.finish(&[]).await;
}
