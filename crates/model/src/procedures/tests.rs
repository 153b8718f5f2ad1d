use super::*;
use crate::document::JsonDocument;
use crate::testing::any_json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn document(json: Value) -> Procedures {
    Procedures::from_json("/data/procedures.json", json).unwrap()
}

fn of(procedures: Value) -> Procedures {
    document(json!({"version": 1, "procedures": procedures}))
}

fn remarks(procedures: &Procedures) -> Vec<(&str, &str, bool)> {
    procedures.remarks.iter().map(|it| (it.place.as_str(), it.problem.as_str(), it.is_loss)).collect()
}

fn ids<'a>(procedures: impl IntoIterator<Item = &'a Procedure>) -> Vec<&'a str> {
    procedures.into_iter().map(|procedure| procedure.id.as_str()).collect()
}

/// A document with a procedure that says everything.
fn whole() -> Value {
    json!({
        "version": 1, "updated_at": "2025-03-01T08:00:00+07:00",
        "events": [{"id": "sinh-con", "name": "Sinh con"}],
        "procedures": [{
            "id": "khai-sinh", "code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch",
            "for_whom": ["Công dân Việt Nam"],
            "papers": [
                {"name": "Tờ khai", "original": 1, "copies": 0, "form": "/media/to-khai.docx", "note": "Theo mẫu"},
                {"name": "Giấy chứng sinh"},
            ],
            "steps": ["Nộp hồ sơ", "Nhận kết quả"],
            "ways": [{"way": "Trực tiếp", "time": "Trong ngày", "fee": "Không", "note": "Sau 15 giờ thì ngày hôm sau"}],
            "place": "mot-cua", "result": "Giấy khai sinh",
            "legal_basis": [{"title": "Luật Hộ tịch", "url": "https://luat.example/60-2014"}],
            "decision": {"number": "1872/QĐ-BTP", "date": "2020-09-04T00:00:00+07:00"},
            "national_url": "https://dichvucong.example/1.001193", "events": ["sinh-con"], "popular": 1, "note": "Miễn lệ phí",
        }],
    })
}

#[test]
fn what_is_written_reads_back() {
    let procedures = document(whole());
    assert_eq!(remarks(&procedures), []);
    let procedure = &procedures.procedures[0];
    assert_eq!(procedure.to_json(), whole()["procedures"][0]);
    assert_eq!(Procedure::from_json("/data/thu-tuc/khai-sinh.json", procedure.to_json()).as_ref(), Ok(procedure));
    let mut index = whole();
    let shown = ["id", "code", "name", "field", "for_whom", "events", "popular"];
    index["procedures"][0].as_object_mut().unwrap().retain(|name, _| shown.contains(&name.as_str()));
    assert_eq!(procedures.to_index_json(), index);
    assert_eq!(document(index).procedures[0].to_index_json(), procedure.to_index_json());
    assert_eq!(of(json!([])).to_index_json(), json!({"version": 1, "procedures": []}));
}

#[test]
fn short_forms_are_read_as_clerks_write_them() {
    let procedures = of(json!([{
        "name": " Chứng thực bản sao ", "for_whom": "Mọi người", "papers": ["Bản chính", {"name": "Bản sao", "form": "../media/a b.doc"}],
        "steps": "Đến nộp", "ways": "Trực tiếp", "legal_basis": "Nghị định 23/2015/NĐ-CP", "decision": "1329/QĐ-BTP", "events": [],
    }]));
    assert_eq!(remarks(&procedures), []);
    let procedure = &procedures.procedures[0];
    assert_eq!((procedure.id.as_str(), procedure.name.as_str()), ("chung-thuc-ban-sao", "Chứng thực bản sao"));
    assert_eq!((procedure.for_whom.len(), procedure.steps.len(), procedure.ways[0].way.as_str()), (1, 1, "Trực tiếp"));
    assert_eq!(procedure.papers[0], Paper { name: "Bản chính".to_owned(), ..Paper::default() });
    assert_eq!(procedure.papers[1].form.as_deref(), Some("/media/a b.doc"), "as the attachments of a feed");
    assert_eq!(procedure.legal_basis[0].title, "Nghị định 23/2015/NĐ-CP");
    assert_eq!(procedure.decision, Some(Decision { number: Some("1329/QĐ-BTP".to_owned()), date: None }));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_kept() {
    let procedures = document(json!({
        "version": 1, "updated_at": 5, "events": [{"name": "Sinh con"}, {"id": "sinh-con", "name": "B"}, {}],
        "procedures": [
            {"name": "A", "code": 1.001193, "papers": [{"original": 1}, {"name": "x", "copies": -1, "form": "javascript:x"}, 5],
                "steps": ["a", 5], "ways": [{"time": "3 ngày"}, {"way": "x", "fee": 8000}], "legal_basis": [{"title": "L", "url": "L"}],
                "decision": {"date": "x"}, "national_url": "http://a.example/", "events": ["sinh-con", "ket-hon", "Đất đai"], "popular": "1"},
            {"code": "1.0"},
            {"name": "B", "id": "a"},
            {"name": "C", "papers": [{"name": "x", "form": " "}, {"name": "y", "form": "mailto:a@b.example"}], "decision": []},
            "D",
        ],
    }));
    let form =
        "expected an address such as https://xa.example/mau.docx, or for a file in the site folder ../media/…, found";
    let address = "expected an address such as https://xa.example/, found";
    let same = |id: &str| {
        format!(
            "has the same id \"{id}\" as an earlier entry; left out, the earlier one is kept: give each an id of its own"
        )
    };
    let date = "expected a date such as 2023-11-30T07:04:41+07:00, found";
    assert_eq!(
        remarks(&procedures),
        [
            ("updated_at", format!("{date} 5").as_str(), false),
            ("events[1]", &same("sinh-con"), true),
            ("events[2].name", "is missing; expected text", true),
            ("procedures[0].code", "expected text, found a number with a fraction", false),
            ("procedures[0].papers[0].name", "is missing; expected text", true),
            ("procedures[0].papers[1].copies", "expected a whole number of at least 0, found -1", false),
            ("procedures[0].papers[1].form", &format!("{form} \"javascript:x\""), false),
            ("procedures[0].papers[2]", "expected text, found 5", true),
            ("procedures[0].steps[1]", "expected text, found 5", false),
            ("procedures[0].ways[0].way", "is missing; expected text", true),
            ("procedures[0].ways[1].fee", "expected text, found 8000", false),
            ("procedures[0].legal_basis[0].url", &format!("{address} \"L\""), false),
            ("procedures[0].decision.date", &format!("{date} \"x\""), false),
            ("procedures[0].national_url", &format!("{address} \"http://a.example/\""), false),
            (
                "procedures[0].events[2]",
                "expected an id of small letters a-z, digits and single hyphens, found \"Đất đai\"",
                false
            ),
            ("procedures[0].popular", "expected a whole number of at least 0, found \"1\"", false),
            (
                "procedures[0].events",
                "there is no event \"ket-hon\" in events; left out: add it there, or correct the id",
                false
            ),
            ("procedures[1].name", "is missing; expected text", true),
            ("procedures[2]", &same("a"), true),
            ("procedures[3].papers[0].form", &format!("{form} \" \""), false),
            ("procedures[3].papers[1].form", &format!("{form} \"mailto:a@b.example\""), false),
            ("procedures[3].decision", "expected text, found a list", false),
            ("procedures[4]", "expected an object, found \"D\"", true),
        ]
    );
    assert_eq!(ids(&procedures.procedures), ["a", "c"]);
    assert_eq!((procedures.procedures[0].papers.len(), procedures.procedures[0].ways.len()), (1, 1));
    assert_eq!((&procedures.procedures[0].decision, procedures.procedures[0].events.len()), (&None, 1));
}

#[test]
fn a_document_without_its_list_is_none_and_others_are_read_up_to_their_limit() {
    let error = |json| Procedures::from_json("/data/procedures.json", json).unwrap_err().to_string();
    assert_eq!(error(json!({"version": 1})), "/data/procedures.json, procedures: is missing; expected a list");
    assert!(error(json!({"version": 3, "procedures": []})).starts_with("/data/procedures.json, version: "));
    let error = Procedure::from_json("/data/thu-tuc/a.json", json!({})).unwrap_err().to_string();
    assert_eq!(error, "/data/thu-tuc/a.json, name: is missing; expected text");
    let procedures = of((0..2_003).map(|i| json!({"name": format!("A {i}")})).collect());
    assert_eq!((procedures.procedures.len(), procedures.remarks[0].place.as_str()), (2_000, "procedures[2000]"));
}

#[test]
fn long_names_that_begin_alike_keep_procedures_apart() {
    let name =
        "Thủ tục đăng ký lại việc kết hôn có yếu tố nước ngoài tại Ủy ban nhân dân cấp xã nơi thường trú của công dân";
    let procedures = of(json!([
        {"name": name, "code": "1.1"},
        {"name": format!("{name} ở biên giới"), "code": "1.2"},
        {"name": name},
        {"name": name, "code": "1.2"},
        {"name": "A", "id": "cap-giay"},
        {"name": "B", "id": "cap-giay", "code": "1.3"},
    ]));
    let ids = ids(&procedures.procedures);
    assert_eq!((ids[1], ids[2]), (format!("{}-1-2", ids[0]).as_str(), "cap-giay"));
    assert_eq!(
        remarks(&procedures).iter().map(|it| it.0).collect::<Vec<_>>(),
        ["procedures[2]", "procedures[3]", "procedures[5]"]
    );
}

#[test]
fn procedures_are_found_by_use_field_and_event() {
    let procedures = document(json!({
        "version": 1, "events": [{"name": "Sinh con"}],
        "procedures": [
            {"name": "A", "field": "Hộ tịch", "popular": 3, "events": ["sinh-con"]},
            {"name": "B", "popular": 1},
            {"name": "C", "field": "Đất đai", "popular": 3},
            {"name": "D", "field": "hộ  tịch", "events": "sinh-con"},
            {"name": "E", "field": "…"},
            {"name": "F", "field": "Đất đai", "popular": 0},
        ],
    }));
    assert_eq!(ids(procedures.popular(9)), ["f", "b", "a", "c"]);
    assert_eq!(ids(procedures.popular(2)), ["f", "b"]);
    let fields = procedures.fields();
    let shown: Vec<_> = fields.iter().map(|it| (it.name, ids(it.procedures.iter().copied()))).collect();
    assert_eq!(shown, [(Some("Hộ tịch"), vec!["a", "d"]), (Some("Đất đai"), vec!["c", "f"]), (None, vec!["b", "e"])]);
    assert_eq!(fields[1].slug, Slug::parse("dat-dai"));
    let slug = |text: &str| Slug::parse(text).unwrap();
    assert_eq!(ids(procedures.of_event(&slug("sinh-con"))), ["a", "d"]);
    assert_eq!(procedures.of_event(&slug("ket-hon")).count(), 0);
    assert_eq!(procedures.find(&slug("c")).map(|it| it.name.as_str()), Some("C"));
    assert_eq!(procedures.find(&slug("x")), None);
}

#[test]
fn what_people_need_and_a_procedure_does_not_say_is_named() {
    let whole = document(whole()).procedures.remove(0);
    assert_eq!(whole.lacks().count(), 0);
    let bare = of(json!([{"name": "A"}])).procedures.remove(0);
    assert_eq!(bare.lacks().collect::<Vec<_>>(), [Lack::Papers, Lack::Fee, Lack::Time, Lack::Place]);
    let way = |json: Value| {
        let way = of(json!([{"name": "A", "ways": [json]}])).procedures.remove(0).ways.remove(0);
        let procedure = Procedure { ways: [whole.ways.as_slice(), &[way]].concat(), ..whole.clone() };
        procedure.lacks().collect::<Vec<_>>()
    };
    assert_eq!(way(json!({"way": "Trực tuyến", "time": "3 ngày"})), [Lack::Fee], "each way has its fee");
    assert_eq!(way(json!({"way": "Trực tuyến", "fee": "Không"})), [Lack::Time]);
}

#[test]
fn a_decision_is_old_after_two_years() {
    let is_old = |decision: Value, now: &str| {
        let procedure = of(json!([{"name": "A", "decision": decision}])).procedures.remove(0);
        procedure.is_old(Timestamp::parse(now).unwrap())
    };
    let decision = json!({"number": "1/QĐ", "date": "15/05/2023"});
    assert!(!is_old(decision.clone(), "2025-05-15T23:59:59"));
    assert!(is_old(decision.clone(), "2025-05-16T00:00:00"));
    assert!(!is_old(decision, "2025-04-16"));
    assert!(!is_old(json!({"date": "2024-02-29"}), "2026-02-28T12:00"));
    assert!(is_old(json!({"date": "2024-02-29"}), "2026-03-01"));
    assert!(!is_old(json!("1/QĐ"), "2099-01-01"), "without a date nothing is known");
}

const NAMES: [&str; 12] =
    ["id", "name", "code", "papers", "form", "ways", "way", "decision", "date", "events", "legal_basis", "title"];

proptest! {
    /// Each procedure is there, or a remark says that it is not; what is there is written and read back the same.
    #[test]
    fn nothing_is_lost_unsaid(list in proptest::collection::vec(any_json(&NAMES), 0..6)) {
        let count = list.len();
        let procedures = of(json!(list));
        let of_entry = |place: &str| [None, Some("id"), Some("name")].contains(&place.split_once('.').map(|(_, member)| member));
        let lost = procedures.remarks.iter().filter(|it| it.is_loss && of_entry(&it.place)).count();
        prop_assert_eq!(procedures.procedures.len() + lost, count);
        for procedure in &procedures.procedures {
            let read = Procedure::from_json("/data/thu-tuc/a.json", procedure.to_json());
            prop_assert_eq!(read, Ok(Procedure { index: 0, ..procedure.clone() }));
        }
    }
}
