//! What becomes of the procedures that a site has already.

use crate::support::{detail, docx, each, import, import_with, lines, list, procedures, site, site_with, word_rows};
use serde_json::{Value, json};
use std::path::Path;
use trangxa_procedure_lists::{ImportError, Outcome};

const DOCUMENT: &str = "data/procedures.json";

/// A list with one procedure.
fn row(code: &str, name: &str, field: &str, decision: &str) -> String {
    format!("Mã TTHC;Tên TTHC;Lĩnh vực;Quyết định công bố\n{code};{name};{field};{decision}\n")
}

#[test]
fn a_second_import_changes_no_byte() {
    let site = site();
    let both = |site: &trangxa_test_support::SiteFolder| {
        let reports = [import(site, "danh-muc.xlsx", list()), import(site, "khai-sinh.docx", docx(&detail()))];
        reports.map(|report| (report.changed, report.outcome()))
    };
    assert_eq!(both(&site), [(true, Outcome::Complete); 2]);
    let files = site.files();
    assert_eq!(both(&site), [(false, Outcome::Complete); 2]);
    let again = site.files();
    for (path, content) in files.iter().filter(|(path, _)| !path.starts_with(site.path("xuat"))) {
        assert_eq!(again[path], *content, "{} was written", path.display());
    }
    let text = import(&site, "khai-sinh.docx", docx(&detail())).text();
    assert!(text.contains("1 unchanged"), "{text}");
}

#[test]
fn the_demo_keeps_what_clerks_wrote() {
    let demo: Value = serde_json::from_slice(
        &std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/data/procedures.json")).unwrap(),
    )
    .unwrap();
    let site = site();
    site.write(DOCUMENT, demo.to_string());
    let before = demo["procedures"].as_array().unwrap();
    import(&site, "danh-muc.xlsx", list());
    import(&site, "khai-sinh.docx", docx(&detail()));
    let document = site.json(DOCUMENT);
    assert_eq!(document["events"], demo["events"]);
    let after = document["procedures"].as_array().unwrap();
    for (at, old) in before.iter().enumerate() {
        for member in ["id", "note", "popular", "events", "place", "papers", "steps", "ways", "national_url"] {
            assert_eq!(after[at][member], old[member], "{member} of {}", old["id"]);
        }
    }
    assert_eq!(after[0]["decision"], json!({"number": "1872/QĐ-BTP", "date": "2020-09-04"}));
    assert_eq!(after[0]["name"], "Đăng ký khai sinh", "a list that writes \"Thủ tục\" before it says the same");
}

#[test]
fn what_the_national_base_decides_is_replaced_and_told() {
    let site = site_with(
        &json!([{"name": "Khai sinh", "code": "1.001193.000", "field": "hộ tịch", "x": {"y": [1]}, "note": "Nhớ mang giấy",
        "decision": {"number": "1/QĐ", "date": "2019-01-01", "x": 1}}]),
    );
    let report = import(&site, "a.csv", row("1.001193", "Đăng ký khai sinh", "Hộ tịch", "1872/QĐ-BTP"));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        procedures(&site),
        json!([{"id": "khai-sinh", "name": "Đăng ký khai sinh", "code": "1.001193.000", "field": "hộ tịch", "x": {"y": [1]},
            "note": "Nhớ mang giấy", "decision": {"number": "1872/QĐ-BTP", "x": 1}}]),
        "the address stays that of the old name, and a field in other letters is the same"
    );
    let text = report.text();
    assert!(text.contains("\"Khai sinh\" → \"Đăng ký khai sinh\""), "{text}");
    assert!(text.contains("\"1/QĐ (01/01/2019)\" → \"1872/QĐ-BTP\""), "{text}");
}

#[test]
fn a_procedure_without_its_code_is_known_by_its_name() {
    let site = site_with(
        &json!([{"name": "ĐĂNG KÝ khai sinh"}, {"name": "Kết hôn", "code": "1.000001"}, {"name": "Hai"}, {"name": "hai", "id": "hai-2"}]),
    );
    let table = "Mã TTHC;Tên TTHC\n1.001193;Thủ tục đăng ký khai sinh\n1.000894;Kết hôn\n1.000002;Hai\n";
    let report = import(&site, "a.csv", table);
    assert_eq!(
        each(&site, "code"),
        [json!("1.001193"), json!("1.000894"), Value::Null, Value::Null],
        "{}",
        report.text()
    );
    assert_eq!(report.outcome(), Outcome::Incomplete, "which of the two is meant?");
}

#[test]
fn names_that_two_procedures_have_make_two_addresses() {
    let site = site();
    import(&site, "a.csv", "Mã TTHC;Tên TTHC\n1.000001;Cấp lại giấy phép\n1.000002;Cấp lại giấy phép\n");
    assert_eq!(each(&site, "id"), ["cap-lai-giay-phep", "cap-lai-giay-phep-1-000002"]);
}

#[test]
fn contradictions_are_told_and_not_written() {
    let site = site();
    let table = "Mã TTHC;Tên TTHC;Lĩnh vực\n1.000001;Một;Hộ tịch\n1.000001.H23;Khác;Hộ tịch\n1.000002;Hai;Hộ tịch\n1.000002;Hai;Đất đai\nx.1;Ba;Đất đai\n";
    let report = import(&site, "a.csv", table);
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert_eq!(procedures(&site), json!([{"id": "hai", "code": "1.000002", "name": "Hai"}]));
    let text = report.text();
    for told in ["\"Một\" in", "\"Khác\" in", "\"Hộ tịch\" in", "\"Đất đai\" in", "A6 (\"x.1\")"] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

/// A detail with these papers.
fn papers(names: &[&str]) -> Vec<u8> {
    let rows: Vec<String> = names.iter().map(|name| format!("{name}|Bản chính: 1")).collect();
    let rows: Vec<&str> = std::iter::once("Tên giấy tờ|Số lượng").chain(rows.iter().map(String::as_str)).collect();
    docx(&(lines("Mã thủ tục: 1.001193\nTên thủ tục: Đăng ký khai sinh\nThành phần hồ sơ:") + &word_rows(&rows)))
}

/// Changes the only procedure of a site as a clerk does.
fn edit(site: &trangxa_test_support::SiteFolder, change: impl FnOnce(&mut Value)) {
    let mut document = site.json(DOCUMENT);
    change(&mut document["procedures"][0]);
    site.write(DOCUMENT, document.to_string());
}

#[test]
fn papers_of_an_import_are_renewed_and_a_clerks_stay() {
    let site = site();
    import(&site, "a.docx", papers(&["Tờ khai", "Giấy chứng sinh"]));
    edit(&site, |it| it["papers"][0]["form"] = json!("../media/to-khai.docx"));
    let report = import(&site, "a.docx", papers(&["Căn cước", "Tờ khai"]));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    let renewed = json!([{"name": "Căn cước", "original": 1}, {"name": "Tờ khai", "original": 1, "form": "../media/to-khai.docx"}]);
    assert_eq!(procedures(&site)[0]["papers"], renewed);

    let report = import(&site, "a.docx", papers(&["Căn cước"]));
    assert_eq!(
        (report.outcome(), &procedures(&site)[0]["papers"]),
        (Outcome::Incomplete, &renewed),
        "a form would be lost"
    );

    edit(&site, |it| it["papers"] = json!(["Giấy riêng"]));
    let report = import(&site, "a.docx", papers(&["Căn cước"]));
    assert_eq!(report.outcome(), Outcome::Complete, "the file says what it said before: {}", report.text());
    assert!(report.text().contains("was kept"), "{}", report.text());
    let report = import(&site, "a.docx", papers(&["Căn cước", "Tờ khai mới"]));
    assert_eq!(report.outcome(), Outcome::Incomplete, "the file says something new: {}", report.text());
    assert_eq!(procedures(&site)[0]["papers"], json!(["Giấy riêng"]));
}

#[test]
fn papers_of_unknown_origin_are_a_clerks() {
    let site =
        site_with(&json!([{"name": "Đăng ký khai sinh", "code": "1.001193", "papers": [{"name": "Giấy riêng"}]}]));
    assert_eq!(import(&site, "a.docx", papers(&["Tờ khai"])).outcome(), Outcome::Incomplete);
    assert_eq!(procedures(&site)[0]["papers"], json!([{"name": "Giấy riêng"}]));
    site.write(".trangxa-procedures.json", "{");
    let report = import(&site, "a.docx", papers(&["Tờ khai"]));
    assert_eq!(report.outcome(), Outcome::Incomplete, "a damaged memory is no memory");
    assert!(report.text().contains(".trangxa-procedures.json is damaged"), "{}", report.text());
}

#[test]
fn a_trial_writes_nothing() {
    let site = site();
    let report = import_with(&site, "danh-muc.xlsx", list(), |options| options.dry_run = true).unwrap();
    assert!(report.changed && !site.path(DOCUMENT).exists(), "{}", report.text());
    let template = site.path("cot.json");
    let report = import_with(&site, "danh-muc.xlsx", list(), |options| options.map_template = Some(template)).unwrap();
    assert!(!site.path(DOCUMENT).exists() && report.text().contains("--map-template"), "{}", report.text());
    assert_eq!(site.json("cot.json"), json!({"Lượt xem": "?"}));
    assert!(!site.path(".trangxa-procedures.json").exists());
}

#[test]
fn a_site_with_mistakes_is_not_touched() {
    let site = site_with(&json!([{"name": "A"}, {"code": "1.000001"}]));
    let before = site.files();
    let error = import_with(&site, "danh-muc.xlsx", list(), |_| {}).unwrap_err();
    assert!(matches!(error, ImportError::Mistakes(_)) && !error.is_usage(), "{error}");
    assert_eq!(site.files()[&site.path(DOCUMENT)], before[&site.path(DOCUMENT)]);
}

#[test]
fn the_document_that_site_json_names_is_filled() {
    let site = site();
    let data = json!({"version": 1, "name": "Xã", "base_url": "https://x.example/", "data": {"procedures": "data/thu-tuc.json"}});
    site.write("data/site.json", data.to_string());
    import(&site, "danh-muc.xlsx", list());
    assert!(site.path("data/thu-tuc.json").exists() && !site.path(DOCUMENT).exists());
}
