//! Fetching the visitor counts.

use crate::page::{escape, host};
use crate::{clock, http};
use trangxa_model::DataError;
use trangxa_model::visits::{self, VisitsKind, VisitsSource};

/// The id of the site whose root on this host is `base`, by which a counter knows it.
#[must_use]
pub fn site_id(base: &str) -> String {
    visits::site_id(&host(), base)
}

/// The counts as a document. `url` is the address of a file of counts; a live counter is requested by the site's id, and
/// GoatCounter's counts are put together from two answers.
pub async fn get(source: &VisitsSource, base: &str, url: &str) -> Result<Vec<u8>, DataError> {
    let now = clock::now();
    let mut urls = source.addresses(&escape(&site_id(base)), now);
    if urls.is_empty() {
        urls.push(url.to_owned());
    }
    let mut files = Vec::new();
    for url in urls {
        match http::get(&url).await {
            Ok(file) => files.push(file),
            // Of GoatCounter, the total without today's count is worth showing.
            Err(error) if error.is_missing() && !files.is_empty() => {}
            Err(error) => return Err(error),
        }
    }
    if source.kind == VisitsKind::GoatCounter {
        return Ok(visits::of_goatcounter(url, &files, now)?.into_bytes());
    }
    Ok(files.pop().unwrap_or_default())
}
