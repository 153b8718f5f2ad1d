//! Decides the columns whose meaning depends on other columns, and removes columns that mean the same.

use crate::column::{Column, Header};
use crate::column_names::OVERDUE_ALONE;
use crate::mapping::Mapping;
use crate::role::Role;
use trangxa_model::tthc::Count;

/// Decides the roles that depend on other columns, and removes columns with the same role. `mapping` has precedence.
pub(crate) fn settle(header: &mut Header, mapping: Option<&Mapping>) {
    let mapped: Vec<bool> = header
        .columns
        .iter()
        .map(|column| mapping.is_some_and(|mapping| mapping.entries.iter().any(|entry| entry.names(&column.name))))
        .collect();
    settle_overdue(header);
    settle_intake(header, &mapped);
    remove_duplicates(header, &mapped);
    if header.all(Role::PendingTotal).next().is_some()
        && !has(header, Role::Count(Count::PendingInTime))
        && !has(header, Role::Count(Count::PendingLate))
    {
        let columns: Vec<_> = header.all(Role::PendingTotal).map(Column::shown).collect();
        header.notes.push(format!(
            "{}: not used, because the site shows open dossiers in time and overdue separately and this is their sum",
            columns.join(", ")
        ));
    }
}

fn has(header: &Header, role: Role) -> bool {
    header.column(role).is_some()
}

/// "Quá hạn" next to "Trước hạn" or "Đúng hạn" means completed late, unless a column of open dossiers can own it.
fn settle_overdue(header: &mut Header) {
    let is_done = |role: Role| matches!(role, Role::Count(Count::Early | Count::OnTime | Count::InTime));
    let is_open = |role: Role| matches!(role, Role::PendingTotal | Role::Unclear(_));
    let overdue: Vec<usize> =
        (0..header.columns.len()).filter(|at| header.columns[*at].role == Role::Unclear(OVERDUE_ALONE)).collect();
    if let [only] = overdue[..]
        && header.columns.iter().any(|column| is_done(column.role))
        && !has(header, Role::Count(Count::Late))
        && !header.columns.iter().enumerate().any(|(at, column)| at != only && is_open(column.role))
    {
        header.columns[only].role = Role::Count(Count::Late);
    }
}

/// A total of received dossiers is `received` if nothing else can be included in it.
fn settle_intake(header: &mut Header, mapped: &[bool]) {
    let parts = has(header, Role::ReceivedPart);
    let (carried, received) = (has(header, Role::Count(Count::CarriedOver)), has(header, Role::Count(Count::Received)));
    for (column, mapped) in header.columns.iter_mut().zip(mapped).filter(|(column, _)| column.role == Role::Intake) {
        if *mapped || parts && carried {
            continue;
        }
        if !carried && !received && !parts {
            column.role = Role::Count(Count::Received);
        } else if received || parts {
            // It is the sum of columns next to it.
            column.role = Role::Ignored;
        } else {
            // In the form of the Government Office, the total and the dossiers carried over are in one group.
            let is_group = column.name.contains(" / ");
            if !is_group {
                column.role = Role::Unclear("it does not say whether dossiers of the period before are included");
            }
        }
    }
    if received {
        for column in header.columns.iter_mut().filter(|column| column.role == Role::ReceivedPart) {
            column.role = Role::Ignored;
        }
    }
}

/// Leaves one column for each role: the one that the mapping file names, and otherwise none, because a wrong number is worse
/// than a missing one.
fn remove_duplicates(header: &mut Header, mapped: &[bool]) {
    let mut roles: Vec<Role> = Vec::new();
    for role in header.columns.iter().map(|column| column.role) {
        let may_repeat = matches!(
            role,
            Role::Ordinal
                | Role::Ignored
                | Role::Unknown
                | Role::Unclear(_)
                | Role::ReceivedPart
                | Role::PendingTotal
                | Role::Procedure
        );
        if !may_repeat && !roles.contains(&role) {
            roles.push(role);
        }
    }
    for role in roles {
        let at: Vec<usize> = (0..header.columns.len()).filter(|at| header.columns[*at].role == role).collect();
        if at.len() < 2 {
            continue;
        }
        let chosen: Vec<usize> = at.iter().copied().filter(|at| mapped[*at]).collect();
        let columns = at.iter().map(|at| header.columns[*at].shown()).collect::<Vec<_>>().join(" and ");
        if let [chosen] = chosen[..] {
            for other in at.into_iter().filter(|at| *at != chosen) {
                header.columns[other].role = Role::Ignored;
                let other = header.columns[other].shown();
                header
                    .notes
                    .push(format!("{other}: not used, because the mapping file names another column for the same"));
            }
            continue;
        }
        header.doubts.push(format!(
            "{columns} both mean {}; neither was used. Name the right one in a mapping file (--map), or map the other to \"\"",
            role.shown()
        ));
        for at in at {
            header.columns[at].role = Role::Ignored;
        }
    }
}
