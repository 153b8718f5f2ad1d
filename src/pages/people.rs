//! The page `/to-chuc/`.

use super::untyped_view::shown;
use crate::components::Erase as _;
use crate::components::contact_href;
use crate::components::text_island::text_island;
use crate::data::{Store, address};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::People;
use trangxa_model::document::JsonDocument as _;
use trangxa_words::people as words;

pub(crate) fn people(store: &Store) -> AnyView {
    let headline = store.headline(&Route::People);
    let Some(live) = store.people().cloned() else { return ().into_any() };
    let (contact, json) = (contact_href(store), live.url().to_owned());
    let all = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            if let Ok(people) = People::from_json(live.url(), json) {
                trangxa_views::people(out, &people, &contact);
            }
            None
        }),
    );
    // Only the publisher writes the table.
    let table = store.is_built().then(|| {
        let table = format!("{}{}", store.base(), address::PEOPLE_TABLE);
        view! { <a class="button" href=table download="to-chuc.csv">"Tải bảng CSV"</a> }.erase()
    });
    view! {
        <div class="page">
            <div class="column wide register">
                <h1>{headline}</h1>
                {all}
                <p class="tools noprint">{table}<a class="button" href=json download="to-chuc.json">"Tải JSON"</a></p>
            </div>
        </div>
    }
    .erase()
}
