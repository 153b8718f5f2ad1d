//! The parts a frame can show.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trangxa_model::document::JsonDocument;
use trangxa_model::feed::Headlines;
use trangxa_model::route::Route;
use trangxa_model::{DocumentError, Language, Tthc, Visits};

/// A part of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The TTHC card.
    Tthc,
    /// The newest headlines.
    News,
    /// The visitor counters.
    Counters,
}

impl Part {
    /// Every part there is.
    pub const ALL: [Self; 3] = [Self::Tthc, Self::News, Self::Counters];

    /// Its name in addresses and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tthc => "tthc",
            Self::News => "news",
            Self::Counters => "counters",
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its headline.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Tthc => language.pick("Kết quả giải quyết TTHC", "Administrative procedures: results"),
            Self::News => language.pick("Tin mới", "Latest news"),
            Self::Counters => language.pick("Lượt truy cập", "Visits"),
        }
    }

    /// Where the portal has more of it: the link's text, what only a screen reader says beyond that, and the page.
    pub fn more(self, language: Language) -> Option<(&'static str, &'static str, Route)> {
        let (text, hint, route) = match self {
            Self::Tthc => (
                language.pick("Chi tiết", "Details"),
                language.pick(" kết quả giải quyết TTHC", " of the results of administrative procedures"),
                Route::Tthc,
            ),
            Self::News => {
                (language.pick("Xem tất cả", "See all"), language.pick(" tin", " news"), Route::News { page: 1 })
            }
            Self::Counters => return None,
        };
        Some((text, hint, route))
    }
}

/// What a part shows.
#[derive(Clone, Debug)]
pub enum Content {
    /// The figures.
    Tthc(Tthc),
    /// The headlines.
    News(Headlines),
    /// The counts.
    Counters(Visits),
}

impl Content {
    /// Reads a part's document. `file` is its address.
    pub fn read(part: Part, file: &str, json: Value) -> Result<Self, DocumentError> {
        Ok(match part {
            Part::Tthc => Self::Tthc(Tthc::from_json(file, json)?),
            Part::News => Self::News(Headlines::from_json(file, json)?),
            Part::Counters => Self::Counters(Visits::from_json(file, json)?),
        })
    }
}
