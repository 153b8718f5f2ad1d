//! Reading what a reader does on text islands.

pub use trangxa_markup::requested;
