//! The page `/lich/`.

use super::untyped_view::shown;
use crate::components::handlers::{on_click, on_input};
use crate::components::text_island::text_island;
use crate::components::{Erase as _, SelectList, SelectOption};
use crate::data::{LiveDocument, Store, Untyped, address};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::time::Day;
use trangxa_model::{Calendar, Slug, Timestamp};
use trangxa_views::CalendarChoice;
use trangxa_words::calendar as words;

/// The days of a week.
const WEEK: i64 = 7;

pub(crate) fn calendar(store: &Store) -> AnyView {
    let headline = store.headline(&Route::Calendar);
    let Some(live) = store.calendar().cloned() else { return ().into_any() };
    let (json, known) = (live.url().to_owned(), read(&live));
    let kind = ArcRwSignal::new(None::<Slug>);
    // The day whose week is shown; `None` for the present one, which goes on with the clock.
    let day = ArcRwSignal::new(None::<Day>);
    let fields = fields(store, known.as_ref(), &kind, &day);
    let files = store.is_built().then(|| files(store, known.as_ref()));
    // Only the publisher writes the table.
    let table = store.is_built().then(|| {
        let table = format!("{}{}", store.base(), address::CALENDAR_TABLE);
        view! { <a class="button" href=table download="lich.csv">"Tải bảng CSV"</a> }.erase()
    });
    let here = store.clone();
    let week = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            let calendar = Calendar::from_json(live.url(), json).ok()?;
            let today = here.clock().get().map(Day::of);
            let day = day.get().unwrap_or_else(|| Day::of(here.now()));
            let choice = CalendarChoice { day, today, kind: kind.get() };
            trangxa_views::calendar(out, &calendar, &choice);
            None
        }),
    );
    view! {
        <div class="page">
            <div class="column wide register calendar">
                <h1>{headline}</h1>
                {fields}
                {week}
                {files}
                <p class="tools noprint">{table}<a class="button" href=json download="lich.json">"Tải JSON"</a></p>
            </div>
        </div>
    }
    .erase()
}

/// The fields that choose a kind and a week.
fn fields(
    store: &Store,
    calendar: Option<&Calendar>,
    kind: &ArcRwSignal<Option<Slug>>,
    day: &ArcRwSignal<Option<Day>>,
) -> AnyView {
    let kinds = calendar.map(Calendar::kinds).unwrap_or_default();
    let list = (kinds.len() > 1).then(|| {
        let all = SelectOption { value: String::new(), label: words::ALL.to_owned(), is_selected: true };
        let named = kinds.iter().map(|(id, name)| SelectOption {
            value: id.to_string(),
            label: (*name).to_owned(),
            is_selected: false,
        });
        let options = std::iter::once(all).chain(named).collect();
        let kind = kind.clone();
        let choose = Box::new(move |value: String| kind.set(Slug::parse(&value)));
        view! { <SelectList label=words::KIND.into_any() name="loai" options=options choose=choose/> }.erase()
    });
    let choose = {
        let day = day.clone();
        on_input(move |event| day.set(Timestamp::parse(&event_target_value(&event)).map(Day::of)))
    };
    let step = |days: i64| {
        let (day, store) = (day.clone(), store.clone());
        on_click(move |_| {
            let shown = day.get_untracked().unwrap_or_else(|| Day::of(store.now()));
            day.set(Some(shown.plus(days)));
        })
    };
    let today = day.clone();
    let to_today = on_click(move |_| today.set(None));
    view! {
        <div class="live noprint choices">
            {list}
            <label>{words::WEEK_OF}<input type="date" on:input=choose/></label>
            <p class="tools">
                <button type="button" class="button" on:click=step(-WEEK)>"Tuần trước"</button>
                <button type="button" class="button" on:click=to_today>"Tuần này"</button>
                <button type="button" class="button" on:click=step(WEEK)>"Tuần sau"</button>
            </p>
        </div>
    }
    .erase()
}

/// Links to the files to subscribe to: of all entries, and of each kind.
fn files(store: &Store, calendar: Option<&Calendar>) -> AnyView {
    let kinds = calendar.map(Calendar::kinds).unwrap_or_default();
    let all = (words::ALL.to_owned(), address::CALENDAR_FILE.to_owned());
    let of_kinds = kinds.iter().map(|(id, name)| ((*name).to_owned(), address::calendar_file(id)));
    let links: Vec<_> = std::iter::once(all)
        .chain(of_kinds)
        .map(|(name, path)| {
            let href = format!("{}{path}", store.base());
            view! { <li><a href=href>{name}</a></li> }.erase()
        })
        .collect();
    view! {
        <section class="subscribe noprint">
            <h2>{words::SUBSCRIBE}</h2>
            <p>{words::SUBSCRIBE_HINT}</p>
            <ul>{links}</ul>
        </section>
    }
    .erase()
}

fn read(live: &LiveDocument<Untyped>) -> Option<Calendar> {
    let state = live.peek();
    Calendar::from_json(live.url(), state.value()?.0.clone()).ok()
}
