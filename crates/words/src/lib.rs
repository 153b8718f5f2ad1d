//! The sentences that readers see, in Vietnamese and, where the widget needs it, in English.
//!
//! This folder is for proof-reading. A file holds one subject, and its first lines say where its texts appear.
//!
//! Headings, buttons and labels that never change stay in the views below `src/components` and `src/pages`, in quotation marks between
//! the tags: the skip link, the footer, the headings of the site map, the words in an article's byline, the buttons that share and
//! save. Leptos writes a marker after a text that is not literally in a view, so moving them here would change every page.
//!
//! # For an editor
//!
//! * Texts stand in quotation marks: `"Tỉ lệ trễ hạn"`. Change what is between the marks; leave the marks and the rest.
//! * `{…}` is replaced by a value, such as a number or a date. A sentence may move it, but must keep it.
//! * In `say!(language, "…", "…")` and `language.pick("…", "…")` the first text is Vietnamese and the second says the same in English.
//!   Change both.
//! * Tests repeat some sentences below the line `mod tests`. A changed sentence is changed there too.
//!
//! # For a programmer
//!
//! A function is named after the sentence that it returns. It takes values of [`trangxa_model`] and decides which sentence applies;
//! markup is made elsewhere. Sentences that both the portal and the widget show take a [`Language`]; others are Vietnamese.
//! Messages to the clerks who run `trangxa` are not here: they are English and stay with the code that finds the problem.

pub mod alerts;
pub mod announcements;
pub mod archive;
pub mod article;
pub mod calendar;
pub mod calendar_csv;
pub mod charts;
pub mod contradictions;
pub mod counts;
pub mod csv;
pub mod dashboard;
pub mod dates;
pub mod documents_csv;
pub mod embed_page;
pub mod figures;
mod language;
pub mod listening;
pub mod lists;
pub mod numbers;
pub mod office;
pub mod official;
pub mod offline;
pub mod people;
pub mod people_csv;
pub mod periods;
#[cfg(not(target_family = "wasm"))]
pub mod privacy;
pub mod procedures;
pub mod procedures_csv;
pub mod reading;
pub mod search;
pub mod site;
pub mod status;
#[cfg(test)]
mod testing;
pub mod visits;
pub mod widget;

pub use language::Language;
