//! Work that can wait until the browser is idle.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Calls at the browser's next idle moment, which comes within two seconds.
    #[wasm_bindgen(js_name = trangxaIdle)]
    fn call(work: JsValue);
}

/// Does the work at the browser's next idle moment.
pub(crate) fn at_idle(work: impl FnOnce() + 'static) {
    call(Closure::once_into_js(work));
}
