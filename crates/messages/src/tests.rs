//! Messages in both languages.

#![allow(clippy::unwrap_used)]

use crate::language::Language;
use crate::render::{Area, Value};

/// A file of messages as it could be.
static AREA: Area = Area::new(
    "found = tìm thấy { $count } bài trong { $file }\nquoted = viết {\"{\"}\"version\": 1{\"}\"}\n",
    "found = { $count ->\n    [one] one article\n   *[other] { $count } articles\n } in { $file }\nquoted = write {\"{\"}\"version\": 1{\"}\"}\n",
);

fn said(language: Language, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
    let mut out = String::new();
    AREA.write_in(language, &mut out, id, values).unwrap();
    out
}

#[test]
fn a_message_is_a_sentence_in_each_language() {
    let found = |language, count| {
        said(language, "found", &[("count", Value::Number(count)), ("file", Value::Text(&"data/feed.json"))])
    };
    assert_eq!(found(Language::Vietnamese, 1), "tìm thấy 1 bài trong data/feed.json");
    assert_eq!(found(Language::English, 1), "one article in data/feed.json");
    assert_eq!(found(Language::English, 10_000), "10000 articles in data/feed.json");
}

#[test]
fn braces_can_be_said() {
    assert_eq!(said(Language::English, "quoted", &[]), "write {\"version\": 1}");
}
