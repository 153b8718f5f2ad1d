use super::*;
use crate::document::JsonDocument;
use proptest::prelude::*;
use serde_json::{Value, json};

/// An office with the hours of most communes, and days that are closed or changed.
fn office() -> Office {
    of(json!(["Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "Thứ Bảy: 8:00–11:00"]))
}

fn of(hours: Value) -> Office {
    let json = json!({
        "version": 1,
        "units": [{"name": "Một cửa", "hours": hours}],
        "closed": [{"from": "2025-01-26", "to": "2025-02-02", "why": "Tết"}, {"from": "2025-06-11"}],
        "changed": [
            {"date": "2025-01-28", "hours": "8:00–10:00", "why": "Trực Tết"},
            {"date": "2025-04-26", "hours": "7:30–11:30, 13:30–17:00"},
            {"date": "2025-06-18", "hours": "nghỉ", "why": "Cúp điện"},
            {"date": "2025-06-19", "hours": "theo thông báo"},
        ],
    });
    Office::from_json("office.json", json).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A state as text: `open 11/06 11:30`, `closed 11/06 13:30 Lunch`.
fn said(office: &Office, now: &str) -> String {
    let clock = |at: Timestamp| at.date_time().replace("/2025", "");
    match office.state(&office.units[0], at(now)) {
        OpenState::Open { until } => format!("open {}", clock(until)),
        OpenState::Closed { opens, reason } => {
            let reason = match reason {
                None => String::new(),
                Some(Reason::Lunch) => " Lunch".to_owned(),
                Some(Reason::Day(why)) => format!(" Day {}", why.as_deref().unwrap_or("-")),
            };
            format!("closed {}{reason}", opens.map_or_else(|| "-".to_owned(), clock))
        }
        OpenState::Unknown { holiday } => format!("unknown {holiday:?}"),
    }
}

#[test]
fn the_state_follows_the_hours_of_the_week() {
    let office = office();
    // 9 June 2025 was a Monday.
    for (now, expected) in [
        ("2025-06-09T00:00:00", "closed 09/06 07:30"),
        ("2025-06-09T07:29:59", "closed 09/06 07:30"),
        ("2025-06-09T07:30:00", "open 09/06 11:30"),
        ("2025-06-09T11:29:59", "open 09/06 11:30"),
        ("2025-06-09T11:30:00", "closed 09/06 13:30 Lunch"),
        ("2025-06-09T13:29:59", "closed 09/06 13:30 Lunch"),
        ("2025-06-09T13:30:00", "open 09/06 17:00"),
        ("2025-06-09T17:00:00", "closed 10/06 07:30"),
        // The same instant in another zone.
        ("2025-06-09T01:00:00Z", "open 09/06 11:30"),
        ("2025-06-08T17:00:00Z", "closed 09/06 07:30"),
        ("2025-06-14T09:00:00", "open 14/06 11:00"),
        ("2025-06-14T11:00:00", "closed 16/06 07:30"),
        ("2025-06-15T09:00:00", "closed 16/06 07:30"),
    ] {
        assert_eq!(said(&office, now), expected, "{now}");
    }
}

#[test]
fn days_that_the_document_names_count_before_the_week() {
    let office = office();
    for (now, expected) in [
        // A closed day without a reason, and before it one that is closed from its evening.
        ("2025-06-10T18:00:00", "closed 12/06 07:30"),
        ("2025-06-11T09:00:00", "closed 12/06 07:30 Day -"),
        // Closed for Tết, except for two hours; holidays that are mentioned are no doubt.
        ("2025-01-25T12:00:00", "closed 28/01 08:00"),
        ("2025-01-27T09:00:00", "closed 28/01 08:00 Day Tết"),
        ("2025-01-28T07:00:00", "closed 28/01 08:00 Day Trực Tết"),
        ("2025-01-28T09:00:00", "open 28/01 10:00"),
        ("2025-01-28T10:00:00", "closed 03/02 07:30 Day Trực Tết"),
        ("2025-01-29T09:00:00", "closed 03/02 07:30 Day Tết"),
        ("2025-02-02T23:59:59", "closed 03/02 07:30 Day Tết"),
        // A Saturday with the hours of a working day.
        ("2025-04-26T12:00:00", "closed 26/04 13:30 Lunch"),
        ("2025-04-26T15:00:00", "open 26/04 17:00"),
        // A changed day that is closed, and behind it one whose hours nobody can read.
        ("2025-06-18T09:00:00", "closed - Day Cúp điện"),
        ("2025-06-19T09:00:00", "unknown None"),
        ("2025-06-20T09:00:00", "open 20/06 11:30"),
    ] {
        assert_eq!(said(&office, now), expected, "{now}");
    }
}

#[test]
fn nothing_is_claimed_on_a_holiday_that_the_document_does_not_mention() {
    let office = office();
    for (now, expected) in [
        ("2025-04-07T09:00:00", "unknown Some(HungKings)"),
        ("2025-04-30T23:59:59", "unknown Some(Victory)"),
        ("2025-05-01T00:00:00", "unknown Some(Labour)"),
        ("2025-09-01T09:00:00", "unknown Some(National)"),
        ("2025-09-03T09:00:00", "unknown Some(National)"),
        // A Sunday in 2026, and the Monday that makes up for it.
        ("2026-04-27T09:00:00", "unknown Some(InLieu)"),
        // Whether the office opens on the holiday is not known, so the next opening is not either.
        ("2025-04-29T18:00:00", "closed -"),
        ("2025-04-29T16:00:00", "open 29/04 17:00"),
    ] {
        assert_eq!(said(&office, now), expected, "{now}");
    }
}

#[test]
fn nothing_is_claimed_where_the_hours_cannot_be_read() {
    for hours in [json!([]), json!(["Giờ hành chính"]), json!(["T2–T6: 7:30–11:30", "T7: theo lịch"])] {
        let office = of(hours);
        assert_eq!(said(&office, "2025-06-09T09:00:00"), "unknown None");
        assert_eq!(said(&office, "2025-04-30T09:00:00"), "unknown Some(Victory)");
        assert_eq!(said(&office, "2025-06-11T09:00:00"), "closed - Day -", "a closed day needs no hours");
        assert_eq!(said(&office, "2025-04-26T09:00:00"), "open 26/04 11:30", "a changed day has its own");
        let next = |now| office.next_change(&office.units[0], at(now)).map(Timestamp::date_time);
        assert_eq!(next("2025-06-09T09:00:00").as_deref(), Some("11/06/2025 00:00"));
        assert_eq!(next("2025-07-01T09:00:00"), None);
    }
}

#[test]
fn hours_may_reach_midnight_and_go_on_behind_it() {
    let office = of(json!(["Thứ Hai: 18:00–24:00", "Thứ Ba: 0:00–6:00, 6:00–8:00", "Thứ Tư: 20:00–24:00"]));
    for (now, expected) in [
        ("2025-06-09T17:59:59", "closed 09/06 18:00"),
        ("2025-06-09T18:00:00", "open 10/06 08:00"),
        ("2025-06-09T23:59:59", "open 10/06 08:00"),
        ("2025-06-10T00:00:00", "open 10/06 08:00"),
        ("2025-06-10T08:00:00", "closed 16/06 18:00"),
        // It opens at midnight on a day of which nothing is known: only that day can tell.
        ("2025-06-18T21:00:00", "closed - Day Cúp điện"),
    ] {
        assert_eq!(said(&office, now), expected, "{now}");
    }
    let always = of(json!("Hằng ngày: 0:00–24:00"));
    assert_eq!(said(&always, "2025-07-01T09:00:00"), "open 16/07 00:00");
    assert_eq!(said(&always, "2025-08-30T09:00:00"), "open 01/09 00:00", "up to the National Day");
    assert_eq!(said(&always, "2025-06-25T00:00:00"), "open 10/07 00:00");
}

#[test]
fn the_next_change_is_where_the_state_changes() {
    let office = office();
    let next = |now| office.next_change(&office.units[0], at(now)).map(Timestamp::date_time);
    for (now, expected) in [
        ("2025-06-09T09:00:00", "09/06/2025 11:30"),
        ("2025-06-09T12:00:00", "09/06/2025 13:30"),
        // The reason begins with the day, and the next opening is the same.
        ("2025-06-10T18:00:00", "11/06/2025 00:00"),
        ("2025-06-11T09:00:00", "12/06/2025 00:00"),
        // Nothing changes at midnight between two usual days.
        ("2025-06-09T18:00:00", "10/06/2025 07:30"),
        ("2025-04-30T09:00:00", "01/05/2025 00:00"),
    ] {
        assert_eq!(next(now).as_deref(), Some(expected), "{now}");
    }
    let never = of(json!("Hằng ngày: nghỉ"));
    assert_eq!(never.next_change(&never.units[0], at("2025-07-01T09:00:00")), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// In any minute of 2024 to 2027: what is told to come lies ahead, and the state stays until its next change and is another then.
    #[test]
    fn every_minute_has_a_state_that_lasts(minute in 0_i64..4 * 366 * 24 * 60, part in 0_i64..1000, kind in 0_usize..4) {
        let hours = [
            json!(["Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "Thứ Bảy: 8:00–11:00"]),
            json!("Hằng ngày: 0:00–24:00"),
            json!(["T2, T4: 13:00–24:00", "T3: 0:00–1:00"]),
            json!(["Chủ nhật: nghỉ"]),
        ];
        let office = of(hours[kind].clone());
        let unit = &office.units[0];
        let now = Timestamp::from_unix(at("2024-01-01").unix() + minute * 60);
        let state = office.state(unit, now);
        match &state {
            OpenState::Open { until } => {
                prop_assert!(*until > now);
                let is_open_then = matches!(office.state(unit, *until), OpenState::Open { .. });
                prop_assert!(!is_open_then || kind == 1);
            }
            OpenState::Closed { opens: Some(opens), .. } => {
                prop_assert!(*opens > now && opens.unix() - now.unix() <= 15 * 86_400);
                let opened = matches!(office.state(unit, *opens), OpenState::Open { .. });
                prop_assert!(opened);
            }
            OpenState::Closed { opens: None, .. } => {}
            OpenState::Unknown { holiday } => prop_assert_eq!(*holiday, Holiday::on(Day::of(now))),
        }
        if let Some(next) = office.next_change(unit, now) {
            prop_assert!(next > now);
            prop_assert_ne!(office.state(unit, next), state.clone());
            let before = Timestamp::from_unix(now.unix() + (next.unix() - 1 - now.unix()) * part / 999);
            prop_assert_eq!(office.state(unit, before), state);
        }
    }
}
