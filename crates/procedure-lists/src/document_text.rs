//! The text of procedures.json: a line for each member of a procedure, papers and ways on lines of their own, members in the order of the
//! contract, so that people can read it and compare two versions.

use serde_json::{Map, Value};
use trangxa_site_files::json::{self, Order};

const ROOT: Order<'_> = Order { first: &["version", "updated_at", "events"], last: &["procedures"] };
const PROCEDURE: Order<'_> = Order {
    first: &[
        "id",
        "code",
        "name",
        "field",
        "for_whom",
        "papers",
        "steps",
        "ways",
        "place",
        "result",
        "legal_basis",
        "decision",
        "national_url",
        "events",
        "popular",
        "note",
    ],
    last: &[],
};
/// Members of the objects in a procedure.
const INNER: Order<'_> = Order {
    first: &[
        "id", "name", "way", "title", "original", "copies", "time", "fee", "form", "number", "date", "url", "note",
    ],
    last: &[],
};

/// The longest list of texts on one line, in characters.
const LINE: usize = 100;

/// The whole document.
pub(crate) fn text(root: &Map<String, Value>) -> String {
    let members: Vec<String> = ROOT
        .names(root)
        .into_iter()
        .map(|name| match (name, &root[name]) {
            ("procedures", Value::Array(list)) => {
                json::member(name, &json::list_of(&list.iter().map(procedure).collect::<Vec<_>>(), 1))
            }
            (_, value) => json::member(name, &list(value, 1)),
        })
        .collect();
    format!("{}\n", json::object_of(&members, 0))
}

fn procedure(procedure: &Value) -> String {
    let Value::Object(members) = procedure else { return json::inline(procedure, INNER) };
    let members: Vec<String> =
        PROCEDURE.names(members).into_iter().map(|name| json::member(name, &list(&members[name], 3))).collect();
    json::object_of(&members, 2)
}

/// A value on one line; a list that is longer, or has objects, with one entry a line.
fn list(value: &Value, depth: usize) -> String {
    let inline = json::inline(value, INNER);
    match value {
        Value::Array(entries) if entries.iter().any(Value::is_object) || inline.chars().count() > LINE => {
            json::list_of(&entries.iter().map(|entry| json::inline(entry, INNER)).collect::<Vec<_>>(), depth)
        }
        _ => inline,
    }
}
