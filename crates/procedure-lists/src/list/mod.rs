//! Lists of procedures: the header, which names the columns, and the rows.

mod group;
mod header;
mod role;
mod rows;

pub(crate) use header::{Column, Header, find, known};
pub(crate) use role::{NAMES, Role};
pub(crate) use rows::{ListRows, read};
