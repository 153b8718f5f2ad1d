//! What has to hold in every engine: all that the pages are for, from the start to the widget on a partner's page. Chromium has all
//! other tests; here it is the one that the scenarios are known to pass in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Engine, FIRST_SCRIPT, Page, Profile, Session};
use trangxa_host::{Fault, Host};
use url::Url;

use crate::sites::{self, ARTICLE};
use crate::stage::{self, FIRST, LOADER, Partner, STRICT, WIDGET};
use crate::start;

/// The tests of these scenarios in each engine, by their names.
macro_rules! in_every_engine {
    ($($scenario:ident)+) => {
        mod chromium {
            use super::*;
            in_every_engine! { @tests Browser::open(Profile::default()); $($scenario)+ }
        }
        mod firefox {
            use super::*;
            in_every_engine! { @tests Session::open(Engine::Firefox); $($scenario)+ }
            in_every_engine! { @harness Engine::Firefox }
        }
        mod webkit {
            use super::*;
            in_every_engine! { @tests Session::open(Engine::WebKit); $($scenario)+ }
            in_every_engine! { @harness Engine::WebKit }
        }
    };
    (@tests $open:expr; $($scenario:ident)+) => {
        $(#[tokio::test]
        async fn $scenario() {
            super::$scenario($open.await).await;
        })+
    };
    (@harness $engine:expr) => {
        #[tokio::test]
        #[cfg(target_os = "linux")]
        async fn nothing_of_a_browser_outlives_its_test() {
            super::nothing_of_a_browser_outlives_its_test($engine).await;
        }
    };
}

in_every_engine! {
    every_page_type_hydrates
    every_page_type_mounts_on_the_shell
    links_and_back_keep_title_focus_and_scroll_position
    periods_are_chosen_and_lie_in_the_address
    the_page_for_partners_writes_code_and_shows_it
    news_figures_and_counters_show_without_a_reload
    the_widget_comes_alive_on_a_partners_page
    a_page_that_something_changed_before_the_start_comes_alive
    complaints_are_heard
}

/// The script that every page and frame of [`watched`] sites runs first.
const SCRIPT: &str = "first.js";

/// A copy of the demo site, with the program that residents get, in whose pages and frames [`FIRST_SCRIPT`] and [`start::HOLD`]
/// run first. The policy of its frames has to allow it: the real one knows scripts by their hashes alone.
fn watched() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let frames =
            sites::copy_with(sites::real_demo(), "watched-frames", "script-src 'sha256-", "script-src 'self' 'sha256-");
        let first = format!("<head><script src=\"/{SCRIPT}\"></script>");
        let copy = sites::copy_with(&frames, "watched", "<head>", &first);
        fs::write(copy.join(SCRIPT), format!("{FIRST_SCRIPT}\n{}", start::HOLD)).expect("the first script");
        copy
    })
}

/// What pages and frames told this host that the browser complained of.
fn told(host: &Host) -> Vec<String> {
    let complaint = |path: &str| {
        let url = Url::parse(&host.url()).and_then(|host| host.join(path)).expect("an address");
        url.query_pairs().next().map(|(complaint, _)| complaint.into_owned())
    };
    host.requests()
        .iter()
        .filter(|it| it.path.starts_with(&format!("/{SCRIPT}?")))
        .filter_map(|it| complaint(&it.path))
        .collect()
}

/// Ends a scenario: the browser complained of nothing but what contains one of `allowed`, on whichever page.
async fn finish(page: impl Page, hosts: &[&Host], allowed: &[&str]) {
    page.eval_async("await __test.told()").await;
    let complaints: Vec<String> = hosts.iter().flat_map(|host| told(host)).collect();
    let wrong: Vec<_> = complaints.iter().filter(|it| !allowed.iter().any(|part| it.contains(part))).collect();
    assert!(wrong.is_empty(), "the browser complains: {wrong:#?}");
    page.finish(allowed).await;
}

async fn every_page_type_hydrates(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    start::every_page_hydrates(&page, &host).await;
    finish(page, &[&host], &[]).await;
}

async fn every_page_type_mounts_on_the_shell(page: impl Page) {
    let shell = sites::shell_of(watched());
    let (whole, bare) = (sites::serve(watched(), "/").await, sites::serve(shell.path(), "/").await);
    start::every_page_mounts(&page, &whole, &bare).await;
    // Chromium complains that the pages themselves are missing.
    let missing = sites::PAGES.map(|page| format!(" {}{page} - Failed", bare.url()));
    finish(page, &[&whole, &bare], &missing.each_ref().map(String::as_str)).await;
}

/// Waits until the page is at this scroll position.
async fn until_scrolled_to(page: &impl Page, y: &Value) {
    page.wait("the scroll position", &format!("Math.abs(scrollY - {y}) < 2")).await;
}

/// Scrolls to a link, which gets the id `tap`, and gives the scroll position once the page has noted it.
async fn scroll_to(page: &impl Page, js_link: &str) -> Value {
    let script =
        format!("const it = {js_link}; it.id = 'tap'; it.scrollIntoView({{ block: 'center' }}); return scrollY");
    let y = page.eval(&script).await;
    page.wait("the position to be noted", &format!("Math.abs(history.state - {y}) < 2")).await;
    y
}

async fn links_and_back_keep_title_focus_and_scroll_position(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    sites::open_live(&page, &host.url()).await;
    page.eval("window.mark = true").await;
    let y = scroll_to(&page, "document.querySelectorAll('main .cards a')[9]").await;
    assert!(y.as_f64().is_some_and(|y| y > 400.0), "{y}");
    let path = sites::follow(&page, "#tap").await;
    until_scrolled_to(&page, &json!(0)).await;
    let headline = page.text("main h1").await;
    assert_eq!(page.eval("return document.title").await, format!("{headline} – Xã Quang Thành"));
    page.wait("the text", "document.querySelector('.prose p')?.innerText").await;
    // Another article, from another place.
    let below = scroll_to(&page, "document.querySelector('.section .cards a')").await;
    assert_ne!(sites::follow(&page, "#tap").await, path);
    until_scrolled_to(&page, &json!(0)).await;
    page.back().await;
    sites::arrived(&page, &path).await;
    until_scrolled_to(&page, &below).await;
    assert_eq!(page.text("main h1").await, headline);
    page.back().await;
    sites::arrived(&page, "/").await;
    until_scrolled_to(&page, &y).await;
    assert_eq!(page.eval("return mark").await, true, "a page was loaded");
    // The same after the browser has really left the page.
    page.goto(&format!("{}{ARTICLE}", host.url())).await;
    page.back().await;
    sites::live(&page).await;
    until_scrolled_to(&page, &y).await;
    finish(page, &[&host], &[]).await;
}

async fn until_period_shown(page: &impl Page, title: &str) {
    let condition = format!("document.querySelector('.dashboard h3')?.innerText === '{title} đã giải quyết'");
    page.wait(&format!("the period {title}"), &condition).await;
}

async fn periods_are_chosen_and_lie_in_the_address(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    sites::open_live(&page, &format!("{}tthc/", host.url())).await;
    until_period_shown(&page, "Tháng 06/2025").await;
    page.eval("window.mark = true").await;
    for (kind, title, address) in [
        ("Quý", "Quý II/2025", "2025-Q2"),
        ("Từ đầu năm", "Từ tháng 01 đến tháng 06/2025", "2025-01..2025-06"),
        ("Năm", "Năm 2025", "2025"),
    ] {
        page.click(&format!(".picker input[value='{kind}']")).await;
        until_period_shown(&page, title).await;
        assert_eq!(page.url().await, format!("{}tthc/?ky={address}", host.url()));
        assert_eq!(page.eval("return document.querySelector('.picker select').value").await, address);
    }
    page.back().await;
    until_period_shown(&page, "Từ tháng 01 đến tháng 06/2025").await;
    page.back().await;
    until_period_shown(&page, "Quý II/2025").await;
    page.click("[name=before]").await;
    until_period_shown(&page, "Quý I/2025").await;
    assert_eq!(page.eval("return mark").await, true, "a page was loaded");
    sites::open_live(&page, &format!("{}tthc/?ky=2023-Q3", host.url())).await;
    until_period_shown(&page, "Quý III/2023").await;
    finish(page, &[&host], &[]).await;
}

/// The frame of the first widget.
const FRAME: &str = "document.querySelector('trangxa-widget').shadowRoot.querySelector('iframe')";

async fn the_page_for_partners_writes_code_and_shows_it(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    sites::open_live(&page, &format!("{}nhung/", host.url())).await;
    page.wait("the preview", &format!("getComputedStyle({FRAME}).visibility === 'visible'")).await;
    page.click("input[value=news]").await;
    let choose = "const it = document.querySelector('select[name=theme]'); it.value = 'dark'; \
                  it.dispatchEvent(new Event('input', { bubbles: true }))";
    page.eval(choose).await;
    for part in ["show=\"tthc,news\"", "theme=\"dark\"", "embed.v2.js\" defer"] {
        page.wait(part, &format!("document.querySelector('.code').innerText.includes({})", json!(part))).await;
    }
    let shows = "return document.documentElement.dataset.theme === 'dark' \
                 && document.documentElement.dataset.show === 'tthc news' && document.querySelectorAll('.headlines li').length > 0";
    page.wait_in(FRAME, "the preview to follow", shows).await;
    page.click("button[data-do=copy]").await;
    page.wait("the word", "document.querySelector('main [role=status]').innerText === 'Đã sao chép mã.'").await;
    finish(page, &[&host], &[]).await;
}

/// The demo's document with a change, as the host's answer.
fn changed(path: &str, change: impl FnOnce(&mut Value)) -> Fault {
    let mut document = sites::document(path);
    change(&mut document);
    Fault::Body(document.to_string())
}

/// New figures: 1 090 dossiers, of which three were late.
fn new_figures() -> Fault {
    changed("data/tthc.json", |tthc| {
        sites::change_last_period(tthc, |last| (last["early"], last["late"]) = (json!(1_000), json!(3)));
        tthc["updated_at"] = json!("2025-07-01T07:00:00+07:00");
    })
}

async fn news_figures_and_counters_show_without_a_reload(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    sites::open_renewed(&page, &host.url()).await;
    for document in ["data/feed.json", "data/tthc.json", "data/visits.json"] {
        sites::until_answered(&host, document, 1).await;
    }
    sites::settled(&page).await;
    page.eval("window.mark = true").await;
    host.faults().set("data/tthc.json", new_figures());
    host.faults().set("data/visits.json", changed("data/visits.json", |visits| visits["total"] = json!(1_234_567)));
    let feed = sites::feed_with("tin-nong", "Tin nóng vừa về", "<p>Đê đã an toàn.</p>");
    host.faults().set("data/feed.json", Fault::Body(feed));
    sites::renew(&page).await;
    // WebKit ends the text of a link that is a block with a line break.
    page.wait("the new lead", "document.querySelector('.lead h2').innerText.trim() === 'Tin nóng vừa về'").await;
    page.wait("the new counters", "document.querySelector('.counters').innerText.includes('1.234.567')").await;
    page.wait("the new figures", "document.querySelector('.tthc').innerText.includes('3/1.090 hồ sơ')").await;
    // The new article has no file of its own yet.
    sites::follow(&page, ".lead a").await;
    page.wait("its text", "document.querySelector('.prose')?.innerText.trim() === 'Đê đã an toàn.'").await;
    assert_eq!(page.eval("return mark").await, true, "a page was loaded");
    finish(page, &[&host], &["/data/bai/tin-nong.json - Failed"]).await;
}

async fn the_widget_comes_alive_on_a_partners_page(page: impl Page) {
    let host = sites::serve(watched(), "/").await;
    let partner = Partner::of(&host).await;
    // Firefox asks for the partner's icon.
    partner.policy(&format!("{STRICT}; img-src 'self'"));
    partner.page("index.html", &format!("<script src={{commune}}{SCRIPT}></script>{LOADER}"), WIDGET);
    page.goto(&partner.url()).await;
    stage::until_shown(&page, FIRST).await;
    let card = "return document.querySelector('[data-part=tthc] .drawn').innerText";
    page.wait_in(FRAME, "the program", "return document.documentElement.hasAttribute('data-live')").await;
    sites::until_answered(&host, "data/tthc.json", 1).await;
    let before = page.eval_in(FRAME, card).await;
    assert!(before.as_str().is_some_and(|card| card.contains("91,8%")), "{before}");
    host.faults().set("data/tthc.json", new_figures());
    // Again and again: an event during a request is one too many.
    let renewed = format!("dispatchEvent(new Event('online')); {card}.includes('3/1.090 hồ sơ')");
    page.wait_in(FRAME, "the new figures", &renewed).await;
    // The frame is as high as what is in it, and nothing in it scrolls sideways.
    let fits = "return document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth";
    page.wait_in(FRAME, "the frame to fit", fits).await;
    page.eval_in(FRAME, "return __test.told()").await;
    finish(page, &[&host, &partner.host], &[]).await;
}

/// Changes the page before the program starts, in the way that the address names: as browsers make links of numbers, translators wrap
/// texts, and caches remove comments or move white space.
const CHANGE: &str = r"
    addEventListener('DOMContentLoaded', () => {
        const nodes = kind => {
            const walker = document.createTreeWalker(document.getElementById('app'), kind), found = [];
            while (walker.nextNode()) found.push(walker.currentNode);
            return found;
        };
        const texts = nodes(NodeFilter.SHOW_TEXT);
        const wrap = (text, name) => {
            const element = document.createElement(name);
            text.replaceWith(element);
            element.append(text);
            return element;
        };
        const changes = {
            split: () => texts.filter(text => text.length > 1).forEach(text => text.splitText(1)),
            link: () => texts.filter(text => /\d/.test(text.data)).forEach(text => { wrap(text, 'a').href = 'tel:1' }),
            wrap: () => texts.forEach(text => wrap(wrap(text, 'font'), 'font')),
            uncomment: () => nodes(NodeFilter.SHOW_COMMENT).forEach(comment => comment.remove()),
            remove: () => texts.filter(text => text.data.trim()).at(-1).remove(),
        };
        changes[new URLSearchParams(location.search).get('doi')]?.();
    });
";

async fn a_page_that_something_changed_before_the_start_comes_alive(page: impl Page) {
    let site = sites::copy_of(watched());
    fs::write(site.path().join(SCRIPT), format!("{FIRST_SCRIPT}\n{CHANGE}")).expect("the first script");
    let host = sites::serve(site.path(), "/").await;
    host.faults().set("data/visits.json", changed("data/visits.json", |visits| visits["total"] = json!(1_234_567)));
    for (address, changes) in [("", ["split", "wrap"]), (ARTICLE, ["link", "uncomment"]), ("tthc/", ["wrap", "remove"])]
    {
        page.goto(&format!("{}{address}", host.url())).await;
        let (title, headline) = (page.eval("return document.title").await, page.text("main h1").await);
        for change in changes {
            let what = format!("{address}, {change}");
            sites::open_renewed(&page, &format!("{}{address}?doi={change}", host.url())).await;
            // What is there once is not there twice, and what is read there is what was written.
            assert_eq!(page.texts("main h1").await, [headline.as_str()], "{what}");
            assert_eq!(page.eval("return document.title").await, title, "{what}");
            // The program renews the page, and answers.
            let renewed = "document.querySelector('.counters').innerText.includes('1.234.567')";
            page.wait(&format!("the new counters: {what}"), renewed).await;
            page.click(".footer button").await;
            let answered = "document.querySelector('.footer button').innerText === 'Tiếp tục tự cập nhật'";
            page.wait(&format!("the button to answer: {what}"), answered).await;
        }
    }
    finish(page, &[&host], &[]).await;
}

/// The other scenarios would not know that something is wrong if this one did not pass.
async fn complaints_are_heard(page: impl Page) {
    let partner = Partner::of(&sites::serve(watched(), "/").await).await;
    partner.policy("default-src 'self'");
    partner.write(SCRIPT, FIRST_SCRIPT);
    partner.write(
        "wrong.js",
        "console.warn('hơi lạ'); console.error('hỏng', 'rồi'); Promise.reject(new Error('từ chối')); thiếu();",
    );
    let first = format!("<script src={SCRIPT}></script>");
    partner.page("index.html", &first, "");
    partner.page("frame.html", &format!("{first}<script src=wrong.js></script>"), "");
    let wrong = "<img src=khong-co.png><p style='color: red'>Đỏ</p><iframe src=frame.html></iframe>";
    partner.page("wrong.html", &first, wrong);
    page.goto(&format!("{}wrong.html", partner.url())).await;
    // Another page does not make them forgotten.
    page.goto(&partner.url()).await;
    let expected = ["hơi lạ", "hỏng rồi", "từ chối", "thiếu", "khong-co.png", "style-src"];
    let is_heard = |part: &&str| told(&partner.host).iter().any(|complaint| complaint.contains(*part));
    sites::until("the complaints", || expected.iter().all(is_heard)).await;
    finish(page, &[&partner.host], &[&expected[..], &["khong-co.png - Failed", "Content Security Policy"]].concat())
        .await;
}

/// How many processes have this in their environment.
#[cfg(target_os = "linux")]
fn processes_with(variable: &str) -> usize {
    let processes = fs::read_dir("/proc").expect("the processes").filter_map(Result::ok);
    let environments = processes.filter_map(|process| fs::read(process.path().join("environ")).ok());
    environments.filter(|it| it.split(|byte| *byte == 0).any(|it| it == variable.as_bytes())).count()
}

#[cfg(target_os = "linux")]
async fn nothing_of_a_browser_outlives_its_test(engine: Engine) {
    let session = Session::open(engine).await;
    let home = session.home().to_owned();
    let is_its = format!("HOME={}", home.display());
    // A shell, the driver, the browser, and what that has for its pages.
    assert!(processes_with(&is_its) >= 4, "{}", processes_with(&is_its));
    drop(session);
    sites::until("all its processes to end", || processes_with(&is_its) == 0).await;
    sites::until("its home to be removed", || !home.exists()).await;
}
