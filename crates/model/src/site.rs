//! `site.json`: the unit, its contact data, its categories and pages, and where its documents are.

mod home;
mod media;
mod offline;
mod partners;

pub use home::HomePart;
pub use media::Media;
pub use offline::offline;
pub use partners::{Embed, Partners};

use crate::document::{DocumentError, JsonDocument};
use crate::read::{At, Expected, quoted};
use crate::web_address::{is_base_path, is_path, is_web_address};
use crate::{Feed, Html, Slug, rows, visits};
use serde_json::Value;
use trangxa_clean::text;
use trangxa_messages::model;

/// Who publishes the page, and where its documents lie.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Site {
    /// Version of this document's format: 1.
    pub version: u32,
    /// The full legal name, as the header and footer show it.
    pub name: String,
    /// A name short enough for a phone's home screen; the full name where absent.
    pub short_name: Option<String>,
    /// BCP 47 tag of the language the content is in.
    #[cfg_attr(feature = "schema", schemars(default = "vietnamese"))]
    pub language: String,
    /// Where the site is served: absolute, ends in `/`. Canonical links, feeds and previews are made from it.
    pub base_url: String,
    /// Who answers for the content.
    pub editor: Option<Editor>,
    /// How to reach the unit.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub contact: Contact,
    /// The categories, in menu order.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub categories: Vec<Category>,
    /// Standing pages such as Giới thiệu and Liên hệ, in menu order.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub pages: Vec<Page>,
    /// Where the documents lie.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub data: Sources,
    /// Present when the unit was merged into another.
    pub archive: Option<Archive>,
    /// What the home page shows, in this order; empty: the usual order, which has everything but `news`.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub home: Vec<HomePart>,
    /// The procedures that people need most. The publisher takes them from the document of procedures.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub popular: Vec<PopularProcedure>,
    /// The year of the newest article, whose archive a box of the search leads to without script. The publisher knows it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub newest_year: Option<u32>,
    /// Addresses of the site that was here before, and where their content is now.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub redirects: Vec<Redirect>,
}

/// A procedure to which the home page links.
#[derive(Clone, Debug, PartialEq)]
pub struct PopularProcedure {
    /// Its id in addresses: `/thu-tuc/<id>/`.
    pub id: Slug,
    /// What it is called.
    pub name: String,
}

/// An old address and where to go from it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Redirect {
    /// A path below the site's root, beginning with `/`; with a query only a server of one's own can follow it.
    pub from: String,
    /// A path below the site's root, beginning with `/`, or an absolute address.
    pub to: String,
}

/// The person responsible for the page, as the footer names them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Editor {
    /// The role on the page: "Trưởng Ban Biên tập".
    pub title: String,
    /// The office held: "Chủ tịch".
    pub position: Option<String>,
    /// The person's name.
    pub name: String,
}

/// How to reach the unit.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Postal address.
    pub address: Option<String>,
    /// Telephone number, as people write it.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A category of articles.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Category {
    /// Its id in addresses: `/chuyen-muc/<id>/`.
    pub id: Slug,
    /// Its name in the menu.
    pub name: String,
}

/// A standing page at `/<id>/`; its content may lie in a file of its own.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// Its address: `/<id>/`.
    pub id: Slug,
    /// Its headline and menu entry.
    pub title: String,
    /// Its text as HTML.
    pub content_html: Option<String>,
    /// Its text as plain text; blank lines part paragraphs. Ignored beside `content_html`.
    pub content_text: Option<String>,
}

impl Page {
    /// The text of the page, read from the document at `base`; `None` if that document only names the page.
    #[must_use]
    pub fn content(&self, base: &str) -> Option<Html> {
        match (&self.content_html, &self.content_text) {
            (Some(html), _) => Some(Html::Raw { html: html.clone(), base: base.to_owned() }),
            (None, Some(text)) => Some(Html::Clean(text::paragraphs(text))),
            (None, None) => None,
        }
    }
}

/// Where the documents lie: relative to the site's root, or absolute URLs.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sources {
    /// The JSON Feed of articles.
    #[cfg_attr(feature = "schema", schemars(default = "default_articles"))]
    pub articles: String,
    /// The TTHC figures; absent: no card and no page.
    pub tthc: Option<String>,
    /// The visitor counters; absent: none are shown.
    pub visits: Option<visits::VisitsSource>,
    /// The units and desks of the office, with their hours. The publisher finds the file `data/office.json` also where nothing names it.
    pub office: Option<String>,
    /// Alerts that are shown on every page while they run; `data/alerts.json` likewise.
    pub alerts: Option<String>,
    /// Administrative procedures; `data/procedures.json` likewise.
    pub procedures: Option<String>,
    /// Official documents; `data/documents.json` likewise.
    pub documents: Option<String>,
    /// The calendar; `data/calendar.json` likewise.
    pub calendar: Option<String>,
    /// The people of the unit; `data/people.json` likewise.
    pub people: Option<String>,
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            articles: default_articles(),
            tthc: None,
            visits: None,
            office: None,
            alerts: None,
            procedures: None,
            documents: None,
            calendar: None,
            people: None,
        }
    }
}

/// The unit was merged: where it went.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archive {
    /// The first day of the new unit.
    pub since: crate::Timestamp,
    /// The unit that took over.
    pub successor: Successor,
}

/// The unit that took over.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Successor {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
}

/// The id of the standing page with the contact data, to which the bar with the office's hours leads.
pub const CONTACT_PAGE: &str = "lien-he";

/// Where the articles are if site.json does not name them.
pub const DEFAULT_ARTICLES: &str = "data/feed.json";

/// Ids that no standing page may have, because the site itself uses these addresses.
pub const RESERVED_IDS: [&str; 19] = [
    "bai",
    "badge",
    "chuyen-muc",
    "data",
    "embed",
    "icons",
    "lich",
    "luu-tru",
    "media",
    "nhung",
    "oembed",
    "so-do",
    "thu-tuc",
    "tim-kiem",
    "tin",
    "to-chuc",
    "trang",
    "tthc",
    "van-ban",
];

// What the pages of a built site contain of it: its texts have documents of their own, and only hosts need the old addresses.
rows! {
    Site {
        base_url, name, short_name, language, editor, contact, categories, pages, data, archive, home, popular, newest_year;
        version: 1, redirects: Vec::new()
    }
    Editor { title, position, name }
    Contact { address, phone, email }
    Category { id, name }
    Page { id, title; content_html: None, content_text: None }
    Sources { articles, tthc, visits, office, alerts, procedures, documents, calendar, people }
    PopularProcedure { id, name }
    Archive { since, successor }
    Successor { name, url }
}

impl Site {
    /// A site made from its feed alone, for a host that has no site.json. `base_url` is its address.
    #[must_use]
    pub fn from_feed(feed: &Feed, base_url: String) -> Self {
        let mut categories: Vec<Category> = Vec::new();
        for article in &feed.articles {
            let Some(id) = &article.category else { continue };
            let name = article.tags.iter().find(|tag| Slug::make(tag).as_ref() == Some(id));
            if let Some(name) = name.filter(|_| !categories.iter().any(|known| known.id == *id)) {
                categories.push(Category { id: id.clone(), name: name.clone() });
            }
        }
        Self {
            version: 1,
            name: feed.title.clone().unwrap_or_else(|| "Trang thông tin điện tử".to_owned()),
            short_name: None,
            language: vietnamese(),
            base_url,
            editor: None,
            contact: Contact::default(),
            categories,
            pages: Vec::new(),
            data: Sources::default(),
            archive: None,
            home: Vec::new(),
            popular: Vec::new(),
            newest_year: None,
            redirects: Vec::new(),
        }
    }

    /// The short name, or the full name if there is no short one.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// The category with an id; `None` if site.json does not have it.
    #[must_use]
    pub fn category(&self, id: &Slug) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    /// What the home page shows, in this order.
    #[must_use]
    pub fn home_parts(&self) -> Vec<HomePart> {
        if self.home.is_empty() { HomePart::usual() } else { self.home.clone() }
    }

    /// The first month of the unit that this one was merged into; `None` if it was not merged.
    #[must_use]
    pub fn merged(&self) -> Option<crate::YearMonth> {
        crate::YearMonth::of(self.archive.as_ref()?.since)
    }

    /// The name of the site's host, from `base_url`: `quangthanh.example`.
    #[must_use]
    pub fn host(&self) -> &str {
        let (_, rest) = self.base_url.split_once("://").unwrap_or_default();
        rest.split(['/', ':']).next().unwrap_or_default()
    }

    /// The path of the site's root on its host, from `base_url`: `/` or `/quangthanh/`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let host_at = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[host_at..].find('/').map_or("/", |at| &self.base_url[host_at + at..])
    }
}

/// The document of a standing page.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Its headline.
    pub title: String,
    /// Its text.
    pub content: Option<Html>,
}

// Its text is on the page.
rows! { Standing { title; content: None } }

impl JsonDocument for Standing {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let page = page(&At::document(file, &json))?;
        Ok(Self { content: page.content(file), title: page.title })
    }
}

impl JsonDocument for Site {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let site = Self {
            version: 1,
            name: at.required("name", At::text)?,
            short_name: at.optional("short_name", At::text)?,
            language: at.optional("language", At::text)?.unwrap_or_else(vietnamese),
            base_url: at.required("base_url", At::exact_text)?,
            editor: at.optional("editor", editor)?,
            contact: at.optional("contact", contact)?.unwrap_or_default(),
            categories: at.list("categories", category)?,
            pages: at.list("pages", page)?,
            data: at.optional("data", sources)?.unwrap_or_default(),
            archive: at.optional("archive", archive)?,
            home: at.list("home", home::part)?,
            popular: Vec::new(),
            newest_year: None,
            redirects: at.list("redirects", redirect)?,
        };
        if !is_web_address(&site.base_url) || !is_base_path(site.base_path()) || !site.base_url.ends_with('/') {
            let problem = || model::Expected { what: Expected::BaseUrl, found: quoted(&site.base_url) };
            return Err(DocumentError::shape(file, || "base_url", problem));
        }
        for (i, redirect) in site.redirects.iter().enumerate() {
            if redirect.from == redirect.to {
                let problem = || model::RedirectToItself { address: &redirect.from };
                return Err(DocumentError::shape(file, || format!("redirects[{i}]"), problem));
            }
        }
        for (i, category) in site.categories.iter().enumerate() {
            if site.categories[..i].iter().any(|other| other.id == category.id) {
                let problem = || model::UsedTwice { id: &category.id };
                return Err(DocumentError::shape(file, || format!("categories[{i}].id"), problem));
            }
        }
        for (i, page) in site.pages.iter().enumerate() {
            let place = || format!("pages[{i}].id");
            if RESERVED_IDS.contains(&page.id.as_str()) {
                return Err(DocumentError::shape(file, place, || model::Reserved { id: &page.id }));
            }
            if site.pages[..i].iter().any(|other| other.id == page.id) {
                return Err(DocumentError::shape(file, place, || model::UsedTwice { id: &page.id }));
            }
        }
        Ok(site)
    }
}

fn editor(at: &At<'_>) -> Result<Editor, DocumentError> {
    Ok(Editor {
        title: at.required("title", At::text)?,
        position: at.optional("position", At::text)?,
        name: at.required("name", At::text)?,
    })
}

fn contact(at: &At<'_>) -> Result<Contact, DocumentError> {
    Ok(Contact {
        address: at.optional("address", At::text)?,
        phone: at.optional("phone", At::text)?,
        email: at.optional("email", At::text)?,
    })
}

fn category(at: &At<'_>) -> Result<Category, DocumentError> {
    Ok(Category { id: at.required("id", At::slug)?, name: at.required("name", At::text)? })
}

fn page(at: &At<'_>) -> Result<Page, DocumentError> {
    Ok(Page {
        id: at.required("id", At::slug)?,
        title: at.required("title", At::text)?,
        content_html: at.optional("content_html", At::text)?,
        content_text: at.optional("content_text", At::text)?,
    })
}

fn sources(at: &At<'_>) -> Result<Sources, DocumentError> {
    Ok(Sources {
        articles: at.optional("articles", At::document_address)?.unwrap_or_else(default_articles),
        tthc: at.optional("tthc", At::document_address)?,
        visits: at.optional("visits", visits::VisitsSource::read)?,
        office: at.optional("office", At::document_address)?,
        alerts: at.optional("alerts", At::document_address)?,
        procedures: at.optional("procedures", At::document_address)?,
        documents: at.optional("documents", At::document_address)?,
        calendar: at.optional("calendar", At::document_address)?,
        people: at.optional("people", At::document_address)?,
    })
}

fn archive(at: &At<'_>) -> Result<Archive, DocumentError> {
    Ok(Archive { since: at.required("since", At::timestamp)?, successor: at.required("successor", successor)? })
}

fn redirect(at: &At<'_>) -> Result<Redirect, DocumentError> {
    let (from, to) = (at.required("from", At::exact_text)?, at.required("to", At::exact_text)?);
    // Redirects become file names and lines of server configuration.
    let is_plain = |text: &str| !text.contains(['$', ';', '*']);
    if !is_path(&from) || !is_plain(&from) || from.contains('#') || from == "/" {
        return Err(at.fail(|| model::RedirectFrom { found: &from }));
    }
    if !(is_path(&to) || is_web_address(&to)) || !is_plain(&to) {
        return Err(at.fail(|| model::RedirectTo { found: &to }));
    }
    Ok(Redirect { from, to })
}

fn successor(at: &At<'_>) -> Result<Successor, DocumentError> {
    Ok(Successor { name: at.required("name", At::text)?, url: at.required("url", At::web_address)? })
}

fn vietnamese() -> String {
    "vi".to_owned()
}

fn default_articles() -> String {
    DEFAULT_ARTICLES.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn site(extra: Value) -> Result<Site, String> {
        let mut json = json!({"version": 1, "name": "Xã Quang Thành", "base_url": "https://xa.example/"});
        for (key, value) in extra.as_object().unwrap() {
            json[key] = value.clone();
        }
        Site::from_json("data/site.json", json).map_err(|error| error.to_string())
    }

    #[test]
    fn little_is_required() {
        let site = site(json!({})).unwrap();
        assert_eq!(site.short_name(), "Xã Quang Thành");
        assert_eq!(site.data.articles, "data/feed.json");
        assert_eq!(site.base_path(), "/");
    }

    #[test]
    fn the_base_path_comes_from_the_base_url() {
        assert_eq!(site(json!({"base_url": "https://xa.example/quangthanh/"})).unwrap().base_path(), "/quangthanh/");
        for bad in
            ["xa.example", "https://xa.example", "https://xa.example/a", "/", "https://xa.example/?a=/", "tel:1/"]
        {
            let error = site(json!({ "base_url": bad })).unwrap_err();
            assert!(error.starts_with("data/site.json, base_url: expected an absolute address"), "{error}");
        }
    }

    #[test]
    fn every_address_is_refused_where_a_page_could_not_use_it() {
        let hostile = [
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/",
            "https:/x.example/",
            "https://xa.example/a b/",
            "https://xa.example/\u{7}/",
            "https://xa.example/\"x/",
            "https://xa.example/<script>/",
            "https://xa.example/../",
            "https://xa.example\\evil/",
            "xa-moi.example",
        ];
        let fields: [(&str, fn(&str) -> Value); 7] = [
            ("base_url", |address| json!({ "base_url": address })),
            (
                "archive.successor.url",
                |address| json!({"archive": {"since": "2025-07-01", "successor": {"name": "Xã Mới", "url": address}}}),
            ),
            ("redirects[0]: to", |address| json!({"redirects": [{"from": "/a", "to": address}]})),
            ("redirects[0]: from", |address| json!({"redirects": [{"from": address, "to": "/a"}]})),
            ("embed.partners[0]", |address| json!({"embed": {"partners": [address]}})),
            ("data.visits", |address| json!({"data": {"visits": {"kind": "counter", "url": address}}})),
            ("data.visits", |address| json!({"data": {"visits": {"kind": "goatcounter", "url": address}}})),
        ];
        for address in hostile {
            for (place, extra) in fields {
                let embed = Embed::of("data/site.json", &extra(address)).map_err(|error| error.to_string());
                let error = embed.and_then(|_| site(extra(address))).unwrap_err();
                assert!(error.starts_with(&format!("data/site.json, {place}: expected ")), "{address:?}: {error}");
            }
        }
        for (address, name) in hostile.iter().flat_map(|it| ["articles", "tthc", "visits"].map(|name| (*it, name))) {
            // A name without a scheme is a path in the site folder; a missing file is told by the publisher.
            let is_taken = site(json!({"data": {name: address}})).is_ok();
            assert_eq!(is_taken, address == "xa-moi.example", "{name}: {address:?}");
        }
    }

    #[test]
    fn errors_name_file_place_and_expectation() {
        for (extra, expected) in [
            (
                json!({"version": 2}),
                "data/site.json, version: the version is 2; this program reads version 1: correct it, or use a newer version of this program",
            ),
            (json!({"name": 5}), "data/site.json, name: expected text, found 5"),
            (
                json!({"categories": [{"id": "a", "name": "A"}, {"id": "A b", "name": "B"}]}),
                "data/site.json, categories[1].id: expected an id of small letters a-z, digits and single hyphens, found \"A b\"",
            ),
            (
                json!({"categories": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}),
                "data/site.json, categories[1].id: \"a\" is used twice; give each an id of its own",
            ),
            (
                json!({"data": {"visits": "../visits.json"}}),
                "data/site.json, data.visits: expected a path in the site such as data/feed.json, or an https address, found \"../visits.json\"",
            ),
            (
                json!({"redirects": [{"from": "tin/1.html", "to": "/"}]}),
                "data/site.json, redirects[0]: from: expected a path such as /tin-tuc/bai-cu.html, found \"tin/1.html\"",
            ),
            (
                json!({"redirects": [{"from": "/a", "to": "/b"}, {"from": "/a\nb", "to": "javascript:x"}]}),
                "data/site.json, redirects[1]: from: expected a path such as /tin-tuc/bai-cu.html, found \"/a\nb\"",
            ),
            (
                json!({"redirects": [{"from": "/a", "to": "javascript:x"}]}),
                "data/site.json, redirects[0]: to: expected a path that begins with \"/\", or an https address, found \"javascript:x\"",
            ),
            (
                json!({"redirects": [{"from": "/a", "to": "/a"}]}),
                "data/site.json, redirects[0]: \"/a\" is redirected to itself; correct its to, or delete the entry",
            ),
            (
                json!({"pages": [{"id": "tthc", "title": "T"}]}),
                "data/site.json, pages[0].id: \"tthc\" is an address that the site itself uses; choose another id",
            ),
            (
                json!({"pages": [{"id": "a", "title": "A"}, {"id": "nhung", "title": "Nhúng"}]}),
                "data/site.json, pages[1].id: \"nhung\" is an address that the site itself uses; choose another id",
            ),
        ] {
            assert_eq!(site(extra).unwrap_err(), expected);
        }
    }
}
