//! The portal: one Leptos app, rendered into files by the publisher and brought to life in the browser.
//!
//! Built with the `ssr` feature it is a library that turns documents into HTML; with `hydrate` it is the program that
//! takes over that HTML, or builds it where there is none. Both run the same components over the same [`data::Store`].

pub mod app;
mod components;
pub mod data;
mod pages;
pub use trangxa_model::route;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
pub mod start;

/// Names the sources this build was made from. A page and a program with different names must not be joined: hydration
/// expects the very markup that its own components would write.
pub const BUILD: &str = concat!("trangxa-build-", env!("TRANGXA_BUILD"));
