//! A rate, and what it rests on.

use crate::Language;
use crate::rate::{Percent, Rate};

/// A rate as it may be shown: what it rests on decides what must stand beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Computed from the counts; the source states nothing else.
    Derived(Rate),
    /// Stated by the source; the counts to check it were not published.
    Stated(Percent),
    /// Computed from the counts, while the source states something else.
    Disagrees {
        /// From the counts: this is what is shown.
        derived: Rate,
        /// As published.
        stated: Percent,
    },
    /// Neither computable nor stated.
    Unknown,
}

impl Shown {
    pub(super) fn of(derived: Rate, stated: Option<Percent>) -> Self {
        match (derived.parts(), stated) {
            (None, None) => Self::Unknown,
            (None, Some(stated)) => Self::Stated(stated),
            (Some(_), Some(stated)) if derived.agrees_with(stated) == Some(false) => {
                Self::Disagrees { derived, stated }
            }
            (Some(_), _) => Self::Derived(derived),
        }
    }

    /// The rate as text, `—` when unknown.
    pub fn text(self) -> String {
        self.text_in(Language::Vietnamese)
    }

    /// [`Shown::text`] in a language.
    pub fn text_in(self, language: Language) -> String {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => rate.text_in(language),
            Self::Stated(percent) => percent.text_in(language),
            Self::Unknown => "—".to_owned(),
        }
    }

    /// Numerator and denominator as text, when the rate is computed.
    pub fn fraction(self) -> Option<String> {
        self.fraction_in(Language::Vietnamese)
    }

    /// [`Shown::fraction`] in a language.
    pub fn fraction_in(self, language: Language) -> Option<String> {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => rate.fraction_in(language),
            Self::Stated(_) | Self::Unknown => None,
        }
    }
}
