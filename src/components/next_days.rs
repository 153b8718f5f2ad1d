//! What is on the next days, on the home page.

use super::erase::Erase as _;
use super::part_island::part_island;
use crate::data::{LiveDocument, Store, Untyped};
use crate::parts::Part;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::Calendar;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::time::Day;
use trangxa_part::in_part;
use trangxa_views::next_days;
use trangxa_words::calendar as words;

/// How many days are shown.
const DAYS: i64 = 3;

/// The next days, with a link to the calendar.
#[component]
pub(crate) fn NextDays(live: LiveDocument<Untyped>) -> impl IntoView {
    let store = Store::of_page();
    let href = store.href(&Route::Calendar);
    let here = store.clone();
    let days = part_island(
        "",
        &store,
        Part::Calendar,
        Box::new(move |out| {
            draw_days(out, &here, &live);
            None
        }),
    );
    view! {
        <section class="section days" aria-labelledby="lich">
            <h2 id="lich"><a href=href>{words::NEXT_DAYS}</a></h2>
            {days}
        </section>
    }
    .erase()
}

in_part! { "calendar", "00000000000000000000000000000003",
    /// Draws the days.
    fn draw_days(out: &mut Markup, store: &Store, live: &LiveDocument<Untyped>) {
        if let Some(json) = live.value()
            && let Ok(calendar) = Calendar::from_json(live.url(), json.0.clone())
        {
            next_days(out, &calendar, Day::of(store.now()), DAYS, store.clock().get().map(Day::of));
        }
    }
}
