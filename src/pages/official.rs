//! The pages `/van-ban/`, `/van-ban/nam/<year>/` and `/van-ban/<id>/`.

use super::untyped_view::shown;
use crate::browser::years;
use crate::components::handlers::on_input;
use crate::components::text_island::text_island;
use crate::components::{Erase as _, SelectList, SelectOption};
use crate::data::{LiveDocument, Load, Store, Untyped, UntypedKind, address};
use crate::route::Route;
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};
use trangxa_markup::{Markup, draw};
use trangxa_model::document::JsonDocument as _;
use trangxa_model::official::{Choice, Force, OfficialDocument, OfficialDocuments, Searchable, words_of};
use trangxa_model::time::Day;
use trangxa_model::{Slug, Timestamp};
use trangxa_views::{
    OfficialLinks, OfficialSearch, official_document, official_documents, official_search, official_year,
};
use trangxa_words::official as words;

pub(crate) fn official(store: &Store, route: &Route) -> AnyView {
    let headline = store.headline(route);
    let content = match route {
        Route::OfficialDocument(id) => one(store, id),
        Route::OfficialDocuments { year: Some(year) } => of_year(store, *year),
        _ => register(store),
    };
    view! { <div class="page"><div class="column wide register official"><h1>{headline}</h1>{content}</div></div> }
        .erase()
}

/// The register: what is new, and a search in all of it.
fn register(store: &Store) -> AnyView {
    let Some(head) = store.documents().cloned() else { return ().into_any() };
    let choice = ArcRwSignal::new(Choice::default());
    let fields = fields(store, &head, &choice);
    let json = head.url().to_owned();
    let (here, searched) = (store.clone(), Searched::default());
    let all = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &head, words::WITHDRAWN)?;
            let choice = choice.get();
            let register = OfficialDocuments::from_json(head.url(), json).ok()?;
            let today = Day::of(here.now());
            with_links(&here, |links| {
                if choice.leaves_all() {
                    official_documents(out, &register, choice.day.unwrap_or(today), links);
                } else {
                    search(out, &here, &searched, (&head, &register), &choice, today, links);
                }
            });
            None
        }),
    );
    // Only the publisher writes the table and the feeds.
    let built = store.is_built().then(|| {
        let at = |path: &str| format!("{}{path}", store.base());
        view! {
            <a class="button" href=at(address::DOCUMENTS_TABLE) download="van-ban.csv">"Tải bảng CSV"</a>
            <a class="button" href=at(address::DOCUMENTS_RSS)>"Theo dõi bằng RSS"</a>
        }
        .erase()
    });
    view! {
        {fields}
        {all}
        <p class="tools noprint">{built}<a class="button" href=json download="van-ban.json">"Tải JSON"</a></p>
    }
    .erase()
}

/// The fields of the search. Each change looks through the years that it needs.
fn fields(store: &Store, head: &LiveDocument<Untyped>, choice: &ArcRwSignal<Choice>) -> AnyView {
    let register = head.peek().value().and_then(|it| OfficialDocuments::from_json(head.url(), it.0.clone()).ok());
    let names = register.as_ref().map(|it| it.names.clone()).unwrap_or_default();
    let years: Vec<u16> = register.iter().flat_map(|it| &it.years).map(|it| it.year).collect();
    let is_whole = register.is_some_and(|it| it.is_whole());
    let change = {
        let (store, choice, years) = (store.clone(), choice.clone(), years.clone());
        move |change: &dyn Fn(&mut Choice)| {
            choice.update(|choice| change(choice));
            let wanted = choice.get_untracked();
            if !wanted.leaves_all() && !is_whole {
                let needed = years.iter().copied().filter(|year| wanted.year.is_none_or(|wanted| wanted == *year));
                years::fetch(&store, needed.collect());
            }
        }
    };
    let typed = {
        let change = change.clone();
        on_input(move |event| {
            let typed = words_of(&event_target_value(&event));
            change(&|choice| choice.words.clone_from(&typed));
        })
    };
    let list = |label: &'static str, name: &'static str, options: Vec<(String, String)>, set: fn(&mut Choice, &str)| {
        if options.is_empty() {
            return ().into_any();
        }
        let all = SelectOption { value: String::new(), label: words::ALL.to_owned(), is_selected: true };
        let named = options.into_iter().map(|(value, label)| SelectOption { value, label, is_selected: false });
        let change = change.clone();
        let choose = Box::new(move |value: String| change(&|choice| set(choice, &value)));
        let options = std::iter::once(all).chain(named).collect();
        view! { <SelectList label=label.into_any() name=name options=options choose=choose/> }.erase()
    };
    let slugs = |names: &[String]| -> Vec<(String, String)> {
        names.iter().filter_map(|name| Some((Slug::make(name)?.to_string(), name.clone()))).collect()
    };
    let of_years = years.iter().filter(|year| **year > 0).map(|year| (year.to_string(), year.to_string())).collect();
    let forces = Force::ALL.iter().map(|it| (it.id().to_owned(), words::force(*it).to_owned())).collect();
    let lists = [
        list(words::KIND, "loai", slugs(&names.kinds), |choice, value| choice.kind = Slug::parse(value)),
        list(words::YEAR, "nam", of_years, |choice, value| choice.year = value.parse().ok()),
        list(words::FIELD, "linh-vuc", slugs(&names.fields), |choice, value| choice.field = Slug::parse(value)),
        list(words::ISSUER, "co-quan", slugs(&names.issuers), |choice, value| choice.issuer = Slug::parse(value)),
        list(words::FORCE, "hieu-luc", forces, |choice, value| choice.force = Force::named(value)),
    ]
    .collect_view();
    let on_day = on_input(move |event| {
        let day = Timestamp::parse(&event_target_value(&event)).map(Day::of);
        change(&|choice| choice.day = day);
    });
    view! {
        <div class="live noprint">
            <label>{words::FILTER}<input type="search" autocomplete="off" on:input=typed/></label>
            <details class="choices">
                <summary>{words::MORE}</summary>
                {lists}
                <label>{words::ON_DAY}<input type="date" on:input=on_day/></label>
            </details>
        </div>
    }
    .erase()
}

/// The documents of the years that were looked through, with what a search looks at in them.
type Searched = Arc<Mutex<Vec<Year>>>;

/// The documents of a year, as they were read from one version of their document.
struct Year {
    /// The document, which tells whether it is still the same.
    json: Arc<Untyped>,
    documents: Vec<(OfficialDocument, Searchable)>,
}

/// Draws what a choice leaves of all years, as far as they are here. `head` is the document with the register.
fn search(
    out: &mut Markup,
    store: &Store,
    searched: &Searched,
    (head, register): (&LiveDocument<Untyped>, &OfficialDocuments),
    choice: &Choice,
    today: Day,
    links: &OfficialLinks<'_>,
) {
    let (mut is_loading, mut is_incomplete) = (false, false);
    let years = register.years.iter().map(|it| it.year);
    let years = years.filter(|year| choice.year.is_none_or(|wanted| wanted == *year));
    let documents: Vec<LiveDocument<Untyped>> =
        if register.is_whole() { vec![head.clone()] } else { years.map(|year| store.documents_of(year)).collect() };
    let mut searched = searched.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wanted: Vec<Arc<Untyped>> = Vec::new();
    for live in &documents {
        match live.get() {
            Load::Ready(json) | Load::Stale(json, _) => {
                if searched.iter().all(|year| !Arc::ptr_eq(&year.json, &json)) {
                    searched.push(read_year(live.url(), &json));
                }
                wanted.push(json);
            }
            Load::Loading => is_loading = true,
            Load::Failed(_) => is_incomplete = true,
        }
    }
    searched.retain(|year| wanted.iter().any(|json| Arc::ptr_eq(json, &year.json)) || choice.year.is_some());
    let (mut by_number, mut rest) = (Vec::new(), Vec::new());
    for json in &wanted {
        let year = searched.iter().find(|year| Arc::ptr_eq(&year.json, json));
        for (document, searchable) in year.iter().flat_map(|year| &year.documents) {
            match choice.finds(document, searchable, today) {
                Some(true) => by_number.push(document),
                Some(false) => rest.push(document),
                None => {}
            }
        }
    }
    // Who types a number that exists wants that document, not all of a day with that number.
    let has_number = choice.words.iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    if by_number.is_empty() || !has_number {
        by_number.append(&mut rest);
    }
    let search = OfficialSearch { found: &by_number, is_loading, is_incomplete };
    official_search(out, &search, choice.day.unwrap_or(today), links);
}

fn read_year(url: &str, json: &Arc<Untyped>) -> Year {
    let register = OfficialDocuments::from_json(url, json.0.clone()).ok();
    let order = register.as_ref().map(OfficialDocuments::newest_first).unwrap_or_default();
    let documents = register.map(|it| it.documents).unwrap_or_default();
    let of = |i: usize| documents.get(i).map(|document| (document.clone(), Searchable::of(document)));
    Year { json: Arc::clone(json), documents: order.into_iter().filter_map(of).collect() }
}

/// The documents of a year.
fn of_year(store: &Store, year: u16) -> AnyView {
    let (here, live) = (store.clone(), store.documents_of(year));
    let back = store.href(&Route::OfficialDocuments { year: None });
    let list = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            let register = OfficialDocuments::from_json(live.url(), json).ok()?;
            let newest = register.newest_first().into_iter().filter_map(|i| register.documents.get(i));
            // On a site that was not built, the document has all years.
            let of_year: Vec<&OfficialDocument> = newest.filter(|document| document.year() == year).collect();
            with_links(&here, |links| official_year(out, &of_year, Day::of(here.now()), links));
            None
        }),
    );
    view! {
        {list}
        <p class="noprint"><a href=back>"Tất cả văn bản"</a></p>
    }
    .erase()
}

/// A document, and a field with the day for which its state of force is said.
fn one(store: &Store, id: &Slug) -> AnyView {
    let (here, id, (kind, live)) = (store.clone(), id.clone(), store.official_document(id));
    let day = ArcRwSignal::new(None);
    let chosen = day.clone();
    let island = text_island(
        "document",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            let is_own = kind == UntypedKind::OfficialDocument;
            let found = if is_own {
                OfficialDocument::from_json(live.url(), json).ok()
            } else {
                let register = OfficialDocuments::from_json(live.url(), json).ok()?;
                register.documents.into_iter().find(|it| it.id == id)
            };
            let Some(document) = found else {
                draw!(out, "<p class='note'>{}</p>", words::WITHDRAWN);
                return None;
            };
            if !is_own {
                // The page's headline does not know the name.
                draw!(out, "<h2>{}</h2>", document.name());
            }
            let today = chosen.get().unwrap_or_else(|| Day::of(here.now()));
            with_links(&here, |links| official_document(out, &document, today, links));
            None
        }),
    );
    let choose = on_input(move |event| day.set(Timestamp::parse(&event_target_value(&event)).map(Day::of)));
    view! {
        {island}
        <label class="live noprint">{words::ASK_DAY}<input type="date" on:input=choose/></label>
    }
    .erase()
}

fn with_links(store: &Store, draw: impl FnOnce(&OfficialLinks<'_>)) {
    let root = store.href(&Route::OfficialDocuments { year: None });
    let document = |id: &str| format!("{root}{id}/");
    let year = |year: u16| store.href(&Route::OfficialDocuments { year: Some(year) });
    draw(&OfficialLinks { document: &document, year: &year });
}
