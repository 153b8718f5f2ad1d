//! Where the documents lie, below the site's root. The publisher writes them there, the app fetches them there.

use crate::route::Route;
use trangxa_model::{Site, Slug};

/// The site's own document.
pub const SITE: &str = "data/site.json";

/// A page of the list behind `route`; `None` for what is no list. The first page of all news is the feed itself, so
/// that a feed which a CMS overwrites shows at once.
pub fn list(site: &Site, route: &Route) -> Option<String> {
    match route {
        Route::Home | Route::News { page: 1 } => Some(site.data.articles.clone()),
        Route::News { page } => Some(format!("data/tin/{page}.json")),
        Route::Category { id, page } => Some(format!("data/chuyen-muc/{id}/{page}.json")),
        _ => None,
    }
}

/// An article with its text.
pub fn item(slug: &Slug) -> String {
    format!("data/bai/{slug}.json")
}

/// A standing page with its text.
pub fn standing(id: &Slug) -> String {
    format!("data/trang/{id}.json")
}
