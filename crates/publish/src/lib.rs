//! Turns a site folder and a built app into a folder that any static host can serve.
//!
//! Every page becomes a file that contains its text. Next to the pages are the documents that the app fetches, the feeds, the
//! sitemap, and the files that configure the common hosts. A file that has not changed since the last build is not written again.
//!
//! [`build()`] reads the site (`SiteSource`), plans its pages and documents (`Plan`), and
//! writes them into a folder that replaces the old one at the end (`Staging`). [`check()`] reads and plans in the
//! same way and reports what it finds.

mod archive;
mod article_files;
mod article_review;
mod build;
mod check;
mod check_report;
pub mod clean;
mod compress;
mod csp;
mod error;
mod feeds;
mod field_names;
mod file_version;
pub mod files;
pub mod finding;
mod finding_group;
mod frames;
mod hash;
mod head;
mod hosts;
mod html_addresses;
mod inputs;
mod lines;
mod manifest;
mod official_feeds;
mod offline;
mod options;
mod output;
mod page;
mod partner_files;
mod parts;
mod paths;
mod personal_data;
mod pictures;
mod plain;
mod plan;
mod portable;
mod preloaded;
mod privacy;
mod program;
mod reading;
mod recordings;
mod redirects;
mod registers;
mod registers_review;
mod search;
mod search_review;
mod shape;
mod similar_files;
mod site_source;
mod sitemap;
mod source_file;
mod style;
mod template;
mod walk;
mod word_import;
mod word_pictures;

pub use build::{Report, build};
pub use check::{Checked, check};
pub use clean::{Shown, clean};
pub use error::{Holder, OutputProblem, PublishError};
pub use finding::{Finding, FindingKind, Place, Severity};
pub use finding_group::FindingGroup;
pub use options::Options;
pub use output::Changes;
pub use plain::{PlainOptions, build_plain};
pub use word_import::{DocumentError, ImportedDocument, import_document, is_document};
