//! Objects of the browser by the names of their members.
//!
//! Each method that is bound by its type becomes an import of the main part, which every first visit loads. What speaks and plays is in parts,
//! and calls by name, with one import for all.

use js_sys::{Array, Function, Reflect};
use trangxa_browser::page::property;
use wasm_bindgen::{JsCast as _, JsValue};

/// Calls a method. Returns `undefined` if the object has none, or it fails.
pub(super) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    let method: Function = property(object, name).unchecked_into();
    method.apply(object, &list(arguments)).unwrap_or_default()
}

/// Makes an object of a class; `None` where the browser does not know the class.
pub(super) fn make(class: &str, argument: JsValue) -> Option<JsValue> {
    let class: Function = property(&js_sys::global(), class).unchecked_into();
    Reflect::construct(&class, &list(&[argument])).ok()
}

/// Sets a property. What refuses it keeps its own.
pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A number; 0 where there is none.
pub(super) fn number(object: &JsValue, name: &str) -> f64 {
    property(object, name).as_f64().unwrap_or_default()
}

/// A text; empty where there is none.
pub(super) fn text(object: &JsValue, name: &str) -> String {
    property(object, name).as_string().unwrap_or_default()
}

fn list(values: &[JsValue]) -> Array {
    let list = Array::new();
    for value in values {
        list.push(value);
    }
    list
}
