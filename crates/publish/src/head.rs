//! What a page says of itself to machines: title, canonical address, previews, structured data.

use crate::embed;
use crate::hosting::Policy;
use crate::plan::PlannedPage;
use crate::source::Source;
use serde_json::{Value, json};
use trang_xa::data::Store;
use trang_xa::route::Route;
use trangxa_embed::oembed;
use trangxa_model::html::escape;
use trangxa_model::{Article, Timestamp};

/// How long a description may be, in characters: what previews show.
const DESCRIPTION: usize = 200;

/// The part of a page's head that is its own.
pub fn write(page: &PlannedPage, source: &Source, store: &Store, csp: &Policy) -> String {
    let site = &source.site;
    let article = page.article.map(|i| &source.articles[i]);
    let title = store.title(&page.route);
    let headline = store.headline(&page.route);
    let mut out = vec![
        format!("<meta http-equiv=\"content-security-policy\" content=\"{}\">", escape(&csp.for_meta())),
        "<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">".to_owned(),
        format!("<title>{}</title>", escape(&title)),
    ];
    if page.route == Route::NotFound {
        // Served for many addresses: none of them is this page's own.
        out.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
        return out.join("\n");
    }
    let address = page.route.href(&site.base_url);
    let description = article.and_then(|article| article.excerpt(DESCRIPTION)).unwrap_or_else(|| {
        if page.route == Route::Home { site.name.clone() } else { format!("{headline} – {}", site.name) }
    });
    let image = article
        .and_then(|article| article.image.as_ref())
        .map(|image| source.absolute(image))
        .unwrap_or_else(|| format!("{}icons/icon-512.png", site.base_url));
    out.push(format!("<meta name=\"description\" content=\"{}\">", escape(&description)));
    out.push(format!("<link rel=\"canonical\" href=\"{}\">", escape(&address)));
    let mut property = |name: &str, content: &str| {
        out.push(format!("<meta property=\"{name}\" content=\"{}\">", escape(content)));
    };
    property("og:type", if article.is_some() { "article" } else { "website" });
    property("og:site_name", &site.name);
    property("og:locale", if site.language == "vi" { "vi_VN" } else { &site.language });
    property("og:title", &headline);
    property("og:description", &description);
    property("og:url", &address);
    property("og:image", &image);
    if let Some(article) = article {
        for (name, time) in [("article:published_time", article.published), ("article:modified_time", article.modified)]
        {
            if let Some(time) = time {
                property(name, &time.rfc3339());
            }
        }
    }
    out.push(format!(
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{}\" href=\"{}feed.xml\">",
        escape(&site.name),
        source.base
    ));
    out.push(format!(
        "<link rel=\"alternate\" type=\"application/feed+json\" title=\"{}\" href=\"{}feed.json\">",
        escape(&site.name),
        source.base
    ));
    if page.route == Route::Tthc && source.figures().is_some() {
        // A CMS takes it from here when somebody pastes this page's address into a text.
        out.push(format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" title=\"{}\" href=\"{}{}\">",
            escape(&oembed::title(site)),
            escape(&site.base_url),
            embed::OEMBED
        ));
    }
    let data = article.map_or_else(
        || web_page(page, source, &headline, &address),
        |article| news_article(article, source, &address, &description, &image),
    );
    out.push(format!("<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c")));
    out.join("\n")
}

/// <https://schema.org/NewsArticle>, with what search engines ask for.
fn news_article(article: &Article, source: &Source, address: &str, description: &str, image: &str) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": description,
        "mainEntityOfPage": address,
        "url": address,
        "inLanguage": source.site.language,
        "image": [image],
        "publisher": publisher(source),
    });
    let authors: Vec<Value> = article.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    data["author"] = if authors.is_empty() { json!([publisher(source)]) } else { authors.into() };
    let date = |date: Option<Timestamp>| date.map(Timestamp::rfc3339);
    if let Some(published) = date(article.published) {
        data["dateModified"] = date(article.modified).unwrap_or_else(|| published.clone()).into();
        data["datePublished"] = published.into();
    }
    if let Some(category) = article.category.as_ref().and_then(|id| source.categories.iter().find(|c| c.id == *id)) {
        data["articleSection"] = category.name.as_str().into();
    }
    data
}

fn web_page(page: &PlannedPage, source: &Source, headline: &str, address: &str) -> Value {
    let kind = if page.route == Route::Home { "WebSite" } else { "WebPage" };
    json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": headline,
        "url": address,
        "inLanguage": source.site.language,
        "publisher": publisher(source),
    })
}

fn publisher(source: &Source) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "name": source.site.name,
        "url": source.site.base_url,
        "logo": {"@type": "ImageObject", "url": format!("{}icons/icon-512.png", source.site.base_url)},
    })
}
