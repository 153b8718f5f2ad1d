//! Merges the figures of administrative procedures (TTHC) that a one-stop system exports into `data/tthc.json` of a site.
//!
//! A clerk exports a CSV file or a workbook; its columns are recognised by their Vietnamese names, its months by a title, a
//! column or the file's name. A cell that cannot be read is reported with its address, and the number on the site stays. A
//! column or month that may mean two things is reported and not used. Nothing is deleted from the site's figures.
//!
//! Files, sheets and cells are those of `trangxa-sheets`. From the bottom up, the modules are: numbers and periods (`number`, `period`), names of
//! places and figures for sentences (`shown`), names of columns (`role`, `column_names`, `mapping`), the header (`column`, `header`), rows
//! (`rows`) and the site's document (`merge`, `document_text`). `import` joins them.

mod column;
mod column_names;
mod conflicts;
mod document_text;
mod error;
mod evidence;
mod header;
mod import;
mod mapping;
mod merge;
mod number;
mod numbering;
mod numbers;
mod numeric;
mod office;
mod options;
mod period;
mod report;
mod role;
mod rows;
mod shown;
mod subject;
mod table_period;

pub use error::FiguresError;
pub use import::import_figures;
pub use options::Options;
pub use report::{FileReport, Report, TableReport};
