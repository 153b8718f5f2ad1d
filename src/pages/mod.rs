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
pub fn show(store: &Store, route: &Route) -> AnyView {
    if !route.exists_on(store.site()) {
        return not_found::not_found().into_any();
    }
    match route {
        Route::Home => home::home(store).into_any(),
        Route::News { .. } | Route::Category { .. } => list::list(store, route.clone()).into_any(),
        Route::Article(slug) => article::article(store, slug).into_any(),
        Route::Tthc => tthc::tthc(store).into_any(),
        // Only the publisher writes the widget's frame.
        Route::Embed if store.is_built() => embed::embed(store).into_any(),
        Route::SiteMap => site_map::site_map(store).into_any(),
        Route::Standing(id) => standing::standing(store, id).into_any(),
        Route::Embed | Route::NotFound => not_found::not_found().into_any(),
    }
}
