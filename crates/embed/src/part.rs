//! The parts that a frame can show, and their content.

use serde_json::Value;
use trangxa_model::document::JsonDocument;
use trangxa_model::feed::Headlines;
use trangxa_model::route::Route;
use trangxa_model::row::{Row, expect};
use trangxa_model::{DocumentError, Tthc, Visits};
use trangxa_words::{Language, widget};

/// A part of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WidgetPart {
    /// The TTHC card.
    Tthc,
    /// The newest headlines.
    News,
    /// The visitor counters.
    Counters,
}

impl WidgetPart {
    /// All parts, in the order in which a frame shows them unless asked otherwise.
    pub const ALL: [Self; 3] = [Self::Tthc, Self::News, Self::Counters];

    /// The part's name in addresses and attributes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tthc => "tthc",
            Self::News => "news",
            Self::Counters => "counters",
        }
    }

    /// The part with this name; `None` for any other text.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The part's headline.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Tthc => widget::tthc_title(language),
            Self::News => widget::news_title(language),
            Self::Counters => widget::counters_title(language),
        }
    }

    /// The link to the portal's page about the part: its text, the words that only a screen reader reads after it, and the page.
    /// `None` where the portal has no such page.
    #[must_use]
    pub fn more(self, language: Language) -> Option<(&'static str, &'static str, Route)> {
        let ([text, hint], route) = match self {
            Self::Tthc => (widget::tthc_more(language), Route::Tthc),
            Self::News => (widget::news_more(language), Route::News { page: 1 }),
            Self::Counters => return None,
        };
        Some((text, hint, route))
    }
}

/// As its place in [`WidgetPart::ALL`].
impl Row for WidgetPart {
    fn to_row(&self) -> Value {
        Self::ALL.iter().position(|part| part == self).into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        expect(Self::ALL.get(u64::from_row(json, is_other) as usize).copied(), Self::Tthc, is_other)
    }
}

/// The content of a part, read from its document.
#[derive(Clone, Debug)]
pub enum PartContent {
    /// The TTHC figures.
    Tthc(Tthc),
    /// The newest headlines.
    News(Headlines),
    /// The visitor counters.
    Counters(Visits),
}

impl PartContent {
    /// Reads the document of a part. `file` is the address that an error names. Fails where the document's own type does.
    pub fn read(part: WidgetPart, file: &str, json: Value) -> Result<Self, DocumentError> {
        Ok(match part {
            WidgetPart::Tthc => Self::Tthc(Tthc::from_json(file, json)?),
            WidgetPart::News => Self::News(Headlines::from_json(file, json)?),
            WidgetPart::Counters => Self::Counters(Visits::from_json(file, json)?),
        })
    }
}
