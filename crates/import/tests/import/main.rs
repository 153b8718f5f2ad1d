//! What an import promises, one module per feature.

mod chain;
mod danang;
mod formats;
mod media;
mod merge;
mod nukeviet;
mod polite;
mod robust;
mod sources;
mod support;
