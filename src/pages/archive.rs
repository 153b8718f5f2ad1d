//! The pages `/luu-tru/`, `/luu-tru/<year>/` and `/luu-tru/<year>/<month>/`.

use super::untyped_view::shown;
use crate::components::Erase as _;
use crate::components::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::{NewsArchive, Slug};
use trangxa_views::{ArchiveLinks, news_archive};
use trangxa_words::{archive as words, search};

pub(crate) fn archive(store: &Store, route: &Route) -> AnyView {
    let headline = store.headline(route);
    let Route::NewsArchive { year, month } = *route else { return ().into_any() };
    let (here, live) = (store.clone(), store.news_archive(year, month));
    let list = text_island(
        "list",
        Box::new(move |out| {
            let json = shown(out, &live, words::WITHDRAWN)?;
            let archive = NewsArchive::from_json(live.url(), json).ok()?;
            let article =
                |slug: &str| Slug::parse(slug).map(|slug| here.href(&Route::Article(slug))).unwrap_or_default();
            let period = |year: u16, month| here.href(&Route::NewsArchive { year: Some(year), month });
            let links = ArchiveLinks { article: &article, period: &period };
            news_archive(out, &archive, (year, month.is_some()), &links);
            None
        }),
    );
    // The box of the search leads here where no script runs.
    view! {
        <div class="page">
            <div class="column wide news-archive">
                <h1>{headline}</h1>
                <noscript>{search::NO_SCRIPT}</noscript>
                {list}
            </div>
        </div>
    }
    .erase()
}
