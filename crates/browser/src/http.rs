//! Fetching documents.

use super::{clock, window};
use gloo_net::http::{Request, Response};
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use std::cell::Cell;
use std::rc::Rc;
use trangxa_live::rhythm;
use trangxa_model::document::{MAX_BYTES, Problem};
use trangxa_model::{DataError, DocumentError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestInit};

/// How urgent a request is among the browser's others (Fetch Standard, `priority`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// A reader waits for it.
    Auto,
    /// A reader may want it soon.
    Low,
}

/// [`get_at`] with [`Priority::Auto`].
pub async fn get(url: &str) -> Result<Vec<u8>, DataError> {
    get_at(url, Priority::Auto).await
}

/// The bytes behind an address whose name changes with its content: what the browser's cache has of it is as good as new. Fails as
/// [`get_at`] does.
pub async fn get_kept(url: &str) -> Result<Vec<u8>, DataError> {
    get_by(url, Priority::Auto, RequestCache::Default).await
}

/// The bytes behind an address. The browser's cache is used only after the host confirmed it (304).
///
/// Fails with [`DataError::Timeout`] after [`rhythm::TIMEOUT_MS`], with the status of any answer that is not 2xx, and with
/// [`Problem::TooLarge`] where the host announces more than [`MAX_BYTES`].
pub async fn get_at(url: &str, priority: Priority) -> Result<Vec<u8>, DataError> {
    get_by(url, priority, RequestCache::NoCache).await
}

async fn get_by(url: &str, priority: Priority, cache: RequestCache) -> Result<Vec<u8>, DataError> {
    let abort = AbortController::new().map_err(|_| DataError::Network)?;
    let request = Request::get(url).cache(cache).abort_signal(Some(&abort.signal()));
    let has_timed_out = Rc::new(Cell::new(false));
    let _timer = Timeout::new(rhythm::TIMEOUT_MS, {
        let has_timed_out = Rc::clone(&has_timed_out);
        move || {
            has_timed_out.set(true);
            abort.abort();
        }
    });
    let lost = || if has_timed_out.get() { DataError::Timeout } else { DataError::Network };
    let request = request.build().map_err(|_| lost())?;
    let response = send(request, priority).await.map_err(|_| lost())?;
    let header = |name| response.headers().get(name);
    if !response.ok() {
        let retry_after_ms = header("retry-after").and_then(|wait| rhythm::retry_after_ms(&wait, clock::now().unix()));
        return Err(DataError::Status { status: response.status(), retry_after_ms });
    }
    let announced = header("content-length").and_then(|length| length.parse().ok());
    if let Some(length) = announced.filter(|length| *length > MAX_BYTES) {
        return Err(DocumentError::new(url, "", Problem::TooLarge(length)).into());
    }
    response.binary().await.map_err(|_| lost())
}

/// Sends a request. `gloo_net` has no setting for its priority, and a browser that does not know priorities ignores it.
async fn send(request: Request, priority: Priority) -> Result<Response, JsValue> {
    let options = RequestInit::new();
    if priority == Priority::Low {
        Reflect::set(&options, &"priority".into(), &"low".into())?;
    }
    let response = JsFuture::from(window().fetch_with_request_and_init(&request.into(), &options)).await?;
    Ok(response.unchecked_into::<web_sys::Response>().into())
}
