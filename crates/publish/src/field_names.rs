//! Names of fields that nobody reads because they are misspelt, or written in Vietnamese or in the words of another format.
//!
//! The names that are read come from the schemas, which are generated from the types. A name that resembles none of them is left
//! alone: every document may have fields of its own.

use crate::finding::{Finding, FindingKind, Place};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;
use trangxa_clean::text::excerpt;
use trangxa_messages::review;
use trangxa_model::Slug;

/// The length of a name in a message, in characters.
const SHOWN: usize = 80;

/// The kind of a document whose names are checked.
#[derive(Clone, Copy)]
pub(crate) enum Names {
    Site,
    Feed,
    Tthc,
    Visits,
    Office,
    Alerts,
    Procedures,
    Documents,
    Calendar,
    People,
}

static SITE: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/site.schema.json")));
static TTHC: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/tthc.schema.json")));
static VISITS: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/visits.schema.json")));
static OFFICE: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/office.schema.json")));
static ALERTS: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/alerts.schema.json")));
static PROCEDURES: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/procedures.schema.json")));
static DOCUMENTS: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/documents.schema.json")));
static CALENDAR: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/calendar.schema.json")));
static PEOPLE: LazyLock<Value> = LazyLock::new(|| schema(include_str!("../../../schemas/people.schema.json")));
static FEED: LazyLock<Value> = LazyLock::new(feed_schema);

fn schema(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The names of JSON Feed 1.1 and 1.0 (<https://www.jsonfeed.org/version/1.1/>), with our extension.
fn feed_schema() -> Value {
    let of = |names: &[&str]| -> Value {
        let properties: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        json!({ "properties": properties })
    };
    let author = of(&["name", "url", "avatar"]);
    let mut item = of(&[
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "image",
        "banner_image",
        "date_published",
        "date_modified",
        "language",
    ]);
    let text = json!({});
    let attachment = of(&["url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"]);
    let extension = schema(include_str!("../../../schemas/feed-item-extension.schema.json"));
    for (name, schema) in [
        ("author", author.clone()),
        ("authors", json!({ "items": author })),
        ("tags", json!({ "items": text })),
        ("attachments", json!({ "items": attachment })),
        ("_trangxa", extension),
    ] {
        item["properties"][name] = schema;
    }
    let mut feed = of(&[
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "user_comment",
        "next_url",
        "icon",
        "favicon",
        "authors",
        "author",
        "language",
        "expired",
        "hubs",
    ]);
    feed["properties"]["items"] = json!({ "items": item });
    feed
}

/// Vietnamese names, and those of other formats, without marks and separators, and the names that they may stand for.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("amthanh", &["audio"]),
    ("anh", &["image"]),
    ("anhdaidien", &["image"]),
    ("bai", &["items"]),
    ("baiviet", &["items"]),
    ("banchinh", &["original"]),
    ("bando", &["map"]),
    ("bansao", &["copies"]),
    ("batdau", &["from"]),
    ("bientap", &["editor"]),
    ("bieumau", &["form"]),
    ("body", &["content_html"]),
    ("bophan", &["units"]),
    ("bosung", &["waiting"]),
    ("buoc", &["steps"]),
    ("cacbuoc", &["steps"]),
    ("cachnop", &["ways", "way"]),
    ("cachthuc", &["ways", "way"]),
    ("cancu", &["legal_basis"]),
    ("cancuphaply", &["legal_basis"]),
    ("canhbao", &["alerts"]),
    ("canlam", &["what_to_do"]),
    ("capdo", &["level"]),
    ("capnhat", &["date_modified", "updated_at", "generated_at"]),
    ("categories", &["tags"]),
    ("category", &["tags"]),
    ("chobosung", &["waiting"]),
    ("chucvu", &["position"]),
    ("chuyenhuong", &["redirects"]),
    ("chuyenmuc", &["tags", "categories", "category"]),
    ("congquocgia", &["national_url"]),
    ("congviec", &["handles"]),
    ("content", &["content_html"]),
    ("coquan", &["units"]),
    ("created", &["date_published"]),
    ("createdat", &["date_published"]),
    ("cu", &["from"]),
    ("dangtructuyen", &["online"]),
    ("danhcho", &["for_whom"]),
    ("danhmuc", &["tags", "categories", "category"]),
    ("danhsach", &["items"]),
    ("date", &["date_published", "updated_at"]),
    ("datecreated", &["date_published"]),
    ("dateupdated", &["date_modified"]),
    ("den", &["to", "until"]),
    ("dengio", &["until"]),
    ("denngay", &["to", "until"]),
    ("denthang", &["to"]),
    ("description", &["summary"]),
    ("diaban", &["area"]),
    ("diachi", &["address", "url"]),
    ("diachiweb", &["base_url", "url"]),
    ("diadiem", &["place", "area"]),
    ("dienthoai", &["phone", "phones"]),
    ("dinhkem", &["attachments"]),
    ("doigio", &["changed"]),
    ("doituong", &["for_whom"]),
    ("donvi", &["unit", "units"]),
    ("donvicu", &["origin_unit"]),
    ("dulieu", &["data"]),
    ("dunghan", &["on_time"]),
    ("duongdan", &["url"]),
    ("duongdaynong", &["phone", "phones"]),
    ("end", &["until", "to"]),
    ("excerpt", &["summary"]),
    ("fee", &["ways.fee"]),
    ("ghichu", &["note"]),
    ("giaiquyet", &["handles"]),
    ("giayto", &["papers"]),
    ("gio", &["hours"]),
    ("giolamviec", &["hours"]),
    ("giomocua", &["hours"]),
    ("guid", &["id"]),
    ("haydung", &["popular"]),
    ("hethan", &["until"]),
    ("hethieuluc", &["until"]),
    ("hetluc", &["until"]),
    ("hinh", &["image"]),
    ("hinhanh", &["image"]),
    ("hinhthuc", &["ways", "way"]),
    ("hinhthucnop", &["ways", "way"]),
    ("homnay", &["today"]),
    ("hoso", &["papers"]),
    ("hotline", &["phone", "phones"]),
    ("html", &["content_html"]),
    ("huongdan", &["what_to_do", "steps"]),
    ("imageurl", &["image"]),
    ("ketqua", &["result"]),
    ("ketthuc", &["until", "to"]),
    ("khongtiepnhan", &["rejected"]),
    ("khuvuc", &["area"]),
    ("ky", &["periods"]),
    ("kytruoc", &["carried_over"]),
    ("kytruocchuyenqua", &["carried_over"]),
    ("kytruocchuyensang", &["carried_over"]),
    ("lambu", &["changed"]),
    ("lastmodified", &["date_modified"]),
    ("lastupdated", &["date_modified", "updated_at"]),
    ("lephi", &["fee", "ways.fee"]),
    ("lienhe", &["contact"]),
    ("lienket", &["url"]),
    ("lienketnoptructuyen", &["national_url"]),
    ("linhvuc", &["fields", "field", "name"]),
    ("link", &["url"]),
    ("luuy", &["note"]),
    ("lydo", &["why"]),
    ("ma", &["code", "id"]),
    ("mabai", &["id"]),
    ("mathutuc", &["code"]),
    ("matthc", &["code"]),
    ("mau", &["form"]),
    ("modified", &["date_modified"]),
    ("moi", &["to"]),
    ("mota", &["summary", "description", "text"]),
    ("muc", &["level"]),
    ("mucdo", &["level"]),
    ("ngay", &["date_published", "date"]),
    ("ngaybanhanh", &["date"]),
    ("ngaycapnhat", &["date_modified", "updated_at", "generated_at"]),
    ("ngaydang", &["date_published"]),
    ("ngaydoigio", &["changed"]),
    ("ngaylambu", &["changed"]),
    ("ngaynghi", &["closed"]),
    ("ngaysua", &["date_modified"]),
    ("ngayxuatban", &["date_published"]),
    ("nghi", &["closed"]),
    ("nghile", &["closed"]),
    ("ngonngu", &["language"]),
    ("nguoidang", &["authors"]),
    ("nguoinghe", &["label"]),
    ("nguoiphutrach", &["editor"]),
    ("nguon", &["source", "_trangxa.source"]),
    ("nhan", &["tags", "label"]),
    ("nhiemvu", &["handles"]),
    ("noi", &["area", "place"]),
    ("noidung", &["content_html", "text"]),
    ("noinhan", &["place"]),
    ("noinhanhoso", &["place"]),
    ("noinop", &["place"]),
    ("openinghours", &["hours"]),
    ("phailamgi", &["what_to_do"]),
    ("phi", &["fee", "ways.fee"]),
    ("phobien", &["popular"]),
    ("phongban", &["units"]),
    ("photo", &["image"]),
    ("pubdate", &["date_published"]),
    ("published", &["date_published"]),
    ("publishedat", &["date_published"]),
    ("quahan", &["late", "pending_late"]),
    ("quay", &["units"]),
    ("quyetdinh", &["decision"]),
    ("quytrinh", &["steps"]),
    ("reason", &["why"]),
    ("rut", &["withdrawn"]),
    ("ruthoso", &["withdrawn"]),
    ("severity", &["level"]),
    ("so", &["number"]),
    ("sodienthoai", &["phone", "phones", "number"]),
    ("start", &["from"]),
    ("sua", &["date_modified"]),
    ("sukien", &["events"]),
    ("sukiendoisong", &["events"]),
    ("tacgia", &["authors"]),
    ("tel", &["phone", "phones"]),
    ("ten", &["name", "title"]),
    ("tendonvi", &["name", "unit"]),
    ("tenngan", &["short_name"]),
    ("tenthutuc", &["name"]),
    ("tenviettat", &["short_name"]),
    ("tepdinhkem", &["attachments"]),
    ("thanhphanhoso", &["papers"]),
    ("thoigian", &["time", "hours", "ways.time"]),
    ("thoihan", &["time", "ways.time"]),
    ("thoihangiaiquyet", &["time", "ways.time"]),
    ("thongbao", &["alerts"]),
    ("thudientu", &["email"]),
    ("thumbnail", &["image"]),
    ("thutu", &["popular"]),
    ("thutuc", &["procedures"]),
    ("tiepnhan", &["received"]),
    ("tieude", &["title"]),
    ("time", &["ways.time"]),
    ("tin", &["items"]),
    ("tintuc", &["items"]),
    ("tomtat", &["summary"]),
    ("tong", &["total"]),
    ("tongcong", &["total"]),
    ("tongtruycap", &["total"]),
    ("trang", &["pages"]),
    ("trehan", &["late"]),
    ("trinhtu", &["steps"]),
    ("tructuyen", &["online"]),
    ("truochan", &["early"]),
    ("truocvadunghan", &["in_time"]),
    ("tu", &["from"]),
    ("tuchoi", &["rejected"]),
    ("tugio", &["from"]),
    ("tuluc", &["from"]),
    ("tungay", &["since", "from"]),
    ("tuthang", &["from"]),
    ("updated", &["date_modified", "updated_at"]),
    ("updatedat", &["date_modified"]),
    ("viec", &["handles"]),
    ("vieccanlam", &["what_to_do"]),
    ("viecphailam", &["what_to_do"]),
    ("visao", &["why"]),
    ("xuatban", &["date_published"]),
];

/// A finding for each name in a document that resembles one that is read, and is not read itself. `file` is the document's path.
pub(crate) fn misnamed(file: &str, kind: Names, document: &Value) -> Vec<Finding> {
    let root = match kind {
        Names::Site => &*SITE,
        Names::Feed => &*FEED,
        Names::Tthc => &*TTHC,
        Names::Visits => &*VISITS,
        Names::Office => &*OFFICE,
        Names::Alerts => &*ALERTS,
        Names::Procedures => &*PROCEDURES,
        Names::Documents => &*DOCUMENTS,
        Names::Calendar => &*CALENDAR,
        Names::People => &*PEOPLE,
    };
    let mut found = Vec::new();
    Walk { file, root, found: &mut found }.value(document, root, String::new());
    found
}

struct Walk<'a> {
    file: &'a str,
    root: &'a Value,
    found: &'a mut Vec<Finding>,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, schema: &Value, place: String) {
        match value {
            Value::Array(elements) => {
                let Some(schema) = self.described(schema, "items") else { return };
                for (i, element) in elements.iter().enumerate() {
                    self.value(element, &schema["items"], format!("{place}[{i}]"));
                }
            }
            Value::Object(members) => {
                let Some(schema) = self.described(schema, "properties") else { return };
                let Some(known) = schema["properties"].as_object() else { return };
                let is_entry = place.ends_with(']');
                for (name, value) in members {
                    // A blank at the end of a short name is the mistake itself, and must be seen.
                    let shown = if name.len() > SHOWN { excerpt(name, SHOWN) } else { name.clone() };
                    let place = if place.is_empty() { shown.clone() } else { format!("{place}.{shown}") };
                    if let Some(schema) = known.get(name) {
                        self.value(value, schema, place);
                    } else if let Some(meant) = meant(name, members, known) {
                        // Only entries of lists are told apart by their titles.
                        let title = if is_entry {
                            ["title", "id", "name"].iter().find_map(|it| members.get(*it))
                        } else {
                            None
                        };
                        let title = title.and_then(Value::as_str).map(str::to_owned);
                        let place = Place::Value { path: place, title };
                        let message = review::UnknownName { name: shown, meant };
                        self.found.push(Finding::new(FindingKind::FieldUnknown, self.file, place, message));
                    }
                }
            }
            _ => {}
        }
    }

    /// The part of a schema, behind references and alternatives, that has a keyword.
    fn described(&self, schema: &Value, keyword: &str) -> Option<Value> {
        if schema.get(keyword).is_some() {
            return Some(schema.clone());
        }
        if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix("#/$defs/")) {
            return self.described(self.root["$defs"].get(name)?, keyword);
        }
        let alternatives = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
        alternatives.iter().find_map(|schema| self.described(schema, keyword))
    }
}

/// The name that a name resembles. `None` if there is none, or if the object has that field already.
fn meant(name: &str, members: &Map<String, Value>, known: &Map<String, Value>) -> Option<String> {
    if name.starts_with('_') {
        return None;
    }
    let plain = folded(name);
    let is_free = |meant: &&str| {
        let (first, _) = meant.split_once('.').unwrap_or((meant, ""));
        known.contains_key(first) && members.get(*meant).is_none_or(Value::is_null)
    };
    let known_names = || known.keys().map(String::as_str).filter(|it| !it.starts_with('_'));
    let other = || {
        OTHER_NAMES.iter().find(|(other, _)| *other == plain).into_iter().flat_map(|(_, names)| names.iter().copied())
    };
    let near = || known_names().filter(|it| is_near(&plain, &folded(it)));
    let found = known_names().find(|it| folded(it) == plain).or_else(|| other().find(|it| is_free(it)));
    found.or_else(|| near().next()).filter(is_free).map(str::to_owned)
}

/// A name without marks, capital letters and separators.
fn folded(name: &str) -> String {
    Slug::make(name).map(|slug| slug.as_str().replace('-', "")).unwrap_or_default()
}

/// Whether two names differ by a slip of the hand. Short names resemble one another too often.
fn is_near(one: &str, other: &str) -> bool {
    let allowed = match other.len() {
        ..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    one.len() > 3 && one.len().abs_diff(other.len()) <= allowed && strsim::osa_distance(one, other) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(kind: Names, document: Value) -> Vec<String> {
        misnamed("f", kind, &document).into_iter().map(|it| format!("{}: {}", it.place, it.message)).collect()
    }

    /// The suggestion for a name in an item of a feed.
    fn in_item(name: &str) -> Option<String> {
        let found = found(Names::Feed, json!({"items": [{"id": "a", name: "x"}]}));
        let (_, meant) = found.first()?.split_once("did you mean \"")?;
        Some(meant.trim_end_matches("\"?").to_owned())
    }

    #[test]
    fn misspelt_and_vietnamese_names_of_an_article_are_told() {
        for (name, expected) in [
            ("date_publish", "date_published"),
            ("datePublished", "date_published"),
            ("title ", "title"),
            ("Title", "title"),
            ("titel", "title"),
            ("tieu_de", "title"),
            ("tiêu đề", "title"),
            ("tie\u{302}u đe\u{302}\u{300}", "title"),
            ("Tiêu_Đề", "title"),
            ("ngay_dang", "date_published"),
            ("noi_dung", "content_html"),
            ("nội dung", "content_html"),
            ("ContentHtml", "content_html"),
            ("content-html", "content_html"),
            ("content", "content_html"),
            ("anh", "image"),
            ("ảnh", "image"),
            ("sumary", "summary"),
            ("attachment", "attachments"),
            ("nguồn", "_trangxa.source"),
        ] {
            assert_eq!(in_item(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_blank_in_a_name_is_shown_and_a_long_name_is_cut() {
        let document = json!({"items": [{"id": "a", "title ": "x"}]});
        assert_eq!(
            found(Names::Feed, document),
            ["items[0].title  (\"a\"): there is no field \"title \"; did you mean \"title\"?"]
        );
        let long = format!("title{}", "-".repeat(10_000));
        let told = found(Names::Feed, json!({"items": [{ "id": "a", long: "x" }]}));
        assert!(told.len() == 1 && told[0].len() < 400, "{told:?}");
    }

    #[test]
    fn other_names_are_left_alone() {
        for name in [
            "_x", "_title", "id", "views", "tag_ids", "gallery", "slug", "comments", "iD5", "x", "", "luot_xem",
            "video", "lang",
        ] {
            assert_eq!(in_item(name), None, "{name}");
        }
        let both = json!({"items": [{"id": "a", "url": "u", "link": "l", "content_html": "c", "content": "d", "Title": 1, "title": 2}]});
        assert_eq!(found(Names::Feed, both), [""; 0], "the field is there already");
        assert_eq!(found(Names::Feed, json!({"items": 5, "x": []})), [""; 0]);
    }

    #[test]
    fn the_place_is_named_at_every_depth() {
        assert_eq!(
            found(
                Names::Feed,
                json!({"Items": [], "items": [{"id": "a", "attachments": [{"URL": "x"}], "_trangxa": {"nguồn": "x"}}]})
            ),
            [
                "items[0]._trangxa.nguồn: there is no field \"nguồn\"; did you mean \"source\"?",
                "items[0].attachments[0].URL: there is no field \"URL\"; did you mean \"url\"?",
            ]
        );
        assert_eq!(
            found(
                Names::Site,
                json!({"version": 1, "tên": "Xã", "contact": {"dien_thoai": "1"}, "pages": [{"id": "a", "tieu_de": "A"}],
                    "archive": {"successor": {"ten": "B"}}, "data": {"visits": {"Kind": "file"}}, "redirects": [{"cũ": "/a"}]})
            ),
            [
                "archive.successor.ten: there is no field \"ten\"; did you mean \"name\"?",
                "contact.dien_thoai: there is no field \"dien_thoai\"; did you mean \"phone\"?",
                "data.visits.Kind: there is no field \"Kind\"; did you mean \"kind\"?",
                "pages[0].tieu_de (\"a\"): there is no field \"tieu_de\"; did you mean \"title\"?",
                "redirects[0].cũ: there is no field \"cũ\"; did you mean \"from\"?",
                "tên: there is no field \"tên\"; did you mean \"name\"?",
            ]
        );
        assert_eq!(
            found(
                Names::Tthc,
                json!({"ky": [], "periods": [{"tre_han": 1, "fields": [{"ten": "x", "Late": 1}], "stated": {"late-rate": 1}}]})
            ),
            [
                "periods[0].fields[0].Late: there is no field \"Late\"; did you mean \"late\"?",
                "periods[0].fields[0].ten: there is no field \"ten\"; did you mean \"name\"?",
                "periods[0].stated.late-rate: there is no field \"late-rate\"; did you mean \"late_rate\"?",
                "periods[0].tre_han: there is no field \"tre_han\"; did you mean \"late\"?",
            ]
        );
        assert_eq!(
            found(Names::Visits, json!({"hom_nay": 1, "Total": 2})),
            [
                "Total: there is no field \"Total\"; did you mean \"total\"?",
                "hom_nay: there is no field \"hom_nay\"; did you mean \"today\"?",
            ]
        );
    }

    #[test]
    fn every_suggestion_is_a_name_that_is_read() {
        let mut names: Vec<String> = Vec::new();
        fn collect(schema: &Value, names: &mut Vec<String>) {
            if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
                names.extend(properties.keys().cloned());
            }
            let parts = schema.as_object().into_iter().flatten().map(|(_, part)| part);
            parts.chain(schema.as_array().into_iter().flatten()).for_each(|part| collect(part, names));
        }
        for schema in [&SITE, &TTHC, &VISITS, &FEED, &OFFICE, &ALERTS, &PROCEDURES] {
            collect(schema, &mut names);
        }
        for (other, suggestions) in OTHER_NAMES.iter().copied() {
            assert_eq!(folded(other), other, "this spelling is never looked for");
            for name in suggestions {
                let is_known = |name: &str| names.iter().any(|known| known == name);
                assert!(name.split('.').all(|name| name == "_trangxa" || is_known(name)), "{other}: {name}");
            }
        }
    }
}
