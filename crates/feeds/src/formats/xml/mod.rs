//! RSS, Atom and RDF.

mod entry;
mod items;
mod nukeviet;
mod repair;
mod tree;

use crate::dates::DateOrder;
use crate::error::SourceError;
use crate::item::{ParsedFeed, named, plain};
use entry::{Entry, authors, text_of};
use items::ItemReader;
use nukeviet::NukeViet;
use repair::{item_by_item, with_escaped_brackets};
use serde_json::Value;
use trangxa_messages::feeds;
use tree::Element;

/// Reads a document. `file` is its name for remarks, `base` its address if it is from the web.
pub(super) fn read(file: &str, base: Option<&str>, text: &str) -> Result<ParsedFeed, SourceError> {
    let mut parsed = ParsedFeed::default();
    let fail = |problem| SourceError::Xml { file: file.to_owned(), problem };
    // Each item with its number in the document.
    let repaired = with_escaped_brackets(text);
    let text = repaired.as_deref().unwrap_or(text);
    let (root, items): (Element, Vec<(usize, Entry)>) = match Element::parse(text, base) {
        Ok(root) => {
            let items =
                entry::items(&root).ok_or_else(|| fail(feeds::NoFeedElement { name: &root.name }.to_string()))?;
            let items = items.into_iter().zip(1..).map(|(item, number)| (number, Entry::read(item))).collect();
            (root, items)
        }
        Err(problem) => {
            let mut items = Vec::new();
            let mut head = None;
            let broken = item_by_item(text, |number, alone| {
                let root = Element::parse(alone, base)?;
                let entries = entry::items(&root).unwrap_or_default();
                items.extend(entries.into_iter().map(|item| (number, Entry::read(item))));
                head.get_or_insert(root);
                Ok(())
            });
            let Some(head) = head.filter(|_| !items.is_empty()) else { return Err(fail(problem)) };
            parsed.losses.extend(broken.into_iter().map(|(number, problem)| {
                format!("{file}, {}: {}", feeds::Item { number }, feeds::BrokenItem { problem })
            }));
            (head, items)
        }
    };
    let heads: Vec<&Element> = root.elements().filter(|child| child.name == "channel").chain([&root]).collect();
    let title = heads.iter().find_map(|head| text_of(head.own("title").next()?));
    parsed.title = title.map(|title| plain(&title)).filter(|title| !title.is_empty());
    let generator = heads.iter().find_map(|head| head.own("generator").next());
    let generator =
        generator.map(|it| format!("{} {}", it.text(), it.attribute("uri").unwrap_or_default())).unwrap_or_default();
    let authors = heads.iter().find(|head| head.is_atom()).map(|head| authors(head)).unwrap_or_default();
    let (numbers, entries): (Vec<usize>, Vec<Entry>) = items.into_iter().unzip();
    let nukeviet = NukeViet::recognise(&generator, &entries);
    if nukeviet.has_months_for_minutes {
        parsed.remarks.push(format!("{file}: {}", feeds::MonthsForMinutes));
    }
    let texts = entries.iter().flat_map(|entry| entry.published.iter().chain(&entry.updated));
    let dates = DateOrder::of(texts.map(String::as_str));
    let reader = ItemReader { file, authors, nukeviet, dates };
    for (number, entry) in numbers.into_iter().zip(entries) {
        let title = entry.title.as_ref().map(|title| Value::from(title.text.as_str()));
        let place = named(&feeds::Item { number }.to_string(), title.as_ref());
        match reader.item(&place, entry, &mut parsed) {
            Ok(item) => parsed.items.push((place, item)),
            Err(problem) => parsed.losses.push(format!("{file}, {place}: {problem}")),
        }
    }
    Ok(parsed)
}
