//! The states of force of a document, and how they follow from its dates and relations.

use super::{OfficialDocument, Relation, RelationKind};
use crate::Slug;
use crate::time::Day;

/// A state of force (tình trạng hiệu lực). The six are those of the national base of legal documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// Chưa có hiệu lực.
    NotYet,
    /// Còn hiệu lực.
    InForce,
    /// Hết hiệu lực một phần.
    PartlyExpired,
    /// Hết hiệu lực toàn bộ.
    Expired,
    /// Ngưng hiệu lực.
    Suspended,
    /// Không còn phù hợp.
    Unsuitable,
}

impl Force {
    /// All states, in the order in which a choice lists them.
    pub const ALL: [Self; 6] =
        [Self::InForce, Self::PartlyExpired, Self::NotYet, Self::Expired, Self::Suspended, Self::Unsuitable];

    /// Its name in documents and choices: `con-hieu-luc`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotYet => "chua-co-hieu-luc",
            Self::InForce => "con-hieu-luc",
            Self::PartlyExpired => "het-hieu-luc-mot-phan",
            Self::Expired => "het-hieu-luc-toan-bo",
            Self::Suspended => "ngung-hieu-luc",
            Self::Unsuitable => "khong-con-phu-hop",
        }
    }

    /// The state with a name, with or without marks: `Còn hiệu lực`, `het hieu luc`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = Slug::make(name)?;
        let name = match name.as_str() {
            // So the short form is written in registers.
            "het-hieu-luc" => Self::Expired.id(),
            "dang-co-hieu-luc" | "co-hieu-luc" => Self::InForce.id(),
            "tam-ngung-hieu-luc" => Self::Suspended.id(),
            name => name,
        };
        Self::ALL.into_iter().find(|force| force.id() == name)
    }
}

/// The states of force of a document: from which day on it has which. Before the first of these days it is not yet in force.
///
/// On each day one state holds, so the strongest is taken: not yet in force, then expired, suspended, unsuitable, partly expired, in
/// force. A document that is replaced or repealed has expired from the day on which the other is in force; one that is amended has expired
/// in part from that day (Law on the Promulgation of Legal Normative Documents, the article on documents that cease to be in force).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline(pub(super) Vec<(Day, Force)>);

impl Timeline {
    /// Finds the states of a document from its dates and from what others do to it. `None` for a draft, and if it is not known when the document
    /// or one that ends it came into force.
    #[must_use]
    pub fn of(document: &OfficialDocument, relations: &[Relation]) -> Option<Self> {
        let start = document.start()?;
        let mut end = document.expires.map(Day::of);
        let mut amended = None;
        for relation in relations.iter().filter(|relation| !relation.kind.is_active()) {
            // An end on a day that nobody knows leaves open what holds now. An amendment does so too.
            let day = relation.from?;
            let earliest = if relation.kind == RelationKind::AmendedBy { &mut amended } else { &mut end };
            *earliest = Some(earliest.map_or(day, |known: Day| known.min(day)));
        }
        let suspensions = document.suspended.iter();
        let suspensions: Vec<(Day, Option<Day>)> =
            suspensions.map(|it| (Day::of(it.from), it.to.map(|to| Day::of(to).plus(1)))).collect();
        let unsuitable = document.unsuitable_from.map(Day::of);
        let force = |day: Day| {
            let has_come = |from: Option<Day>| from.is_some_and(|from| from <= day);
            let is_suspended = || suspensions.iter().any(|(from, after)| *from <= day && !has_come(*after));
            if day < start {
                Force::NotYet
            } else if has_come(end) {
                Force::Expired
            } else if is_suspended() {
                Force::Suspended
            } else if has_come(unsuitable) {
                Force::Unsuitable
            } else if has_come(amended) {
                Force::PartlyExpired
            } else {
                Force::InForce
            }
        };
        let mut days: Vec<Day> = [Some(start), end, amended, unsuitable].into_iter().flatten().collect();
        days.extend(suspensions.iter().flat_map(|(from, after)| [Some(*from), *after]).flatten());
        let mut timeline: Vec<(Day, Force)> = Vec::new();
        // Few days: looking for the next one costs fewer bytes than sorting.
        while let Some(day) = days.iter().copied().min() {
            days.retain(|it| *it != day);
            let now = force(day);
            if timeline.last().map_or(Force::NotYet, |(_, force)| *force) != now {
                timeline.push((day, now));
            }
        }
        Some(Self(timeline))
    }

    /// The state on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> Force {
        let begun = self.0.iter().take_while(|(from, _)| *from <= day);
        begun.last().map_or(Force::NotYet, |(_, force)| *force)
    }

    /// The day from which it has the state that it has on a day; `None` before the first.
    #[must_use]
    pub fn since(&self, day: Day) -> Option<Day> {
        self.0.iter().take_while(|(from, _)| *from <= day).last().map(|(from, _)| *from)
    }

    /// The next change of state after a day.
    #[must_use]
    pub fn next_after(&self, day: Day) -> Option<(Day, Force)> {
        self.0.iter().find(|(from, _)| *from > day).copied()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Force {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Force".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "enum": [
                "chưa có hiệu lực",
                "còn hiệu lực",
                "hết hiệu lực một phần",
                "hết hiệu lực toàn bộ",
                "ngưng hiệu lực",
                "không còn phù hợp"
            ],
            "description": "A state of force, as the national base of legal documents names them."
        })
    }
}
