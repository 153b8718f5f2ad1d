//! The headers that go with every answer, and that the configuration for every kind of host has them.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use trangxa_e2e::{Browser, Profile};

use crate::sites::{self, ARTICLE, PAGES, SUB};

/// The policy for pages with this inline script and these style sheets, as source expressions, on a site with or without recordings.
fn policy(script: &str, styles: &str, has_recordings: bool) -> String {
    let media = if has_recordings { "media-src 'self' https:; " } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self' {styles}; \
         img-src 'self' https: data:; {media}font-src 'self'; connect-src 'self' https:; frame-src 'self'; \
         manifest-src 'self'; base-uri 'self'; form-action 'self'"
    )
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn text_of(page: &Html, css: &str) -> Vec<String> {
    page.select(&Selector::parse(css).expect("a selector")).map(|it| it.text().collect()).collect()
}

fn parsed(root: &Path, page: &str) -> Html {
    let file = if page.ends_with(".html") { root.join(page) } else { root.join(page).join("index.html") };
    Html::parse_document(&fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// What a page has in `<script>`, other than data.
const INLINE_SCRIPT: &str = "script:not([src]):not([type='application/json']):not([type='application/ld+json'])";

/// The source expression of the line that every page has for the reading aids.
fn line(root: &Path) -> String {
    hash(&text_of(&parsed(root, "404.html"), INLINE_SCRIPT)[0])
}

fn has_recordings(root: &Path) -> bool {
    fs::read_to_string(root.join("feed.json")).expect("the feed").contains("\"mime_type\":\"audio/")
}

/// The policy of every answer, as `_headers` has it: it allows the style sheets of all kinds of pages by their hashes.
fn site_policy(root: &Path) -> String {
    let headers = fs::read_to_string(root.join("_headers")).expect("the headers");
    let sent =
        headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: ")).expect("a policy");
    let styles = sent.split_once("style-src 'self' ").and_then(|(_, rest)| rest.split_once(';')).expect("styles").0;
    assert_eq!(sent, format!("{}; frame-ancestors 'none'", policy(&line(root), styles, has_recordings(root))));
    let hashes: Vec<&str> = styles.split(' ').collect();
    assert!(hashes.len() <= 11 && hashes.iter().all(|it| it.starts_with("'sha256-")), "{styles}");
    sent.to_owned()
}

#[test]
fn no_page_has_anything_its_policy_would_refuse() {
    for root in [sites::demo(), sites::demo_below(), sites::quang_thanh()] {
        let site_policy = site_policy(root);
        for file in sites::files(root).iter().filter(|it| it.extension().is_some_and(|it| it == "html")) {
            let name = file.strip_prefix(root).expect("below").to_str().expect("UTF-8");
            if name.starts_with("embed/") {
                continue;
            }
            let page = parsed(root, name);
            let select = |css: &str| page.select(&Selector::parse(css).expect("a selector")).count();
            assert_eq!(select("style"), 1, "{name}");
            let style = hash(&text_of(&page, "style")[0]);
            assert!(site_policy.contains(&style), "{name}: the headers do not allow its style sheet");
            let scripts: Vec<String> = text_of(&page, INLINE_SCRIPT).iter().map(|script| hash(script)).collect();
            assert_eq!(scripts, [line(root)], "{name}");
            assert_eq!(select("[style], iframe, object, embed, form:not(.find), link[rel=stylesheet]"), 0, "{name}");
            for element in page.select(&Selector::parse("*").expect("a selector")) {
                let handlers: Vec<_> =
                    element.value().attrs().filter(|(attribute, _)| attribute.starts_with("on")).collect();
                assert!(handlers.is_empty(), "{name}: {handlers:?}");
            }
            let meta = page
                .select(&Selector::parse("meta[http-equiv='content-security-policy' i]").expect("a selector"))
                .next();
            let meta = meta.and_then(|it| it.attr("content")).unwrap_or_default();
            // A meta element cannot set this directive; browsers complain about it.
            assert_eq!(meta, policy(&line(root), &style, has_recordings(root)), "{name}");
            let text = fs::read_to_string(file).expect("a page");
            let policy_at = text.find("http-equiv=\"content-security-policy\"").expect("a policy");
            assert!(text.find("<script").is_none_or(|script| script > policy_at), "{name}: a script before the policy");
        }
    }
}

/// A frame's own policy allows its scripts and its style by their hashes, and no other scripts, styles or pictures.
#[tokio::test]
async fn frames_have_a_policy_of_their_own() {
    for (root, base) in [(sites::demo(), "/"), (sites::demo_below(), SUB)] {
        let host = sites::serve(root, base).await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&host.url()).await;
        for path in ["embed/tthc/", "embed/news/", "embed/counters/"] {
            let page = parsed(root, path);
            let scripts: Vec<String> = text_of(&page, "script:not([type])").iter().map(|script| hash(script)).collect();
            assert_eq!((scripts.len(), text_of(&page, "style").len()), (2, 1), "{path}");
            let meta = Selector::parse("meta[http-equiv]").expect("a selector");
            let meta = page.select(&meta).next().and_then(|it| it.attr("content")).unwrap_or_default();
            let wanted = format!(
                "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; connect-src 'self' https:; \
                 base-uri 'none'; form-action 'none'",
                scripts.join(" "),
                hash(&text_of(&page, "style")[0])
            );
            assert_eq!(meta, wanted, "{path}");
            let script = format!(
                "const answer = await fetch({}); return Object.fromEntries(answer.headers)",
                json!(format!("{base}{path}"))
            );
            let headers = browser.eval_async(&script).await;
            assert_eq!(headers["content-security-policy"], format!("{wanted}; frame-ancestors *"), "{path}");
            assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
            assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
        }
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_its_time_to_live() {
    for (root, base) in [(sites::demo(), "/"), (sites::demo_below(), SUB)] {
        let policy = site_policy(root);
        let host = sites::serve(root, base).await;
        let browser = Browser::open(Profile::default()).await;
        browser.goto(&host.url()).await;
        let names = sites::files(root)
            .iter()
            .map(|it| it.strip_prefix(root).expect("below").to_str().expect("UTF-8").to_owned())
            .collect::<Vec<_>>();
        let hashed: Vec<&String> = names
            .iter()
            .filter(|it| ["trang-xa-", "boot-", "style-"].iter().any(|start| it.starts_with(start)))
            .collect();
        assert_eq!(hashed.len(), 4, "boot, glue, wasm and style sheet: {hashed:?}");
        let revalidated = ["data/feed.json", "data/tthc.json", "data/site.json", "feed.xml", "404.html"];
        let forever = hashed.into_iter().map(|it| (it.clone(), "public, max-age=31536000, immutable"));
        let always = PAGES.into_iter().chain(revalidated).map(|it| (it.to_owned(), "no-cache"));
        for (file, cache) in forever.chain(always) {
            let script = format!(
                "const answer = await fetch({}); return Object.fromEntries(answer.headers)",
                json!(format!("{base}{file}"))
            );
            let headers = browser.eval_async(&script).await;
            assert_eq!(headers["content-security-policy"], policy, "{file}");
            assert_eq!(headers["x-content-type-options"], "nosniff", "{file}");
            assert_eq!(headers["referrer-policy"], "strict-origin-when-cross-origin", "{file}");
            assert_eq!(headers["cache-control"], cache, "{file}");
        }
        browser.finish(&[]).await;
    }
}

#[test]
fn every_kind_of_host_gets_the_policy() {
    for (root, base) in [(sites::demo(), "/"), (sites::demo_below(), SUB)] {
        let policy = site_policy(root);
        let is_portals = |it: &PathBuf| it.parent() == Some(root) && it.extension().is_some_and(|it| it == "wasm");
        let wasm = sites::files(root).into_iter().find(is_portals).expect("a wasm");
        let wasm = wasm.file_name().and_then(|it| it.to_str()).expect("a name").to_owned();
        for file in ["_headers", ".htaccess", "nginx.conf"] {
            let text = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            for wanted in [policy.as_str(), "nosniff", "Referrer-Policy", "max-age=31536000, immutable", "no-cache"] {
                assert!(text.contains(wanted), "{file} lacks {wanted}:\n{text}");
            }
            assert!(text.replace('\\', "").contains(&wasm), "{file} lacks {wasm}:\n{text}");
            if file != "_headers" {
                assert!(text.contains(&format!("404 {base}404.html")), "{file}:\n{text}");
            }
        }
        let apache = fs::read_to_string(root.join(".htaccess")).expect(".htaccess");
        assert!(apache.contains("AddType application/wasm .wasm"), "{apache}");
    }
}

#[tokio::test]
async fn a_host_that_allows_no_headers_still_has_the_policy() {
    let copy = sites::copy_of(sites::demo());
    fs::remove_file(copy.path().join("_headers")).expect("the headers");
    let host = sites::serve(copy.path(), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}{ARTICLE}", host.url())).await;
    let attack = "window.hit = false; const script = document.createElement('script'); script.textContent = 'window.hit = true'; \
                  document.body.append(script); return [hit, document.querySelector('main h1').checkVisibility()]";
    assert_eq!(browser.eval(attack).await, json!([false, true]));
    assert!(browser.problems().await.iter().any(|it| it.contains("CSP: script-src-elem blocked inline")));
    let sent: Value = browser.eval_async("return (await fetch('/')).headers.get('content-security-policy')").await;
    assert_eq!(sent, Value::Null);
    browser
        .finish(&[
            "script-src-elem blocked inline",
            "Executing inline script violates",
            "Refused to execute inline script",
        ])
        .await;
}
