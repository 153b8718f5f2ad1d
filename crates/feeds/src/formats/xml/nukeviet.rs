//! RSS of the CMS `NukeViet`, which most communes use, and the mistake in its dates.

use super::entry::Entry;
use crate::dates;
use trangxa_model::Timestamp;

/// Whether a feed is `NukeViet`'s, and what is wrong in it.
#[derive(Clone, Copy)]
pub(super) struct NukeViet {
    /// The feed says so, or its ids are `NukeViet`'s.
    pub is_nukeviet: bool,
    /// The minutes of its dates are the month, because its date pattern is `H:m:s` instead of `H:i:s`.
    pub has_months_for_minutes: bool,
}

impl NukeViet {
    /// `generator` is what the feed says about the program that made it.
    pub(crate) fn recognise(generator: &str, entries: &[Entry]) -> Self {
        let has_its_id = |entry: &Entry| {
            let number = entry.id.as_deref().and_then(|id| id.strip_prefix("news_"));
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        let is_named = generator.to_ascii_lowercase().contains("nukeviet");
        let is_nukeviet = is_named || (!entries.is_empty() && entries.iter().all(has_its_id));
        // A corrected NukeViet writes all minutes. One date whose minutes are not the month shows that.
        let mut dates = entries.iter().flat_map(|entry| &entry.published).filter_map(|text| dates::read(text));
        let is_month = |date: Timestamp| {
            let text = date.rfc3339();
            text.get(5..7) == text.get(14..16)
        };
        let has_dates = dates.clone().next().is_some();
        Self { is_nukeviet, has_months_for_minutes: is_nukeviet && has_dates && dates.all(is_month) }
    }
}
