//! What the peers show: the texts and pictures of the demo site's home page and of the articles that it links to.

use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

/// An article as the home page announces it, with its text.
pub(crate) struct Article {
    /// Its place below `bai/`.
    pub(crate) slug: String,
    /// Its headline.
    pub(crate) title: String,
    /// The time for machines.
    pub(crate) published: String,
    /// The date for people.
    pub(crate) date: String,
    /// The sentences below its headline.
    pub(crate) summary: String,
    /// The address of the picture that the home page shows with it.
    pub(crate) picture: Option<String>,
    /// Its text.
    pub(crate) html: String,
}

/// A home page and its articles, in the order in which it names them.
pub(crate) struct Content {
    /// The site's name.
    pub(crate) title: String,
    /// At least one.
    pub(crate) articles: Vec<Article>,
}

/// Where headlines stand on the home page.
const HEADLINES: &str = "main :is(h2, h3) a[href^='/bai/']";

impl Content {
    /// Reads the pages of a published site.
    pub(crate) fn read(site: &Path) -> Self {
        let home = page(site, "");
        let title = text(&home.root_element(), "title").expect("a title");
        let mut articles: Vec<Article> = Vec::new();
        for link in home.select(&selector(HEADLINES)) {
            let slug = link.attr("href").unwrap_or_default().trim_start_matches("/bai/").trim_end_matches('/');
            if articles.iter().any(|article| article.slug == slug) {
                continue;
            }
            let around = link.ancestors().filter_map(ElementRef::wrap);
            let item = around.into_iter().find(|it| matches!(it.value().name(), "li" | "article")).expect("an item");
            let time = item.select(&selector("time")).next().expect("a date");
            let picture = item.select(&selector("img")).next().and_then(|it| it.attr("src"));
            articles.push(Article {
                slug: slug.to_owned(),
                title: link.text().collect(),
                published: time.attr("datetime").unwrap_or_default().to_owned(),
                date: time.text().collect(),
                summary: text(&item, "p").unwrap_or_default(),
                picture: picture.map(str::to_owned),
                html: prose(site, slug),
            });
        }
        assert!(articles.len() >= 10, "the home page announces {} articles", articles.len());
        Self { title, articles }
    }

    /// For `content.json`, which the peers are built from.
    pub(crate) fn json(&self) -> Value {
        let articles: Vec<Value> = self
            .articles
            .iter()
            .map(|Article { slug, title, published, date, summary, picture, html }| {
                json!({ "slug": slug, "title": title, "published": published, "date": date, "summary": summary,
                    "picture": picture, "html": html })
            })
            .collect();
        json!({ "title": self.title, "articles": articles })
    }
}

impl Article {
    /// The text of its last paragraph or cell.
    pub(crate) fn last_paragraph(&self) -> String {
        let html = Html::parse_fragment(&self.html);
        html.select(&selector("p, td")).next_back().expect("a paragraph").text().collect()
    }
}

fn prose(site: &Path, slug: &str) -> String {
    let article = page(site, &format!("bai/{slug}"));
    article.select(&selector("article .prose")).next().expect("an article's text").inner_html()
}

fn page(site: &Path, path: &str) -> Html {
    Html::parse_document(&fs::read_to_string(site.join(path).join("index.html")).expect("a page of the site"))
}

fn text(inside: &ElementRef<'_>, css: &str) -> Option<String> {
    Some(inside.select(&selector(css)).next()?.text().collect())
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}
