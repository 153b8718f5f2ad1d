//! Work that several want at the same time, done once.

use js_sys::Promise;
use std::cell::RefCell;
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

thread_local! {
    /// What is being done, by its name. A handful at a time.
    static UNDER_WAY: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// Does the work, or waits for the one of that name that is being done: a finger on a link asks for the page, and the tap
/// that follows must not ask again.
pub async fn join(name: String, work: impl Future<Output = ()> + 'static) {
    let under_way =
        UNDER_WAY.with_borrow(|all| all.iter().find(|(known, _)| *known == name).map(|(_, work)| work.clone()));
    let promise = under_way.unwrap_or_else(|| {
        let done = name.clone();
        let promise = future_to_promise(async move {
            work.await;
            UNDER_WAY.with_borrow_mut(|all| all.retain(|(known, _)| *known != done));
            Ok(JsValue::UNDEFINED)
        });
        UNDER_WAY.with_borrow_mut(|all| all.push((name, promise.clone())));
        promise
    });
    // It never fails: the work keeps its own errors.
    let _ = JsFuture::from(promise).await;
}
