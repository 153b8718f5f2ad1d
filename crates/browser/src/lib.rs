//! The browser, as the portal and the widget see it.
//!
//! Only this crate, `src/browser/` and the frame's `live/` name web_sys. What a browser refuses is an `Option` or a worded error, never a
//! panic.

pub mod clock;
pub mod http;
pub mod page;
pub mod tabs;
pub mod visits;
pub mod world;

use wasm_bindgen::UnwrapThrowExt;

/// The page's window. A program without one does not run here at all.
#[must_use]
pub fn window() -> web_sys::Window {
    web_sys::window().unwrap_throw()
}

/// The page's document.
#[must_use]
pub fn document() -> web_sys::Document {
    window().document().unwrap_throw()
}
