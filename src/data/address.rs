//! Where the documents lie, below the site's root. The publisher writes them there, the app fetches them there.

use crate::route::Route;
use trangxa_model::{Site, Slug};

/// The site's own document.
pub const SITE: &str = "data/site.json";
/// The procedures as a table.
pub const PROCEDURES_TABLE: &str = "data/procedures.csv";
/// The TTHC figures as a table.
pub const TTHC_TABLE: &str = "data/tthc.csv";

/// A page of the list behind `route`; `None` for what is no list. The first page of all news is the feed itself, so
/// that a feed which a CMS overwrites shows at once.
#[must_use]
pub fn list(site: &Site, route: &Route) -> Option<String> {
    match route {
        Route::Home | Route::News { page: 1 } => Some(site.data.articles.clone()),
        Route::News { page } => Some(format!("data/tin/{page}.json")),
        Route::Category { id, page } => Some(format!("data/chuyen-muc/{id}/{page}.json")),
        _ => None,
    }
}

const ITEMS: &str = "data/bai/";
const PROCEDURES: &str = "data/thu-tuc/";
const STANDING: &str = "data/trang/";

/// An article with its text.
#[must_use]
pub fn item(slug: &Slug) -> String {
    format!("{ITEMS}{slug}.json")
}

/// A standing page with its text.
#[must_use]
pub fn standing(id: &Slug) -> String {
    format!("{STANDING}{id}.json")
}

/// A procedure.
#[must_use]
pub fn procedure(id: &Slug) -> String {
    format!("{PROCEDURES}{id}.json")
}

/// The article whose document lies at a path.
#[must_use]
pub fn item_at(path: &str) -> Option<Slug> {
    file_in(ITEMS, path)
}

/// The standing page whose document lies at a path.
#[must_use]
pub fn standing_at(path: &str) -> Option<Slug> {
    file_in(STANDING, path)
}

fn file_in(folder: &str, path: &str) -> Option<Slug> {
    Slug::parse(path.strip_prefix(folder)?.strip_suffix(".json")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_place() {
        let slug = Slug::parse("hop-dan").unwrap();
        assert_eq!((item_at(&item(&slug)), standing_at(&item(&slug))), (Some(slug.clone()), None));
        assert_eq!((item_at(&standing(&slug)), standing_at(&standing(&slug))), (None, Some(slug)));
        assert_eq!(item_at("data/feed.json"), None);
    }
}
