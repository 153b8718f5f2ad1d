//! The order of articles, the same in built pages, in lists that the browser puts together, in feeds and in the widget.

use super::slugs::HasSlug;
use std::cmp::Ordering;

/// The order of two articles: newest first, those of the same instant by id. Articles without a date come after all others, in the
/// order of their feed, so two of them count as equal: sort with a stable sort.
pub fn newest_first<T: HasSlug>(one: &T, other: &T) -> Ordering {
    match (one.published(), other.published()) {
        (Some(date), Some(other_date)) => other_date.cmp(&date).then_with(|| one.id().cmp(other.id())),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// Sorts the articles of one document, or references to those of several. Insertion, because most feeds are in order already, and
/// the sort of the standard library would add 4 kB to the wasm. A program with many articles sorts by [`newest_first`].
pub(super) fn insert_in_order<T>(articles: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    for end in 1..articles.len() {
        for at in (0..end).rev() {
            // No index that could panic: its message would add 5 kB to the widget's frame.
            let Some([one, other]) = articles.get_mut(at..at + 2) else { return };
            if order(one, other) != Ordering::Greater {
                break;
            }
            std::mem::swap(one, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Feed, Headlines, page};
    use super::newest_first;
    use crate::document::JsonDocument;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn feed(items: &[(&str, Option<&str>)]) -> Value {
        let item = |(id, date): &(&str, Option<&str>)| json!({"id": id, "title": id, "date_published": date});
        json!({"version": "https://jsonfeed.org/version/1.1", "items": items.iter().map(item).collect::<Vec<_>>()})
    }

    fn ids(articles: &[Article]) -> Vec<&str> {
        articles.iter().map(|article| article.id.as_str()).collect()
    }

    #[test]
    fn newest_first_then_by_id_then_without_a_date_as_the_feed_has_them() {
        let json = feed(&[
            ("z", None),
            ("c", Some("2026-11-20")),
            ("a", None),
            ("b", Some("2026-11-20T00:00:00+07:00")),
            ("d", Some("2026-11-21T08:00:00+07:00")),
            ("e", Some("2026-11-21T07:00:00+07:00")),
        ]);
        let order = ["d", "e", "b", "c", "z", "a"];
        let articles = Feed::from_json("/data/feed.json", json.clone()).unwrap().articles;
        assert_eq!(ids(&articles), order);
        let headlines = Headlines::from_json("/data/feed.json", json).unwrap().0;
        assert_eq!(headlines.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), order);
    }

    #[test]
    fn the_documents_of_a_feed_are_in_order_as_a_whole() {
        let one = Feed::from_json("/1", feed(&[("a", Some("2026-01-01")), ("x", None)])).unwrap();
        let two =
            Feed::from_json("/2", feed(&[("b", Some("2026-03-01")), ("a", Some("2026-01-01")), ("y", None)])).unwrap();
        assert_eq!(ids(&page(&[&one, &two], false, None, 1).articles), ["b", "a", "x", "y"]);
    }

    proptest! {
        /// A page that the publisher wrote, read in the browser, is as the publisher ordered it.
        #[test]
        fn sorting_by_the_order_changes_nothing_of_it(
            items in proptest::collection::vec((0..6_u8, proptest::option::of(1..4_u8)), 0..12)
        ) {
            let names: Vec<(String, Option<String>)> =
                items.iter().enumerate().map(|(i, (id, day))| (format!("{id}-{i}"), day.map(|day| format!("2026-01-0{day}")))).collect();
            let names: Vec<(&str, Option<&str>)> = names.iter().map(|(id, day)| (id.as_str(), day.as_deref())).collect();
            let articles = Feed::from_json("/f", feed(&names)).unwrap().articles;
            let mut sorted = articles.clone();
            sorted.sort_by(newest_first);
            prop_assert_eq!(ids(&sorted), ids(&articles));
        }
    }
}
