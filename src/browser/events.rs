//! Events of the whole page that the program reacts to as long as the page lives.

use gloo_events::EventListener;
use trangxa_browser::{document, page, window};

/// Calls when a reader sees the page again: the tab was in the background, frozen, prerendered, or restored from the
/// back/forward cache (`true` only then: it is as good as loaded again).
pub(crate) fn on_return(call: impl Fn(bool) + Clone + 'static) {
    for event in ["visibilitychange", "resume", "prerenderingchange"] {
        let call = call.clone();
        EventListener::new(&document(), event, move |_| call(false)).forget();
    }
    EventListener::new(&window(), "pageshow", move |event| call(page::is_set(event, "persisted"))).forget();
}

/// Calls on an event of the window.
pub(crate) fn on_window(event: &'static str, call: impl Fn() + 'static) {
    EventListener::new(&window(), event, move |_| call()).forget();
}
