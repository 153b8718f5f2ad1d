//! Leaves the entries of a list that have some words.

use trangxa_clean::letters::{base_letter, is_combining};
use trangxa_views::FOLDED_ABOVE;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement, NodeList};

/// Hides the entries of the lists on the page that do not have every word that was typed into the field of an event, and the sections
/// without any entry; opens the sections that have some. Marks and capital letters make no difference.
pub(crate) fn filter(event: &Event) {
    let Some(field) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(root) = field.closest(".procedures").ok().flatten() else { return };
    let typed = folded(&field.value());
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut left = 0;
    for section in all(&root, ".field") {
        let mut is_empty = true;
        for entry in all(&section, "li") {
            let text = folded(&entry.text_content().unwrap_or_default());
            let is_left = words.iter().all(|word| text.contains(word));
            set(&entry, "hidden", !is_left);
            is_empty &= !is_left;
            left += usize::from(is_left);
        }
        set(&section, "hidden", is_empty);
    }
    // Without words the list is as the publisher wrote it.
    let is_open = !words.is_empty() || left <= FOLDED_ABOVE;
    for section in all(&root, ".field") {
        set(&section, "open", is_open);
    }
    for events in all(&root, ".events") {
        set(&events, "hidden", !words.is_empty());
    }
    for none in all(&root, ".none") {
        set(&none, "hidden", left > 0);
    }
    for count in all(&root, "[role=status]") {
        count.set_text_content(Some(&trangxa_words::procedures::count(left)));
    }
}

/// A text in the letters a to z where it has marks or capitals.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !is_combining(*c)).map(|c| base_letter(c).unwrap_or(' ')).collect()
}

fn all(root: &Element, css: &str) -> impl Iterator<Item = Element> + use<> {
    let found: Option<NodeList> = root.query_selector_all(css).ok();
    let found = found.into_iter();
    found.flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i)?.dyn_into().ok()))
}

fn set(element: &Element, attribute: &str, is_set: bool) {
    // What cannot be hidden stays visible, which is no harm.
    let _ = element.toggle_attribute_with_force(attribute, is_set);
}
