//! The header of every page.

use super::erase::Erase as _;
use super::menu;
use super::search_box::search_box;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_words::site as texts;

/// The unit's emblem and name, and the menu. On a phone the style sheet shows the menu's lists while the `<details>` before them is open,
/// which works without a script.
#[component]
pub(crate) fn Header(current: ArcRwSignal<Route>) -> impl IntoView {
    let store = Store::of_page();
    let home = store.href(&Route::Home);
    let emblem = format!("{}icons/icon.svg", store.base());
    let name = store.site().name.clone();
    let list = move |entries: Vec<(String, Route)>| {
        let link = |(name, route): (String, Route)| {
            let href = store.href(&route);
            let current = current.clone();
            view! {
                <li><a href=href aria-current=move || current.with(|current| is_within(current, &route)).then_some("page")>{name}</a></li> }.erase()
        };
        entries.into_iter().map(link).collect::<Vec<_>>()
    };
    let find = search_box(&Store::of_page());
    let (pages, categories) = (list(menu::pages(&Store::of_page())), list(menu::categories(&Store::of_page())));
    view! {
        <header class="header">
            <a class="brand" href=home>
                <img src=emblem alt="" width="56" height="56"/>
                <span>{name}</span>
            </a>
            <button class="button aids noprint" type="button" aria-haspopup="dialog">"Cách đọc"</button>
            {find}
            <nav class="menu noprint" aria-label=texts::MENU>
                <details><summary>"Danh mục"</summary></details>
                <ul class="pages">{pages}</ul>
                <ul>{categories}</ul>
            </nav>
        </header>
    }
    .erase()
}

/// Whether a menu entry leads to the current page, or to the first page of the current list.
fn is_within(current: &Route, entry: &Route) -> bool {
    current == entry || current.at_page(1).is_some_and(|first| first == *entry)
}
