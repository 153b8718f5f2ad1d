//! What only the portal asks of the browser; the rest is `trangxa_browser`. Nothing outside this folder names `web_sys`.

pub mod action;
pub mod download;
pub mod events;
pub mod html;
pub mod navigation;
pub mod once;
pub mod page;
pub mod share;
pub mod text;
