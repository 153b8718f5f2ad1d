//! The procedures that people need most, on the home page.

use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::site::PopularProcedure;
use trangxa_words::procedures;

/// A tile for each procedure, and a link to all of them.
#[component]
pub(crate) fn Tiles(procedures: Vec<PopularProcedure>) -> impl IntoView {
    let store = Store::of_page();
    let all = store.href(&Route::Procedures);
    let tiles: Vec<_> = procedures
        .into_iter()
        .map(|PopularProcedure { id, name }| {
            let href = store.href(&Route::Procedure(id));
            view! { <li><a href=href>{name}</a></li> }.erase()
        })
        .collect();
    view! {
        <section class="tiles" aria-labelledby="thu-tuc">
            <h2 id="thu-tuc"><a href=all>{procedures::HEADLINE}</a></h2>
            <ul>{tiles}</ul>
        </section>
    }
    .erase()
}
