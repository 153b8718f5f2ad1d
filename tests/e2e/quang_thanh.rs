//! The page of a real commune: every fact of the old page, whose text is in `page.txt`, is on ours.

use std::fs;

use trangxa_e2e::{Browser, Profile};

use crate::sites;

const ARTICLE: &str = "bai/thi-uy-kinh-mon-so-ket-giua-nhiem-ky/";

/// Lines of the old page, and our wording of the same facts. Every other line must be on our page as it was.
const REWORDED: [(&str, &str); 14] = [
    ("CHÍNH TRỊ-KINH TẾ", "Chính trị - Kinh tế"),
    ("22/06/2023 12:00:00", "22/06/2023 12:00"),
    ("Đến tháng 11 đã giải quyết:", "Từ tháng 01 đến tháng 11/2023 đã giải quyết"),
    ("100%", "100% theo số liệu công bố"),
    ("Số hồ sơ xử lý: 2787", "Số hồ sơ xử lý 2.787"),
    ("Trước & đúng hạn: 2787", "Trước & đúng hạn 2.787"),
    ("Trễ hạn: 0", "Trễ hạn 0"),
    ("Tỉ lệ trễ hạn: 0%", "Tỉ lệ trễ hạn 0%"),
    ("( Cập nhật lúc:30/11/2023 07:04:41)", "Cập nhật lúc 30/11/2023 07:04:41"),
    ("Điện thoại: 098108571.", "Điện thoại: 098108571"),
    (".", ""),
    ("Đang truy cập: 1", "Đang truy cập 1"),
    ("Hôm nay: 4", "Hôm nay 4"),
    ("Tất cả: 12,943", "Tất cả 12.943"),
];

/// The text of the old page.
fn old_page() -> String {
    fs::read_to_string(sites::quang_thanh_site().join("page.txt")).expect("the old page")
}

async fn has_every_fact(browser: &Browser) {
    let text = browser.eval("return document.body.innerText").await;
    let shown = sites::collapsed(text.as_str().expect("a text")).to_lowercase();
    let page = old_page();
    let facts = page.lines().map(sites::collapsed).filter(|line| !line.is_empty()).map(|line| {
        let ours = REWORDED.iter().find(|(old, _)| *old == line);
        ours.map_or(line, |(_, ours)| (*ours).to_owned()).to_lowercase()
    });
    let missing: Vec<String> = facts.filter(|fact| !shown.contains(fact)).collect();
    assert!(missing.is_empty(), "missing:\n  {}\nin:\n{shown}", missing.join("\n  "));
}

async fn has_headline_and_figures(browser: &Browser) {
    let shown = sites::main_text(browser).await;
    let date = "22/06/2023";
    let figures = ["100%", "2.787", "30/11/2023 07:04:41", "theo số liệu công bố"];
    let page = old_page();
    let headline = page.lines().nth(1).expect("a headline");
    for fact in [date, headline].into_iter().chain(figures) {
        assert!(shown.contains(fact), "{fact} in {shown}");
    }
}

#[tokio::test]
async fn every_fact_of_the_old_page_is_on_the_live_one() {
    let host = sites::serve(sites::quang_thanh(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    has_every_fact(&browser).await;
    // The figures are of 2023, and the page says that they are old.
    browser.wait("the age of the figures", "document.querySelector('.stale').innerText.includes('đã cũ')").await;
    browser
        .wait("the age of the counters", "document.querySelector('.counters > p').innerText.includes('30/11/2023')")
        .await;
    let article = sites::main_text(&browser).await;
    sites::follow(&browser, ".brand").await;
    has_headline_and_figures(&browser).await;
    sites::follow(&browser, ".lead a").await;
    assert_eq!(sites::main_text(&browser).await, article);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn every_fact_of_the_old_page_is_in_the_built_one() {
    let host = sites::serve(sites::quang_thanh(), "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&format!("{}{ARTICLE}", host.url())).await;
    has_every_fact(&browser).await;
    browser.goto(&host.url()).await;
    has_headline_and_figures(&browser).await;
    browser.finish(&[]).await;
}
