//! An article with its neighbours: the document of an article's page.

use super::article::Article;
use super::document::articles;
use crate::document::{DocumentError, JsonDocument, Problem, told};
use crate::{Slug, rows};
use serde_json::Value;
use trangxa_clean::shows_picture;

/// How many related articles are listed below an article.
pub const RELATED: usize = 3;

/// An article with its neighbours: the document of an article's page.
#[derive(Clone, Debug, PartialEq)]
pub struct FullArticle {
    /// The article, with its text.
    pub article: Article,
    /// The summary, unless it repeats the title or the beginning of the text.
    pub standfirst: Option<String>,
    /// The main picture, unless the text contains it.
    pub picture: Option<String>,
    /// The article published just before it.
    pub previous: Option<Article>,
    /// The article published just after it.
    pub next: Option<Article>,
    /// Other articles of its category.
    pub related: Vec<Article>,
}

rows! { FullArticle { article, standfirst, picture, previous, next, related } }

impl FullArticle {
    /// An article whose neighbours are not known.
    #[must_use]
    pub fn alone(article: Article) -> Self {
        Self {
            standfirst: standfirst(&article),
            picture: picture(&article),
            article,
            previous: None,
            next: None,
            related: Vec::new(),
        }
    }

    /// The article with a slug, and its neighbours among `articles`, which are ordered newest first. For feeds that the publisher has
    /// not processed.
    #[must_use]
    pub fn find_in<'a>(articles: &[&'a Article], slug: &Slug) -> Option<Self> {
        let at = articles.iter().position(|article| article.slug == *slug)?;
        let mention = |article: &'a Article| Article {
            content: None,
            changes: Vec::new(),
            attachments: Vec::new(),
            ..article.clone()
        };
        let article = articles[at];
        let older = articles[at + 1..].iter().chain(articles[..at].iter().rev());
        let related = older.filter(|other| article.category.is_some() && other.category == article.category);
        Some(Self {
            previous: articles.get(at + 1).copied().map(mention),
            next: at.checked_sub(1).map(|newer| mention(articles[newer])),
            related: related.take(RELATED).copied().map(mention).collect(),
            ..Self::alone(article.clone())
        })
    }
}

impl JsonDocument for FullArticle {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let article = Article::from_json(file, &json, &mut |_, _| {})
            .map_err(|problem| DocumentError::new(file, "", Problem::Shape(told(|| problem.to_string()))))?;
        let ours = json.get("_trangxa").unwrap_or(&Value::Null);
        let one = |name| Article::from_json(file, ours.get(name)?, &mut |_, _| {}).ok();
        let (previous, next, related) = (one("previous"), one("next"), articles(file, ours, "related"));
        Ok(Self { previous, next, related, ..Self::alone(article) })
    }
}

fn standfirst(article: &Article) -> Option<String> {
    let summary = article.summary.as_ref().filter(|summary| **summary != article.title)?;
    let repeats = article.content.as_ref().is_some_and(|content| content.text().starts_with(summary));
    (!repeats).then(|| summary.clone())
}

fn picture(article: &Article) -> Option<String> {
    let image = article.image.as_ref()?;
    let is_shown =
        article.content.as_ref().is_some_and(|content| shows_picture(content.as_str(), content.base(), image));
    (!is_shown).then(|| image.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Feed;
    use serde_json::json;

    fn feed(items: Value) -> Feed {
        Feed::from_json("/data/feed.json", json!({"version": "https://jsonfeed.org/version/1.1", "items": items}))
            .unwrap()
    }

    #[test]
    fn an_article_is_found_with_its_neighbours() {
        let item = |id: &str, tag: &str| json!({"id": id, "title": id, "content_text": "x", "tags": [tag]});
        let feed = feed(json!([item("a", "x"), item("b", "y"), item("c", "x"), item("d", "x")]));
        let all: Vec<&Article> = feed.articles.iter().collect();
        let item = FullArticle::find_in(&all, &Slug::parse("c").unwrap()).unwrap();
        let id = |article: &Option<Article>| article.as_ref().map(|article| article.id.clone());
        assert_eq!((id(&item.previous), id(&item.next)), (Some("d".into()), Some("b".into())));
        assert_eq!(item.related.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["d", "a"]);
        assert!(item.article.content.is_some() && item.related[0].content.is_none());
        assert_eq!(FullArticle::find_in(&all, &Slug::parse("z").unwrap()), None);
    }

    #[test]
    fn nothing_stands_above_the_text_that_it_begins_with_or_contains() {
        let item = |more: Value| {
            let mut item = json!({"id": "a", "title": "Họp dân", "image": "/media/a.jpg"});
            item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let item = FullArticle::from_json("/data/bai/a.json", item).unwrap();
            (item.standfirst.is_some(), item.picture.is_some())
        };
        for (more, above) in [
            (json!({}), (false, true)),
            (json!({"summary": "Họp dân"}), (false, true)),
            (json!({"summary": "Sáng nay"}), (true, true)),
            (json!({"summary": "Sáng nay", "content_html": "<p>Sáng <b>nay</b>, dân họp.</p>"}), (false, true)),
            (json!({"summary": "Sáng nay", "content_html": "<p>Dân họp sáng nay.</p>"}), (true, true)),
            (json!({"content_html": "<p><img src='../../media/a.jpg'></p>"}), (false, false)),
        ] {
            assert_eq!(item(more.clone()), above, "{more}");
        }
    }
}
