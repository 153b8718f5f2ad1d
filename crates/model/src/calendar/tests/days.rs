use super::*;
use proptest::prelude::*;
use std::ops::Range;

/// The days of a rule in a year, as `07-03`.
fn days(repeat: Value, start: &str, year: i64) -> Vec<String> {
    let calendar = of(json!([{"title": "A", "start": start, "repeat": repeat}]));
    assert_eq!(remarks(&calendar), []);
    let found = calendar.occurrences(day(&format!("{year}-01-01")), day(&format!("{year}-12-31")));
    let held = found.iter().filter(|it| it.is_held());
    held.map(|it| When::whole(it.day).to_string()[5..].to_owned()).collect()
}

#[test]
fn days_that_a_month_does_not_have_are_left_out() {
    let found = days(json!("ngày 31 hằng tháng"), "2025-01-31", 2025);
    assert_eq!(found, ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"]);
    let february = days(json!("ngày cuối cùng hằng tháng"), "2024-01-31", 2024);
    assert_eq!((february.len(), february[1].as_str()), (12, "02-29"));
    let leap = |year| days(json!("hằng năm"), "2024-02-29", year);
    assert_eq!((leap(2024), leap(2025), leap(2028)), (vec!["02-29".to_owned()], vec![], vec!["02-29".to_owned()]));
}

#[test]
fn working_days_are_those_without_holidays() {
    let first = days(json!("ngày làm việc đầu tiên hằng tháng"), "2025-01-01", 2025);
    // Tết of 2025 begins on 27 January and ends on 2 February, a Sunday; 1 May is a holiday; 1 and 2 September may be.
    assert_eq!(
        first,
        ["01-02", "02-03", "03-03", "04-01", "05-02", "06-02", "07-01", "08-01", "09-04", "10-01", "11-03", "12-01"]
    );
    let last = days(json!("ngày làm việc cuối cùng hằng tháng"), "2025-01-01", 2025);
    assert_eq!(last[..5], ["01-24", "02-28", "03-31", "04-29", "05-30"]);
    assert_eq!(days(json!("hằng ngày làm việc"), "2025-04-28", 2025)[..4], ["04-28", "04-29", "05-02", "05-05"]);
}

#[test]
fn lunar_days_return_in_each_lunar_month() {
    let found = days(json!("rằm hằng tháng"), "2025-01-01", 2025);
    // The sixth month of 2025 is there twice.
    assert_eq!(found.len(), 12);
    assert_eq!(found[6..9], ["07-09", "08-08", "09-06"].map(str::to_owned));
    assert_eq!(days(json!("ngày 10 tháng 3 âm lịch hằng năm"), "2024-01-01", 2026), ["04-26"]);
    assert_eq!(days(json!("rằm hằng tháng"), "2050-12-01", 2051), [""; 0]);
}

#[test]
fn a_holiday_leaves_out_a_week_or_moves_a_day() {
    // 1 May 2025 is a Thursday.
    let entry =
        |repeat: Value| of(json!([{"title": "A", "start": "2025-04-24T08:00", "end": "11:00", "repeat": repeat}]));
    let skipped = entry(json!("Thứ Năm hằng tuần"));
    assert_eq!(
        listed(&skipped, "2025-04-24", "2025-05-08"),
        ["24/04 08:00-11:00 A", "01/05 08:00-11:00 A: Some(Labour)", "08/05 08:00-11:00 A"]
    );
    let moved = entry(json!({"every": "Thứ Năm hằng tuần", "on_holiday": "next"}));
    assert_eq!(
        listed(&moved, "2025-04-25", "2025-05-02"),
        ["01/05 08:00 A: moved to 2025-05-02T08:00", "02/05 08:00-11:00 A: after 2025-05-01"]
    );
    let kept = entry(json!({"every": "Thứ Năm hằng tuần", "on_holiday": "keep"}));
    assert_eq!(listed(&kept, "2025-05-01", "2025-05-01"), ["01/05 08:00-11:00 A"]);
    // 30 April and 1 May: both would be on Friday, where it is held anyway.
    let days = json!({"every": "Thứ Tư, thứ Năm, thứ Sáu hằng tuần", "on_holiday": "next"});
    assert_eq!(
        listed(&entry(days), "2025-04-30", "2025-05-02"),
        ["30/04 08:00-11:00 A: Some(Victory)", "01/05 08:00-11:00 A: Some(Labour)", "02/05 08:00-11:00 A"]
    );
    // 15 June 2025 is a Sunday.
    let month = entry(json!({"every": "ngày 15 hằng tháng", "on_holiday": "next"}));
    assert_eq!(
        listed(&month, "2025-06-14", "2025-06-16"),
        ["15/06 08:00 A: moved to 2025-06-16T08:00", "16/06 08:00-11:00 A: after 2025-06-15"]
    );
}

#[test]
fn what_is_cancelled_or_changed_stays() {
    let calendar = of(json!([
        {"title": "A", "place": "P", "start": "2025-07-03T08:00", "end": "11:00", "repeat": "Thứ Năm hằng tuần", "exceptions": [
            {"date": "2025-07-10", "cancelled": "Họp tỉnh"},
            {"date": "2025-07-17", "start": "2025-07-18T14:00"},
            {"date": "2025-07-24", "place": "Q"},
            {"date": "2025-07-31", "start": "09:00", "end": "10:00"},
            {"date": "2025-08-07", "start": "2025-08-08T09:00", "cancelled": true},
        ]},
        {"title": "B", "place": "P", "start": "2025-07-16T08:00", "was": {"start": "2025-07-09T08:00", "place": "Q"}, "why": "Bão"},
        {"title": "C", "start": "2025-07-05", "cancelled": true},
    ]));
    assert_eq!(remarks(&calendar), []);
    assert_eq!(
        listed(&calendar, "2025-07-03", "2025-08-08"),
        [
            "03/07 08:00-11:00 A",
            "05/07 C: cancelled",
            "09/07 08:00 B: moved to 2025-07-16T08:00",
            "10/07 08:00-11:00 A: cancelled",
            "16/07 08:00 B: changed from 2025-07-09T08:00 from Q",
            "17/07 08:00 A: moved to 2025-07-18T14:00",
            "18/07 14:00-17:00 A: changed from 2025-07-17T08:00",
            "24/07 08:00-11:00 A: changed from P",
            "31/07 09:00-10:00 A: changed from 2025-07-31T08:00",
            "08/08 09:00-12:00 A: cancelled",
        ]
    );
    let found = calendar.occurrences(day("2025-07-09"), day("2025-07-24"));
    let why: Vec<_> = found.iter().map(|it| (it.why, it.place)).collect();
    assert_eq!(why[..2], [(Some("Bão"), Some("P")), (Some("Họp tỉnh"), Some("P"))]);
    assert_eq!(why.last(), Some(&(None, Some("Q"))));
}

#[test]
fn an_exception_names_the_day_on_which_it_would_be_held() {
    let entry = |date: &str| {
        let repeat = json!({"every": "Thứ Năm hằng tuần", "on_holiday": "next"});
        of(
            json!([{"title": "A", "start": "2025-04-24", "repeat": repeat, "exceptions": [{"date": date, "cancelled": true}]}]),
        )
    };
    for (date, expected) in [("2025-05-01", "01/05 A: cancelled"), ("2025-05-02", "02/05 A: cancelled")] {
        let calendar = entry(date);
        assert_eq!(remarks(&calendar), []);
        assert_eq!(listed(&calendar, "2025-04-25", "2025-05-07"), [expected]);
    }
}

#[test]
fn what_a_holiday_moved_may_be_moved_farther() {
    let repeat = json!({"every": "Thứ Năm hằng tuần", "on_holiday": "next"});
    let exceptions = json!([{"date": "2025-05-02", "start": "2025-05-31"}]);
    let calendar = of(json!([{"title": "A", "start": "2025-04-24", "repeat": repeat, "exceptions": exceptions}]));
    assert_eq!(remarks(&calendar), []);
    assert_eq!(listed(&calendar, "2025-04-30", "2025-05-03"), ["02/05 A: moved to 2025-05-31"]);
    assert_eq!(listed(&calendar, "2025-05-30", "2025-06-01"), ["31/05 A: changed from 2025-05-02"]);
}

#[test]
fn what_lasts_is_there_on_each_day() {
    let calendar = of(json!([
        {"title": "Days", "start": "2025-07-30", "end": "2025-08-01"},
        {"title": "Night", "start": "2025-07-30T22:00", "end": "2025-07-31T02:00", "repeat": "hằng ngày"},
        {"title": "Midnight", "start": "2025-07-30T22:00", "end": "2025-07-31T00:00"},
    ]));
    assert_eq!(
        listed(&calendar, "2025-07-30", "2025-07-31"),
        [
            "30/07 Days",
            "30/07 22:00-24:00 Night",
            "30/07 22:00-24:00 Midnight",
            "31/07 Days",
            "31/07 00:00-02:00 Night",
            "31/07 22:00-24:00 Night",
        ]
    );
}

#[test]
fn today_ends_at_midnight_in_vietnam() {
    let calendar = of(json!([{"title": "A", "start": "2025-07-03T08:00"}, {"title": "B", "start": "2025-07-04"}]));
    let titles = |now: &str| {
        let today = calendar.today(Timestamp::parse(now).unwrap());
        today.iter().map(|it| it.entry.title.clone()).collect::<String>()
    };
    for (now, expected) in [
        ("2025-07-02T23:59:59+07:00", ""),
        ("2025-07-03T00:01+07:00", "A"),
        ("2025-07-03T23:59+07:00", "A"),
        ("2025-07-03T16:59:59Z", "A"),
        ("2025-07-03T17:01:00Z", "B"),
        ("2025-07-03T10:01:00-07:00", "B"),
        ("2025-07-04T01:59+09:00", "A"),
    ] {
        assert_eq!(titles(now), expected, "{now}");
    }
}

#[test]
fn a_hostile_document_takes_neither_time_nor_space() {
    let repeats = [
        json!({"every": "hằng ngày", "interval": 0}),
        json!({"every": "hằng ngày", "count": 4_000_000_000_u64, "on_holiday": "next"}),
        json!({"every": "hằng ngày", "until": "1999-01-01"}),
        json!({"every": "ngày làm việc cuối cùng hằng tháng", "interval": 1000}),
        json!("rằm hằng tháng"),
        json!({"every": "week", "interval": 99_999_999_999_u64}),
    ];
    let starts = ["1000-01-01", "2025-07-01T23:59", "9999-12-31", "9999-12-31T23:59"];
    let entries: Vec<Value> = (0..2_000)
        .map(|n| json!({"id": format!("a{n}"), "title": "A", "start": starts[n % 4], "end": "9999-12-31", "repeat": repeats[n % 6]}))
        .collect();
    let calendar = of(json!(entries));
    let found = calendar.occurrences(day("2025-06-30"), day("9999-12-31"));
    assert_eq!(found.len(), 5_000);
    assert_eq!(calendar.occurrences(day("2025-06-30"), day("2025-06-29")), []);
    assert!(!calendar.occurrences(day("9999-12-31"), day("9999-12-31")).is_empty());
}

/// An entry with a rule, exceptions and an end.
fn entries() -> impl Strategy<Value = Value> {
    let sentences = &[
        "hằng ngày",
        "Thứ Năm hằng tuần",
        "Thứ Hai, thứ Sáu, hai tuần một lần",
        "ngày 31 hằng tháng",
        "rằm hằng tháng",
        "hằng năm",
        "ngày làm việc đầu tiên hằng tháng",
        "khi cần",
    ][..];
    let time = |days: i64, minute: i64| {
        When::of(Timestamp::from_unix(day("2025-01-01").start().unix() + days * 86_400 + minute * 60))
    };
    let holiday = proptest::sample::select(&["skip", "next", "keep"][..]);
    let exceptions = proptest::collection::vec((0_i64..90, 0_i64..90, any::<bool>()), 0..4);
    (0_i64..60, 0_i64..1440, 1_i64..4_000, proptest::sample::select(sentences), holiday, exceptions, any::<bool>())
        .prop_map(move |(days, minute, length, sentence, holiday, exceptions, is_whole)| {
            let shown = |when: When| if is_whole { When::whole(when.day).to_string() } else { when.to_string() };
            let exceptions: Vec<Value> = exceptions
                .iter()
                .map(|(date, to, cancelled)| {
                    let date = When::whole(time(*date, 0).day).to_string();
                    json!({"date": date, "cancelled": cancelled, "start": shown(time(*to, minute)), "place": "x"})
                })
                .collect();
            let start = time(days, minute);
            let end = shown(start.plus(length * 60));
            let repeat = json!({"every": sentence, "on_holiday": holiday});
            json!({"title": "A", "start": shown(start), "end": end, "repeat": repeat, "exceptions": exceptions})
        })
}

proptest! {
    #[test]
    fn days_together_have_what_they_have_apart(
        list in proptest::collection::vec(entries(), 1..4), from in -10_i64..120, middle in 0_i64..60, length in 0_i64..60,
    ) {
        let calendar = of(json!(list));
        let [from, middle, to] = [from, from + middle, from + middle + length].map(|days| day("2025-01-01").plus(days));
        let mut apart = calendar.occurrences(from, middle);
        apart.extend(calendar.occurrences(middle.plus(1), to));
        prop_assert_eq!(calendar.occurrences(from, to), apart);
    }

    /// What is moved is listed where it was and where it is, once each.
    #[test]
    fn what_is_moved_is_held_once(entry in entries()) {
        let calendar = of(json!([entry]));
        let range: Range<i64> = -200..500;
        let found = calendar.occurrences(day("2025-01-01").plus(range.start), day("2025-01-01").plus(range.end));
        for moved in found.iter().filter(|it| matches!(it.state, State::MovedTo(_))) {
            let State::MovedTo(to) = moved.state else { unreachable!() };
            let held = found.iter().filter(|it| it.planned == moved.planned && it.is_held() && it.day == to.day);
            prop_assert_eq!(held.count(), 1, "{:?}", to);
        }
    }
}
