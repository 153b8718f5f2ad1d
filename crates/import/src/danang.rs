//! The JSON that communes of Đà Nẵng serve: a list of news in fields with Vietnamese names.

use crate::source::{Parsed, put};
use crate::xml::plain;
use crate::{dates, markup};
use serde_json::{Map, Value, json};
use trangxa_model::html;
use trangxa_model::url;

/// How deep the list may be wrapped: `{"data": {"items": […]}}`.
const DEPTH: usize = 3;

/// The list of news in a document, if it is one of these.
pub(crate) fn records(json: &Value) -> Option<&Vec<Value>> {
    search(json, DEPTH)
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

/// Reads the list. `base` is the document's address when it comes from the web.
pub(crate) fn read(file: &str, base: Option<&str>, records: &[Value]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut deleted = 0;
    for (i, record) in records.iter().enumerate() {
        let place = format!("[{i}]");
        if field(record, "isDelete").is_some_and(is_true) {
            deleted += 1;
            continue;
        }
        match item(file, base, &place, record, &mut parsed.remarks) {
            Ok(item) => parsed.items.push((place, item)),
            Err(problem) => parsed.remarks.push(format!("{file}, {place}: {problem}")),
        }
    }
    if deleted > 0 {
        parsed.remarks.push(format!("{file}, isDelete: {deleted} items are marked as deleted; left out"));
    }
    parsed
}

fn item(
    file: &str,
    base: Option<&str>,
    place: &str,
    record: &Value,
    remarks: &mut Vec<String>,
) -> Result<Map<String, Value>, &'static str> {
    if !record.is_object() {
        return Err("is no object; rejected");
    }
    let id = match field(record, "TinTucID") {
        Some(Value::Number(number)) => number.to_string(),
        _ => text(record, "TinTucID").ok_or("TinTucID: is missing; rejected")?,
    };
    let address = |name| {
        let address = text(record, name)?;
        base.map_or_else(|| Some(address.clone()), |base| url::resolve(base, &address))
    };
    let mut item = Map::new();
    put(&mut item, "id", Some(id));
    put(&mut item, "title", text(record, "TieuDe").map(|title| plain(&title)).filter(|title| !title.is_empty()));
    let summary = text(record, "GioiThieu").map(|summary| html::text_of(&unescaped(&summary)));
    put(&mut item, "summary", summary.filter(|summary| !summary.is_empty()));
    let content = text(record, "NoiDung").map(|body| markup::eager(&unescaped(&body)));
    put(&mut item, "content_html", content.map(|body| base.map_or(body.clone(), |base| markup::absolute(&body, base))));
    put(&mut item, "image", address("AnhLonUrl").or_else(|| address("AnhNhoUrl")));
    if let Some(written) = text(record, "NgayDang").filter(|written| !dates::is_none(written)) {
        match dates::read(&written) {
            Some(date) => put(&mut item, "date_published", Some(date.rfc3339())),
            None => {
                remarks.push(format!("{file}, {place}, NgayDang: cannot read the date \"{written}\"; kept without it"));
            }
        }
    }
    let author = text(record, "TacGia").map(|author| plain(&author)).filter(|author| !author.is_empty());
    put(&mut item, "authors", author.map(|name| json!([{ "name": name }])));
    let source = text(record, "NguonTin").map(|source| plain(&source)).filter(|source| !source.is_empty());
    put(&mut item, "_trangxa", source.map(|source| json!({ "source": source })));
    if !["title", "summary", "content_html"].iter().any(|field| item.contains_key(*field)) {
        return Err("has no TieuDe, no GioiThieu and no NoiDung; rejected");
    }
    Ok(item)
}

/// HTML that was escaped on its way. Decoded exactly once, and only when nothing of it is a tag yet: a body that shows
/// `&lt;b&gt;` between real tags means those signs.
fn unescaped(text: &str) -> String {
    if text.contains("&lt;") && !markup::has_tags(text) { html::decode_entities(text) } else { text.to_owned() }
}

/// A member by its name; some servers write its first letter small.
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
