//! The frame's page as the program finds and changes it.

use trangxa_markup::{Changes, Markup, morph};
use trangxa_words::Language;
use web_sys::Element;

pub(super) fn find(selector: &str) -> Option<Element> {
    trangxa_browser::document().query_selector(selector).ok()?
}

pub(super) fn root() -> Option<Element> {
    trangxa_browser::document().document_element()
}

/// What frame.js wrote on the root element.
pub(super) fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

pub(super) fn language() -> Language {
    if root_attribute("data-lang").as_deref() == Some("en") { Language::English } else { Language::Vietnamese }
}

/// Gives the element that a selector finds the content that `markup` describes.
pub(super) fn put(selector: &str, markup: &Markup, changes: Changes) {
    if let Some(element) = find(selector) {
        morph(&element, markup, changes);
    }
}
