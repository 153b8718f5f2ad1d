//! The text of tthc.json: a line for each field of a period, members in the order of the contract, so that people can read
//! it and compare two versions.

use serde_json::{Map, Value};
use trangxa_model::tthc::Count;
use trangxa_site_files::json::{self, Order};

const ROOT: Order<'_> = Order { first: &["version", "unit", "updated_at", "source"], last: &["periods"] };
/// Members of an object on one line, before the counts.
const NAMES: [&str; 5] = ["name", "url", "completed", "completion_rate", "late_rate"];

/// The whole document.
pub(crate) fn text(root: &Map<String, Value>) -> String {
    let members: Vec<String> = ROOT
        .names(root)
        .into_iter()
        .map(|name| match (name, &root[name]) {
            ("periods", Value::Array(periods)) => {
                json::member(name, &json::list_of(&periods.iter().map(period).collect::<Vec<_>>(), 1))
            }
            (_, value) => json::member(name, &inline(value)),
        })
        .collect();
    format!("{}\n", json::object_of(&members, 0))
}

/// A period: its months and counts on one line, `fields` and `stated` on lines of their own.
fn period(period: &Value) -> String {
    let Value::Object(members) = period else { return inline(period) };
    let first: Vec<&str> = ["from", "to"].into_iter().chain(Count::ALL.map(Count::key)).collect();
    let order = Order { first: &first, last: &["fields", "stated"] };
    let (mut head, mut tail) = (Vec::new(), String::new());
    for name in order.names(members) {
        let value = match (name, &members[name]) {
            ("fields", Value::Array(fields)) => json::list_of(&fields.iter().map(inline).collect::<Vec<_>>(), 3),
            (_, value) => inline(value),
        };
        match name {
            "fields" | "stated" => tail.push_str(&format!(",\n      {}", json::member(name, &value))),
            _ => head.push(json::member(name, &value)),
        }
    }
    format!("{{ {}{tail} }}", head.join(", "))
}

fn inline(value: &Value) -> String {
    let first: Vec<&str> = NAMES.into_iter().chain(Count::ALL.map(Count::key)).collect();
    json::inline(value, Order { first: &first, last: &[] })
}
