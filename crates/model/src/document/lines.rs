//! In which line of a document a value stands.

use super::is_too_deep;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// The lines of a document's values. Editors show lines, and nobody counts to `items[57]`.
#[derive(Debug)]
pub struct Lines<'a> {
    /// `None` if it is not JSON, or has one line, in which nobody looks for lines.
    document: Option<Value<'a>>,
    /// The places of all line breaks.
    breaks: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads a document.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Self {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.trim().contains('\n') && !is_too_deep(bytes));
        // A byte order mark has no line of its own.
        let text = text.unwrap_or_default().trim_start_matches('\u{feff}');
        let read = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        let breaks = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { document: read.ok().and_then(|read| read.value), breaks }
    }

    /// The line, from 1, of the value at a place such as `periods[3].fields[1].late`, or of the value that should have it. What follows the place is not
    /// looked at. `None` if the place names no value of the document.
    #[must_use]
    pub fn line(&self, place: &str) -> Option<usize> {
        let mut found = None;
        let (mut value, mut rest) = (self.document.as_ref()?, place);
        while let Some((at, next, after)) = step(value, rest) {
            (found, value, rest) = (Some(at), next, after);
        }
        found.map(|at| self.breaks.partition_point(|line_break| *line_break < at) + 1)
    }
}

/// The byte of the value that the first part of a place names, that value, and the rest of the place. A member of an object stands
/// where its name begins.
fn step<'v, 'a, 'p>(value: &'v Value<'a>, place: &'p str) -> Option<(usize, &'v Value<'a>, &'p str)> {
    match value {
        Value::Array(list) => {
            let (index, rest) = place.strip_prefix('[')?.split_once(']')?;
            let element = list.elements.get(index.parse::<usize>().ok()?)?;
            Some((element.start(), element, rest))
        }
        Value::Object(object) => {
            let place = place.strip_prefix('.').unwrap_or(place);
            let rest_of = |name: &str| {
                place.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[', ' ', ':']))
            };
            let named = object.properties.iter().filter(|member| rest_of(member.name.as_str()).is_some());
            // A name may have blanks in it. Of two members of one name, the last is read.
            let member = named.max_by_key(|member| member.name.as_str().len())?;
            Some((member.start(), &member.value, rest_of(member.name.as_str())?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_found_by_its_place() {
        let text = "\u{feff}{\r\n \"a\": [1, \"]\\\"}\",\n  {\"b\":\n 5}],\n \"c\": {},\n\"a\\u0301\": 1, \"d\": [ ], \"c\":\n{\"e\": null, \"tên riêng\":\n 1}\n}";
        let lines = Lines::of(text.as_bytes());
        for (place, line) in [
            ("a", 2),
            ("a[0]", 2),
            ("a[1]", 2),
            ("a[2]", 3),
            ("a[2].b", 3),
            ("a[2].b (\"a title\")", 3),
            ("a[2].missing", 3),
            ("a[7]", 2),
            ("d", 6),
            ("c", 6),
            ("c.e", 7),
            ("c.tên riêng", 7),
            ("c.tên", 6),
        ] {
            assert_eq!(lines.line(place), Some(line), "{place}");
        }
        for place in ["", "missing", "[0]", "article \"a\"", "line 3, column 7"] {
            assert_eq!(lines.line(place), None, "{place}");
        }
    }

    #[test]
    fn what_is_not_json_and_what_is_one_line_has_no_lines() {
        let deep = format!("{{\"a\":\n{}", "[".repeat(100_000));
        for bytes in [&b"{\"a\":\n \xff}"[..], b"", b"{\"a\":\n1", b"{\"a\": 1}\n", deep.as_bytes()] {
            assert_eq!(Lines::of(bytes).line("a"), None);
        }
        assert_eq!(Lines::of(b"{\"a\":\n1}").line("a"), Some(1));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "([\\[{]|\"a\":|\"ệ|\\[1,|[\\]{}:,\"\\\\a1 \nệ“]){0,24}") {
            let _ = Lines::of(text.as_bytes()).line("a[1].a");
        }
    }
}
