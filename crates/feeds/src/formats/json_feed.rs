//! JSON Feed 1.1, item by item. Members that the standard does not define are kept.

use crate::dates::{DateOrder, is_missing};
use crate::error::SourceError;
use crate::item::{ParsedFeed, named, plain, put};
use crate::markup;
use serde_json::{Map, Value};
use trangxa_messages::{feeds, model};
use trangxa_model::document::Problem;
use trangxa_model::feed::{ItemProblem, id};
use trangxa_model::{Article, DocumentError, url};

/// The members of an item that are dates.
const DATES: [&str; 2] = ["date_published", "date_modified"];

/// Whether a document says that it is a JSON Feed.
pub(crate) fn is_json_feed(json: &Value) -> bool {
    let version = json.get("version").and_then(Value::as_str).unwrap_or_default();
    ["http://jsonfeed.org/version/", "https://jsonfeed.org/version/"].iter().any(|start| version.starts_with(start))
}

/// Reads a document. `file` is its name for remarks, `base` its address if it is from the web.
pub(super) fn read(file: &str, base: Option<&str>, json: &Value) -> Result<ParsedFeed, SourceError> {
    let shape = |problem: String| DocumentError::new(file, "items", Problem::Shape(problem));
    let items = match json.get("items") {
        Some(Value::Array(items)) => items,
        None | Some(Value::Null) => return Err(shape(model::NoArticles.to_string()).into()),
        Some(_) => return Err(shape(model::ExpectedArticles.to_string()).into()),
    };
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let mut parsed = ParsedFeed {
        title: text("title").map(plain),
        next: text("next_url").map(str::to_owned),
        ..ParsedFeed::default()
    };
    let written = items.iter().flat_map(|item| DATES.iter().filter_map(|field| item.get(*field)?.as_str()));
    let dates = DateOrder::of(written);
    for (i, json) in items.iter().enumerate() {
        let place = format!("items[{i}]");
        // An item that the site's own reader rejects is not imported.
        // Its id may be missing, because it gets that of its article later.
        let own_id = id(json);
        let mut with_id = json.clone();
        if let (None, Some(members)) = (&own_id, with_id.as_object_mut()) {
            members.insert("id".to_owned(), place.clone().into());
        }
        match Article::from_json(base.unwrap_or("/"), &with_id, &mut |_, _| {}) {
            Ok(_) => {
                let item = item(file, base, &place, (own_id, json), &dates, &mut parsed.losses);
                parsed.items.push((named(&place, json.get("title")), item));
            }
            Err(problem) => {
                parsed.losses.push(format!("{file}, {}: {problem}", named(&place, json.get("title"))));
            }
        }
    }
    let ours = json.get("_trangxa").unwrap_or(&Value::Null);
    if ours.get("page").is_some() {
        parsed.remarks.push(format!("{file}: {}", feeds::SummariesOnly));
    }
    Ok(parsed)
}

/// An item with absolute addresses and readable dates.
fn item(
    file: &str,
    base: Option<&str>,
    place: &str,
    (id, json): (Option<String>, &Value),
    dates: &DateOrder,
    losses: &mut Vec<String>,
) -> Map<String, Value> {
    let mut item = json.as_object().cloned().unwrap_or_default();
    item.retain(|name, value| name != "id" && !value.is_null());
    put(&mut item, "id", id);
    if let Some(title) = item.get("title").and_then(Value::as_str).map(plain) {
        put(&mut item, "title", Some(title));
    }
    for field in DATES {
        let Some(written) = item.remove(field) else { continue };
        let text = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
        if is_missing(&text) {
            continue;
        }
        if let Some(date) = dates.read(&text) {
            put(&mut item, field, Some(date.rfc3339()));
        } else {
            let place = named(&format!("{place}.{field}"), item.get("title"));
            losses.push(format!("{file}, {place}: {}", ItemProblem::UnreadableDate(text)));
        }
    }
    if let Some(Value::String(html)) = item.get_mut("content_html") {
        *html = markup::without_lazy_loading(html);
        if let Some(base) = base {
            *html = markup::absolute(html, base);
        }
    }
    if let Some(base) = base {
        for field in ["url", "external_url", "image", "banner_image"] {
            resolve(&mut item, field, base);
        }
        for (list, fields) in [("attachments", &["url"][..]), ("authors", &["url", "avatar"])] {
            for member in item.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                if let Some(member) = member.as_object_mut() {
                    for field in fields {
                        resolve(member, field, base);
                    }
                }
            }
        }
        if let Some(ours) = item.get_mut("_trangxa").and_then(Value::as_object_mut) {
            for field in ["audio", "item"] {
                resolve(ours, field, base);
            }
        }
    }
    item
}

/// Makes an address absolute. One that cannot be resolved is removed, because no reader could use it.
fn resolve(members: &mut Map<String, Value>, field: &str, base: &str) {
    let Some(address) = members.get(field).and_then(Value::as_str) else { return };
    match url::resolve(base, address) {
        Some(absolute) => put(members, field, Some(absolute)),
        None => {
            members.remove(field);
        }
    }
}
