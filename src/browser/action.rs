//! Reading what a reader does on text islands.

pub(crate) use trangxa_markup::requested;
