//! Comparing Vietnamese text.

use js_sys::JsString;
use std::cmp::Ordering;

/// The alphabetical order of two texts in Vietnamese, with tone marks and `đ` in their places. The browser knows the order, so
/// the wasm needs no tables.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    let options = js_sys::Object::new();
    let locales = js_sys::Array::of1(&JsString::from("vi"));
    JsString::from(one).locale_compare(other, &locales, &options).cmp(&0)
}
