//! The style of pages of other kinds. A page carries what its kind uses (crates/publish/src/style.rs); `boot.js` adds the whole style sheet
//! to it.

use super::promise;
use js_sys::Promise;
use std::future::Future;
use trangxa_browser::page::is_set;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Adds the whole style sheet. The promise says whether it is here; it never fails. What could not be had is fetched again.
    #[wasm_bindgen(js_name = trangxaStyle)]
    fn add() -> Promise;
}

/// Whether a page of any kind can be shown.
pub(crate) fn is_here() -> bool {
    is_set(&js_sys::global(), "trangxaStyled")
}

/// Begins to fetch the whole style sheet, and waits for it. Returns whether it is here.
pub(crate) fn fetch() -> impl Future<Output = bool> {
    promise::is_true(add())
}
