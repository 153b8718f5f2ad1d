//! Fetching ahead what a reader will probably open next: the page behind a link that is pointed at, and on a list the articles whose
//! headlines are seen, because a thumb gives no sign before it taps.

use super::{html, idle, links, page, part, style};
use crate::data::Store;
use crate::data::live::{self, Work};
use crate::pages::article;
use crate::parts::Part;
use crate::route::Route;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_browser::document;
use trangxa_browser::http::Priority;
use trangxa_browser::page::is_hidden;
use trangxa_model::Slug;
use trangxa_part::in_part;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// How many articles are fetched for one page because their headlines are seen.
const MOST: usize = 6;

/// What is fetched ahead in a visit.
pub(crate) struct Ahead {
    store: Store,
    /// The addresses of the pages that were fetched. A list, not a set: a visit has dozens of them, and a hasher would add more to the wasm.
    known: RefCell<Vec<String>>,
    /// How many articles were fetched for the page that is shown.
    count: Cell<usize>,
    /// Counts the pages that the reader has left.
    left_pages: Cell<u32>,
    is_looking: Cell<bool>,
    /// Whether an article was built off the page in this visit.
    is_rehearsed: Cell<bool>,
}

impl Ahead {
    pub(super) fn new(store: Store) -> Self {
        let known = RefCell::default();
        Self {
            store,
            known,
            count: Cell::new(0),
            left_pages: Cell::new(0),
            is_looking: Cell::new(false),
            is_rehearsed: Cell::new(false),
        }
    }

    /// Fetches the page behind a link that the reader points at, with all it needs.
    pub(super) fn fetch(&self, route: Route, path: String) {
        if self.is_new(path) {
            let store = self.store.clone();
            let style = style::fetch();
            spawn_local(async move {
                live::load(&store, &route, Priority::Auto).await;
                style.await;
            });
        }
    }

    /// Fetches the articles behind the headlines that the reader sees now. Only on pages that list articles: a reader of an article may want
    /// nothing else.
    pub(super) fn look(self: &Rc<Self>, shown: &Route) {
        let is_list = Part::of_view(shown) == Some(Part::Lists) && part::is_here(Part::Lists);
        if is_list && !self.is_looking.replace(true) {
            let work = fetch_in_view(Rc::clone(self));
            let ahead = Rc::clone(self);
            spawn_local(async move {
                work.await;
                ahead.is_looking.set(false);
            });
        }
    }

    /// The reader goes on to another page.
    pub(super) fn leave_page(&self) {
        self.left_pages.set(self.left_pages.get() + 1);
        self.count.set(0);
    }

    /// Whether a page was not fetched in this visit.
    fn is_new(&self, path: String) -> bool {
        let mut known = self.known.borrow_mut();
        let is_new = !known.contains(&path);
        if is_new {
            known.push(path);
        }
        is_new
    }
}

in_part! { "lists", "00000000000000000000000000000003",
    /// Fetches the style that any article needs, and then one article after the other.
    fn fetch_in_view(ahead: Rc<Ahead>) -> Work<()> {
        Box::pin(async move {
            if page::saves_data() {
                return;
            }
            let left_pages = ahead.left_pages.get();
            if !style::fetch().await {
                return;
            }
            for link in page::links_in_view() {
                if ahead.count.get() == MOST || ahead.left_pages.get() != left_pages || is_hidden() {
                    return;
                }
                let Some((Route::Article(slug), path)) = links::target(&ahead.store, &link) else { continue };
                if ahead.is_new(path) {
                    ahead.count.set(ahead.count.get() + 1);
                    live::load(&ahead.store, &Route::Article(slug.clone()), Priority::Low).await;
                    if !ahead.is_rehearsed.replace(true) {
                        rehearse(ahead.store.clone(), slug);
                    }
                }
            }
        })
    }
}

/// Builds an article off the page, at two idle moments, and forgets it. The browser compiles each function when it is called for the first
/// time, which on a cheap phone would take half of the time between the first tap and the article.
fn rehearse(store: Store, slug: Slug) {
    idle::at_idle(move || {
        let text = store.item(&slug).value().and_then(|item| item.article.content.clone());
        if let (Some(text), Ok(element)) = (text, document().create_element("div")) {
            html::show(element.unchecked_ref(), &text);
        }
        idle::at_idle(move || {
            let owner = Owner::new();
            let built = owner.with(|| {
                provide_context(store.clone());
                article::without_picture(&store, &slug).build()
            });
            spawn_local(async move {
                leptos::task::tick().await;
                drop(built);
                owner.cleanup();
            });
        });
    });
}
