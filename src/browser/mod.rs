//! What only the portal needs of the browser; the rest is in `trangxa_browser`. In `src`, nothing outside this folder uses
//! `web_sys`. The publisher compiles [`native.rs`](../native.rs) in its place.

pub(crate) mod action;
mod ahead;
pub(crate) mod download;
pub(crate) mod events;
pub(crate) mod filter;
pub(crate) mod html;
pub(crate) mod idle;
mod links;
pub(crate) mod listening;
pub(crate) mod navigation;
pub(crate) mod offline;
pub(crate) mod once;
pub(crate) mod page;
pub(crate) mod part;
mod promise;
pub(crate) mod reading;
pub(crate) mod search;
pub(crate) mod share;
pub(crate) mod slices;
pub(crate) mod style;
pub(crate) mod text;
pub(crate) mod years;
