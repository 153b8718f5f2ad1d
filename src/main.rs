//! Starts the portal in the browser.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Half the size of the standard library's allocator.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// See [`trang_xa::start::start`]. `boot.js` calls it when the page's part of the program is here.
#[wasm_bindgen]
pub fn start() {
    trang_xa::start::start();
}

/// See [`trang_xa::start::proceed`].
#[wasm_bindgen]
#[must_use]
pub fn proceed() -> JsValue {
    trang_xa::start::proceed()
}

fn main() {}
