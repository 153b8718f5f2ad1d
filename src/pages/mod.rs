//! The pages, one file or folder each.

mod article;
mod document_view;
mod embed;
mod home;
mod list;
mod not_found;
mod site_map;
mod standing;
mod tthc;

use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;

/// The page of a route, as it is now and as its documents change.
pub(crate) fn show(store: &Store, route: &Route) -> AnyView {
    if !route.exists_on(store.site()) {
        return not_found::not_found();
    }
    match route {
        Route::Home => home::home(store),
        Route::News { .. } | Route::Category { .. } => list::list(store, route.clone()),
        Route::Article(slug) => article::article(store, slug),
        Route::Tthc => tthc::tthc(store),
        // Only the publisher writes the widget's frame.
        Route::Embed if store.is_built() => embed::embed(store),
        Route::SiteMap => site_map::site_map(store),
        Route::Standing(id) => standing::standing(store, id),
        Route::Embed | Route::NotFound => not_found::not_found(),
    }
}
