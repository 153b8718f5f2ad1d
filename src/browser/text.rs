//! Text as the reader's language has it.

use js_sys::JsString;
use std::cmp::Ordering;

/// The order of two texts in Vietnamese: the marks and `đ` where they belong, which no table in the wasm has to know.
pub fn compare(one: &str, other: &str) -> Ordering {
    let options = js_sys::Object::new();
    let locales = js_sys::Array::of1(&JsString::from("vi"));
    JsString::from(one).locale_compare(other, &locales, &options).cmp(&0)
}
