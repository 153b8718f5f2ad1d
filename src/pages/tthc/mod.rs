//! The dashboard: the TTHC figures of any period, what they are made of, and how they are meant.

mod cells;
mod downloads;
mod fields;
mod flow;
mod history;
mod months;
mod picker;
mod terms;

use super::with_document;
use crate::components::{Date, Pause, TthcFigures};
use crate::data::Store;
use crate::route::{Chosen, Route};
use fields::Order;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::tthc::{Kind, Span, words};
use trangxa_model::{Tthc, url};

/// What the reader has set on the page; it outlives a change of the figures.
#[derive(Clone, Copy)]
struct Settings {
    /// As what the period was chosen: January to March is a quarter, and the year so far.
    kind: RwSignal<Option<Kind>>,
    /// How the table of fields is sorted; as the source has it until a reader wishes otherwise.
    order: RwSignal<Option<Order>>,
}

pub fn tthc(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Tthc);
    let live = store.tthc().cloned();
    let base = live.as_ref().map(|live| live.url().to_owned()).unwrap_or_default();
    let (here, title) = (store.clone(), headline.clone());
    let settings = Settings { kind: RwSignal::new(None), order: RwSignal::new(None) };
    let content = with_document(live, headline, move |tthc| content(&here, &title, &base, tthc, settings));
    view! { <div class="page"><div class="column wide dashboard">{content}</div></div> }
}

fn content(store: &Store, title: &str, base: &str, tthc: Arc<Tthc>, settings: Settings) -> impl IntoView + use<> {
    let (title, unit, at) = (title.to_owned(), tthc.unit.clone(), tthc.updated_at);
    let source = tthc.source.clone().map(|source| {
        // Without an address the name stands alone.
        let href = source.url.and_then(|address| url::resolve(base, &address));
        view! { <p>"Nguồn số liệu: "<a href=href rel="noopener">{source.name}</a></p> }
    });
    let empty = tthc.periods.is_empty().then(|| view! { <p>"Chưa có số liệu."</p> });
    let (here, figures) = (store.clone(), Arc::clone(&tthc));
    let of_span = move || {
        let span = shown(&here, &figures)?;
        Some(period(&here, &figures, span, settings))
    };
    let (here, figures) = (store.clone(), Arc::clone(&tthc));
    let over_time = move || {
        let span = shown(&here, &figures)?;
        Some(months::months(&figures, span, here.merged()))
    };
    view! {
        <h1>{title}</h1>
        <p class="byline"><span>{unit}</span><span>"Cập nhật lúc "<Date at=at seconds=true/></span></p>
        {empty}
        {picker::picker(store, &tthc, settings.kind)}
        {of_span}
        {over_time}
        {history::history(&tthc)}
        {terms::terms()}
        <div class="tools noprint"><Pause/>{downloads::downloads(store, tthc)}</div>
        {source}
    }
}

/// The period to show: the one that was asked for, otherwise the one a card shows. Views that call this follow it.
fn shown(store: &Store, tthc: &Tthc) -> Option<Span> {
    match store.chosen().get() {
        Chosen::Span(span) => Some(span),
        Chosen::Latest | Chosen::Unreadable => tthc.latest().map(|latest| latest.span()),
    }
}

/// All that hangs on the period.
fn period(store: &Store, tthc: &Arc<Tthc>, span: Span, settings: Settings) -> impl IntoView + use<> {
    let mistaken = (store.chosen().get() == Chosen::Unreadable)
        .then(|| view! { <p class="note">"Địa chỉ không ghi đúng kỳ; đây là kỳ mới nhất."</p> });
    let composed = tthc.compose(span);
    let none = composed.is_none().then(|| view! { <p class="note">{format!("Chưa có số liệu {span}.")}</p> });
    let shown = composed.map(|composed| {
        let contradictions = words::disagreements(tthc.disagreements_in(&composed));
        let said = words::composed(&composed, store.merged()).into_iter().chain(contradictions).collect();
        let flow = flow::flow(&composed.period.counts);
        let fields = fields::fields(composed.period.fields.clone(), span, settings.order);
        view! {
            <h2 class="hidden">"Kết quả trong kỳ"</h2>
            <div class="card tthc">
                <TthcFigures period=composed.period said=said updated_at=tthc.updated_at linked=true/>
            </div>
            {flow}
            {fields}
        }
    });
    view! { {mistaken}{none}{shown} }
}
