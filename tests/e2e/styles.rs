//! Each page carries the style of its kind, and gets the whole style sheet before it shows a page of another kind.

use serde_json::{Value, json};
use std::path::Path;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites::{self, ARTICLE, PAGES};

/// `styles(css)` gives the computed style of every element that matches and of its generated content, each with what it is called;
/// `differences(before, after)` names the first few elements and properties that differ. All stay in the page: the styles of one are some
/// million letters.
const STYLES: &str = "
    const label = element => [element.localName, ...element.classList].join('.');
    const properties = Array.from(getComputedStyle(document.body));
    if (properties.length < 300) throw new Error('no properties to compare');
    const text = style => properties.map(name => `${name}: ${style.getPropertyValue(name)}`).join('; ');
    const generated = style => style.content === 'none' || style.content === 'normal' ? style.content : text(style);
    window.styles = css => Array.from(document.querySelectorAll(css), element => [label(element), text(getComputedStyle(element)),
        ...['::before', '::after'].map(part => generated(getComputedStyle(element, part)))]);
    const changes = (name, before, after) => {
        const property = it => it.split(':')[0];
        const others = new Map(after.split('; ').map(it => [property(it), it]));
        const changed = before.split('; ').filter(it => others.get(property(it)) !== it);
        return changed.length ? changed.map(it => `${name}: ${it} → ${others.get(property(it))}`) : [`${name}: more properties`];
    };
    window.differences = (before, after) => {
        if (before.length !== after.length) {
            const at = before.findIndex(([name], i) => name !== after[i]?.[0]);
            const names = list => list.slice(at).slice(0, 4).map(([name]) => name);
            return [`${before.length} elements became ${after.length}; at ${at}, ${names(before)} became ${names(after)}`];
        }
        const found = before.flatMap(([name, ...all], i) => name !== after[i][0] ? [`${name} became ${after[i][0]}`] :
            all.flatMap((own, j) => own === after[i][j + 1] ? [] : changes(name, own, after[i][j + 1])));
        // What a size or a colour is computed from says more than the sizes and colours of everything around it.
        const told = found.filter(it => !['-size:', '-origin:', '-color:', ' height:', ' width:', 'inset'].some(part => it.includes(part)));
        return (told.length ? told : found).slice(0, 12);
    };
";

/// The widget on the page "Nhúng" gets its frame when its data has come, and a page that grows then may get a scroll bar.
const WITHOUT_FRAME: &str = "
    document.querySelectorAll('trangxa-widget').forEach(it => it.remove());
    document.documentElement.style.overflowY = 'scroll';
";

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

/// What a script gives on screens and on paper; `media` names which.
async fn on_all_media(browser: &Browser, scheme: &str, js: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (media, feature, value) in [
        ("screen", "prefers-reduced-motion", "no-preference"),
        ("screen", "prefers-reduced-motion", "reduce"),
        ("screen", "forced-colors", "active"),
        ("print", "prefers-reduced-motion", "no-preference"),
    ] {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}, {"name": feature, "value": value}]);
        browser.cdp("Emulation.setEmulatedMedia", json!({"media": media, "features": features})).await;
        let name = format!("{media}, {feature}: {value}");
        let given = browser.eval(&format!("const media = {}; {js}", json!(name))).await;
        all.push((name, given));
    }
    all
}

#[tokio::test]
async fn a_page_looks_the_same_with_its_own_style_and_with_the_whole_sheet() {
    const ALL: &str = "styles('html, body, #app, #app *')";
    let host = sites::serve(sites::demo(), "/").await;
    let (keep, compare) =
        (format!("own[media] = {ALL}; return own[media].length"), format!("return differences(own[media], {ALL})"));
    for (width, scheme) in [(360, "light"), (1280, "dark")] {
        let browser = Browser::open(Profile { width, ..Profile::default() }).await;
        for page in PAGES {
            sites::open_live(&browser, &format!("{}{page}", host.url())).await;
            sites::with_next_days(&browser).await;
            browser.eval(&format!("{WITHOUT_FRAME}{STYLES} window.own = {{}}")).await;
            for (media, count) in on_all_media(&browser, scheme, &keep).await {
                assert!(count.as_u64() > Some(50), "{page:?} at {width} px, {media}");
            }
            assert_eq!(browser.eval_async("return trangxaStyle()").await, json!(true), "{page}");
            for (media, differences) in on_all_media(&browser, scheme, &compare).await {
                assert_eq!(differences, json!([]), "{page:?} at {width} px, {media}");
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
    let styles = format!("{WITHOUT_FRAME}{MAIN}{STYLES} const main = styles('main, main *');");
    let keep = format!(
        "{styles} await (await caches.open('styles')).put('/', new Response(JSON.stringify(main))); return main.length"
    );
    let compare = format!("{styles} return differences(await (await caches.match('/')).json(), main)");
    for (width, dark) in [(360, true), (1280, false)] {
        let browser = Browser::open(Profile { width, dark, ..Profile::default() }).await;
        for page in PAGES {
            let url = format!("{}{page}", host.url());
            sites::open_live(&browser, &url).await;
            sites::with_next_days(&browser).await;
            assert!(browser.eval_async(&keep).await.as_u64() > Some(5), "{page}");
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
            assert_eq!(browser.eval_async(&compare).await, json!([]), "{page:?} from {from} at {width} px");
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
