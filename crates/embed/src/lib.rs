//! The widget for partner sites: a commune's figures on anyone's page.
//!
//! What is here is pure and knows no browser: the publisher writes it into files, the page "Nhúng" shows it.

pub mod badge;
pub mod lines;
pub mod oembed;
mod summary;
#[cfg(test)]
mod testing;
mod xml;

pub use summary::sentence;

/// The loader, as it lies at `/embed.v1.js` of every site. Once released its bytes are frozen: partners' pages name their hash.
pub const LOADER: &str = include_str!("../embed.v1.js");
