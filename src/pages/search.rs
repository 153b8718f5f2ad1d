//! The page `/tim-kiem/`.

use crate::browser::search::follow;
use crate::components::text_island::text_island;
use crate::components::without_script;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::draw;
use trangxa_views::search_box;
use trangxa_words::{archive as archive_words, search as words};

/// The page is drawn once. What is found is put into it by `browser::search`, which follows the box and the address.
pub(crate) fn search(store: &Store) -> AnyView {
    let store = store.clone();
    text_island(
        "page",
        Box::new(move |out| {
            draw!(out, "<div class='column wide register search'><h1>{}</h1>", store.headline(&Route::Search));
            search_box(out, &without_script(&store));
            draw!(out, "<div class='found list'><p role='status' class='count'>{} ", words::STARTING);
            let archive = Route::NewsArchive { year: None, month: None };
            draw!(out, "<a href='{}'>{}</a>.</p></div></div>", store.href(&archive), archive_words::HEADLINE);
            follow(&store, &store.sought().get());
            None
        }),
    )
}
