//! Merges registers of official documents (sổ văn bản, danh mục văn bản) into `data/documents.json` of a site.
//!
//! A clerk has her register as a workbook, a CSV file or a table in a Word document, or the RSS of her old site's module of laws (NukeViet). What
//! they say of a document is brought together by its number and the year of issue. A row with anything in it that is not certain is named and left
//! out as a whole: a document whose end cannot be read would be shown as in force. Nothing that a clerk wrote on the site is lost.
//!
//! From the bottom up, the modules are: texts of cells (`cells`), what a file says of a document (`found`), tables (`role`, `rows`), feeds (`feed`),
//! what all files say (`gather`), and the site's document (`merge`, `text`). `import` joins them. What other imports of lists do alike is in
//! `trangxa-list-imports`.

mod cells;
mod feed;
mod found;
mod gather;
mod import;
mod merge;
mod options;
mod report;
mod role;
mod rows;
mod text;

pub use import::import_documents;
pub use options::Options;
pub use report::Report;
pub use trangxa_list_imports::ImportError;
pub use trangxa_list_imports::report::Outcome;
