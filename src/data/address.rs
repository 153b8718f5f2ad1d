//! Where the documents lie, below the site's root. The publisher writes them there, the app fetches them there.

use crate::route::Route;
use trangxa_model::{Site, Slug};

/// The site's own document.
pub const SITE: &str = "data/site.json";
/// The procedures as a table.
pub const PROCEDURES_TABLE: &str = "data/procedures.csv";
/// The official documents as a table.
pub const DOCUMENTS_TABLE: &str = "data/documents.csv";
/// The newest official documents as RSS 2.0.
pub const DOCUMENTS_RSS: &str = "van-ban/feed.xml";
/// The newest official documents as JSON Feed 1.1.
pub const DOCUMENTS_FEED: &str = "van-ban/feed.json";
/// The folder of the calendar as files to subscribe to.
pub const CALENDAR_FILES: &str = "lich/";
/// The whole calendar as such a file.
pub const CALENDAR_FILE: &str = "lich/lich.ics";
/// The calendar as a table.
pub const CALENDAR_TABLE: &str = "data/calendar.csv";
/// The people of the unit as a table.
pub const PEOPLE_TABLE: &str = "data/people.csv";
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

/// The index of the search.
pub const SEARCH: &str = "data/search/index.json";
/// The folder of the files that it names, which are named by their content.
pub const SEARCH_FILES: &str = "data/search/f/";

const ITEMS: &str = "data/bai/";
const ARCHIVE: &str = "data/luu-tru/";
const OFFICIAL: &str = "data/van-ban/";
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

/// An official document.
#[must_use]
pub fn official_document(id: &Slug) -> String {
    format!("{OFFICIAL}{id}.json")
}

/// The official documents of a year; 0 for those without a day of issue.
#[must_use]
pub fn official_year(year: u16) -> String {
    format!("{OFFICIAL}nam/{year}.json")
}

/// A kind of the calendar's entries as a file to subscribe to.
#[must_use]
pub fn calendar_file(kind: &Slug) -> String {
    format!("{CALENDAR_FILES}{kind}.ics")
}

/// A file that the index of the search names.
#[must_use]
pub fn search_file(name: &str) -> String {
    // Hosts that know files only by their names know these by their beginning.
    format!("{SEARCH_FILES}s-{name}")
}

/// A page of the archive: the years, a year, or a month.
#[must_use]
pub fn news_archive(year: Option<u16>, month: Option<u8>) -> String {
    match (year, month) {
        (None, _) => format!("{ARCHIVE}index.json"),
        (Some(year), None) => format!("{ARCHIVE}{year}.json"),
        (Some(year), Some(month)) => format!("{ARCHIVE}{year}/{month}.json"),
    }
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
