//! The pages, one file or folder each.

mod archive;
pub(crate) mod article;
mod calendar;
mod document_view;
mod embed;
mod home;
mod list;
mod not_found;
mod official;
mod people;
mod procedures;
mod search;
mod site_map;
mod standing;
mod tthc;
mod untyped_view;

use crate::browser::part;
use crate::data::Store;
use crate::parts::Part;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_part::in_part;

/// The page of a route, as it is now and as its documents change.
pub(crate) fn show(store: &Store, route: &Route) -> AnyView {
    if !route.exists_on(store.site()) {
        return not_found::not_found();
    }
    if Part::of_view(route).is_some_and(|part| !part::is_here(part)) {
        return document_view::loading(&store.headline(route));
    }
    match route {
        Route::Home | Route::News { .. } | Route::Category { .. } | Route::SiteMap => list_page(store, route),
        Route::Article(slug) => article::article(store, slug),
        Route::Tthc => dashboard(store),
        Route::Procedures | Route::Procedure(_) => procedures_page(store, route),
        Route::OfficialDocuments { .. } | Route::OfficialDocument(_) | Route::People => register_page(store, route),
        Route::Calendar => calendar_page(store),
        Route::Search => search_page(store),
        // Only the publisher writes the archive.
        Route::NewsArchive { .. } if store.is_built() => archive_page(store, route),
        // Only the publisher writes the widget's frame.
        Route::Embed if store.is_built() => embed_page(store),
        Route::Standing(id) => standing::standing(store, id),
        Route::Embed | Route::NewsArchive { .. } | Route::NotFound => not_found::not_found(),
    }
}

in_part! { "lists", "00000000000000000000000000000001",
    /// A page that lists articles or pages.
    fn list_page(store: &Store, route: &Route) -> AnyView {
        match route {
            Route::Home => home::home(store),
            Route::SiteMap => site_map::site_map(store),
            _ => list::list(store, route.clone()),
        }
    }
}

in_part! { "dashboard", "00000000000000000000000000000001",
    /// The dashboard.
    fn dashboard(store: &Store) -> AnyView {
        tthc::tthc(store)
    }
}

in_part! { "procedures", "00000000000000000000000000000002",
    /// The list of procedures, or one of them.
    fn procedures_page(store: &Store, route: &Route) -> AnyView {
        procedures::procedures(store, route)
    }
}

in_part! { "registers", "00000000000000000000000000000002",
    /// The register of official documents, one of them, or the people of the unit.
    fn register_page(store: &Store, route: &Route) -> AnyView {
        match route {
            Route::People => people::people(store),
            _ => official::official(store, route),
        }
    }
}

in_part! { "calendar", "00000000000000000000000000000002",
    /// The calendar.
    fn calendar_page(store: &Store) -> AnyView {
        calendar::calendar(store)
    }
}

in_part! { "search", "00000000000000000000000000000001",
    /// The page of the search.
    fn search_page(store: &Store) -> AnyView {
        search::search(store)
    }
}

in_part! { "archive", "00000000000000000000000000000001",
    /// A page of the archive.
    fn archive_page(store: &Store, route: &Route) -> AnyView {
        archive::archive(store, route)
    }
}

in_part! { "embed", "00000000000000000000000000000001",
    /// The page "Nhúng".
    fn embed_page(store: &Store) -> AnyView {
        embed::embed(store)
    }
}
