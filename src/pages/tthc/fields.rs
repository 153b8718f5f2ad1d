//! The figures of a period by field of administration (lĩnh vực).

use super::actions::Action;
use super::{Dashboard, cells};
use crate::data::Order;
use leptos::prelude::Get;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Counts, Field, Shown, SortBy, words};
use trangxa_parts::{Markup, draw};

/// The order after a reader asked for a column: turned, where it was sorted by that already.
#[cfg(feature = "hydrate")]
pub fn next_order(before: Option<Order>, column: usize) -> Option<Order> {
    let (_, by) = COLUMNS.get(column)?;
    let before = before.filter(|order| order.column == column);
    let descending = before.map_or(by.begins_descending(), |order| !order.descending);
    Some(Order { column, descending })
}

/// The columns, in order: what they are called and sorted by.
const COLUMNS: [(&str, SortBy); 8] = [
    ("Lĩnh vực", SortBy::Name),
    ("Đã giải quyết", SortBy::Completed),
    ("Trước & đúng hạn", SortBy::InTime),
    ("Trễ hạn", SortBy::Count(Count::Late)),
    ("Tỉ lệ trễ hạn", SortBy::LateRate),
    ("Đang giải quyết, quá hạn", SortBy::Count(Count::PendingLate)),
    ("Tiếp nhận", SortBy::Count(Count::Received)),
    ("Tỉ lệ giải quyết", SortBy::CompletionRate),
];

/// The table, with a bar for what was completed; nothing where the source has no fields.
pub fn fields(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let Some(composed) = dashboard.composed(tthc).filter(|composed| !composed.period.fields.is_empty()) else { return };
    let (span, order) = (composed.period.span(), dashboard.store.wishes().get().order);
    let mut fields = composed.period.fields;
    let finding = words::fields(&fields);
    let most = fields.iter().filter_map(|field| field.counts.completed()).max().unwrap_or(0);
    if let Some(Order { column, descending }) = order {
        fields = COLUMNS[column].1.sort(fields, descending, compare_names);
    }
    // A button that does nothing yet is not shown.
    let is_live = dashboard.store.clock().get().is_some();
    let id = "linh-vuc";
    draw!(out, "<section aria-labelledby='{}'><h2 id='{}'>Theo lĩnh vực, {}</h2>", id, id, span);
    draw!(out, "<p class='finding'>{}</p>", finding);
    cells::open_table(out, id, "sortable");
    for (column, (label, _)) in COLUMNS.into_iter().enumerate() {
        if is_live {
            head(out, label, column, order.filter(|order| order.column == column));
        } else {
            draw!(out, "<th scope='col'>{}</th>", label);
        }
    }
    cells::end_head(out);
    for field in &fields {
        row(out, field, most);
    }
    cells::close_table(out);
    draw!(out, "</section>");
}

/// The head of a column: a button that sorts by it, and turns the order when it does already.
fn head(out: &mut Markup, label: &str, column: usize, order: Option<Order>) {
    let (told, arrow) = match order.map(|order| order.descending) {
        Some(true) => ("descending", "▼"),
        Some(false) => ("ascending", "▲"),
        None => ("none", "↕"),
    };
    let action = Action::Sort.name();
    draw!(out, "<th scope='col' aria-sort='{}'><button class='sort' type='button' data-do='{}'", told, action);
    draw!(out, " value='{}'>{}<span class='live' aria-hidden='true'>{}</span></button></th>", column, label, arrow);
}

fn row(out: &mut Markup, field: &Field, most: u64) {
    let counts = &field.counts;
    draw!(out, "<tr><th scope='row'>{}</th><td>{}", field.name, integer_or_dash(counts.completed()));
    bar(out, counts, most);
    draw!(out, "</td>");
    cells::number(out, counts.in_time());
    cells::number(out, counts[Count::Late]);
    cells::rate(out, Shown::Derived(counts.late_rate()));
    cells::number(out, counts[Count::PendingLate]);
    cells::number(out, counts[Count::Received]);
    cells::rate(out, Shown::Derived(counts.completion_rate()));
    draw!(out, "</tr>");
}

/// What was completed, in time and late, as long as it is beside the greatest.
fn bar(out: &mut Markup, counts: &Counts, most: u64) {
    let Some((in_time, late)) = counts.in_time().zip(counts[Count::Late]) else { return };
    cells::bar(out, &[Count::InTime.key(), Count::Late.key()], &[in_time, late], most);
}

#[cfg(feature = "hydrate")]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    crate::browser::text::compare(one, other)
}

#[cfg(not(feature = "hydrate"))]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    one.cmp(other)
}
