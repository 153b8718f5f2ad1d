//! RSS of the CMS `NukeViet`, which most communes use, and the mistake in its dates.

use super::parser::UnreadableDates;
use feed_rs::model::{Entry, Feed};
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
    pub(crate) fn recognise(feed: &Feed) -> Self {
        let says = |text: &str| text.to_ascii_lowercase().contains("nukeviet");
        let generator = feed.generator.as_ref();
        let named = generator.is_some_and(|g| says(&g.content) || g.uri.as_deref().is_some_and(says));
        let has_its_id = |entry: &Entry| {
            let number = entry.id.strip_prefix("news_");
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        let is_nukeviet = named || (!feed.entries.is_empty() && feed.entries.iter().all(has_its_id));
        // A corrected NukeViet writes all minutes. One date whose minutes are not the month shows that.
        let dates = feed.entries.iter().filter_map(|entry| entry.published).map(|date| date.timestamp());
        let dates: Vec<i64> = dates.filter(|seconds| !UnreadableDates::represents(*seconds)).collect();
        let is_month = |seconds: &i64| {
            let text = Timestamp::from_unix(*seconds).rfc3339();
            text.get(5..7) == text.get(14..16)
        };
        Self { is_nukeviet, has_months_for_minutes: is_nukeviet && !dates.is_empty() && dates.iter().all(is_month) }
    }
}
