//! The addresses of the site. They are written and read only here.

use crate::tthc::Span;
use crate::{Site, Slug};

/// The period that an address of the dashboard asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodChoice {
    /// None: the period that the card shows.
    #[default]
    Latest,
    /// `?ky=2023-Q3`
    Span(Span),
    /// A period that cannot be read.
    Unreadable,
}

impl PeriodChoice {
    /// Reads the query of an address, such as `?ky=2023-Q3`. Other parameters are ignored.
    pub fn parse(query: &str) -> Self {
        let mut members = query.trim_start_matches('?').split('&');
        match members.find_map(|member| member.strip_prefix("ky=")) {
            None | Some("") => Self::Latest,
            Some(text) => Span::parse(text).map_or(Self::Unreadable, Self::Span),
        }
    }

    /// The query for this choice; empty for the latest period.
    #[must_use]
    pub fn query(self) -> String {
        match self {
            Self::Span(span) => format!("?ky={}", span.address()),
            Self::Latest | Self::Unreadable => String::new(),
        }
    }
}

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/tin/`, `/tin/trang/2/`: all news, newest first.
    News {
        /// From 1.
        page: u32,
    },
    /// `/chuyen-muc/<id>/`, `/chuyen-muc/<id>/trang/2/`
    Category {
        /// The category.
        id: Slug,
        /// From 1.
        page: u32,
    },
    /// `/bai/<slug>/`
    Article(Slug),
    /// `/tthc/`
    Tthc,
    /// `/thu-tuc/`: all administrative procedures.
    Procedures,
    /// `/thu-tuc/<id>/`: one of them.
    Procedure(Slug),
    /// `/van-ban/`: the register of official documents; `/van-ban/nam/2025/`: those of a year.
    OfficialDocuments {
        /// The year of issue; 0 for documents without a day of issue.
        year: Option<u16>,
    },
    /// `/van-ban/<id>/`: one of them.
    OfficialDocument(Slug),
    /// `/lich/`: the calendar.
    Calendar,
    /// `/to-chuc/`: the people of the unit.
    People,
    /// `/tim-kiem/`: the search. What is sought stands in the query of the address.
    Search,
    /// `/luu-tru/`: the years of the archive; `/luu-tru/2025/`: a year; `/luu-tru/2025/6/`: a month.
    NewsArchive {
        /// The year; 0 for articles without a date. `None` for all years, without a month.
        year: Option<u16>,
        /// From 1 to 12. The year 0 has none.
        month: Option<u8>,
    },
    /// `/so-do/`: the site map for people.
    SiteMap,
    /// `/nhung/`: where partners get the widget for their pages.
    Embed,
    /// `/<id>/`: a page from site.json.
    Standing(Slug),
    /// Any other address.
    NotFound,
}

impl Route {
    /// The page at a path below the site's root, such as `bai/hop-dan/`. Hosts answer an address however it is written, so these are
    /// one page: with and without the slash at the end, with `index.html` after it, with slashes doubled, with characters
    /// percent-encoded, and in capital letters.
    pub fn parse(path: &str) -> Self {
        let Some(path) = decoded(path) else { return Self::NotFound };
        let path = path.strip_suffix("index.html").unwrap_or(&path);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let page = |number: &str| number.parse().ok().filter(|n| *n >= 2 && !number.starts_with(['+', '0']));
        let found = match *segments.as_slice() {
            [] => Some(Self::Home),
            ["tin"] => Some(Self::News { page: 1 }),
            ["tin", "trang", number] => page(number).map(|page| Self::News { page }),
            ["chuyen-muc", id] => Slug::parse(id).map(|id| Self::Category { id, page: 1 }),
            ["chuyen-muc", id, "trang", number] => {
                Slug::parse(id).and_then(|id| Some(Self::Category { id, page: page(number)? }))
            }
            ["bai", slug] => Slug::parse(slug).map(Self::Article),
            ["tthc"] => Some(Self::Tthc),
            ["thu-tuc"] => Some(Self::Procedures),
            ["thu-tuc", id] => Slug::parse(id).map(Self::Procedure),
            ["van-ban"] => Some(Self::OfficialDocuments { year: None }),
            ["van-ban", id] => Slug::parse(id).map(Self::OfficialDocument),
            ["van-ban", "nam", year] => year_of(year).map(|year| Self::OfficialDocuments { year: Some(year) }),
            ["lich"] => Some(Self::Calendar),
            ["to-chuc"] => Some(Self::People),
            ["tim-kiem"] => Some(Self::Search),
            ["luu-tru"] => Some(Self::NewsArchive { year: None, month: None }),
            ["luu-tru", year] => year_of(year).map(|year| Self::NewsArchive { year: Some(year), month: None }),
            ["luu-tru", year, month] => {
                let month = month.parse().ok().filter(|n| (1..=12).contains(n) && !month.starts_with(['+', '0']));
                let year = year_of(year).filter(|year| *year > 0);
                year.zip(month).map(|(year, month)| Self::NewsArchive { year: Some(year), month: Some(month) })
            }
            ["so-do"] => Some(Self::SiteMap),
            ["nhung"] => Some(Self::Embed),
            [id] => Slug::parse(id).map(Self::Standing),
            _ => None,
        };
        found.unwrap_or(Self::NotFound)
    }

    /// The path below the site's root: empty for the home page, otherwise ending in `/`.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::News { page: 1 } => "tin/".to_owned(),
            Self::News { page } => format!("tin/trang/{page}/"),
            Self::Category { id, page: 1 } => format!("chuyen-muc/{id}/"),
            Self::Category { id, page } => format!("chuyen-muc/{id}/trang/{page}/"),
            Self::Article(slug) => format!("bai/{slug}/"),
            Self::Tthc => "tthc/".to_owned(),
            Self::Procedures => "thu-tuc/".to_owned(),
            Self::Procedure(id) => format!("thu-tuc/{id}/"),
            Self::OfficialDocuments { year: None } => "van-ban/".to_owned(),
            Self::OfficialDocuments { year: Some(year) } => format!("van-ban/nam/{year}/"),
            Self::OfficialDocument(id) => format!("van-ban/{id}/"),
            Self::Calendar => "lich/".to_owned(),
            Self::People => "to-chuc/".to_owned(),
            Self::Search => "tim-kiem/".to_owned(),
            Self::NewsArchive { year: None, .. } => "luu-tru/".to_owned(),
            Self::NewsArchive { year: Some(year), month: None } => format!("luu-tru/{year}/"),
            Self::NewsArchive { year: Some(year), month: Some(month) } => format!("luu-tru/{year}/{month}/"),
            Self::SiteMap => "so-do/".to_owned(),
            Self::Embed => "nhung/".to_owned(),
            Self::Standing(id) => format!("{id}/"),
            Self::NotFound => "404.html".to_owned(),
        }
    }

    /// The address to link to, on a site whose root is `base` (`/` or `/quangthanh/`).
    #[must_use]
    pub fn href(&self, base: &str) -> String {
        format!("{base}{}", self.path())
    }

    /// The same list at another page; `None` if this is not a list.
    #[must_use]
    pub fn at_page(&self, page: u32) -> Option<Self> {
        match self {
            Self::News { .. } => Some(Self::News { page }),
            Self::Category { id, .. } => Some(Self::Category { id: id.clone(), page }),
            _ => None,
        }
    }

    /// The category and the page of a list; the category is `None` for all news. `None` if this is not a list: the home page shows
    /// a list but is not one.
    #[must_use]
    pub fn listed(&self) -> Option<(Option<&Slug>, u32)> {
        match self {
            Self::News { page } => Some((None, *page)),
            Self::Category { id, page } => Some((Some(id), *page)),
            _ => None,
        }
    }

    /// Whether the site has this page, as far as site.json says. Lists and articles may still be missing.
    #[must_use]
    pub fn exists_on(&self, site: &Site) -> bool {
        match self {
            Self::Tthc => site.data.tthc.is_some(),
            Self::Procedures | Self::Procedure(_) => site.data.procedures.is_some(),
            Self::OfficialDocuments { .. } | Self::OfficialDocument(_) => site.data.documents.is_some(),
            Self::Calendar => site.data.calendar.is_some(),
            Self::People => site.data.people.is_some(),
            Self::Standing(id) => site.pages.iter().any(|page| page.id == *id),
            Self::NotFound => false,
            _ => true,
        }
    }
}

/// A year as an address writes it: four digits, or 0 for none.
fn year_of(text: &str) -> Option<u16> {
    let is_year = text == "0" || text.len() == 4 && !text.starts_with(['0', '+']);
    text.parse().ok().filter(|_| is_year)
}

/// A path without percent-encodings and capital letters; `None` if it holds an encoding of no ASCII character, because no address of
/// a site does.
fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let byte = u8::from_str_radix(part.get(..2)?, 16).ok().filter(u8::is_ascii)?;
        plain.push(char::from(byte));
        plain.push_str(part.get(2..)?);
    }
    plain.make_ascii_lowercase();
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::{PeriodChoice, Route};
    use crate::Slug;
    use crate::tthc::Span;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    #[test]
    fn addresses_read_back() {
        for route in [
            Route::Home,
            Route::News { page: 1 },
            Route::News { page: 12 },
            Route::Category { id: slug("thong-bao"), page: 1 },
            Route::Category { id: slug("thong-bao"), page: 3 },
            Route::Article(slug("hop-dan")),
            Route::Tthc,
            Route::Procedures,
            Route::Procedure(slug("dang-ky-khai-sinh")),
            Route::OfficialDocuments { year: None },
            Route::OfficialDocuments { year: Some(2025) },
            Route::OfficialDocuments { year: Some(0) },
            Route::OfficialDocument(slug("12-kh-ubnd-2025")),
            Route::Calendar,
            Route::People,
            Route::Search,
            Route::NewsArchive { year: None, month: None },
            Route::NewsArchive { year: Some(2025), month: None },
            Route::NewsArchive { year: Some(0), month: None },
            Route::NewsArchive { year: Some(2025), month: Some(12) },
            Route::SiteMap,
            Route::Embed,
            Route::Standing(slug("gioi-thieu")),
        ] {
            let path = route.path();
            assert_eq!(Route::parse(&path), route, "{path}");
            assert_eq!(Route::parse(path.trim_end_matches('/')), route, "{path} without its slash");
            assert_eq!(Route::parse(&format!("{path}index.html")), route, "{path} as a file");
            assert_eq!(Route::parse(&path.to_uppercase()), route, "{path} in capital letters");
            assert_eq!(Route::parse(&format!("/{}/", path.replace('/', "//"))), route, "{path} with slashes doubled");
            let encoded: String = path.bytes().map(|byte| format!("%{byte:02X}")).collect();
            assert_eq!(Route::parse(&encoded), route, "{encoded}");
        }
    }

    #[test]
    fn damaged_encodings_are_no_page() {
        for path in ["%", "bai/%", "bai/%2", "bai/%zz/", "bai/%+1/", "bai/%C3%A1/", "bai/a%00/", "%2é"] {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
    }

    #[test]
    fn chosen_periods_read_back() {
        for span in ["2023-11", "2023-Q3", "2023", "2023-01..2023-11", "2022-12..2023-02"] {
            let chosen = PeriodChoice::Span(Span::parse(span).unwrap());
            assert_eq!(chosen.query(), format!("?ky={span}"));
            assert_eq!(PeriodChoice::parse(&chosen.query()), chosen);
            assert_eq!(
                PeriodChoice::parse(&format!("?fbclid=x&ky={span}&zarsrc=30")),
                chosen,
                "shared on Facebook and Zalo"
            );
        }
        for (query, chosen) in [
            ("", PeriodChoice::Latest),
            ("?", PeriodChoice::Latest),
            ("?ky=", PeriodChoice::Latest),
            ("?sky=2023", PeriodChoice::Latest),
            ("?ky=2023-Q5", PeriodChoice::Unreadable),
            ("?ky=%00", PeriodChoice::Unreadable),
        ] {
            assert_eq!(PeriodChoice::parse(query), chosen, "{query}");
        }
    }

    #[test]
    fn other_addresses_are_not_found() {
        for path in [
            "bai",
            "bai/",
            "bai/Hop Dan/",
            "bai/a/b/",
            "tin/trang/1/",
            "tin/trang/02/",
            "tin/trang/x/",
            "Giới",
            "..",
            "a_b/",
            "luu-tru/25/",
            "luu-tru/2025/0/",
            "luu-tru/2025/06/",
            "luu-tru/2025/13/",
            "luu-tru/2025/6/1/",
            "van-ban/nam/25/",
            "van-ban/nam/02025/",
            "van-ban/nam/+202/",
        ] {
            let found = Route::parse(path);
            assert!(
                matches!(found, Route::NotFound) || matches!(&found, Route::Standing(id) if id.as_str() == "bai"),
                "{path}: {found:?}"
            );
        }
    }

    #[test]
    fn the_base_stands_before_every_address() {
        assert_eq!(Route::Home.href("/quangthanh/"), "/quangthanh/");
        assert_eq!(Route::Tthc.href("/"), "/tthc/");
    }
}
