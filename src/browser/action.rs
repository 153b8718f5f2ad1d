//! What a reader does on parts of the page that are text.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlButtonElement, HtmlInputElement, HtmlSelectElement};

/// The name and the value of what an event is about: of the nearest element that says what it does.
pub fn of(event: &Event) -> Option<(String, String)> {
    let element = event.target()?.dyn_into::<Element>().ok()?.closest("[data-do]").ok()??;
    let name = element.get_attribute("data-do")?;
    let value = if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else {
        element.dyn_ref::<HtmlButtonElement>().map(HtmlButtonElement::value).unwrap_or_default()
    };
    Some((name, value))
}
