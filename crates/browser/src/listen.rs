//! Event listeners that are removed when dropped.

use super::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener in place.
#[must_use = "a listener is removed when it is dropped"]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens on the whole document.
    pub fn on_document(event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        Self::new(document().into(), event, call)
    }

    /// Listens on the window.
    pub fn on_window(event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        Self::new(window().into(), event, call)
    }

    fn new(target: EventTarget, event: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        let call = Closure::<dyn FnMut(Event)>::new(call);
        // Refused only for a null callback.
        let _ = target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref());
        Self { target, event, call }
    }

    /// Keeps listening as long as the page lives.
    pub fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}
