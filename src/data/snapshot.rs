//! The data a prerendered page carries, so that the program can take over without fetching anything.

use serde_json::Value;
use trangxa_model::feed::{Feed, FullArticle};
use trangxa_model::row::{self, Cells, Row, expect};
use trangxa_model::site::Standing;
use trangxa_model::{Html, Site, Timestamp, rows};

/// One document of a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct Preloaded {
    /// Where the whole document lies, below the site's root or as an absolute URL.
    pub path: String,
    /// The fingerprint of the file there.
    pub fingerprint: String,
    /// Whether `content` is only what the page shows of it.
    pub partial: bool,
    /// The document.
    pub content: PreloadedContent,
}

/// The content of a document of a snapshot. The program reads figures and counters on every page, so these are as in their files; what
/// reads the others is in parts that most pages do without.
#[derive(Clone, Debug, PartialEq)]
pub enum PreloadedContent {
    /// A list of articles.
    List(Feed),
    /// An article.
    Item(Box<FullArticle>),
    /// A standing page.
    Standing(Standing),
    /// TTHC figures, as JSON.
    Tthc(Value),
    /// Visitor counters, as JSON.
    Visits(Value),
    /// One that only a part of the program reads, as JSON. Its path says what it is.
    Untyped(Value),
}

/// The data of one prerendered page.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The build whose components wrote the page: [`crate::BUILD`].
    pub build: String,
    /// When the page was written.
    pub built_at: Timestamp,
    /// site.json.
    pub site: Site,
    /// The documents that the page shows; the one that it is about comes first. Its text is clean. It stands on the page already, so the
    /// script leaves it out.
    pub documents: Vec<Preloaded>,
}

rows! {
    Snapshot { build, built_at, site, documents }
    Preloaded { path, fingerprint, partial, content }
}

impl Row for PreloadedContent {
    fn to_row(&self) -> Value {
        let (kind, content) = match self {
            Self::List(list) => (0, list.to_row()),
            Self::Item(item) => (1, item.to_row()),
            Self::Standing(page) => (2, page.to_row()),
            Self::Tthc(json) => (3, json.to_row()),
            Self::Visits(json) => (4, json.to_row()),
            Self::Untyped(json) => (5, json.to_row()),
        };
        row::list([Value::from(kind), content])
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        let mut cells = Cells::of(json, is_other);
        match cells.next::<u64>() {
            0 => Self::List(cells.next()),
            1 => Self::Item(Box::new(cells.next())),
            2 => Self::Standing(cells.next()),
            3 => Self::Tthc(cells.next()),
            4 => Self::Visits(cells.next()),
            5 => Self::Untyped(cells.next()),
            _ => expect(None, Self::Visits(Value::Null), is_other),
        }
    }
}

impl Snapshot {
    /// The text of the page's `<script type="application/json">`.
    #[must_use]
    pub fn script(&self) -> String {
        row::write(self)
    }

    /// Reads the script back; `text` is the article's text as it stands on the page. `None` for anything that is not
    /// a snapshot: the page then loads like one without.
    #[must_use]
    pub fn read(script: &str, text: Option<String>) -> Option<Self> {
        let mut snapshot: Self = row::read(script)?;
        let content = text.map(Html::Clean);
        match snapshot.documents.first_mut().map(|document| &mut document.content) {
            Some(PreloadedContent::Item(item)) => item.article.content = content,
            Some(PreloadedContent::Standing(page)) => page.content = content,
            _ => {}
        }
        Some(snapshot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument as _;

    fn site() -> Site {
        let whole = json!({
            "version": 1, "name": "Xã </script><b>", "short_name": "QT", "language": "vi", "base_url": "https://xa.example/qt/",
            "editor": {"title": "Trưởng Ban", "name": "Lê Văn A"},
            "contact": {"address": "Thôn 1", "phone": "0236", "email": "a@xa.example"},
            "categories": [{"id": "tin", "name": "Tin"}],
            "pages": [{"id": "gioi-thieu", "title": "Giới thiệu"}],
            "data": {"articles": "data/f.json", "tthc": "data/tthc.json", "visits": {"kind": "goatcounter", "url": "https://dem.example/"}},
            "archive": {"since": "2025-07-01", "successor": {"name": "Xã Mới", "url": "https://moi.example/"}},
        });
        Site::from_json("data/site.json", whole).unwrap()
    }

    fn snapshot() -> Snapshot {
        let item = |id: &str| {
            json!({"id": id, "title": id, "summary": "</script>", "url": "https://cu.example/", "image": "/a.jpg",
                "date_published": "2023-06-22T12:00:00+07:00", "date_modified": "2023-06-23T12:00:00+07:00",
                "authors": [{"name": "Thu"}], "tags": ["Tin"],
                "attachments": [{"url": "/a.pdf", "mime_type": "application/pdf", "title": "Tệp", "size_in_bytes": 5}],
                "_trangxa": {"source": "Báo", "origin_unit": "Xã Cũ", "audio": "/a.mp3", "item": "/data/bai/a.json"}})
        };
        let list = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item("a"), {"id": "b", "title": "B"}],
            "next_url": "/data/tin/2.json", "_trangxa": {"page": 1, "pages": 2, "total": 21, "more": [item("c")]}});
        let mut article = item("d");
        article["_trangxa"]["previous"] = item("e");
        article["_trangxa"]["related"] = json!([item("f"), item("g")]);
        let contents = [
            PreloadedContent::Item(Box::new(FullArticle::from_json("/data/bai/d.json", article).unwrap())),
            PreloadedContent::List(Feed::from_json("/data/feed.json", list).unwrap()),
            PreloadedContent::Standing(Standing { title: "Giới thiệu".into(), content: None }),
            PreloadedContent::Tthc(json!({"version": 1, "periods": []})),
            PreloadedContent::Visits(json!({"version": 1, "total": null})),
        ];
        let documents = contents.into_iter().enumerate().map(|(i, content)| Preloaded {
            path: format!("data/{i}.json"),
            fingerprint: "f".to_owned(),
            partial: i % 2 == 1,
            content,
        });
        let built_at = Timestamp::from_unix(1_700_000_000);
        Snapshot { build: "b".into(), built_at, site: site(), documents: documents.collect() }
    }

    #[test]
    fn reads_back_with_the_text_from_the_page() {
        let mut written = snapshot();
        let PreloadedContent::Item(item) = &mut written.documents[0].content else { unreachable!() };
        item.article.content = Some(Html::Clean("<p>x</p>".to_owned()));
        let script = written.script();
        assert!(!script.contains('<') && !script.contains("u003cp"), "{script}");
        assert_eq!(Snapshot::read(&script, Some("<p>x</p>".to_owned())), Some(written));
        assert_eq!(Snapshot::read(&script, None), Some(snapshot()));
        let mut page = snapshot();
        page.documents.drain(..2);
        let read = Snapshot::read(&page.script(), Some("<p>x</p>".to_owned())).unwrap();
        let PreloadedContent::Standing(standing) = &read.documents[0].content else { unreachable!() };
        assert_eq!(standing.content, Some(Html::Clean("<p>x</p>".to_owned())));
    }

    #[test]
    fn anything_else_than_a_snapshot_is_not_read() {
        for script in ["", "{}", "[]", "<html>", "[\"b\",5,[],[]]", "[\"b\",5,{},[[]]]"] {
            assert_eq!(Snapshot::read(script, None), None, "{script}");
        }
        let mut json: Value = serde_json::from_str(&snapshot().script()).unwrap();
        json[3][0][3][0] = 9.into();
        assert_eq!(Snapshot::read(&json.to_string(), None), None, "another kind of document");
    }
}
