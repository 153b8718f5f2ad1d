//! The browser, as the rest of the app sees it. Nothing outside this folder names `web_sys`.
//!
//! Handles free what they hold when dropped. What a browser refuses is an `Option` or a worded error, never a panic.

pub mod action;
pub mod clock;
pub mod download;
pub mod html;
pub mod http;
pub mod listen;
pub mod morph;
pub mod navigation;
pub mod once;
pub mod page;
pub mod share;
pub mod tabs;
pub mod text;
pub mod timer;

use wasm_bindgen::UnwrapThrowExt;

/// The page's window. A program without one does not run here at all.
fn window() -> web_sys::Window {
    web_sys::window().unwrap_throw()
}

/// The page's document.
fn document() -> web_sys::Document {
    window().document().unwrap_throw()
}
