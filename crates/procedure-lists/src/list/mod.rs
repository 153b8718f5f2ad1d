//! Lists of procedures: the header, which names the columns, and the rows.

mod group;
mod role;
mod rows;

pub(crate) use role::Role;
pub(crate) use rows::{ListRows, read};
