//! What site.json says about the site's feed.

use crate::error::ImportError;
use crate::reference;
use serde_json::Value;
use std::path::Path;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_site_files::{SITE, inner_path, read_json};

/// Where the site's feed is, and whose it is.
pub(crate) struct FeedSettings {
    /// The path of the feed's first document below the site folder.
    pub articles: String,
    /// The path of the site's root on its host, ending in `/`.
    pub base: String,
    /// The unit's name.
    pub name: Option<String>,
}

impl FeedSettings {
    /// Reads site.json, which need not exist. If it takes the articles from another site, the default path is used.
    pub(crate) fn read(site: &Path) -> Result<Self, ImportError> {
        let mut settings = Self { articles: DEFAULT_ARTICLES.to_owned(), base: "/".to_owned(), name: None };
        let Some(json) = read_json::<ImportError>(site, SITE)? else { return Ok(settings) };
        let text = |json: &Value, name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
        settings.name = text(&json, "name");
        if let Some(base) = text(&json, "base_url").map(|base| reference::path_of(&base).to_owned()) {
            settings.base = if base.ends_with('/') { base } else { format!("{base}/") };
        }
        let named = json.get("data").and_then(|data| text(data, "articles"));
        if let Some(path) = named.filter(|path| !path.contains("://") && !path.starts_with("//")) {
            settings.articles = inner_path(&path, "data.articles", DEFAULT_ARTICLES)?;
        }
        Ok(settings)
    }
}
