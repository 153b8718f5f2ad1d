//! What only the portal needs of the browser; the rest is in `trangxa_browser`. In `src`, nothing outside this folder uses
//! `web_sys`. The publisher compiles [`native.rs`](../native.rs) in its place.

pub mod action;
pub mod download;
pub mod events;
pub mod html;
pub mod navigation;
pub mod once;
pub mod page;
pub mod share;
pub mod text;
