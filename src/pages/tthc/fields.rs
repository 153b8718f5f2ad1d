//! The figures of a period by field of administration (lĩnh vực).

use super::cells;
use crate::markup::Markup;
use leptos::prelude::*;
use trangxa_model::chart::stack;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Counts, Field, Shown, SortBy, Span, words};

/// How the table is sorted.
#[derive(Clone, Copy, PartialEq)]
pub struct Order {
    by: SortBy,
    descending: bool,
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
pub fn fields(fields: Vec<Field>, span: Span, order: RwSignal<Option<Order>>) -> impl IntoView {
    (!fields.is_empty()).then(|| {
        let finding = words::fields(&fields);
        let most = fields.iter().filter_map(|field| field.counts.completed()).max().unwrap_or(0);
        let rows = move || {
            let mut fields = fields.clone();
            if let Some(Order { by, descending }) = order.get() {
                fields = by.sort(fields, descending, compare_names);
            }
            let mut out = Markup::default();
            for field in &fields {
                row(&mut out, field, most);
            }
            out.finish()
        };
        let head: Vec<_> = COLUMNS.into_iter().map(|(label, by)| column(label, by, order)).collect();
        view! {
            <section aria-labelledby="linh-vuc">
                <h2 id="linh-vuc">{format!("Theo lĩnh vực, {span}")}</h2>
                <p class="finding">{finding}</p>
                <div class="scroll" tabindex="0" role="group" aria-labelledby="linh-vuc">
                    <table class="figures sortable">
                        <thead><tr>{head}</tr></thead>
                        <tbody inner_html=rows></tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// The head of a column: a button that sorts by it, and turns the order when it does already.
fn column(label: &'static str, by: SortBy, order: RwSignal<Option<Order>>) -> impl IntoView {
    let here = move || order.get().filter(|order| order.by == by);
    let sort = move |_| {
        let descending = here().map_or(by.begins_descending(), |order| !order.descending);
        order.set(Some(Order { by, descending }));
    };
    let told = move || here().map(|order| if order.descending { "descending" } else { "ascending" });
    let arrow = move || match here() {
        Some(Order { descending: true, .. }) => "▼",
        Some(_) => "▲",
        None => "↕",
    };
    view! {
        <th scope="col" aria-sort=told>
            <button class="sort" type="button" on:click=sort>{label}<span aria-hidden="true">{arrow}</span></button>
        </th>
    }
}

fn row(out: &mut Markup, field: &Field, most: u64) {
    let counts = &field.counts;
    out.open("tr", &[]).element("th", &[("scope", "row")], &field.name);
    out.open("td", &[]).text(&integer_or_dash(counts.completed()));
    bar(out, counts, most);
    out.close("td");
    cells::number(out, counts.in_time());
    cells::number(out, counts[Count::Late]);
    cells::rate(out, Shown::Derived(counts.late_rate()));
    cells::number(out, counts[Count::PendingLate]);
    cells::number(out, counts[Count::Received]);
    cells::rate(out, Shown::Derived(counts.completion_rate()));
    out.close("tr");
}

/// What was completed, in time and late, as long as it is beside the greatest.
fn bar(out: &mut Markup, counts: &Counts, most: u64) {
    let Some((in_time, late)) = counts.in_time().zip(counts[Count::Late]) else { return };
    out.open("svg", &[("class", "bar"), ("aria-hidden", "true")]);
    for (segment, count) in stack([in_time, late], most).into_iter().zip([Count::InTime, Count::Late]) {
        let (x, width) = (segment.start.to_string(), segment.length.to_string());
        out.element("rect", &[("class", count.key()), ("x", &x), ("width", &width), ("height", "100%")], "");
    }
    out.close("svg");
}

#[cfg(feature = "hydrate")]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    crate::browser::text::compare(one, other)
}

#[cfg(not(feature = "hydrate"))]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    one.cmp(other)
}
