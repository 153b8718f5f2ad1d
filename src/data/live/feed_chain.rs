//! A feed that the publisher did not cut into lists: its documents are linked by `next_url` and read one after another, as
//! far as a page needs them.

use super::documents::{is_fresh, renew};
use crate::data::{Store, StoredDocument};
use crate::route::Route;
use trangxa_model::feed::{self, Feed, FullArticle};
use trangxa_model::{DataError, Slug};

/// How many documents of a feed are read for one tap: a phone must not load an archive because one address is wrong.
const MAX_FOLLOWED: usize = 20;

/// Makes sure that the feed's first document was read just now, if it can be read.
pub(super) async fn ensure_feed(store: &Store) {
    if let Some(feed) = store.list(&Route::Home).map(StoredDocument::List).filter(|feed| !is_fresh(feed)) {
        // The document keeps its error; the pages that show it display it.
        let _ = renew(store, &feed).await;
    }
}

/// Reads on in the feed until the page of the list behind `route` is full, the feed ends, or [`MAX_FOLLOWED`] documents were
/// read. Returns whether any was read.
pub(super) async fn follow(store: &Store, route: &Route) -> Result<bool, DataError> {
    let Some((category, page)) = route.listed() else { return Ok(false) };
    for step in 0..MAX_FOLLOWED {
        let (documents, next) = store.chain();
        let documents: Vec<&Feed> = documents.iter().map(AsRef::as_ref).collect();
        let (Some(next), false) = (next, feed::is_enough(&documents, category, page)) else { return Ok(step > 0) };
        renew(store, &StoredDocument::List(next)).await?;
    }
    Ok(true)
}

/// An article in the documents of the feed that were read so far.
pub(super) fn find_in_chain(store: &Store, slug: &Slug) -> Option<FullArticle> {
    let (documents, _) = store.chain();
    let documents: Vec<&Feed> = documents.iter().map(AsRef::as_ref).collect();
    FullArticle::find_in(&feed::in_order(&documents), slug)
}

/// Puts an article of the feed into the store. Where the feed has only a summary, `error` says why the text is missing.
pub(super) fn take(store: &Store, slug: &Slug, item: FullArticle, error: &DataError) {
    let live = store.item(slug);
    if item.article.content.is_some() { live.found(item) } else { live.found_instead(item, error.clone()) }
}

/// Looks an article up in the feed, reading on as far as one tap allows, and puts it into the store; returns whether it was
/// found. `error` says why its own file could not be had. One of the publisher's lists may have it, too, if a CMS has added it there;
/// an article of which such a list has only a summary had a file, and was withdrawn.
pub(super) async fn find_in_feed(store: &Store, slug: &Slug, error: &DataError) -> bool {
    for _ in 0..MAX_FOLLOWED {
        let listed = || store.mention(slug).filter(|article| article.content.is_some()).map(FullArticle::alone);
        if let Some(item) = find_in_chain(store, slug).or_else(listed) {
            take(store, slug, item, error);
            return true;
        }
        let Some(next) = store.chain().1 else { return false };
        if renew(store, &StoredDocument::List(next)).await.is_err() {
            return false;
        }
    }
    false
}
