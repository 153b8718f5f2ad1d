//! The pages, one file each.

mod article;
mod home;
mod list;
mod not_found;
mod site_map;
mod standing;
mod tthc;

use crate::data::{DataError, Live, Load, Store};
use crate::route::Route;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::document::Document;

/// The page behind an address.
pub fn show(store: &Store, route: &Route) -> AnyView {
    match route {
        _ if !route.exists_on(store.site()) => not_found::not_found().into_any(),
        Route::Home => home::home(store).into_any(),
        Route::News { .. } | Route::Category { .. } => list::list(store, route.clone()).into_any(),
        Route::Article(slug) => article::article(store, slug).into_any(),
        Route::Tthc => tthc::tthc(store).into_any(),
        Route::SiteMap => site_map::site_map(store).into_any(),
        Route::Standing(id) => standing::standing(store, id).into_any(),
        Route::NotFound => not_found::not_found().into_any(),
    }
}

/// Shows a document once it is here, and again whenever it changes; until then, or without it, the headline and a word.
fn with_document<T: Document + Send + Sync + Clone + 'static>(
    live: Live<T>,
    headline: String,
    show: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    // A failed renewal changes the state but not the value, and must not rebuild the page.
    let state = Memo::new_with_compare(
        move |_| live.get(),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !same(before, after),
            _ => true,
        },
    );
    (move || match state.get() {
        Load::Ready(value) | Load::Stale(value, _) => show(value),
        Load::Loading => word(&headline, "Đang tải…"),
        Load::Failed(error) if error.is_missing() => not_found::not_found().into_any(),
        Load::Failed(DataError::Unreadable(_)) => {
            word(&headline, "Dữ liệu của trang này đang hỏng. Trang sẽ tự thử lại.")
        }
        Load::Failed(_) => word(&headline, "Chưa tải được nội dung. Trang sẽ tự thử lại."),
    })
    .into_any()
}

fn same<T>(a: &Load<T>, b: &Load<T>) -> bool {
    match (a.value(), b.value()) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => match (a, b) {
            (Load::Failed(a), Load::Failed(b)) => a == b,
            (Load::Loading, Load::Loading) => true,
            _ => false,
        },
        _ => false,
    }
}

fn word(headline: &str, text: &'static str) -> AnyView {
    let headline = headline.to_owned();
    view! { <div class="column"><h1>{headline}</h1><p>{text}</p></div> }.into_any()
}
