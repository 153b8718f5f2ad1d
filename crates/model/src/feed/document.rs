//! One document of a feed: its articles, and what was left out of it.

use super::article::Article;
use super::item::{ItemProblem, MAX_ITEMS, items, member, string};
use super::order::{insert_in_order, newest_first};
use super::slugs::{another_slug, make_slugs_unique};
use crate::document::{DocumentError, JsonDocument};
use crate::{Slug, rows, url};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// How many documents of one feed are read, from `next_url` to `next_url`.
pub const MAX_DOCUMENTS: usize = 500;

/// One document of a feed: a page of articles, ordered by [`newest_first`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The title of the feed.
    pub title: Option<String>,
    /// The articles that could be read.
    pub articles: Vec<Article>,
    /// What was left out, and why.
    pub remarks: Vec<Remark>,
    /// The address of the next document of the feed.
    pub next_url: Option<String>,
    /// The place of this document in a paged list. Only documents of our own publisher have it.
    pub listing: Option<Listing>,
    /// Articles of other pages that the home page shows under their categories. Only documents of our own publisher have them.
    pub more: Vec<Article>,
}

/// The place of a document in a paged list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many articles there are on all pages.
    pub total: u32,
    /// Whether there may be more pages, because the feed has documents that were not read yet.
    pub open: bool,
}

/// A problem of a feed, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The place of the item, from 0.
    pub item: usize,
    /// The field, as `attachments[1].url`; empty for the item itself.
    pub field: String,
    /// The title of the item, or its id, so that people find it.
    pub name: Option<String>,
    /// The problem.
    pub problem: ItemProblem,
}

impl Remark {
    /// The place in the document: `items[3].date_published`.
    #[must_use]
    pub fn place(&self) -> String {
        let dot = if self.field.is_empty() { "" } else { "." };
        format!("items[{}]{dot}{}", self.item, self.field)
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())?;
        if let Some(name) = &self.name {
            write!(f, " (\"{name}\")")?;
        }
        write!(f, ": {}", self.problem)
    }
}

rows! {
    Feed { title, articles, next_url, listing, more; remarks: Vec::new() }
    Listing { page, pages, total, open }
}

impl Feed {
    /// The article with a slug, among the articles of this page and of other pages.
    #[must_use]
    pub fn find(&self, slug: &Slug) -> Option<&Article> {
        self.articles.iter().chain(&self.more).find(|article| article.slug == *slug)
    }
}

impl JsonDocument for Feed {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let items = items(file, &json)?;
        let mut feed = Self::default();
        for (i, item) in items.iter().enumerate() {
            let mut report = |field: &str, problem| {
                let name = string(item, "title").or_else(|| string(item, "id"));
                feed.remarks.push(Remark { item: i, field: field.to_owned(), name, problem });
            };
            if i >= MAX_ITEMS {
                report("", ItemProblem::PastLimit(items.len() - MAX_ITEMS));
                break;
            }
            match Article::from_json(file, item, &mut report) {
                Err(problem) => report("", problem),
                // A linear search: there are at most 1 000 short ids, and a hash table would add bytes to the wasm.
                Ok(article) if feed.articles.iter().any(|known| known.id == article.id) => {
                    report("", ItemProblem::DuplicateId(article.id));
                }
                Ok(article) => feed.articles.push(article),
            }
        }
        let all: Vec<usize> = (0..feed.articles.len()).collect();
        make_slugs_unique(&mut feed.articles, &all);
        insert_in_order(&mut feed.articles, newest_first);
        feed.title = string(&json, "title");
        feed.next_url = string(&json, "next_url").and_then(|next| url::resolve(file, &next));
        if let Some(ours) = json.get("_trangxa") {
            let number = |name| ours.get(name)?.as_u64().and_then(|n| u32::try_from(n).ok());
            feed.listing = (|| {
                Some(Listing { page: number("page")?, pages: number("pages")?, total: number("total")?, open: false })
            })();
            feed.more = articles(file, ours, "more");
        }
        Ok(feed)
    }
}

/// Articles that our own publisher puts into `_trangxa`.
pub(super) fn articles(file: &str, json: &Value, name: &str) -> Vec<Article> {
    let items = member(json, name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().take(MAX_ITEMS).filter_map(|item| Article::from_json(file, item, &mut |_, _| {}).ok()).collect()
}

/// Makes the slugs of a feed's documents unique: an article of a later document gets another slug if an earlier document has the
/// same one for another article.
pub fn with_unique_slugs(documents: Vec<Arc<Feed>>) -> Vec<Arc<Feed>> {
    if documents.len() < 2 {
        return documents;
    }
    // Sorted by slug for binary search: a feed may have thousands of articles, and a hash table would add bytes to the wasm.
    let mut taken: Vec<(Slug, String)> = Vec::new();
    let place = |taken: &[(Slug, String)], slug: &Slug| taken.binary_search_by(|(known, _)| known.cmp(slug));
    let mut out = Vec::with_capacity(documents.len());
    for document in documents {
        let mut changed: Option<Feed> = None;
        for (i, article) in document.articles.iter().enumerate() {
            let mut slug = article.slug.clone();
            if let Ok(at) = place(&taken, &slug) {
                if taken[at].1 == article.id {
                    continue;
                }
                slug = another_slug(&article.id, &article.slug, &|slug| place(&taken, slug).is_ok());
                changed.get_or_insert_with(|| Feed::clone(&document)).articles[i].slug = slug.clone();
            }
            if let Err(at) = place(&taken, &slug) {
                taken.insert(at, (slug, article.id.clone()));
            }
        }
        out.push(changed.map_or(document, Arc::new));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn feed(items: Value) -> Feed {
        let json = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items});
        Feed::from_json("https://xa.example/data/feed.json", json).unwrap()
    }

    fn remarks(feed: &Feed) -> Vec<String> {
        feed.remarks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_bad_item_never_loses_the_others() {
        let feed = feed(json!([
            {"id": "a", "title": "A", "content_text": "x"},
            "not an item",
            {"title": "no id"},
            {"id": "  ", "title": "blank id"},
            {"id": "a", "title": "again"},
            {"id": "e"},
            {"id": 7, "title": "Bảy"},
        ]));
        assert_eq!(feed.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["a", "7"]);
        assert_eq!(feed.articles[0].title, "A", "the first of two with one id wins");
        assert_eq!(
            remarks(&feed),
            [
                "items[1]: is not an object; rejected: write it in braces, with an id and a title",
                "items[2] (\"no id\"): has no id; rejected: give it an id of its own, which stays the same",
                "items[3] (\"blank id\"): has no id; rejected: give it an id of its own, which stays the same",
                "items[4] (\"again\"): has the same id \"a\" as an earlier item; rejected, the earlier one is kept: give each an id of its own",
                "items[5] (\"e\"): has no title, no summary and no content; rejected: give it one of them",
            ]
        );
    }

    #[test]
    fn accepts_what_the_wild_holds() {
        let bytes = "\u{feff}{\"version\": \"http://jsonfeed.org/version/1\", \"unknown\": 1, \"next_url\": \"feed2.json\",
            \"items\": [{\"id\": \"a\", \"title\": null, \"summary\": \"Tóm t&#7855;t\", \"author\": {\"name\": \"Thu\"}}]}";
        let feed = Feed::read("https://xa.example/data/feed.json", bytes.as_bytes()).unwrap();
        assert_eq!(feed.articles[0].title, "Tóm tắt");
        assert_eq!(feed.articles[0].authors, ["Thu"]);
        assert_eq!(feed.next_url.as_deref(), Some("https://xa.example/data/feed2.json"));
        assert_eq!(feed.remarks, []);
    }

    #[test]
    fn errors_name_file_place_and_expectation() {
        let error = |json| Feed::from_json("data/feed.json", json).unwrap_err().to_string();
        assert_eq!(
            error(json!({"version": "https://jsonfeed.org/version/1.1"})),
            "data/feed.json, items: is missing; expected a list of articles"
        );
        assert_eq!(
            error(json!({"version": "2.0", "items": []})),
            "data/feed.json, version: the version is \"2.0\"; this program reads version \"https://jsonfeed.org/version/1.1\": correct it, or use a newer version of this program"
        );
        assert_eq!(
            error(json!([])),
            "data/feed.json, version: is missing; write \"version\": \"https://jsonfeed.org/version/1.1\""
        );
    }

    #[test]
    fn a_document_is_read_up_to_its_limit() {
        let items: Vec<Value> = (0..MAX_ITEMS + 5).map(|i| json!({"id": i, "title": "T"})).collect();
        let feed = feed(json!(items));
        assert_eq!(feed.articles.len(), MAX_ITEMS);
        assert_eq!(
            remarks(&feed),
            [
                "items[1000] (\"T\"): this item and those after it, 5 in all, are beyond the limit of 1000; not read: move them into another document, and name that one in next_url"
            ]
        );
    }

    #[test]
    fn what_the_publisher_writes_reads_back_the_same() {
        let one = feed(json!([{
            "id": "news_12", "url": "https://cu.example/12", "title": "A & <b>", "summary": "Tóm tắt",
            "content_html": "<p>x</p>", "image": "../media/a.jpg", "date_published": "2023-06-22T12:00:00+07:00",
            "date_modified": "2023-06-23T12:00:00+07:00", "authors": [{"name": "Thu Xuân"}], "tags": ["Thông báo"],
            "attachments": [{"url": "../media/a.pdf", "mime_type": "application/pdf", "title": "Đơn", "size_in_bytes": 5},
                {"url": "../media/a.mp3", "mime_type": "audio/mpeg", "duration_in_seconds": 72}],
            "_trangxa": {"source": "Báo", "origin_unit": "Xã cũ", "audio": "../media/a.mp3", "item": "bai/x.json",
                "changes": [{"at": "2023-06-24T09:00:00+07:00", "what": "Sửa số điện thoại"}, {"at": "2023-06-23", "what": "Thêm ảnh"}]},
        }]))
        .articles
        .remove(0);
        let mut json = one.to_json();
        json["content_html"] = json!("<p>x</p>");
        let again = Article::from_json("https://xa.example/data/feed.json", &json, &mut |_, _| {}).unwrap();
        assert_eq!(again, one);
    }

    #[test]
    fn articles_of_one_headline_have_addresses_of_their_own() {
        let item = |id: &str, date: &str| json!({"id": id, "title": "Lịch cắt điện", "date_published": date});
        let feed =
            feed(json!([item("3", "2024-03-01"), item("1", "2024-01-01"), item("https://a.example/2", "2024-02-01")]));
        let slugs: Vec<&str> = feed.articles.iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(slugs, ["lich-cat-dien-3", "lich-cat-dien-https-a-example-2", "lich-cat-dien"]);
    }

    #[test]
    fn a_later_document_leaves_addresses_to_the_earlier() {
        let item = |id: &str| json!({"id": id, "title": "Lịch cắt điện"});
        let first = Arc::new(feed(json!([item("500")])));
        let second = Arc::new(feed(json!([item("500"), item("100"), {"id": "7", "title": "Khác"}])));
        let documents = with_unique_slugs(vec![Arc::clone(&first), second]);
        assert!(Arc::ptr_eq(&documents[0], &first), "a document without a conflict is not copied");
        // Within its own document, the older of two kept the slug.
        let slugs: Vec<&str> = documents[1].articles[1..].iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(documents[1].articles[0].id, "500");
        assert_eq!(slugs, ["lich-cat-dien-100", "khac"]);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let key = prop_oneof![
            Just("id".to_owned()),
            Just("title".to_owned()),
            Just("items".to_owned()),
            Just("authors".to_owned()),
            Just("name".to_owned()),
            Just("tags".to_owned()),
            Just("_trangxa".to_owned()),
            Just("attachments".to_owned()),
            Just("url".to_owned()),
            Just("content_html".to_owned()),
            Just("date_published".to_owned()),
            Just("summary".to_owned()),
            Just("more".to_owned()),
            Just("changes".to_owned()),
            Just("at".to_owned()),
            Just("what".to_owned()),
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
            Just(Value::from("2023-06-22T12:00:00Z")),
            Just(Value::from("../a.jpg")),
        ];
        leaf.prop_recursive(5, 64, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::vec((key.clone(), inner), 0..8)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn never_panics_and_loses_nothing_unsaid(items in proptest::collection::vec(any_json(), 0..6), ours in any_json()) {
            let count = items.len();
            let json = json!({"version": "https://jsonfeed.org/version/1.1", "items": items, "_trangxa": ours});
            let feed = Feed::from_json("/data/feed.json", json).unwrap();
            let rejected = feed.remarks.iter().filter(|remark| remark.problem.is_loss()).count();
            prop_assert_eq!(feed.articles.len() + rejected, count);
        }

        #[test]
        fn bytes_never_panic(bytes in any::<Vec<u8>>()) {
            let _ = Feed::read("/f", &bytes);
        }
    }
}
