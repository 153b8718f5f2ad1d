//! The field of a box.

use trangxa_browser::page::escape;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

/// The field of a box, or of the page that has one.
pub(super) fn of(place: &Element) -> Option<HtmlInputElement> {
    place.query_selector("input").ok().flatten()?.dyn_into().ok()
}

/// The query of an address that seeks what is typed.
pub(super) fn query(place: &Element) -> String {
    format!("?q={}", escape(&of(place).map(|field| field.value()).unwrap_or_default()))
}
