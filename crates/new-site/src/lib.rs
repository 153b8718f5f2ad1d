//! Makes the folder of a new site: site.json, a first article, the pages "Giới thiệu" and "Liên hệ".
//!
//! The name of the unit is enough. [`Details`] are what else a page of a commune says; [`Details::ask_missing`] asks a person for what is not known yet.
//! [`create()`] writes the files. What it writes is complete: nothing in it waits to be replaced, and what is not known is not mentioned.
//! [`Made::missing`] names it, so that a person can be told.

mod answer;
mod create;
mod details;
mod documents;
mod folder;
mod template;
mod unit;

pub use answer::{Refusal, editor, email, host, name, phone, text};
pub use create::{Made, Missing, create};
pub use details::{Details, ask_folder, ask_name};
pub use folder::{CreateError, is_free};
pub use unit::folder_name;
