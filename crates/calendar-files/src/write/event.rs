//! Writes the events of an entry.

use super::options::Options;
use super::rule::{is_in_rrule, rrule};
use crate::lines::{escaped, write_line};
use crate::stamp::{date, property, utc};
use trangxa_model::calendar::{Entry, Occurrence, Rule, State, When};
use trangxa_model::time::Day;
use trangxa_model::{Calendar, Timestamp};

/// What stands before the headline of what is cancelled, for programs that show it like any other.
pub(crate) const CANCELLED: &str = "Hủy: ";
/// 2020-01-01T00:00:00Z, from which SEQUENCE counts minutes.
const SEQUENCE_START: i64 = 1_577_836_800;
/// How many months before and behind the present one days are written out.
const MONTHS_BEFORE: i64 = 12;
const MONTHS_BEHIND: i64 = 24;
/// How many days a rule is followed to its first day: a 29 February is at most eight years away.
const FIRST_DAYS: i64 = 8 * 366;

/// The writer of one entry.
pub(super) struct Writer<'w> {
    pub(super) out: &'w mut String,
    pub(super) calendar: &'w Calendar,
    pub(super) options: &'w Options<'w>,
    pub(super) entry: &'w Entry,
}

/// What an event has beside its times and texts.
#[derive(Default)]
struct Recurrence {
    rule: Option<String>,
    left_out: Vec<When>,
    id: Option<When>,
}

impl Writer<'_> {
    /// Writes all events of the entry.
    pub(super) fn entry(&mut self) {
        let entry = self.entry;
        let uid = format!("{}@{}", entry.id, self.options.host);
        let Some(rule) = entry.repeat.as_ref().and_then(|repeat| repeat.rule.as_ref()) else {
            for plan in entry.plans(entry.start.day, entry.start.day) {
                self.event(&uid, &plan, &Recurrence::default());
            }
            return;
        };
        let (from, to) = (month(self.options.today, -MONTHS_BEFORE), month(self.options.today, MONTHS_BEHIND));
        match rrule(rule, entry.start) {
            Some(text) => self.series(&uid, rule, text, from, to),
            None => {
                for plan in entry.plans(from, to).filter(|plan| !matches!(plan.state, State::Holiday(_))) {
                    let uid = format!("{}.{}@{}", entry.id, date(plan.planned), self.options.host);
                    self.event(&uid, &plan, &Recurrence::default());
                }
            }
        }
    }

    /// Writes a series: its rule, the days that are left out, and an event for each day on which it is held otherwise.
    fn series(&mut self, uid: &str, rule: &Rule, text: String, from: Day, to: Day) {
        let entry = self.entry;
        let days = (0..FIRST_DAYS).map(|days| rule.first().plus(days));
        let Some(first) =
            days.take_while(|day| rule.last().is_none_or(|last| *day <= last)).find(|day| rule.is_on(*day))
        else {
            return;
        };
        let on = |day: Day| When { day, ..entry.start };
        let from = from.max(first);
        let mut left_out = Vec::new();
        let mut others = Vec::new();
        for day in (0..=to.since(from)).map(|days| from.plus(days)).filter(|day| is_in_rrule(rule, *day)) {
            let held = entry.plans(day, day).next().filter(|plan| !matches!(plan.state, State::Holiday(_)));
            let Some(plan) = held else {
                left_out.push(on(day));
                continue;
            };
            // What is not excepted is as the series is.
            if plan.start != on(day) || entry.exceptions.iter().any(|it| it.date == day) {
                others.push(plan);
            }
        }
        let start = on(first);
        let series = Occurrence {
            entry,
            day: first,
            planned: first,
            start,
            end: entry.end_behind(start),
            place: entry.place.as_deref(),
            state: match &entry.was {
                _ if entry.cancelled => State::Cancelled,
                Some(was) => State::Changed { start: None, place: was.place.as_deref() },
                None => State::AsPlanned,
            },
            why: entry.why.as_deref(),
        };
        self.event(uid, &series, &Recurrence { rule: Some(text), left_out, id: None });
        for plan in others {
            let id = Some(on(plan.planned));
            self.event(uid, &plan, &Recurrence { id, ..Recurrence::default() });
        }
    }

    fn event(&mut self, uid: &str, plan: &Occurrence<'_>, recurrence: &Recurrence) {
        let entry = self.entry;
        let is_cancelled = plan.state == State::Cancelled;
        let changed_at = entry.updated_at.or(self.calendar.updated_at).map_or(SEQUENCE_START, Timestamp::unix);
        let sequence = ((changed_at - SEQUENCE_START) / 60).clamp(0, i32::MAX.into());
        let stamp = utc(Timestamp::from_unix(changed_at));
        let mut lines = vec![
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{uid}"),
            format!("DTSTAMP:{stamp}"),
            format!("LAST-MODIFIED:{stamp}"),
            format!("SEQUENCE:{sequence}"),
        ];
        lines.extend(recurrence.id.map(|id| property("RECURRENCE-ID", id)));
        lines.push(property("DTSTART", plan.start));
        lines.extend(plan.end.map(|end| property("DTEND", exclusive(end))));
        lines.extend(recurrence.rule.as_ref().map(|rule| format!("RRULE:{rule}")));
        lines.extend(recurrence.left_out.iter().map(|day| property("EXDATE", *day)));
        let mark = if is_cancelled { CANCELLED } else { "" };
        lines.push(format!("SUMMARY:{mark}{}", escaped(&entry.title)));
        lines.extend(plan.place.map(|place| format!("LOCATION:{}", escaped(place))));
        let description = description(plan);
        if !description.is_empty() {
            lines.push(format!("DESCRIPTION:{}", escaped(&description)));
        }
        lines.extend(entry.kind.as_deref().map(|kind| format!("CATEGORIES:{}", escaped(kind))));
        lines.extend(self.options.url.map(|url| format!("URL:{url}")));
        lines.push(format!("STATUS:{}", if is_cancelled { "CANCELLED" } else { "CONFIRMED" }));
        lines.push("END:VEVENT".to_owned());
        lines.iter().for_each(|line| write_line(self.out, line));
    }
}

/// The first day of the month that is so many months later.
fn month(day: Day, months: i64) -> Day {
    let (year, month, _) = day.civil();
    let index = year * 12 + i64::from(month) - 1 + months;
    // A month outside of four-digit years is not asked for.
    Day::new(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1).unwrap_or(day)
}

/// An end as DTEND has it: that of whole days is the day behind the last.
fn exclusive(end: When) -> When {
    if end.minute.is_some() { end } else { When::whole(end.day.plus(1)) }
}

/// What else there is to say, in Vietnamese as on the pages.
fn description(plan: &Occurrence<'_>) -> String {
    let entry = plan.entry;
    let time = |when: When| if when.minute.is_some() { when.at().date_time() } else { when.at().date() };
    let before = match &plan.state {
        State::Changed { start, place } => {
            let parts: Vec<String> = start.map(time).into_iter().chain(place.map(str::to_owned)).collect();
            Some(parts.join(", ")).filter(|it| !it.is_empty())
        }
        State::AfterHoliday(day) => Some(day.start().date()),
        _ => None,
    };
    let who = Some(entry.who.join(", ")).filter(|who| !who.is_empty());
    let unread = entry.repeat.as_ref().filter(|repeat| repeat.rule.is_none()).map(|repeat| repeat.text.clone());
    let lines = [
        entry.text.clone(),
        who.map(|who| format!("Thành phần: {who}")),
        entry.phone.as_ref().map(|phone| format!("Điện thoại: {phone}")),
        unread.map(|text| format!("Lặp lại: {text}")),
        before.map(|before| format!("Lịch cũ: {before}")),
        plan.why.map(|why| format!("Lý do: {why}")),
        entry.note.clone(),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
