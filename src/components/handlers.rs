//! Event handlers of one type.
//!
//! For every type of closure that is given to `on:`, the compiler writes the code that builds, hydrates and updates the attribute
//! once more. Boxed closures share that code.

use leptos::ev::{Event, MouseEvent};

/// A handler for `on:click`.
pub(crate) fn on_click(handler: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(handler)
}

/// A handler for `on:input`.
pub(crate) fn on_input(handler: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(handler)
}
