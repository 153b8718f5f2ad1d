//! Fetching a part of the program. `boot.js` does it, because it also fetches the part of the page that a reader opens, beside the
//! main one.

use super::promise;
use crate::parts::Part;
use crate::route::Route;
use js_sys::Promise;
use std::future::Future;
use trangxa_browser::page::{is_set, property};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Fetches a part and joins it to the program. The promise says whether that succeeded; it never fails. A part that is here is not
    /// fetched again; one that could not be had is.
    #[wasm_bindgen(js_name = trangxaPart)]
    fn join(name: &str) -> Promise;
}

/// Whether a part is here: its functions can be called.
pub(crate) fn is_here(part: Part) -> bool {
    is_set(&property(&js_sys::global(), "trangxaParts"), part.name())
}

/// Begins to fetch a part, and waits for it. Returns whether it is here.
pub(crate) fn fetch(part: Part) -> impl Future<Output = bool> {
    promise::is_true(join(part.name()))
}

/// Begins to fetch the parts that the browser needs to build a page, and waits for them. Returns whether the page can be built, which it
/// can without the `others`.
pub(crate) fn fetch_for(route: &Route, others: [Option<Part>; 2]) -> impl Future<Output = bool> + use<> {
    let (page, others) = (Part::of_page(route).map(fetch), others.map(|part| part.map(fetch)));
    async move {
        for part in others.into_iter().flatten() {
            part.await;
        }
        match page {
            Some(page) => page.await,
            None => true,
        }
    }
}
