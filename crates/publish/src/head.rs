//! The head of a page: title, canonical address, link previews, structured data.

use crate::paths::{JSON_FEED, OEMBED, RSS_FEED};
use crate::plan::PlannedPage;
use crate::site_source::SiteSource;
use serde_json::{Value, json};
use trang_xa::data::Store;
use trang_xa::route::Route;
use trangxa_clean::text::escape;
use trangxa_embed::oembed;
use trangxa_model::feed::Attachment;
use trangxa_model::{Article, Timestamp};
use trangxa_pictures::Size;

/// The longest description, in characters: about what link previews show.
const DESCRIPTION: usize = 200;

/// The elements of the head that differ from page to page. `policy` is the page's content security policy.
pub(crate) fn write(page: &PlannedPage, source: &SiteSource, store: &Store, policy: &str) -> String {
    let site = &source.site;
    let article = page.article.map(|i| &source.articles[i]);
    let title = store.title(&page.route);
    let headline = store.headline(&page.route);
    let mut out = vec![
        format!("<meta http-equiv=\"content-security-policy\" content=\"{}\">", escape(policy)),
        "<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">".to_owned(),
        format!("<title>{}</title>", escape(&title)),
    ];
    if page.route == Route::NotFound {
        // Hosts serve this page for many addresses, so it has no canonical one.
        out.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
        return out.join("\n");
    }
    if page.route == Route::Search {
        // What a search finds has pages of its own.
        out.push("<meta name=\"robots\" content=\"noindex\">".to_owned());
    }
    let address = page.route.href(&site.base_url);
    let description = article.and_then(|article| article.excerpt(DESCRIPTION)).unwrap_or_else(|| {
        if page.route == Route::Home { site.name.clone() } else { format!("{headline} – {}", site.name) }
    });
    let image = article.and_then(|article| article.image.as_ref());
    let (image, size) = match image.map(|image| (image, source.pictures.preview(image))) {
        Some((_, Some((preview, size)))) => (source.absolute(&preview), Some(size)),
        Some((image, None)) => (source.absolute(image), None),
        None => (format!("{}icons/icon-512.png", site.base_url), None),
    };
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
    if let Some(Size { width, height }) = size {
        property("og:image:width", &width.to_string());
        property("og:image:height", &height.to_string());
    }
    if let Some(article) = article {
        for (name, time) in [("article:published_time", article.published), ("article:modified_time", article.modified)]
        {
            if let Some(time) = time {
                property(name, &time.rfc3339());
            }
        }
    }
    // Feed programs ask which one to take, so their names tell them apart.
    for (kind, title, file) in [("rss+xml", "RSS", RSS_FEED), ("feed+json", "JSON Feed", JSON_FEED)] {
        let base = &source.base;
        out.push(format!(
            "<link rel=\"alternate\" type=\"application/{kind}\" title=\"{title}\" href=\"{base}{file}\">"
        ));
    }
    if page.route == Route::Tthc && source.figures().is_some() {
        // A CMS discovers the oEmbed document here when an editor pastes the address of this page.
        out.push(format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" title=\"{}\" href=\"{}{OEMBED}\">",
            escape(&oembed::title(site)),
            escape(&site.base_url)
        ));
    }
    let data = article.map_or_else(
        || web_page(page, source, &headline, &address),
        |article| news_article(article, source, &address, &image),
    );
    out.push(format!("<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c")));
    out.join("\n")
}

/// The structured data of an article: <https://schema.org/NewsArticle> with the properties that search engines recommend.
fn news_article(article: &Article, source: &SiteSource, address: &str, image: &str) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "url": address,
        "image": [image],
        "publisher": publisher(source),
    });
    let authors: Vec<Value> = article.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    data["author"] = if authors.is_empty() { json!([publisher(source)]) } else { authors.into() };
    let date = |date: Option<Timestamp>| date.map(Timestamp::rfc3339);
    if let Some(modified) = date(article.modified.or(article.published)) {
        data["dateModified"] = modified.into();
    }
    if let Some(published) = date(article.published) {
        data["datePublished"] = published.into();
    }
    let recordings = article.attachments.iter().filter(|file| file.is_recording());
    let recordings: Vec<Value> = recordings.map(|file| audio_object(article, file, source)).collect();
    if !recordings.is_empty() {
        data["audio"] = recordings.into();
    }
    data
}

/// The structured data of a recording: <https://schema.org/AudioObject>.
fn audio_object(article: &Article, file: &Attachment, source: &SiteSource) -> Value {
    let mut data = json!({
        "@type": "AudioObject",
        "name": file.title.as_ref().unwrap_or(&article.title),
        "contentUrl": source.absolute(&file.url),
        "encodingFormat": file.mime_type,
    });
    if let Some(seconds) = file.seconds {
        data["duration"] = format!("PT{seconds}S").into();
    }
    if let Some(size) = file.size {
        data["contentSize"] = size.to_string().into();
    }
    data
}

/// The structured data of any other page.
fn web_page(page: &PlannedPage, source: &SiteSource, headline: &str, address: &str) -> Value {
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

/// The unit that publishes the site.
fn publisher(source: &SiteSource) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "name": source.site.name,
        "url": source.site.base_url,
    })
}
