//! One item of a feed as an article.

use super::headline::Headline;
use crate::{Slug, Timestamp, url};
use serde_json::{Number, Value};
use trangxa_clean::{Html, text};

/// How many characters of the text stand in for a missing title.
const TITLE_FROM_TEXT: usize = 80;

/// An article, or the summary of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The feed's id, unique within it.
    pub id: String,
    /// The last part of its address.
    pub slug: Slug,
    /// Its headline as plain text; the beginning of the summary or text where the feed has none.
    pub title: String,
    /// Where the feed says it is published.
    pub url: Option<String>,
    /// A sentence or two, as plain text.
    pub summary: Option<String>,
    /// Its text; `None` in a summary.
    pub content: Option<Html>,
    /// Its main picture.
    pub image: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The feed's tags, as written.
    pub tags: Vec<String>,
    /// The category: as the feed says, otherwise its first tag.
    pub category: Option<Slug>,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// The commune that published it before a merger.
    pub origin_unit: Option<String>,
    /// A recording of it.
    pub audio: Option<String>,
    /// Where the full item lies, when this is a summary.
    pub item: Option<String>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// A file that belongs to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it lies.
    pub url: String,
    /// Its media type: `application/pdf`.
    pub mime_type: String,
    /// What it is.
    pub title: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
}

/// What is wrong with an item, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ItemProblem {
    /// Not a JSON object.
    #[error("is no object; rejected")]
    NoObject,
    /// No id, or a blank one.
    #[error("has no id; rejected")]
    NoId,
    /// The id of an earlier item.
    #[error("has the id \"{0}\" of an earlier item; rejected, the first one stays")]
    DuplicateId(String),
    /// Nothing to show.
    #[error("has no title, no summary and no content; rejected")]
    Empty,
    /// A date in no known form.
    #[error("cannot read the date \"{0}\"; kept, shown without it")]
    UnreadableDate(String),
    /// Something else where text was expected.
    #[error("expected text; kept without it")]
    NoText,
    /// Something else where a list was expected.
    #[error("expected a list; kept without it")]
    NoList,
    /// An address of no kind that may be linked to, or none at all.
    #[error("\"{0}\" is no http, https, mailto or tel address; kept without it")]
    BadAddress(String),
    /// A document longer than [`super::MAX_ITEMS`].
    #[error("and {0} items from here are past the limit of {limit}; passed over", limit = super::MAX_ITEMS)]
    PastLimit(usize),
}

impl ItemProblem {
    /// Whether an article was lost by it.
    pub fn is_loss(&self) -> bool {
        !matches!(self, Self::UnreadableDate(_) | Self::NoText | Self::NoList | Self::BadAddress(_))
    }
}

/// Hears which field of an item (empty for the item itself) has what wrong with it.
pub(super) type Hear<'a> = dyn FnMut(&str, ItemProblem) + 'a;

impl Article {
    /// Reads one item. `base` is the address of its document; `hear` is told which field was left out, and why.
    pub fn from_json(base: &str, item: &Value, hear: &mut Hear<'_>) -> Result<Self, ItemProblem> {
        let Headline { id, slug, title, published } = Headline::read(item)?;
        let summary = string(item, "summary").map(|summary| text::text_of(&summary)).filter(|text| !text.is_empty());
        let content = content(base, item);
        let title = title
            .or_else(|| Some(text::excerpt(summary.as_deref()?, TITLE_FROM_TEXT)))
            .or_else(|| Some(text::excerpt(&content.as_ref()?.text(), TITLE_FROM_TEXT)))
            .ok_or(ItemProblem::Empty)?;
        for field in TEXTS {
            if member(item, field).is_some_and(|value| !value.is_string()) {
                hear(field, ItemProblem::NoText);
            }
        }
        for field in LISTS {
            if member(item, field).is_some_and(|value| !value.is_array()) {
                hear(field, ItemProblem::NoList);
            }
        }
        let extension = member(item, "_trangxa").unwrap_or(&Value::Null);
        for field in OURS {
            if member(extension, field).is_some_and(|value| !value.is_string()) {
                hear(&format!("_trangxa.{field}"), ItemProblem::NoText);
            }
        }
        let modified = string(item, "date_modified").and_then(|text| Timestamp::parse(&text));
        for (field, date) in [("date_published", published), ("date_modified", modified)] {
            if let Some(text) = string(item, field).filter(|_| date.is_none()) {
                hear(field, ItemProblem::UnreadableDate(text));
            }
        }
        let attachments = attachments(base, item, hear);
        let mut address = |json: &Value, name, resolve: fn(&str, &str) -> Option<String>| {
            let reference = string(json, name)?;
            let address = resolve(base, &reference);
            if address.is_none() {
                hear(name, ItemProblem::BadAddress(reference));
            }
            address
        };
        let (audio, full) = (address(extension, "audio", url::resolve), address(extension, "item", url::resolve));
        let tags: Vec<String> = list(item, "tags").filter_map(|tag| plain(tag.as_str()?)).collect();
        let category = ours(item, "category").or_else(|| tags.first().cloned());
        Ok(Self {
            slug,
            title,
            url: address(item, "url", url::resolve).or_else(|| address(item, "external_url", url::resolve)),
            summary,
            content,
            image: address(item, "image", url::picture).or_else(|| address(item, "banner_image", url::picture)),
            published,
            modified,
            authors: authors(item),
            category: category.and_then(|category| Slug::make(&category)),
            tags,
            source: ours(item, "source").and_then(|text| plain(&text)),
            origin_unit: ours(item, "origin_unit").and_then(|text| plain(&text)),
            audio,
            item: full,
            attachments,
            id,
        })
    }

    /// Its summary, or the beginning of its text: at most `max` characters of plain text.
    pub fn excerpt(&self, max: usize) -> Option<String> {
        match (&self.summary, &self.content) {
            (Some(summary), _) => Some(text::excerpt(summary, max)),
            (None, Some(content)) => Some(text::excerpt(&content.text(), max)).filter(|text| !text.is_empty()),
            (None, None) => None,
        }
    }
}

/// The members that hold lists; anything else in their place is told of.
const LISTS: [&str; 3] = ["attachments", "authors", "tags"];
/// The members of our own extension, all text.
const OURS: [&str; 6] = ["category", "source", "origin_unit", "audio", "item", "slug"];
/// The members that hold text; a number or list in their place is told of.
const TEXTS: [&str; 11] = [
    "title",
    "summary",
    "content_html",
    "content_text",
    "url",
    "external_url",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "language",
];

/// A member that is there and not null.
pub(super) fn member<'a>(json: &'a Value, name: &str) -> Option<&'a Value> {
    json.get(name).filter(|value| !value.is_null())
}

/// A member that is text and not blank, without white space at its ends.
pub(super) fn string(json: &Value, name: &str) -> Option<String> {
    let text = member(json, name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text member of our own extension.
pub(super) fn ours(item: &Value, name: &str) -> Option<String> {
    string(member(item, "_trangxa")?, name)
}

fn list<'a>(json: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    member(json, name).and_then(Value::as_array).into_iter().flatten()
}

/// Text for people: entities decoded, markup left standing as text.
pub(super) fn plain(text: &str) -> Option<String> {
    let text = text::collapse(&text::decode_entities(text));
    (!text.is_empty()).then_some(text)
}

/// The id of an item, as everybody who holds two feeds against each other must read it.
pub fn id(item: &Value) -> Option<String> {
    match item.get("id")? {
        Value::Number(number) => Some(number_as_text(number)),
        _ => string(item, "id"),
    }
}

/// A number as an id. What is no whole number of 64 bits is told by its bits: no CMS counts so, two must stay two, and
/// printing floats would weigh 4 kB in the wasm.
fn number_as_text(number: &Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => whole.to_string(),
        (None, Some(whole)) => whole.to_string(),
        (None, None) => format!("so-{:016x}", number.as_f64().unwrap_or(0.0).to_bits()),
    }
}

fn content(base: &str, item: &Value) -> Option<Html> {
    match string(item, "content_html") {
        Some(html) => Some(Html::Raw { html, base: base.to_owned() }),
        None => string(item, "content_text").map(|text| Html::Clean(text::paragraphs(&text))),
    }
}

fn authors(item: &Value) -> Vec<String> {
    let one = |author: &Value| plain(author.as_str().or_else(|| author.get("name")?.as_str())?);
    let many: Vec<String> = list(item, "authors").filter_map(one).collect();
    if many.is_empty() { member(item, "author").and_then(one).into_iter().collect() } else { many }
}

fn attachments(base: &str, item: &Value, hear: &mut Hear<'_>) -> Vec<Attachment> {
    let mut found = Vec::new();
    for (i, json) in list(item, "attachments").enumerate() {
        let reference = string(json, "url").unwrap_or_default();
        let Some(url) = url::resolve(base, &reference).filter(|_| !reference.is_empty()) else {
            hear(&format!("attachments[{i}].url"), ItemProblem::BadAddress(reference));
            continue;
        };
        let size = member(json, "size_in_bytes");
        found.push(Attachment {
            url,
            mime_type: string(json, "mime_type").unwrap_or_default(),
            title: string(json, "title").and_then(|title| plain(&title)),
            size: size.and_then(|size| size.as_u64().or_else(|| size.as_str()?.trim().parse().ok())),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(item: Value) -> (Article, Vec<String>) {
        let mut remarks = Vec::new();
        let mut hear = |field: &str, problem: ItemProblem| remarks.push(format!("{field}: {problem}"));
        let article = Article::from_json("/data/feed.json", &item, &mut hear).unwrap();
        (article, remarks)
    }

    fn article(item: Value) -> Article {
        read(item).0
    }

    #[test]
    fn addresses_come_from_ids_that_say_something() {
        for (id, title, slug) in [
            (json!("hop-dan"), json!("Họp dân"), "hop-dan"),
            (json!("https://cu.example/?id=4"), json!("Họp dân"), "hop-dan"),
            (json!(1204), json!("Họp dân"), "hop-dan"),
            (json!("1204"), json!(null), "1204"),
            (json!("news_12"), json!("Họp dân"), "news-12"),
            (json!("…"), json!("Họp dân"), "hop-dan"),
        ] {
            assert_eq!(article(json!({"id": id, "title": title, "summary": "x"})).slug.as_str(), slug);
        }
        assert_eq!(article(json!({"id": "…", "title": "!"})).slug.as_str().len(), 16);
        assert_eq!(article(json!({"id": 5, "title": "A", "_trangxa": {"slug": "a-5"}})).slug.as_str(), "a-5");
    }

    #[test]
    fn numbers_too_large_to_count_with_stay_apart() {
        let id =
            |text: &str| article(serde_json::from_str(&format!("{{\"id\": {text}, \"title\": \"A\"}}")).unwrap()).id;
        let ids =
            ["1", "18446744073709551615", "123456789012345678901", "98765432109876543210000", "2.5", "-3", "1e300"]
                .map(id);
        assert_eq!((ids[0].as_str(), ids[1].as_str(), ids[5].as_str()), ("1", "18446744073709551615", "-3"));
        for (i, one) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(one), "{ids:?}");
        }
    }

    #[test]
    fn markup_in_a_title_is_text() {
        let article =
            article(json!({"id": "a", "title": " A &amp; B <script>x</script>\n ", "authors": ["<i>Thu</i>"]}));
        assert_eq!(article.title, "A & B <script>x</script>");
        assert_eq!(article.authors, ["<i>Thu</i>"]);
    }

    #[test]
    fn a_missing_title_is_made_from_what_there_is() {
        assert_eq!(article(json!({"id": "a", "content_html": "<p>Sáng nay</p>"})).title, "Sáng nay");
        assert_eq!(article(json!({"id": "a", "summary": "<b>Tin</b>", "content_html": "x"})).title, "Tin");
    }

    #[test]
    fn an_unreadable_date_costs_the_date_only() {
        let (article, remarks) = read(json!({"id": "a", "title": "A", "date_published": "hôm qua"}));
        assert_eq!(article.published, None);
        assert_eq!(remarks, ["date_published: cannot read the date \"hôm qua\"; kept, shown without it"]);
    }

    #[test]
    fn what_is_left_out_of_an_item_is_told_field_by_field() {
        let (article, remarks) =
            read(json!({"id": "a", "title": "A", "summary": 5, "image": "data:x", "content_text": null,
            "attachments": [{"url": "/a.pdf"}, {"mime_type": "x"}, {"url": "file:///a"}], "tags": "x",
            "_trangxa": {"audio": "blob:x", "category": 5}}));
        assert_eq!((article.summary, article.attachments.len()), (None, 1));
        let bad = "is no http, https, mailto or tel address; kept without it";
        assert_eq!(
            remarks,
            [
                "summary: expected text; kept without it".to_owned(),
                "tags: expected a list; kept without it".to_owned(),
                "_trangxa.category: expected text; kept without it".to_owned(),
                format!("attachments[1].url: \"\" {bad}"),
                format!("attachments[2].url: \"file:///a\" {bad}"),
                format!("audio: \"blob:x\" {bad}"),
                format!("image: \"data:x\" {bad}"),
            ]
        );
    }

    #[test]
    fn the_category_is_said_or_is_the_first_tag() {
        let category = |item| article(item).category.map(|slug| slug.to_string());
        assert_eq!(
            category(json!({"id": 1, "title": "A", "tags": ["Chính trị - Kinh tế", "x"]})).as_deref(),
            Some("chinh-tri-kinh-te")
        );
        assert_eq!(
            category(json!({"id": 1, "title": "A", "tags": ["x"], "_trangxa": {"category": "y"}})).as_deref(),
            Some("y")
        );
        assert_eq!(category(json!({"id": 1, "title": "A", "tags": [5, null, " "]})), None);
    }

    #[test]
    fn addresses_resolve_against_the_feed_and_bad_ones_go() {
        let article = article(json!({"id": 1, "title": "A", "image": "../media/a.jpg", "url": "javascript:alert(1)",
            "attachments": [{"url": "data:x"}, {"url": "../media/a.pdf", "size_in_bytes": "12"}, {}, null]}));
        assert_eq!(article.image.as_deref(), Some("/media/a.jpg"));
        assert_eq!(article.url, None);
        assert_eq!(article.attachments.len(), 1);
        assert_eq!((article.attachments[0].url.as_str(), article.attachments[0].size), ("/media/a.pdf", Some(12)));
    }
}
