//! A rate for the page, and whether it was computed or stated.

use crate::number::Marks;
use crate::rate::{Percent, Rate};

/// A rate for the page. Its kind decides what the page must show next to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Computed from the counts; the source states nothing else.
    Derived(Rate),
    /// Stated by the source, which did not publish the counts to check it.
    Stated(Percent),
    /// Computed from the counts; the source states another rate.
    Disagrees {
        /// From the counts; this one is shown.
        derived: Rate,
        /// As the source states.
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
    #[must_use]
    pub fn text(self) -> String {
        self.text_with(Marks::VIETNAMESE)
    }

    /// [`Shown::text`] with the marks of a language.
    #[must_use]
    pub fn text_with(self, marks: Marks) -> String {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => rate.text_with(marks),
            Self::Stated(percent) => percent.text_with(marks),
            Self::Unknown => "—".to_owned(),
        }
    }

    /// The rate that was computed from the counts; `None` if the rate was only stated or is unknown.
    #[must_use]
    pub fn derived(self) -> Option<Rate> {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => Some(rate),
            Self::Stated(_) | Self::Unknown => None,
        }
    }
}
