//! Merging deletes nothing, and the site's own download changes nothing.

use crate::support::{document, download, import, import_with, options, periods, site, site_with, table, tthc};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fs;
use trangxa_figures::import_figures;
use trangxa_model::Tthc;
use trangxa_model::document::JsonDocument;
use trangxa_model::tthc::Count;
use trangxa_test_support::SiteFolder;

#[test]
fn numbers_are_merged_by_period_and_field() {
    let site = site_with(json!([
        {"from": "2023-10", "to": "2023-10", "received": 1, "_mine": [1, {"a": null}], "stated": {"late_rate": 2.5, "x": 1}},
        {"from": "2023-11", "to": "2023-11", "received": 2,
            "fields": [{"name": "Hộ tịch", "received": 2, "note": "giữ"}, {"name": "Đất đai", "late": 3}]},
    ]));
    let report = import(
        &site,
        "a.csv",
        "Tháng,Lĩnh vực,Tiếp nhận,Trễ hạn\n2023-11,,5,1\n2023-11,HỘ TỊCH ,4,1\n2023-11,Người có công,1,0\n2023-10,,1,-\n",
    );
    assert_eq!(
        periods(&site),
        json!([
            {"from": "2023-10", "to": "2023-10", "received": 1, "_mine": [1, {"a": null}], "stated": {"late_rate": 2.5, "x": 1}},
            {"from": "2023-11", "to": "2023-11", "received": 5, "late": 1,
                "fields": [{"name": "Hộ tịch", "received": 4, "late": 1, "note": "giữ"}, {"name": "Đất đai", "late": 3},
                    {"name": "Người có công", "received": 1, "late": 0}]},
        ])
    );
    let table = table(&report);
    assert_eq!(table.changed, ["2023-11, received: 2 → 5", "2023-11, Hộ tịch, received: 2 → 4"]);
    assert_eq!((table.new, table.unchanged), (4, 1));
    assert!(report.is_complete());
}

#[test]
fn new_periods_follow_the_order_of_the_known_ones() {
    let csv = "Từ tháng,Đến tháng,Tiếp nhận\n2023-02,2023-02,1\n2023-01,2023-06,1\n2024-01,2024-01,1\n";
    let order = |site: &SiteFolder| -> Vec<String> {
        let months =
            |period: &Value| format!("{}/{}", period["from"].as_str().unwrap(), period["to"].as_str().unwrap());
        periods(site).as_array().unwrap().iter().map(months).collect()
    };
    let rising = site_with(json!([{"from": "2023-01", "to": "2023-01"}, {"from": "2023-03", "to": "2023-03"}]));
    import(&rising, "a.csv", csv);
    assert_eq!(
        order(&rising),
        ["2023-01/2023-01", "2023-01/2023-06", "2023-02/2023-02", "2023-03/2023-03", "2024-01/2024-01"]
    );
    let falling = site_with(json!([{"from": "2023-03", "to": "2023-03"}, {"from": "2023-01", "to": "2023-01"}]));
    import(&falling, "a.csv", csv);
    assert_eq!(
        order(&falling),
        ["2024-01/2024-01", "2023-03/2023-03", "2023-02/2023-02", "2023-01/2023-06", "2023-01/2023-01"]
    );
}

#[test]
fn an_import_without_changes_writes_nothing() {
    let site = site();
    let csv = "Tháng,Tiếp nhận\n2023-11,5\n";
    assert!(import(&site, "a.csv", csv).changed);
    let before = fs::metadata(site.path("data/tthc.json")).unwrap().modified().unwrap();
    let report = import_with(&site, "a.csv", csv, |options| {
        options.updated_at = trangxa_model::Timestamp::parse("2024-01-01").unwrap();
    })
    .unwrap();
    assert!(!report.changed && report.is_complete());
    assert_eq!(tthc(&site)["updated_at"], "2026-11-01T08:00:00+07:00");
    assert_eq!(fs::metadata(site.path("data/tthc.json")).unwrap().modified().unwrap(), before);
    let names: Vec<_> = fs::read_dir(site.path("data")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "no temporary file stays: {names:?}");
}

#[test]
fn figures_that_cannot_be_read_are_reported_and_not_changed() {
    for (content, expected) in [
        (
            r#"{"version": 1, "updated_at": "2023-01-01", "periods": [{"from": "2023-01", "to": "2023-01", "late": "x"}]}"#,
            "data/tthc.json, periods[0].late: expected a whole number of at least 0, found \"x\"",
        ),
        ("{", "data/tthc.json, line 1, column 2: not valid JSON"),
        (
            r#"{"version": 2}"#,
            "data/tthc.json, version: the version is 2; this program reads version 1: correct it, or use a newer version of this program",
        ),
    ] {
        let site = site();
        site.write("data/tthc.json", content);
        let error = import_with(&site, "a.csv", "Tháng,Tiếp nhận\n2023-11,5\n", |_| {}).unwrap_err();
        assert!(error.to_string().starts_with(expected) && !error.is_usage(), "{error}");
        assert!(error.to_string().ends_with("or move it away, then import again; nothing was changed"), "{error}");
        assert_eq!(fs::read_to_string(site.path("data/tthc.json")).unwrap(), content);
    }
}

#[test]
fn figures_with_mistakes_are_not_changed_and_every_mistake_is_reported() {
    let refused = |periods: Value| -> Vec<String> {
        let site = site_with(periods);
        let before = fs::read(site.path("data/tthc.json")).unwrap();
        // The import is about other months, so that it would leave these mistakes in the document.
        let error = import_with(&site, "a.csv", "Tháng,Tiếp nhận\n2024-01,5\n", |_| {}).unwrap_err();
        assert!(!error.is_usage());
        assert_eq!(fs::read(site.path("data/tthc.json")).unwrap(), before);
        error.to_string().lines().map(str::to_owned).collect()
    };
    let end = "`trangxa check` lists these mistakes. Correct the file or move it away, then import again; nothing was changed";
    assert_eq!(
        refused(json!([
            {"from": "2023-01", "to": "2023-01", "late": -1, "fields": [{"late": 3}], "stated": {"late_rate": 101}},
            {"from": "2023-13", "to": "2023-01", "late": 7},
            {"from": "2023-01", "to": "2023-01", "late": 8},
        ])),
        [
            "data/tthc.json, periods[0].late: expected a whole number of at least 0, found -1",
            "data/tthc.json, periods[0].fields[0].name: is missing; expected text",
            "data/tthc.json, periods[0].stated.late_rate: expected a percentage from 0 to 100, found 101",
            "data/tthc.json, periods[1].from: expected a month such as 2023-11, found \"2023-13\"",
            "data/tthc.json, periods[2]: has the same months (2023-01) as an earlier period; left out, the earlier one is kept: delete one, or make one of both",
            end,
        ]
    );
    let many = (1..=12).map(|month| json!({"from": format!("2023-{month:02}"), "to": "2023-13"})).collect();
    let said = refused(many);
    assert_eq!(said.len(), 12);
    assert!(said[9].starts_with("data/tthc.json, periods[9].to: "), "{said:#?}");
    assert_eq!(said[10..], ["and 2 more", end]);
}

#[test]
fn site_json_decides_where_the_figures_are() {
    let csv = "Tháng,Tiếp nhận\n2023-11,5\n";
    let write = |site: &SiteFolder, data: Value| {
        site.write(
            "data/site.json",
            json!({"version": 1, "name": "Xã A", "base_url": "https://x.example/", "data": data}).to_string(),
        );
    };
    let elsewhere = site();
    write(&elsewhere, json!({"tthc": "so-lieu/tthc.json"}));
    import(&elsewhere, "a.csv", csv);
    assert_eq!(elsewhere.json("so-lieu/tthc.json")["unit"], "Xã A");
    let unnamed = site();
    write(&unnamed, json!({}));
    let report = import(&unnamed, "a.csv", csv);
    assert!(
        report.is_complete()
            && report.notes[0]
                .contains("the site shows them once it contains \"data\": {\"tthc\": \"data/tthc.json\"}")
    );
    assert_eq!(tthc(&unnamed)["periods"][0]["received"], 5);
    let remote = site();
    write(&remote, json!({"tthc": "https://y.example/tthc.json"}));
    assert!(import(&remote, "a.csv", csv).notes[0].contains("takes the figures from https://y.example/tthc.json"));
    let outside = site();
    write(&outside, json!({"tthc": "../tthc.json"}));
    let error = import_with(&outside, "a.csv", csv, |_| {}).unwrap_err().to_string();
    assert!(error.starts_with("data/site.json, data.tthc: expected a path inside the site folder"), "{error}");
}

#[test]
fn a_missing_site_folder_is_reported() {
    let site = site();
    let file = site.write("a.csv", "Tháng,Tiếp nhận\n2023-11,5\n");
    let mut options = options(&site, &[file]);
    options.into = site.path("khong-co");
    assert!(import_figures(&options).unwrap_err().to_string().contains("this folder does not exist"));
}

#[test]
fn the_total_of_a_period_may_be_in_a_later_file() {
    let site = site();
    let fields = site.write("1.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\nHộ tịch,5,0\n");
    let total = site.write("2.csv", "Tháng,Tiếp nhận\n2023-11,9\n");
    let report = import_figures(&options(&site, &[fields, total])).unwrap();
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!((&periods(&site)[0]["received"], &periods(&site)[0]["late"]), (&json!(9), &json!(0)));
    assert_eq!(
        report.files[0].tables[0].notes,
        ["2023-11: the table has no row of totals; computed from the fields: late"]
    );
}

#[test]
fn the_demo_s_own_download_changes_no_byte() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/tthc.json");
    let text = fs::read_to_string(path).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let site = site();
    site.write("data/tthc.json", &text);
    let report = import(&site, "so-lieu-tthc.csv", download(&document));
    assert!(report.is_complete() && !report.changed, "{}", report.text());
    assert!(table(&report).unknown.is_empty() && table(&report).notes.is_empty() && table(&report).unchanged > 1000);

    // If one number changes, its line and the time change.
    let mut other = document.clone();
    other["periods"][3]["fields"][2]["late"] = json!(77);
    import(&site, "so-lieu-tthc.csv", download(&other));
    let written = fs::read_to_string(site.path("data/tthc.json")).unwrap();
    let changed: Vec<&str> =
        written.lines().zip(text.lines()).filter(|(new, old)| new != old).map(|(new, _)| new).collect();
    assert_eq!(changed.len(), 2, "{changed:#?}");
    assert!(changed[0].contains("updated_at") && changed[1].contains("\"late\": 77"));
}

#[test]
fn names_that_look_like_formulas_are_not_changed() {
    let fields = json!([{"name": "=1+1", "late": 1}, {"name": "-Hộ tịch", "late": 2}, {"name": "@a, \"b\"", "late": 3}, {"name": "'x", "late": 0},
        {"name": "'=2", "late": 0}, {"name": "+84", "late": 0}]);
    let doc = document(json!([{"from": "2023-11", "to": "2023-11", "late": 6, "fields": fields}]));
    let site = site();
    let report = import(&site, "a.csv", download(&doc));
    assert_eq!(periods(&site), doc["periods"], "{}", report.text());
}

#[test]
fn a_source_without_a_name_is_not_written() {
    let site = site();
    let error = import_with(&site, "a.csv", "Tháng,Tiếp nhận\n2023-11,5\n", |options| {
        options.source_url = Some("https://mc.example/".to_owned());
    })
    .unwrap_err();
    assert!(error.to_string().contains("source.name: is missing"), "{error}");
    assert!(!site.path("data/tthc.json").exists());
}

#[test]
fn of_two_tables_that_differ_in_much_nothing_is_used() {
    let site = site();
    let table =
        |numbers: &str| format!("Tháng 11/2023\nLĩnh vực;Tiếp nhận;Đúng hạn;Trễ hạn\nHộ tịch;{numbers}\nY tế;4;4;0\n");
    let files = [site.write("a.csv", table("40;30;2")), site.write("b.csv", table("20;15;1"))];
    let report = trangxa_figures::import_figures(&crate::support::options(&site, &files)).unwrap();
    assert!(!report.is_complete() && !report.changed, "{}", report.text());
    assert!(report.files[0].tables[0].doubts[0].contains("several tables have figures of it"), "{}", report.text());
    let site = crate::support::site();
    let files = [site.write("a.csv", table("40;30;2")), site.write("b.csv", table("40;30;1"))];
    let report = trangxa_figures::import_figures(&crate::support::options(&site, &files)).unwrap();
    assert_eq!(
        periods(&site)[0]["fields"][0],
        json!({"name": "Hộ tịch", "received": 40, "on_time": 30}),
        "{}",
        report.text()
    );
}

fn counts() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(
        prop::sample::select(Count::ALL.map(Count::key).to_vec()),
        prop_oneof![Just(0_u64), 0..3_000_u64, any::<u32>().prop_map(u64::from)],
        0..8,
    )
    .prop_map(|counts| counts.into_iter().map(|(key, count)| (key.to_owned(), json!(count))).collect())
}

fn period() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        prop::sample::select(vec![
            "Hộ tịch",
            "Đất đai",
            "Chứng thực",
            "Công chứng",
            "=Lĩnh, vực",
            "A \"B\"",
            "Hộ tịch - chứng thực"
        ])
        .prop_map(str::to_owned),
        "[a-zđêôơ][ -~]{0,12}[a-z]",
    ];
    let fields = prop::collection::btree_map(name, counts(), 0..5);
    let rate = prop::option::of((0..=100_000_u32).prop_map(|thousandths| f64::from(thousandths) / 1000.0));
    (2019..2026_u16, 1..=12_u8, 0..3_u8, counts(), fields, prop::option::of(0..9_999_u64), rate).prop_map(
        |(year, from, more, mut period, fields, completed, rate)| {
            period.insert("from".to_owned(), json!(format!("{year}-{from:02}")));
            period.insert("to".to_owned(), json!(format!("{year}-{:02}", (from + more).min(12))));
            let fields: Vec<Value> = fields
                .into_iter()
                .map(|(name, mut counts)| {
                    counts.insert("name".to_owned(), json!(name));
                    Value::Object(counts)
                })
                .collect();
            if !fields.is_empty() {
                period.insert("fields".to_owned(), json!(fields));
            }
            let mut stated = Map::new();
            stated.extend(completed.map(|completed| ("completed".to_owned(), json!(completed))));
            stated.extend(rate.map(|rate| ("late_rate".to_owned(), json!(rate))));
            if !stated.is_empty() {
                period.insert("stated".to_owned(), Value::Object(stated));
            }
            Value::Object(period)
        },
    )
}

fn some_document() -> impl Strategy<Value = Value> {
    prop::collection::vec(period(), 1..6).prop_map(|mut periods| {
        let mut seen = Vec::new();
        periods.retain(|period| {
            let key = (period["from"].clone(), period["to"].clone());
            let is_new = !seen.contains(&key);
            seen.push(key);
            is_new
        });
        document(json!(periods))
    })
}

/// Every number of a document, with its place.
fn numbers(document: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for period in document["periods"].as_array().unwrap() {
        let place = format!("{} {}", period["from"], period["to"]);
        let mut add = |name: &str, members: &Value| {
            for (key, value) in members.as_object().into_iter().flatten().filter(|(_, value)| value.is_number()) {
                found.push((format!("{place} {name} {key}"), value.clone()));
            }
        };
        add("", period);
        add("stated", &period["stated"]);
        for field in period["fields"].as_array().into_iter().flatten() {
            add(field["name"].as_str().unwrap(), field);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_own_download_of_any_document_changes_nothing(document in some_document()) {
        let site = site();
        let text = document.to_string();
        site.write("data/tthc.json", &text);
        let report = import(&site, "a.csv", download(&document));
        prop_assert!(!report.changed, "{}", report.text());
        prop_assert_eq!(fs::read_to_string(site.path("data/tthc.json")).unwrap(), text);
        prop_assert_eq!(report.files[0].tables.iter().map(|table| table.new + table.changed.len()).sum::<usize>(), 0);
        // Contradictions between random numbers are doubts; every cell is readable all the same.
        prop_assert_eq!(report.files[0].tables.iter().map(|table| table.unreadable.len()).sum::<usize>(), 0, "{}", report.text());
    }

    #[test]
    fn no_number_is_ever_lost(before in some_document(), other in some_document()) {
        let site = site();
        site.write("data/tthc.json", before.to_string());
        import(&site, "a.csv", download(&other));
        let after = tthc(&site);
        let there: std::collections::HashMap<String, Value> = numbers(&after).into_iter().collect();
        for (place, _) in numbers(&before) {
            prop_assert!(there.contains_key(&place), "{place} was deleted");
        }
        for (place, value) in numbers(&before) {
            let news = numbers(&other).into_iter().find(|(other, _)| *other == place).map(|(_, value)| value);
            if news.is_none() {
                prop_assert_eq!(&there[&place], &value, "{} changed without reason", place);
            }
        }
        prop_assert!(Tthc::read("data/tthc.json", after.to_string().as_bytes()).is_ok());
    }

    #[test]
    fn no_text_makes_the_import_panic(text in "([a-zđ0-9,;\"\n\t'.() -]|Lĩnh vực|Tiếp nhận|Trễ hạn|Tổng|Tháng|\n){0,120}") {
        let site = site();
        let _ = import(&site, "tthc-2023-11.csv", text);
    }
}
