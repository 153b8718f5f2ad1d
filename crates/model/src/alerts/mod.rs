//! `alerts.json`: what residents must know now, each alert with the time at which it ends.

mod read;

use crate::remarks::Remark;
use crate::{Slug, Timestamp};

/// The unit's alerts: those that run, and those that are over or yet to come.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alerts {
    /// Version of this document's format: 1.
    pub version: u32,
    /// The alerts, in any order.
    pub alerts: Vec<Alert>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// An alert. It has a title or a text, or both.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alert {
    /// Its id; absent: made of the title and of the time from which it runs. No two have the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// How serious it is; absent or unknown: a warning.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Level>"))]
    pub level: Level,
    /// Its headline.
    pub title: Option<String>,
    /// What happens.
    pub text: Option<String>,
    /// What people should do.
    pub what_to_do: Option<String>,
    /// Where: "Thôn 3 và Thôn 5".
    pub area: Option<String>,
    /// Whom to call, as people write numbers.
    pub phone: Option<String>,
    /// Who says so.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::forms::TextOr<AlertSource>>"))]
    pub source: Option<AlertSource>,
    /// From when it is shown. No alert is shown without its time.
    pub from: Timestamp,
    /// When it ends, later than `from`; at this instant it is over. Absent: 24 hours later.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Timestamp>"))]
    pub until: Timestamp,
    /// Its place in the document's list, counted from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// How serious an alert is, the most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Khẩn: lives are in danger.
    Urgent,
    /// Cảnh báo: be prepared.
    Warning,
    /// Thông tin: good to know.
    Information,
}

/// Who says what an alert says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlertSource {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

impl Alerts {
    /// The alerts that run at an instant: the most serious first, among those of one level the newest first.
    #[must_use]
    pub fn running(&self, now: Timestamp) -> Vec<&Alert> {
        let mut running: Vec<&Alert> = Vec::new();
        for alert in self.alerts.iter().filter(|alert| alert.runs(now)) {
            let comes_after = |other: &&Alert| (other.level, alert.from) > (alert.level, other.from);
            let place = running.iter().position(comes_after).unwrap_or(running.len());
            running.insert(place, alert);
        }
        running
    }

    /// The next instant at which other alerts run than at `now`; `None` if there is none.
    #[must_use]
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let instants = self.alerts.iter().flat_map(|alert| [alert.from, alert.until]);
        instants.filter(|at| *at > now).min()
    }
}

impl Alert {
    /// Whether it is shown at an instant.
    #[must_use]
    pub fn runs(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }
}

impl Level {
    /// The level with a name, Vietnamese or English, with or without marks: `khẩn`, `Khan cap`, `urgent`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match Slug::make(name)?.as_str() {
            "khan" | "khan-cap" | "urgent" => Self::Urgent,
            "canh-bao" | "warning" => Self::Warning,
            "thong-tin" | "information" => Self::Information,
            _ => return None,
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Level {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Level".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "enum": ["khẩn", "cảnh báo", "thông tin", "urgent", "warning", "information"],
            "description": "How serious it is: khẩn if lives are in danger, cảnh báo to be prepared, thông tin if it is good to know."
        })
    }
}

#[cfg(test)]
mod tests;
