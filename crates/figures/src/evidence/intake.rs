//! The received dossiers: by a column of their own, as the sum of the ways in which they arrived, or as a total less what
//! the period before left. A total that may include the period before is never taken for them.

use super::Evidence;
use crate::column::Intake;
use crate::role::{Role, Unclear};
use trangxa_messages::figures_columns;
use trangxa_model::tthc::Count;
use trangxa_sheets::fold;

/// What a total of received dossiers includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Includes {
    OnlyReceived,
    CarriedOver,
}

impl Evidence<'_> {
    pub(super) fn settle_intake(&mut self) {
        let received = self.first(Role::Count(Count::Received));
        let carried = self.first(Role::Count(Count::CarriedOver));
        let parts = self.all(|role| role == Role::Part(Count::Received));
        let totals = self.all(|role| matches!(role, Role::Intake | Role::Workload));
        if let Some(received) = received {
            for total in totals {
                // It is the sum of columns next to it.
                let with_carried: Vec<usize> = [received].into_iter().chain(carried).collect();
                if !self.numbers.check(total, &[received]).holds()
                    && self.numbers.check(total, &with_carried).agreeing > 0
                {
                    self.note_contradictions(total, &with_carried);
                }
                self.set(total, Role::Ignored);
            }
            return;
        }
        let Some(&total) = totals.first() else {
            self.settle_parts_without_total(&parts);
            return;
        };
        for other in &totals[1..] {
            let column = self.shown(*other);
            self.header.notes.push(figures_columns::AnotherIntake { column }.to_string());
            self.set(*other, Role::Ignored);
        }
        match self.includes(total, &parts, carried) {
            Some(Includes::OnlyReceived) if parts.is_empty() => self.set(total, Role::Count(Count::Received)),
            Some(includes) => {
                let has_carried_over = includes == Includes::CarriedOver;
                let column = self.header.columns[total].index;
                self.header.intake = Some(Intake { column, has_carried_over });
                if !parts.is_empty() {
                    let with_carried: Vec<usize> =
                        parts.iter().copied().chain(carried.filter(|_| has_carried_over)).collect();
                    if self.numbers.check(total, &with_carried).agreeing > 0 {
                        self.note_contradictions(total, &with_carried);
                    } else if self.numbers.exceeds(total, &with_carried) {
                        self.refuse_intake(total, &parts, carried);
                    } else {
                        let (columns, total) = (self.list(&parts), self.shown(total));
                        self.header.notes.push(figures_columns::WaysNotAll { columns, total }.to_string());
                        parts.iter().for_each(|at| self.set(*at, Role::Ignored));
                    }
                }
            }
            None => self.refuse_intake(total, &parts, carried),
        }
    }

    /// What the numbers, or else the names, say about a total of received dossiers.
    fn includes(&self, total: usize, parts: &[usize], carried: Option<usize>) -> Option<Includes> {
        let is_workload = self.role(total) == Role::Workload;
        let Some(carried) = carried else {
            if is_workload {
                return None;
            }
            let is_refuted = !parts.is_empty() && self.numbers.check(total, parts).agreeing == 0;
            return (!is_refuted).then_some(Includes::OnlyReceived);
        };
        if !parts.is_empty() {
            let with_carried: Vec<usize> = parts.iter().copied().chain([carried]).collect();
            let (with, without) = (self.numbers.check(total, &with_carried), self.numbers.check(total, parts));
            // Where nothing was carried over, a row agrees with both.
            match with.agreeing.cmp(&without.agreeing) {
                std::cmp::Ordering::Greater => return Some(Includes::CarriedOver),
                std::cmp::Ordering::Less => return Some(Includes::OnlyReceived),
                std::cmp::Ordering::Equal if with.agreeing > 0 => return Some(Includes::CarriedOver),
                std::cmp::Ordering::Equal => {}
            }
        }
        if self.mapped[total] || is_workload {
            return Some(Includes::CarriedOver);
        }
        if let Some(includes) = self.includes_by_balance(total, carried) {
            return Some(includes);
        }
        // In the form of the Government Office, the total and the dossiers carried over are in one group.
        (parts.is_empty() && self.is_in_group_of(carried, total)).then_some(Includes::CarriedOver)
    }

    /// What comes in is either done, still open or ended: whether a total balances that with or without the dossiers that
    /// were carried over.
    fn includes_by_balance(&self, total: usize, carried: usize) -> Option<Includes> {
        let done = match self.first(Role::Completed) {
            Some(completed) => vec![completed],
            None => self.completed_parts(),
        };
        let open = match self.first(Role::PendingTotal) {
            Some(pending) => vec![pending],
            None => self.all(|role| {
                matches!(role, Role::Count(Count::PendingInTime | Count::PendingLate) | Role::Part(Count::PendingLate))
            }),
        };
        if done.is_empty() || open.is_empty() {
            return None;
        }
        let ended = self.all(|role| matches!(role, Role::Count(Count::Rejected | Count::Withdrawn)));
        let waiting = self.all(|role| role == Role::Count(Count::Waiting));
        let base = [done, open].concat();
        let all = [base.clone(), ended.clone(), waiting.clone()].concat();
        let outs = [base.clone(), [base.clone(), ended].concat(), [base, waiting].concat(), all];
        let is_balanced = |out: &Vec<usize>| self.numbers.check(total, out).is_proven();
        if outs.iter().any(is_balanced) {
            return Some(Includes::CarriedOver);
        }
        // total + carried = out, checked as total = out - carried.
        let is_without = |out: &Vec<usize>| self.numbers.check_difference(total, out, carried);
        outs.iter().any(is_without).then_some(Includes::OnlyReceived)
    }

    /// The ways of arriving are added up only if none may be missing.
    fn settle_parts_without_total(&mut self, parts: &[usize]) {
        let Some(&first) = parts.first() else { return };
        let unknown: Vec<usize> = self
            .all(|role| matches!(role, Role::Unknown | Role::Unclear(_)))
            .into_iter()
            .filter(|at| self.is_in_group_of(*at, first) && self.numbers.has_counts(*at))
            .collect();
        // Most offices have a counter: without a column for it, the others are not all.
        let has_counter = parts.iter().any(|at| {
            let words = fold::words(&self.header.columns[*at].name);
            ["truc tiep", "tai quay", "mot cua"].iter().any(|way| words.contains(way))
        });
        if unknown.is_empty() && parts.len() > 1 && has_counter {
            return;
        }
        let columns = self.list(parts);
        let doubt = if unknown.is_empty() {
            figures_columns::WaysMissing { columns }.to_string()
        } else {
            figures_columns::WaysUncertain { columns, others: self.list(&unknown) }.to_string()
        };
        self.header.doubts.push(doubt);
        parts.iter().for_each(|at| self.set(*at, Role::Ignored));
    }

    fn refuse_intake(&mut self, total: usize, parts: &[usize], carried: Option<usize>) {
        if parts.is_empty() {
            let why = if carried.is_some() || self.role(total) != Role::Workload {
                Unclear::Intake
            } else {
                Unclear::Workload
            };
            self.set(total, Role::Unclear(why));
            return;
        }
        let doubt = figures_columns::WaysRefuted { columns: self.list(parts), total: self.shown(total) };
        self.header.doubts.push(doubt.to_string());
        self.set(total, Role::Ignored);
        parts.iter().for_each(|at| self.set(*at, Role::Ignored));
    }
}
