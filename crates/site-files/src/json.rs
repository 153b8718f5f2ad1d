//! JSON that people read and compare: members in a chosen order, two spaces a level.
//!
//! `serde_json` alone sorts all members by name, and buries the title of an article under its text.

use serde_json::{Map, Value};

/// The order of an object's members: those in `first`, those in neither list by name, those in `last`.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Names of members that come first.
    pub first: &'a [&'a str],
    /// Names of members that come last.
    pub last: &'a [&'a str],
}

impl Order<'_> {
    /// The names of an object's members, in this order.
    pub fn names<'m>(&self, members: &'m Map<String, Value>) -> Vec<&'m str> {
        let rank = |name: &str| {
            let at = |names: &[&str]| names.iter().position(|known| *known == name);
            match (at(self.first), at(self.last)) {
                (Some(at), _) => (0, at),
                (None, None) => (1, 0),
                (None, Some(at)) => (2, at),
            }
        };
        let mut names: Vec<&str> = members.keys().map(String::as_str).collect();
        names.sort_by(|a, b| rank(a).cmp(&rank(b)).then(a.cmp(b)));
        names
    }
}

/// A value over several lines, as it stands at `depth` levels; its first line has no indent.
#[must_use]
pub fn pretty(value: &Value, depth: usize, order: Order<'_>) -> String {
    let mut out = String::new();
    write(value, depth, order, &mut out);
    out
}

fn write(value: &Value, depth: usize, order: Order<'_>, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (i, name) in order.names(members).into_iter().enumerate() {
                start_line(i, depth + 1, out);
                out.push_str(&Value::from(name).to_string());
                out.push_str(": ");
                write(&members[name], depth + 1, order, out);
            }
            close('}', depth, out);
        }
        Value::Array(elements) if !elements.is_empty() => {
            out.push('[');
            for (i, element) in elements.iter().enumerate() {
                start_line(i, depth + 1, out);
                write(element, depth + 1, order, out);
            }
            close(']', depth, out);
        }
        flat => out.push_str(&flat.to_string()),
    }
}

/// A value on one line.
#[must_use]
pub fn inline(value: &Value, order: Order<'_>) -> String {
    match value {
        Value::Object(members) => {
            let names = order.names(members).into_iter();
            let members = names.map(|name| member(name, &inline(&members[name], order)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(|element| inline(element, order)).collect::<Vec<_>>().join(", "))
        }
        flat => flat.to_string(),
    }
}

/// `"name": value`; the value is JSON already.
#[must_use]
pub fn member(name: &str, value: &str) -> String {
    format!("{}: {value}", Value::from(name))
}

/// Members that are JSON already, as an object with one member a line.
#[must_use]
pub fn object_of(members: &[String], depth: usize) -> String {
    block('{', members, '}', depth)
}

/// Elements that are JSON already, as a list with one element a line.
#[must_use]
pub fn list_of(elements: &[String], depth: usize) -> String {
    block('[', elements, ']', depth)
}

fn block(open: char, parts: &[String], end: char, depth: usize) -> String {
    let mut out = String::from(open);
    for (i, part) in parts.iter().enumerate() {
        start_line(i, depth + 1, &mut out);
        out.push_str(part);
    }
    if parts.is_empty() {
        out.push(end);
    } else {
        close(end, depth, &mut out);
    }
    out
}

fn start_line(i: usize, depth: usize, out: &mut String) {
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

    const ORDER: Order<'_> = Order { first: &["version", "title", "tags"], last: &["items"] };

    #[test]
    fn known_members_stand_in_their_order_and_others_by_name() {
        let value =
            json!({"items": [], "zeta": 1, "alpha": {}, "title": "Tin \"mới\"", "version": "v", "tags": ["a", "b"]});
        assert_eq!(
            pretty(&value, 0, ORDER),
            "{\n  \"version\": \"v\",\n  \"title\": \"Tin \\\"mới\\\"\",\n  \"tags\": [\n    \"a\",\n    \"b\"\n  ],\n  \
             \"alpha\": {},\n  \"zeta\": 1,\n  \"items\": []\n}"
        );
        assert_eq!(
            inline(&value, ORDER),
            r#"{"version": "v", "title": "Tin \"mới\"", "tags": ["a", "b"], "alpha": {}, "zeta": 1, "items": []}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&pretty(&value, 3, ORDER)).unwrap(), value);
    }

    #[test]
    fn finished_parts_are_laid_out_like_values() {
        let value = json!({"title": ["a"], "items": []});
        let parts = [member("title", &list_of(&["\"a\"".to_owned()], 1)), member("items", &list_of(&[], 1))];
        assert_eq!(object_of(&parts, 0), pretty(&value, 0, ORDER));
    }
}
