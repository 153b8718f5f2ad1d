//! The widget for partner sites: a commune's figures on anyone's page.
//!
//! A partner's page holds a frame (an `iframe`), by itself or made by the loader `embed.v1.js`. The publisher writes the
//! frame's page, figures and all ([`page`]); the program behind it (feature `live`) keeps them current. What both draw is
//! what the portal draws: [`trangxa_parts`].

mod frame;
#[cfg(feature = "live")]
pub mod live;
pub mod page;
mod part;

pub use frame::{Document, Frame};
pub use part::{Content, Part};
