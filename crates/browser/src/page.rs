//! The page that the program runs on.

use super::{document, window};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::VisibilityState;

/// Whether no reader can see the page now: its tab is in the background, or the browser prerenders it.
#[must_use]
pub fn is_hidden() -> bool {
    document().visibility_state() == VisibilityState::Hidden || is_set(&document(), "prerendering")
}

/// Whether a property is there and true.
#[must_use]
pub fn is_set(object: &JsValue, name: &str) -> bool {
    property(object, name).is_truthy()
}

/// A property; `undefined` if the object lacks it.
#[must_use]
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The host of the page's address, without its port.
#[must_use]
pub fn host() -> String {
    window().location().hostname().unwrap_or_default()
}

/// A text fit for a part of an address.
#[must_use]
pub fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
