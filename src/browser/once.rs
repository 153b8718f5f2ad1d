//! Asynchronous work that is requested several times at once and done once.

use super::promise;
use js_sys::Promise;
use std::cell::RefCell;
use std::future::Future;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// The work in progress, by name. There are only a few at a time.
    static IN_PROGRESS: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// Does the work, or waits for work of the same name that is in progress. Touching a link fetches its page ahead, and the tap
/// that follows must not fetch it again.
pub(crate) async fn join(name: String, work: impl Future<Output = ()> + 'static) {
    let in_progress =
        IN_PROGRESS.with_borrow(|all| all.iter().find(|(known, _)| *known == name).map(|(_, work)| work.clone()));
    let promise = in_progress.unwrap_or_else(|| {
        let done = name.clone();
        let promise = promise::of(async move {
            work.await;
            IN_PROGRESS.with_borrow_mut(|all| all.retain(|(known, _)| *known != done));
        });
        IN_PROGRESS.with_borrow_mut(|all| all.push((name, promise.clone())));
        promise
    });
    // The promise never fails: the work handles its own errors.
    let _ = JsFuture::from(promise).await;
}
