//! Each page carries the style of its kind, and gets the whole style sheet before it shows a page of another kind.

use serde_json::{Value, json};
use std::path::Path;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE, PAGES};

/// The computed style of every element of the page and of its generated content, each with what it is called.
const STYLES: &str = "
    const label = element => [element.localName, ...element.classList].join('.');
    const all = style => Array.from(style, name => name + ': ' + style.getPropertyValue(name)).join('; ');
    const generated = style => style.content === 'none' || style.content === 'normal' ? style.content : all(style);
    return Array.from(document.querySelectorAll('html, body, #app, #app *'), element => [label(element),
        all(getComputedStyle(element)), ...['::before', '::after'].map(part => generated(getComputedStyle(element, part)))]);
";

/// The widget on the page "Nhúng" gets its frame when its data has come, and a page that grows then may get a scroll bar.
const WITHOUT_FRAME: &str = "
    document.querySelectorAll('trangxa-widget').forEach(it => it.remove());
    document.documentElement.style.overflowY = 'scroll';
";

/// What differs between two lists of styles: the first few elements with their properties.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let (one, other) = (list(one), list(other));
    if one.len() != other.len() {
        let at = one.iter().zip(&other).position(|(before, after)| before[0] != after[0]);
        let at = at.unwrap_or(one.len().min(other.len()));
        let names = |list: &[Value]| list.iter().skip(at).take(4).map(|it| it[0].to_string()).collect::<Vec<_>>();
        let (before, after) = (names(&one), names(&other));
        return vec![format!("{} elements became {}; at {at}, {before:?} became {after:?}", one.len(), other.len())];
    }
    let mut found = Vec::new();
    for (before, after) in one.iter().zip(&other).filter(|(before, after)| before != after) {
        for (own, whole) in list(before).iter().zip(&list(after)).skip(1) {
            let of = |value: &Value| value.as_str().expect("a text").split("; ").map(str::to_owned).collect::<Vec<_>>();
            for (own, whole) in of(own).iter().zip(&of(whole)).filter(|(own, whole)| own != whole) {
                found.push(format!("{}: {own} → {whole}", before[0]));
            }
        }
    }
    // What a size or a colour is computed from says more than the sizes and colours of everything around it.
    found.retain(|it| {
        !["-size:", "-origin:", "-color:", " height:", " width:", "inset"].iter().any(|part| it.contains(part))
    });
    if found.is_empty() && one != other {
        found.push("sizes or colours".to_owned());
    }
    found.truncate(12);
    found
}

/// The name of the file with the whole style sheet.
fn style_file(site: &Path) -> String {
    let names = sites::files(site).into_iter().filter_map(|file| file.file_name()?.to_str().map(str::to_owned));
    names.into_iter().find(|name| name.starts_with("style-") && name.ends_with(".css")).expect("a style sheet")
}

/// Follows a link to an address of the site, from any page.
async fn visit(browser: &Browser, url: &str) {
    let link = "const link = document.createElement('a'); link.href = {}; document.querySelector('main').append(link); link.click()";
    browser.eval(&link.replace("{}", &json!(url).to_string())).await;
}

/// The styles of a page on paper and on screens.
async fn styles_on_all_media(browser: &Browser, scheme: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (media, feature, value) in [
        ("screen", "prefers-reduced-motion", "no-preference"),
        ("screen", "prefers-reduced-motion", "reduce"),
        ("screen", "forced-colors", "active"),
        ("print", "prefers-reduced-motion", "no-preference"),
    ] {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}, {"name": feature, "value": value}]);
        browser.cdp("Emulation.setEmulatedMedia", json!({"media": media, "features": features})).await;
        all.push((format!("{media}, {feature}: {value}"), browser.eval(STYLES).await));
    }
    all
}

#[tokio::test]
async fn a_page_looks_the_same_with_its_own_style_and_with_the_whole_sheet() {
    let host = sites::serve(sites::demo(), "/").await;
    for (width, scheme) in [(360, "light"), (1280, "dark")] {
        let browser = Browser::open(Profile { width, ..Profile::default() }).await;
        for page in PAGES {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            sites::with_next_days(&browser).await;
            browser.eval(WITHOUT_FRAME).await;
            let own = styles_on_all_media(&browser, scheme).await;
            assert_eq!(browser.eval_async("return trangxaStyle()").await, json!(true), "{page}");
            let whole = styles_on_all_media(&browser, scheme).await;
            for ((media, own), (_, whole)) in own.iter().zip(&whole) {
                assert_eq!(differences(own, whole), Vec::<String>::new(), "{page:?} at {width} px, {media}");
                assert!(own.as_array().is_some_and(|elements| elements.len() > 50), "{page}");
            }
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_page_looks_the_same_opened_and_reached() {
    const MAIN: &str =
        "document.activeElement.blur(); document.querySelectorAll('main > a').forEach(it => it.remove());";
    let host = sites::serve(sites::demo(), "/").await;
    let styles = format!("{WITHOUT_FRAME}{MAIN}{STYLES}").replace("html, body, #app, #app ", "main, main ");
    for (width, dark) in [(360, true), (1280, false)] {
        let browser = Browser::open(Profile { width, dark, ..Profile::default() }).await;
        for page in PAGES {
            let url = format!("{}{page}", host.url());
            sites::open_live(&browser, &url).await;
            sites::with_next_days(&browser).await;
            let opened = browser.eval(&styles).await;
            // From a page with as little style as any.
            let from = if page == "gioi-thieu/" { "nhung/" } else { "gioi-thieu/" };
            host.forget_requests();
            sites::open_renewed(&browser, &format!("{}{from}", host.url())).await;
            // That page has no figures, and others show them.
            sites::until_answered(&host, "data/tthc.json", 1).await;
            sites::settled(&browser).await;
            browser.eval("window.same = true").await;
            visit(&browser, &url).await;
            sites::arrived(&browser, &format!("/{page}")).await;
            sites::with_next_days(&browser).await;
            assert_eq!(browser.eval("return window.same").await, json!(true), "{page} was loaded by the browser");
            let reached = browser.eval(&styles).await;
            assert_eq!(differences(&opened, &reached), Vec::<String>::new(), "{page:?} from {from} at {width} px");
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_page_of_another_kind_waits_for_its_style() {
    let host = sites::serve(sites::demo(), "/").await;
    let style = style_file(sites::demo());
    let browser = Browser::open(Profile::default()).await;
    // A list would fetch the style for the articles that it lists.
    sites::open_renewed(&browser, &format!("{}gioi-thieu/", host.url())).await;
    sites::until_answered(&host, "data/visits.json", 1).await;
    assert_eq!(sites::count_requests(&host, &style), 0, "a page that is read needs no more style than it has");

    host.faults().set(&style, Fault::Never);
    let before = browser.text("h1").await;
    visit(&browser, &format!("{}{ARTICLE}", host.url())).await;
    sites::until_answered(&host, &sites::document_of(ARTICLE), 1).await;
    sites::settled(&browser).await;
    browser.eval_async("await __test.drawn(2)").await;
    assert_eq!(browser.text("h1").await, before, "the article is shown without its style");
    // The host answers for the page itself, which carries its style. The browser loads it, and moves no focus.
    browser.wait("the article's own document", &format!("location.pathname === '/{ARTICLE}'")).await;
    sites::live(&browser).await;
    assert_ne!(browser.text("h1").await, before);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn where_the_style_cannot_be_had_the_browser_loads_the_page() {
    let host = sites::serve(sites::demo(), "/").await;
    let style = style_file(sites::demo());
    let browser = Browser::open(Profile::default()).await;
    // A list would fetch the style for the articles that it lists.
    let from = format!("{}gioi-thieu/", host.url());
    sites::open_live(&browser, &from).await;
    for fault in [Fault::Status(404), Fault::CutOff] {
        host.faults().set(&style, fault);
        browser.eval("window.same = true").await;
        visit(&browser, &format!("{}tthc/", host.url())).await;
        browser.wait("another document", "window.same === undefined && document.querySelector('.dashboard')").await;
        sites::live(&browser).await;
        browser.goto(&from).await;
        sites::live(&browser).await;
    }
    host.faults().clear_all();
    browser.eval("window.same = true").await;
    visit(&browser, &format!("{}tthc/", host.url())).await;
    sites::arrived(&browser, "/tthc/").await;
    assert_eq!(browser.eval("return window.same").await, json!(true));
    browser.finish(&[&style]).await;
}
