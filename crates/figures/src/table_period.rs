//! The period of a whole table, from the text around it.

use crate::cell::{Cell, address};
use crate::period;
use crate::sheet::Sheet;
use std::path::Path;
use trangxa_model::tthc::Span;

/// Why the period of a table is not certain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeriodError {
    #[error(
        "nothing says which months the table is about; name them with --period, such as --period 2023-11, or write \"Tháng 11/2023\" above the table"
    )]
    Missing,
    #[error(
        "{cell} (\"{text}\"): these days are not whole months, and the site's figures are by month; if a month is close enough, name it with --period"
    )]
    NotWholeMonths { cell: String, text: String },
    #[error("{cell} (\"{text}\"): this names several periods; name the right one with --period")]
    Several { cell: String, text: String },
    #[error("{place}: {span} had not begun at {updated}; correct it, or name the period with --period")]
    Future { place: String, span: String, updated: String },
    #[error("{first} and {second} name different months; name the right ones with --period")]
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
            return Err(PeriodError::Different { first: found.place, second: "the sheet's name".to_owned() });
        }
        return Ok(Some(found));
    }
    if let Some(span) = in_sheet_name {
        return Ok(Some(NamedPeriod { span, place: "the sheet's name".to_owned() }));
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok(period::in_name(&stem).map(|span| NamedPeriod { span, place: format!("the file's name (\"{stem}\")") }))
}

/// The one period that the cells above the header name.
fn in_titles(sheet: &Sheet, header: usize) -> Result<Option<NamedPeriod>, PeriodError> {
    let mut found: Option<NamedPeriod> = None;
    for row in 0..header {
        for (column, cell) in sheet.row(row).iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let cell = address(row, column);
            match period::in_title(text) {
                Ok(None) => {}
                Err(period::Doubt::NotWholeMonths) => {
                    return Err(PeriodError::NotWholeMonths { cell, text: text.clone() });
                }
                Err(period::Doubt::Several) => return Err(PeriodError::Several { cell, text: text.clone() }),
                Ok(Some(span)) => {
                    let place = format!("{cell} (\"{text}\")");
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
