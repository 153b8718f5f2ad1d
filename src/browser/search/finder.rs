//! Finding: fetches what a search lacks until it lacks nothing, and shows after each step what is known.

use super::field;
use super::results::{look_through, results};
use super::session::{self, Kind, Request};
use crate::browser::page;
use crate::data::{Load, Store, live};
use crate::route::Route;
use trangxa_browser::http::{self, Priority};
use trangxa_markup::{Changes, Markup, draw, morph};
use trangxa_views::{SearchResults, search_results};
use trangxa_words::search as words;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomParser, Element, SupportedType};

/// Where results are shown.
#[derive(Clone)]
pub(super) struct Place {
    pub store: Store,
    /// The element that results are put into; `None` where nothing is shown, because the index is only fetched ahead.
    pub element: Option<Element>,
    /// Whether it is the page of the search, not a panel.
    pub is_page: bool,
}

/// Begins to find what the query of an address says.
pub(super) fn begin(place: &Place, query: &str, is_typing: bool, wanted: usize) {
    session::with(|session| session.seek(query, is_typing, wanted));
    if session::with(|session| !session.query().is_empty()) {
        look_into_feed(place);
        advance(place);
    }
    show(place);
}

/// Fetches what is lacking.
pub(super) fn advance(place: &Place) {
    let (run, lacking) = session::with(|session| {
        let lacking = session.lacking(&place.store);
        session.pending = lacking.len();
        (session.run, lacking)
    });
    if lacking.is_empty() {
        complete(place, run);
    }
    for request in lacking {
        spawn_local(fetch(place.clone(), run, request));
    }
}

async fn fetch(place: Place, run: u32, request: Request) {
    let is_fixed = request.kind == Kind::File || request.kind == Kind::Block;
    let bytes = if is_fixed { http::get_kept(&request.url).await } else { http::get(&request.url).await };
    let is_last = session::with(|session| {
        session.take(request, bytes.ok(), plain);
        let is_run = session.run == run;
        session.pending = session.pending.saturating_sub(usize::from(is_run));
        is_run && session.pending == 0
    });
    if session::with(|session| session.run == run) {
        if is_last {
            advance(&place);
        }
        show(&place);
    }
}

/// Looks into the feed, which has articles that are newer than the index, once all else is found.
fn complete(place: &Place, run: u32) {
    let place = place.clone();
    let is_wanted = session::with(|session| !session.is_typing || !place.store.is_built());
    let lacks_feed = place.store.list(&Route::Home).is_some_and(|feed| feed.peek().value().is_none());
    if is_wanted && lacks_feed && place.element.is_some() && !page::saves_data() {
        spawn_local(async move {
            live::load(&place.store, &Route::News { page: 1 }, Priority::Low).await;
            if session::with(|session| session.run == run) {
                look_into_feed(&place);
                show(&place);
            }
        });
    }
}

/// Reads on in the feed of a site without an index, by about a page of a list.
pub(super) fn read_on(place: Place) {
    let (run, read) = session::with(|session| (session.run, session.looked_through.0));
    let page = u32::try_from(read / trangxa_model::feed::PAGE_SIZE + 1).unwrap_or(u32::MAX);
    spawn_local(async move {
        live::load(&place.store, &Route::News { page }, Priority::Auto).await;
        if session::with(|session| session.run == run) {
            look_into_feed(&place);
            show(&place);
        }
    });
}

/// Looks through the articles of the feed that the index does not have.
fn look_into_feed(place: &Place) {
    let store = &place.store;
    session::with(|session| {
        session.newer.clear();
        session.looked_through = (0, true);
        let known = session.index.as_ref().map(|index| index.newest().to_vec());
        let mut page = 1;
        while let Some(Load::Ready(list) | Load::Stale(list, _)) = store.shown_list(&Route::News { page }) {
            session.looked_through.0 += list.articles.len();
            let listing = list.listing.filter(|_| !store.is_built());
            session.looked_through.1 = listing.is_none_or(|listing| !listing.open);
            match &known {
                None => look_through(session, store, &list.articles, plain),
                Some(known) => {
                    // An article that the index has, but not among its newest, is older than those.
                    let is_known = |it: &&_| known.contains(&path_of(it));
                    let from = list.articles.iter().filter(is_known).filter_map(|it| it.published).min();
                    let new = list.articles.iter().filter(|it| !is_known(it) && it.published >= from).cloned();
                    look_through(session, store, &new.collect::<Vec<_>>(), plain);
                }
            }
            // A feed that was not read to its end has one page more than was read.
            if list.articles.is_empty() || listing.is_none_or(|listing| listing.page >= listing.pages) {
                break;
            }
            page += 1;
        }
    });
}

fn path_of(article: &trangxa_model::Article) -> String {
    Route::Article(article.slug.clone()).path()
}

/// Puts what is known into its place.
fn show(place: &Place) {
    let Some(element) = &place.element else { return };
    let mut shown = session::with(|session| results(session, &place.store));
    let mut markup = Markup::default();
    if !place.is_page {
        shown = SearchResults { choices: Vec::new(), more: None, ..shown };
    }
    search_results(&mut markup, &shown);
    if !place.is_page && !shown.entries.is_empty() {
        let href = place.store.href(&Route::Search)
            + &field::query(&element.parent_element().unwrap_or_else(|| element.clone()));
        draw!(markup, "<p class='more'><a href='{}'>{}</a></p>", href, words::ALL_RESULTS);
    }
    morph(element, &markup, Changes::Unmarked);
}

/// The text of markup. The browser's parser makes it, in a document in which nothing runs; elements are separate words.
fn plain(html: &str) -> String {
    let parsed =
        DomParser::new().and_then(|it| it.parse_from_string(&html.replace('<', " <"), SupportedType::TextHtml));
    parsed.ok().and_then(|it| it.document_element()).and_then(|it| it.text_content()).unwrap_or_default()
}
