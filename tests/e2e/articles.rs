//! Articles as feeds really have them: with characters that no page can show, pictures by odd addresses, and in any order. Built
//! pages, pages renewed in the browser and plain mode show the same.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;
use trangxa_publish::{PlainOptions, build_plain};

use crate::sites;

fn feed(items: &Value) -> Value {
    json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã Thử", "items": items})
}

fn site() -> Value {
    json!({"version": 1, "name": "Ủy ban nhân dân xã Thử", "base_url": "https://thu.example/"})
}

/// A site's folder with these two documents.
fn folder(site: &Value, feed: &Value) -> TempDir {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    write(folder.path(), "data/site.json", site);
    write(folder.path(), "data/feed.json", feed);
    folder
}

fn write(folder: &Path, path: &str, json: &Value) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, json.to_string()).expect("a file");
}

/// The site in plain mode.
fn plain(site: &Path) -> TempDir {
    let out = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let options = PlainOptions {
        app: sites::app(),
        site: Some(site.to_owned()),
        out: out.path().join("out"),
        base_path: Some("/".to_owned()),
        compress: false,
        counter: None,
        wait: std::time::Duration::ZERO,
    };
    build_plain(&options).expect("the app");
    out
}

/// A parser of HTML drops a null, so a page that was written with one would not be what the program expects.
#[tokio::test]
async fn a_page_whose_fields_are_control_characters_comes_alive() {
    let nothing = "\u{0}";
    let mut site = site();
    for field in ["short_name", "tagline", "address", "phone", "email"] {
        site[field] = json!(nothing);
    }
    site["categories"] = json!([{"id": "tin", "name": "Tin\u{0}"}]);
    let mut article =
        json!({"id": "a", "title": nothing, "content_html": "<p>Bà\u{0} con\u{1}</p>", "tags": [nothing, "Tin"]});
    for field in ["summary", "url", "image", "date_published"] {
        article[field] = json!(nothing);
    }
    article["authors"] = json!([{"name": nothing}]);
    article["attachments"] = json!([{"url": "/a.pdf", "mime_type": nothing, "title": nothing}]);
    article["_trangxa"] = json!({"source": nothing, "origin_unit": nothing});
    let folder = folder(&site, &feed(&json!([article, {"id": "b", "title": "B\u{ffff}", "summary": "\u{7f}"}])));
    let (root, _) = sites::published_with_findings("control-characters", folder.path(), "/");
    let host = sites::serve(&root, "/").await;
    let browser = Browser::open(Profile::default()).await;
    for page in ["", "tin/", "bai/a/", "bai/b/", "so-do/"] {
        sites::open_live(&browser, &format!("{}{page}", host.url())).await;
    }
    sites::open_live(&browser, &format!("{}bai/a/", host.url())).await;
    assert_eq!(browser.eval("return document.querySelector('h1').innerText").await, "Bà con");
    assert_eq!(browser.eval("return document.querySelector('.prose').innerText").await, "Bà con");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_main_picture_stands_once_whatever_its_address() {
    let picture = "https://anh.example/anh.ashx?id=1&w=600";
    let html = "<p>Một <img src=\"https://anh.example/anh.ashx?id=1&amp;w=600\" alt=\"\"></p>";
    let item = json!({"id": "a", "title": "Có ảnh", "image": picture, "content_html": html});
    let other =
        json!({"id": "b", "title": "Ảnh khác", "image": picture, "content_html": "<p><img src=\"/khac.jpg\"></p>"});
    let folder = folder(&site(), &feed(&json!([item, other])));
    let (root, _) = sites::published_with_findings("main-picture", folder.path(), "/");
    let plain = plain(folder.path());
    let pictures = "return [...document.querySelectorAll('.article img')].map(it => it.getAttribute('src'))";
    for root in [root.as_path(), &plain.path().join("out")] {
        let host = sites::serve(root, "/").await;
        let browser = Browser::open(Profile::default()).await;
        sites::open_live(&browser, &format!("{}bai/a/", host.url())).await;
        browser.wait("the article", "document.querySelector('.prose img')").await;
        assert_eq!(browser.eval(pictures).await, json!([picture]), "{}", root.display());
        sites::open_live(&browser, &format!("{}bai/b/", host.url())).await;
        browser.wait("the article", "document.querySelector('.prose img')").await;
        assert_eq!(browser.eval(pictures).await, json!([picture, "/khac.jpg"]), "{}", root.display());
        browser.finish(&["anh.example", "khac.jpg", "bai/a/ - Failed", "bai/b/ - Failed"]).await;
    }
}

#[tokio::test]
async fn articles_have_one_order_everywhere() {
    let item = |id: &str, date: Option<&str>| json!({"id": id, "title": format!("Tin {id}"), "summary": "x", "date_published": date});
    let feed = feed(&json!([
        item("z", None),
        item("c", Some("2026-11-20T00:00:00+07:00")),
        item("y", None),
        item("b", Some("2026-11-20T00:00:00+07:00")),
        item("d", Some("2026-11-19T00:00:00+07:00")),
        item("a", Some("2026-11-21T00:00:00+07:00")),
    ]));
    let expected = json!(["Tin a", "Tin b", "Tin c", "Tin d", "Tin z", "Tin y"]);
    let folder = folder(&site(), &feed);
    let (root, _) = sites::published_with_findings("order", folder.path(), "/");
    let headlines = "return [...document.querySelectorAll('main h2, main h3')].map(it => it.innerText.trim()).filter(it => it.startsWith('Tin '))";
    let host = sites::serve(&root, "/").await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::default() }).await;
    browser.goto(&format!("{}tin/", host.url())).await;
    assert_eq!(browser.eval(headlines).await, expected, "as built");
    browser.finish(&[]).await;

    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    sites::settled(&browser).await;
    let mut renewed = feed.clone();
    renewed["items"][0]["title"] = json!("Tin zz");
    host.faults().set("data/feed.json", Fault::Body(renewed.to_string()));
    sites::renew(&browser).await;
    browser.wait("the new title", "document.querySelector('main').innerText.includes('Tin zz')").await;
    assert_eq!(
        browser.eval(headlines).await,
        json!(["Tin a", "Tin b", "Tin c", "Tin d", "Tin zz", "Tin y"]),
        "renewed"
    );
    browser.finish(&[]).await;

    let plain = plain(folder.path());
    let host = sites::serve(&plain.path().join("out"), "/").await;
    let browser = Browser::open(Profile::default()).await;
    sites::open_live(&browser, &format!("{}tin/", host.url())).await;
    browser.wait("the list", "document.querySelector('main').innerText.includes('Tin z')").await;
    assert_eq!(browser.eval(headlines).await, expected, "in plain mode");
    // Plain mode answers every address with one page.
    browser.finish(&["tin/ - Failed"]).await;
}
