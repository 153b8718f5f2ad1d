//! The box of the search. What is typed into it is handled by `browser::navigation`, and by a part of the program of its own.

use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::Markup;

/// A box, empty.
pub(crate) fn search_box(store: &Store) -> AnyView {
    let mut markup = Markup::default();
    trangxa_views::search_box(&mut markup, &without_script(store));
    view! { <div class="seek" inner_html=markup.finish()></div> }.erase()
}

/// The address that a box leads to without script: the archive of the newest year, because a host does not search.
pub(crate) fn without_script(store: &Store) -> String {
    let newest = store.site().newest_year.and_then(|year| u16::try_from(year).ok());
    store.href(&newest.map_or(Route::Search, |year| Route::NewsArchive { year: Some(year), month: None }))
}
