//! Saving text of the page as a file.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use trangxa_browser::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the file stays available to the browser, in milliseconds.
const LIFETIME_MS: u32 = 60_000;

/// Has the browser save a text as a file with this name. Does nothing where the browser cannot.
pub(crate) fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) = document().create_element("a").ok().and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // Some browsers read the file only after the click has returned.
    Timeout::new(LIFETIME_MS, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}
