//! The JSON of Đà Nẵng's communes: a list of news whose fields have Vietnamese names.

use crate::dates::{DateOrder, is_missing};
use crate::item::{ParsedFeed, named, plain, put};
use crate::markup;
use serde_json::{Map, Value, json};
use trangxa_clean::text;
use trangxa_messages::feeds;
use trangxa_model::url;

/// How many objects may contain the list: `{"data": {"items": […]}}`.
const MAX_DEPTH: usize = 3;

/// The list of news in a document, if the document has this format.
pub(crate) fn records(json: &Value) -> Option<&Vec<Value>> {
    search(json, MAX_DEPTH)
}

fn search(json: &Value, depth: usize) -> Option<&Vec<Value>> {
    match json {
        Value::Array(list) => list.iter().any(is_record).then_some(list),
        Value::Object(members) if depth > 0 => members.values().find_map(|member| search(member, depth - 1)),
        _ => None,
    }
}

fn is_record(json: &Value) -> bool {
    field(json, "TinTucID").is_some() || field(json, "TieuDe").is_some()
}

/// Reads the list. `file` is the document's name for remarks, `base` its address if it is from the web.
pub(crate) fn read(file: &str, base: Option<&str>, records: &[Value]) -> ParsedFeed {
    let mut parsed = ParsedFeed::default();
    let mut deleted = 0;
    let dates = DateOrder::of(records.iter().filter_map(|record| field(record, "NgayDang")?.as_str()));
    for (i, record) in records.iter().enumerate() {
        let place = named(&format!("[{i}]"), field(record, "TieuDe"));
        if field(record, "isDelete").is_some_and(is_true) {
            deleted += 1;
            continue;
        }
        match item(file, base, &place, record, &dates, &mut parsed.losses) {
            Ok(item) => parsed.items.push((place, item)),
            Err(problem) => parsed.losses.push(format!("{file}, {place}: {problem}")),
        }
    }
    if deleted > 0 {
        parsed.remarks.push(format!("{file}, isDelete: {}", feeds::Deleted { count: deleted }));
    }
    parsed
}

/// A record as members of JSON Feed. The error is a sentence for the report.
fn item(
    file: &str,
    base: Option<&str>,
    place: &str,
    record: &Value,
    dates: &DateOrder,
    losses: &mut Vec<String>,
) -> Result<Map<String, Value>, String> {
    if !record.is_object() {
        return Err(feeds::NoObject.to_string());
    }
    let id = match field(record, "TinTucID") {
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => text(record, "TinTucID"),
    };
    let address = |name| {
        let address = text(record, name)?;
        base.map_or_else(|| Some(address.clone()), |base| url::resolve(base, &address))
    };
    let mut item = Map::new();
    put(&mut item, "id", id);
    put(&mut item, "title", text(record, "TieuDe").map(|title| plain(&title)).filter(|title| !title.is_empty()));
    let summary = text(record, "GioiThieu").map(|summary| text::text_of(&unescaped(&summary)));
    put(&mut item, "summary", summary.filter(|summary| !summary.is_empty()));
    let content = text(record, "NoiDung").map(|body| markup::without_lazy_loading(&unescaped(&body)));
    put(&mut item, "content_html", content.map(|body| base.map_or(body.clone(), |base| markup::absolute(&body, base))));
    put(&mut item, "image", address("AnhLonUrl").or_else(|| address("AnhNhoUrl")));
    if let Some(written) = text(record, "NgayDang").filter(|written| !is_missing(written)) {
        match dates.read(&written) {
            Some(date) => put(&mut item, "date_published", Some(date.rfc3339())),
            None => {
                losses.push(format!("{file}, {place}, NgayDang: {}", feeds::UnreadableDate { date: written }));
            }
        }
    }
    let author = text(record, "TacGia").map(|author| plain(&author)).filter(|author| !author.is_empty());
    put(&mut item, "authors", author.map(|name| json!([{ "name": name }])));
    let source = text(record, "NguonTin").map(|source| plain(&source)).filter(|source| !source.is_empty());
    put(&mut item, "_trangxa", source.map(|source| json!({ "source": source })));
    if !["title", "summary", "content_html"].iter().any(|field| item.contains_key(*field)) {
        return Err(feeds::NoTextDanang.to_string());
    }
    Ok(item)
}

/// Decodes HTML that the server has escaped. A text with tags is not decoded, because `&lt;b&gt;` in it stands for these
/// characters.
fn unescaped(text: &str) -> String {
    if text.contains("&lt;") && !markup::has_tags(text) { text::decode_entities(text) } else { text.to_owned() }
}

/// A member by its name. Some servers write the first letter small.
fn field<'a>(record: &'a Value, name: &str) -> Option<&'a Value> {
    let members = record.as_object()?;
    let found = members
        .get(name)
        .or_else(|| members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value));
    found.filter(|value| !value.is_null())
}

fn text(record: &Value, name: &str) -> Option<String> {
    let text = field(record, name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "1"),
        _ => false,
    }
}
