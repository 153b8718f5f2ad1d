//! One document of the site's feed: its head, and the text in which it is stored.

use crate::error::ImportError;
use crate::formats::is_json_feed;
use serde_json::{Map, Value, json};
use std::path::Path;
use trangxa_messages::feeds;
use trangxa_model::DocumentError;
use trangxa_model::document::Problem;
use trangxa_site_files::json::{self, Order};
use trangxa_site_files::read_json;

/// The order of members in documents and items. Others follow by name.
const ORDER: Order<'_> = Order {
    first: &[
        "version",
        "id",
        "url",
        "external_url",
        "mime_type",
        "title",
        "name",
        "home_page_url",
        "feed_url",
        "description",
        "user_comment",
        "next_url",
        "icon",
        "favicon",
        "summary",
        "content_html",
        "content_text",
        "image",
        "banner_image",
        "date_published",
        "date_modified",
        "author",
        "authors",
        "tags",
        "language",
        "expired",
        "hubs",
        "attachments",
        "size_in_bytes",
        "_trangxa",
    ],
    last: &["items"],
};

/// A document of the site's feed.
pub(crate) struct FeedFile {
    /// Its path below the site folder.
    pub path: String,
    pub exists: bool,
    /// Its members without `items` and `next_url`.
    pub head: Map<String, Value>,
}

/// The rest of a document.
pub(crate) struct FeedFileContent {
    pub items: Vec<Value>,
    /// `next_url`, as written.
    pub next: Option<String>,
}

impl FeedFile {
    /// A document that is still to be written.
    pub(crate) fn new(path: String) -> Self {
        Self { path, exists: false, head: Map::new() }
    }

    /// Reads a document; `None` if it does not exist.
    pub(crate) fn read(site: &Path, path: &str) -> Result<Option<(Self, FeedFileContent)>, ImportError> {
        let Some(json) = read_json::<ImportError>(site, path)? else { return Ok(None) };
        let shape = |place: &str, problem: String| DocumentError::new(path, place, Problem::Shape(problem));
        let is_feed = is_json_feed(&json);
        let Value::Object(mut head) = json else {
            return Err(shape("", feeds::NoJsonFeed.to_string()).into());
        };
        if !is_feed {
            let found = head.get("version").map(Value::to_string).unwrap_or_default();
            let problem = Problem::Version { found, expected: "\"https://jsonfeed.org/version/1.1\"" };
            return Err(DocumentError::new(path, "version", problem).into());
        }
        let Some(Value::Array(items)) = head.remove("items") else {
            return Err(shape("items", feeds::NoItems.to_string()).into());
        };
        let next = match head.remove("next_url") {
            Some(Value::String(next)) if !next.trim().is_empty() => Some(next.trim().to_owned()),
            _ => None,
        };
        Ok(Some((Self { path: path.to_owned(), exists: true, head }, FeedFileContent { items, next })))
    }

    /// Makes this the head of a JSON Feed with that title.
    pub(crate) fn set_title(&mut self, title: &str) {
        let head = json!({ "version": "https://jsonfeed.org/version/1.1", "title": title });
        self.head = head.as_object().cloned().unwrap_or_default();
    }

    /// The whole document; `items` are texts of [`item_text`].
    pub(crate) fn text(&self, next: Option<String>, items: &[String]) -> String {
        let mut head = self.head.clone();
        if let Some(next) = next {
            head.insert("next_url".to_owned(), next.into());
        }
        let names = ORDER.names(&head).into_iter();
        let mut members: Vec<String> =
            names.map(|name| json::member(name, &json::pretty(&head[name], 1, ORDER))).collect();
        members.push(json::member("items", &json::list_of(items, 1)));
        format!("{}\n", json::object_of(&members, 0))
    }
}

/// The text of an item in a document.
pub(crate) fn item_text(item: &Value) -> String {
    json::pretty(item, 2, ORDER)
}
