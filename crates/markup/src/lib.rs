#![doc = include_str!("../README.md")]

mod action;
mod markup;
#[cfg(feature = "browser")]
mod morph;

pub use action::Action;
#[cfg(feature = "browser")]
pub use action::requested;
pub use markup::{Escaped, Markup};
#[cfg(feature = "browser")]
pub use morph::{Changes, morph};
