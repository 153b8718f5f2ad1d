//! The lines at which findings stand in their documents. A clerk's editor shows lines, and nobody counts to the element of a list.

use crate::files::Files;
use crate::finding::{Finding, Place};
use serde_json::Value;
use std::collections::HashMap;
use trangxa_articles::FileKind;
use trangxa_model::document::{Lines, parse};

/// The member of a feed that has the articles, and that of site.json that has the standing pages.
const ITEMS: &str = "items";
const PAGES: &str = "pages";

/// Notes the line of each finding whose place can be found in a document of the folder.
pub(crate) fn find(files: &dyn Files, findings: &mut [Finding]) {
    let mut by_file: HashMap<String, Vec<&mut Finding>> = HashMap::new();
    for finding in findings.iter_mut().filter(|finding| finding.line.is_none() && !finding.place.is_whole()) {
        by_file.entry(finding.file.clone()).or_default().push(finding);
    }
    for (file, findings) in by_file {
        // A document on the web is not fetched again for its lines, and the file of an article has its lines already.
        if files.has(&file) != Some(true) || FileKind::of(&file).is_some() {
            continue;
        }
        let Some(bytes) = files.read(&file).ok().flatten() else { continue };
        let document = Document::new(&bytes);
        for finding in findings {
            finding.line = document.line(&finding.place);
        }
    }
}

/// A document whose values are looked for.
struct Document<'a> {
    lines: Lines<'a>,
    /// The index of each article and each page, by the list and its id.
    by_id: HashMap<(&'static str, String), usize>,
}

impl<'a> Document<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut by_id = HashMap::new();
        let json = parse("", bytes).unwrap_or_default();
        for list in [ITEMS, PAGES] {
            for (i, element) in json[list].as_array().into_iter().flatten().enumerate() {
                let id = match &element["id"] {
                    Value::String(id) => id.trim().to_owned(),
                    id => id.to_string(),
                };
                // The first article with an id is the one that is shown.
                by_id.entry((list, id)).or_insert(i);
            }
        }
        Self { lines: Lines::of(bytes), by_id }
    }

    fn line(&self, place: &Place) -> Option<usize> {
        let element = |list: &'static str, id: &String| {
            let i = self.by_id.get(&(list, id.clone()))?;
            self.lines.line(&format!("{list}[{i}]"))
        };
        match place {
            Place::Value { path, .. } => self.lines.line(path),
            Place::Article { id, .. } => element(ITEMS, id),
            Place::Near { .. } => None,
            Place::Page { id, .. } => element(PAGES, id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, place: impl Into<Place>) -> Option<usize> {
        Document::new(text.as_bytes()).line(&place.into())
    }

    #[test]
    fn articles_and_pages_are_found_by_their_ids() {
        let feed =
            "\u{feff}{\"items\": [5,\n{\"id\": 7},\n{\"title\": \"x\", \"id\":\n\" tin-1 \"},\n{\"id\": \"tin-1\"}]}";
        let article = |id: &str| Place::Article { id: id.to_owned(), title: "Tin".to_owned() };
        assert_eq!(line(feed, article("7")), Some(2));
        assert_eq!(line(feed, article("tin-1")), Some(3), "the first one is shown");
        assert_eq!(line(feed, article("khac")), None);
        assert_eq!(line(feed, "items[3].id"), Some(5));
        let pages = "{\"pages\": [\n{\"id\": \"gioi-thieu\"}]}";
        assert_eq!(line(pages, Place::Page { id: "gioi-thieu".to_owned(), title: String::new() }), Some(2));
    }
}
