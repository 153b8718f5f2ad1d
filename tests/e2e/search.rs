//! The search: its box, its page, its files, and the archive that stands in for it without script.

use serde_json::json;
use trangxa_e2e::{Browser, Profile, axe_source};
use trangxa_host::{Fault, Host};

use crate::sites::{self, SUB};

const INDEX: &str = "data/search/index.json";
const BOX: &str = ".header .find input";
const PAGE: &str = "tim-kiem/";

/// The headlines of the results.
async fn found(browser: &Browser) -> Vec<String> {
    browser.texts(".results li > a").await
}

/// Opens the page of the search for a text.
async fn seek(browser: &Browser, host: &Host, text: &str) {
    browser.goto(&format!("{}{PAGE}?q={}", host.url(), escaped(text))).await;
    sites::live(browser).await;
    finished(browser).await;
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Waits until a search has ended.
async fn finished(browser: &Browser) {
    let is_done = "/kết quả|Chưa tìm|gần đủ/.test(document.querySelector('main [role=status].count')?.innerText)";
    browser.wait("the end of the search", is_done).await;
    // The first result is drawn before the others are asked for, at an idle moment.
    let shown = "return document.querySelector('main .found').innerText";
    let mut before = browser.eval(shown).await;
    let mut same = 0;
    while same < 3 {
        browser.eval_async("await new Promise(done => requestIdleCallback(done, { timeout: 500 }))").await;
        sites::settled(browser).await;
        let now = browser.eval(shown).await;
        same = if now == before { same + 1 } else { 0 };
        before = now;
    }
}

/// The requests for the files of the search.
fn requests(host: &Host) -> Vec<String> {
    host.requests().into_iter().map(|it| it.path).filter(|path| path.contains("data/search/")).collect()
}

#[tokio::test]
async fn words_are_found_with_and_without_their_marks() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    for (text, first) in [
        ("khai sinh", "Đăng ký khai sinh"),
        ("dang ky khai sinh", "Đăng ký khai sinh"),
        ("ĐĂNG KÍ KHAI SINH", "Đăng ký khai sinh"),
        ("hòa giải", "Hoà giải tranh chấp đất đai"),
        ("12/KH-UBND", "Kế hoạch 12/KH-UBND"),
        ("\"trống rước kiệu\"", "Hội làng Xuân Quang: tiếng trống rước kiệu sau năm năm vắng"),
        ("713 ho so", "Bộ phận một cửa quý I/2025: giải quyết 713 hồ sơ, một hồ sơ trễ hạn"),
        ("1742 hoc sinh", "Khai giảng gọn nhẹ, 1.742 học sinh Quang Thành bước vào năm học mới"),
        ("27/6/2025", "Thông báo: Nơi tiếp nhận hồ sơ"),
        ("hoa giải", "Hoà giải tranh chấp đất đai"),
        ("giai quyet tthc", "Kết quả giải quyết thủ tục hành chính"),
        ("con duong ba met", "46 hộ thôn Tân Thành hiến đất, con đường ba mét thành năm mét rưỡi"),
    ] {
        seek(&browser, &host, text).await;
        let all = found(&browser).await;
        assert!(all.first().is_some_and(|it| it.starts_with(first)), "{text}: {all:?}");
        // What is found by its date or by another name shows nothing of it.
        let marked = browser.texts(".results li:first-child mark").await;
        assert!(!marked.is_empty() || text.contains("2025") || text.contains("tthc"), "{text}");
    }
    // Typed marks are meant.
    seek(&browser, &host, "hỏa giải").await;
    assert!(found(&browser).await.iter().all(|it| !it.starts_with("Hoà giải")));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn nothing_is_fetched_before_a_box_is_touched_and_results_come_while_typing() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_renewed(&browser, &host.url()).await;
    sites::settled(&browser).await;
    assert_eq!(requests(&host), [""; 0], "before the box is touched");
    assert!(!browser.eval("return !!window.trangxaParts?.search").await.as_bool().unwrap_or_default());
    browser.click(BOX).await;
    sites::until_answered(&host, INDEX, 1).await;
    browser.type_text("khai sin").await;
    browser.wait("results", "document.querySelector('.found .results a')?.innerText === 'Đăng ký khai sinh'").await;
    assert!(browser.text(".found [role=status]").await.contains("kết quả"));
    // The arrows go through the results, and Escape leads back.
    browser.press("ArrowDown").await;
    assert_eq!(browser.eval("return document.activeElement.innerText").await, "Đăng ký khai sinh");
    browser.press("ArrowUp").await;
    assert_eq!(browser.eval("return document.activeElement.name").await, "q");
    browser.press("ArrowDown").await;
    browser.press("Escape").await;
    assert_eq!(browser.eval("return document.activeElement.name").await, "q");
    assert!(!browser.eval("return document.querySelector('.found').checkVisibility()").await.as_bool().unwrap_or(true));
    // Enter leads to the page with all results, which has an address that can be shared.
    browser.press("Enter").await;
    sites::arrived(&browser, "/tim-kiem/").await;
    assert!(browser.url().await.ends_with("/tim-kiem/?q=khai%20sin"));
    finished(&browser).await;
    assert_eq!(browser.eval("return document.querySelector('main .find input').value").await, "khai sin");
    browser.back().await;
    sites::arrived(&browser, "/").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_title_of_the_page_names_the_query() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.goto(&format!("{}{PAGE}", host.url())).await;
    sites::live(&browser).await;
    let title = browser.eval("return document.title").await;
    seek(&browser, &host, "khai sinh").await;
    let named = format!("“khai sinh” – {}", title.as_str().expect("a title"));
    assert_eq!(browser.eval("return document.title").await, json!(named));
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_box_without_its_part_says_so_and_recovers() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    host.faults().set("part-search*", Fault::Status(404));
    sites::open_live(&browser, &host.url()).await;
    browser.click(BOX).await;
    browser.wait("the message", "/Chưa tải được/.test(document.querySelector('.find .found')?.innerText)").await;
    assert_eq!(browser.eval("return document.querySelector('.find .found').role").await, "status");
    host.faults().clear_all();
    browser.type_text("khai sin").await;
    browser.wait("results", "document.querySelector('.found .results a')?.innerText === 'Đăng ký khai sinh'").await;
    assert_eq!(browser.texts(".header .find .found").await.len(), 1);
    browser.finish(&["part-search"]).await;
}

/// A reader waits for the part and for the index at once, and for nothing but the first result then.
#[tokio::test]
async fn the_index_comes_beside_the_part_and_the_first_result_before_the_others() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    host.faults().set("part-search*", Fault::Delay(std::time::Duration::from_secs(2)));
    sites::open_live(&browser, &host.url()).await;
    browser.click(BOX).await;
    let is_index_here = "performance.getEntriesByType('resource').some(it => it.name.endsWith('data/search/index.json') && it.responseEnd)";
    browser.wait("the index", is_index_here).await;
    assert_eq!(browser.eval("return !!window.trangxaParts?.search").await, false, "the part is still on its way");
    browser.type_text("đăng ký khai").await;
    browser.wait("results", "document.querySelectorAll('.found .results a').length > 1").await;
    sites::settled(&browser).await;
    let all = requests(&host);
    assert_eq!(all.iter().filter(|path| path.ends_with("index.json")).count(), 1, "{all:?}");
    // What is shown of the first entry, not what others need.
    assert!(all.len() > 1 && all[1].ends_with(".json"), "{all:?}");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_page_narrows_by_category_and_year() {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let browser = Browser::open(Profile::phone()).await;
    seek(&browser, &host, "quang thanh").await;
    let all = found(&browser).await.len();
    // They are there when all counts are known.
    browser.wait("the choices", "document.querySelector('.choices summary')").await;
    browser.click(".choices summary").await;
    sites::follow(&browser, ".choices a[href*='chuyen-muc=thong-bao']").await;
    finished(&browser).await;
    let narrowed = found(&browser).await;
    assert!(!narrowed.is_empty() && narrowed.len() < all, "{narrowed:?}");
    assert!(browser.texts(".results small").await.iter().all(|it| it.contains("Thông báo")));
    assert!(browser.url().await.contains(&format!("{SUB}tim-kiem/?q=quang%20thanh&chuyen-muc=thong-bao")));
    sites::follow(&browser, ".choices a[href*='nam=2024']").await;
    browser
        .wait(
            "the year",
            "[...document.querySelectorAll('.results small')].every(it => it.innerText.includes('/2024'))",
        )
        .await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_wrong_letter_is_forgiven_and_said() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    seek(&browser, &host, "khai sihn").await;
    assert_eq!(browser.text("main [role=status].count").await, "Không tìm thấy kết quả nào.");
    let meant = browser.text(".meant").await;
    assert!(meant.starts_with("khai sinh"), "{meant}");
    sites::follow(&browser, ".meant").await;
    browser.wait("what was meant", "document.querySelector('.results a')?.innerText === 'Đăng ký khai sinh'").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn who_asks_in_a_whole_sentence_finds_what_has_most_of_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    seek(&browser, &host, "tôi muốn đăng ký khai sinh cho con ở đâu vậy").await;
    let status = browser.text("main [role=status].count").await;
    assert!(status.starts_with("Không trang nào có đủ các chữ"), "{status}");
    let headlines = found(&browser).await;
    assert!(headlines[..3].contains(&"Đăng ký khai sinh".to_owned()), "{headlines:?}");
    assert!(browser.texts(".results li:first-child mark").await.contains(&"đăng ký khai sinh".to_owned()));
    // In quotes it must be there.
    seek(&browser, &host, "“đăng ký khai sinh ở đâu vậy”").await;
    assert_eq!(browser.text("main [role=status].count").await, "Không tìm thấy kết quả nào.");
    assert!(found(&browser).await.is_empty());
    browser.finish(&[]).await;
}

#[tokio::test]
async fn who_comes_back_from_a_result_finds_the_list_as_it_was() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    seek(&browser, &host, "quang thanh").await;
    assert_eq!(found(&browser).await.len(), 10);
    browser.click("[name=more]").await;
    browser.wait("more results", "document.querySelectorAll('.results li').length > 15").await;
    finished(&browser).await;
    let before = found(&browser).await;
    browser.eval("document.querySelector('.results li:nth-child(15) a').scrollIntoView({ block: 'center' })").await;
    let position =
        "return Math.round(document.querySelector('.results li:nth-child(15) a').getBoundingClientRect().top)";
    let place = browser.eval(position).await;
    sites::follow(&browser, ".results li:nth-child(15) a").await;
    browser.wait("the result", "!location.pathname.includes('tim-kiem') && !document.querySelector('.results')").await;
    assert!(!browser.text("title").await.contains("Tìm kiếm"));
    browser.eval("history.back()").await;
    browser.wait("the list", "document.querySelectorAll('.results li').length > 15").await;
    finished(&browser).await;
    assert_eq!(found(&browser).await, before);
    assert_eq!(browser.eval(position).await, place);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn what_is_missing_is_said_and_the_rest_is_found() {
    let host = sites::serve(sites::demo(), "/").await;
    for fault in [Fault::Status(404), Fault::Html, Fault::CutOff] {
        let browser = Browser::open(Profile::phone()).await;
        host.faults().set(INDEX, fault);
        browser.goto(&format!("{}{PAGE}?q=khai%20sinh", host.url())).await;
        sites::live(&browser).await;
        browser
            .wait(
                "the message",
                "/Chưa tải được|có thể còn thiếu/.test(document.querySelector('main .list').innerText)",
            )
            .await;
        host.faults().clear_all();
        browser.finish(&[INDEX]).await;
    }
    // All but the index itself is missing: headlines are known to match, and the page says that details are missing.
    let browser = Browser::open(Profile::phone()).await;
    let site = sites::copy_of(sites::demo());
    let files = sites::files(&site.path().join("data/search/f"));
    let bins: Vec<_> = files.iter().filter(|it| it.extension().is_some_and(|it| it == "bin")).collect();
    for file in &bins {
        std::fs::write(file, "<html>").expect("a file");
    }
    let damaged = sites::serve(site.path(), "/").await;
    seek(&browser, &damaged, "đăng ký khai").await;
    assert_eq!(found(&browser).await.first().map(String::as_str), Some("Đăng ký khai sinh"));
    browser.wait("the note", "/có thể còn thiếu/.test(document.querySelector('main .list .note')?.innerText)").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn hostile_queries_end_and_stay_text() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    for text in ["<img src=x onerror=alert(1)>", "\"", "%", "a b c d e f g h i k l m n o p", "😀", "&q=1"] {
        browser.goto(&format!("{}{PAGE}?q={}", host.url(), escaped(text))).await;
        sites::live(&browser).await;
        browser.wait(text, "document.querySelector('main [role=status].count').innerText.length > 5").await;
        sites::settled(&browser).await;
    }
    let long = "ab ".repeat(3_000);
    browser.goto(&format!("{}{PAGE}", host.url())).await;
    sites::live(&browser).await;
    let paste = format!(
        "const field = document.querySelector('main .find input'); field.value = {}; field.dispatchEvent(new Event('input', {{bubbles: true}}))",
        json!(long)
    );
    browser.eval(&paste).await;
    browser.wait("an end", "document.querySelector('main .list').innerText.includes('quá dài')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_article_that_is_newer_than_the_index_is_found() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    let feed = sites::feed_with("bai-moi-tinh", "Trạm y tế dời sang khu nhà mới", "<p>Từ thứ Hai.</p>");
    host.faults().set("data/feed.json", Fault::Body(feed));
    browser.goto(&format!("{}{PAGE}?q=tram%20y%20te%20doi", host.url())).await;
    sites::live(&browser).await;
    browser
        .wait("the new article", "document.querySelector('.results a')?.innerText === 'Trạm y tế dời sang khu nhà mới'")
        .await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn without_script_the_box_leads_to_the_archive_which_lists_all() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::phone() }).await;
    browser.goto(&host.url()).await;
    browser.click(BOX).await;
    browser.type_text("khai sinh").await;
    browser.click(".header .find button").await;
    sites::arrived(&browser, "/luu-tru/2025/").await;
    assert!(browser.url().await.ends_with("/luu-tru/2025/?q=khai+sinh"));
    assert_eq!(browser.text("h1").await, "Kho lưu trữ năm 2025");
    assert!(sites::main_text(&browser).await.contains("không chạy được phần tìm kiếm"));
    assert_eq!(browser.texts(".news-archive section li a").await.len(), 11);
    sites::follow(&browser, ".news-archive h2 a[href$='/luu-tru/2025/6/']").await;
    assert_eq!(browser.text("h1").await, "Kho lưu trữ tháng 6/2025");
    assert_eq!(browser.texts(".news-archive section li a").await.len(), 4);
    // To the month before, and back to the one after it.
    let months = ".archive-years[aria-label^='Tháng'] a";
    let before = browser.text(months).await;
    assert!(before.starts_with("← Tháng "), "{before}");
    sites::follow(&browser, months).await;
    assert_eq!(before.replace("← Tháng", "Kho lưu trữ tháng"), browser.text("h1").await);
    assert!(browser.texts(months).await.contains(&"Tháng 6/2025 →".to_owned()));
    sites::follow(&browser, ".archive-years a[href$='/luu-tru/2023/']").await;
    sites::follow(&browser, ".news-archive section li a").await;
    assert!(browser.exists("article").await);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_box_that_was_sent_off_before_the_program_came_still_searches() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.goto(&format!("{}luu-tru/2025/?q=khai%20sinh", host.url())).await;
    sites::arrived(&browser, "/tim-kiem/").await;
    finished(&browser).await;
    assert_eq!(found(&browser).await.first().map(String::as_str), Some("Đăng ký khai sinh"));
    // The archive itself is alive, too.
    sites::open_live(&browser, &format!("{}luu-tru/", host.url())).await;
    sites::follow(&browser, ".archive-years a[href$='/luu-tru/2024/']").await;
    browser.wait("the year", "document.querySelector('h1').innerText === 'Kho lưu trữ năm 2024'").await;
    assert_eq!(browser.texts(".news-archive section li a").await.len(), 13);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn results_are_accessible_and_fit_a_narrow_phone() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 320, ..Profile::phone() }).await;
    seek(&browser, &host, "quang thanh").await;
    browser.wait("the choices", "document.querySelector('.choices summary')").await;
    browser.click(".choices summary").await;
    assert_eq!(browser.axe(&axe_source()).await.len(), 0);
    assert_eq!(browser.eval("return document.documentElement.scrollWidth <= 320").await, true);
    browser.goto(&host.url()).await;
    sites::live(&browser).await;
    browser.click(BOX).await;
    browser.type_text("khai").await;
    browser.wait("results", "document.querySelector('.found .results a')").await;
    assert_eq!(browser.axe(&axe_source()).await.len(), 0);
    assert_eq!(browser.eval("return document.documentElement.scrollWidth <= 320").await, true);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_panel_goes_when_the_reader_goes_on() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    let is_open = "return document.querySelector('.found')?.checkVisibility() ?? false";
    let open = async || {
        browser.fill(BOX, "khai sinh").await;
        browser.wait("results", "document.querySelector('.found .results a')").await;
        assert_eq!(browser.eval(is_open).await, true);
    };
    browser.click(BOX).await;
    open().await;
    browser.click(".footer .name").await;
    assert_eq!(browser.eval(is_open).await, false, "after a tap outside");
    // A tap into the box opens it again, with what stands there.
    browser.click(BOX).await;
    browser.wait("the panel", "document.querySelector('.found').checkVisibility()").await;
    // Escape closes it, and deletes nothing.
    browser.press("Escape").await;
    assert_eq!(browser.eval(is_open).await, false, "after Escape");
    assert_eq!(browser.eval("return document.querySelector('.header .find input').value").await, "khai sinh");
    browser.press("ArrowDown").await;
    browser.wait("the panel", "document.querySelector('.found').checkVisibility()").await;
    browser.fill(BOX, "").await;
    assert_eq!(browser.eval(is_open).await, false, "an empty box has nothing to show");
    open().await;
    sites::follow(&browser, ".found .results a").await;
    assert_eq!(browser.eval(is_open).await, false, "on the page that was found");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn an_index_that_comes_late_brings_nothing_twice() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    // The feed is in the page, and is looked through until the index is here.
    host.faults().set(INDEX, Fault::Delay(std::time::Duration::from_millis(1_500)));
    sites::open_live(&browser, &host.url()).await;
    browser.click(BOX).await;
    browser.type_text("khai giảng").await;
    let is_done = "document.querySelector('.found [role=status]')?.innerText === '2 kết quả' && document.querySelectorAll('.found .results a').length > 1";
    browser.wait("the end", is_done).await;
    let links = browser.texts(".found .results a").await;
    assert_eq!(links.len(), 2, "{links:?}");
    assert_ne!(links[0], links[1]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn while_something_is_missing_no_count_claims_to_be_whole() {
    let host = sites::serve(sites::demo(), "/").await;
    host.faults().set("data/search/f/*", Fault::Status(404));
    let browser = Browser::open(Profile::phone()).await;
    seek(&browser, &host, "duong").await;
    let status = browser.text("main [role=status].count").await;
    assert!(status.starts_with("Ít nhất") || status.starts_with("Chưa tìm"), "{status}");
    browser.wait("the note", "/có thể còn thiếu/.test(document.querySelector('main .list .note')?.innerText)").await;
    browser.finish(&["data/search/f/"]).await;
}

#[tokio::test]
async fn a_shared_search_says_without_script_where_the_archive_is() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::phone() }).await;
    browser.goto(&format!("{}{PAGE}?q=khai%20sinh", host.url())).await;
    sites::follow(&browser, "main .list a[href$='/luu-tru/']").await;
    assert_eq!(browser.text("h1").await, "Kho lưu trữ");
    browser.finish(&[]).await;
}
