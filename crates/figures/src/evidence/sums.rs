//! Finds the columns that are sums of others, and what follows for their meaning.

use super::{ColumnSum, Evidence};
use crate::column_names::can_be_channel;
use crate::numbering::declared_sums;
use crate::role::{Role, Unclear};
use trangxa_messages::figures_columns;
use trangxa_model::tthc::Count;
use trangxa_sheets::fold;
use trangxa_sheets::sheet::Sheet;

/// The most columns next to a total that are tried as its parts.
const MAX_NEIGHBOURS: usize = 8;

/// What the terms of a sum count together.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    done: bool,
    open: bool,
    /// Refused or withdrawn dossiers.
    ended: bool,
    received: bool,
    carried_over: bool,
    other: bool,
}

impl Evidence<'_> {
    /// Collects the sums: those that the form declares, and those that the names of totals suggest and the numbers prove.
    pub(super) fn find_sums(&mut self, sheet: &Sheet) {
        let at = |index: usize| self.header.columns.iter().position(|column| column.index == index);
        for declared in declared_sums(sheet, self.header.rows.1 + 1) {
            let terms: Option<Vec<usize>> = declared.terms.iter().map(|term| at(*term)).collect();
            let (Some(column), Some(terms)) = (at(declared.column), terms) else { continue };
            let check = self.numbers.check(column, &terms);
            // A form whose numbers never follow its own formula proves nothing by it.
            if check.agreeing > 0 || check.differing.is_empty() {
                self.sums.push(ColumnSum { column, terms, is_declared: true });
            }
        }
        let is_part = |role: &Role| matches!(role, Role::Part(_));
        let mut totals = self.all(|role| {
            matches!(
                role,
                Role::Completed
                    | Role::PendingTotal
                    | Role::Intake
                    | Role::Workload
                    | Role::Part(_)
                    | Role::Unclear(Unclear::Total)
            )
        });
        totals.sort_by_key(|at| is_part(&self.role(*at)));
        for column in totals {
            if self.sums.iter().any(|sum| sum.column == column) {
                continue;
            }
            if let Some(terms) = self.proven_terms(column) {
                // Where another sum has the column and these terms side by side, none is within the other.
                let is_flat = self
                    .sums
                    .iter()
                    .any(|sum| sum.terms.contains(&column) && terms.iter().all(|term| sum.terms.contains(term)));
                if is_flat && matches!(self.role(column), Role::Part(_)) {
                    continue;
                }
                self.sums.push(ColumnSum { column, terms, is_declared: false });
            }
        }
    }

    /// The columns whose sum a total is, by its group or by its neighbours, if the numbers prove it.
    fn proven_terms(&self, total: usize) -> Option<Vec<usize>> {
        let columns = &self.header.columns;
        let is_number = |at: usize| {
            let column = &columns[at];
            at != total
                && !column.in_percent
                && (column.role.is_figure() || matches!(column.role, Role::Unknown | Role::Channel | Role::Unclear(_)))
                && !matches!(column.role, Role::CompletionRate | Role::LateRate)
                && self.numbers.has_counts(at)
        };
        // Of the ways in which dossiers arrive, one may be the sum of those after it.
        if let role @ Role::Part(_) = columns[total].role {
            let parts: Vec<usize> = (total + 1..columns.len()).take_while(|at| columns[*at].role == role).collect();
            let is_proven = |length: &usize| self.numbers.check(total, &parts[..*length]).is_proven();
            return (2..=parts.len()).find(is_proven).map(|length| parts[..length].to_vec());
        }
        let group = columns[total].group();
        let in_group: Vec<usize> = (0..columns.len())
            .filter(|at| is_number(*at) && !group.is_empty() && columns[*at].name.starts_with(&format!("{group} / ")))
            .collect();
        // Totals below the total have parts that stand beside them.
        let without_totals: Vec<usize> = in_group.iter().copied().filter(|at| !columns[*at].is_total).collect();
        let own_level: Vec<usize> = in_group.iter().copied().filter(|at| columns[*at].group() == group).collect();
        let by_role = if columns[total].role == Role::Completed { self.completed_parts() } else { Vec::new() };
        let mut candidates = vec![by_role, in_group.clone(), without_totals, own_level];
        let numbers: Vec<usize> = (0..columns.len()).filter(|at| is_number(*at) || *at == total).collect();
        let place = numbers.iter().position(|at| *at == total)?;
        for length in (2..=MAX_NEIGHBOURS).rev() {
            candidates.extend(numbers.get(place + 1..=place + length).map(<[usize]>::to_vec));
            candidates.extend(place.checked_sub(length).map(|first| numbers[first..place].to_vec()));
        }
        let is_proven = |terms: &Vec<usize>| terms.len() > 1 && self.numbers.check(total, terms).is_proven();
        candidates.into_iter().find(is_proven)
    }

    /// The terms of a sum, with the terms of sums among them in their place.
    fn leaves(&self, sum: &ColumnSum) -> Vec<usize> {
        let mut open = sum.terms.clone();
        let mut leaves: Vec<usize> = Vec::new();
        let mut seen = vec![sum.column];
        while let Some(term) = open.pop() {
            if seen.contains(&term) {
                continue;
            }
            seen.push(term);
            match self.sums.iter().find(|other| other.column == term) {
                Some(inner) => open.extend(&inner.terms),
                None => leaves.push(term),
            }
        }
        leaves.sort_unstable();
        leaves
    }

    /// Columns whose names are unclear or unknown belong to the total that they are terms of.
    pub(super) fn place_unclear(&mut self) {
        for sum in self.sums.clone() {
            let total = self.role(sum.column);
            for term in self.leaves(&sum) {
                if self.mapped[term] {
                    continue;
                }
                let is_part = self.header.columns[term].is_part;
                let whole = |count| if is_part { Role::Part(count) } else { Role::Count(count) };
                let role = match (total, self.role(term)) {
                    (Role::Completed, Role::Unclear(Unclear::Overdue)) => whole(Count::Late),
                    (Role::Completed, Role::Unclear(Unclear::InTime)) => Role::Count(Count::InTime),
                    (Role::PendingTotal, Role::Unclear(Unclear::Overdue)) => whole(Count::PendingLate),
                    (Role::PendingTotal, Role::Unclear(Unclear::InTime)) => Role::Count(Count::PendingInTime),
                    (Role::Intake | Role::Workload, Role::Channel) => Role::Part(Count::Received),
                    // Another way in, such as "Trực tuyến liên thông": it stands in the group and adds up.
                    (Role::Intake, Role::Unknown)
                        if self.is_in_group_of(term, sum.column) && self.can_be_channel(term) =>
                    {
                        let (column, total) = (self.shown(term), self.shown(sum.column));
                        self.header.notes.push(figures_columns::CountedAsWay { column, total }.to_string());
                        Role::Part(Count::Received)
                    }
                    _ => continue,
                };
                self.set(term, role);
            }
        }
    }

    /// Whether the own name of a column can be that of a way in which dossiers arrive.
    fn can_be_channel(&self, column: usize) -> bool {
        let name = &self.header.columns[column].name;
        can_be_channel(&fold::words(name.rsplit(" / ").next().unwrap_or(name)))
    }

    /// Whether two columns are in one group of the header.
    pub(super) fn is_in_group_of(&self, column: usize, total: usize) -> bool {
        let group = self.header.columns[total].group();
        !group.is_empty() && self.header.columns[column].name.starts_with(&format!("{group} / "))
    }

    /// A column that is a sum means what its terms mean together, whatever its name says.
    pub(super) fn decide_sums(&mut self) {
        for sum in self.sums.clone() {
            if self.mapped[sum.column] {
                continue;
            }
            let leaves = self.leaves(&sum);
            let kinds = self.kinds(&leaves);
            let known = self.role(sum.column);
            let roles: Vec<Role> = leaves.iter().map(|at| self.role(*at)).collect();
            let is_only_parts_of =
                |count| roles.iter().all(|role| matches!(role, Role::Part(of) | Role::Count(of) if *of == count));
            // "Trực tuyến: tổng, toàn trình, một phần": the sum is a way of arriving, and its parts are in it.
            if matches!(known, Role::Part(_)) && roles.iter().all(|role| *role == known) {
                leaves.iter().for_each(|at| self.set(*at, Role::Ignored));
                continue;
            }
            let role = match kinds {
                Kinds { other: true, .. } if known == Role::Intake => continue,
                // What came in balances what went out and what is open; it is not made of them.
                Kinds { done: true, open: true, .. } if known == Role::Intake && !sum.is_declared => continue,
                Kinds { other: true, .. } | Kinds { ended: true, .. } => Role::Ignored,
                Kinds { done: true, open: false, received: false, carried_over: false, .. } => {
                    if is_only_parts_of(Count::Late) {
                        Role::Count(Count::Late)
                    } else if !sum.is_declared || roles.iter().any(|role| late(*role)) {
                        Role::Completed
                    } else {
                        Role::Count(Count::InTime)
                    }
                }
                Kinds { open: true, done: false, received: false, carried_over: false, .. } => {
                    if is_only_parts_of(Count::PendingLate) {
                        Role::Count(Count::PendingLate)
                    } else {
                        Role::PendingTotal
                    }
                }
                Kinds { received: true, done: false, open: false, carried_over: false, .. } => {
                    Role::Count(Count::Received)
                }
                Kinds { received: true, done: false, open: false, carried_over: true, .. } => Role::Workload,
                _ => Role::Ignored,
            };
            if role == known {
                continue;
            }
            if role == Role::Ignored && (known.is_imported_figure() || matches!(known, Role::Unclear(_))) {
                let (column, terms) = (self.shown(sum.column), self.list(&sum.terms));
                self.header.notes.push(figures_columns::SumOfNothingKnown { column, terms }.to_string());
            }
            // An open total may include more than the open dossiers; it is not imported in any case.
            if role != Role::Ignored || known != Role::PendingTotal {
                self.set(sum.column, role);
            }
        }
    }

    fn kinds(&self, columns: &[usize]) -> Kinds {
        let mut kinds = Kinds::default();
        for at in columns {
            match self.role(*at) {
                Role::Count(Count::Early | Count::OnTime | Count::InTime | Count::Late)
                | Role::Part(Count::Late)
                | Role::Completed => kinds.done = true,
                Role::Count(Count::PendingInTime | Count::PendingLate | Count::Waiting)
                | Role::Part(Count::PendingLate)
                | Role::PendingTotal => kinds.open = true,
                Role::Count(Count::Rejected | Count::Withdrawn) => kinds.ended = true,
                Role::Count(Count::Received) | Role::Part(Count::Received) => kinds.received = true,
                Role::Count(Count::CarriedOver) => kinds.carried_over = true,
                _ => kinds.other = true,
            }
        }
        kinds
    }
}

/// Whether a column counts dossiers that were completed late.
fn late(role: Role) -> bool {
    matches!(role, Role::Count(Count::Late) | Role::Part(Count::Late))
}
