//! Old addresses, as a reader with an old link meets them.

use std::fs;

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};

use crate::sites;

#[tokio::test]
async fn an_old_address_leads_to_the_new_page_with_and_without_the_program() {
    let site = sites::copy_of(&sites::repository().join("public"));
    let file = site.path().join("data/site.json");
    let mut json: Value = serde_json::from_slice(&fs::read(&file).expect("site.json")).expect("JSON");
    json["redirects"] = json!([
        {"from": "/tin-tuc/lua-chiem-xuan-duoc-mua-123.html", "to": format!("/{}", sites::ARTICLE)},
        {"from": "/bai/bai-ten-cu/", "to": format!("/{}", sites::ARTICLE)},
    ]);
    fs::write(&file, json.to_string()).expect("site.json");
    let feed = site.path().join("data/feed.json");
    let mut json: Value = serde_json::from_slice(&fs::read(&feed).expect("feed.json")).expect("JSON");
    json["items"][0]["content_html"] = json!("<p>Xem <a href=\"../bai/bai-ten-cu/\">bài trước</a>.</p>");
    fs::write(&feed, json.to_string()).expect("feed.json");
    let out = sites::published("moved", site.path(), "/");
    let host = sites::serve(&out, "/").await;
    let arrived = format!("location.pathname === '/{}' && document.querySelector('.prose')", sites::ARTICLE);
    for javascript in [false, true] {
        let browser = Browser::open(Profile { javascript, ..Profile::default() }).await;
        for old in ["tin-tuc/lua-chiem-xuan-duoc-mua-123.html", "bai/bai-ten-cu/"] {
            browser.goto(&format!("{}{old}", host.url())).await;
            browser.wait("the new page", &arrived).await;
        }
        if javascript {
            // A link in a text to an address that looks like one of ours, and is none any more.
            sites::open_live(&browser, &host.url()).await;
            sites::follow(&browser, ".lead a").await;
            browser.click(".prose a").await;
            browser.wait("the new page", &arrived).await;
        }
        browser.finish(&["data/bai/bai-ten-cu.json - Failed"]).await;
    }
}

#[tokio::test]
async fn every_page_says_where_the_unit_went() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile { width: 360, height: 740, ..Profile::default() }).await;
    for page in sites::PAGES {
        browser.goto(&format!("{}{page}", host.url())).await;
        let link = browser
            .eval("const link = document.querySelector('.archive a'); return [link.textContent, link.protocol]")
            .await;
        assert_eq!(link[1], "https:", "{page}");
        assert!(link[0].as_str().is_some_and(|name| name.contains("Nam An Phụ")), "{page}: {link}");
    }
    browser.finish(&[]).await;
}
