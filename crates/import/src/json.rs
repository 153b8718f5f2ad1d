//! JSON as people read it: members in the order of the standard, two spaces deep.

use serde_json::{Map, Value};

/// The order of known members, of documents and items; others follow by name. serde_json alone would sort them all,
/// and bury the title of an article under its text.
const ORDER: [&str; 30] = [
    "version",
    "id",
    "url",
    "external_url",
    "mime_type",
    "title",
    "name",
    "home_page_url",
    "feed_url",
    "description",
    "user_comment",
    "next_url",
    "icon",
    "favicon",
    "summary",
    "content_html",
    "content_text",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "author",
    "authors",
    "tags",
    "language",
    "expired",
    "hubs",
    "attachments",
    "size_in_bytes",
    "_trangxa",
];

/// A value as text, its first line without indent.
pub(crate) fn pretty(value: &Value, depth: usize) -> String {
    let mut out = String::new();
    write(value, depth, &mut out);
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (i, name) in names(members).into_iter().enumerate() {
                line(i, depth + 1, out);
                out.push_str(&Value::from(name).to_string());
                out.push_str(": ");
                write(&members[name], depth + 1, out);
            }
            close('}', depth, out);
        }
        Value::Array(elements) if !elements.is_empty() => {
            out.push('[');
            for (i, element) in elements.iter().enumerate() {
                line(i, depth + 1, out);
                write(element, depth + 1, out);
            }
            close(']', depth, out);
        }
        flat => out.push_str(&flat.to_string()),
    }
}

/// The members' names in order. `items` closes a document.
fn names(members: &Map<String, Value>) -> Vec<&str> {
    let mut names: Vec<&str> = members.keys().map(String::as_str).collect();
    let rank = |name: &str| match ORDER.iter().position(|known| *known == name) {
        Some(rank) => rank,
        None if name == "items" => ORDER.len() + 1,
        None => ORDER.len(),
    };
    names.sort_by(|a, b| rank(a).cmp(&rank(b)).then(a.cmp(b)));
    names
}

pub(crate) fn line(i: usize, depth: usize, out: &mut String) {
    out.push_str(if i == 0 { "\n" } else { ",\n" });
    out.push_str(&"  ".repeat(depth));
}

fn close(mark: char, depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(mark);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn members_stand_in_the_order_of_the_standard() {
        let value =
            json!({"items": [], "zeta": 1, "alpha": {}, "title": "Tin \"mới\"", "version": "v", "tags": ["a", "b"]});
        assert_eq!(
            pretty(&value, 0),
            "{\n  \"version\": \"v\",\n  \"title\": \"Tin \\\"mới\\\"\",\n  \"tags\": [\n    \"a\",\n    \"b\"\n  ],\n  \
             \"alpha\": {},\n  \"zeta\": 1,\n  \"items\": []\n}"
        );
        assert_eq!(serde_json::from_str::<Value>(&pretty(&value, 3)).unwrap(), value);
    }
}
