//! Merges the administrative procedures (thủ tục hành chính) that the national base exports into `data/procedures.json` of a site.
//!
//! A clerk exports the list of procedures (XLSX, CSV, or a table in a Word document) or saves the detail of one as a Word document. What
//! the files say of a procedure is brought together by its code. What cannot be read is reported with its place and left out, and nothing
//! that a clerk wrote on the site is lost.
//!
//! From the bottom up, the modules are: codes, levels, decisions and names (`code`, `level`, `decision`, `names`), what a file says of a
//! procedure (`found`), lists (`list`) and details (`detail`), what all files say (`gather`), and the site's document (`memory`, `kept`,
//! `merge`, `document_text`). `import` joins them.

mod code;
mod decision;
mod detail;
mod document_text;
mod error;
mod found;
mod gather;
mod import;
mod kept;
mod level;
mod list;
mod mapping;
mod memory;
mod merge;
mod names;
mod options;
mod report;
mod shown;

pub use error::ProceduresError;
pub use import::import_procedures;
pub use options::Options;
pub use report::{Outcome, Report};
