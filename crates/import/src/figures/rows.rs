//! Rows of a table into figures: which months and which field they are about, and what stands in each cell.

use super::fold;
use super::header::{Column, Header, Role};
use super::number;
use super::table::{Cell, Sheet, address};
use super::when;
use std::collections::{HashMap, HashSet};
use trangxa_model::YearMonth;
use trangxa_model::tthc::{Count, Span};

/// A number for the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// hồ sơ
    Count(u64),
    /// %
    Percent(f64),
}

/// What one row says.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// From 0.
    pub row: usize,
    pub span: Span,
    /// `None`: the period's total.
    pub field: Option<String>,
    pub counts: Vec<(Count, u64)>,
    /// By member of `stated`; only where the row is a total.
    pub stated: Vec<(&'static str, Figure)>,
}

/// What a table says.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub records: Vec<Record>,
    /// Periods for which there are fields and no total, each with the counts that were read in every row.
    pub sums: Vec<(Span, Vec<Count>)>,
    /// Cells and rows whose numbers were not taken, in words that begin with the cell.
    pub unreadable: Vec<String>,
    pub notes: Vec<String>,
}

/// What is known about a table beside its cells.
pub(crate) struct Context<'a> {
    pub sheet: &'a Sheet,
    pub header: &'a Header,
    /// The months that the whole table is about.
    pub span: Option<Span>,
    /// They were named by the clerk.
    pub is_named: bool,
    /// Names of the unit, as [`fold::words`]; the first that is among the rows is taken.
    pub units: &'a [String],
    /// One of them was named by the clerk.
    pub is_unit_named: bool,
}

/// Why nothing of a table can be taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowsError {
    #[error(
        "{column} names single procedures, and the site's figures are by field (lĩnh vực); export the report by field"
    )]
    Procedures { column: String },
    #[error("{column} names several offices ({}); say which one is yours with --unit", .names.join(", "))]
    Units { column: String, names: Vec<String> },
    #[error("{column} has no \"{name}\"; it has {}", .names.join(", "))]
    NoUnit { column: String, name: String, names: Vec<String> },
}

/// Reads the rows below a header.
pub(crate) fn read(context: &Context<'_>) -> Result<Rows, RowsError> {
    let Context { sheet, header, .. } = context;
    let first = header.rows.1 + 1;
    let mut rows = Rows::default();
    if let Some(column) = header.column(Role::Procedure)
        && (first..sheet.height()).any(|row| is_name(sheet.cell(row, column.index)) && numbers(context, row) > 0)
    {
        return Err(RowsError::Procedures { column: column.shown() });
    }
    let unit = unit(context, first, &mut rows)?;
    let last = (first..sheet.height()).rev().find(|row| numbers(context, *row) > 0);
    let ordinal = header.column(Role::Ordinal).map(|column| column.index);
    let ordinal = |row: usize| ordinal.map(|column| sheet.cell(row, column).shown());
    let has_numbered = (first..sheet.height()).filter_map(ordinal).any(|text| text.parse::<u32>().is_ok());
    let (mut is_begun, mut is_signed) = (false, false);
    // Counts with an unreadable cell: no sum may be made of them.
    let mut torn: HashSet<(Span, Count)> = HashSet::new();
    for row in first..sheet.height() {
        let cells = sheet.row(row);
        if cells.iter().all(Cell::is_empty) {
            is_signed |= last.is_some_and(|last| row > last);
            continue;
        }
        let is_numbering = !is_begun && is_numbering(cells);
        if is_numbering || is_header_again(context, row) {
            continue;
        }
        if let Some((column, name)) = &unit
            && fold::words(&sheet.seen_below(row, *column).shown()) != *name
        {
            continue;
        }
        if numbers(context, row) == 0 {
            is_signed |= last.is_some_and(|last| row > last) && is_signature(cells);
            if is_signed {
                continue;
            }
            // Sections, and what was not published.
            if figures(header).all(|column| nothing(sheet.cell(row, column.index))) {
                // A total that was not published is still a row of totals: no sum may stand in for it.
                if header.column(Role::Field).is_some()
                    && field(context, row) == Ok(None)
                    && let Ok(span) = span(context, row)
                {
                    let (counts, stated) = (Vec::new(), Vec::new());
                    rows.records.push(Record { row, span, field: None, counts, stated });
                }
                continue;
            }
        }
        is_begun = true;
        if has_numbered && ordinal(row).is_some_and(|text| is_section(&text)) {
            let name = header.column(Role::Field).map(|column| sheet.cell(row, column.index).shown());
            let name = name.unwrap_or_default();
            rows.notes.push(format!("row {}: \"{name}\" is the sum of a section; passed over", row + 1));
            continue;
        }
        let span = match span(context, row) {
            Ok(span) => span,
            Err(Unplaced::Passed(note)) => {
                rows.notes.push(note);
                continue;
            }
            Err(Unplaced::Unreadable(problem)) => {
                rows.unreadable.push(problem);
                continue;
            }
        };
        let field = match field(context, row) {
            Ok(field) => field,
            Err(problem) => {
                rows.unreadable.push(problem);
                continue;
            }
        };
        let record = record(context, row, span, field, &mut rows, &mut torn);
        rows.records.push(record);
    }
    split_or_not(context, &mut rows);
    consider(context, &mut rows);
    sums(context, &mut rows, &torn);
    Ok(rows)
}

fn figures(header: &Header) -> impl Iterator<Item = &Column> {
    header.columns.iter().filter(|column| {
        matches!(
            column.role,
            Role::Count(_)
                | Role::ReceivedPart
                | Role::Intake
                | Role::Completed
                | Role::CompletionRate
                | Role::LateRate
        )
    })
}

/// How many numbers a row has for the site.
fn numbers(context: &Context<'_>, row: usize) -> usize {
    let is_number = |column: &&Column| {
        let cell = context.sheet.cell(row, column.index);
        match column.role {
            Role::CompletionRate | Role::LateRate => matches!(number::percent(cell, column.in_percent), Ok(Some(_))),
            _ => matches!(number::count(cell), Ok(Some(_))),
        }
    };
    figures(context.header).filter(is_number).count()
}

fn nothing(cell: &Cell) -> bool {
    number::count(cell) == Ok(None)
}

fn is_name(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic))
}

/// `(1) (2) (3)=(4)+(5)`, `A B 1 2 3 4`: what stands under the header of a form.
fn is_numbering(cells: &[Cell]) -> bool {
    let texts: Vec<String> = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    let is_letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_formula = |text: &str| {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || b"()[]=+-:; ".contains(&byte))
    };
    if !texts.iter().all(|text| is_letter(text) || is_formula(text)) {
        return false;
    }
    if texts.iter().any(|text| text.starts_with('(')) {
        return true;
    }
    let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    numbers.len() >= 4
        && numbers[0] <= 3
        && numbers.len() + texts.iter().filter(|text| is_letter(text)).count() == texts.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The header once more, as long tables repeat it on each page.
fn is_header_again(context: &Context<'_>, row: usize) -> bool {
    let mut any = false;
    for column in figures(context.header) {
        let words = match context.sheet.seen(row, column.index) {
            Cell::Empty => continue,
            Cell::Text(text) => fold::words(text),
            _ => return false,
        };
        if !column.name.split(" / ").any(|part| fold::words(part) == words) {
            return false;
        }
        any = true;
    }
    any
}

/// Who made the table, when, and who signs it.
fn is_signature(cells: &[Cell]) -> bool {
    const WORDS: [&str; 13] = [
        "nguoi lap",
        "lap bieu",
        "thu truong",
        "chu tich",
        "truong",
        "can bo",
        "cong chuc",
        "ky ten",
        "ky ghi ro",
        "uy ban",
        "noi nhan",
        "ghi chu",
        "ngay",
    ];
    cells.iter().any(|cell| {
        let words = format!(" {} ", fold::words(&cell.shown()));
        WORDS.iter().any(|word| words.contains(&format!(" {word} ")))
    })
}

fn is_section(ordinal: &str) -> bool {
    let text = ordinal.trim_end_matches(['.', ')']);
    !text.is_empty() && (text.bytes().all(|byte| b"IVX".contains(&byte)) || matches!(text.as_bytes(), [b'A'..=b'Z']))
}

/// "Tổng cộng", "Cộng", "Toàn xã": the period's total, whatever column it stands in.
fn is_total(text: &str) -> bool {
    let words = fold::words(text);
    matches!(words.as_str(), "tong" | "cong" | "tong chung" | "toan xa" | "toan phuong" | "tat ca" | "tat ca linh vuc")
        || words.starts_with("tong cong")
        || words.starts_with("tong so")
}

/// The column of offices, and the one that is ours, where there are several.
fn unit(context: &Context<'_>, first: usize, rows: &mut Rows) -> Result<Option<(usize, String)>, RowsError> {
    let Some(column) = context.header.column(Role::Unit) else { return Ok(None) };
    let mut names: Vec<String> = Vec::new();
    for row in first..context.sheet.height() {
        let name = context.sheet.seen_below(row, column.index);
        let name = if is_name(name) && numbers(context, row) > 0 { name.shown() } else { continue };
        if !is_total(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    let known: Vec<String> = names.iter().map(|name| fold::words(name)).collect();
    // The clerk's word alone, where there is one.
    let wanted = &context.units[..if context.is_unit_named { 1 } else { context.units.len() }];
    if let Some(ours) = wanted.iter().find(|unit| known.contains(unit)) {
        if names.len() > 1 {
            rows.notes.push(format!("{}: {} other offices were passed over", column.shown(), names.len() - 1));
        }
        return Ok(Some((column.index, ours.clone())));
    }
    // A message should not be as long as the table.
    let more = names.len().saturating_sub(20);
    let count = names.len();
    names.truncate(20);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    match context.units.first() {
        Some(name) if context.is_unit_named && count > 0 => {
            Err(RowsError::NoUnit { column: column.shown(), name: name.clone(), names })
        }
        _ if count > 1 => Err(RowsError::Units { column: column.shown(), names }),
        _ => {
            rows.notes.extend(names.first().map(|name| format!("{}: every row is of \"{name}\"", column.shown())));
            Ok(None)
        }
    }
}

/// Why a row's months are not known.
enum Unplaced {
    Unreadable(String),
    Passed(String),
}

/// The months that a row is about.
fn span(context: &Context<'_>, row: usize) -> Result<Span, Unplaced> {
    let header = context.header;
    let cell = |role: Role| {
        header
            .column(role)
            .map(|column| (column, context.sheet.seen_below(row, column.index)))
            .filter(|(_, cell)| !cell.is_empty())
    };
    let unreadable = |column: &Column, cell: &Cell, what: &str| {
        Unplaced::Unreadable(format!(
            "{} (\"{}\"): {what}; the row was not taken",
            address(row, column.index),
            cell.shown()
        ))
    };
    let named = [Role::From, Role::To, Role::Month, Role::Quarter, Role::Year];
    let mut whole = named.iter().filter_map(|role| cell(*role));
    if let Some((column, text)) = whole.find(|(_, cell)| is_name(cell) && is_total(&cell.shown())) {
        return context.span.ok_or_else(|| {
            Unplaced::Passed(format!(
                "{} (\"{}\"): a total of months that are not named; passed over",
                address(row, column.index),
                text.shown()
            ))
        });
    }
    let year = match cell(Role::Year) {
        Some((column, cell)) => {
            Some(year(cell).ok_or_else(|| unreadable(column, cell, "expected a year such as 2023"))?)
        }
        None => context.span.and_then(year_of),
    };
    let own = if let Some((column, from)) = cell(Role::From) {
        let what = "expected a month such as 2023-11 or 11/2023, or its first day";
        let first = edge(from, year, column.is_day, false).ok_or_else(|| unreadable(column, from, what))?;
        let last = match cell(Role::To) {
            Some((column, to)) => {
                let what = "expected a month such as 2023-11 or 11/2023, or its last day";
                edge(to, year, column.is_day, true).ok_or_else(|| unreadable(column, to, what))?
            }
            None => first,
        };
        let order = || unreadable(column, from, "the period ends before it begins");
        Some(Span::new(first, last).ok_or_else(order)?)
    } else if let Some((column, cell)) = cell(Role::To) {
        return Err(unreadable(column, cell, "where a period ends is no use without where it begins"));
    } else if let Some((column, cell)) = cell(Role::Month) {
        let what = "expected a month such as 11/2023";
        Some(in_cell(cell, year).ok_or_else(|| unreadable(column, cell, what))?)
    } else if let Some((column, cell)) = cell(Role::Quarter) {
        let what = "expected a quarter such as Quý III/2023";
        Some(quarter(cell, year).ok_or_else(|| unreadable(column, cell, what))?)
    } else if cell(Role::Year).is_some() {
        year.and_then(|year| when::months(year, 1, 12))
    } else {
        None
    };
    match (own, context.span) {
        (Some(own), Some(named)) if context.is_named && !named.contains(own) => Err(Unplaced::Unreadable(format!(
            "row {}: is about {}, which is not in --period {}; the row was not taken",
            row + 1,
            own.address(),
            named.address()
        ))),
        (Some(own), _) => Ok(own),
        (None, Some(span)) => Ok(span),
        (None, None) => {
            let column = named.iter().find_map(|role| header.column(*role)).map_or(0, |column| column.index);
            let place = address(row, column);
            Err(Unplaced::Unreadable(format!("{place}: names no month; the row was not taken")))
        }
    }
}

/// The year of a span that lies in one.
fn year_of(span: Span) -> Option<u16> {
    (span.from().year() == span.to().year()).then(|| span.to().year())
}

fn year(cell: &Cell) -> Option<u16> {
    match cell {
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1900.0..=2999.0).contains(value) => {
            Some(*value as u16)
        }
        Cell::Text(text) => {
            let words = fold::words(text);
            let digits = words.strip_prefix("nam ").unwrap_or(&words);
            digits.parse().ok().filter(|year| (1900..=2999).contains(year))
        }
        _ => None,
    }
}

/// The month in which a period begins or ends.
fn edge(cell: &Cell, year: Option<u16>, is_day: bool, is_last: bool) -> Option<YearMonth> {
    let of_day = |year, month, day: u8| {
        let month = YearMonth::new(year, month)?;
        let is_edge = if is_last {
            // A month that was typed as `11/2023` is its first day to Excel.
            day == when::last_day(month) || day == 1 && !is_day
        } else {
            day == 1
        };
        is_edge.then_some(month)
    };
    match cell {
        Cell::Date { year, month, day } => of_day(*year, *month, *day),
        Cell::Text(text) => match when::day_in_cell(text) {
            Some((year, month, day)) => of_day(year, month, day),
            None => {
                let span = in_cell(cell, year)?;
                (span.from() == span.to()).then(|| span.to())
            }
        },
        _ => in_cell(cell, year).filter(|span| span.from() == span.to()).map(Span::to),
    }
}

/// A period in a cell of a column of months.
fn in_cell(cell: &Cell, year: Option<u16>) -> Option<Span> {
    let month = |number: u16| YearMonth::new(year?, u8::try_from(number).ok()?).map(Span::month);
    match cell {
        Cell::Date { year, month, day } => {
            let month = YearMonth::new(*year, *month)?;
            (*day == 1 || *day == when::last_day(month)).then(|| Span::month(month))
        }
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1.0..=12.0).contains(value) => {
            month(*value as u16)
        }
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1900.0..=2999.0).contains(value) => {
            when::months(*value as u16, 1, 12)
        }
        Cell::Text(text) => when::in_cell(text).or_else(|| {
            let words = fold::words(text);
            let words = words.strip_prefix("thang ").unwrap_or(&words);
            let words = words.strip_prefix('t').unwrap_or(words);
            month(words.parse().ok()?)
        }),
        _ => None,
    }
}

fn quarter(cell: &Cell, year: Option<u16>) -> Option<Span> {
    let text = cell.shown();
    when::in_cell(&text).or_else(|| {
        let words = fold::words(&text);
        let words = words.strip_prefix("quy ").unwrap_or(&words);
        when::quarter_of(year?, when::roman(words).or_else(|| words.parse().ok())?)
    })
}

/// The field that a row is about; `None` for the period's total.
fn field(context: &Context<'_>, row: usize) -> Result<Option<String>, String> {
    let Some(column) = context.header.column(Role::Field) else { return Ok(None) };
    let name = name(&context.sheet.seen_below(row, column.index).shown());
    if !name.is_empty() {
        return Ok((!is_total(&name)).then_some(name));
    }
    // "Tổng cộng" often stands in the column of ordinal numbers, merged over the names.
    let before = context.header.columns.iter().filter(|other| other.index < column.index);
    let is_total = before.into_iter().any(|other| is_total(&context.sheet.cell(row, other.index).shown()));
    let has_months =
        [Role::From, Role::Month, Role::Quarter, Role::Year].iter().any(|role| context.header.column(*role).is_some());
    if is_total || has_months {
        return Ok(None);
    }
    Err(format!("{}: has no name of a field; the row was not taken", address(row, column.index)))
}

/// A field's name as it is kept.
fn name(text: &str) -> String {
    // What the site's own CSV puts before names that a spreadsheet would run.
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'', ' ']) => rest.trim_start(),
        _ => text,
    };
    // "1. Hộ tịch"
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')']).map(str::trim_start);
    match rest {
        Some(rest) if digits > 0 && rest.starts_with(char::is_alphabetic) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

fn record(
    context: &Context<'_>,
    row: usize,
    span: Span,
    field: Option<String>,
    rows: &mut Rows,
    torn: &mut HashSet<(Span, Count)>,
) -> Record {
    let mut record = Record { row, span, field, counts: Vec::new(), stated: Vec::new() };
    let (mut parts, mut is_whole, mut intake) = (Vec::new(), true, None);
    let mut fail = |column: &Column, what: &str| {
        let cell = context.sheet.cell(row, column.index);
        rows.unreadable.push(format!(
            "{} (\"{}\"): is no {what} ({}); that number was left as it was",
            address(row, column.index),
            cell.shown(),
            column.name
        ));
    };
    for column in figures(context.header) {
        let cell = context.sheet.cell(row, column.index);
        if let Role::CompletionRate | Role::LateRate = column.role {
            let key = if column.role == Role::LateRate { "late_rate" } else { "completion_rate" };
            match number::percent(cell, column.in_percent) {
                Ok(Some(value)) if record.field.is_none() => record.stated.push((key, Figure::Percent(value))),
                Ok(_) => {}
                Err(number::Unreadable) => fail(column, "percentage from 0 to 100"),
            }
            continue;
        }
        let count = match number::count(cell) {
            Ok(count) => count,
            Err(number::Unreadable) => {
                fail(column, "count");
                let count = if let Role::Count(count) = column.role { count } else { Count::Received };
                torn.insert((span, count));
                is_whole &= column.role != Role::ReceivedPart;
                continue;
            }
        };
        match (column.role, count) {
            (Role::Count(key), Some(count)) => record.counts.push((key, count)),
            (Role::ReceivedPart, count) => {
                is_whole &= count.is_some();
                parts.extend(count);
            }
            (Role::Intake, count) => intake = count,
            (Role::Completed, Some(count)) => record.stated.push(("completed", Figure::Count(count))),
            _ => {}
        }
    }
    let count = |record: &Record, key| record.counts.iter().find(|(known, _)| *known == key).map(|(_, count)| *count);
    if count(&record, Count::Received).is_none() {
        let sum = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part));
        let sum = sum.filter(|_| is_whole && !parts.is_empty());
        let rest = intake.zip(count(&record, Count::CarriedOver)).map(|(all, carried)| all.checked_sub(carried));
        match (sum, rest) {
            (Some(sum), Some(Some(rest))) if sum != rest => rows.unreadable.push(format!(
                "row {}: what came in is {sum} by its parts and {rest} by its total; neither was taken",
                row + 1
            )),
            (_, Some(None)) => rows.unreadable.push(format!(
                "row {}: the total of what came in is less than what the period before left; neither was taken",
                row + 1
            )),
            (sum, rest) => record.counts.extend(sum.or(rest.flatten()).map(|received| (Count::Received, received))),
        }
    }
    record
}

/// "Đúng hạn" without "Trước hạn" may be both together; where the sums prove it, that is what it is.
fn split_or_not(context: &Context<'_>, rows: &mut Rows) {
    let has = |key| context.header.column(Role::Count(key)).is_some();
    let Some(column) = context.header.column(Role::Count(Count::OnTime)) else { return };
    if has(Count::Early) || has(Count::InTime) {
        return;
    }
    let (mut proofs, mut is_refuted) = (0, false);
    for record in &rows.records {
        let count = |key| record.counts.iter().find(|(known, _)| *known == key).map(|(_, count)| *count);
        let stated = record.stated.iter().find_map(|stated| match stated {
            ("completed", Figure::Count(count)) => Some(*count),
            _ => None,
        });
        if let (Some(on_time), Some(late), Some(completed)) = (count(Count::OnTime), count(Count::Late), stated) {
            is_refuted |= on_time.checked_add(late) != Some(completed);
            proofs += 1;
        }
    }
    if proofs > 0 && !is_refuted {
        let counts = rows.records.iter_mut().flat_map(|record| &mut record.counts);
        counts.filter(|(key, _)| *key == Count::OnTime).for_each(|count| count.0 = Count::InTime);
        rows.notes.push(format!(
            "{}: with what was late it makes all that was completed in every row, so it holds what was early too: in_time",
            column.shown()
        ));
    } else {
        rows.notes.push(format!(
            "{}: nothing says how many were early. If it holds them too, name it \"in_time\" in a mapping file (--map)",
            column.shown()
        ));
    }
}

/// Notes where a row contradicts itself, and where a number has no place.
fn consider(context: &Context<'_>, rows: &mut Rows) {
    let mut unplaced = 0;
    for record in &mut rows.records {
        let count = |key| record.counts.iter().find(|(known, _)| *known == key).map(|(_, count)| *count);
        let name = record.field.as_deref().unwrap_or("total");
        let place = format!("row {} ({name})", record.row + 1);
        let parts =
            count(Count::Early).zip(count(Count::OnTime)).and_then(|(early, on_time)| early.checked_add(on_time));
        if let (Some(both), Some(parts)) = (count(Count::InTime), parts)
            && both != parts
        {
            rows.notes.push(format!("{place}: in time are {both}, and {parts} by early and on time"));
        }
        let ours = count(Count::InTime).or(parts).zip(count(Count::Late)).and_then(|(a, b)| a.checked_add(b));
        if let Some((_, Figure::Count(theirs))) = record.stated.iter().find(|(key, _)| *key == "completed") {
            match ours {
                Some(ours) if ours != *theirs => {
                    rows.notes.push(format!("{place}: completed are {theirs}, and {ours} by the counts"));
                }
                None if record.field.is_some() => unplaced += 1,
                _ => {}
            }
        }
        if record.field.is_some() {
            record.stated.clear();
        }
    }
    if let Some(column) = context.header.column(Role::Completed).filter(|_| unplaced > 0) {
        rows.notes.push(format!(
            "{}: of a field it has no place without the counts it is made of; passed over in {unplaced} rows",
            column.shown()
        ));
    }
}

fn sums(context: &Context<'_>, rows: &mut Rows, torn: &HashSet<(Span, Count)>) {
    if context.header.column(Role::Field).is_none() {
        return;
    }
    let mut keys: HashMap<Span, HashSet<Count>> = HashMap::new();
    for record in rows.records.iter().filter(|record| record.field.is_some()) {
        keys.entry(record.span).or_default().extend(record.counts.iter().map(|(key, _)| *key));
    }
    let totals: HashSet<Span> = rows.records.iter().filter(|r| r.field.is_none()).map(|r| r.span).collect();
    let mut sums: Vec<(Span, Vec<Count>)> = keys
        .into_iter()
        .filter(|(span, _)| !totals.contains(span))
        .map(|(span, keys)| (span, keys.into_iter().filter(|key| !torn.contains(&(span, *key))).collect()))
        .collect();
    sums.sort_by_key(|(span, _)| (span.from(), span.to()));
    rows.sums = sums;
}
