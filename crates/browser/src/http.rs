//! Fetching documents.

use super::clock;
use super::timer::Timeout;
use gloo_net::http::Request;
use std::cell::Cell;
use std::rc::Rc;
use trangxa_model::document::{MAX_BYTES, Problem};
use trangxa_model::{DataError, DocumentError, poll};
use web_sys::{AbortController, RequestCache};

/// The bytes behind an address, asked for anew: the browser's cache answers only what the host confirms (304).
pub async fn get(url: &str) -> Result<Vec<u8>, DataError> {
    let abort = AbortController::new().map_err(|_| DataError::Network)?;
    let timed_out = Rc::new(Cell::new(false));
    let signal = abort.signal();
    let _timer = Timeout::new(poll::TIMEOUT_MS, {
        let timed_out = Rc::clone(&timed_out);
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    let lost = |_| if timed_out.get() { DataError::Timeout } else { DataError::Network };
    let request = Request::get(url).cache(RequestCache::NoCache).abort_signal(Some(&signal));
    let response = request.send().await.map_err(lost)?;
    if !response.ok() {
        let wait = response.headers().get("retry-after");
        let retry_after_ms = wait.and_then(|wait| poll::retry_after_ms(&wait, clock::now().unix()));
        return Err(DataError::Status { status: response.status(), retry_after_ms });
    }
    let announced = response.headers().get("content-length").and_then(|length| length.parse().ok());
    if let Some(length) = announced.filter(|length| *length > MAX_BYTES) {
        return Err(DocumentError::new(url, "", Problem::TooLarge(length)).into());
    }
    response.binary().await.map_err(lost)
}
