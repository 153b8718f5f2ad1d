//! The headlines of a feed, without the articles: what the widget needs.

use super::item::{ItemProblem, MAX_ITEMS, id, items, ours, plain, string};
use super::order::{insert_in_order, newest_first};
use super::slugs::{has_slug, make_slug, make_slugs_unique};
use crate::document::{DocumentError, JsonDocument};
use crate::{Slug, Timestamp};
use serde_json::Value;

/// What a headline shows of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// The feed's id, unique within it.
    pub id: String,
    /// The last part of its address.
    pub slug: Slug,
    /// The title as plain text; `None` if the feed has none.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// The headlines of one document of a feed, ordered by [`newest_first`]. They are those of the articles that [`Feed`](super::Feed) has, with the
/// same slugs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headlines(pub Vec<Headline>);

has_slug!(Headline);

impl Headline {
    /// Reads one item. Fails if a page could show nothing of it.
    pub(super) fn read(item: &Value) -> Result<Self, ItemProblem> {
        if !item.is_object() {
            return Err(ItemProblem::NoObject);
        }
        let id = id(item).ok_or(ItemProblem::NoId)?;
        let title = string(item, "title").and_then(|title| plain(&title));
        if title.is_none()
            && ["summary", "content_html", "content_text"].iter().all(|name| string(item, name).is_none())
        {
            return Err(ItemProblem::Empty);
        }
        let named = ours(item, "slug").and_then(|slug| Slug::parse(&slug));
        Ok(Self {
            slug: named.unwrap_or_else(|| make_slug(&id, title.as_deref())),
            title,
            published: string(item, "date_published").and_then(|text| Timestamp::parse(&text)),
            id,
        })
    }
}

impl JsonDocument for Headlines {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let mut all: Vec<Headline> = Vec::new();
        for item in items(file, &json)?.iter().take(MAX_ITEMS) {
            let Ok(headline) = Headline::read(item) else { continue };
            if !all.iter().any(|known| known.id == headline.id) {
                all.push(headline);
            }
        }
        let candidates: Vec<usize> = (0..all.len()).collect();
        make_slugs_unique(&mut all, &candidates);
        insert_in_order(&mut all, newest_first);
        Ok(Self(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Feed;
    use serde_json::json;

    fn feed(items: Value) -> Value {
        json!({"version": "https://jsonfeed.org/version/1.1", "items": items})
    }

    /// The widget shows the same addresses and titles as the portal.
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
            {"id": "f", "title": " ", "summary": "", "content_html": " \n"},
            {"id": "g", "content_html": "<p><img src='/a.jpg'></p>"},
            {"id": " ", "title": "no id"},
            {"title": "no id"},
            5,
        ]));
        let articles = Feed::from_json("/data/feed.json", json.clone()).unwrap().articles;
        let headlines = Headlines::from_json("/data/feed.json", json).unwrap().0;
        assert_eq!(headlines.len(), 6);
        for (headline, article) in headlines.iter().zip(&articles) {
            assert_eq!((&headline.id, &headline.slug), (&article.id, &article.slug));
            assert_eq!(headline.published, article.published);
            assert!(!article.title.is_empty());
            if headline.id == "d" || headline.id == "g" {
                assert_eq!(headline.title, None, "a headline is not made from a text");
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
