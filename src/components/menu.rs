//! The entries of the menus.

use crate::data::Store;
use crate::route::Route;
use trangxa_words::{calendar, official, people, procedures, site as texts};

/// The site's pages other than categories, with their names, in menu order.
pub(crate) fn pages(store: &Store) -> Vec<(String, Route)> {
    let site = store.site();
    let mut entries =
        vec![(texts::HOME.to_owned(), Route::Home), (texts::ALL_NEWS.to_owned(), Route::News { page: 1 })];
    if site.data.tthc.is_some() {
        entries.push((texts::TTHC.to_owned(), Route::Tthc));
    }
    if site.data.procedures.is_some() {
        entries.push((procedures::HEADLINE.to_owned(), Route::Procedures));
    }
    entries.extend(registers(store));
    entries.extend(site.pages.iter().map(|page| (page.title.clone(), Route::Standing(page.id.clone()))));
    entries.push((texts::SITE_MAP.to_owned(), Route::SiteMap));
    entries
}

/// The registers that the site has, with their names, in menu order.
pub(crate) fn registers(store: &Store) -> Vec<(String, Route)> {
    let mut entries = Vec::new();
    let data = &store.site().data;
    if data.documents.is_some() {
        entries.push((official::HEADLINE.to_owned(), Route::OfficialDocuments { year: None }));
    }
    if data.calendar.is_some() {
        entries.push((calendar::HEADLINE.to_owned(), Route::Calendar));
    }
    if data.people.is_some() {
        entries.push((people::HEADLINE.to_owned(), Route::People));
    }
    entries
}

/// The categories, with their names, in menu order.
pub(crate) fn categories(store: &Store) -> Vec<(String, Route)> {
    let categories = store.site().categories.iter();
    categories.map(|category| (category.name.clone(), Route::Category { id: category.id.clone(), page: 1 })).collect()
}
