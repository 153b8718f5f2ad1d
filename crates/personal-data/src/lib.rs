//! Finds the personal data of citizens in what a commune is about to publish.
//!
//! Law 91/2025/QH15 lets a body publish personal data only with the person's consent or where a law says so, and communes publish lists: of
//! poor households, of conscripts, of who gets money. This crate reads texts and files as paragraphs and tables ([`Document`]), and
//! [`examine()`] says what of a person stands there, where, and how often. It decides nothing: whether a list may be published, a person
//! knows.
//!
//! What counts, and what does not, is written down in `README.md` beside this crate. In short: numbers that the state gives to a person count
//! wherever they stand; accounts, dates of birth, telephones and addresses count where they belong to a private person, and not where they
//! belong to a body, to somebody's office, or to the dead.
//!
//! From the bottom up, the modules are: `plain` (text without marks), `digits`, `date`, `identity` and `names` (what stands in a text),
//! `columns` (what the name of a column says), `document` and its readers `html` and `pdf`, `prose` and `table` (what counts), and `examine`.
//!
//! The crate does no I/O and reads no clock. No result holds a whole number.

mod columns;
mod date;
mod digits;
mod document;
mod examine;
mod html;
mod identity;
mod kind;
mod names;
mod office;
mod pdf;
mod plain;
mod prose;
mod table;

pub use document::Document;
pub use examine::examine;
pub use kind::{Found, Kind, Place, SHOWN, Sighting};
pub use office::Office;
pub use pdf::{PdfProblem, READER};
