//! The pages `/thu-tuc/` and `/thu-tuc/<id>/`.

use crate::browser::filter;
use crate::components::Erase as _;
use crate::components::contact_href;
use crate::components::handlers::on_input;
use crate::components::text_island::text_island;
use crate::data::{LiveDocument, Load, Store, Untyped};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_model::document::JsonDocument as _;
use trangxa_model::procedures::{Procedure, Procedures};
use trangxa_views::{procedure, procedure_list};
use trangxa_words::{procedures as words, status};

pub(crate) fn procedures(store: &Store, route: &Route) -> AnyView {
    let headline = store.headline(route);
    let content = match route {
        Route::Procedure(id) => one(store, store.procedure(id)),
        _ => list(store),
    };
    view! { <div class="page"><div class="column wide procedures"><h1>{headline}</h1>{content}</div></div> }.erase()
}

/// All procedures, with a field that leaves those with some words.
fn list(store: &Store) -> AnyView {
    let Some(live) = store.procedures().cloned() else { return ().into_any() };
    let here = store.clone();
    let all = text_island(
        "list",
        Box::new(move |out| {
            let Some(json) = shown(out, &live) else { return None };
            if let Ok(list) = Procedures::from_json(live.url(), json) {
                let root = here.href(&Route::Procedures);
                procedure_list(out, &list, &|id| format!("{root}{id}/"));
            }
            None
        }),
    );
    let filter = on_input(|event| filter::filter(&event));
    view! {
        <label class="live noprint">{words::FILTER}<input type="search" autocomplete="off" on:input=filter/></label>
        {all}
    }
    .erase()
}

/// A procedure.
fn one(store: &Store, live: LiveDocument<Untyped>) -> AnyView {
    let contact = contact_href(store);
    text_island(
        "procedure",
        Box::new(move |out| {
            let json = shown(out, &live)?;
            if let Ok(read) = Procedure::from_json(live.url(), json) {
                procedure(out, &read, &contact);
            }
            None
        }),
    )
}

/// The JSON of a document that is here; otherwise draws why it is not.
fn shown(out: &mut Markup, live: &LiveDocument<Untyped>) -> Option<serde_json::Value> {
    let state = live.get();
    let message = match &state {
        Load::Ready(document) | Load::Stale(document, _) => return Some(document.0.clone()),
        Load::Loading => status::LOADING,
        Load::Failed(error) if error.is_missing() => words::WITHDRAWN,
        Load::Failed(_) => status::LOADING_FAILED,
    };
    draw!(out, "<p class='note'>{}</p>", message);
    None
}
