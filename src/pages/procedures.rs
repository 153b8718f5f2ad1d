//! The pages `/thu-tuc/` and `/thu-tuc/<id>/`.

use super::untyped_view::shown;
use crate::browser::filter;
use crate::components::Erase as _;
use crate::components::contact_href;
use crate::components::handlers::on_input;
use crate::components::text_island::text_island;
use crate::data::{Store, UntypedKind, address};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::draw;
use trangxa_model::Slug;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::procedures::{Procedure, Procedures};
use trangxa_views::{procedure, procedure_list};
use trangxa_words::{office, procedures as words};

pub(crate) fn procedures(store: &Store, route: &Route) -> AnyView {
    let headline = store.headline(route);
    let content = match route {
        Route::Procedure(id) => one(store, id),
        _ => list(store),
    };
    view! { <div class="page"><div class="column wide register procedures"><h1>{headline}</h1>{content}</div></div> }
        .erase()
}

/// All procedures, with a field that leaves those with some words.
fn list(store: &Store) -> AnyView {
    let Some(live) = store.procedures().cloned() else { return ().into_any() };
    let (here, json) = (store.clone(), live.url().to_owned());
    let all = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            if let Ok(list) = Procedures::from_json(live.url(), json) {
                let root = here.href(&Route::Procedures);
                procedure_list(out, &list, &|id| format!("{root}{id}/"));
            }
            None
        }),
    );
    let filter = on_input(|event| filter::filter(&event));
    // Only the publisher writes the table.
    let table = store.is_built().then(|| {
        let table = format!("{}{}", store.base(), address::PROCEDURES_TABLE);
        view! { <a class="button" href=table download="thu-tuc.csv">"Tải bảng CSV"</a> }.erase()
    });
    view! {
        <label class="live noprint">{words::FILTER}<input type="search" autocomplete="off" on:input=filter/></label>
        {all}
        <p class="tools noprint">{table}<a class="button" href=json download="thu-tuc.json">"Tải JSON"</a></p>
    }
    .erase()
}

/// A procedure.
fn one(store: &Store, id: &Slug) -> AnyView {
    let (contact, id, (kind, live)) = (contact_href(store), id.clone(), store.procedure(id));
    text_island(
        "procedure",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            if kind == UntypedKind::Procedure {
                let read = Procedure::from_json(live.url(), json).ok()?;
                procedure(out, &read, &contact);
                return None;
            }
            let list = Procedures::from_json(live.url(), json).ok()?;
            let Some(mut found) = list.procedures.into_iter().find(|it| it.id == id) else {
                draw!(out, "<p class='note'>{}</p>", words::WITHDRAWN);
                return None;
            };
            // No publisher has put a name in the place of a desk's id.
            found.desk = found.place.as_deref().and_then(Slug::parse);
            if found.desk.is_some() {
                found.place = Some(office::CONTACT.to_owned());
            }
            // The page's headline does not know the name.
            draw!(out, "<h2>{}</h2>", found.name);
            procedure(out, &found, &contact);
            None
        }),
    )
}
