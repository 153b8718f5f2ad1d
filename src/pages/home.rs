//! The home page: a lead story, the newest, and a section for each category.

use super::document_view::with_document;
use crate::components::Erase as _;
use crate::components::{Aside, CardList, Lead, MostRead};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::visits::VisitsKind;
use trangxa_model::{Article, Feed};
use trangxa_words::lists;

/// How many of the newest articles follow the lead story.
const NEWEST: usize = 6;
/// How many articles the section of a category shows.
const SECTION: usize = 3;

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
    let mut articles = feed.articles.iter();
    let lead = articles.next();
    let newest: Vec<Article> = articles.take(NEWEST).cloned().collect();
    let mut sections =
        Vec::from_iter(section("moi", lists::NEWEST.to_owned(), store.href(&Route::News { page: 1 }), newest.clone()));
    for category in &store.site().categories {
        let is_shown = |article: &Article| {
            lead.is_some_and(|lead| lead.id == article.id) || newest.iter().any(|new| new.id == article.id)
        };
        let all = feed.articles.iter().chain(&feed.more);
        let others = all.filter(|article| article.category.as_ref() == Some(&category.id) && !is_shown(article));
        let others: Vec<Article> = others.take(SECTION).cloned().collect();
        let href = store.href(&Route::Category { id: category.id.clone(), page: 1 });
        sections.extend(section(category.id.as_str(), category.name.clone(), href, others));
    }
    let empty = lead.is_none().then(|| view! { <p>"Chưa có tin nào."</p> }.erase());
    let lead = lead.cloned().map(|article| view! { <Lead article=article/> }.erase());
    // On a phone the figures come right after the lead story, not below all the news. "Đọc nhiều" is loaded late, so it comes last,
    // where nothing moves when it appears.
    let most_read = (store.visits_kind() == VisitsKind::Counter).then(|| view! { <MostRead/> }.erase());
    view! { {empty}{lead}<Aside/>{sections}{most_read} }.erase()
}

/// A section: a headline that links to the whole list, and the list's first articles. `None` without articles.
fn section(id: &str, name: String, href: String, articles: Vec<Article>) -> Option<AnyView> {
    if articles.is_empty() {
        return None;
    }
    let id = format!("muc-{id}");
    let (labelled, all) = (id.clone(), href.clone());
    let hint = name.clone();
    let section = view! {
        <section class="section" aria-labelledby=labelled>
            <h2 id=id><a href=href>{name}</a></h2>
            <CardList articles=articles/>
            <p class="more"><a href=all>"Xem tất cả"<span class="hidden">": "{hint}</span></a></p>
        </section>
    }
    .erase();
    Some(section)
}
