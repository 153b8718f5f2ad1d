//! Fetching documents.

use super::timer::Timeout;
use super::{clock, window};
use gloo_net::http::Response;
use std::cell::Cell;
use std::rc::Rc;
use trangxa_model::document::{MAX_BYTES, Problem};
use trangxa_model::{DataError, DocumentError, poll};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestInit};

/// The bytes behind an address, asked for anew: the browser's cache answers only what the host confirms (304).
pub async fn get(url: &str) -> Result<Vec<u8>, DataError> {
    let abort = AbortController::new().map_err(|_| DataError::Network)?;
    let timed_out = Rc::new(Cell::new(false));
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_signal(Some(&abort.signal()));
    let _timer = Timeout::new(poll::TIMEOUT_MS, {
        let timed_out = Rc::clone(&timed_out);
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    let lost = || if timed_out.get() { DataError::Timeout } else { DataError::Network };
    let answer = JsFuture::from(window().fetch_with_str_and_init(url, &options)).await.map_err(|_| lost())?;
    let response = Response::from(answer.unchecked_into::<web_sys::Response>());
    let header = |name| response.headers().get(name);
    if !response.ok() {
        let retry_after_ms = header("retry-after").and_then(|wait| poll::retry_after_ms(&wait, clock::now().unix()));
        return Err(DataError::Status { status: response.status(), retry_after_ms });
    }
    let announced = header("content-length").and_then(|length| length.parse().ok());
    if let Some(length) = announced.filter(|length| *length > MAX_BYTES) {
        return Err(DocumentError::new(url, "", Problem::TooLarge(length)).into());
    }
    response.binary().await.map_err(|_| lost())
}
