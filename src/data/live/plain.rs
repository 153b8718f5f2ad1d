//! The store of a host that has only the app and its data.

use super::work::Work;
use crate::browser::{offline, page};
use crate::data::{Store, address};
use trangxa_browser::{clock, http};
use trangxa_model::document::{JsonDocument as _, parse};
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::visits::VisitsSource;
use trangxa_model::{DataError, Feed, Site};
use trangxa_part::in_part;

in_part! { "feed", "00000000000000000000000000000002",
    /// Makes the store: site.json says whose site it is, or else the feed.
    pub(crate) fn fetch_site(base: String) -> Work<Result<Store, DataError>> {
        Box::pin(async move { fetch(&base).await })
    }
}

async fn fetch(base: &str) -> Result<Store, DataError> {
    let url = format!("{base}{}", address::SITE);
    let read = http::get(&url).await.and_then(|bytes| Ok(parse(&url, &bytes)?));
    // Where nothing was built, a CMS may change any file at any time: a worker is there only if site.json asks for it.
    match &read {
        Ok(json) => offline::set_wanted(json["offline"] == true),
        Err(error) if error.is_missing() => offline::set_wanted(false),
        Err(_) => {}
    }
    let site = match read {
        Err(error) if error.is_missing() => site_of_feed(base).await?,
        json => Site::from_json(&url, json?)?,
    };
    Ok(Store::new(base, site, clock::now()))
}

async fn site_of_feed(base: &str) -> Result<Site, DataError> {
    let at = |path: &str| format!("{base}{path}");
    let url = at(DEFAULT_ARTICLES);
    let feed = Feed::read(&url, &http::get(&url).await?)?;
    let mut site = Site::from_feed(&feed, page::origin() + base);
    // No document says whether there are figures and counters, so each is requested once.
    let mut named = Vec::new();
    for path in ["data/tthc.json", "data/visits.json"] {
        named.push(http::get(&at(path)).await.ok().map(|_| path.to_owned()));
    }
    site.data.visits = named.pop().flatten().map(VisitsSource::file);
    site.data.tthc = named.pop().flatten();
    Ok(site)
}
