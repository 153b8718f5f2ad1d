//! The parts of the program that are fetched when a reader needs them (see [`trangxa_part`]).
//!
//! The functions that open a part stand where they are called, in `in_part!`. What such a function calls is called from nowhere else, so
//! that all of it is in the part.

use crate::route::Route;

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The pages that list articles or pages: home, news, categories, site map.
    Lists,
    /// Reading lists, articles and pages that were fetched. What a page was served with is read by the main part.
    Documents,
    /// The texts of articles that were fetched: the cleaner.
    Articles,
    /// The dashboard.
    Dashboard,
    /// The page "Nhúng".
    Embed,
    /// What is kept current on every page: the card of figures, the office's bar, alerts. Until it is here, they stay as the publisher
    /// wrote them.
    Current,
    /// The pages of procedures.
    Procedures,
    /// The pages of official documents and of the people of the unit.
    Registers,
    /// The calendar, on its page and on the home page.
    Calendar,
    /// The search: its page, and what the box in the header shows.
    Search,
    /// The archive: all articles by year and month.
    Archive,
    /// The panel "Cách đọc".
    Reading,
    /// The speeds and positions of recordings.
    Recordings,
    /// Reading articles aloud.
    Speech,
    /// What is found in a feed that the publisher did not cut into lists: sites that were not built, and articles that are newer than
    /// the build.
    Feed,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 15] = [
        Self::Lists,
        Self::Documents,
        Self::Articles,
        Self::Dashboard,
        Self::Embed,
        Self::Current,
        Self::Procedures,
        Self::Registers,
        Self::Calendar,
        Self::Search,
        Self::Archive,
        Self::Reading,
        Self::Recordings,
        Self::Speech,
        Self::Feed,
    ];

    /// The name by which `trangxa-split` and `boot.js` know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Documents => "documents",
            Self::Articles => "articles",
            Self::Dashboard => "dashboard",
            Self::Embed => "embed",
            Self::Current => "current",
            Self::Procedures => "procedures",
            Self::Registers => "registers",
            Self::Calendar => "calendar",
            Self::Search => "search",
            Self::Archive => "archive",
            Self::Reading => "reading",
            Self::Recordings => "recordings",
            Self::Speech => "speech",
            Self::Feed => "feed",
        }
    }

    /// The part that has the view of a page. `None` where the program's main part has it.
    #[must_use]
    pub const fn of_view(route: &Route) -> Option<Self> {
        match route {
            Route::Home | Route::News { .. } | Route::Category { .. } | Route::SiteMap => Some(Self::Lists),
            Route::Tthc => Some(Self::Dashboard),
            Route::Embed => Some(Self::Embed),
            Route::Procedures | Route::Procedure(_) => Some(Self::Procedures),
            Route::OfficialDocuments { .. } | Route::OfficialDocument(_) | Route::People => Some(Self::Registers),
            Route::Calendar => Some(Self::Calendar),
            Route::Search => Some(Self::Search),
            Route::NewsArchive { .. } => Some(Self::Archive),
            Route::Article(_) | Route::Standing(_) | Route::NotFound => None,
        }
    }

    /// The part that a page needs when the browser builds it. A page that the publisher wrote has its text already, and needs
    /// [`of_view`](Self::of_view) only.
    #[must_use]
    pub const fn of_page(route: &Route) -> Option<Self> {
        match route {
            Route::Article(_) | Route::Standing(_) => Some(Self::Articles),
            _ => Self::of_view(route),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn each_part_has_a_name_of_its_own() {
        for (i, part) in Part::ALL.into_iter().enumerate() {
            assert!(Part::ALL[..i].iter().all(|other| other.name() != part.name()), "{}", part.name());
            assert!(part.name().bytes().all(|byte| byte.is_ascii_lowercase()), "{}", part.name());
        }
    }
}
