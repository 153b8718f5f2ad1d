use super::*;
use crate::document::JsonDocument;
use crate::testing::any_json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn of(people: Value) -> People {
    People::from_json("/data/people.json", json!({"version": 1, "people": people})).unwrap()
}

fn remarks(people: &People) -> Vec<(&str, bool)> {
    people.remarks.iter().map(|it| (it.place.as_str(), it.is_loss)).collect()
}

#[test]
fn what_is_written_reads_back() {
    let whole = json!({
        "version": 1, "updated_at": "2025-06-01T08:00:00+07:00",
        "people": [{
            "id": "chu-tich", "post": "Chủ tịch UBND", "name": "Trần Văn A", "group": "Ủy ban nhân dân", "tasks": ["Ký giấy tờ đất đai"],
            "desk": "mot-cua", "phone": "0220 3 891 234", "email": "ct@xa.example", "private_phone": "0912 345 678", "consent": true,
            "photo": "/media/a.jpg", "note": "Tiếp công dân sáng thứ Năm",
            "_trangxa": {"srcset": "/media/sized/a.webp 240w", "desk_name": "Bộ phận Một cửa"},
        }],
    });
    let people = People::from_json("/data/people.json", whole.clone()).unwrap();
    assert_eq!((remarks(&people), people.to_json()), (vec![], whole));
    assert_eq!(of(json!([])).to_json(), json!({"version": 1, "people": []}));
}

#[test]
fn a_private_number_is_kept_only_with_consent() {
    for (consent, is_kept) in [(json!(true), true), (json!(false), false), (Value::Null, false), (json!("true"), false)]
    {
        let people = of(json!([{"name": "A", "private_phone": "0912 345 678", "consent": consent}]));
        assert_eq!(people.people[0].private_phone.is_some(), is_kept, "{consent}");
        assert_eq!(people.to_json().to_string().contains("0912"), is_kept);
        let told = remarks(&people).contains(&("people[0].private_phone", false));
        assert_eq!(told, !is_kept, "what is left out is told");
    }
}

#[test]
fn posts_are_grouped_as_given() {
    let people = of(json!([
        {"post": "Chủ tịch HĐND", "group": "Hội đồng nhân dân"},
        {"post": "Chủ tịch UBND", "group": "Ủy ban nhân dân"},
        {"post": "Văn thư"},
        {"post": "Phó Chủ tịch HĐND", "group": "HỘI ĐỒNG NHÂN DÂN"},
        {"name": "Nguyễn Văn A", "group": "Ủy ban nhân dân"},
    ]));
    let shown: Vec<(Option<&str>, Vec<usize>)> =
        people.groups().into_iter().map(|(name, of)| (name, of.iter().map(|it| it.index).collect())).collect();
    assert_eq!(
        shown,
        [(Some("Hội đồng nhân dân"), vec![0, 3]), (Some("Ủy ban nhân dân"), vec![1, 4]), (None, vec![2])]
    );
}

#[test]
fn several_may_hold_a_post_of_one_name() {
    let people = of(json!([
        {"post": "Phó Chủ tịch", "name": "Lê Thị B"},
        {"post": "Phó Chủ tịch", "name": "Phạm Văn C"},
        {"post": "Phó Chủ tịch"},
        {"tasks": ["Ký"]},
    ]));
    let ids: Vec<&str> = people.people.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["pho-chu-tich", "pho-chu-tich-pham-van-c"]);
    assert_eq!(remarks(&people), [("people[2]", true), ("people[3]", true)]);
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(json in any_json(&[
        "version", "people", "id", "post", "name", "group", "tasks", "desk", "phone", "private_phone", "consent", "photo", "_trangxa",
    ])) {
        if let Ok(people) = People::from_json("/f", json) {
            prop_assert!(people.people.iter().all(|it| it.private_phone.is_none() || it.consent));
        }
    }
}
