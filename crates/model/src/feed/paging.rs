//! Pages of a feed that the publisher has not divided into pages: the reader's browser does it.

use super::article::Article;
use super::document::{Feed, Listing};
use super::order::{insert_in_order, newest_first};
use crate::Slug;

/// Articles on one page of a list.
pub const PAGE_SIZE: usize = 20;

/// Page `page`, from 1, of the documents of a feed that were read so far; of one category, or of all. `open` says
/// that the feed has more documents. An article whose id an earlier document has is skipped.
#[must_use]
pub fn page(documents: &[&Feed], open: bool, category: Option<&Slug>, page: u32) -> Feed {
    let articles = members(documents, category);
    let total = u32::try_from(articles.len()).unwrap_or(u32::MAX);
    let read = u32::try_from(articles.len().div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX);
    // Documents that were not read yet may fill one more page.
    let pages = if open { read.max(page.saturating_add(1)) } else { read };
    let from = (page.saturating_sub(1) as usize).saturating_mul(PAGE_SIZE);
    Feed {
        articles: articles.into_iter().skip(from).take(PAGE_SIZE).cloned().collect(),
        listing: Some(Listing { page, pages, total, open }),
        ..Feed::default()
    }
}

/// Whether the documents have enough articles for that page.
#[must_use]
pub fn is_enough(documents: &[&Feed], category: Option<&Slug>, page: u32) -> bool {
    members(documents, category).len() >= (page as usize).saturating_mul(PAGE_SIZE)
}

/// The articles of a category, or all, each id once, in order.
fn members<'a>(documents: &[&'a Feed], category: Option<&Slug>) -> Vec<&'a Article> {
    let mut found: Vec<&Article> = Vec::new();
    // Sorted for binary search: a feed may have thousands of articles.
    let mut seen: Vec<&str> = Vec::new();
    for article in documents.iter().flat_map(|document| &document.articles) {
        let wanted = category.is_none_or(|category| article.category.as_ref() == Some(category));
        if let Err(at) = seen.binary_search(&article.id.as_str())
            && wanted
        {
            seen.insert(at, &article.id);
            found.push(article);
        }
    }
    // Each document is in order, but a feed may continue with newer articles.
    insert_in_order(&mut found, |one, other| newest_first(*one, *other));
    found
}

/// All articles of the documents of a feed, in order.
#[must_use]
pub fn in_order<'a>(documents: &[&'a Feed]) -> Vec<&'a Article> {
    members(documents, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::JsonDocument;
    use serde_json::{Value, json};

    fn document(ids: std::ops::Range<u32>) -> Feed {
        let item =
            |id| json!({"id": id, "title": format!("Tin {id}"), "tags": [if id % 2 == 0 { "chẵn" } else { "lẻ" }]});
        let items: Vec<Value> = ids.map(item).collect();
        let json = json!({"version": "https://jsonfeed.org/version/1.1", "items": items});
        Feed::from_json("/data/feed.json", json).unwrap()
    }

    fn ids(feed: &Feed) -> Vec<&str> {
        feed.articles.iter().map(|article| article.id.as_str()).collect()
    }

    #[test]
    fn pages_go_on_from_document_to_document() {
        let (first, second) = (document(0..30), document(28..50));
        let one = page(&[&first], true, None, 1);
        assert_eq!((one.articles.len(), one.listing), (20, Some(Listing { page: 1, pages: 2, total: 30, open: true })));
        assert!(is_enough(&[&first], None, 1) && !is_enough(&[&first], None, 2));
        let two = page(&[&first, &second], false, None, 2);
        assert_eq!(ids(&two).first().zip(ids(&two).last()), Some((&"20", &"39")));
        assert_eq!(two.listing, Some(Listing { page: 2, pages: 3, total: 50, open: false }), "28 and 29 count once");
        assert_eq!(ids(&page(&[&first, &second], false, None, 4)), [""; 0]);
    }

    #[test]
    fn a_category_has_pages_of_its_own() {
        let (first, even) = (document(0..30), Slug::parse("chan").unwrap());
        assert_eq!(ids(&page(&[&first], true, Some(&even), 1)).len(), 15);
        assert!(!is_enough(&[&first], Some(&even), 1), "20 of it are wanted");
        assert!(is_enough(&[&first, &document(30..45)], Some(&even), 1));
        assert_eq!(page(&[&first], true, Some(&even), 1).listing.map(|listing| listing.pages), Some(2));
    }
}
