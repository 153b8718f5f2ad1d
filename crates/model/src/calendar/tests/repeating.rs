use super::*;
use crate::office::Weekdays;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The rule that a sentence gives an entry that begins on Thursday, 3 July 2025.
fn every(sentence: &str) -> Option<(Every, u32)> {
    let rule = Repeat::said(sentence, when("2025-07-03T08:00")).rule?;
    Some((rule.every, rule.terms.interval))
}

fn week(days: &[u8]) -> Every {
    Every::Week(days.iter().fold(Weekdays::default(), |days, day| days.with(*day)))
}

#[test]
fn sentences_say_when_something_is_held_again() {
    for (sentence, expected, interval) in [
        ("Thứ Năm hằng tuần", week(&[3]), 1),
        ("thứ năm hàng tuần", week(&[3]), 1),
        ("thu nam hang tuan", week(&[3]), 1),
        ("Thứ 5", week(&[3]), 1),
        ("T2, T4, T6 hằng tuần", week(&[0, 2, 4]), 1),
        ("Thứ 2, 4, 6 hằng tuần", week(&[0, 2, 4]), 1),
        ("Thứ Hai đến thứ Sáu hằng tuần", week(&[0, 1, 2, 3, 4]), 1),
        ("Thứ Hai – thứ Tư hằng tuần", week(&[0, 1, 2]), 1),
        ("Thứ Hai, thứ Năm hằng tuần", week(&[0, 3]), 1),
        ("Hằng tuần vào thứ Hai và Chủ nhật", week(&[0, 6]), 1),
        ("Mỗi tuần: thứ Tư", week(&[2]), 1),
        ("hằng tuần", week(&[3]), 1),
        ("hai tuần một lần", week(&[3]), 2),
        ("Thứ Hai, hai tuần một lần", week(&[0]), 2),
        ("thứ Tư 2 tuần 1 lần", week(&[2]), 2),
        ("ngày 15 hằng tháng", Every::MonthDays(1 << 15), 1),
        ("Ngày 5 và 20 hàng tháng", Every::MonthDays(1 << 5 | 1 << 20), 1),
        ("các ngày 5, ngày 20 của mỗi tháng", Every::MonthDays(1 << 5 | 1 << 20), 1),
        ("Hằng tháng vào ngày 15", Every::MonthDays(1 << 15), 1),
        ("ngày cuối cùng hằng tháng", Every::MonthDays(1), 1),
        ("hằng tháng", Every::MonthDays(1 << 3), 1),
        ("hằng quý", Every::MonthDays(1 << 3), 3),
        ("ngày làm việc đầu tiên hằng tháng", Every::MonthWorkingDay(1), 1),
        ("ngày làm việc cuối cùng của mỗi tháng", Every::MonthWorkingDay(0), 1),
        ("ngày làm việc thứ ba hằng tháng", Every::MonthWorkingDay(3), 1),
        ("thứ Ba tuần thứ hai hằng tháng", Every::MonthWeekday { weekday: 1, place: 2 }, 1),
        ("Thứ Ba tuần thứ 4 hằng tháng", Every::MonthWeekday { weekday: 1, place: 4 }, 1),
        ("thứ Sáu đầu tiên hằng tháng", Every::MonthWeekday { weekday: 4, place: 1 }, 1),
        ("Chủ nhật tuần cuối hằng tháng", Every::MonthWeekday { weekday: 6, place: 0 }, 1),
        ("hằng ngày làm việc", Every::WorkingDay, 1),
        ("các ngày làm việc", Every::WorkingDay, 1),
        ("hằng ngày", Every::Day, 1),
        ("ba ngày một lần", Every::Day, 3),
        ("rằm hằng tháng", Every::LunarDays(1 << 15), 1),
        ("Ngày rằm hằng tháng", Every::LunarDays(1 << 15), 1),
        ("mùng 1 âm lịch", Every::LunarDays(1 << 1), 1),
        ("mùng 1, 15 âm lịch hằng tháng", Every::LunarDays(1 << 1 | 1 << 15), 1),
        ("ngày 10 hằng tháng âm lịch", Every::LunarDays(1 << 10), 1),
        ("hằng năm", Every::Year, 1),
        ("ngày 3 tháng 7 hằng năm", Every::Year, 1),
        ("ngày 3/7 hằng năm", Every::Year, 1),
        ("ngày 10 tháng 3 âm lịch hằng năm", Every::LunarYear { month: 3, day: 10 }, 1),
        ("rằm tháng 7 hằng năm", Every::LunarYear { month: 7, day: 15 }, 1),
        ("Mùng 10/3 âm lịch hằng năm", Every::LunarYear { month: 3, day: 10 }, 1),
    ] {
        assert_eq!(every(sentence), Some((expected, interval)), "{sentence}");
    }
}

#[test]
fn a_sentence_that_may_mean_something_else_is_not_read() {
    for sentence in [
        "",
        "khi có thông báo",
        "Thứ Năm hằng tuần, 8:00",
        "Thứ Năm hằng tuần (trừ ngày lễ)",
        "Thứ Năm và ngày lễ hằng tuần",
        "Thứ Tám hằng tuần",
        "Thứ Hai, thứ Ba tuần thứ hai hằng tháng",
        "thứ Ba tuần thứ sáu hằng tháng",
        "ngày 32 hằng tháng",
        "ngày 15",
        "ngày 15/6 hằng tháng",
        "mùng 2 hằng tháng",
        "ngày 31 âm lịch",
        "ngày 4 tháng 7 hằng năm",
        "ngày cuối cùng âm lịch",
        "Thứ Năm âm lịch",
        "hai tháng",
        "Thứ Năm hằng tuần đến khi hết dịch",
        "0 tuần một lần",
        "2 tuần một lần hằng tuần",
        "hằng giờ",
    ] {
        assert_eq!(every(sentence), None, "{sentence}");
    }
}

#[test]
fn a_sentence_may_name_the_last_day() {
    for sentence in ["Thứ Năm hằng tuần đến 31/07/2025", "Thứ Năm hằng tuần, đến hết ngày 31/7/2025"]
    {
        let rule = Repeat::said(sentence, when("2025-07-03")).rule.unwrap();
        assert_eq!((rule.every, rule.terms.until), (week(&[3]), Some(day("2025-07-31"))), "{sentence}");
    }
}

#[test]
fn an_object_says_the_same() {
    let rule = |repeat: Value| {
        let calendar = of(json!([{"title": "A", "start": "2025-07-03", "repeat": repeat}]));
        assert_eq!(remarks(&calendar), []);
        calendar.entries[0].repeat.clone().unwrap()
    };
    let repeat =
        rule(json!({"every": "week", "days": ["thu-2", "chu-nhat"], "interval": 2, "until": "2025-12-31", "count": 5}));
    assert_eq!(repeat.text, "thứ Hai, Chủ nhật, 2 tuần một lần");
    let found = repeat.rule.unwrap();
    assert_eq!((found.every, found.terms.interval, found.terms.count), (week(&[0, 6]), 2, Some(5)));
    assert_eq!((found.terms.until, found.terms.on_holiday), (Some(day("2025-12-31")), OnHoliday::Skip));
    let repeat = rule(json!({"every": "ngày 15 hằng tháng", "on_holiday": "next"}));
    assert_eq!((repeat.text.as_str(), repeat.rule.unwrap().terms.on_holiday), ("ngày 15 hằng tháng", OnHoliday::Next));
    for (unit, expected) in [
        ("day", Every::Day),
        ("working-day", Every::WorkingDay),
        ("month", Every::MonthDays(1 << 3)),
        ("year", Every::Year),
    ] {
        assert_eq!(rule(json!({"every": unit})).rule.unwrap().every, expected);
    }
}

fn rules() -> impl Strategy<Value = Every> {
    prop_oneof![
        Just(Every::Day),
        (1_u8..128).prop_map(|bits| week(&(0..7).filter(|day| bits >> day & 1 == 1).collect::<Vec<_>>())),
        (1_u32..1 << 31).prop_map(|bits| Every::MonthDays(bits << 1)),
        (28_u32..32).prop_map(|day| Every::MonthDays(1 << day)),
        Just(Every::MonthDays(1)),
        (0_u8..7, 0_u8..6).prop_map(|(weekday, place)| Every::MonthWeekday { weekday, place }),
        Just(Every::Year),
    ]
}

fn date(day: Day) -> Date {
    let (year, month, of_month) = day.civil();
    Date::new(year as i16, month as i8, of_month as i8).unwrap()
}

/// The days of a rule until a day, period after period as RFC 5545 makes them.
fn walked(every: Every, interval: u32, first: Day, to: Day) -> BTreeSet<Date> {
    let (first, to, interval) = (date(first), date(to), i64::from(interval));
    let mut found = BTreeSet::new();
    for period in (0..).map(|period| period * interval) {
        let month = first.first_of_month() + period.months();
        match every {
            Every::Day => drop(found.insert(first + period.days())),
            Every::Week(days) => {
                let monday = first - i64::from(first.weekday().to_monday_zero_offset()).days() + (period * 7).days();
                found.extend(days.iter().map(|day| monday + i64::from(day).days()));
            }
            Every::MonthDays(1) => drop(found.insert(month.last_of_month())),
            Every::MonthDays(days) => {
                let days = (1..32_i8).filter(|day| days >> day & 1 == 1);
                found.extend(days.filter_map(|day| Date::new(month.year(), month.month(), day).ok()));
            }
            Every::MonthWeekday { weekday, place } => {
                let weekday = jiff::civil::Weekday::from_monday_zero_offset(weekday as i8).unwrap();
                found.extend(month.nth_weekday_of_month(if place == 0 { -1 } else { place as i8 }, weekday).ok());
            }
            Every::Year => found.extend(Date::new(first.year() + period as i16, first.month(), first.day()).ok()),
            _ => unreachable!(),
        }
        if period > 4_000 {
            break;
        }
    }
    found.retain(|it| (first..=to).contains(it));
    found
}

proptest! {
    /// Months of all lengths, leap years and ends of years.
    #[test]
    fn a_rule_applies_to_the_days_that_its_periods_have(
        every in rules(), interval in 1_u32..5, first in 0_i64..3_000, length in 0_i64..1_500, count in proptest::option::of(1_u32..20),
    ) {
        let first = day("2023-11-01").plus(first);
        let to = first.plus(length);
        let rule = Rule::new(When::whole(first), every, Terms { interval, count, ..Terms::usual(every) }).unwrap();
        let found: BTreeSet<Date> = (-40..=length).map(|days| first.plus(days)).filter(|day| rule.is_on(*day)).map(date).collect();
        let mut expected = walked(every, interval, first, first.plus(4_000));
        if let Some(count) = count {
            // A rule with a count ends after ten years.
            expected = expected.into_iter().take(count as usize).collect();
        }
        expected.retain(|it| *it <= date(to));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_sentence_of_a_rule_reads_as_the_rule(
        every in prop_oneof![
            rules(),
            Just(Every::WorkingDay),
            (0_u8..24).prop_map(Every::MonthWorkingDay),
            (1_u32..1 << 30).prop_map(|bits| Every::LunarDays(bits << 1)),
            (1_u8..13, 1_u8..31).prop_map(|(month, day)| Every::LunarYear { month, day }),
        ],
        interval in 1_u32..5,
    ) {
        let start = when("2025-07-03");
        let Some(rule) = Rule::new(start, every, Terms { interval, ..Terms::usual(every) }) else { return Ok(()) };
        let sentence = rule.sentence();
        prop_assert_eq!(Repeat::said(&sentence, start).rule, Some(rule), "{}", sentence);
    }
}
