//! Decides what the names of columns leave open by what the numbers prove: which column is the sum of which others.
//!
//! Forms say it in the row that numbers their columns, `(13 = 9 + 12)`; other tables only by their numbers. A meaning that
//! the numbers refute is not used, whatever the name of the column says. What stays open is reported, and not used either.

mod duplicates;
mod intake;
mod sums;

use crate::column::{Column, Contradiction, Header};
use crate::mapping::Mapping;
use crate::numbers::{Numbers, SumCheck};
use crate::role::{Role, Unclear};
use crate::shown;
use trangxa_messages::figures_columns;
use trangxa_model::tthc::Count;
use trangxa_sheets::sheet::Sheet;

/// Decides the roles that depend on other columns or on numbers. `mapping` has precedence.
pub(crate) fn settle(header: &mut Header, sheet: &Sheet, mapping: Option<&Mapping>) {
    let is_mapped =
        |column: &Column| mapping.is_some_and(|mapping| mapping.entries.iter().any(|entry| entry.names(&column.name)));
    let mapped = header.columns.iter().map(is_mapped).collect();
    let numbers = Numbers::of(sheet, header);
    let mut evidence = Evidence { header, mapped, numbers, sums: Vec::new() };
    evidence.remove_lost_thousands(sheet);
    evidence.doubt_unnamed_neighbours(sheet);
    evidence.find_sums(sheet);
    evidence.place_unclear();
    evidence.decide_sums();
    evidence.settle_overdue();
    evidence.settle_totals_of_late();
    evidence.settle_intake();
    evidence.settle_parts();
    evidence.remove_disproved_duplicates();
    evidence.remove_duplicates();
    evidence.check_totals();
    evidence.settle_unknown_sums();
    evidence.note_unused();
}

/// A column that is the sum of others. Columns are indexes in [`Header::columns`].
#[derive(Clone, Debug)]
struct ColumnSum {
    column: usize,
    terms: Vec<usize>,
    /// Whether the form declares it.
    is_declared: bool,
}

/// What is known about the columns of a table.
struct Evidence<'a> {
    header: &'a mut Header,
    /// Whether the mapping file names the column.
    mapped: Vec<bool>,
    numbers: Numbers,
    sums: Vec<ColumnSum>,
}

impl Evidence<'_> {
    fn role(&self, at: usize) -> Role {
        self.header.columns[at].role
    }

    fn set(&mut self, at: usize, role: Role) {
        self.header.columns[at].role = role;
    }

    fn shown(&self, at: usize) -> String {
        self.header.columns[at].shown()
    }

    /// Several columns for a sentence.
    fn list(&self, columns: &[usize]) -> String {
        columns.iter().map(|at| self.shown(*at)).collect::<Vec<_>>().join(", ")
    }

    fn has(&self, role: Role) -> bool {
        self.header.column(role).is_some()
    }

    /// The columns whose role satisfies a condition.
    fn all(&self, is: impl Fn(Role) -> bool) -> Vec<usize> {
        (0..self.header.columns.len()).filter(|at| is(self.role(*at))).collect()
    }

    fn first(&self, role: Role) -> Option<usize> {
        self.all(|other| other == role).first().copied()
    }

    /// A column whose numbers look divided by a thousand is not used at all: its small numbers look right, and are not. Then the
    /// marks in other columns may be decimal marks, too.
    fn remove_lost_thousands(&mut self, sheet: &Sheet) {
        let counts: Vec<usize> = self
            .all(|role| role.is_figure() && !matches!(role, Role::CompletionRate | Role::LateRate))
            .into_iter()
            .collect();
        let lost = |at: &usize| Some((*at, self.numbers.lost_thousands(sheet, self.header, *at)?));
        let mut found: Vec<(usize, String)> = counts.iter().filter_map(lost).collect();
        if !found.is_empty() {
            let others = counts.iter().filter(|at| found.iter().all(|(other, _)| other != *at));
            let ambiguous = |at: &usize| Some((*at, self.numbers.ambiguous_mark(sheet, self.header, *at)?));
            let others: Vec<(usize, String)> = others.filter_map(ambiguous).collect();
            found.extend(others);
        }
        for (at, cell) in found {
            let column = self.shown(at);
            self.header.doubts.push(figures_columns::LostThousands { column, cell }.to_string());
            self.set(at, Role::Ignored);
        }
    }

    /// "Quá hạn" next to "Trước hạn" or "Đúng hạn" means completed late, unless a column of open dossiers can own it.
    fn settle_overdue(&mut self) {
        let is_done = |role: Role| matches!(role, Role::Count(Count::Early | Count::OnTime | Count::InTime));
        let is_open = |role: Role| matches!(role, Role::PendingTotal | Role::Unclear(_));
        let overdue = self.all(|role| role == Role::Unclear(Unclear::Overdue));
        let parts = overdue.iter().filter(|at| self.header.columns[**at].is_part).count();
        // Two columns, with and without a letter of apology, are one.
        let is_one = overdue.len() == 1 || parts == overdue.len() && parts == 2;
        if is_one
            && !self.all(is_done).is_empty()
            && !self.has(Role::Count(Count::Late))
            && self.all(is_open).iter().all(|at| overdue.contains(at))
        {
            for at in overdue {
                let role =
                    if self.header.columns[at].is_part { Role::Part(Count::Late) } else { Role::Count(Count::Late) };
                self.set(at, role);
            }
        }
    }

    /// "Tổng số trễ hạn" beside a column of open overdue dossiers may include these: it counts completed ones only if a sum
    /// proves it.
    fn settle_totals_of_late(&mut self) {
        if !self.has(Role::Count(Count::PendingLate)) {
            return;
        }
        for at in self.all(|role| role == Role::Count(Count::Late)) {
            let column = &self.header.columns[at];
            let is_only = self.all(|role| role == Role::Count(Count::Late)).len() == 1;
            let is_grouped = !column.group().is_empty();
            let is_proven = self.sums.iter().any(|sum| {
                sum.terms.contains(&at) && self.role(sum.column) == Role::Completed && self.check_of(sum).holds()
            });
            if column.is_total && is_only && !is_grouped && !is_proven && !self.mapped[at] {
                self.set(at, Role::Unclear(Unclear::Late));
            }
        }
    }

    fn check_of(&self, sum: &ColumnSum) -> SumCheck {
        self.numbers.check(sum.column, &sum.terms)
    }

    /// Parts of a count are not used where the count has a column of its own; otherwise they are added up.
    fn settle_parts(&mut self) {
        for count in [Count::Received, Count::Late, Count::PendingLate] {
            let parts = self.all(|role| role == Role::Part(count));
            if parts.is_empty() {
                continue;
            }
            if let Some(whole) = self.first(Role::Count(count)) {
                self.note_contradictions(whole, &parts);
                parts.into_iter().for_each(|at| self.set(at, Role::Ignored));
            } else if count != Count::Received && parts.len() == 1 {
                let column = self.shown(parts[0]);
                let figure = shown::count(count);
                self.header.doubts.push(figures_columns::PartWithoutRest { column, figure }.to_string());
                self.set(parts[0], Role::Ignored);
            }
        }
    }

    /// Keeps the rows in which a total is not the sum of its parts, if it is in others.
    fn note_contradictions(&mut self, total: usize, parts: &[usize]) {
        let check = self.numbers.check(total, parts);
        if check.is_refuted() {
            return;
        }
        let index = |at: &usize| self.header.columns[*at].index;
        let (total, parts) = (index(&total), parts.iter().map(index).collect::<Vec<_>>());
        let found = check.differing.into_iter().map(|row| Contradiction { row, total, parts: parts.clone() });
        self.header.contradictions.extend(found);
    }

    /// Compares the totals of completed and of open dossiers with their parts.
    fn check_totals(&mut self) {
        let done = self.completed_parts();
        if let Some(total) = self.first(Role::Completed).filter(|_| done.len() > 1) {
            let check = self.numbers.check(total, &done);
            if !check.is_refuted() {
                self.note_contradictions(total, &done);
            } else if !self.settle_inclusive_on_time(total) {
                self.refuse_group(total, &done);
            }
        }
        let open = self.all(|role| {
            matches!(role, Role::Count(Count::PendingInTime | Count::PendingLate) | Role::Part(Count::PendingLate))
        });
        let waiting = self.first(Role::Count(Count::Waiting));
        for total in self.all(|role| role == Role::PendingTotal).into_iter().filter(|_| open.len() > 1) {
            let with_waiting: Vec<usize> = open.iter().copied().chain(waiting).collect();
            let best =
                [open.clone(), with_waiting].into_iter().max_by_key(|parts| self.numbers.check(total, parts).agreeing);
            let parts = best.unwrap_or_default();
            let check = self.numbers.check(total, &parts);
            let is_sum_of_more = self.sums.iter().any(|sum| sum.column == total && self.check_of(sum).holds());
            if !check.is_refuted() {
                self.note_contradictions(total, &parts);
            } else if !is_sum_of_more {
                self.refuse_group(total, &parts);
            }
        }
    }

    /// "Đúng hạn" beside "Trước hạn" includes the early dossiers if only so the total adds up. Returns whether it does.
    fn settle_inclusive_on_time(&mut self, total: usize) -> bool {
        let column = |count| self.first(Role::Count(count));
        let (Some(early), Some(on_time), Some(late)) =
            (column(Count::Early), column(Count::OnTime), column(Count::Late))
        else {
            return false;
        };
        if self.mapped[early] || self.mapped[on_time] || !self.numbers.check(total, &[on_time, late]).is_proven() {
            return false;
        }
        let note = figures_columns::OnTimeWithEarly {
            on_time: self.shown(on_time),
            early: self.shown(early),
            total: self.shown(total),
            figure: shown::count(Count::InTime),
        };
        self.header.notes.push(note.to_string());
        self.set(on_time, Role::Count(Count::InTime));
        self.set(early, Role::Ignored);
        true
    }

    /// A total that in most rows is not the sum of its parts: a name is read wrongly, or the numbers are wrong. None is used.
    fn refuse_group(&mut self, total: usize, parts: &[usize]) {
        let (column, terms) = (self.shown(total), self.list(parts));
        self.header.doubts.push(figures_columns::NotTheSum { column, terms }.to_string());
        for at in parts.iter().copied().chain([total]) {
            if !self.mapped[at] {
                self.set(at, Role::Ignored);
            }
        }
    }

    /// Columns of unknown meaning that are the sum of two known counts lose nothing.
    fn settle_unknown_sums(&mut self) {
        let counts = self.all(|role| matches!(role, Role::Count(_) | Role::Part(_)));
        for unknown in self.all(|role| matches!(role, Role::Unknown | Role::Unclear(_))) {
            let pairs = counts.iter().enumerate().flat_map(|(at, a)| counts[at + 1..].iter().map(move |b| [*a, *b]));
            let found = pairs.into_iter().find(|pair| self.numbers.check(unknown, pair).is_proven());
            if let Some(pair) = found.filter(|_| !self.mapped[unknown]) {
                let (column, terms) = (self.shown(unknown), self.list(&pair));
                self.header.notes.push(figures_columns::Sum { column, terms }.to_string());
                self.set(unknown, Role::Ignored);
            }
        }
    }

    /// A named column next to columns with numbers and no name may be any of them.
    fn doubt_unnamed_neighbours(&mut self, sheet: &Sheet) {
        for index in crate::numeric::unnamed_columns(sheet, self.header) {
            let named = self.all(|_| true).into_iter().rfind(|at| self.header.columns[*at].index < index);
            let Some(at) = named.filter(|at| self.role(*at).is_imported_figure() && !self.mapped[*at]) else {
                continue;
            };
            let column = self.shown(at);
            self.header.doubts.push(figures_columns::NeighbourWithoutName { column }.to_string());
            self.set(at, Role::Ignored);
        }
    }

    /// The columns whose sum is the number of completed dossiers; fewer than two if the table does not have all of them.
    fn completed_parts(&self) -> Vec<usize> {
        let column = |count| self.first(Role::Count(count));
        let in_time = match (column(Count::Early), column(Count::OnTime), column(Count::InTime)) {
            (Some(early), Some(on_time), _) => vec![early, on_time],
            (_, _, Some(in_time)) => vec![in_time],
            // "Đúng hạn" alone may include the early ones, which the sums of all rows are to prove.
            _ => return Vec::new(),
        };
        let late = match column(Count::Late) {
            Some(late) => vec![late],
            None => self.all(|role| role == Role::Part(Count::Late)),
        };
        if late.is_empty() { Vec::new() } else { [in_time, late].concat() }
    }

    /// Says which known columns are not used, and why.
    fn note_unused(&mut self) {
        if self.has(Role::PendingTotal)
            && !self.has(Role::Count(Count::PendingInTime))
            && !self.has(Role::Count(Count::PendingLate))
        {
            let columns = self.list(&self.all(|role| role == Role::PendingTotal));
            self.header.notes.push(figures_columns::OpenTogether { columns }.to_string());
        }
        let (in_time, late) = (self.has(Role::Count(Count::PendingInTime)), self.has(Role::Count(Count::PendingLate)));
        if self.has(Role::PendingTotal) && in_time != late {
            let columns = self.list(&self.all(|role| role == Role::PendingTotal));
            let missing = if in_time { Count::PendingLate } else { Count::PendingInTime };
            let figure = shown::count(missing);
            self.header.notes.push(figures_columns::OpenRest { columns, figure }.to_string());
        }
        let others = self.all(|role| role == Role::OtherPeriod);
        if !others.is_empty() {
            let columns = self.list(&others);
            self.header.notes.push(figures_columns::OtherPeriod { columns }.to_string());
        }
        // A way of arriving that nothing proves to be a part of the received dossiers.
        let is_received = self.has(Role::Count(Count::Received));
        for at in self.all(|role| role == Role::Channel) {
            self.set(at, if is_received { Role::Ignored } else { Role::Unknown });
        }
    }
}
