//! What a page is about.

use super::documents::{fetch, is_absent, renew};
use super::from_feed;
use super::work::Work;
use crate::browser::{once, part};
use crate::data::{Store, StoredDocument, UntypedKind};
use crate::parts::Part;
use crate::route::Route;
use trangxa_browser::clock;
use trangxa_browser::http::Priority;
use trangxa_model::DataError;
use trangxa_model::time::DAY_S;
use trangxa_part::in_part;

/// Makes sure that the store has what a page shows, and that the part of the program that shows it is here. Returns whether the part
/// is; a document keeps its error, and the page that shows it displays it.
pub async fn load(store: &Store, route: &Route, priority: Priority) -> bool {
    // All is requested at once.
    let part = part::fetch_for(route, store.parts_of(route));
    if let Some(wanted) = store.document(route)
        && !wanted.is_whole()
    {
        // The request for the document waits for it, once there is something to read.
        let _reader = wanted.reader().map(part::fetch);
        let (name, store, route) = (route.path(), store.clone(), route.clone());
        let work = async move {
            let _ = renew_page(&store, &route, &wanted, priority).await;
        };
        once::join(name, work).await;
    }
    // Other pages carry only the first desk, and nothing of the calendar.
    let others = [(UntypedKind::Office, store.desks_of(route)), (UntypedKind::Calendar, store.calendar_of(route))];
    for (kind, live) in others {
        if let Some(live) = live.filter(|live| !live.is_whole()) {
            let _ = renew(store, &StoredDocument::Untyped(kind, live)).await;
        }
    }
    part.await
}

/// Fetches the calendar where the home page was written so long ago that the days it carries may not be the next ones.
pub(crate) async fn renew_old_days(store: &Store) {
    const NEAR_S: i64 = 7 * DAY_S;
    let is_old = (clock::now().unix() - store.began_at().unix()).abs() > NEAR_S;
    if let Some(days) = store.calendar_of(&Route::Home).filter(|days| is_old && !days.is_whole()) {
        let _ = renew(store, &StoredDocument::Untyped(UntypedKind::Calendar, days)).await;
    }
}

/// Fetches the document that a page is about; returns whether its content changed. Where the document does not say it all, the feed is
/// asked.
pub(super) async fn renew_page(
    store: &Store,
    route: &Route,
    wanted: &StoredDocument,
    priority: Priority,
) -> Result<bool, DataError> {
    let has_file = store.is_built() || matches!(wanted, StoredDocument::Tthc(_) | StoredDocument::Visits(_));
    let own = if has_file { Some(fetch(store, wanted, priority).await.map(|new| new.is_some())) } else { None };
    match own {
        Some(result) if says_all(store, wanted, &result) => result,
        own => {
            let articles = wanted.has_text().then(|| part::fetch(Part::Articles));
            let has_feed = part::fetch(Part::Feed).await;
            if let Some(articles) = articles {
                articles.await;
            }
            if has_feed {
                from_feed(store.clone(), route.clone(), wanted.clone(), own).await
            } else {
                own.unwrap_or_else(|| Err(wanted.fail(DataError::Network)))
            }
        }
    }
}

in_part! { "feed", "00000000000000000000000000000001",
    /// See [`from_feed::renew`].
    fn from_feed(
        store: Store,
        route: Route,
        wanted: StoredDocument,
        own: Option<Result<bool, DataError>>,
    ) -> Work<Result<bool, DataError>> {
        Box::pin(async move { from_feed::renew(&store, &route, &wanted, own).await })
    }
}

/// Whether nothing is to be found in the feed beyond what came of the request for the page's own document.
fn says_all(store: &Store, wanted: &StoredDocument, result: &Result<bool, DataError>) -> bool {
    match (wanted, result) {
        (StoredDocument::List(list), Ok(_)) => !store.is_feed(list) || !store.has_uncut_feed(),
        (StoredDocument::List(list), Err(error)) => store.is_feed(list) || !is_absent(wanted, error),
        (StoredDocument::Item(_), Err(error)) if error.is_missing() || error.is_gone() => false,
        (StoredDocument::Item(_), _) => !store.has_uncut_feed(),
        _ => true,
    }
}
