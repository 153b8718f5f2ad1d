//! The findings of `trangxa check` about figures: the file, the place, and what is wrong there.

use crate::check::{checked, whole_fixture};
use serde_json::{Value, json};
use std::path::Path;
use trangxa_model::Timestamp;
use trangxa_publish::files::Folder;
use trangxa_publish::{Checked, check};

/// The check of a site with these periods, updated on the first day of 2024.
fn of(periods: Value) -> Checked {
    of_document(json!({"version": 1, "updated_at": "2024-01-01", "periods": periods}))
}

fn of_document(document: Value) -> Checked {
    let fixture = whole_fixture();
    fixture.put_json("site/data/tthc.json", &document);
    checked(&fixture)
}

/// The findings, each with its kind instead of the name of the document. Fails if one is about another document.
#[track_caller]
fn found(report: &Checked) -> Vec<String> {
    let findings = report.findings.iter().map(|finding| {
        let text = finding.to_string();
        let text = text.strip_prefix("data/tthc.json, ").unwrap_or_else(|| panic!("of another document: {text}"));
        format!("{} {text}", finding.kind.code())
    });
    findings.collect()
}

/// The findings about figures that are all on the page, so that the command succeeds.
#[track_caller]
fn faults(periods: Value) -> Vec<String> {
    let report = of(periods);
    assert!(!report.is_anything_lost(), "{:?}", report.findings);
    found(&report)
}

/// The findings about figures that are not all on the page, so that the command fails.
#[track_caller]
fn lost(periods: Value) -> Vec<String> {
    let report = of(periods);
    assert!(report.is_anything_lost(), "{:?}", report.findings);
    found(&report)
}

/// A month of 2023 with these members.
fn month(month: u8, members: Value) -> Value {
    period(&format!("2023-{month:02}"), &format!("2023-{month:02}"), members)
}

fn period(from: &str, to: &str, mut members: Value) -> Value {
    members["from"] = json!(from);
    members["to"] = json!(to);
    members
}

#[test]
fn an_unreadable_number_is_reported_and_nothing_else_is_lost() {
    let bad = month(
        11,
        json!({"late": "hai", "in_time": -3, "early": 2.5, "received": 7,
        "fields": [{"name": "Hộ tịch", "waiting": []}], "stated": {"completion_rate": 101}}),
    );
    assert_eq!(
        faults(json!([bad])),
        [
            "number-left-out periods[0].early: expected a whole number of at least 0, found a number with a fraction",
            "number-left-out periods[0].in_time: expected a whole number of at least 0, found -3",
            "number-left-out periods[0].late: expected a whole number of at least 0, found \"hai\"",
            "number-left-out periods[0].fields[0].waiting: expected a whole number of at least 0, found a list",
            "number-left-out periods[0].stated.completion_rate: expected a percentage from 0 to 100, found 101",
        ]
    );
}

#[test]
fn an_unreadable_name_is_reported_like_a_number() {
    let report = of_document(json!({"version": 1, "updated_at": "2024-01-01", "unit": 5, "periods": [],
        "source": {"url": "https://mc.example/"}}));
    assert_eq!(
        found(&report),
        ["number-left-out unit: expected text, found 5", "number-left-out source.name: is missing; expected text"]
    );
    assert!(!report.is_anything_lost());
    assert!(
        report.text("xa", false).contains("2 × a number or name that cannot be used"),
        "{}",
        report.text("xa", false)
    );
}

#[test]
fn a_period_without_readable_months_is_lost() {
    assert_eq!(
        lost(json!([
            period("2023-13", "2023-11", json!({"late": 1})),
            period("2023-11", "11/2023", json!({"late": 1})),
            {"from": "2023-11", "late": 1},
            period("2023-11", "2023-10", json!({"late": 1})),
            "2023-11",
            month(11, json!({"late": 1})),
        ])),
        [
            "figures-left-out periods[0].from: expected a month such as 2023-11, found \"2023-13\"",
            "figures-left-out periods[1].to: expected a month such as 2023-11, found \"11/2023\"",
            "figures-left-out periods[2].to: is missing; expected a month such as 2023-11",
            "figures-left-out periods[3]: the period ends (2023-10) before it begins (2023-11); exchange the two, or correct one",
            "figures-left-out periods[4]: expected an object, found \"2023-11\"",
        ]
    );
}

#[test]
fn the_second_of_two_equal_periods_is_lost() {
    assert_eq!(
        lost(json!([month(11, json!({"late": 1})), month(10, json!({})), month(11, json!({"late": 1}))])),
        [
            "figures-left-out periods[2]: has the same months (2023-11) as an earlier period; left out, the earlier one is kept: delete one, or make one of both"
        ]
    );
}

#[test]
fn a_field_without_a_name_is_lost() {
    let fields = json!([{"name": "Hộ tịch", "late": 1}, {"late": 2}, {"name": " ", "late": 3}, 4]);
    assert_eq!(
        lost(json!([month(11, json!({"fields": fields})), month(12, json!({"fields": "không"}))])),
        [
            "figures-left-out periods[0].fields[1].name: is missing; expected text",
            "figures-left-out periods[0].fields[2].name: expected the name of a field, found \" \"",
            "figures-left-out periods[0].fields[3]: expected an object, found 4",
            "figures-left-out periods[1].fields: expected a list, found \"không\"",
        ]
    );
}

#[test]
fn fields_whose_sum_is_not_the_total_are_reported() {
    let fields = |a: Value, b: Value| json!([{"name": "Hộ tịch", "late": a}, {"name": "Đất đai", "late": b}]);
    assert_eq!(
        faults(json!([
            month(10, json!({"late": 3, "fields": fields(json!(2), json!(2))})),
            month(11, json!({"late": 3, "fields": fields(json!(1), json!(1))})),
            // An unpublished number can explain a sum that is too small, but not one that is too large.
            month(12, json!({"late": 3, "fields": fields(json!(1), Value::Null)})),
            month(9, json!({"late": 3, "fields": fields(json!(4), Value::Null)})),
        ])),
        [
            "figures-disagree periods[3].late: is 3, but the fields add up to 4",
            "figures-disagree periods[0].late: is 3, but the fields add up to 4",
            "figures-disagree periods[1].late: is 3, but the fields add up to 2",
        ]
    );
}

#[test]
fn split_counts_of_fields_are_compared_with_the_total_together() {
    let split = |early, on_time| json!([{"name": "Hộ tịch", "early": early, "on_time": on_time}]);
    assert_eq!(
        faults(json!([
            month(10, json!({"in_time": 9, "fields": split(5, 3)})),
            month(11, json!({"in_time": 9, "fields": split(5, 4)})),
            month(12, json!({"early": 5, "on_time": 3, "fields": [{"name": "Hộ tịch", "in_time": 9}]})),
        ])),
        [
            "figures-disagree periods[0].in_time: is 9, but the fields add up to 8",
            "figures-disagree periods[2].in_time: is 8, but the fields add up to 9",
        ]
    );
}

#[test]
fn a_duplicate_field_is_reported() {
    assert_eq!(
        faults(json!([month(11, json!({"fields": [{"name": "Hộ tịch"}, {"name": "Đất đai"}, {"name": "Hộ tịch"}]}))])),
        ["figures-disagree periods[0].fields[2].name: two fields have the name \"Hộ tịch\""]
    );
}

#[test]
fn in_time_is_compared_with_early_and_on_time() {
    let counts = json!({"in_time": 9, "early": 5, "on_time": 5});
    let mut field = counts.clone();
    field["name"] = json!("Hộ tịch");
    let mut whole = counts;
    whole["fields"] = json!([field]);
    assert_eq!(
        faults(json!([month(11, whole)])),
        [
            "figures-disagree periods[0].in_time: is 9, but early and on_time add up to 10",
            "figures-disagree periods[0].fields[0].in_time: is 9, but early and on_time add up to 10",
        ]
    );
}

#[test]
fn a_stated_rate_of_all_or_nothing_is_reported_if_one_dossier_contradicts_it() {
    // One of 2 787 was late, one is still open.
    let counts = json!({"in_time": 2786, "late": 1, "pending_in_time": 0, "pending_late": 1, "waiting": 0,
        "stated": {"completed": 2788, "completion_rate": 100, "late_rate": 0}});
    assert_eq!(
        faults(json!([month(11, counts)])),
        [
            "figures-disagree periods[0].stated.completed: is 2788, but the counts give 2787",
            "figures-disagree periods[0].stated.completion_rate: is 100%, but the counts give 99,9%",
            "figures-disagree periods[0].stated.late_rate: is 0%, but the counts give <0,1%",
        ]
    );
    let true_claims = json!({"in_time": 2786, "late": 1, "pending_in_time": 0, "pending_late": 1, "waiting": 0,
        "stated": {"completed": 2787, "completion_rate": 99.96, "late_rate": 0.04}});
    assert_eq!(faults(json!([month(11, true_claims)])), Vec::<String>::new());
}

#[test]
fn received_and_accounted_dossiers_that_differ_are_reported() {
    let balance = |received: u64, withdrawn: Value| {
        json!({"received": received, "carried_over": 2, "early": 6, "on_time": 3, "late": 1, "pending_in_time": 3,
            "pending_late": 0, "waiting": 1, "withdrawn": withdrawn, "rejected": 0})
    };
    assert_eq!(
        faults(json!([
            month(8, balance(12, json!(0))),
            month(10, balance(10, json!(0))),
            month(12, balance(15, json!(0))),
            // An unknown number of withdrawn dossiers can explain a shortage, but not a surplus.
            period("2022-01", "2022-01", balance(15, Value::Null)),
            period("2022-03", "2022-03", balance(11, Value::Null)),
        ])),
        [
            "figures-disagree periods[4]: 13 were to be handled (received and carried_over), but 14 are accounted for",
            "figures-disagree periods[1]: 12 were to be handled (received and carried_over), but 14 are accounted for",
            "figures-disagree periods[2]: 17 were to be handled (received and carried_over), but 14 are accounted for",
        ]
    );
}

#[test]
fn carried_over_is_compared_with_the_end_of_the_period_before() {
    let open = |n: u64| json!({"pending_in_time": n, "pending_late": 1, "waiting": 1});
    assert_eq!(
        faults(json!([
            month(10, open(3)),
            month(11, json!({"carried_over": 6})),
            month(12, json!({"carried_over": 7}))
        ])),
        ["figures-disagree periods[1].carried_over: is 6, but 5 were open at the end of 2023-10"],
        "what was open at the end of November is unknown"
    );
    assert_eq!(faults(json!([month(10, open(3)), month(11, json!({"carried_over": 5}))])), Vec::<String>::new());
    // Of two periods that end in the same month, the one that says what was open counts.
    assert_eq!(
        faults(json!([
            period("2023-01", "2023-10", json!({"late": 1})),
            month(10, open(3)),
            month(11, json!({"carried_over": 6})),
        ])),
        ["figures-disagree periods[2].carried_over: is 6, but 5 were open at the end of 2023-10"]
    );
}

#[test]
fn a_year_is_held_against_its_months() {
    let months = |last: Value| -> Vec<Value> {
        let mut months: Vec<Value> =
            (1..=12).map(|m| month(m, json!({"late": 1, "early": 2, "on_time": 1, "waiting": m}))).collect();
        months[11] = month(12, last);
        months
    };
    let with = |months: Vec<Value>, year: Value| {
        json!(months.into_iter().chain([period("2023-01", "2023-12", year)]).collect::<Vec<_>>())
    };
    let december = json!({"late": 1, "early": 2, "on_time": 1, "waiting": 12});
    let year = json!({"late": 13, "early": 24, "on_time": 12, "waiting": 11});
    assert_eq!(
        faults(with(months(december.clone()), year)),
        [
            "figures-disagree periods[12].late: is 13, but the shorter periods in it add up to 12",
            "figures-disagree periods[12].waiting: is 11, but the shorter periods in it add up to 12",
        ],
        "what is open at the end is December's, not a sum"
    );
    // What one of them splits and the other does not adds up together.
    assert_eq!(
        faults(with(months(december.clone()), json!({"in_time": 35}))),
        ["figures-disagree periods[12].in_time: is 35, but the shorter periods in it add up to 36"]
    );
    assert_eq!(faults(with(months(december), json!({"in_time": 36}))), Vec::<String>::new());
    // A month without the number leaves the year unverified.
    assert_eq!(faults(with(months(json!({})), json!({"late": 99}))), Vec::<String>::new());
    assert_eq!(faults(with(months(json!({})).split_off(1), json!({"late": 99}))), Vec::<String>::new());
}

#[test]
fn figures_of_months_in_the_future_are_reported() {
    let report = of_document(json!({"version": 1, "updated_at": "2023-11-30T23:59:59+07:00", "periods": [
        month(12, json!({"late": 1})),
        // The period has begun and is not over, so these are its figures so far.
        period("2023-01", "2023-12", json!({})),
        month(11, json!({"late": 1})),
        period("2024-02", "2024-03", json!({"late": 1})),
    ]}));
    assert_eq!(
        found(&report),
        [
            "figures-disagree periods[0].from: 2023-12 had not begun at updated_at",
            "figures-disagree periods[3].from: 2024-02..2024-03 had not begun at updated_at",
        ]
    );
    assert!(!report.is_anything_lost());
    // An hour later it is December in Vietnam, but not yet in UTC.
    let report =
        of_document(json!({"version": 1, "updated_at": "2023-11-30T17:30:00Z", "periods": [month(12, json!({}))]}));
    assert_eq!(found(&report), Vec::<String>::new());
}

#[test]
fn places_refer_to_the_document_even_if_periods_are_unsorted_or_left_out() {
    let report = of(json!([
        period("2023-99", "2023-99", json!({})),
        month(
            12,
            json!({"carried_over": 4, "late": 1, "fields": [{"late": 5}, {"name": "Hộ tịch", "early": 1, "on_time": 1, "in_time": 3}]})
        ),
        period("2024-02", "2024-02", json!({})),
        month(12, json!({})),
        period("2023-11", "2023-12", json!({"late": 9})),
        month(11, json!({"late": 1, "pending_in_time": 0, "pending_late": 0, "waiting": 0, "withdrawn": "x"})),
    ]));
    let mut found = found(&report);
    found.sort();
    assert_eq!(
        found,
        [
            "figures-disagree periods[1].carried_over: is 4, but 0 were open at the end of 2023-11",
            "figures-disagree periods[1].fields[1].in_time: is 3, but early and on_time add up to 2",
            "figures-disagree periods[2].from: 2024-02 had not begun at updated_at",
            "figures-disagree periods[4].late: is 9, but the shorter periods in it add up to 2",
            "figures-left-out periods[0].from: expected a month such as 2023-11, found \"2023-99\"",
            "figures-left-out periods[1].fields[0].name: is missing; expected text",
            "figures-left-out periods[3]: has the same months (2023-12) as an earlier period; left out, the earlier one is kept: delete one, or make one of both",
            "number-left-out periods[5].withdrawn: expected a whole number of at least 0, found \"x\"",
        ]
    );
}

#[test]
fn the_figures_of_the_demo_site_agree_with_one_another() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let figures = |now: &str| -> Vec<String> {
        let report = check(&Folder::new(&public), Timestamp::parse(now).unwrap()).unwrap();
        assert!(!report.is_anything_lost(), "{:?}", report.findings);
        let of_figures = report.findings.iter().filter(|finding| finding.file == "data/tthc.json");
        of_figures.map(ToString::to_string).collect()
    };
    assert_eq!(figures("2025-07-01"), Vec::<String>::new());
    let old = "data/tthc.json, line 4, updated_at: last updated on 30/06/2025, more than 45 days ago";
    assert_eq!(figures("2026-01-01"), [old]);
}
