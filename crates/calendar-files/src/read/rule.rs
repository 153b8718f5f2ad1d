//! Rules of files as rules of ours.

use super::zone::Zones;
use crate::stamp::Clock;
use crate::write::WEEKDAYS;
use std::collections::BTreeMap;
use trangxa_model::calendar::{Every, OnHoliday, Rule, Terms, When};
use trangxa_model::office::Weekdays;
use trangxa_model::time::Day;

/// The rule that an RRULE is for an event that begins at `start`; `None` if a calendar of ours has none that is the same. `is_shifted` says that
/// the event begins on another day in its own zone, where its rule counts.
pub(super) fn rule(value: &str, start: When, is_shifted: bool) -> Option<Rule> {
    let mut parts: BTreeMap<String, &str> = BTreeMap::new();
    for part in value.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        parts.insert(name.to_ascii_uppercase(), value);
    }
    let mut take = |name: &str| parts.remove(name);
    let frequency = take("FREQ")?.to_ascii_uppercase();
    let interval = take("INTERVAL").map_or(Some(1), |interval| interval.parse().ok())?;
    let count = take("COUNT").map_or(Some(None), |count| count.parse().ok().map(Some))?;
    let until = take("UNTIL").map_or(Some(None), |until| last_day(until, start).map(Some))?;
    let week_start = take("WKST").unwrap_or("MO");
    let days = take("BYDAY").map(str::to_ascii_uppercase);
    let month_days = take("BYMONTHDAY");
    let months = take("BYMONTH");
    let place = take("BYSETPOS");
    // Hours, week numbers and the like.
    if !parts.is_empty() || is_shifted && (days.is_some() || month_days.is_some() || frequency != "DAILY") {
        return None;
    }
    let (_, month, of_month) = start.day.civil();
    let is_start_month = months.is_none_or(|months| months.parse() == Ok(month));
    let every = match (frequency.as_str(), days.as_deref(), month_days, place) {
        ("DAILY", None, None, None) if months.is_none() => Every::Day,
        ("DAILY", Some(days), None, None) if months.is_none() && interval == 1 => Every::Week(weekdays(days)?),
        ("WEEKLY", days, None, None) if months.is_none() => {
            let own = || Some(Weekdays::default().with(start.day.weekday()));
            let days = days.map_or_else(own, weekdays)?;
            // Weeks from Sunday are other weeks only for a rule that leaves weeks out.
            if interval > 1 && week_start != "MO" && (days.contains(6) || start.day.weekday() == 6) {
                return None;
            }
            Every::Week(days)
        }
        ("MONTHLY", None, None, None) if months.is_none() => Every::MonthDays(1 << of_month),
        ("MONTHLY", None, Some("-1"), None) if months.is_none() => Every::MonthDays(1),
        ("MONTHLY", None, Some(days), None) if months.is_none() => {
            let bit = |day: &str| day.parse().ok().filter(|day| (1..=31).contains(day)).map(|day: u32| 1 << day);
            Every::MonthDays(days.split(',').try_fold(0_u32, |days, day| Some(days | bit(day)?))?)
        }
        ("MONTHLY", Some(days), None, place) if months.is_none() => month_weekday(days, place)?,
        ("YEARLY", None, None, None) if is_start_month => Every::Year,
        ("YEARLY", None, Some(day), None) if months.is_some() && is_start_month && day.parse() == Ok(of_month) => {
            Every::Year
        }
        _ => return None,
    };
    // Files say by dates of their own which holidays they leave out.
    let terms = Terms { interval, until, count, on_holiday: OnHoliday::Keep };
    Rule::new(start, every, terms)
}

/// `MO,WE` as days of the week, without places.
fn weekdays(days: &str) -> Option<Weekdays> {
    days.split(',').try_fold(Weekdays::default(), |days, name| Some(days.with(weekday(name)?)))
}

fn weekday(name: &str) -> Option<u8> {
    WEEKDAYS.iter().position(|known| *known == name.trim()).map(|place| place as u8)
}

/// `2TU`, `-1FR`, or `TU` with the place beside it.
fn month_weekday(days: &str, place: Option<&str>) -> Option<Every> {
    let at = days.len().checked_sub(2)?;
    let (number, name) = days.split_at_checked(at)?;
    let number = match (number, place) {
        ("", Some(place)) => place,
        (number, None) => number,
        _ => return None,
    };
    let place = match number.strip_prefix('+').unwrap_or(number).parse::<i8>().ok()? {
        -1 => 0,
        place @ 1..=5 => place as u8,
        _ => return None,
    };
    Some(Every::MonthWeekday { weekday: weekday(name)?, place })
}

/// The last day on which an event of this time of day begins not behind an UNTIL.
fn last_day(until: &str, start: When) -> Option<Day> {
    let clock = Clock::parse(until)?;
    let end = Zones::default().in_vietnam(clock, None).ok()?;
    let is_late = end.minute.is_some() && start.minute > end.minute;
    Some(if is_late { end.day.plus(-1) } else { end.day })
}
