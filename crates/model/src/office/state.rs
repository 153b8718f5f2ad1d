//! Whether a unit is open. Nothing is claimed where the document leaves a doubt.

use super::hours::Week;
use super::rule::OpenSpan;
use super::{Office, Unit};
use crate::Timestamp;
use crate::time::Day;
use crate::time::holidays::Holiday;

/// How many days ahead the next opening is looked for.
const HORIZON: i64 = 14;

/// Whether a unit is open at some instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// It is open.
    Open {
        /// When it closes, later than the instant. A unit that never closes has a midnight two weeks ahead.
        until: Timestamp,
    },
    /// It is closed.
    Closed {
        /// When it opens next, later than the instant; `None` if that is more than 14 days ahead, or if a day of which nothing is known lies
        /// before it.
        opens: Option<Timestamp>,
        /// Why it is closed; `None` where those are its usual hours.
        reason: Option<Reason>,
    },
    /// The document does not say, or not so that it is certain.
    Unknown {
        /// The public holiday that the day is, or may be, and that the document does not mention.
        holiday: Option<Holiday>,
    },
}

/// Why a unit is closed at a time at which people may expect it to be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is between two spans of the same day.
    Lunch,
    /// The day has other hours than its weekday; with the reason that the document gives.
    Day(Option<String>),
}

impl Office {
    /// Whether a unit of this document is open at an instant, in Vietnam's time.
    #[must_use]
    pub fn state(&self, unit: &Unit, now: Timestamp) -> OpenState {
        self.calendar(unit).state(now)
    }

    /// The next instant at which [`state`](Self::state) gives something else; `None` if that is more than 14 days ahead.
    #[must_use]
    pub fn next_change(&self, unit: &Unit, now: Timestamp) -> Option<Timestamp> {
        let calendar = self.calendar(unit);
        let (today, state) = (Day::of(now), calendar.state(now));
        // The state changes at no other instants than these.
        let instants = (0..=HORIZON + 1).map(|days| today.plus(days)).flat_map(|day| {
            let spans = if let Plan::Known { spans, .. } = calendar.plan(day) { spans } else { Vec::new() };
            let ends = spans.into_iter().flat_map(|span| [span.from, span.to]);
            [0].into_iter().chain(ends).map(move |minute| day.at_minute(minute))
        });
        instants.filter(|at| *at > now).find(|at| calendar.state(*at) != state)
    }

    fn calendar(&self, unit: &Unit) -> Calendar<'_> {
        Calendar { office: self, week: Week::of(&unit.hours) }
    }
}

/// The hours of a unit, day by day.
struct Calendar<'a> {
    office: &'a Office,
    /// `None` if they cannot be read for sure.
    week: Option<Week>,
}

/// What is known of a day.
enum Plan {
    Known {
        spans: Vec<OpenSpan>,
        /// Why it has other hours than its weekday, if the document names it.
        reason: Option<Reason>,
    },
    Unknown(Option<Holiday>),
}

impl Calendar<'_> {
    fn plan(&self, day: Day) -> Plan {
        let Office { changed, closed, .. } = self.office;
        if let Some(changed) = changed.iter().find(|it| Day::of(it.date) == day) {
            let known = |spans| Plan::Known { spans, reason: Some(Reason::Day(changed.why.clone())) };
            return changed.spans().map_or(Plan::Unknown(None), known);
        }
        let includes =
            |from: Timestamp, to: Option<Timestamp>| Day::of(from) <= day && day <= Day::of(to.unwrap_or(from));
        if let Some(closed) = closed.iter().find(|it| includes(it.from, it.to)) {
            return Plan::Known { spans: Vec::new(), reason: Some(Reason::Day(closed.why.clone())) };
        }
        match (Holiday::on(day), &self.week) {
            (None, Some(week)) => Plan::Known { spans: week.day(day.weekday()).to_vec(), reason: None },
            (holiday, _) => Plan::Unknown(holiday),
        }
    }

    fn state(&self, now: Timestamp) -> OpenState {
        let today = Day::of(now);
        let (spans, reason) = match self.plan(today) {
            Plan::Known { spans, reason } => (spans, reason),
            Plan::Unknown(holiday) => return OpenState::Unknown { holiday },
        };
        let is_over = |span: &&OpenSpan| today.at_minute(span.to) <= now;
        let past = spans.iter().take_while(is_over).count();
        match spans.get(past) {
            Some(span) if today.at_minute(span.from) <= now => {
                OpenState::Open { until: self.end(today, &spans, span.to) }
            }
            Some(span) => {
                let opens = Some(today.at_minute(span.from));
                let reason = if past > 0 { Some(Reason::Lunch) } else { reason };
                OpenState::Closed { opens, reason }
            }
            None => OpenState::Closed { opens: self.next_opening(today), reason },
        }
    }

    /// When a unit closes whose span ends at a minute of a day. Another span may begin there, also at midnight.
    fn end(&self, today: Day, spans: &[OpenSpan], mut minute: u16) -> Timestamp {
        let follow = |spans: &[OpenSpan], minute: u16| {
            spans.iter().fold(minute, |end, span| if span.from == end { span.to } else { end })
        };
        minute = follow(spans, minute);
        let mut day = today;
        while minute == MIDNIGHT && day < today.plus(HORIZON) {
            day = day.plus(1);
            minute = if let Plan::Known { spans, .. } = self.plan(day) { follow(&spans, 0) } else { 0 };
        }
        day.at_minute(minute)
    }

    /// The next opening behind a day.
    fn next_opening(&self, today: Day) -> Option<Timestamp> {
        for day in (1..=HORIZON).map(|days| today.plus(days)) {
            let Plan::Known { spans, .. } = self.plan(day) else { return None };
            if let Some(first) = spans.first() {
                return Some(day.at_minute(first.from));
            }
        }
        None
    }
}

/// The end of a day, in minutes.
const MIDNIGHT: u16 = 24 * 60;

#[cfg(test)]
mod tests;
