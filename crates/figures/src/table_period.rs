//! The period of a whole table, from the text around it.

use crate::period;
use crate::shown;
use std::path::Path;
use trangxa_messages::figures;
use trangxa_model::Timestamp;
use trangxa_model::tthc::Span;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::sheet::Sheet;

/// Why the period of a table is not certain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeriodError {
    #[error("{}", figures::PeriodMissing)]
    Missing,
    #[error("{}", figures::PeriodNotWhole { cell })]
    NotWholeMonths { cell: String },
    #[error("{}", figures::PeriodSeveral { cell })]
    Several { cell: String },
    #[error("{}", figures::PeriodFuture { place, period: shown::period(*span), day: shown::day(*updated) })]
    Future { place: String, span: Span, updated: Timestamp },
    #[error("{}", figures::PeriodDifferent { first, second })]
    Different { first: String, second: String },
}

/// A period, and where it is named, for the report.
pub(crate) struct NamedPeriod {
    pub span: Span,
    pub place: String,
}

/// The period that a table is about. It is named, in this order of precedence, by a title above the header (whose first row
/// is `header`), by the sheet's name, or by the file's name.
pub(crate) fn of_table(path: &Path, sheet: &Sheet, header: usize) -> Result<Option<NamedPeriod>, PeriodError> {
    let name = sheet.name.as_deref().unwrap_or_default();
    let in_sheet_name = period::in_name(name);
    if let Some(found) = in_titles(sheet, header)? {
        // A year above the sheet of one month is the year of the workbook, and not the period of the sheet.
        let is_year = found.span.from().month() == 1 && found.span.to().month() == 12;
        let names_less =
            in_sheet_name.map_or_else(|| period::names_a_part_of_a_year(name), |in_name| in_name != found.span);
        if is_year && names_less {
            return Err(PeriodError::Different { first: found.place, second: figures::SheetName.to_string() });
        }
        return Ok(Some(found));
    }
    if let Some(span) = in_sheet_name {
        return Ok(Some(NamedPeriod { span, place: figures::SheetName.to_string() }));
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok(period::in_name(&stem).map(|span| NamedPeriod { span, place: figures::FileName { name: stem }.to_string() }))
}

/// The one period that the cells above the header name.
fn in_titles(sheet: &Sheet, header: usize) -> Result<Option<NamedPeriod>, PeriodError> {
    let mut found: Option<NamedPeriod> = None;
    for row in 0..header {
        for (column, cell) in sheet.row(row).iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let cell = || shown::cell(row, column, text);
            match period::in_title(text) {
                Ok(None) => {}
                Err(period::Doubt::NotWholeMonths) => return Err(PeriodError::NotWholeMonths { cell: cell() }),
                Err(period::Doubt::Several) => return Err(PeriodError::Several { cell: cell() }),
                Ok(Some(span)) => {
                    let place = cell();
                    match &found {
                        Some(first) if first.span != span => {
                            return Err(PeriodError::Different { first: first.place.clone(), second: place });
                        }
                        Some(_) => {}
                        None => found = Some(NamedPeriod { span, place }),
                    }
                }
            }
        }
    }
    Ok(found)
}
