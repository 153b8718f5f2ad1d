//! Timers that stop when dropped.

use super::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A call in the future.
#[must_use = "a timer stops when it is dropped"]
pub struct Timeout {
    id: Option<i32>,
    _call: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `call` after `ms` milliseconds, unless dropped before.
    pub fn new(ms: u32, call: impl FnOnce() + 'static) -> Self {
        let call = Closure::once(call);
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let id = window().set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), ms);
        Self { id: id.ok(), _call: call }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            window().clear_timeout_with_handle(id);
        }
    }
}
