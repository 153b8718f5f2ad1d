//! What a page says about the state of its data.

use trangxa_model::Timestamp;

/// For how many seconds "renewed" is shown.
const RENEWED_S: i64 = 60;

/// What the reader should know about the data on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notice {
    /// The data is current as far as known; nothing is shown.
    #[default]
    Current,
    /// Since this time at least one document could not be renewed; the last good values stay on the page.
    NotRenewed(Timestamp),
    /// Everything can be renewed again, since this time.
    Renewed(Timestamp),
    /// The browser lost its network at this time.
    Offline(Timestamp),
}

impl Notice {
    /// The notice after a request ended at `now`. `is_failure`: it failed in a way that a notice reports; `is_any_failing`:
    /// some document of the page is still failing. A notice that already stands keeps its time.
    #[must_use]
    pub fn after_request(self, is_failure: bool, is_any_failing: bool, now: Timestamp) -> Self {
        match (is_failure, self) {
            (true, Self::Current | Self::Renewed(_)) => Self::NotRenewed(now),
            (false, Self::NotRenewed(_) | Self::Offline(_)) if !is_any_failing => Self::Renewed(now),
            _ => self,
        }
    }

    /// The notice at `now`: "renewed" is shown for a minute only.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        match self {
            Self::Renewed(at) if now.unix() - at.unix() > RENEWED_S => Self::Current,
            _ => self,
        }
    }

    /// Since when something could not be renewed.
    #[must_use]
    pub fn not_renewed_since(self) -> Option<Timestamp> {
        if let Self::NotRenewed(at) = self { Some(at) } else { None }
    }
}
