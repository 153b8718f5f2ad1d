//! The figures of a period by field of administration (lĩnh vực).

use leptos::prelude::*;
use trangxa_model::Rate;
use trangxa_model::chart::stack;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Counts, Field, SortBy, Span, words};

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
                by.sort(&mut fields, descending, compare_names);
            }
            fields.iter().map(|field| row(field, most)).collect::<Vec<_>>()
        };
        let head = COLUMNS.map(|(label, by)| column(label, by, order));
        view! {
            <section aria-labelledby="linh-vuc">
                <h2 id="linh-vuc">{format!("Theo lĩnh vực, {span}")}</h2>
                <p class="finding">{finding}</p>
                <div class="scroll" tabindex="0" role="group" aria-labelledby="linh-vuc">
                    <table class="figures sortable">
                        <thead><tr>{head}</tr></thead>
                        <tbody>{rows}</tbody>
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

fn row(field: &Field, most: u64) -> impl IntoView + use<> {
    let counts = &field.counts;
    let number = |value| view! { <td>{integer_or_dash(value)}</td> };
    view! {
        <tr>
            <th scope="row">{field.name.clone()}</th>
            <td>{integer_or_dash(counts.completed())}{bar(counts, most)}</td>
            {number(counts.in_time())}
            {number(counts[Count::Late])}
            {rate(counts.late_rate())}
            {number(counts[Count::PendingLate])}
            {number(counts[Count::Received])}
            {rate(counts.completion_rate())}
        </tr>
    }
}

/// What was completed, in time and late, as long as it is beside the greatest.
fn bar(counts: &Counts, most: u64) -> impl IntoView + use<> {
    let values = counts.in_time().zip(counts[Count::Late]);
    values.map(|(in_time, late)| {
        let segments = stack([in_time, late], most);
        let lengths = segments.iter().map(|it| (it.start.to_string(), it.length.to_string())).collect::<Vec<_>>();
        let rects = lengths.into_iter().zip(["in_time", "late"]).map(|((x, width), class)| {
            view! { <rect class=class x=x width=width height="100%"/> }
        });
        view! { <svg class="bar" aria-hidden="true">{rects.collect::<Vec<_>>()}</svg> }
    })
}

fn rate(rate: Rate) -> impl IntoView {
    view! { <td>{rate.text()}{rate.fraction().map(|text| view! { <small>{text}</small> })}</td> }
}

#[cfg(feature = "hydrate")]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    crate::browser::text::compare(one, other)
}

#[cfg(not(feature = "hydrate"))]
fn compare_names(one: &str, other: &str) -> std::cmp::Ordering {
    one.cmp(other)
}
