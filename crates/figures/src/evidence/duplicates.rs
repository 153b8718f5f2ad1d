//! Columns with the same meaning: the numbers may show which one is a sum, otherwise none of them is used.

use super::Evidence;
use crate::role::Role;
use crate::shown;
use trangxa_messages::figures_columns;

impl Evidence<'_> {
    /// Of columns with one meaning, those go that are the sum of another one of them and something else: "Tổng số trễ hạn"
    /// beside "Trễ hạn" counts the open ones, too.
    pub(super) fn remove_disproved_duplicates(&mut self) {
        for role in self.repeated_roles() {
            let at = self.all(|other| other == role);
            for column in at.iter().copied().filter(|column| !self.mapped[*column]) {
                let others: Vec<usize> = at.iter().copied().filter(|other| *other != column).collect();
                if let Some(terms) = self.sum_with_one_of(column, &others) {
                    let note = figures_columns::Sum { column: self.shown(column), terms: self.list(&terms) };
                    self.header.notes.push(note.to_string());
                    self.set(column, Role::Ignored);
                    break;
                }
            }
            // The same numbers twice are one column.
            let at = self.all(|other| other == role);
            if let Some((first, rest)) = at.split_first()
                && rest.iter().all(|other| self.numbers.are_equal(*first, *other))
            {
                for other in rest.iter().copied() {
                    if self.mapped[other] {
                        continue;
                    }
                    let note = figures_columns::SameNumbers { column: self.shown(other), other: self.shown(*first) };
                    self.header.notes.push(note.to_string());
                    self.set(other, Role::Ignored);
                }
            }
        }
    }

    /// The terms of a sum with one of `others` and any other column that makes up `column` in every row.
    fn sum_with_one_of(&self, column: usize, others: &[usize]) -> Option<Vec<usize>> {
        let figures = self.all(|role| role.is_figure() || matches!(role, Role::Unclear(_) | Role::Unknown));
        others.iter().find_map(|first| {
            let second = figures.iter().copied().filter(|second| *second != column && second != first);
            second.map(|second| vec![*first, second]).find(|terms| self.numbers.check(column, terms).is_proven())
        })
    }

    /// The roles that several columns have, though one only can have them.
    fn repeated_roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::new();
        for column in &self.header.columns {
            let may_repeat = matches!(
                column.role,
                Role::Ordinal
                    | Role::Ignored
                    | Role::OtherPeriod
                    | Role::Channel
                    | Role::Unknown
                    | Role::Unclear(_)
                    | Role::Part(_)
                    | Role::PendingTotal
                    | Role::Procedure
                    | Role::Label
            );
            if !may_repeat && !roles.contains(&column.role) && self.all(|role| role == column.role).len() > 1 {
                roles.push(column.role);
            }
        }
        roles
    }

    /// Leaves one column for each role: the one that the mapping file names, and otherwise none, because a wrong number is
    /// worse than a missing one.
    pub(super) fn remove_duplicates(&mut self) {
        for role in self.repeated_roles() {
            let at = self.all(|other| other == role);
            let chosen: Vec<usize> = at.iter().copied().filter(|at| self.mapped[*at]).collect();
            if let [chosen] = chosen[..] {
                for other in at.into_iter().filter(|at| *at != chosen) {
                    self.set(other, Role::Ignored);
                    let column = self.shown(other);
                    self.header.notes.push(figures_columns::NamedOtherwise { column }.to_string());
                }
                continue;
            }
            let columns = shown::together(at.iter().map(|at| self.shown(*at)));
            self.header.doubts.push(figures_columns::SameMeaning { columns, meaning: role.shown() }.to_string());
            for at in at {
                self.set(at, Role::Ignored);
            }
        }
    }
}
