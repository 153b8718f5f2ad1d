//! The portal: a Leptos app that the publisher renders into HTML files and the browser hydrates.
//!
//! # For a Leptos developer who arrives here
//!
//! **Two engines draw the portal.**
//!
//! | what | engine | where |
//! |---|---|---|
//! | shell, navigation, lists, articles and other reading pages | Leptos | [`app`], `components/`, `pages/` |
//! | the few controls that hold state: the dashboard's period picker and tools, the form of the page "Nhúng" | Leptos | `pages/tthc/{picker,tools}.rs`, `pages/embed/form.rs` |
//! | tables, charts, the TTHC card, counters, snippets | text | `draw!` of [`trangxa_markup`], within a `components/text_island.rs` |
//! | the widget on other sites | text, without Leptos | `crates/embed` |
//!
//! The README of [`trangxa_markup`] says what each costs and which to use for something new. What portal and widget have in
//! common is in [`trangxa_views`].
//!
//! **What you will not find, and why.**
//!
//! - `leptos_router`: [`route::Route`] describes all addresses, also for the publisher. What is left of a router is in
//!   `browser/navigation.rs`: the history, the focus, the scroll position and clicks on links.
//! - `leptos_meta`: the publisher writes the `<head>`; the browser only sets the title when it navigates.
//! - `Resource`, `Suspense`, server functions: there is no server. A view asks the store for a document and matches on its state
//!   ([`data::Load`]); the document is fetched and renewed outside of the views.
//!
//! **What is unusual in views.** They end in `.erase()`, and event handlers are made by `on_click` and `on_input`: each type of view
//! and of handler is code in the wasm, and these share it (see the README of [`trangxa_markup`]).
//!
//! **Where state lives.** [`data::Store`] holds every document that the site has shown (each a [`data::LiveDocument`], which is a signal)
//! and the few signals that concern the whole page: the reader's clock, the notice, whether renewal is paused, the options of
//! the dashboard. The app provides it as a context, and `Store::of_page()` returns it. State of a single control is a local
//! signal. Everything else is computed when it is drawn.
//!
//! **How a page is prerendered and hydrated.** The publisher fills a store from a [`data::Snapshot`], renders the app
//! ([`app::render`], feature `ssr`), and writes the markup and the snapshot into the file. In the browser, `start.rs` (feature
//! `hydrate`) fills a store from the same snapshot and hydrates the markup, provided that both carry the same [`BUILD`]. So both
//! sides must render the same: what depends on the clock, on the browser or on chance begins with the publisher's value and
//! changes in an `Effect`. Otherwise, or on a host without prerendered pages, the app fetches its documents and mounts.
//! After that the program renews the documents while they are shown.
//!
//! **Two builds.** Event handlers and effects are compiled in both. What they call of the browser is in `browser/`, and the
//! publisher compiles `browser/native.rs` in its place, so components need no `cfg`, with two exceptions that write HTML
//! differently on the two sides: `components/text_island.rs` and `components/rich_text.rs`.

#[cfg(not(any(erase_components, doc)))]
compile_error!(
    "--cfg erase_components is missing. .cargo/config.toml sets it, but RUSTFLAGS in the environment, or flags for this \
     target in another configuration of cargo, replace what stands there. Unset RUSTFLAGS, or add `--cfg erase_components` \
     to it: publisher and browser must agree about the markers in the pages."
);

pub mod app;
#[cfg_attr(not(feature = "hydrate"), path = "browser/native.rs")]
mod browser;
mod components;
pub mod data;
mod pages;
pub mod parts;
#[cfg(feature = "hydrate")]
pub mod start;

pub use trangxa_model::route;

/// The name of the build: a hash of the sources that decide what markup is written. A page and a program whose names differ
/// are not joined, because hydration requires exactly the markup that its own components would write.
pub const BUILD: &str = concat!("trangxa-build-", env!("TRANGXA_BUILD"));
