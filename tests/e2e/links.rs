//! The built folder is consistent: every link resolves, and metadata, feeds and documents can be read by machines.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

use scraper::{Html, Selector};
use serde_json::Value;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::{Feed, Site};
use url::Url;

use crate::sites::{self, SUB};

/// The address that the built site would have.
const HOST: &str = "https://quangthanh.example";

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// Every built page by its path on the host.
fn pages(root: &Path, base: &str) -> BTreeMap<String, Html> {
    let pages: BTreeMap<String, Html> = sites::files(root)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "html"))
        .map(|file| {
            let name = file.strip_prefix(root).expect("below").to_str().expect("UTF-8").to_owned();
            let path = format!("{base}{}", name.strip_suffix("index.html").unwrap_or(&name));
            let text = fs::read_to_string(&file).expect("a page");
            let page = Html::parse_document(&text);
            (path, page)
        })
        .collect();
    assert!(pages.len() > 40, "{} pages", pages.len());
    pages
}

/// The value of an attribute of the only element that matches.
fn only(page: &Html, css: &str, attribute: &str) -> Option<String> {
    let selector = selector(css);
    let mut found = page.select(&selector);
    let value = found.next()?.attr(attribute).map(str::to_owned);
    assert!(found.next().is_none(), "two elements match {css}");
    value
}

fn every_link_resolves(root: &Path, base: &str) {
    let pages = pages(root, base);
    let ids: HashMap<&str, HashSet<&str>> = pages
        .iter()
        .map(|(path, page)| (path.as_str(), page.select(&selector("[id]")).filter_map(|it| it.attr("id")).collect()))
        .collect();
    let (links, mut checked, mut broken) = (selector("[href], [src], [data-js], [data-wasm]"), 0, BTreeSet::new());
    let root_address = Url::parse(HOST).and_then(|host| host.join(base)).expect("an address");
    for (path, page) in &pages {
        let here = Url::parse(HOST).and_then(|host| host.join(path)).expect("an address");
        for element in page.select(&links) {
            for name in ["href", "src", "data-js", "data-wasm"] {
                let Some(link) = element.attr(name) else { continue };
                checked += 1;
                // The files of the program lie next to the script that loads them.
                let from = if name.starts_with("data-") { &root_address } else { &here };
                let Ok(target) = from.join(link) else {
                    broken.insert(format!("{path}: {link} is no address"));
                    continue;
                };
                if !target.as_str().starts_with(HOST) {
                    let ok = matches!(target.scheme(), "http" | "https" | "mailto" | "tel");
                    if !ok {
                        broken.insert(format!("{path}: {link}"));
                    }
                    continue;
                }
                // Addresses for other sites are those of the published site, at the root of its base_url.
                let is_canonical = link.starts_with(HOST);
                let below = target.path().strip_prefix(if is_canonical { "/" } else { base });
                let exists = below.is_some_and(|below| {
                    let file = root.join(below);
                    if below.is_empty() || below.ends_with('/') {
                        file.join("index.html").is_file()
                    } else {
                        file.is_file()
                    }
                });
                if !exists {
                    broken.insert(format!("{path}: {link} leads nowhere"));
                }
                if let Some(fragment) = target.fragment()
                    && !ids.get(target.path()).is_some_and(|ids| ids.contains(fragment))
                {
                    broken.insert(format!("{path}: {link} has no such place"));
                }
            }
        }
        for (id, count) in page.select(&selector("[id]")).fold(HashMap::new(), |mut counts: HashMap<&str, u32>, it| {
            *counts.entry(it.attr("id").unwrap_or_default()).or_default() += 1;
            counts
        }) {
            if count > 1 {
                broken.insert(format!("{path}: the id {id} stands {count} times"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(checked > 1500, "only {checked} links were found");
}

#[test]
fn every_link_of_the_built_site_resolves() {
    every_link_resolves(sites::demo(), "/");
}

#[test]
fn every_link_resolves_in_a_sub_folder() {
    every_link_resolves(sites::demo_below(), SUB);
}

#[test]
fn every_page_has_one_canonical_address_and_the_site_map_lists_them_all() {
    let root = sites::demo();
    let mut canonical = BTreeSet::new();
    for (path, page) in pages(root, "/") {
        // A frame is a part of other pages and has no canonical address.
        if is_without_address(&path) {
            assert_eq!(only(&page, "meta[name=robots]", "content").as_deref(), Some("noindex"));
            assert_eq!(only(&page, "link[rel=canonical]", "href"), None);
            continue;
        }
        let address = only(&page, "link[rel=canonical]", "href").unwrap_or_else(|| panic!("{path} has no address"));
        // The home page and the first page of all news are two pages with two addresses.
        assert_eq!(address, format!("{HOST}{path}"));
        // What a search finds is listed elsewhere.
        let is_search = path == "/tim-kiem/";
        assert_eq!(only(&page, "meta[name=robots]", "content").is_some(), is_search, "{path}");
        assert!(is_search || canonical.insert(address), "{path}");
    }
    let text = fs::read_to_string(root.join("sitemap.xml")).expect("a site map");
    let xml = roxmltree::Document::parse(&text).expect("XML");
    assert_eq!(xml.root_element().tag_name().namespace(), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
    let listed: BTreeSet<String> = xml
        .descendants()
        .filter(|it| it.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
        .filter_map(|it| it.text())
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, canonical);
    let robots = fs::read_to_string(root.join("robots.txt")).expect("robots.txt");
    assert!(robots.contains(&format!("Sitemap: {HOST}/sitemap.xml")), "{robots}");
}

/// Whether a page stands for any address, or is a part of other pages.
fn is_without_address(path: &str) -> bool {
    ["/404.html", "/ngoai-tuyen.html"].contains(&path) || path.starts_with("/embed/")
}

#[test]
fn every_page_has_metadata_for_machines() {
    let mut titles = BTreeSet::new();
    for (path, page) in pages(sites::demo(), "/") {
        if is_without_address(&path) {
            continue;
        }
        let title = page.select(&selector("title")).next().expect("a title").text().collect::<String>();
        assert!(titles.insert(title.clone()), "{path}: another page is called {title}, too");
        let meta = |name: &str| {
            let css = format!("meta[property='{name}'], meta[name='{name}']");
            only(&page, &css, "content").unwrap_or_else(|| panic!("{path} has no {name}"))
        };
        for name in ["og:type", "og:site_name", "og:title", "og:description", "description"] {
            assert!(!meta(name).trim().is_empty(), "{path}: {name}");
        }
        assert_eq!(meta("og:url"), format!("{HOST}{path}"));
        let picture = meta("og:image");
        let file = picture.strip_prefix(&format!("{HOST}/")).unwrap_or_else(|| panic!("{path}: {picture}"));
        assert!(sites::demo().join(file).is_file(), "{path}: {picture}");

        let script = page.select(&selector("script[type='application/ld+json']")).next().expect("structured data");
        let data: Value = serde_json::from_str(&script.text().collect::<String>()).expect("JSON");
        assert_eq!(data["url"], format!("{HOST}{path}"));
        if path.starts_with("/bai/") {
            let headline = page.select(&selector("main h1")).next().expect("a headline").text().collect::<String>();
            assert_eq!(
                (&data["@type"], data["headline"].as_str()),
                (&Value::from("NewsArticle"), Some(headline.as_str()))
            );
            for member in ["datePublished", "dateModified"] {
                let date = data[member].as_str().unwrap_or_else(|| panic!("{path}: {member}"));
                assert!(trangxa_model::Timestamp::parse(date).is_some(), "{path}: {date}");
            }
            assert!(data["image"][0].as_str().is_some_and(|it| it.starts_with(HOST)), "{path}: {data}");
            assert!(data["author"][0]["name"].is_string() && data["publisher"]["name"].is_string(), "{path}: {data}");
            assert_eq!(meta("og:type"), "article");
            assert_eq!(data["datePublished"].as_str(), Some(meta("article:published_time").as_str()));
        }
    }
}

#[test]
fn the_feeds_hold_every_article_in_full() {
    let root = sites::demo();
    let json: Value = serde_json::from_slice(&fs::read(root.join("feed.json")).expect("feed.json")).expect("JSON");
    let feed = Feed::from_json(&format!("{HOST}/feed.json"), json).expect("a JSON Feed");
    assert_eq!((feed.articles.len(), feed.remarks.len()), (30, 0));
    let source = Feed::from_json(
        "/data/feed.json",
        serde_json::from_slice(&fs::read(sites::repository().join("public/data/feed.json")).expect("feed"))
            .expect("JSON"),
    )
    .expect("a feed");
    let text = fs::read_to_string(root.join("feed.xml")).expect("feed.xml");
    let xml = roxmltree::Document::parse(&text).expect("XML");
    let items: Vec<_> = xml.descendants().filter(|it| it.has_tag_name("item")).collect();
    assert_eq!(items.len(), 30);
    for article in &source.articles {
        let ours =
            feed.articles.iter().find(|it| it.id == article.id).unwrap_or_else(|| panic!("{} is missing", article.id));
        let words = |html: Option<String>| sites::collapsed(&html.unwrap_or_default()).len();
        let wanted = words(article.content.as_ref().map(trangxa_model::Html::text));
        assert!(
            wanted > 600 && words(ours.content.as_ref().map(trangxa_model::Html::text)) >= wanted,
            "{}",
            article.id
        );
        assert_eq!(ours.url.as_deref(), Some(format!("{HOST}/bai/{}/", article.slug).as_str()));
        let item = items
            .iter()
            .find(|it| it.descendants().any(|it| it.has_tag_name("link") && it.text() == ours.url.as_deref()));
        let item = item.unwrap_or_else(|| panic!("{} is not in feed.xml", article.id));
        let content =
            item.children().find(|it| it.tag_name().name() == "encoded").and_then(|it| it.text().map(str::to_owned));
        assert!(words(content.map(|html| trangxa_clean::text::text_of(&html))) >= wanted, "{}", article.id);
        assert!(
            item.children().any(|it| it.has_tag_name("pubDate") && it.text().is_some_and(|it| it.ends_with("+0700")))
        );
    }
    // A feed reader cannot resolve an address without a host.
    for html in feed.articles.iter().filter_map(|it| it.content.as_ref()) {
        let fragment = Html::parse_fragment(html.as_str());
        for element in fragment.select(&selector("[href], [src]")) {
            let link = element.attr("href").or(element.attr("src")).unwrap_or_default();
            assert!(link.contains(':'), "{link}");
        }
    }
}

#[test]
fn the_built_documents_are_what_the_app_reads() {
    let site = Site::from_json("data/site.json", sites::document("data/site.json")).expect("site.json");
    let pages: Vec<&str> = site.pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(pages, ["gioi-thieu", "lien-he", "rieng-tu"]);
    let feed = Feed::from_json("/data/feed.json", sites::document("data/feed.json")).expect("feed.json");
    assert_eq!((feed.articles.len(), feed.listing.map(|it| (it.page, it.pages, it.total))), (20, Some((1, 2, 30))));
    for file in sites::files(&sites::demo().join("data")) {
        // The files of the search are for its engine, whose tests read them.
        if file.parent().is_some_and(|it| it.ends_with("search/f")) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a document");
        if file.ends_with("tthc.csv") {
            assert!(text.starts_with("\u{feff}Từ tháng,Đến tháng,Lĩnh vực,"), "{text:.100}");
            continue;
        }
        if file.ends_with("documents.csv") {
            assert!(text.starts_with("\u{feff}\"Số, ký hiệu\",Loại văn bản,"), "{text:.100}");
            continue;
        }
        if file.ends_with("calendar.csv") {
            assert!(text.starts_with("\u{feff}Việc,Loại lịch,Thời gian,"), "{text:.100}");
            continue;
        }
        if file.ends_with("people.csv") {
            assert!(text.starts_with("\u{feff}Cơ quan,Chức danh,Họ và tên,"), "{text:.100}");
            continue;
        }
        if file.ends_with("procedures.csv") {
            assert!(text.starts_with("\u{feff}Mã TTHC,Tên TTHC,Lĩnh vực,"), "{text:.100}");
            continue;
        }
        assert!(serde_json::from_str::<Value>(&text).is_ok_and(|it| it.is_object()), "{}", file.display());
    }
    let manifest = sites::document("manifest.webmanifest");
    assert_eq!(manifest["short_name"], "Xã Quang Thành");
    let icons = manifest["icons"].as_array().expect("icons");
    assert!(
        icons.iter().any(|it| it["sizes"] == "512x512") && icons.iter().any(|it| it["purpose"] == "maskable"),
        "{icons:?}"
    );
    for base in ["/", SUB] {
        let root = if base == "/" { sites::demo() } else { sites::demo_below() };
        let text = fs::read_to_string(root.join("manifest.webmanifest")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        let here = Url::parse(&format!("{HOST}{base}manifest.webmanifest")).expect("an address");
        assert_eq!(here.join(manifest["start_url"].as_str().expect("start_url")).expect("an address").path(), base);
        for icon in manifest["icons"].as_array().expect("icons") {
            let icon = here.join(icon["src"].as_str().expect("src")).expect("an address");
            let file = icon.path().strip_prefix(base).unwrap_or_else(|| panic!("{icon} is outside {base}"));
            assert!(root.join(file).is_file(), "{icon}");
        }
    }
}
