//! Reads the rows of a schedule.

use crate::incoming::Span;
use crate::role::{Role, part_of_day};
use crate::week::Week;
use crate::words::{self, Said, Session};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Display;
use trangxa_list_imports::header::{self, Column, Header};
use trangxa_list_imports::mapping::Mapping;
use trangxa_list_imports::names;
use trangxa_messages::{calendar_lists as say, list_imports as lists};
use trangxa_model::calendar::When;
use trangxa_model::time::Day;
use trangxa_sheets::cell::{Cell, address};
use trangxa_sheets::fold;
use trangxa_sheets::sheet::Sheet;

/// The kind of the entries of a schedule.
const KIND: &str = "Lịch công tác";

/// What was read of a schedule.
#[derive(Debug, Default)]
pub(crate) struct ScheduleRows {
    /// Each entry as calendar.json has it, with its row, from 0.
    pub entries: Vec<(usize, Value)>,
    /// The first and the last day that have a row.
    pub span: Option<Span>,
    /// Cells because of which rows were left out, with the reason.
    pub doubts: Vec<String>,
    pub notes: Vec<String>,
}

/// A schedule while its rows are read.
struct Reader<'a> {
    sheet: &'a Sheet,
    week: Week,
    /// The day that the rows above name for those below them.
    day: Known,
    session: Option<Session>,
    /// The cells of days that were told.
    told: BTreeSet<(usize, usize)>,
    read: ScheduleRows,
}

/// The day of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// No row has named one yet.
    NotYet,
    /// Its cell was told, and the rows of this day with it.
    Told,
    Day(Day),
}

/// Reads the rows below a header.
pub(crate) fn read(sheet: &Sheet, first: &Header<Role>, mapping: Option<&Mapping<Role>>, week: Week) -> ScheduleRows {
    let read = ScheduleRows::default();
    let mut reader = Reader { sheet, week, day: Known::NotYet, session: None, told: BTreeSet::new(), read };
    for (row, header) in header::rows(sheet, first, mapping) {
        if let Err(doubt) = reader.row(row, &header) {
            reader.read.doubts.extend(doubt);
        }
    }
    reader.read
}

impl Reader<'_> {
    /// Reads a row. The error is a doubt, or none if it was told already.
    fn row(&mut self, row: usize, header: &Header<Role>) -> Result<(), Option<String>> {
        let sheet = self.sheet;
        let own = |role: Role| header.cell(sheet, row, role);
        if self.group(row, header)? {
            return Ok(());
        }
        let mut said = Said::default();
        if let Some((column, cell)) = own(Role::Day) {
            said = self.day_of(row, column, cell)?;
            self.session = said.session;
        }
        let time = match own(Role::Time) {
            Some((column, cell)) => {
                let read = time_of(row, column, cell)?;
                if read.date.is_some() || read.weekday.is_some() {
                    self.day = Known::Told;
                    let doubt = |problem: String| Some(place(row, column, cell, problem));
                    self.day = Known::Day(self.week.day(&read).map_err(doubt)?);
                    self.session = None;
                }
                read
            }
            None => Said::default(),
        };
        if let Some((column, cell)) = own(Role::Session) {
            let read = said_of(cell).filter(|read| read.date.is_none() && read.weekday.is_none());
            let read = read.ok_or_else(|| Some(place(row, column, cell, say::TimeUnreadable.to_string())))?;
            self.session = read.session;
            said.start = said.start.or(read.start);
            said.end = said.end.or(read.end);
        }
        if let Some(title) = header.text(sheet, row, Role::Content) {
            let column = header.of(Role::Content).next().unwrap_or_default();
            let session = time.session.or(self.session);
            let (start, end) = if time.start.is_some() { (time.start, time.end) } else { (said.start, said.end) };
            self.entry((row, column), header, &Written { part: None, title, start, end, session })?;
        }
        for part in Role::OF_PARTS {
            for column in header.of(part) {
                // What is wrong in one part of the day is not in the other.
                if let Err(doubt) = self.in_part((row, column), header, part, &said) {
                    self.read.doubts.extend(doubt);
                }
            }
        }
        Ok(())
    }

    /// Reads a row that has only one cell, if that is a day or a part of the day, which counts for the rows below it.
    fn group(&mut self, row: usize, header: &Header<Role>) -> Result<bool, Option<String>> {
        let mut cells = self.sheet.row(row).iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let (Some((column, cell)), None) = (cells.next(), cells.next()) else { return Ok(false) };
        let role = header.columns.iter().find(|it| it.index == column).and_then(|it| it.role);
        match said_of(cell) {
            Some(said) if said.start.is_none() && (said.date.is_some() || said.weekday.is_some()) => {
                self.session = self.day_of(row, column, cell)?.session;
                Ok(true)
            }
            Some(said) if said.start.is_none() && said.session.is_some() => {
                self.session = said.session;
                Ok(true)
            }
            // The rows below it are not those of the day before.
            None if words::begins_with_day(&cell.shown()) => {
                let is_content = role.is_some_and(|role| role == Role::Content || Role::OF_PARTS.contains(&role));
                if is_content && header.of(Role::Day).next().is_some() {
                    return Ok(false);
                }
                self.day_of(row, column, cell).map(|_| true)
            }
            _ => Ok(false),
        }
    }

    /// Reads what the column of a part of the day says.
    fn in_part(
        &mut self,
        (row, column): (usize, usize),
        header: &Header<Role>,
        part: Role,
        of_day: &Said,
    ) -> Result<(), Option<String>> {
        let sheet = self.sheet;
        let region = sheet.merged.get(&(row, column));
        let cell = sheet.shown_in_column(row, column);
        let shown = cell.shown();
        if names::is_nothing(&shown) || region.is_some_and(|(top, _)| *top != row) {
            return Ok(());
        }
        // What stands over several parts of the day is the whole day's.
        let others = Role::OF_PARTS.into_iter().flat_map(|role| header.of(role)).filter(|other| *other != column);
        let is_over = |other: usize| region.is_some() && sheet.merged.get(&(row, other)) == region;
        let session = if others.into_iter().any(is_over) { Session::Whole } else { session_of(part) };
        let doubt = |problem: String| Some(place(row, column, cell, problem));
        if said_of(cell).is_some() {
            return Err(doubt(say::NoContent.to_string()));
        }
        let time = match cell_of_part(sheet, row, header, Role::Time, part) {
            Some((column, cell)) => time_of(row, column, cell)?,
            None => Said::default(),
        };
        let leading = words::leading_time(&shown).filter(|_| time.start.is_none());
        let (own, title) = leading.unwrap_or((time, &shown));
        let (start, end) = if own.start.is_some() { (own.start, own.end) } else { (of_day.start, of_day.end) };
        let title = title.to_owned();
        self.entry((row, column), header, &Written { part: Some(part), title, start, end, session: Some(session) })
    }

    /// Adds what a row says of one thing that is done.
    fn entry(
        &mut self,
        (row, column): (usize, usize),
        header: &Header<Role>,
        written: &Written,
    ) -> Result<(), Option<String>> {
        let sheet = self.sheet;
        let Written { part, title, session, .. } = written;
        let at_title = |problem: String| Some(place(row, column, sheet.shown_in_column(row, column), problem));
        let day = match self.day {
            Known::Day(day) => day,
            Known::NotYet => return Err(at_title(say::NoDay.to_string())),
            Known::Told => return Err(None),
        };
        let (start, end) = clocks(written.start, written.end, *session).map_err(at_title)?;
        let span = self.read.span.get_or_insert(Span { first: day, last: day });
        *span = Span { first: span.first.min(day), last: span.last.max(day) };
        let when = |minute| When { day, minute: Some(minute) };
        let text = |role: Role| match part {
            Some(part) => {
                let cell = cell_of_part(sheet, row, header, role, *part);
                cell.map(|(_, cell)| cell.shown()).filter(|text| !names::is_nothing(text))
            }
            None => header.text(sheet, row, role),
        };
        let mut entry = Map::new();
        let mut set = |name: &str, value: Value| entry.insert(name.to_owned(), value);
        set("kind", json!(KIND));
        set("title", json!(title));
        set("start", json!(start.map_or(When::whole(day), when).to_string()));
        if let Some(end) = end {
            set("end", json!(when(end).to_string()));
        }
        if start.is_none()
            && let Some(part) = session.and_then(name_of)
        {
            set("text", json!(part));
        }
        if let Some(text) = text(Role::Place) {
            set("place", json!(text));
        }
        let chair = text(Role::Chair).map(|chair| format!("{chair} (chủ trì)"));
        let others = text(Role::Who).map(|text| parts(&text)).unwrap_or_default();
        let who: Vec<String> = chair.into_iter().chain(others).collect();
        if !who.is_empty() {
            set("who", json!(who));
        }
        self.read.entries.push((row, Value::Object(entry)));
        Ok(())
    }

    /// What a cell with a day says; the day counts for the rows below it, too.
    fn day_of(&mut self, row: usize, column: usize, cell: &Cell) -> Result<Said, Option<String>> {
        self.day = Known::Told;
        let found = said_of(cell).ok_or_else(|| say::DayUnreadable.to_string());
        let found = found.and_then(|said| Ok((said, self.week.day(&said)?)));
        match found {
            Ok((said, day)) => {
                self.day = Known::Day(day);
                Ok(said)
            }
            Err(problem) => {
                let top = self.sheet.merged.get(&(row, column)).copied().unwrap_or((row, column));
                let is_new = self.told.insert(top);
                Err(is_new.then(|| place(top.0, top.1, cell, say::DayLeftOut { problem }.to_string())))
            }
        }
    }
}

/// What a row says of one thing that is done.
struct Written {
    /// The column of a part of the day in which it stands.
    part: Option<Role>,
    title: String,
    start: Option<(u16, u16)>,
    end: Option<(u16, u16)>,
    session: Option<Session>,
}

/// What a cell of a column of times says.
fn time_of(row: usize, column: usize, cell: &Cell) -> Result<Said, Option<String>> {
    said_of(cell).ok_or_else(|| Some(place(row, column, cell, say::TimeUnreadable.to_string())))
}

/// The first cell with something in it among the columns with a role that stand below a part of the day ("Sáng / Thời gian"), or below none.
fn cell_of_part<'s>(
    sheet: &'s Sheet,
    row: usize,
    header: &Header<Role>,
    role: Role,
    part: Role,
) -> Option<(usize, &'s Cell)> {
    let part_of = |column: &Column<Role>| column.name.split(" / ").find_map(part_of_day);
    let (below, others): (Vec<_>, Vec<_>) = header
        .columns
        .iter()
        .filter(|column| column.role == Some(role) && part_of(column).is_none_or(|it| it == part))
        .partition(|column| part_of(column).is_some());
    let columns = if below.is_empty() { others } else { below };
    let mut cells = columns.into_iter().map(|column| (column.index, sheet.shown_in_column(row, column.index)));
    cells.find(|(_, cell)| !cell.is_empty())
}

/// The part of the day of a column.
const fn session_of(part: Role) -> Session {
    match part {
        Role::Afternoon => Session::Afternoon,
        Role::Evening => Session::Evening,
        _ => Session::Morning,
    }
}

/// What a cell says; a date of Excel is a whole date, perhaps with a time.
fn said_of(cell: &Cell) -> Option<Said> {
    match cell {
        Cell::Date { year, month, day, minute } => Some(Said {
            date: Some((u32::from(*day), u32::from(*month))),
            year: Some(i64::from(*year)),
            start: minute.map(|minute| (minute / 60, minute % 60)),
            ..Said::default()
        }),
        // Excel's times of day are among the others.
        Cell::Text(text) | Cell::Other(text) => words::read(text),
        Cell::Empty | Cell::Number { .. } | Cell::Formula => None,
    }
}

/// A problem of a cell, with its address and text.
fn place(row: usize, column: usize, cell: &Cell, problem: impl Display) -> String {
    let cell = lists::Cell { address: address(row, column), text: names::short(&cell.shown()) };
    say::At { cell, problem }.to_string()
}

/// Minutes of the day at which something begins and ends.
type Clocks = (Option<u16>, Option<u16>);

/// The minutes of the day of times as they are written: "2h00" in the afternoon is 14:00. The error is a sentence about what contradicts itself.
fn clocks(start: Option<(u16, u16)>, end: Option<(u16, u16)>, session: Option<Session>) -> Result<Clocks, String> {
    let Some((hour, minute)) = start else { return Ok((None, None)) };
    let later = |hour: u16, most: u16| if hour <= most { hour + 12 } else { hour };
    let in_session = |hour: u16| match session {
        Some(Session::Afternoon) => later(hour, 6),
        Some(Session::Evening) => later(hour, 11),
        Some(Session::Noon) => later(hour, 2),
        Some(Session::Morning | Session::Whole) | None => hour,
    };
    let first = in_session(hour);
    let is_in_session = match session {
        Some(Session::Morning) => first < 12,
        Some(Session::Afternoon) => (12..19).contains(&first),
        Some(Session::Evening) => (17..24).contains(&first),
        Some(Session::Noon) => (10..15).contains(&first),
        Some(Session::Whole) | None => true,
    };
    if !is_in_session {
        return Err(say::OtherSession { time: format!("{hour:02}:{minute:02}") }.to_string());
    }
    let start = first * 60 + minute;
    let end = end.map(|(hour, minute)| in_session(hour) * 60 + minute);
    match end {
        Some(end) if end <= start => Err(say::EndsBefore.to_string()),
        end => Ok((Some(start), end)),
    }
}

/// How a part of the day is called where no time is given.
const fn name_of(session: Session) -> Option<&'static str> {
    match session {
        Session::Morning => Some("Buổi sáng"),
        Session::Noon => Some("Buổi trưa"),
        Session::Afternoon => Some("Buổi chiều"),
        Session::Evening => Some("Buổi tối"),
        Session::Whole => None,
    }
}

/// Who takes part: what semicolons part, because commas stand in posts.
fn parts(text: &str) -> Vec<String> {
    let parts = text.split(';').map(|part| fold::tidy(part.trim_matches([' ', '-', '+', '.'])));
    parts.filter(|part| !names::is_nothing(part)).collect()
}
