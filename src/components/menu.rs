//! The entries of the menus.

use crate::data::Store;
use crate::route::Route;

/// The site's pages other than categories, with their names, in menu order.
pub(crate) fn pages(store: &Store) -> Vec<(String, Route)> {
    let site = store.site();
    let mut entries = vec![("Trang chủ".to_owned(), Route::Home), ("Tất cả tin".to_owned(), Route::News { page: 1 })];
    if site.data.tthc.is_some() {
        entries.push(("Giải quyết TTHC".to_owned(), Route::Tthc));
    }
    entries.extend(site.pages.iter().map(|page| (page.title.clone(), Route::Standing(page.id.clone()))));
    entries.push(("Sơ đồ trang".to_owned(), Route::SiteMap));
    entries
}

/// The categories, with their names, in menu order.
pub(crate) fn categories(store: &Store) -> Vec<(String, Route)> {
    let categories = store.site().categories.iter();
    categories.map(|category| (category.name.clone(), Route::Category { id: category.id.clone(), page: 1 })).collect()
}
