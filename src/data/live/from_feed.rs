//! What a page is about, where its own document does not say it: nothing was built, the page is newer than the last build, or a CMS wrote
//! over the built feed.

use super::documents::{is_absent, renew as renew_document};
use super::feed_chain::{ensure_feed, find_in_chain, find_in_feed, follow, take};
use crate::data::{LiveDocument, Store, StoredDocument};
use crate::route::Route;
use trangxa_browser::http;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::feed::{Article, Feed, FullArticle};
use trangxa_model::{DataError, Html, Slug, document};

/// Fetches what a page is about; returns whether its content changed. `own` is what came of the request for the page's own document;
/// `None` where nothing was built and it was not requested.
pub(super) async fn renew(
    store: &Store,
    route: &Route,
    wanted: &StoredDocument,
    own: Option<Result<bool, DataError>>,
) -> Result<bool, DataError> {
    match (route, wanted, own) {
        (Route::Article(slug), _, None) => renew_plain_item(store, slug, wanted).await,
        (Route::Article(slug), _, Some(result)) => complete_item(store, slug, wanted, result).await,
        (_, StoredDocument::List(list), own) => renew_list(store, route, list, own).await,
        // The texts of pages are in site.json.
        (_, _, own) => own.unwrap_or(Ok(false)),
    }
}

/// Completes an article of a site that was built: one without a file is looked up in the feed.
async fn complete_item(
    store: &Store,
    slug: &Slug,
    wanted: &StoredDocument,
    result: Result<bool, DataError>,
) -> Result<bool, DataError> {
    match &result {
        Err(error) if error.is_missing() && !wanted.has_file() => {
            ensure_feed(store).await;
            if let Some((summary, url)) = summary_with_file(store, slug, wanted.url()) {
                return complete(store, slug, summary, &url).await;
            }
            // An article that the feed lacks shows as "not found".
            find_in_feed(store, slug, error).await;
        }
        Err(error) if error.is_gone() => {
            ensure_feed(store).await;
            if find_in_chain(store, slug).is_none() {
                mark_withdrawn(store, slug, error);
            }
        }
        _ => correct(store, slug),
    }
    result
}

/// Replaces a built article by what the feed says of it now, where a CMS wrote over the built feed: a correction, or another
/// article that has the headline and so the address. If the reader did not come by way of the feed, the feed is not here, and the
/// built article stands until the next build.
fn correct(store: &Store, slug: &Slug) {
    let (live, newer) = (store.item(slug), find_in_chain(store, slug));
    let state = live.peek();
    let (Some(built), Some(newer)) = (state.value(), newer) else { return };
    let text = |article: &Article| article.content.as_ref().map(Html::text);
    let (old, new) = (&built.article, newer.article);
    let differs = old.id != new.id || old.title != new.title || text(old) != text(&new);
    if new.content.is_some() && differs {
        let FullArticle { previous, next, related, .. } = FullArticle::clone(built);
        live.found(FullArticle { previous, next, related, ..FullArticle::alone(new) });
    }
}

/// Fetches a list. One without a file is cut from the feed, whose documents are followed as far as the page reaches.
async fn renew_list(
    store: &Store,
    route: &Route,
    list: &LiveDocument<Feed>,
    own: Option<Result<bool, DataError>>,
) -> Result<bool, DataError> {
    let is_feed = store.is_feed(list);
    if !is_feed && own.is_none() {
        ensure_feed(store).await;
        if !store.chain().0.is_empty() {
            return follow(store, route).await;
        }
    }
    let wanted = StoredDocument::List(list.clone());
    let result = match own {
        Some(result) => result,
        None => renew_document(store, &wanted).await,
    };
    match &result {
        Ok(changed) if is_feed => follow(store, route).await.map(|followed| *changed || followed),
        Err(error) if !is_feed && is_absent(&wanted, error) => {
            ensure_feed(store).await;
            if store.chain().0.is_empty() { result } else { follow(store, route).await }
        }
        _ => result,
    }
}

/// Fetches an article where nothing was built: from the feed as far as it was read, otherwise from a file of its own, otherwise from
/// further on in the feed.
async fn renew_plain_item(store: &Store, slug: &Slug, wanted: &StoredDocument) -> Result<bool, DataError> {
    ensure_feed(store).await;
    if let Some((summary, url)) = summary_with_file(store, slug, wanted.url()) {
        return complete(store, slug, summary, &url).await;
    }
    let item = find_in_chain(store, slug);
    if let Some(item) = item.clone().filter(|item| item.article.content.is_some()) {
        store.item(slug).found(item);
        return Ok(false);
    }
    let result = renew_document(store, wanted).await;
    let Err(error) = result else { return result };
    if let Some(summary) = item {
        take(store, slug, summary, &error);
        return Err(error);
    }
    if error.is_missing() && find_in_feed(store, slug, &error).await {
        return Ok(false);
    }
    let error = wanted.fail(error);
    if error.is_gone() {
        mark_withdrawn(store, slug, &error);
    }
    Err(error)
}

/// An article that the reader has before them is no longer on the host and no longer in the feed: it stays, and the page says so.
fn mark_withdrawn(store: &Store, slug: &Slug, error: &DataError) {
    let live = store.item(slug);
    if let Some(item) = live.peek().value() {
        live.found_instead(FullArticle::clone(item), error.clone());
    }
}

/// An article of which the feed has only a summary, with the address of the file that the feed names for its text.
fn summary_with_file(store: &Store, slug: &Slug, own: &str) -> Option<(FullArticle, String)> {
    let summary = find_in_chain(store, slug).filter(|item| item.article.content.is_none())?;
    let url = summary.article.item.clone().filter(|url| url != own)?;
    Some((summary, url))
}

/// Fetches the text of an article from the file that the feed names. Until that succeeds, the summary is shown.
async fn complete(store: &Store, slug: &Slug, summary: FullArticle, url: &str) -> Result<bool, DataError> {
    match fetch_item(url).await {
        Ok(item) => {
            store.item(slug).found(item);
            Ok(true)
        }
        Err(error) => {
            take(store, slug, summary, &error);
            Err(error)
        }
    }
}

async fn fetch_item(url: &str) -> Result<FullArticle, DataError> {
    let json = document::parse(url, &http::get(url).await?)?;
    Ok(FullArticle::from_json(url, json)?)
}
