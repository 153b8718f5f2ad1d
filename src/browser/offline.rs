//! The worker that keeps pages for readers without a network. `boot.js` speaks to it.

use super::promise;
use js_sys::Promise;
use std::future::Future;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Has the worker keep the page that is shown.
    #[wasm_bindgen(js_name = trangxaRead)]
    pub(crate) fn note_read();
    /// Registers the worker, or removes it.
    #[wasm_bindgen(js_name = trangxaOffline)]
    pub(crate) fn set_wanted(is_wanted: bool);
    /// Whether the worker has a page. The promise never fails.
    #[wasm_bindgen(js_name = trangxaIsKept)]
    fn is_kept(address: &str) -> Promise;
}

/// Whether the worker has the page at an address.
pub(crate) fn has(address: &str) -> impl Future<Output = bool> {
    promise::is_true(is_kept(address))
}
