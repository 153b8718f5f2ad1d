//! Finding: fetches what a search lacks until it lacks nothing, and shows after each step what is known.

use super::field;
use super::results::{look_through, results};
use super::session::{self, Kind, Request};
use crate::browser::{idle, page};
use crate::data::{Load, Store, live};
use crate::route::Route;
use std::cell::RefCell;
use trangxa_browser::document;
use trangxa_browser::http::{self, Priority};
use trangxa_markup::{Changes, Markup, draw, morph};
use trangxa_views::search_results;
use trangxa_words::search as words;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomParser, Element, HtmlElement, SupportedType};

/// Where results are shown.
#[derive(Clone)]
pub(super) struct Place {
    pub store: Store,
    /// The element that results are put into; `None` where nothing is shown, because the index is only fetched ahead.
    pub element: Option<Element>,
    /// Whether it is the page of the search, not a panel.
    pub is_page: bool,
}

thread_local! {
    /// Where the results of the present search go.
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// Begins to find what the query of an address says.
pub(super) fn begin(place: Place, query: &str, is_typing: bool, wanted: usize) {
    session::with(|session| {
        session.seek(query, is_typing, wanted);
        if place.is_page {
            // The history tells searches apart by it.
            page::set_title(&words::title(&session.text, &place.store.title(&Route::Search)));
        }
    });
    look_into_feed(&place);
    PLACE.set(Some(place));
    advance();
    show();
}

/// Fetches the index, because a reader has touched a box.
pub(super) fn prepare(store: &Store) {
    let is_first = PLACE.with_borrow(Option::is_none);
    if is_first {
        PLACE.set(Some(Place { store: store.clone(), element: None, is_page: false }));
    }
    advance();
}

/// Takes the index that was fetched beside the part.
pub(super) fn came(store: &Store, bytes: Option<Vec<u8>>) {
    take(Request { kind: Kind::Index, name: String::new(), url: String::new() }, bytes);
    prepare(store);
}

/// Fetches what is lacking and not on its way.
pub(super) fn advance() {
    let Some(place) = PLACE.with_borrow(Clone::clone) else { return };
    let (is_complete, new) = session::with(|session| {
        let lacking = session.lacking(&place.store);
        (lacking.is_empty(), session.begin_fetching(lacking))
    });
    if is_complete {
        complete(place);
    }
    for request in new {
        spawn_local(fetch(request));
    }
}

/// Fetches a file, and goes on with the search that is the present one then.
async fn fetch(request: Request) {
    let is_fixed = request.kind == Kind::File || request.kind == Kind::Block;
    let bytes = if is_fixed { http::get_kept(&request.url).await } else { http::get(&request.url).await };
    let is_shown = request.kind == Kind::Block;
    take(request, bytes.ok());
    if is_shown {
        // Once it is painted.
        idle::at_idle(advance);
    } else {
        advance();
    }
}

/// Takes what came of a request, and shows it before anything more is fetched.
fn take(request: Request, bytes: Option<Vec<u8>>) {
    let is_index = request.kind == Kind::Index;
    session::with(|session| session.take(request, bytes, plain));
    if let Some(place) = PLACE.with_borrow(Clone::clone).filter(|_| is_index) {
        // Now it is known which articles are newer.
        look_into_feed(&place);
    }
    show();
}

/// Looks into the feed, which has articles that are newer than the index, once all else is found.
fn complete(place: Place) {
    let is_wanted = session::with(|session| {
        let is_sought = !session.query().is_empty() && (!session.is_typing || !place.store.is_built());
        // Once in a visit.
        is_sought && place.element.is_some() && !std::mem::replace(&mut session.has_asked_feed, true)
    });
    let lacks_feed = place.store.list(&Route::Home).is_some_and(|feed| feed.peek().value().is_none());
    if is_wanted && lacks_feed && !page::saves_data() {
        read_feed(place.store, 1);
    }
}

/// Reads on in the feed of a site without an index, by about a page of a list.
pub(super) fn read_on(store: Store) {
    let read = session::with(|session| session.looked_through.0);
    read_feed(store, u32::try_from(read / trangxa_model::feed::PAGE_SIZE + 1).unwrap_or(u32::MAX));
}

fn read_feed(store: Store, page: u32) {
    spawn_local(async move {
        live::load(&store, &Route::News { page }, Priority::Auto).await;
        if let Some(place) = PLACE.with_borrow(Clone::clone) {
            look_into_feed(&place);
            show();
        }
    });
}

/// Looks through the articles of the feed that the index does not have.
fn look_into_feed(place: &Place) {
    let store = &place.store;
    session::with(|session| {
        session.newer.clear();
        session.looked_through = (0, true);
        if session.query().is_empty() {
            return;
        }
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
pub(super) fn show() {
    let Some(Place { store, element: Some(element), is_page }) = PLACE.with_borrow(Clone::clone) else { return };
    let (mut shown, is_final) = session::with(|session| results(session, &store, is_page));
    // While nothing is certain, the results of a letter before stay: a list that comes and goes is hard to read.
    if !is_final && shown.count == 0 && element.query_selector(".results").is_ok_and(|it| it.is_some()) {
        return;
    }
    // What the reader has unfolded stays so.
    shown.is_narrowing = element.query_selector(".choices[open]").is_ok_and(|it| it.is_some());
    let mut markup = Markup::default();
    search_results(&mut markup, &shown);
    if let Some(form) = element.parent_element().filter(|_| !is_page && shown.count > 0) {
        let href = store.href(&Route::Search) + &field::query(&form);
        draw!(markup, "<p class='more'><a href='{}'>{}</a></p>", href, words::ALL_RESULTS);
    }
    let focused =
        document().active_element().filter(|it| element.contains(Some(it))).and_then(|it| it.get_attribute("href"));
    morph(&element, &markup, Changes::Unmarked);
    // A result that the reader is on keeps the focus when more are drawn.
    if let Some(href) = focused.filter(|_| !document().active_element().is_some_and(|it| element.contains(Some(&it)))) {
        focus(element.query_selector(&format!("a[href='{href}']")).ok().flatten().and_then(|it| it.dyn_into().ok()));
    }
    let next = session::with(|session| session.focus_next.filter(|place| *place < shown.count));
    if let (Some(next), Ok(links)) = (next, element.query_selector_all(".results a")) {
        session::with(|session| session.focus_next = None);
        focus(links.get(next as u32).and_then(|it| it.dyn_into().ok()));
    }
}

/// Moves the focus.
pub(super) fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// The text of markup. The browser's parser makes it, in a document in which nothing runs; paragraphs, lines and cells are separate words.
fn plain(html: &str) -> String {
    const ENDS: [&str; 6] = ["</p", "</h", "</li", "</t", "</div", "<br"];
    let spaced = ENDS.iter().fold(html.to_owned(), |html, end| html.replace(end, &[" ", end].concat()));
    let parsed = DomParser::new().and_then(|it| it.parse_from_string(&spaced, SupportedType::TextHtml));
    parsed.ok().and_then(|it| it.document_element()).and_then(|it| it.text_content()).unwrap_or_default()
}
