//! The start of the program, cut into slices. `boot.js` asks for one after another and lets the browser handle what a reader does in
//! between: on a cheap phone the whole start takes several times as long as a reader would notice, because the browser compiles each
//! function when it is called for the first time.

use super::promise;
use any_spawner::{CustomExecutor, PinnedFuture, PinnedLocalFuture};
use std::cell::RefCell;
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// A slice of the start; returns the promise to wait for before the next one, or null.
type Slice = Box<dyn FnOnce() -> JsValue>;

thread_local! {
    /// The slices still to come; `None` once the start has ended.
    static SLICES: RefCell<Option<Vec<Slice>>> = const { RefCell::new(Some(Vec::new())) };
}

/// Adds a slice behind the others.
pub(crate) fn push(work: impl FnOnce() + 'static) {
    add(Box::new(move || {
        work();
        JsValue::NULL
    }));
}

/// Adds a slice that ends when a future does.
pub(crate) fn push_async(work: impl Future<Output = ()> + 'static) {
    add(Box::new(move || promise::of(work).into()));
}

/// After the start there are no slices: the work is done at once.
fn add(slice: Slice) {
    let too_late = SLICES.with_borrow_mut(|slices| match slices {
        Some(slices) => {
            slices.push(slice);
            None
        }
        None => Some(slice),
    });
    if let Some(slice) = too_late {
        slice();
    }
}

/// Does the next slice. Returns the promise to wait for before the next one, or null; `undefined` when there is none.
pub(crate) fn proceed() -> JsValue {
    let next = SLICES.with_borrow_mut(|slices| {
        let slices = slices.as_mut().filter(|slices| !slices.is_empty())?;
        Some(slices.remove(0))
    });
    next.map_or(JsValue::UNDEFINED, |slice| slice())
}

/// Ends the start: does what is left, and from now on does everything at once. To be called before a reader can go to another page.
pub(crate) fn end() {
    for slice in SLICES.take().unwrap_or_default() {
        slice();
    }
}

/// Has Leptos run each of its effects as a slice during the start, and at once afterwards.
pub(crate) fn run_effects() {
    // It fails only if the program was started before on this page.
    let _ = any_spawner::Executor::init_custom_executor(Effects);
}

struct Effects;

impl CustomExecutor for Effects {
    /// There is one thread.
    fn spawn(&self, effect: PinnedFuture<()>) {
        self.spawn_local(effect);
    }

    fn spawn_local(&self, effect: PinnedLocalFuture<()>) {
        push(move || spawn_local(effect));
    }

    /// The browser polls.
    fn poll_local(&self) {}
}
