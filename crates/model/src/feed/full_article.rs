//! An article with its neighbours: the document of an article's page.

use super::article::Article;
use super::document::articles;
use crate::Slug;
use crate::document::{DocumentError, JsonDocument, Problem, told};
use serde_json::Value;

/// How many related articles are listed below an article.
pub const RELATED: usize = 3;

/// An article with its neighbours: the document of an article's page.
#[derive(Clone, Debug, PartialEq)]
pub struct FullArticle {
    /// The article, with its text.
    pub article: Article,
    /// The article published just before it.
    pub previous: Option<Article>,
    /// The article published just after it.
    pub next: Option<Article>,
    /// Other articles of its category.
    pub related: Vec<Article>,
}

impl FullArticle {
    /// An article whose neighbours are not known.
    #[must_use]
    pub fn alone(article: Article) -> Self {
        Self { article, previous: None, next: None, related: Vec::new() }
    }

    /// The article with a slug, and its neighbours among `articles`, which are ordered newest first. For feeds that the publisher has
    /// not processed.
    #[must_use]
    pub fn find_in<'a>(articles: &[&'a Article], slug: &Slug) -> Option<Self> {
        let at = articles.iter().position(|article| article.slug == *slug)?;
        let mention = |article: &'a Article| Article { content: None, attachments: Vec::new(), ..article.clone() };
        let article = articles[at];
        let older = articles[at + 1..].iter().chain(articles[..at].iter().rev());
        let related = older.filter(|other| article.category.is_some() && other.category == article.category);
        Some(Self {
            article: article.clone(),
            previous: articles.get(at + 1).copied().map(mention),
            next: at.checked_sub(1).map(|newer| mention(articles[newer])),
            related: related.take(RELATED).copied().map(mention).collect(),
        })
    }
}

impl JsonDocument for FullArticle {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let article = Article::from_json(file, &json, &mut |_, _| {})
            .map_err(|problem| DocumentError::new(file, "", Problem::Shape(told(|| problem.to_string()))))?;
        let ours = json.get("_trangxa").unwrap_or(&Value::Null);
        let one = |name| Article::from_json(file, ours.get(name)?, &mut |_, _| {}).ok();
        Ok(Self { article, previous: one("previous"), next: one("next"), related: articles(file, ours, "related") })
    }
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
}
