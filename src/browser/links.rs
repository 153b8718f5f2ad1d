//! Links to pages that the program shows itself.

use super::page;
use crate::data::Store;
use crate::route::Route;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement};

/// The link that an event is about.
pub(super) fn of(event: &Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}

/// The page that a link leads to, with its address. `None` where the browser should follow the link itself: to another site,
/// with a query or a fragment, into another tab, or as a download. Only the address of a search has a query.
pub(super) fn target(store: &Store, link: &HtmlAnchorElement) -> Option<(Route, String)> {
    let ours = link.origin() == page::origin();
    let other = link.has_attribute("download") || link.has_attribute("target") || !link.hash().is_empty();
    if !ours || other {
        return None;
    }
    let (route, query) = (route_at(store, &link.pathname())?, link.search());
    (query.is_empty() || route == Route::Search).then(|| (route, link.pathname() + &query))
}

/// The page of the site at a path of the host.
pub(super) fn route_at(store: &Store, path: &str) -> Option<Route> {
    let route = Route::parse(path.strip_prefix(store.base())?);
    route.exists_on(store.site()).then_some(route)
}
