use super::*;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use trangxa_calendar_files::{DoubtKind, read_ics};
use trangxa_model::calendar::{Occurrence, State};

/// What a subscriber sees of an occurrence: the day, the times, the headline, the place, and whether it is cancelled.
type Seen = (Day, When, Option<When>, String, Option<String>, bool);

fn seen(calendar: &Calendar, from: Day, to: Day) -> BTreeSet<Seen> {
    let is_shown = |it: &&Occurrence<'_>| !matches!(it.state, State::MovedTo(_) | State::Holiday(_));
    let seen = |it: &Occurrence<'_>| {
        let is_cancelled = it.state == State::Cancelled;
        // Where something would have been that is cancelled is of no interest.
        let place = it.place.map(str::to_owned).filter(|_| !is_cancelled);
        // A whole day ends on itself.
        let end = it.end.filter(|end| *end != it.start);
        (it.day, it.start, end, it.entry.title.clone(), place, is_cancelled)
    };
    calendar.occurrences(from, to).iter().filter(is_shown).map(seen).collect()
}

/// The calendar that a file makes, without what it marks as left out: for a file that is a cancelled day.
fn read(calendar: &Calendar) -> Calendar {
    let import = read_ics(&file(calendar));
    let doubts: Vec<_> = import.doubts.iter().filter(|it| !matches!(it.kind, DoubtKind::StartOffRule(_))).collect();
    assert_eq!(doubts, [] as [&trangxa_calendar_files::Doubt; 0]);
    Calendar { version: 1, updated_at: None, entries: import.entries, remarks: Vec::new() }
}

fn check(calendar: &Calendar) -> (BTreeSet<Seen>, BTreeSet<Seen>) {
    let (from, to) = (day("2025-07-01"), day("2027-06-30"));
    let again = read(calendar);
    let (written, mut read) = (seen(calendar, from, to), seen(&again, from, to));
    // A holiday that is left out is an EXDATE, which says no more than that.
    let is_left_out = |it: &Seen| it.5 && !written.contains(it);
    let off: BTreeSet<(Day, String)> = calendar
        .occurrences(from, to)
        .iter()
        .filter(|it| matches!(it.state, State::Holiday(_)))
        .map(|it| (it.day, it.entry.title.clone()))
        .collect();
    read.retain(|it| !is_left_out(it) || !(off.contains(&(it.0, it.3.clone())) || is_weekday_off(calendar, it)));
    (written, read)
}

/// Whether a day is left out because working days have no holidays.
fn is_weekday_off(calendar: &Calendar, (_, start, _, title, ..): &Seen) -> bool {
    calendar.entries.iter().any(|entry| entry.title == *title && entry.plans(start.day, start.day).next().is_none())
}

#[test]
fn the_file_of_a_commune_reads_as_its_calendar() {
    let (written, read) = check(&commune());
    assert!(written.len() > 100);
    assert_eq!(written, read);
}

fn entry(index: usize) -> impl Strategy<Value = Value> {
    let sentences = &[
        "hằng ngày",
        "ba ngày một lần",
        "Thứ Năm hằng tuần",
        "Thứ Hai, thứ Sáu, hai tuần một lần",
        "ngày 31 hằng tháng",
        "ngày 1, 15 hằng tháng",
        "ngày cuối cùng, 2 tháng một lần",
        "thứ Ba tuần thứ 5 hằng tháng",
        "thứ Ba tuần cuối hằng tháng",
        "rằm hằng tháng",
        "hằng năm",
        "hằng ngày làm việc",
        "ngày làm việc cuối cùng hằng tháng",
    ][..];
    let holiday = proptest::sample::select(&["skip", "next", "keep"][..]);
    let exceptions = proptest::collection::vec((0_i64..120, 0_i64..120, 0_u8..3), 0..5);
    let count = proptest::option::of(1_u32..40);
    let sentence = proptest::option::of(proptest::sample::select(sentences));
    (0_i64..200, 0_u16..1440, 0_u16..3_000, sentence, holiday, exceptions, (any::<bool>(), any::<bool>(), count)).prop_map(
        move |(days, minute, length, sentence, holiday, exceptions, (is_whole, is_cancelled, count))| {
            let first = day("2025-07-01").plus(days);
            let at = |day: Day| When { day, minute: (!is_whole).then_some(minute) };
            let end = When::of(trangxa_model::Timestamp::from_unix(first.at_minute(minute).unix() + 60 + i64::from(length) * 60));
            let end = if is_whole { When::whole(end.day) } else { end };
            let mut dates = BTreeSet::new();
            let exceptions: Vec<Value> = exceptions
                .iter()
                .filter(|(date, ..)| dates.insert(*date))
                .map(|(date, to, what)| {
                    let date = When::whole(first.plus(*date)).to_string();
                    match what {
                        0 => json!({"date": date, "cancelled": true}),
                        1 => json!({"date": date, "start": at(first.plus(*to)).to_string()}),
                        _ => json!({"date": date, "place": "Thôn 2"}),
                    }
                })
                .collect();
            let repeat = sentence.map(|every| json!({"every": every, "on_holiday": holiday, "count": count}));
            let exceptions = if repeat.is_some() { exceptions } else { Vec::new() };
            json!({
                "id": format!("a-{index}"), "title": format!("Mục {index}, số; {index}"), "place": "Thôn 1", "start": at(first).to_string(),
                "end": end.to_string(), "repeat": repeat, "exceptions": exceptions, "cancelled": is_cancelled && index == 0,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What is written is read as the same days for two years.
    #[test]
    fn a_file_reads_as_the_calendar(one in entry(0), other in entry(1)) {
        // Exceptions may name days on which nothing is.
        let json = json!({"version": 1, "entries": [one, other]});
        let calendar = trangxa_model::document::JsonDocument::from_json("f", json).unwrap();
        let (written, read) = check(&calendar);
        prop_assert_eq!(written, read);
    }

    #[test]
    fn any_text_can_be_read(lines in proptest::collection::vec(proptest::sample::select(&[
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:X", "TZOFFSETTO:+99é9",
        "UID:a", "UID:é", "SUMMARY:A", "DTSTART:20250703T080000Z", "DTSTART;TZID=X:20250703T080000", "DTSTART:00000000", "DTEND:20250703",
        "DTSTART;VALUE=DATE:99991231", "DURATION:P999999W", "RRULE:FREQ=DAILY;COUNT=4294967295", "RRULE:FREQ=MONTHLY;BYDAY=é", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31,1",
        "RRULE:FREQ=WEEKLY;UNTIL=10000101T000000Z", "RRULE:;;=", "EXDATE:20250703T080000Z,x", "RECURRENCE-ID:20250704", "STATUS:CANCELLED", " x", ":", "é;=é:é",
    ][..]), 0..30)) {
        let import = read_ics(&lines.join("\r\n"));
        let calendar = Calendar { version: 1, updated_at: None, entries: import.entries, remarks: Vec::new() };
        prop_assert!(calendar.occurrences(day("2025-07-01"), day("2025-09-01")).len() <= 5_000);
        prop_assert!(file(&calendar).ends_with("END:VCALENDAR\r\n"));
    }
}
