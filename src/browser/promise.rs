//! Promises: JavaScript waits for work of the program, and the program for work of `boot.js`.

use js_sys::Promise;
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Begins a work; the promise is fulfilled when it has ended, and never fails.
pub(crate) fn of(work: impl Future<Output = ()> + 'static) -> Promise {
    future_to_promise(async move {
        work.await;
        Ok(JsValue::UNDEFINED)
    })
}

/// Waits for a promise. Returns whether its value is true.
pub(crate) async fn is_true(promise: Promise) -> bool {
    JsFuture::from(promise).await.is_ok_and(|value| value.is_truthy())
}
