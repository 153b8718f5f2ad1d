//! What is on which day.

use super::{Calendar, Entry, Exception, Was, When};
use crate::Timestamp;
use crate::time::Day;
use crate::time::holidays::Holiday;

/// How many days are looked at: ten years.
const MAX_DAYS: usize = 3_653;
/// How many occurrences are returned; a commune has some hundred in a year.
const MAX_OCCURRENCES: usize = 5_000;

/// An entry on a day. What lasts several days, or passes midnight, is there on each of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The day on which it is listed.
    pub day: Day,
    /// The day for which its rule plans it, which an exception names.
    pub planned: Day,
    /// When it begins, maybe on an earlier day.
    pub start: When,
    /// When it ends, maybe on a later day; for whole days the last.
    pub end: Option<When>,
    /// Where it is.
    pub place: Option<&'a str>,
    /// What became of it.
    pub state: State<'a>,
    /// Why.
    pub why: Option<&'a str>,
}

/// What became of an entry on a day.
#[derive(Clone, Debug, PartialEq)]
pub enum State<'a> {
    /// It is held as planned.
    AsPlanned,
    /// It is cancelled.
    Cancelled,
    /// It is held otherwise than was planned.
    Changed {
        /// When it was planned, if it is at another time.
        start: Option<When>,
        /// Where it was planned, if it is in another place.
        place: Option<&'a str>,
    },
    /// It was planned for this day, and is held on another, when it is listed there, too.
    MovedTo(When),
    /// It is not held, because the day is, or may be, this holiday.
    Holiday(Option<Holiday>),
    /// It is held on this working day, because the day for which it was planned is, or may be, a day off.
    AfterHoliday(Day),
}

impl Calendar {
    /// What is on the days from one to another, both among them: by day, on each day by time with whole days first, and then in the order of the
    /// document. What is cancelled, moved away or left out for a holiday is among them with its [`State`].
    ///
    /// At most ten years are looked at, and at most 5000 occurrences returned.
    #[must_use]
    pub fn occurrences(&self, from: Day, to: Day) -> Vec<Occurrence<'_>> {
        let mut found = Vec::new();
        let mut day = from;
        for _ in 0..MAX_DAYS {
            if day > to || found.len() >= MAX_OCCURRENCES {
                break;
            }
            let before = found.len();
            self.entries.iter().for_each(|entry| entry.on(day, &mut found));
            if let Some(of_day) = found.get_mut(before..) {
                // The sort keeps the order of those of one time.
                of_day.sort_by_key(Occurrence::first_minute);
            }
            day = day.plus(1);
        }
        found.truncate(MAX_OCCURRENCES);
        found
    }

    /// What is on the day of an instant, which is the same on devices in every time zone.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Vec<Occurrence<'_>> {
        self.occurrences(Day::of(now), Day::of(now))
    }
}

impl Occurrence<'_> {
    /// The minutes of its day between which it is, 0 to 1440, and `None` for an end that is not known; `None` if it has no times.
    #[must_use]
    pub fn minutes(&self) -> Option<(u16, Option<u16>)> {
        let start = self.start.minute?;
        let from = if self.start.day < self.day { 0 } else { start };
        let to = self.end.map(|end| if end.day > self.day { 24 * 60 } else { end.minute.unwrap_or(0) });
        Some((from, to))
    }

    /// Whether it is held on its day: it is not cancelled, moved away or left out.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        matches!(self.state, State::AsPlanned | State::Changed { .. } | State::AfterHoliday(_))
    }

    /// Where it stands among those of its day.
    fn first_minute(&self) -> u16 {
        self.minutes().map_or(0, |(from, _)| from)
    }

    /// Whether it is on a day.
    fn covers(&self, day: Day) -> bool {
        self.start.day <= day && day <= last_day(self.start, self.end)
    }
}

/// The last day of something; what ends at midnight is not on the day that begins then.
fn last_day(start: When, end: Option<When>) -> Day {
    match end {
        Some(When { day, minute: Some(0) }) => day.plus(-1).max(start.day),
        Some(end) => end.day.max(start.day),
        None => start.day,
    }
}

impl Entry {
    /// On how many days behind its first it is.
    pub(super) fn length(&self) -> i64 {
        last_day(self.start, self.end).since(self.start.day)
    }

    /// What becomes of it on the days from one to another for which it is planned, each once, without where it was before it was moved. At most ten years are
    /// looked at.
    pub fn plans(&self, from: Day, to: Day) -> impl Iterator<Item = Occurrence<'_>> {
        let days = (0_i64..).map(move |days| from.plus(days)).take(MAX_DAYS).take_while(move |day| *day <= to);
        days.filter(|day| self.is_planned(*day)).map(|day| {
            let plan = self.plan(day);
            Occurrence { day: plan.start.day, ..plan }
        })
    }

    /// Whether its rule plans it for a day. Where the rule is not known, only the start is.
    fn is_planned(&self, day: Day) -> bool {
        match self.repeat.as_ref().and_then(|repeat| repeat.rule.as_ref()) {
            Some(rule) => rule.is_on(day),
            None => day == self.start.day,
        }
    }

    /// Whether an exception can name a day. Where the rule is not known, any may be right.
    pub(super) fn may_be_on(&self, day: Day) -> bool {
        let rule = self.repeat.as_ref().map(|repeat| repeat.rule.as_ref());
        match rule {
            Some(None) => true,
            Some(Some(rule)) => rule.is_on(day) || self.occurrence(day, rule.reach()).is_some(),
            None => self.is_planned(day),
        }
    }

    /// The occurrence that a holiday moved to a day.
    fn occurrence(&self, day: Day, reach: i64) -> Option<Occurrence<'_>> {
        let planned = (1..=reach).map(|days| day.plus(-days)).filter(|planned| self.is_planned(*planned));
        planned
            .map(|planned| self.plan(planned))
            .find(|it| it.state == State::AfterHoliday(it.planned) && it.start.day == day)
    }

    /// Adds what of it is on a day.
    fn on<'a>(&'a self, day: Day, found: &mut Vec<Occurrence<'a>>) {
        let Some(rule) = self.repeat.as_ref().and_then(|repeat| repeat.rule.as_ref()) else {
            return self.add(self.start.day, day, found);
        };
        let first = day.plus(-self.length() - rule.reach());
        for days in 0..=day.since(first) {
            let planned = first.plus(days);
            if rule.is_on(planned) {
                self.add(planned, day, found);
            }
        }
        // What was moved from farther away.
        for exception in &self.exceptions {
            let start = exception.start.map_or(exception.date, |start| start.day);
            let end = exception.end.map_or(start.plus(self.length()), |end| end.day);
            if (start..=end).contains(&day)
                && let Some(planned) = rule.planned_for(exception.date).filter(|it| !(first..=day).contains(it))
            {
                self.add(planned, day, found);
            }
        }
    }

    /// Adds what of one plan is on a day: the occurrence, or where it was before it was moved.
    fn add<'a>(&'a self, planned: Day, day: Day, found: &mut Vec<Occurrence<'a>>) {
        let occurrence = self.plan(planned);
        if occurrence.covers(day) {
            found.push(Occurrence { day, ..occurrence });
            return;
        }
        let old = match (&occurrence.state, &self.was) {
            (State::Changed { start: Some(start), .. }, _) => *start,
            (State::AfterHoliday(_), _) => self.start_on(planned),
            _ => return,
        };
        if old.day == day {
            let state = State::MovedTo(occurrence.start);
            found.push(Occurrence { day, start: old, end: None, state, ..occurrence });
        }
    }

    /// When it begins on a day for which it is planned.
    fn start_on(&self, day: Day) -> When {
        When { day, ..self.start }
    }

    /// What becomes of it on a day for which it is planned.
    fn plan(&self, planned: Day) -> Occurrence<'_> {
        let start = self.start_on(planned);
        let occurrence = Occurrence {
            entry: self,
            day: planned,
            planned,
            start,
            end: self.end_behind(start),
            place: self.place.as_deref(),
            state: State::AsPlanned,
            why: self.why.as_deref(),
        };
        if self.cancelled {
            return Occurrence { state: State::Cancelled, ..occurrence };
        }
        if let Some(exception) = self.exception(planned) {
            return self.excepted(occurrence, exception);
        }
        let rule = self.repeat.as_ref().and_then(|repeat| repeat.rule.as_ref());
        if let Some(rule) = rule.filter(|rule| rule.is_off(planned)) {
            let Some(next) = rule.moved_from(planned) else {
                return Occurrence { state: State::Holiday(Holiday::on(planned)), ..occurrence };
            };
            let start = self.start_on(next);
            let moved =
                Occurrence { start, end: self.end_behind(start), state: State::AfterHoliday(planned), ..occurrence };
            return match self.exception(next) {
                Some(exception) => self.excepted(moved, exception),
                None => moved,
            };
        }
        match &self.was {
            Some(Was { start, place }) => {
                // A series has other days; only its time of day was another.
                let start = start.filter(|_| self.repeat.is_none());
                let state = State::Changed { start: start.filter(|it| *it != self.start), place: place.as_deref() };
                Occurrence { state, ..occurrence }
            }
            None => occurrence,
        }
    }

    /// The exception for a day.
    fn exception(&self, day: Day) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.date == day)
    }

    fn excepted<'a>(&'a self, planned: Occurrence<'a>, exception: &'a Exception) -> Occurrence<'a> {
        let why = exception.why.as_deref().or(planned.why);
        let start = exception.start.unwrap_or(planned.start);
        let end = exception.end.filter(|end| *end >= start).or_else(|| self.end_behind(start));
        if exception.cancelled {
            // What was moved before it was cancelled is listed where people expect it.
            return Occurrence { start, end, state: State::Cancelled, why, ..planned };
        }
        let place = exception.place.as_deref();
        let state = State::Changed {
            start: Some(planned.start).filter(|old| *old != start || planned.end != end),
            place: planned.place.filter(|_| place.is_some_and(|place| planned.place != Some(place))),
        };
        Occurrence { start, end, place: place.or(planned.place), state, why, ..planned }
    }

    /// When it ends if it begins at `start`: as long behind it as always. `None` if it has no end, or if only one of the two starts has a time.
    #[must_use]
    pub fn end_behind(&self, start: When) -> Option<When> {
        let end = self.end.filter(|_| start.minute.is_some() == self.start.minute.is_some())?;
        Some(start.plus(end.at().unix() - self.start.at().unix()))
    }
}
