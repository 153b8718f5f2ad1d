//! An article, read from one item of a feed.

use super::change::{Change, changes};
use super::headline::Headline;
use super::item::{ItemProblem, ReportProblem, list, member, ours, plain, string};
use super::slugs::has_slug;
use crate::{Slug, Timestamp, rows, url};
use serde_json::Value;
use trangxa_clean::{Html, text};

/// The length of a title that is made from the text, in characters.
const TITLE_FROM_TEXT: usize = 80;

/// An article, or the summary of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The feed's id, unique within it.
    pub id: String,
    /// The last part of its address.
    pub slug: Slug,
    /// Its title as plain text; the beginning of the summary or text if the feed has none, or else its id.
    pub title: String,
    /// Where it is published, as the feed says.
    pub url: Option<String>,
    /// A sentence or two, as plain text.
    pub summary: Option<String>,
    /// Its text; `None` if this is only a summary.
    pub content: Option<Html>,
    /// Its main picture.
    pub image: Option<String>,
    /// The same picture in several sizes, as the value of `srcset`.
    pub srcset: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// What was changed after it was published, the newest change first.
    pub changes: Vec<Change>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The feed's tags, as written.
    pub tags: Vec<String>,
    /// The category that the feed names, otherwise its first tag.
    pub category: Option<Slug>,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// The commune that published it before a merger.
    pub origin_unit: Option<String>,
    /// The address of a recording of it. The recording is also the first of its attachments.
    pub audio: Option<String>,
    /// The address of the full item, if this is only a summary.
    pub item: Option<String>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

/// A file that belongs to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its address.
    pub url: String,
    /// Its media type: `application/pdf`.
    pub mime_type: String,
    /// Its title.
    pub title: Option<String>,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// Its length in seconds, of a recording.
    pub seconds: Option<u32>,
}

impl Attachment {
    /// Whether it is a recording that browsers play.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.mime_type.starts_with("audio/")
    }
}

has_slug!(Article);

// What lists show comes first. Its text is on the page.
rows! {
    Article {
        slug, title, id, published, summary, image, srcset, item, category, tags, modified, authors, source, origin_unit, audio, url, attachments, changes;
        content: None
    }
    Attachment { url, mime_type, title, size, seconds }
}

impl Article {
    /// An article of which nothing else is known.
    #[must_use]
    pub fn titled(slug: Slug, title: String) -> Self {
        Self {
            id: String::new(),
            slug,
            title,
            url: None,
            summary: None,
            content: None,
            image: None,
            srcset: None,
            published: None,
            modified: None,
            changes: Vec::new(),
            authors: Vec::new(),
            tags: Vec::new(),
            category: None,
            source: None,
            origin_unit: None,
            audio: None,
            item: None,
            attachments: Vec::new(),
        }
    }

    /// Reads one item. `base` is the address of its document. `report` is called for each field that is left out.
    pub fn from_json(base: &str, item: &Value, report: &mut ReportProblem<'_>) -> Result<Self, ItemProblem> {
        let Headline { id, slug, title, published } = Headline::read(item)?;
        let summary = string(item, "summary").map(|summary| text::text_of(&summary)).filter(|text| !text.is_empty());
        let content = content(base, item);
        let title = title
            .or_else(|| Some(text::excerpt(summary.as_deref()?, TITLE_FROM_TEXT)))
            .or_else(|| Some(text::excerpt(&content.as_ref()?.text(), TITLE_FROM_TEXT)).filter(|text| !text.is_empty()))
            // An article of nothing but pictures: a link to it needs a text.
            .unwrap_or_else(|| id.clone());
        for field in TEXTS {
            if member(item, field).is_some_and(|value| !value.is_string()) {
                report(field, ItemProblem::NoText);
            }
        }
        for field in LISTS {
            if member(item, field).is_some_and(|value| !value.is_array()) {
                report(field, ItemProblem::NoList);
            }
        }
        let extension = member(item, "_trangxa").unwrap_or(&Value::Null);
        for field in OURS {
            if member(extension, field).is_some_and(|value| !value.is_string()) {
                report(&format!("_trangxa.{field}"), ItemProblem::NoText);
            }
        }
        let modified = string(item, "date_modified").and_then(|text| Timestamp::parse(&text));
        for (field, date) in [("date_published", published), ("date_modified", modified)] {
            if let Some(text) = string(item, field).filter(|_| date.is_none()) {
                report(field, ItemProblem::UnreadableDate(text));
            }
        }
        let changes = changes(extension, report);
        let modified = modified.max(changes.first().map(|change| change.at));
        let mut attachments = attachments(base, item, report);
        let mut address = |json: &Value, field: &str, resolve: fn(&str, &str) -> Option<String>| {
            let name = field.rsplit('.').next().unwrap_or(field);
            let reference = string(json, name)?;
            let address = resolve(base, &reference);
            if address.is_none() {
                report(field, ItemProblem::BadAddress(reference));
            }
            address
        };
        let audio = address(extension, "_trangxa.audio", url::resolve);
        let full = address(extension, "_trangxa.item", url::resolve);
        if let Some(audio) = &audio {
            put_recording_first(&mut attachments, audio);
        }
        let tags: Vec<String> = list(item, "tags").filter_map(|tag| plain(tag.as_str()?)).collect();
        let category = ours(item, "category").or_else(|| tags.first().cloned());
        Ok(Self {
            slug,
            title,
            url: address(item, "url", url::resolve).or_else(|| address(item, "external_url", url::resolve)),
            summary,
            content,
            image: address(item, "image", url::picture).or_else(|| address(item, "banner_image", url::picture)),
            // What stands in it is not resolved: a document of another host names files of that host.
            srcset: ours(item, "srcset").filter(|set| base.starts_with('/') && set.starts_with('/')),
            published,
            modified,
            changes,
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

    /// Its summary, or the beginning of its text, as plain text of at most `max` characters.
    #[must_use]
    pub fn excerpt(&self, max: usize) -> Option<String> {
        let of_text = || Some(text::excerpt(&self.content.as_ref()?.text(), max)).filter(|text| !text.is_empty());
        self.short_summary(max).or_else(of_text)
    }

    /// Its summary, as plain text of at most `max` characters.
    #[must_use]
    pub fn short_summary(&self, max: usize) -> Option<String> {
        Some(text::excerpt(self.summary.as_deref()?, max))
    }
}

/// The members that hold lists; a value of another type is reported.
const LISTS: [&str; 3] = ["attachments", "authors", "tags"];
/// The members of our own extension that hold text.
const OURS: [&str; 7] = ["category", "source", "origin_unit", "audio", "item", "slug", "srcset"];
/// The members that hold text; a value of another type is reported.
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

fn attachments(base: &str, item: &Value, report: &mut ReportProblem<'_>) -> Vec<Attachment> {
    let mut found = Vec::new();
    for (i, json) in list(item, "attachments").enumerate() {
        let reference = string(json, "url").unwrap_or_default();
        let Some(url) = url::resolve(base, &reference).filter(|_| !reference.is_empty()) else {
            report(&format!("attachments[{i}].url"), ItemProblem::BadAddress(reference));
            continue;
        };
        let mime_type = string(json, "mime_type").unwrap_or_default();
        found.push(Attachment {
            mime_type: if mime_type.starts_with("audio/") {
                mime_type
            } else {
                recording_type(&url).map_or(mime_type, str::to_owned)
            },
            url,
            title: string(json, "title").and_then(|title| plain(&title)),
            size: whole_number(json, "size_in_bytes"),
            seconds: whole_number(json, "duration_in_seconds").and_then(|seconds| u32::try_from(seconds).ok()),
        });
    }
    found
}

/// A whole number, which may be written as a text.
fn whole_number(json: &Value, name: &str) -> Option<u64> {
    let value = member(json, name)?;
    // Feeds of podcasts measure in parts of a second, too.
    value
        .as_u64()
        .or_else(|| value.as_f64().filter(|it| *it >= 0.0).map(|it| it as u64))
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// Makes a recording of an article the first of its attachments.
fn put_recording_first(attachments: &mut Vec<Attachment>, url: &str) {
    let known = attachments.iter().position(|file| file.url == url).map(|at| attachments.remove(at));
    let mut recording = known.unwrap_or_else(|| Attachment {
        url: url.to_owned(),
        mime_type: String::new(),
        title: None,
        size: None,
        seconds: None,
    });
    if !recording.is_recording() {
        // The field says what it is, whatever its name.
        recording.mime_type = recording_type(url).unwrap_or("audio/mpeg").to_owned();
    }
    attachments.insert(0, recording);
}

/// The media type of a recording that browsers play, by the ending of its name; `None` for any other file.
#[must_use]
pub fn recording_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "mp3" => Some("audio/mpeg"),
        "m4a" => Some("audio/mp4"),
        "aac" => Some("audio/aac"),
        "ogg" | "oga" | "opus" => Some("audio/ogg"),
        "wav" => Some("audio/wav"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(item: Value) -> (Article, Vec<String>) {
        let mut remarks = Vec::new();
        let mut report = |field: &str, problem: ItemProblem| remarks.push(format!("{field}: {problem}"));
        let article = Article::from_json("/data/feed.json", &item, &mut report).unwrap();
        (article, remarks)
    }

    fn article(item: Value) -> Article {
        read(item).0
    }

    #[test]
    fn slugs_come_from_ids_unless_those_are_numbers_or_addresses() {
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
    fn ids_that_are_huge_numbers_stay_different() {
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
    fn a_missing_title_is_made_from_the_summary_or_the_text() {
        assert_eq!(article(json!({"id": "a", "content_html": "<p>Sáng nay</p>"})).title, "Sáng nay");
        assert_eq!(article(json!({"id": "a", "summary": "<b>Tin</b>", "content_html": "x"})).title, "Tin");
    }

    #[test]
    fn only_the_date_is_lost_when_it_cannot_be_read() {
        let (article, remarks) = read(json!({"id": "a", "title": "A", "date_published": "hôm qua"}));
        assert_eq!(article.published, None);
        assert_eq!(
            remarks,
            [
                "date_published: cannot read the date \"hôm qua\"; kept without it: write it as 2023-11-30T07:04:41+07:00 or 30/11/2023 07:04"
            ]
        );
    }

    #[test]
    fn each_field_that_is_left_out_is_reported() {
        let (article, remarks) =
            read(json!({"id": "a", "title": "A", "summary": 5, "image": "data:x", "content_text": null,
            "attachments": [{"url": "/a.pdf"}, {"mime_type": "x"}, {"url": "file:///a"}], "tags": "x",
            "_trangxa": {"audio": "blob:x", "category": 5}}));
        assert_eq!((article.summary, article.attachments.len()), (None, 1));
        let bad = "is not an http, https, mailto or tel address; kept without it: write the whole address, or for a file in the site folder ../media/…";
        assert_eq!(
            remarks,
            [
                "summary: expected text; kept without it: write it in quotation marks".to_owned(),
                "tags: expected a list; kept without it: write it in brackets".to_owned(),
                "_trangxa.category: expected text; kept without it: write it in quotation marks".to_owned(),
                format!("attachments[1].url: \"\" {bad}"),
                format!("attachments[2].url: \"file:///a\" {bad}"),
                format!("_trangxa.audio: \"blob:x\" {bad}"),
                format!("image: \"data:x\" {bad}"),
            ]
        );
    }

    #[test]
    fn a_recording_is_an_attachment_and_the_first_one() {
        let recordings = |item: Value| -> Vec<(String, String, Option<u32>)> {
            let all = article(item).attachments.into_iter().filter(Attachment::is_recording);
            all.map(|it| (it.url, it.mime_type, it.seconds)).collect()
        };
        let pdf = json!({"url": "../media/a.pdf", "mime_type": "application/pdf"});
        let mp3 =
            json!({"url": "../media/b.MP3", "mime_type": "application/octet-stream", "duration_in_seconds": 61.5});
        let of = |url: &str, kind: &str, seconds| (url.to_owned(), kind.to_owned(), seconds);
        assert_eq!(
            recordings(
                json!({"id": 1, "title": "A", "attachments": [pdf, mp3], "_trangxa": {"audio": "../media/a.opus"}})
            ),
            [of("/media/a.opus", "audio/ogg", None), of("/media/b.MP3", "audio/mpeg", Some(61))]
        );
        let named_twice =
            json!({"id": 1, "title": "A", "attachments": [pdf, mp3], "_trangxa": {"audio": "../media/b.MP3"}});
        assert_eq!(recordings(named_twice.clone()), [of("/media/b.MP3", "audio/mpeg", Some(61))]);
        assert_eq!(article(named_twice).attachments.len(), 2);
        // An address that says nothing of the type, as a CMS makes it.
        let of_cms = json!({"id": 1, "title": "A", "_trangxa": {"audio": "https://cms.example/tai?id=5"}});
        assert_eq!(recordings(of_cms), [of("https://cms.example/tai?id=5", "audio/mpeg", None)]);
    }

    #[test]
    fn the_category_is_named_or_is_the_first_tag() {
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
    fn addresses_are_resolved_and_bad_ones_left_out() {
        let article = article(json!({"id": 1, "title": "A", "image": "../media/a.jpg", "url": "javascript:alert(1)",
            "attachments": [{"url": "data:x"}, {"url": "../media/a.pdf", "size_in_bytes": "12"}, {}, null]}));
        assert_eq!(article.image.as_deref(), Some("/media/a.jpg"));
        assert_eq!(article.url, None);
        assert_eq!(article.attachments.len(), 1);
        assert_eq!((article.attachments[0].url.as_str(), article.attachments[0].size), ("/media/a.pdf", Some(12)));
    }
}
