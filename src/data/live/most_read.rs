//! Fetching the list of what is read most.

use super::documents::renew;
use crate::data::{Store, StoredDocument, popular};
use leptos::prelude::*;
use trangxa_browser::http;
use trangxa_browser::page::escape;
use trangxa_browser::visits::site_id;
use trangxa_model::{DataError, document};

/// How many articles are looked up for the list because no document in the store has their headline.
const MAX_UNKNOWN: usize = 5;

/// Asks the counter what is read most, and fetches the articles in its answer whose headlines are unknown here.
pub(super) async fn renew_most_read(store: &Store) -> Result<(), DataError> {
    let source = store.site().data.visits.as_ref();
    let Some(url) = source.and_then(|source| source.popular(&escape(&site_id(store.base())))) else { return Ok(()) };
    let json = document::parse(&url, &http::get(&url).await?)?;
    let mut unknown = 0;
    for (slug, _) in popular::ranked(&json).1 {
        if unknown < MAX_UNKNOWN && store.known_title(&slug).is_none() {
            unknown += 1;
            // An article without a file is not the site's: anybody can report any address to a counter.
            let _ = renew(store, &StoredDocument::Item(store.item(&slug))).await;
        }
    }
    store.popular().set(json);
    Ok(())
}
