//! What of a file is not certain, and so was not taken over.

use std::fmt;
use trangxa_messages::calendar_files as say;

/// Something in a file that could not be taken over as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The line of the file, from 1.
    pub line: usize,
    /// The name of the event, or its UID if it has none.
    pub event: String,
    /// What it is.
    pub kind: DoubtKind,
}

/// What can be wrong with an event. Texts are those of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// The file has no events.
    NotACalendar,
    /// No start that can be read: the event is left out.
    NoStart,
    /// No name: the event is left out.
    NoTitle,
    /// Marked as private or confidential: the event is left out.
    Private(String),
    /// Times in a zone that is not known: the event is left out.
    UnknownZone(String),
    /// An end that cannot be read.
    UnknownEnd(String),
    /// A rule that a calendar of ours does not have: only the first day is taken.
    UnknownRule(String),
    /// A start that is no day of the rule.
    StartOffRule(String),
    /// RDATEs, which are left out.
    ExtraDates,
    /// The date of an exception cannot be read.
    UnknownException(String),
    /// A day of a series with another name or text than the series.
    OtherTexts(String),
    /// A change from a day on.
    AndLater(String),
    /// A day of a series that is not in the file.
    NoSeries(String),
    /// More events than are read.
    TooMany(usize),
    /// The UID of an earlier event: the event is left out.
    SameUid,
}

impl Doubt {
    /// Whether the whole event is left out.
    #[must_use]
    pub const fn is_loss(&self) -> bool {
        use DoubtKind as Kind;
        matches!(
            self.kind,
            Kind::NotACalendar
                | Kind::NoStart
                | Kind::NoTitle
                | Kind::Private(_)
                | Kind::UnknownZone(_)
                | Kind::TooMany(_)
                | Kind::SameUid
        )
    }
}

impl fmt::Display for DoubtKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACalendar => say::NotACalendar.fmt(f),
            Self::NoStart => say::NoStart.fmt(f),
            Self::NoTitle => say::NoTitle.fmt(f),
            Self::Private(class) => say::Private { class }.fmt(f),
            Self::UnknownZone(zone) => say::UnknownZone { zone }.fmt(f),
            Self::UnknownEnd(value) => say::UnknownEnd { value }.fmt(f),
            Self::UnknownRule(rule) => say::UnknownRule { rule }.fmt(f),
            Self::StartOffRule(rule) => say::StartOffRule { rule }.fmt(f),
            Self::ExtraDates => say::ExtraDates.fmt(f),
            Self::UnknownException(value) => say::UnknownException { value }.fmt(f),
            Self::OtherTexts(date) => say::OtherTexts { date }.fmt(f),
            Self::AndLater(date) => say::AndLater { date }.fmt(f),
            Self::NoSeries(date) => say::NoSeries { date }.fmt(f),
            Self::TooMany(limit) => say::TooMany { limit }.fmt(f),
            Self::SameUid => say::SameUid.fmt(f),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        say::Doubt { line: self.line, event: &self.event, problem: &self.kind }.fmt(f)
    }
}
