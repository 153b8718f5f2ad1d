//! Merges the administrative procedures (thủ tục hành chính) that the national base exports into `data/procedures.json` of a site.
//!
//! A clerk exports the list of procedures (XLSX, CSV, or a table in a Word document) or saves the detail of one as a Word document. What
//! the files say of a procedure is brought together by its code. What cannot be read is reported with its place and left out, and nothing
//! that a clerk wrote on the site is lost.
//!
//! From the bottom up, the modules are: codes, levels, decisions and names (`code`, `level`, `decision`, `names`), what a file says of a
//! procedure (`found`), lists (`list`) and details (`detail`), what all files say (`gather`), and the site's document (`merge`,
//! `text`). `import` joins them. What other imports of lists do alike is in `trangxa-list-imports`.

mod code;
mod decision;
mod detail;
mod found;
mod gather;
mod import;
mod level;
mod list;
mod merge;
mod names;
mod options;
mod report;
mod shown;
mod text;

pub use import::import_procedures;
pub use options::Options;
pub use report::Report;
pub use trangxa_list_imports::ImportError;
pub use trangxa_list_imports::report::Outcome;
