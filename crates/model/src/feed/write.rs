//! Writes articles as JSON Feed, for the documents of the publisher.

use super::article::{Article, Attachment};
use super::change::Change;
use super::document::Listing;
use super::full_article::FullArticle;
use serde_json::{Map, Value, json};

impl Article {
    /// The article as a JSON Feed item, without its text. Addresses are the resolved ones.
    pub fn to_json(&self) -> Value {
        let mut item = Map::new();
        item.insert("id".to_owned(), json!(self.id));
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                item.insert(name.to_owned(), value);
            }
        };
        put("url", self.url.as_ref().map(|url| json!(url)));
        put("title", Some(json!(self.title)));
        put("summary", self.summary.as_ref().map(|summary| json!(summary)));
        put("image", self.image.as_ref().map(|image| json!(image)));
        put("date_published", self.published.map(|date| date.rfc3339().into()));
        put("date_modified", self.modified.map(|date| date.rfc3339().into()));
        let authors: Vec<Value> = self.authors.iter().map(|name| json!({ "name": name })).collect();
        put("authors", (!authors.is_empty()).then_some(authors.into()));
        put("tags", (!self.tags.is_empty()).then(|| json!(self.tags)));
        let attachments: Vec<Value> = self.attachments.iter().map(attachment).collect();
        put("attachments", (!attachments.is_empty()).then_some(attachments.into()));
        let ours = [
            ("slug", Some(self.slug.as_str())),
            ("category", self.category.as_ref().map(|slug| slug.as_str())),
            ("source", self.source.as_deref()),
            ("origin_unit", self.origin_unit.as_deref()),
            ("audio", self.audio.as_deref()),
            ("item", self.item.as_deref()),
            ("srcset", self.srcset.as_deref()),
        ];
        let ours = ours.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?))));
        let mut ours: Map<String, Value> = ours.collect();
        if !self.changes.is_empty() {
            ours.insert("changes".to_owned(), self.changes.iter().map(Change::to_json).collect());
        }
        put("_trangxa", Some(Value::Object(ours)));
        Value::Object(item)
    }
}

fn attachment(attachment: &Attachment) -> Value {
    let mut json = json!({ "url": attachment.url, "mime_type": attachment.mime_type });
    if let Some(title) = &attachment.title {
        json["title"] = json!(title);
    }
    if let Some(size) = attachment.size {
        json["size_in_bytes"] = json!(size);
    }
    if let Some(seconds) = attachment.seconds {
        json["duration_in_seconds"] = json!(seconds);
    }
    json
}

impl FullArticle {
    /// The document of an article's page, without the text.
    pub fn to_json(&self) -> Value {
        let mut json = self.article.to_json();
        let link = |article: &Option<Article>| article.as_ref().map(Article::to_json);
        for (name, value) in [("previous", link(&self.previous)), ("next", link(&self.next))] {
            if let Some(value) = value {
                json["_trangxa"][name] = value;
            }
        }
        if !self.related.is_empty() {
            json["_trangxa"]["related"] = self.related.iter().map(Article::to_json).collect();
        }
        json
    }
}

impl Listing {
    /// The `_trangxa` object of a list page's document.
    #[must_use]
    pub fn to_json(self) -> Value {
        json!({ "page": self.page, "pages": self.pages, "total": self.total })
    }
}
