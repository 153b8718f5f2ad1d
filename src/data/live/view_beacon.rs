//! Reporting page views to the site's counter.

use crate::browser::page;
use crate::data::Store;
use crate::route::Route;
use std::cell::{Cell, RefCell};
use trangxa_browser::page::{escape, is_hidden};
use trangxa_browser::visits::site_id;

/// Reports each page view once, and only when a reader can see the page.
#[derive(Default)]
pub(super) struct ViewBeacon {
    /// Address and body of the report that is not sent yet.
    pending: RefCell<Option<(String, String)>>,
    has_sent: Cell<bool>,
}

/// Whether a call sent a report.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sent {
    /// Nothing was pending, or no reader sees the page yet.
    Nothing,
    /// The first report since the page was loaded.
    First,
    /// A later one.
    Again,
}

impl ViewBeacon {
    /// The reader came to a page. Readers who asked not to be followed are not counted.
    pub(super) fn arrive(&self, store: &Store, route: &Route) {
        let source = store.site().data.visits.as_ref().filter(|_| store.has(route) && !page::wants_privacy());
        *self.pending.borrow_mut() = source.and_then(|source| {
            let (path, title) = (route.path(), escape(&store.title(route)));
            source.hit(&site_id(store.base()), &path, &escape(&format!("{}{path}", store.base())), &title)
        });
    }

    /// Sends the pending report if the page is visible.
    pub(super) fn send(&self) -> Sent {
        if is_hidden() {
            return Sent::Nothing;
        }
        let Some((address, text)) = self.pending.take() else { return Sent::Nothing };
        page::post(&address, &text);
        if self.has_sent.replace(true) { Sent::Again } else { Sent::First }
    }
}
