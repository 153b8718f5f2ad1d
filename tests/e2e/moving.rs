//! Old addresses: what a reader with an old link sees.

use serde_json::json;
use trangxa_e2e::{Browser, Profile};

use crate::sites;

#[tokio::test]
async fn an_old_address_leads_to_the_new_page_with_and_without_the_program() {
    let site = sites::demo_site_with(|json| {
        json["redirects"] = json!([
            {"from": "/tin-tuc/lua-chiem-xuan-duoc-mua-123.html", "to": format!("/{}", sites::ARTICLE)},
            {"from": "/bai/bai-ten-cu/", "to": format!("/{}", sites::ARTICLE)},
        ]);
    });
    sites::change_json(&site.path().join("data/feed.json"), |feed| {
        feed["items"][0]["content_html"] = json!("<p>Xem <a href=\"../bai/bai-ten-cu/\">bài trước</a>.</p>");
    });
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
            // A link in a text to an address that looks like an article's but is an old one.
            sites::open_live(&browser, &host.url()).await;
            sites::follow(&browser, ".lead a").await;
            browser.click(".prose a").await;
            browser.wait("the new page", &arrived).await;
        }
        browser.finish(&["data/bai/bai-ten-cu.json - Failed"]).await;
    }
}

#[tokio::test]
async fn every_page_links_to_the_unit_that_took_over() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
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
