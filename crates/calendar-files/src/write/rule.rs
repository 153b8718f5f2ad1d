//! Rules as RRULEs.

use crate::stamp::{local, utc};
use trangxa_model::calendar::{Every, Rule, When};
use trangxa_model::time::Day;

/// The weekdays from Monday.
pub(crate) const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The RRULE of a rule, for an entry that begins at this time of day; `None` if RFC 5545 has none. It applies to holidays, too.
pub(super) fn rrule(rule: &Rule, start: When) -> Option<String> {
    let names = |days: &mut dyn Iterator<Item = u8>| {
        let names: Vec<&str> = days.filter_map(|day| WEEKDAYS.get(usize::from(day)).copied()).collect();
        names.join(",")
    };
    let mut text = match rule.every {
        Every::Day => "FREQ=DAILY".to_owned(),
        Every::WorkingDay => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
        Every::Week(days) => format!("FREQ=WEEKLY;BYDAY={}", names(&mut days.iter())),
        Every::MonthDays(1) => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
        Every::MonthDays(days) => {
            let numbers: Vec<String> = (1..32).filter(|day| days >> day & 1 == 1).map(|day| day.to_string()).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={}", numbers.join(","))
        }
        Every::MonthWeekday { weekday, place } => {
            let place = if place == 0 { "-1".to_owned() } else { place.to_string() };
            format!("FREQ=MONTHLY;BYDAY={place}{}", names(&mut std::iter::once(weekday)))
        }
        // Some programs make 1 March of it in other years if the rule does not name the day.
        Every::Year if rule.first().civil().1 == 2 && rule.first().civil().2 == 29 => {
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29".to_owned()
        }
        Every::Year => "FREQ=YEARLY".to_owned(),
        Every::MonthWorkingDay(_) | Every::LunarDays(_) | Every::LunarYear { .. } => return None,
    };
    if rule.terms.interval > 1 {
        text.push_str(&format!(";INTERVAL={}", rule.terms.interval));
    }
    // A count is an end, too: the days that it counts are known, and with the end those that are left out for holidays need no count.
    if let Some(last) = rule.last() {
        let end = When { day: last, ..start };
        let end = if end.minute.is_some() { utc(end.at()) } else { local(end) };
        text.push_str(&format!(";UNTIL={end}"));
    }
    Some(text)
}

/// Whether the RRULE of a rule applies to a day behind the first, as far as it has exceptions for it.
pub(super) fn is_in_rrule(rule: &Rule, day: Day) -> bool {
    match rule.every {
        Every::WorkingDay => !day.is_weekend() && rule.last().is_none_or(|last| day <= last),
        _ => rule.is_on(day),
    }
}
