//! What the tests of several crates share: a temporary [`SiteFolder`], the static host of this project as [`WebServer`], and
//! a [`ScriptedServer`] whose every answer a test decides; Word documents ([`docx`]) and [`pictures`]; an [`archive()`] of articles.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails where its preparation fails")]

mod app;
mod archive;
mod dates;
pub mod docx;
mod pdf;
pub mod pictures;
mod scripted;
mod site;
mod web;
mod word;
mod workbook;

pub use archive::{ARCHIVE_GROUPS, ArchiveText, Chance, archive};
pub use dates::DATES;
pub use pdf::{PdfWord, pdf_of_contents, pdf_of_objects, pdf_of_pages};
pub use scripted::{Reply, ScriptedServer, SentRequest};
pub use site::SiteFolder;
pub use web::WebServer;
pub use word::word_table;
pub use workbook::{raw_book, sheet_data};

/// A JSON Feed with these items.
#[must_use]
pub fn feed_of(items: &serde_json::Value) -> String {
    serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin xã", "items": items }).to_string()
}
