//! The two ways in which the program starts: it hydrates a prerendered page and mounts on any other.

use serde_json::json;
use trangxa_e2e::{Browser, Page, Profile};
use trangxa_host::{Fault, Host};

use crate::sites::{self, ARTICLE, PAGES, SUB};

/// Keeps the headline that was served, to check later that the same element is on the page.
pub(crate) const HOLD: &str =
    "addEventListener('DOMContentLoaded', () => { window.served = document.querySelector('main h1') })";

/// The text of the app as it was served and as it is now, without what only the running program shows.
const TEXTS: &str = r"
    const text = page => {
        const app = page.querySelector('#app').cloneNode(true);
        app.querySelectorAll('.live, .age, .stale, .year, .counters > p, .desk small, .office, .calendar .list, .days, [role=status]').forEach(it => it.remove());
        return app.textContent;
    };
    const page = await (await fetch(location.href)).text();
    return [text(new DOMParser().parseFromString(page, 'text/html')), text(document)];
";

async fn hydrates(base: &str) {
    let root = if base == "/" { sites::demo() } else { sites::demo_below() };
    let host = sites::serve(root, base).await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(HOLD).await;
    every_page_hydrates(&browser, &host).await;
    browser.finish(&[]).await;
}

/// Opens every page in a browser that runs [`HOLD`] first.
pub(crate) async fn every_page_hydrates(browser: &impl Page, host: &Host) {
    for page in PAGES {
        sites::open_live(browser, &format!("{}{page}", host.url())).await;
        assert_eq!(browser.eval("return served.isConnected").await, true, "{page}: the served markup was replaced");
        let texts = browser.eval_async(TEXTS).await;
        assert_eq!(texts[0], texts[1], "{page}");
        assert!(texts[0].as_str().is_some_and(|text| text.len() > 1000), "{page}: {texts}");
        // The program runs on this markup: a button works.
        assert_eq!(browser.text(".footer button").await, "Tạm dừng tự cập nhật", "{page}");
        browser.click(".footer button").await;
        let answered = "document.querySelector('.footer button').innerText === 'Tiếp tục tự cập nhật'";
        browser.wait("the button to answer", answered).await;
        assert_eq!(browser.complaints().await, Vec::<String>::new(), "{page}");
    }
}

#[tokio::test]
async fn every_page_type_hydrates_and_keeps_its_markup() {
    hydrates("/").await;
}

#[tokio::test]
async fn every_page_type_hydrates_in_a_sub_folder() {
    hydrates(SUB).await;
}

/// Makes each slice of the start a long one, and counts the browser's turns between the slices. The address may name the number of a turn: at
/// that turn, each text of the page is wrapped in an element.
pub(crate) const LONG_SLICES: &str = r"
    let now = 0;
    performance.now = () => now += 10;
    window.turns = 0;
    const wrap = () => {
        const walker = document.createTreeWalker(app.querySelector('main'), NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append(text);
        }
    };
    scheduler.yield = () => {
        turns += 1;
        if (turns === Number(new URLSearchParams(location.search).get('luot'))) wrap();
        return new Promise(done => setTimeout(done));
    };
";

#[tokio::test]
async fn the_browser_has_its_turn_between_the_slices_of_the_start() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(LONG_SLICES).await;
    for page in PAGES {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        let turns = browser.eval("return turns").await;
        // The snapshot and its documents, the six parts of the shell, and the effects of the views.
        assert!(turns.as_u64().is_some_and(|turns| turns > 12), "{page}: {turns} turns");
    }
    browser.finish(&[]).await;
}

/// A page that was prerendered and the same page mounted on the shell have the same text.
async fn mounts(base: &str) {
    let root = if base == "/" { sites::demo() } else { sites::demo_below() };
    let shell = sites::shell_of(root);
    let (whole, bare) = (sites::serve(root, base).await, sites::serve(shell.path(), base).await);
    let browser = Browser::open(Profile::default()).await;
    every_page_mounts(&browser, &whole, &bare).await;
    // The pages themselves are missing; all of their data is there.
    browser.finish_with_failures(&PAGES.map(|page| format!("{}{page}", bare.url()))).await;
}

/// Opens every page of a site, and of the same site without its prerendered pages.
pub(crate) async fn every_page_mounts(browser: &impl Page, whole: &Host, bare: &Host) {
    for page in PAGES {
        sites::open_live(browser, &format!("{}{page}", whole.url())).await;
        // On the page with a widget, until its frame has taken the place of the link inside it.
        let shown = "(it => !it || it.shadowRoot?.querySelector('slot')?.style.display === 'none')\
                     (document.querySelector('trangxa-widget'))";
        browser.wait("the widget", shown).await;
        sites::with_next_days(browser).await;
        let (title, text) = (browser.eval("return document.title").await, sites::main_text(browser).await);
        sites::open_live(browser, &format!("{}{page}", bare.url())).await;
        let reads = "document.querySelector('main').innerText.split(/\\s+/).filter(Boolean).join(' ')";
        let what = format!("{page} to read as the prerendered page does");
        browser.wait(&what, &format!("{reads} === {}", json!(text))).await;
        assert_eq!(browser.eval("return document.title").await, title, "{page}");
        assert_eq!(browser.texts("main h1").await.len(), 1, "{page}");
    }
    let missing: Vec<_> =
        bare.requests().into_iter().filter(|it| it.status == 404 && !it.path.ends_with('/')).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn every_page_type_mounts_on_the_shell() {
    mounts("/").await;
}

#[tokio::test]
async fn every_page_type_mounts_on_the_shell_in_a_sub_folder() {
    mounts(SUB).await;
}

#[tokio::test]
async fn an_article_newer_than_the_build_opens_by_its_address() {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let feed = sites::feed_with("tin-vua-dang", "Tin vừa đăng", "<p>Nội dung <b>mới</b> tinh.</p>");
    host.faults().set("data/feed.json", Fault::Body(feed));
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}bai/tin-vua-dang/", host.url())).await;
    browser.wait("the text", "document.querySelector('.prose')?.innerText === 'Nội dung mới tinh.'").await;
    assert_eq!(browser.text("main h1").await, "Tin vừa đăng");
    assert_eq!(browser.eval("return document.title").await, "Tin vừa đăng – Xã Quang Thành");
    assert_eq!(browser.text(".byline time").await, "30/06/2025 08:00");
    assert_eq!(browser.text(".kicker").await.to_lowercase(), "thông báo");
    browser.finish(&["/bai/tin-vua-dang/ - Failed", "/data/bai/tin-vua-dang.json - Failed"]).await;
}

#[tokio::test]
async fn an_unknown_address_says_so_and_shows_the_way() {
    let host = sites::serve(sites::demo_below(), SUB).await;
    let browser = Browser::open(Profile::default()).await;
    const UNKNOWN: [&str; 4] = ["khong-co/", "bai/khong-co/", "bai/Khong%20Co/", "a/b/c"];
    for page in UNKNOWN {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        browser.wait("the headline", "document.querySelector('main h1')?.innerText === 'Không tìm thấy trang'").await;
        let title = browser.eval("return document.title").await;
        assert!(title.as_str().is_some_and(|it| it.starts_with("Không tìm thấy")), "{page}: {title}");
    }
    assert_eq!(sites::follow(&browser, "main .more a").await, SUB);
    let missing = UNKNOWN.iter().chain(&["data/bai/khong-co.json"]).map(|page| format!("{}{page}", host.url()));
    browser.finish_with_failures(&missing.collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn an_address_with_a_file_name_or_a_query_is_the_same_page() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let plain = ARTICLE.trim_end_matches('/').to_owned();
    for page in [plain, format!("{ARTICLE}index.html"), format!("{ARTICLE}?fbclid=1#noi-dung")] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
        let headline = "document.querySelector('main h1')?.innerText.startsWith('Lúa chiêm xuân 2025')";
        browser.wait("the headline", headline).await;
        assert!(browser.exists(".prose p").await, "{page}");
    }
    browser.finish(&[]).await;
}
