//! Sharing and copying an address.

use js_sys::Reflect;
use trangxa_browser::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Whether the browser has the system's share sheet.
pub(crate) fn is_supported() -> bool {
    Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false)
}

/// Opens the system's share sheet. Errors are ignored: closing the sheet is one, and for the others there is no remedy.
pub(crate) async fn share(title: &str, url: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    let _ = JsFuture::from(window().navigator().share_with_data(&data)).await;
}

/// Copies a text to the clipboard. `false` where the browser refuses, as it does on pages not served over https.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Outside secure contexts the property is undefined, and `navigator.clipboard()` would return an unusable object.
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
