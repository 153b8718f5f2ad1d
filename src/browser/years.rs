//! Fetches the official documents of years.

use crate::data::{Store, live};
use crate::route::Route;
use trangxa_browser::http::Priority;
use wasm_bindgen_futures::spawn_local;

/// Fetches the documents of these years that are not here, one year after the other.
pub(crate) fn fetch(store: &Store, years: Vec<u16>) {
    let store = store.clone();
    spawn_local(async move {
        for year in years {
            live::load(&store, &Route::OfficialDocuments { year: Some(year) }, Priority::Auto).await;
        }
    });
}
