//! The figures of a period by field of administration (lĩnh vực).

use super::cells;
use super::dashboard::Dashboard;
use crate::browser::{action, text};
use crate::data::{ColumnOrder, Store};
use leptos::prelude::*;
use trangxa_markup::{Action, Markup, draw};
use trangxa_model::Tthc;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Counts, Field, Shown, SortBy};
use trangxa_words::dashboard::{BY_FIELD, FIELD_COLUMNS};
use trangxa_words::{Language, charts, periods};

/// What each of [`FIELD_COLUMNS`] is sorted by.
const COLUMNS: [SortBy; 8] = [
    SortBy::Name,
    SortBy::Completed,
    SortBy::Count(Count::Late),
    SortBy::LateRate,
    SortBy::Count(Count::PendingLate),
    SortBy::InTime,
    SortBy::Count(Count::Received),
    SortBy::CompletionRate,
];

/// What a reader can do on the table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum TableAction {
    /// Sort by this column of [`COLUMNS`].
    Sort(usize),
}

impl Action for TableAction {
    fn parts(&self) -> (&'static str, String) {
        let Self::Sort(column) = self;
        ("sort", column.to_string())
    }

    fn from_parts(name: &str, value: &str) -> Option<Self> {
        let column = value.parse().ok().filter(|column| *column < COLUMNS.len())?;
        (name == "sort").then_some(Self::Sort(column))
    }
}

/// Does what a click on the table asks for.
pub(crate) fn act(store: &Store, event: &leptos::ev::Event) {
    if let Some(TableAction::Sort(column)) = action::requested(event) {
        store.dashboard_options().update(|options| options.order = Some(next_order(options.order, column)));
    }
}

/// The order after a reader asked for a column: reversed, where the table was sorted by that column already.
fn next_order(before: Option<ColumnOrder>, column: usize) -> ColumnOrder {
    let before = before.filter(|order| order.column == column);
    let descending = before.map_or(COLUMNS[column].begins_descending(), |order| !order.descending);
    ColumnOrder { column, descending }
}

/// Draws the table, whose columns the reader can sort by; nothing where the source has no fields.
pub(crate) fn fields(dashboard: &Dashboard, tthc: &Tthc, out: &mut Markup) {
    let Some(composed) = dashboard.composed(tthc).filter(|composed| !composed.period.fields.is_empty()) else { return };
    let (span, order) = (composed.period.span(), dashboard.store.dashboard_options().get().order);
    let fields = &*composed.period.fields;
    let finding = charts::fields(fields);
    let most = fields.iter().filter_map(|field| field.counts.completed()).max().unwrap_or(0);
    let sorted = match order {
        Some(ColumnOrder { column, descending }) => COLUMNS[column].sort(fields, descending, text::compare),
        None => fields.iter().collect(),
    };
    // Before hydration a button could do nothing yet.
    let is_live = dashboard.store.clock().get().is_some();
    let id = "linh-vuc";
    draw!(
        out,
        "<section aria-labelledby='{}'><h2 id='{}'>{}{}</h2>",
        id,
        id,
        BY_FIELD,
        periods::in_sentence(span, Language::Vietnamese)
    );
    draw!(out, "<p class='finding'>{}</p>", finding);
    cells::open_table(out, id, "sortable");
    for (column, label) in FIELD_COLUMNS.into_iter().enumerate() {
        if is_live {
            head(out, label, column, order.filter(|order| order.column == column));
        } else {
            draw!(out, "<th scope='col'>{}</th>", label);
        }
    }
    cells::end_head(out);
    for field in sorted {
        row(out, field, most);
    }
    cells::close_table(out);
    draw!(out, "</section>");
}

/// Draws the head of a column: a button that sorts by it.
fn head(out: &mut Markup, label: &str, column: usize, order: Option<ColumnOrder>) {
    let (sort, arrow) = match order.map(|order| order.descending) {
        Some(true) => ("descending", "▼"),
        Some(false) => ("ascending", "▲"),
        None => ("none", "↕"),
    };
    draw!(out, "<th scope='col' aria-sort='{}'><button class='sort' type='button'", sort);
    out.put_action(&TableAction::Sort(column));
    draw!(out, ">{}<span class='live' aria-hidden='true'>{}</span></button></th>", label, arrow);
}

fn row(out: &mut Markup, field: &Field, most: u64) {
    let counts = &field.counts;
    draw!(out, "<tr><th scope='row'>{}</th><td>{}", field.name, integer_or_dash(counts.completed()));
    bar(out, counts, most);
    draw!(out, "</td>");
    cells::number(out, counts[Count::Late]);
    cells::rate(out, Shown::Derived(counts.late_rate()));
    cells::number(out, counts[Count::PendingLate]);
    cells::number(out, counts.in_time());
    cells::number(out, counts[Count::Received]);
    cells::rate(out, Shown::Derived(counts.completion_rate()));
    draw!(out, "</tr>");
}

/// Draws how many were completed in time and late, on a scale up to the greatest field.
fn bar(out: &mut Markup, counts: &Counts, most: u64) {
    let Some((in_time, late)) = counts.in_time().zip(counts[Count::Late]) else { return };
    cells::bar(out, &[Count::InTime.key(), Count::Late.key()], &[in_time, late], most);
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, TableAction};
    use trangxa_markup::Action as _;

    #[test]
    fn an_action_reads_back_as_it_was_written() {
        for column in 0..COLUMNS.len() {
            let (name, value) = TableAction::Sort(column).parts();
            assert_eq!(TableAction::from_parts(name, &value), Some(TableAction::Sort(column)));
        }
        for (name, value) in [("sort", "8"), ("sort", "-1"), ("sort", ""), ("copy", "0")] {
            assert_eq!(TableAction::from_parts(name, value), None, "{name} {value}");
        }
    }
}
