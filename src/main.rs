//! Starts the portal in the browser.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

/// Half the size of the standard library's allocator.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// See [`trang_xa::start::start`]. `boot.js` calls it when the page's part of the program is here.
#[wasm_bindgen]
#[must_use]
pub fn start() -> Option<Promise> {
    trang_xa::start::start()
}

fn main() {}
