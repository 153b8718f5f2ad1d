//! The text of a document: a line for each member of an entry, lists of objects on lines of their own, members in the order of the contract, so
//! that people can read it and compare two versions.

use serde_json::{Map, Value};
use trangxa_site_files::json::{self, Order};

/// The longest list of texts on one line, in characters.
const LINE: usize = 100;

/// The order of members.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// Those of the document; its list of entries comes last.
    pub root: Order<'a>,
    /// Those of an entry.
    pub entry: Order<'a>,
    /// Those of objects in an entry.
    pub inner: Order<'a>,
}

/// The whole document; `list` is the member with its entries.
pub(crate) fn text(root: &Map<String, Value>, list: &str, shape: Shape<'_>) -> String {
    let members: Vec<String> = shape
        .root
        .names(root)
        .into_iter()
        .map(|name| match &root[name] {
            Value::Array(entries) if name == list => {
                let entries: Vec<String> = entries.iter().map(|it| entry(it, shape)).collect();
                json::member(name, &json::list_of(&entries, 1))
            }
            other => json::member(name, &value(other, 1, shape.inner)),
        })
        .collect();
    format!("{}\n", json::object_of(&members, 0))
}

fn entry(entry: &Value, shape: Shape<'_>) -> String {
    let Value::Object(members) = entry else { return json::inline(entry, shape.inner) };
    let names = shape.entry.names(members).into_iter();
    let members: Vec<String> = names.map(|name| json::member(name, &value(&members[name], 3, shape.inner))).collect();
    json::object_of(&members, 2)
}

/// A value on one line; a list that is longer, or has objects, with one entry a line.
fn value(value: &Value, depth: usize, inner: Order<'_>) -> String {
    let inline = json::inline(value, inner);
    match value {
        Value::Array(entries) if entries.iter().any(Value::is_object) || inline.chars().count() > LINE => {
            json::list_of(&entries.iter().map(|entry| json::inline(entry, inner)).collect::<Vec<_>>(), depth)
        }
        _ => inline,
    }
}
