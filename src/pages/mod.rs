//! The pages, one file each.

mod article;
mod embed;
mod home;
mod list;
mod not_found;
mod site_map;
mod standing;
mod tthc;

use crate::data::{LiveDocument, Load, Store};
use crate::route::Route;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::document::JsonDocument;

/// The page behind an address.
pub fn show(store: &Store, route: &Route) -> AnyView {
    if !route.exists_on(store.site()) {
        return not_found::not_found().into_any();
    }
    match route {
        Route::Home => home::home(store).into_any(),
        Route::News { .. } | Route::Category { .. } => list::list(store, route.clone()).into_any(),
        Route::Article(slug) => article::article(store, slug).into_any(),
        Route::Tthc => tthc::tthc(store).into_any(),
        // Where nothing was built there is no frame.
        Route::Embed if store.is_built() => embed::embed(store).into_any(),
        Route::SiteMap => site_map::site_map(store).into_any(),
        Route::Standing(id) => standing::standing(store, id).into_any(),
        Route::Embed | Route::NotFound => not_found::not_found().into_any(),
    }
}

/// Shows a document once it is here, and again whenever it changes; until then, or without it, the headline and a word.
fn with_document<T, V>(
    live: Option<LiveDocument<T>>,
    headline: String,
    show: impl Fn(Arc<T>) -> V + Send + 'static,
) -> AnyView
where
    T: JsonDocument + Send + Sync + 'static,
    V: IntoView + 'static,
{
    with_state(move || live.as_ref().map(LiveDocument::get), headline, show)
}

/// The same for a document that is put together where it is shown.
fn with_state<T, V>(
    state: impl Fn() -> Option<Load<T>> + Send + 'static,
    headline: String,
    show: impl Fn(Arc<T>) -> V + Send + 'static,
) -> AnyView
where
    T: Send + Sync + 'static,
    V: IntoView + 'static,
{
    (move || match state() {
        Some(Load::Ready(value) | Load::Stale(value, _)) => show(value).into_any(),
        Some(Load::Loading) => word(&headline, "Đang tải…"),
        Some(Load::Failed(error)) if !error.is_missing() => {
            word(&headline, "Chưa tải được nội dung. Trang sẽ tự thử lại.")
        }
        Some(Load::Failed(_)) | None => not_found::message().into_any(),
    })
    .into_any()
}

fn word(headline: &str, text: &'static str) -> AnyView {
    let headline = headline.to_owned();
    view! { <h1>{headline}</h1><p>{text}</p> }.into_any()
}
