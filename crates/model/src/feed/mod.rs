//! Articles, from JSON Feed 1.1 as any CMS emits it (<https://www.jsonfeed.org/version/1.1/>).
//!
//! One bad item never loses the others: each is converted alone, and what could not be kept is listed with its reason.

mod article;
mod headline;
mod paging;
mod write;

pub use article::{Article, Attachment, ItemProblem, id};
pub use headline::{Headline, Headlines};
pub use paging::{PAGE_SIZE, is_enough, page};

use crate::document::{DocumentError, JsonDocument, Problem};
use crate::fingerprint::fingerprint;
use crate::{Slug, Timestamp, url};
use article::{member, string};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// How many items of one document are read; the rest are listed as passed over.
pub const MAX_ITEMS: usize = 1_000;

/// How many documents of one feed are followed by `next_url`.
pub const MAX_DOCUMENTS: usize = 500;

/// One document of a feed: a page of articles, newest first or as the CMS ordered them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What the feed calls itself.
    pub title: Option<String>,
    /// The articles that could be kept, in the document's order.
    pub articles: Vec<Article>,
    /// What was rejected, or kept with something missing.
    pub remarks: Vec<Remark>,
    /// The next document of the feed.
    pub next_url: Option<String>,
    /// Where this document stands in a paged list; only our own publisher says.
    pub listing: Option<Listing>,
    /// Articles beyond this page that a home page shows under their categories; only our own publisher sends them.
    pub more: Vec<Article>,
}

/// Where a document stands in a paged list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many articles there are on all of them.
    pub total: u32,
    /// Whether there may be more than these: documents of the feed that were not read yet.
    pub open: bool,
}

/// Something the reader of a feed should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which item, from 0.
    pub item: usize,
    /// Which field of it: `attachments[1].url`; empty for the item itself.
    pub field: String,
    /// What the item calls itself, for people to find it by: its title, or its id.
    pub name: Option<String>,
    /// What.
    pub problem: ItemProblem,
}

impl Remark {
    /// Where: `items[3].date_published`.
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

impl Feed {
    /// The article at an address, wherever this document has it.
    pub fn find(&self, slug: &crate::Slug) -> Option<&Article> {
        self.articles.iter().chain(&self.more).find(|article| article.slug == *slug)
    }
}

/// Gives every article a slug of its own. The oldest keeps the plain one: an address must not change because something
/// newer has the same headline.
///
/// Compares each with each, for the thousand of one document: neither sorting nor hashing is worth its bytes in the wasm.
/// Whoever has more of them names as `among` those that may share a slug.
pub fn tell_apart<T: Addressed>(articles: &mut [T], among: &[usize]) {
    let is_newer = |one: &T, other: &T| (one.published(), one.id()) > (other.published(), other.id());
    let is_doubled = |i: &usize| {
        let shares = |j: &usize| articles[*i].slug() == articles[*j].slug() && is_newer(&articles[*i], &articles[*j]);
        among.iter().any(shares)
    };
    let doubled: Vec<usize> = among.iter().copied().filter(is_doubled).collect();
    for i in doubled {
        let is_taken = |slug: &Slug| articles.iter().any(|article| article.slug() == slug);
        let slug = another_slug(articles[i].id(), articles[i].slug(), &is_taken);
        articles[i].set_slug(slug);
    }
}

/// The documents of a feed with slugs that are each one article's: what an earlier document has keeps its address.
pub fn apart(documents: Vec<Arc<Feed>>) -> Vec<Arc<Feed>> {
    if documents.len() < 2 {
        return documents;
    }
    // Sorted by slug, and searched by halves: a chain may hold thousands, and the wasm no hasher for them.
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

/// A slug for an article whose own is taken: with its id behind it.
fn another_slug(id: &str, slug: &Slug, is_taken: &dyn Fn(&Slug) -> bool) -> Slug {
    let by_id = Slug::make(id).filter(|id| id.as_str().len() <= 24);
    let by_hash = Slug::parse(&fingerprint(id.as_bytes()));
    let mut slugs = by_id.into_iter().chain(by_hash).map(|suffix| slug.with_suffix(&suffix));
    slugs.find(|slug| !is_taken(slug)).unwrap_or_else(|| slug.clone())
}

/// What has an address that must be its own.
pub trait Addressed {
    /// The feed's id.
    fn id(&self) -> &str;
    /// When it was published.
    fn published(&self) -> Option<Timestamp>;
    /// The last part of its address.
    fn slug(&self) -> &Slug;
    /// Gives it another address.
    fn set_slug(&mut self, slug: Slug);
}

/// Both have the same fields for it.
macro_rules! addressed {
    ($($name:ty),*) => {$(
        impl Addressed for $name {
            fn id(&self) -> &str {
                &self.id
            }

            fn published(&self) -> Option<Timestamp> {
                self.published
            }

            fn slug(&self) -> &Slug {
                &self.slug
            }

            fn set_slug(&mut self, slug: Slug) {
                self.slug = slug;
            }
        }
    )*};
}
addressed!(Article, Headline);

/// The items of a JSON Feed.
fn items<'a>(file: &str, json: &'a Value) -> Result<&'a Vec<Value>, DocumentError> {
    let shape = |place, problem: &str| DocumentError::new(file, place, Problem::Shape(problem.to_owned()));
    let version = string(json, "version").unwrap_or_default();
    if !["http://jsonfeed.org/version/", "https://jsonfeed.org/version/"].iter().any(|v| version.starts_with(v)) {
        let found = if version.is_empty() { "(none)".to_owned() } else { format!("\"{version}\"") };
        let problem = Problem::Version { found, expected: "\"https://jsonfeed.org/version/1.1\"" };
        return Err(DocumentError::new(file, "version", problem));
    }
    match json.get("items") {
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(shape("items", "expected a list of articles")),
        None => Err(shape("items", "is missing; expected a list of articles")),
    }
}

impl JsonDocument for Feed {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let items = items(file, &json)?;
        let mut feed = Self::default();
        for (i, item) in items.iter().enumerate() {
            let mut hear = |field: &str, problem| {
                let name = string(item, "title").or_else(|| string(item, "id"));
                feed.remarks.push(Remark { item: i, field: field.to_owned(), name, problem });
            };
            if i >= MAX_ITEMS {
                hear("", ItemProblem::PastLimit(items.len() - MAX_ITEMS));
                break;
            }
            match Article::from_json(file, item, &mut hear) {
                Err(problem) => hear("", problem),
                // Searched, not hashed: at most 1 000 short ids, and the wasm needs no hasher.
                Ok(article) if feed.articles.iter().any(|known| known.id == article.id) => {
                    hear("", ItemProblem::DuplicateId(article.id));
                }
                Ok(article) => feed.articles.push(article),
            }
        }
        let all: Vec<usize> = (0..feed.articles.len()).collect();
        tell_apart(&mut feed.articles, &all);
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

/// How many articles are named under another.
pub const RELATED: usize = 3;

/// One article with what surrounds it: the document behind an article's page.
#[derive(Clone, Debug, PartialEq)]
pub struct FullArticle {
    /// The article, with its text.
    pub article: Article,
    /// The article published just before it.
    pub previous: Option<Article>,
    /// The article published just after it.
    pub next: Option<Article>,
    /// Others of its category.
    pub related: Vec<Article>,
}

impl FullArticle {
    /// An article of which nothing around is known.
    pub fn alone(article: Article) -> Self {
        Self { article, previous: None, next: None, related: Vec::new() }
    }

    /// An article as found among others, newest first, in a feed without a publisher.
    pub fn among<'a>(articles: &[&'a Article], slug: &Slug) -> Option<Self> {
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
            .map_err(|problem| DocumentError::new(file, "", Problem::Shape(problem.to_string())))?;
        let ours = json.get("_trangxa").unwrap_or(&Value::Null);
        let one = |name| Article::from_json(file, ours.get(name)?, &mut |_, _| {}).ok();
        Ok(Self { article, previous: one("previous"), next: one("next"), related: articles(file, ours, "related") })
    }
}

fn articles(file: &str, json: &Value, name: &str) -> Vec<Article> {
    let items = member(json, name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().take(MAX_ITEMS).filter_map(|item| Article::from_json(file, item, &mut |_, _| {}).ok()).collect()
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
                "items[1]: is no object; rejected",
                "items[2] (\"no id\"): has no id; rejected",
                "items[3] (\"blank id\"): has no id; rejected",
                "items[4] (\"again\"): has the id \"a\" of an earlier item; rejected, the first one stays",
                "items[5] (\"e\"): has no title, no summary and no content; rejected",
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
            "data/feed.json, version: version \"2.0\" is not known here; expected \"https://jsonfeed.org/version/1.1\""
        );
        assert_eq!(
            error(json!([])),
            "data/feed.json, version: version (none) is not known here; expected \"https://jsonfeed.org/version/1.1\""
        );
    }

    #[test]
    fn a_document_is_read_up_to_its_limit() {
        let items: Vec<Value> = (0..MAX_ITEMS + 5).map(|i| json!({"id": i, "title": "T"})).collect();
        let feed = feed(json!(items));
        assert_eq!(feed.articles.len(), MAX_ITEMS);
        assert_eq!(
            remarks(&feed),
            ["items[1000] (\"T\"): and 5 items from here are past the limit of 1000; passed over"]
        );
    }

    #[test]
    fn what_the_publisher_writes_reads_back_the_same() {
        let one = feed(json!([{
            "id": "news_12", "url": "https://cu.example/12", "title": "A & <b>", "summary": "Tóm tắt",
            "content_html": "<p>x</p>", "image": "../media/a.jpg", "date_published": "2023-06-22T12:00:00+07:00",
            "date_modified": "2023-06-23T12:00:00+07:00", "authors": [{"name": "Thu Xuân"}], "tags": ["Thông báo"],
            "attachments": [{"url": "../media/a.pdf", "mime_type": "application/pdf", "title": "Đơn", "size_in_bytes": 5}],
            "_trangxa": {"source": "Báo", "origin_unit": "Xã cũ", "audio": "../media/a.mp3", "item": "bai/x.json"},
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
        assert_eq!(slugs, ["lich-cat-dien-3", "lich-cat-dien", "lich-cat-dien-https-a-example-2"]);
    }

    #[test]
    fn a_later_document_leaves_addresses_to_the_earlier() {
        let item = |id: &str| json!({"id": id, "title": "Lịch cắt điện"});
        let first = Arc::new(feed(json!([item("500")])));
        let second = Arc::new(feed(json!([item("500"), item("100"), {"id": "7", "title": "Khác"}])));
        let documents = apart(vec![Arc::clone(&first), second]);
        assert!(Arc::ptr_eq(&documents[0], &first), "what is apart is not copied");
        // Within its document the older of two was told apart already.
        let slugs: Vec<&str> = documents[1].articles[1..].iter().map(|article| article.slug.as_str()).collect();
        assert_eq!(documents[1].articles[0].id, "500");
        assert_eq!(slugs, ["lich-cat-dien-100", "khac"]);
    }

    #[test]
    fn an_article_among_others_knows_its_neighbours() {
        let item = |id: &str, tag: &str| json!({"id": id, "title": id, "content_text": "x", "tags": [tag]});
        let feed = feed(json!([item("a", "x"), item("b", "y"), item("c", "x"), item("d", "x")]));
        let all: Vec<&Article> = feed.articles.iter().collect();
        let item = FullArticle::among(&all, &Slug::parse("c").unwrap()).unwrap();
        let id = |article: &Option<Article>| article.as_ref().map(|article| article.id.clone());
        assert_eq!((id(&item.previous), id(&item.next)), (Some("d".into()), Some("b".into())));
        assert_eq!(item.related.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["d", "a"]);
        assert!(item.article.content.is_some() && item.related[0].content.is_none());
        assert_eq!(FullArticle::among(&all, &Slug::parse("z").unwrap()), None);
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
