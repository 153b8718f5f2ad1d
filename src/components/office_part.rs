//! What the part `current` of the program draws of the office: the bar, the alerts, and the desks of the page with the contact data.

use crate::data::{LiveDocument, Store, Untyped};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::alerts::{Alert, Alerts};
use trangxa_model::document::JsonDocument;
use trangxa_model::office::Office;
use trangxa_model::site::CONTACT_PAGE;
use trangxa_model::{Slug, Timestamp};
use trangxa_part::in_part;
use trangxa_views::{OfficeLinks, alerts, office_bar, office_card};

/// The address of the page with the contact data.
pub(crate) fn contact_href(store: &Store) -> String {
    let page = Slug::parse(CONTACT_PAGE).map_or(Route::Home, Route::Standing);
    store.href(&page)
}

/// A place on every page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// The bar below the header.
    Bar,
    /// The strip with the alerts that the page comes with.
    Alerts,
}

in_part! { "current", "00000000000000000000000000000005",
    /// Draws what a page comes with.
    pub(super) fn draw_place(out: &mut Markup, store: &Store, place: Place) {
        match place {
            Place::Bar => draw_bar(out, store),
            Place::Alerts => draw_alerts(out, store, &running_alerts(store)),
        }
    }
}

/// Draws the bar.
fn draw_bar(out: &mut Markup, store: &Store) {
    let procedures = store.procedures().is_some().then(|| store.href(&Route::Procedures));
    let links = OfficeLinks { contact: contact_href(store), procedures };
    let office = store.office().and_then(read::<Office>);
    let clock = office.as_ref().and_then(|office| clock_for(office, store));
    office_bar(out, office.as_ref(), clock, &links);
}

/// The alerts that run when a site is built, which are those that its pages come with.
fn running_alerts(store: &Store) -> Vec<Alert> {
    let all: Option<Alerts> = store.alerts().and_then(read);
    all.map(|all| all.running(store.began_at()).into_iter().cloned().collect()).unwrap_or_default()
}

/// Draws the alerts that the page came with.
fn draw_alerts(out: &mut Markup, store: &Store, came: &[Alert]) {
    if let Some(all) = store.alerts().and_then(read) {
        alerts(out, &all, came, store.now());
    }
}

in_part! { "current", "00000000000000000000000000000003",
    /// Draws the desks.
    pub(super) fn draw_card(out: &mut Markup, live: &LiveDocument<Untyped>, store: &Store) {
        if let Some(office) = read(live) {
            office_card(out, &office, clock_for(&office, store), store.now());
        }
    }
}

/// A document, as far as it is here. A view that calls this follows it.
fn read<T: JsonDocument>(live: &LiveDocument<Untyped>) -> Option<T> {
    T::from_json(live.url(), live.value()?.0.clone()).ok()
}

/// The reader's time, at which desks are said to be open or not; `None` where that is not said. A view that calls this follows the clock.
fn clock_for(office: &Office, store: &Store) -> Option<Timestamp> {
    let merged = store.site().archive.as_ref().map(|archive| archive.since);
    store.clock().get().filter(|_| office.is_of_today(merged))
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{draw_alerts, draw_bar, read, running_alerts};
    use crate::browser::action::requested;
    use crate::data::Store;
    use gloo_events::EventListener;
    use leptos::prelude::*;
    use trangxa_browser::document;
    use trangxa_markup::{Changes, Markup, morph};
    use trangxa_model::alerts::{Alert, Alerts};
    use trangxa_part::in_part;
    use trangxa_views::{AlertAction, fresh_alerts};

    in_part! { "current", "00000000000000000000000000000002",
        /// Draws the bar and the alerts in their places, now and whenever what they show changes.
        pub(crate) fn keep_current(store: &Store) {
            let here = store.clone();
            draw_in(".desk > div", move |out| draw_bar(out, &here));
            // A page that was made before its alerts were here has nothing there, and nothing on it shall move.
            let is_there = matches!(document().query_selector(".alerts .alert"), Ok(Some(_)));
            let came = if is_there { running_alerts(store) } else { Vec::new() };
            let (here, known) = (store.clone(), came.clone());
            draw_in(".alerts > div", move |out| draw_alerts(out, &here, &known));
            let closed = ArcRwSignal::new(Vec::<String>::new());
            if let Ok(Some(fresh)) = document().query_selector(".fresh") {
                let closed = closed.clone();
                let close = move |event: &web_sys::Event| {
                    if let Some(AlertAction::Close(id)) = requested(event) {
                        closed.update(|ids| ids.push(id));
                    }
                };
                EventListener::new(&fresh, "click", close).forget();
            }
            let here = store.clone();
            draw_in(".fresh > div", move |out| {
                let closed = closed.get();
                if let Some(all) = here.alerts().and_then(read::<Alerts>) {
                    let is_closed = |alert: &Alert| closed.iter().any(|id| id == alert.id.as_str());
                    fresh_alerts(out, &all, &came, here.now(), &is_closed);
                }
            });
        }
    }

    /// Draws in a place of the page, again whenever a signal changes that `draw` reads, as long as the page is open.
    fn draw_in(place: &'static str, draw: impl Fn(&mut Markup) + 'static) {
        let effect = RenderEffect::new(move |before: Option<Markup>| {
            let mut markup = Markup::default();
            draw(&mut markup);
            if before.as_ref() != Some(&markup)
                && let Ok(Some(element)) = document().query_selector(place)
            {
                morph(&element, &markup, Changes::Unmarked);
            }
            markup
        });
        #[expect(clippy::mem_forget, reason = "it draws as long as the page is open")]
        std::mem::forget(effect);
    }
}
#[cfg(feature = "hydrate")]
pub(crate) use browser::keep_current;
