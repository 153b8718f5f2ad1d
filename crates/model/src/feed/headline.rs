//! What a list of headlines needs of a feed, and nothing more: the widget's wasm has no room for whole articles.

use super::article::{ItemProblem, id, member, ours, plain, string};
use super::{MAX_ITEMS, items, tell_apart};
use crate::document::{DocumentError, JsonDocument};
use crate::fingerprint::fingerprint;
use crate::url;
use crate::{Slug, Timestamp};
use serde_json::Value;

/// An article as a headline shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// The feed's id, unique within it.
    pub id: String,
    /// The last part of its address.
    pub slug: Slug,
    /// The headline as plain text; `None` where the feed has none.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// The headlines of one document of a feed, in its order: of the articles that [`super::Feed`] has, by the addresses it
/// gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headlines(pub Vec<Headline>);

impl Headline {
    /// Reads one item.
    pub(super) fn read(item: &Value) -> Result<Self, ItemProblem> {
        if !item.is_object() {
            return Err(ItemProblem::NoObject);
        }
        let id = id(item).ok_or(ItemProblem::NoId)?;
        let title = string(item, "title").and_then(|title| plain(&title));
        let named = ours(item, "slug").and_then(|slug| Slug::parse(&slug));
        Ok(Self {
            slug: named.unwrap_or_else(|| slug(&id, title.as_deref())),
            title,
            published: string(item, "date_published").and_then(|text| Timestamp::parse(&text)),
            id,
        })
    }

    /// Whether an article has anything to show at all.
    fn is_empty(&self, item: &Value) -> bool {
        let text = ["summary", "content_html", "content_text"];
        self.title.is_none() && !text.iter().any(|name| member(item, name).is_some())
    }
}

impl JsonDocument for Headlines {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let mut all: Vec<Headline> = Vec::new();
        for item in items(file, &json)?.iter().take(MAX_ITEMS) {
            let Ok(headline) = Headline::read(item) else { continue };
            if !headline.is_empty(item) && !all.iter().any(|known| known.id == headline.id) {
                all.push(headline);
            }
        }
        let among: Vec<usize> = (0..all.len()).collect();
        tell_apart(&mut all, &among);
        Ok(Self(all))
    }
}

fn slug(id: &str, title: Option<&str>) -> Slug {
    let says_nothing = id.bytes().all(|b| b.is_ascii_digit()) || url::host_at(id).is_some();
    let from_id = || Slug::make(id);
    let from_title = || Slug::make(title?);
    let made = if says_nothing { from_title().or_else(from_id) } else { from_id().or_else(from_title) };
    // An id of nothing but marks still names one article.
    made.or_else(|| Slug::parse(&fingerprint(id.as_bytes()))).unwrap_or_else(|| unreachable!("hex digits are a slug"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Feed;
    use serde_json::json;

    fn feed(items: Value) -> Value {
        json!({"version": "https://jsonfeed.org/version/1.1", "items": items})
    }

    /// What the widget shows has the addresses and the words that the portal has.
    #[test]
    fn headlines_are_those_of_the_articles() {
        let json = feed(json!([
            {"id": "a", "title": " Họp  d&acirc;n ", "date_published": "2023-06-22T12:00:00+07:00"},
            {"id": "https://x.example/?p=2", "title": "Họp dân", "date_published": "2023-06-23T12:00:00+07:00"},
            {"id": "https://x.example/?p=3", "title": "Họp dân", "date_published": "2023-06-21T12:00:00+07:00"},
            {"id": "c", "title": "C", "_trangxa": {"slug": "rieng"}, "date_published": "hôm qua"},
            {"id": "c", "title": "again"},
            {"id": "d", "content_text": "Không có tiêu đề."},
            {"id": "e"},
            {"id": " ", "title": "no id"},
            {"title": "no id"},
            5,
        ]));
        let articles = Feed::from_json("/data/feed.json", json.clone()).unwrap().articles;
        let headlines = Headlines::from_json("/data/feed.json", json).unwrap().0;
        assert_eq!(headlines.len(), 5);
        for (headline, article) in headlines.iter().zip(&articles) {
            assert_eq!((&headline.id, &headline.slug), (&article.id, &article.slug));
            assert_eq!(headline.published, article.published);
            if headline.id == "d" {
                assert_eq!(headline.title, None, "the beginning of a text is no headline");
            } else {
                assert_eq!(headline.title.as_ref(), Some(&article.title));
            }
        }
        assert_eq!(headlines.len(), articles.len());
    }

    #[test]
    fn another_document_is_refused_as_a_feed_is() {
        for json in [json!({}), json!([]), json!({"version": "2", "items": []}), feed(json!("x"))] {
            let (one, other) = (Headlines::from_json("f", json.clone()), Feed::from_json("f", json));
            assert_eq!(one.unwrap_err(), other.unwrap_err());
        }
    }
}
