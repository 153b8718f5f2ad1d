use super::*;
use crate::document::JsonDocument;
use crate::testing::any_json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn document(json: Value) -> OfficialDocuments {
    OfficialDocuments::from_json("/data/documents.json", json).unwrap()
}

fn of(documents: Value) -> OfficialDocuments {
    document(json!({"version": 1, "documents": documents}))
}

fn remarks(register: &OfficialDocuments) -> Vec<(&str, bool)> {
    register.remarks.iter().map(|it| (it.place.as_str(), it.is_loss)).collect()
}

fn ids(register: &OfficialDocuments) -> Vec<&str> {
    register.documents.iter().map(|document| document.id.as_str()).collect()
}

fn day(text: &str) -> Day {
    Day::of(Timestamp::parse(text).unwrap())
}

/// The state of the first document on a day.
fn force(documents: Value, on: &str) -> Option<Force> {
    of(documents).documents[0].timeline.as_ref().map(|timeline| timeline.on(day(on)))
}

/// A document that says everything.
fn whole() -> Value {
    json!({
        "id": "12-kh-ubnd-2025", "number": "12/KH-UBND", "type": "Kế hoạch", "abstract": "Trồng cây", "issuer": "UBND xã Quang Thành",
        "signer": "Nguyễn Văn A", "signer_post": "Chủ tịch", "field": "Môi trường",
        "issued": "2025-02-03", "effective": "2025-02-10", "expires": "2026-01-01",
        "suspended": [{"from": "2025-06-01", "to": "2025-06-30"}], "unsuitable_from": "2025-12-01", "force": "con-hieu-luc",
        "replaces": ["11/KH-UBND"], "repeals": ["9/KH-UBND"], "amends": ["8/KH-UBND"],
        "replaced_by": [{"number": "13/KH-UBND", "effective": "2026-02-01"}],
        "repealed_by": [{"number": "14/KH-UBND", "effective": "2026-03-01"}],
        "amended_by": [{"number": "15/KH-UBND", "effective": "2025-04-01"}],
        "files": [{"url": "/media/12.pdf", "title": "Bản ký", "size": 1200, "scan": true}],
        "draft": null, "note": "Thực hiện hằng năm",
    })
}

#[test]
fn what_is_written_reads_back() {
    let register = of(json!([whole()]));
    assert_eq!(remarks(&register), []);
    let document = &register.documents[0];
    let written = document.to_json();
    let read = OfficialDocument::from_json("/data/van-ban/12-kh-ubnd-2025.json", written.clone()).unwrap();
    assert_eq!(&read, document);
    let mut own = written;
    own.as_object_mut().unwrap().remove("_trangxa");
    let mut said = whole();
    said.as_object_mut().unwrap().remove("draft");
    assert_eq!(own, said);
    let draft =
        json!({"abstract": "Dự thảo nghị quyết", "draft": {"until": "2025-07-20", "send_to": "gopy@xa.example"}});
    let register = of(json!([draft]));
    let written = register.documents[0].to_json();
    assert_eq!(OfficialDocument::from_json("/f", written).as_ref(), Ok(&register.documents[0]));
}

#[test]
fn an_index_reads_as_a_register() {
    let register = of(json!([whole(), {"number": "1/QĐ-UBND", "issued": "2024-01-02"}, {"number": "2/QĐ-UBND"}]));
    assert_eq!(register.by_year(), [(2025, vec![0]), (2024, vec![1]), (0, vec![2])]);
    let head = document(register.to_index_json(&[0, 1]));
    assert_eq!(ids(&head), ["12-kh-ubnd-2025", "1-qd-ubnd-2024"]);
    assert_eq!((&head.years, &head.names), (&register.years, &register.names), "they are those of the whole register");
    assert_eq!(register.years[2], YearOfDocuments { year: 0, count: 1 });
    assert!(register.is_whole() && !head.is_whole());
    assert_eq!(head.documents[0].timeline, register.documents[0].timeline, "relations are not in an index");
    let empty = of(json!([]));
    assert_eq!(document(empty.to_index_json(&[])), empty);
}

#[test]
fn an_address_is_made_of_number_and_year() {
    for (entry, id) in [
        (json!({"number": "12/KH-UBND", "issued": "2026-03-01"}), "12-kh-ubnd-2026"),
        (json!({"number": "12/2026/NQ-HĐND", "issued": "2026-03-01"}), "12-2026-nq-hdnd"),
        (json!({"number": "12/KH-UBND"}), "12-kh-ubnd"),
        (json!({"number": "12/KH-UBND", "issued": "2026-03-01", "id": "ke-hoach"}), "ke-hoach"),
        (json!({"abstract": "Dự thảo quy chế", "issued": "2026-03-01"}), "du-thao-quy-che"),
    ] {
        assert_eq!(ids(&of(json!([entry]))), [id]);
    }
}

#[test]
fn a_number_that_stands_twice_gets_its_issuer_or_is_left_out() {
    let entry = |issuer: &str| json!({"number": "12/KH-UBND", "issued": "2026-03-01", "issuer": issuer});
    let register = of(
        json!([entry("UBND xã"), entry("UBND huyện"), entry("UBND huyện"), {"number": "12/KH-UBND", "issued": "2026-05-01"}]),
    );
    assert_eq!(ids(&register), ["12-kh-ubnd-2026", "12-kh-ubnd-2026-ubnd-huyen"]);
    assert_eq!(remarks(&register), [("documents[2]", true), ("documents[3]", true)]);
    let doubts = register.doubts(day("2026-06-01"));
    assert!(doubts.contains(&(1, Doubt::NumberTwice { number: "12/KH-UBND".to_owned() })), "{doubts:?}");
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let register = of(json!([
        {"type": "Kế hoạch"},
        {"number": "1", "draft": {"send_to": "a@xa.example"}},
        {"number": "2", "force": "hiệu lực", "issued": "32/01/2025", "files": ["javascript:alert(1)", {"url": "../media/a.pdf"}]},
    ]));
    assert_eq!(ids(&register), ["2"]);
    assert_eq!(register.documents[0].files[0].url, "/media/a.pdf");
    assert_eq!(
        remarks(&register),
        [
            ("documents[0]", true),
            // Otherwise a draft would be shown as in force.
            ("documents[1].draft.until", true),
            ("documents[2].issued", false),
            ("documents[2].force", false),
            ("documents[2].files[0]", true),
        ]
    );
}

#[test]
fn dates_decide_the_state() {
    let plain = || json!([{"number": "12/KH-UBND", "issued": "2025-02-03", "expires": "2026-01-01"}]);
    for (on, expected) in [
        ("2025-02-02", Force::NotYet),
        ("2025-02-03", Force::InForce),
        ("2025-12-31", Force::InForce),
        ("2026-01-01", Force::Expired),
    ] {
        assert_eq!(force(plain(), on), Some(expected), "{on}");
    }
    let normative =
        |effective: Value| json!([{"number": "12/2025/NQ-HĐND", "issued": "2025-02-03", "effective": effective}]);
    assert_eq!(force(normative(json!("2025-02-14")), "2025-02-13"), Some(Force::NotYet));
    assert_eq!(force(normative(Value::Null), "2025-02-13"), None, "no law is in force on the day of issue by silence");
    let suspended =
        || json!([{"number": "1", "issued": "2025-01-01", "suspended": {"from": "2025-06-01", "to": "2025-06-30"}}]);
    for (on, expected) in [
        ("2025-05-31", Force::InForce),
        ("2025-06-01", Force::Suspended),
        ("2025-06-30", Force::Suspended),
        ("2025-07-01", Force::InForce),
    ] {
        assert_eq!(force(suspended(), on), Some(expected), "{on}");
    }
    let unsuitable = json!([{"number": "1", "issued": "2025-01-01", "unsuitable_from": "2025-06-01"}]);
    assert_eq!(force(unsuitable, "2025-06-01"), Some(Force::Unsuitable));
}

#[test]
fn a_relation_holds_for_both_sides_whichever_names_it() {
    let old = |more: Value| {
        let mut old = json!({"number": "11/KH-UBND", "issued": "2024-02-03"});
        old.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        old
    };
    let new = |more: Value| {
        let mut new = json!({"number": "12/KH-UBND", "issued": "2025-02-03", "effective": "2025-03-01"});
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    for (kind, state) in [
        (RelationKind::Replaces, Force::Expired),
        (RelationKind::Repeals, Force::Expired),
        (RelationKind::Amends, Force::PartlyExpired),
    ] {
        let by = kind.inverse();
        for documents in [
            json!([old(json!({})), new(json!({kind.member(): "Kế hoạch số 11 KH-UBND ngày 03/02/2024"}))]),
            json!([old(json!({by.member(): ["12/kh-ubnd"]})), new(json!({}))]),
            json!([old(json!({by.member(): ["12-kh-ubnd-2025"]})), new(json!({kind.member(): ["11/KH-UBND"]}))]),
        ] {
            assert_eq!(force(documents.clone(), "2025-02-28"), Some(Force::InForce));
            assert_eq!(force(documents.clone(), "2025-03-01"), Some(state));
            let register = of(documents);
            let relation = |kind, number: &str, id| Relation {
                kind,
                number: number.to_owned(),
                id: Slug::parse(id),
                from: Some(day("2025-03-01")),
            };
            assert_eq!(register.documents[0].relations, [relation(by, "12/KH-UBND", "12-kh-ubnd-2025")]);
            assert_eq!(register.documents[1].relations, [relation(kind, "11/KH-UBND", "11-kh-ubnd-2024")]);
        }
    }
}

#[test]
fn the_end_by_a_document_of_others_is_known_only_with_its_date() {
    let ended = |by: Value| json!([{"number": "1/QĐ-UBND", "issued": "2024-01-01", "replaced_by": by}]);
    assert_eq!(force(ended(json!("9/QĐ-UBND")), "2025-01-01"), None);
    let known = json!({"number": "9/QĐ-UBND", "effective": "2025-01-01"});
    assert_eq!(force(ended(known.clone()), "2024-12-31"), Some(Force::InForce));
    assert_eq!(force(ended(known), "2025-01-01"), Some(Force::Expired));
}

#[test]
fn several_documents_with_a_number_are_told_apart_by_the_year() {
    let register = of(json!([
        {"number": "5/KH-UBND", "issued": "2024-01-01"},
        {"number": "5/KH-UBND", "issued": "2025-01-01"},
        {"number": "6/KH-UBND", "issued": "2025-06-01", "replaces": ["5/KH-UBND ngày 01/01/2025"]},
        {"number": "7/KH-UBND", "issued": "2025-07-01", "replaces": ["5/KH-UBND"]},
    ]));
    let kinds = |i: usize| register.documents[i].relations.iter().map(|it| it.kind).collect::<Vec<_>>();
    assert_eq!((kinds(0), kinds(1)), (vec![], vec![RelationKind::ReplacedBy]));
    let ambiguous = Doubt::Ambiguous { kind: RelationKind::Replaces, number: "5/KH-UBND".to_owned() };
    assert!(register.doubts(day("2025-08-01")).contains(&(3, ambiguous)));
}

#[test]
fn contradictions_are_told() {
    let register = of(json!([
        {"number": "1/KH", "issued": "2024-01-01", "force": "Còn hiệu lực", "files": "1.pdf"},
        {"number": "2/KH", "issued": "2025-01-01", "replaces": "1/KH", "files": "2.pdf"},
        {"number": "3/KH", "issued": "2025-01-02", "effective": "2025-01-01", "expires": "2025-01-01", "replaces": "3/KH"},
        {"number": "4/2025/NQ", "issued": "2025-01-02", "files": "4.pdf", "amended_by": "1/KH"},
        {"abstract": "Dự thảo", "draft": "2025-02-01", "files": "5.pdf"},
        {"number": "6/KH", "issued": "2025-01-02", "files": "6.pdf", "repealed_by": "Luật"},
    ]));
    let kind = RelationKind::Replaces;
    assert_eq!(
        register.doubts(day("2025-01-01")),
        [
            (0, Doubt::ClaimDiffers { claimed: Force::InForce, found: Force::Expired }),
            (2, Doubt::EffectiveBeforeIssue),
            (2, Doubt::ExpiresBeforeEffective),
            (2, Doubt::NoFile),
            (2, Doubt::NamesItself { kind }),
            (3, Doubt::EffectiveUnknown),
            (3, Doubt::ByOlder { kind: RelationKind::AmendedBy, number: "1/KH".to_owned() }),
            (4, Doubt::NowhereToSend),
            (5, Doubt::EndUnknown { number: "Luật".to_owned() }),
        ]
    );
}

#[test]
fn a_draft_closes_after_its_last_day() {
    let register = of(json!([{"abstract": "Dự thảo", "draft": "2025-02-10", "force": "còn hiệu lực"}]));
    let draft = &register.documents[0];
    assert_eq!(draft.timeline, None, "a draft is in no state of force");
    let left = |on: &str| draft.draft.as_ref().unwrap().days_left(day(on));
    assert_eq!([left("2025-02-01"), left("2025-02-10"), left("2025-02-11")], [Some(10), Some(1), None]);
}

#[test]
fn numbers_are_found_as_people_write_them() {
    let register =
        of(json!([whole(), {"number": "112/KH-UBND", "abstract": "Phòng cháy ngày 12/5"}, {"number": "012/TB-UBND"}]));
    let found = |typed: &str| {
        let choice = Choice { words: words_of(typed), ..Choice::default() };
        let found = register.documents.iter().map(|it| choice.finds(it, &Searchable::of(it), day("2025-03-01")));
        found.collect::<Vec<_>>()
    };
    for typed in ["12/KH-UBND", "12 KH-UBND", "KH 12", "kh12", "12/kh"] {
        let expected = if typed == "kh12" { [None, None, None] } else { [Some(true), Some(false), None] };
        assert_eq!(found(typed), expected, "{typed}");
    }
    assert_eq!(found("12/TB"), [None, None, Some(true)]);
    assert_eq!(found("0012"), [Some(true), Some(false), Some(true)]);
    assert_eq!(found("trong cay"), [Some(false), None, None]);
    assert_eq!(found("trồng cây quang"), [Some(false), None, None]);
    assert_eq!(found("2025"), [Some(false), None, None]);
    assert_eq!(found(""), [Some(true); 3]);
}

#[test]
fn a_choice_leaves_what_has_all_of_it() {
    let register = of(json!([
        {"number": "1/KH", "type": "Kế hoạch", "field": "Đất đai", "issuer": "UBND", "issued": "2024-01-01", "expires": "2025-01-01"},
        {"number": "2/KH", "type": "KẾ HOẠCH", "field": "Y tế", "issuer": "HĐND", "issued": "2025-01-01"},
        {"number": "3/NQ", "type": "Nghị quyết", "field": "đất đai", "issuer": "HĐND"},
    ]));
    let all = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let names = Names {
        kinds: all(&["Kế hoạch", "Nghị quyết"]),
        fields: all(&["Đất đai", "Y tế"]),
        issuers: all(&["UBND", "HĐND"]),
    };
    assert_eq!(register.names, names);
    let left = |choice: Choice| {
        let left =
            register.documents.iter().filter(|it| choice.finds(it, &Searchable::of(it), day("2025-06-01")).is_some());
        left.map(|it| it.index).collect::<Vec<_>>()
    };
    let any = Choice::default;
    assert_eq!(left(any()), [0, 1, 2]);
    assert_eq!(left(Choice { kind: Slug::make("Kế hoạch"), ..any() }), [0, 1]);
    assert_eq!(left(Choice { field: Slug::make("Đất đai"), ..any() }), [0, 2]);
    assert_eq!(left(Choice { issuer: Slug::make("HĐND"), ..any() }), [1, 2]);
    assert_eq!(left(Choice { year: Some(2024), ..any() }), [0]);
    assert_eq!(left(Choice { force: Some(Force::InForce), ..any() }), [1], "of the third nothing is known");
    assert_eq!(left(Choice { force: Some(Force::InForce), day: Some(day("2024-06-01")), ..any() }), [0]);
    assert_eq!(left(Choice { words: words_of("kh"), year: Some(2025), ..any() }), [1]);
    assert!(
        Choice { day: Some(day("2024-06-01")), ..any() }.leaves_all()
            && !Choice { year: Some(1), ..any() }.leaves_all()
    );
}

/// A register whose documents have dates and name each other.
fn any_register() -> impl Strategy<Value = Value> {
    let date = || {
        proptest::option::of((2024..2027_u32, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")))
    };
    let names = || proptest::collection::vec((0..6_u8).prop_map(|n| format!("{n}/KH-UBND")), 0..2);
    let entry = (date(), date(), date(), date(), date(), names(), names(), names()).prop_map(
        |(issued, effective, expires, from, unsuitable, replaces, amended_by, repealed_by)| {
            let suspended = from.map(|from| json!({"from": from, "to": "2026-01-01"}));
            json!({
                "issued": issued, "effective": effective, "expires": expires, "suspended": suspended, "unsuitable_from": unsuitable,
                "replaces": replaces, "amended_by": amended_by, "repealed_by": repealed_by,
            })
        },
    );
    proptest::collection::vec(entry, 0..6).prop_map(|mut entries| {
        for (i, entry) in entries.iter_mut().enumerate() {
            entry["number"] = format!("{i}/KH-UBND").into();
        }
        json!({"version": 1, "documents": entries})
    })
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(json in any_json(&[
        "version", "documents", "id", "number", "abstract", "issued", "effective", "expires", "suspended", "from", "to", "force",
        "replaces", "amended_by", "files", "url", "scan", "draft", "until", "_trangxa", "years", "year", "count", "relations", "kind",
    ])) {
        if let Ok(register) = OfficialDocuments::from_json("/f", json.clone()) {
            let _ = register.doubts(day("2025-01-01"));
        }
        let _ = OfficialDocument::from_json("/f", json);
    }

    /// On each day one state holds, it follows from the dates by the rules in words, and it is the same after it was written and read.
    #[test]
    fn the_state_on_any_day_is_one_of_six(json in any_register(), days in proptest::collection::vec(0..1_500_i64, 8)) {
        let register = document(json);
        for entry in &register.documents {
            let Some(timeline) = &entry.timeline else {
                prop_assert!(entry.start().is_none() || entry.relations.iter().any(|it| it.from.is_none()));
                continue;
            };
            let read = OfficialDocument::from_json("/f", entry.to_json()).unwrap();
            for n in &days {
                let today = day("2023-06-01").plus(*n);
                let ended = |kinds: &[RelationKind]| {
                    entry.relations.iter().any(|it| kinds.contains(&it.kind) && it.from.unwrap() <= today)
                };
                let has_come = |at: Option<Timestamp>| at.is_some_and(|at| Day::of(at) <= today);
                let is_suspended = entry.suspended.iter().any(|it| {
                    Day::of(it.from) <= today && it.to.is_none_or(|to| today <= Day::of(to))
                });
                let expected = if today < entry.start().unwrap() {
                    Force::NotYet
                } else if has_come(entry.expires) || ended(&[RelationKind::ReplacedBy, RelationKind::RepealedBy]) {
                    Force::Expired
                } else if is_suspended {
                    Force::Suspended
                } else if has_come(entry.unsuitable_from) {
                    Force::Unsuitable
                } else if ended(&[RelationKind::AmendedBy]) {
                    Force::PartlyExpired
                } else {
                    Force::InForce
                };
                prop_assert_eq!(timeline.on(today), expected);
                prop_assert_eq!(read.timeline.as_ref().unwrap().on(today), expected);
            }
        }
    }
}
