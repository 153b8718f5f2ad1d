//! A page that somebody changed before the program started: a browser that makes links of numbers, a translator, a host that
//! rewrites pages. It comes alive all the same, by a fresh mount.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Host;

use crate::sites::{self, ARTICLE};

/// Changes the page once it is parsed, before the program starts. `each(change)` calls `change` with every text node of the app.
fn before_the_start(change: &str) -> String {
    format!(
        "addEventListener('DOMContentLoaded', () => {{
            const each = change => {{
                const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
                const nodes = [];
                while (walker.nextNode()) nodes.push(walker.currentNode);
                nodes.forEach(change);
            }};
            const app = document.querySelector('#app');
            // A frame of the widget has none.
            if (app) {{ {change} }}
        }})"
    )
}

/// As a translator leaves a text: in two elements, and another one.
const TRANSLATE: &str = "
    const translate = node => {
        if (!node.data.trim()) return;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.append('[en] ' + node.data);
        outer.append(inner);
        node.replaceWith(outer);
    };
";

/// Waits until a page has come alive by a fresh mount and its program works.
async fn assert_alive(browser: &Browser, host: &Host, page: &str, how: &str) {
    sites::live(browser).await;
    assert_eq!(
        browser.eval("return app.dataset.shape ?? null").await,
        json!(null),
        "{page} {how}: it was not built anew"
    );
    assert_works(browser, host, page, how).await;
}

/// Checks that the program of a page works.
async fn assert_works(browser: &Browser, host: &Host, page: &str, how: &str) {
    assert_eq!(browser.texts("main h1").await.len(), 1, "{page} {how}");
    assert!(sites::main_text(browser).await.len() > 300, "{page} {how}");
    // It asks for what is live, and a button works. The page may be scrolled before it is drawn.
    sites::renew(browser).await;
    sites::until_answered(host, "data/visits.json", 1).await;
    browser.eval_async("await __test.drawn(2)").await;
    browser.click(".footer button").await;
    browser
        .wait("the button to answer", "document.querySelector('.footer button').innerText.includes('Tiếp tục')")
        .await;
    assert_eq!(browser.problems().await, Vec::<String>::new(), "{page} {how}");
}

#[tokio::test]
async fn a_page_that_was_changed_before_the_start_comes_alive() {
    let host = sites::serve(sites::demo(), "/").await;
    let changes = [
        ("split texts", "each(node => node.data.length > 3 && node.splitText(2))".to_owned()),
        (
            "wrapped texts",
            "each(node => { const it = document.createElement('b'); node.replaceWith(it); it.append(node) })"
                .to_owned(),
        ),
        (
            "a date that became a link",
            "each(node => {
                const at = node.data.search(/[0-9]+.[0-9]+.20[0-9]+/);
                if (at < 0 || node.parentElement.closest('a, .prose')) return;
                const [rest, link] = [node.splitText(at), document.createElement('a')];
                link.href = 'x-apple-data-detectors:0';
                rest.replaceWith(link);
                link.append(rest);
            })"
            .to_owned(),
        ),
        ("texts that are gone", "each(node => node.parentElement.closest('.prose') || node.remove())".to_owned()),
        ("an element of an extension's", "app.prepend(document.createElement('div'))".to_owned()),
        (
            "a copy of every paragraph",
            "app.querySelectorAll('p').forEach(it => it.after(it.cloneNode(true)))".to_owned(),
        ),
    ];
    for (how, change) in changes {
        let browser = Browser::open(Profile::default()).await;
        browser.run_first(&before_the_start(&change)).await;
        for page in ["", "tthc/", ARTICLE] {
            host.forget_requests();
            browser.goto(&format!("{}{page}", host.url())).await;
            assert_alive(&browser, &host, page, how).await;
        }
        sites::follow(&browser, ".cards a").await;
        assert_eq!(browser.texts("main h1").await.len(), 1, "{how}");
        browser.finish(&[]).await;
    }
}

/// Leptos ends in a trap where it finds other nodes than it expects; here the shape says that nothing was changed.
#[tokio::test]
async fn a_page_on_which_hydration_fails_comes_alive_by_a_second_instance() {
    let host = sites::serve(sites::demo(), "/").await;
    for change in [
        "each(node => node.parentElement.closest('.prose') || node.remove())",
        "app.querySelectorAll('header, main h1').forEach(it => it.remove())",
    ] {
        let browser = Browser::open(Profile::default()).await;
        let lie = "
            let hash = 0;
            const add = code => { hash = (hash * 31 + code) | 0 };
            const walk = node => node.childNodes.forEach(child => {
                for (const character of child.nodeName) add(character.charCodeAt());
                if (child.className !== 'prose') walk(child);
                add(1);
            });
            walk(app);
            app.dataset.shape = (hash >>> 0).toString(36);
        ";
        browser.run_first(&before_the_start(&format!("{change}; {lie}"))).await;
        for page in ["", ARTICLE, "tthc/", "nhung/", "gioi-thieu/", "tin/"] {
            host.forget_requests();
            browser.goto(&format!("{}{page}", host.url())).await;
            assert_alive(&browser, &host, page, change).await;
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn scroll_position_focus_and_selection_stay() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let reader = before_the_start(
        "app.querySelector('header').prepend(document.createElement('i'));
         const link = app.querySelector('.prose ~ * a, .neighbours a');
         link.focus();
         window.before = link.href;
         const text = app.querySelector('.prose p').firstChild;
         getSelection().setBaseAndExtent(text, 3, text, 21);
         window.selected = getSelection().toString();
         scrollTo(0, 500);",
    );
    browser.run_first(&reader).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    browser.wait("the focus", "document.activeElement?.href === before && document.activeElement.isConnected").await;
    browser.wait("the selection", "selected.length > 10 && getSelection().toString() === selected").await;
    browser.wait("the scroll position", "Math.abs(scrollY - 500) < 2").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_translated_page_stays_translated() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(&before_the_start(&format!("{TRANSLATE} each(translate); window.served = app.innerText"))).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let is_translated = "['main h1', '.brand', '.menu a', '.prose p', '.footer .name']
        .every(css => document.querySelector(css).innerText.startsWith('[en] '))";
    browser.wait("the translated texts", is_translated).await;
    assert_eq!(browser.eval("return document.querySelectorAll('#app font').length").await, 0);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_page_that_is_translated_once_it_is_alive_shows_no_old_text() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(&before_the_start(&format!("{TRANSLATE} window.translateAll = () => each(translate)"))).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let (first, text) = (browser.text("main h1").await, browser.text(".prose").await);
    browser.eval("translateAll()").await;
    sites::follow(&browser, ".neighbours a").await;
    browser.wait("the text", "document.querySelector('.prose p')").await;
    let headlines = browser.texts("main h1").await;
    assert_eq!(headlines.len(), 1);
    let main = sites::main_text(&browser).await;
    assert!(!headlines[0].contains(&first) && !main.contains(&sites::collapsed(&text)[..200]), "{headlines:?}");
    browser.eval("translateAll()").await;
    browser.back().await;
    browser
        .wait("the first article", &format!("document.querySelector('main h1').innerText === {}", json!(first)))
        .await;
    assert_eq!(browser.texts("main h1").await.len(), 1);
    // What changes by itself changes on a translated page, too.
    browser.eval("translateAll()").await;
    browser.click(".footer button").await;
    let label = "document.querySelector('.footer button').innerText";
    browser.wait("the other label", &format!("{label}.includes('Tiếp tục') && !{label}.includes('Tạm dừng')")).await;
    browser.eval("dispatchEvent(new Event('offline'))").await;
    let notice = "document.querySelector('.status [role=status]').innerText";
    browser.wait("the notice", &format!("{notice}.startsWith('Thiết bị mất mạng')")).await;
    browser.eval("translateAll(); document.querySelector('.footer button').click()").await;
    browser.eval("dispatchEvent(new Event('online'))").await;
    browser.wait("no notice of before", &format!("!{notice}.includes('mất mạng')")).await;
    browser.finish(&[]).await;
}

/// A list that changes while it is translated: no headline of before stays.
#[tokio::test]
async fn a_translated_list_follows_the_feed() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(&before_the_start(&format!("{TRANSLATE} window.translateAll = () => each(translate)"))).await;
    sites::open_live(&browser, &host.url()).await;
    sites::settled(&browser).await;
    browser.eval("translateAll()").await;
    let feed = sites::feed_with("tin-vua-dang", "Tin vừa đăng", "<p>Mới.</p>");
    host.faults().set("data/feed.json", trangxa_host::Fault::Body(feed));
    sites::renew(&browser).await;
    browser.wait("the new headline", "document.querySelector('.lead h2').innerText === 'Tin vừa đăng'").await;
    let doubled =
        "return [...document.querySelectorAll('main .cards h3')].filter(it => /\\[en\\]/.test(it.innerText)).length";
    assert_eq!(browser.eval(doubled).await, 0, "texts of before stand beside new ones");
    browser.finish(&[]).await;
}

/// A built site as a host serves it that rewrites its pages.
fn rewritten(site: &Path, rewrite: impl Fn(&str) -> String) -> TempDir {
    let folder = sites::copy_of(site);
    let is_page = |file: &PathBuf| {
        file.extension().is_some_and(|it| it == "html") && !file.starts_with(folder.path().join("embed"))
    };
    for page in sites::files(folder.path()).into_iter().filter(is_page) {
        let html = fs::read_to_string(&page).expect("a page");
        fs::write(&page, rewrite(&html)).expect("a page");
    }
    folder
}

/// The text without what lies between `start` and `end`.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn hosts_that_minify_pages_do_not_stop_them() {
    let without_comments = rewritten(sites::demo(), |html| without(html, "<!--", "-->"));
    // Behind the style sheet, which the policy knows by its bytes.
    let without_blanks = rewritten(sites::demo(), |html| {
        let (head, body) = html.split_once("<body>").expect("a body");
        format!("{head}<body>{}", body.replace("> <", "><").replace("\n", ""))
    });
    for (how, folder) in [("comments", without_comments), ("white space", without_blanks)] {
        let host = sites::serve(folder.path(), "/").await;
        let browser = Browser::open(Profile::default()).await;
        for page in ["", ARTICLE, "tthc/", "nhung/"] {
            host.forget_requests();
            sites::open_renewed(&browser, &format!("{}{page}", host.url())).await;
            assert_eq!(browser.texts("main h1").await.len(), 1, "{page} without {how}");
            sites::until_answered(&host, "data/visits.json", 1).await;
            sites::follow(&browser, ".brand").await;
        }
        browser.finish(&[]).await;
    }
}

/// Cloudflare writes addresses so that only a script of its own can read them.
#[tokio::test]
async fn hosts_that_hide_email_addresses_do_not_stop_a_page() {
    let mail = "xaquangthanh@example.vn";
    let site = sites::demo_site_with(|site| site["contact"]["email"] = json!(mail));
    let site = sites::published("recovery-email-site", site.path(), "/");
    let hide = |html: &str| {
        let link = format!("href=\"mailto:{mail}\"");
        let hidden = "<span class=\"__cf_email__\" data-cfemail=\"00\">[email&#160;protected]</span>";
        let (head, body) = html.split_once("<body>").expect("a body");
        // The page for readers without a network has no program.
        let Some((page, snapshot)) = body.split_once("<script type=\"application/json\"") else {
            return html.to_owned();
        };
        let page = page.replace(&link, "href=\"/cdn-cgi/l/email-protection#00\"").replace(mail, hidden);
        format!("{head}<body>{page}<script type=\"application/json\"{snapshot}")
    };
    let folder = rewritten(&site, hide);
    let page = fs::read_to_string(folder.path().join("index.html")).expect("a page");
    assert!(page.contains("__cf_email__"), "the page has no address");
    let decode = format!(
        "document.querySelectorAll('.__cf_email__').forEach(it => {{
            const link = it.closest('a');
            if (link) link.href = 'mailto:{mail}';
            it.replaceWith('{mail}');
        }})"
    );
    for change in [decode, String::new()] {
        let host = sites::serve(folder.path(), "/").await;
        let browser = Browser::open(Profile::default()).await;
        browser.run_first(&before_the_start(&change)).await;
        sites::open_live(&browser, &host.url()).await;
        let shown = format!("document.querySelector('.footer a[href=\"mailto:{mail}\"]')?.innerText === '{mail}'");
        browser.wait("the address", &shown).await;
        sites::follow(&browser, ".lead a").await;
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn an_address_in_another_spelling_is_the_same_page() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    let article = format!("/{ARTICLE}");
    for (spelling, path) in [
        ("%74thc/", "/tthc/"),
        ("%74%74%68%63/?ky=2025", "/tthc/"),
        ("tthc/index.html", "/tthc/"),
        ("bai/lua%2Dchiem%2Dxuan%2D2025%2Dduoc%2Dmua/", article.as_str()),
        ("b%61i/lua-chiem-xuan-2025-duoc-mua/#noi-dung", article.as_str()),
    ] {
        sites::open_live(&browser, &format!("{}{spelling}", host.url())).await;
        assert_eq!(browser.eval("return location.pathname").await, path, "{spelling}");
        let headline = browser.text("main h1").await;
        assert!(!headline.contains("Không tìm thấy"), "{spelling}: {headline}");
        assert!(browser.exists("#app[data-shape]").await, "{spelling}: the page was built anew");
        sites::follow(&browser, ".brand").await;
        browser.back().await;
        sites::arrived(&browser, path).await;
        assert_eq!(browser.text("main h1").await, headline, "{spelling}");
    }
    browser.finish(&[]).await;
}

/// A host that answers a page at an address that only the host knows.
#[tokio::test]
async fn a_page_at_an_address_of_the_hosts_own_stays() {
    let folder = sites::copy_of(sites::demo());
    for (page, copy) in [("tthc/index.html", "So-Lieu.html"), ("tthc/index.html", "so-lieu-cu/index.html")] {
        let copy = folder.path().join(copy);
        fs::create_dir_all(copy.parent().expect("a folder")).expect("a folder");
        fs::copy(folder.path().join(page), copy).expect("a copy");
    }
    let host = sites::serve(folder.path(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    for address in ["So-Lieu.html", "so-lieu-cu/"] {
        sites::open_live(&browser, &format!("{}{address}", host.url())).await;
        assert!(browser.exists(".dashboard").await, "{address}");
    }
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_page_that_is_changed_between_two_slices_of_the_start_comes_alive() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    browser.run_first(crate::start::LONG_SLICES).await;
    for page in ["", ARTICLE, "tthc/"] {
        // Before the first slice, before the parts of the shell, among them, and among the effects.
        for turn in [1, 4, 8, 12, 16] {
            host.forget_requests();
            sites::open_live(&browser, &format!("{}{page}?luot={turn}", host.url())).await;
            assert_works(&browser, &host, page, &format!("at turn {turn}")).await;
            assert_eq!(browser.text(".footer button").await, "Tiếp tục tự cập nhật", "{page} at turn {turn}");
        }
    }
    browser.finish(&[]).await;
}
