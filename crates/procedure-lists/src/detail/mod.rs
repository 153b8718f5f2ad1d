//! The detail of a procedure, as a clerk saves it from dichvucong.gov.vn as a Word document: headings, and what stands below them.

mod amounts;
mod label;
mod read;
mod sections;
mod table;

pub(crate) use read::{DetailRead, read};
pub(crate) use sections::{Section, of as sections};
