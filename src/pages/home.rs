//! The home page: what residents come for, then the news. site.json says which parts it has, and in which order.

use super::document_view::with_document;
use crate::components::Erase as _;
use crate::components::menu;
use crate::components::{Aside, CardList, Lead, MostRead, NextDays, Tiles};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::feed::NOTICES;
use trangxa_model::site::HomePart;
use trangxa_model::visits::VisitsKind;
use trangxa_model::{Article, Feed, Slug};
use trangxa_words::lists;

/// How many of the newest articles the section of all news has.
const NEWEST: usize = 6;

pub(crate) fn home(store: &Store) -> AnyView {
    let headline = store.headline(&Route::Home);
    let here = store.clone();
    let news = with_document(store.list(&Route::Home), headline.clone(), None, move |feed| content(&here, &feed));
    view! {
        <div class="page home">
            <h1 class="hidden">{headline}</h1>
            {news}
        </div>
    }
    .erase()
}

fn content(store: &Store, feed: &Feed) -> AnyView {
    let parts = store.site().home_parts();
    let shown: Vec<_> = parts.iter().filter_map(|part| part_of(store, feed, *part, &parts)).collect();
    let empty = feed.articles.is_empty().then(|| view! { <p>"Chưa có tin nào."</p> }.erase());
    view! { {empty}{shown} }.erase()
}

/// A part of the page; `None` where there is nothing to show. `all` are the parts of the page.
fn part_of(store: &Store, feed: &Feed, part: HomePart, all: &[HomePart]) -> Option<AnyView> {
    match part {
        // They stand above the content of every page.
        HomePart::Alert | HomePart::Office => None,
        HomePart::Procedures => {
            let popular = store.site().popular.clone();
            (!popular.is_empty()).then(|| view! { <Tiles procedures=popular/> }.erase())
        }
        HomePart::Registers => registers(store),
        HomePart::Lead => feed.articles.first().cloned().map(|article| view! { <Lead article=article/> }.erase()),
        HomePart::Notices => {
            let id = Slug::parse(NOTICES)?;
            let name = store.category_name(&id)?;
            section(store, "notices", &id, name, feed)
        }
        HomePart::Calendar => {
            let live = store.calendar_of(&Route::Home)?;
            Some(view! { <NextDays live=live/> }.erase())
        }
        HomePart::Figures => Some(view! { <Aside/> }.into_any()),
        HomePart::News => {
            let newest = feed.articles.iter().take(NEWEST).cloned().collect();
            let href = store.href(&Route::News { page: 1 });
            titled("", "moi", lists::NEWEST.to_owned(), href, newest)
        }
        HomePart::Categories => {
            // The notices have a section of their own.
            let is_apart = |id: &Slug| id.as_str() == NOTICES && all.contains(&HomePart::Notices);
            let categories = store.site().categories.iter().filter(|category| !is_apart(&category.id));
            let sections: Vec<_> = categories
                .filter_map(|category| section(store, "", &category.id, category.name.clone(), feed))
                .collect();
            if sections.is_empty() && !all.contains(&HomePart::News) {
                // The feed of another program may know no categories of this site.
                return part_of(store, feed, HomePart::News, all);
            }
            (!sections.is_empty()).then(|| view! { <div class="sections">{sections}</div> }.erase())
        }
        // It is loaded late, so it should come last, where nothing moves when it appears.
        HomePart::MostRead => (store.visits_kind() == VisitsKind::Counter).then(|| view! { <MostRead/> }.erase()),
    }
}

/// Links to the registers that the site has.
fn registers(store: &Store) -> Option<AnyView> {
    let links: Vec<_> = menu::registers(store)
        .into_iter()
        .map(|(name, route)| {
            let href = store.href(&route);
            view! { <li><a href=href>{name}</a></li> }.erase()
        })
        .collect();
    if links.is_empty() {
        return None;
    }
    let nav = view! {
        <nav class="tiles registers noprint" aria-label="Tra cứu"><ul>{links}</ul></nav>
    };
    Some(nav.erase())
}

/// The section of a category. `None` without articles.
fn section(store: &Store, class: &'static str, id: &Slug, name: String, feed: &Feed) -> Option<AnyView> {
    let href = store.href(&Route::Category { id: id.clone(), page: 1 });
    titled(class, id.as_str(), name, href, feed.at_home(id).cloned().collect())
}

/// A section: a headline that links to the whole list, and the list's first articles, the first one with its picture. `None` without
/// articles.
fn titled(class: &'static str, id: &str, name: String, href: String, articles: Vec<Article>) -> Option<AnyView> {
    if articles.is_empty() {
        return None;
    }
    // Notices are headlines alone.
    let pictures = usize::from(class.is_empty());
    let id = format!("muc-{id}");
    let (labelled, all) = (id.clone(), href.clone());
    let hint = name.clone();
    let section = view! {
        <section class=format!("section {class}") aria-labelledby=labelled>
            <h2 id=id><a href=href>{name}</a></h2>
            <CardList articles=articles brief=pictures/>
            <p class="more"><a href=all>"Xem tất cả"<span class="hidden">": "{hint}</span></a></p>
        </section>
    }
    .erase();
    Some(section)
}
