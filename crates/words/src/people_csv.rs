//! The table of the people of the unit that readers download, for spreadsheets (RFC 4180), with its Vietnamese headings.

use crate::csv::{BYTE_ORDER_MARK, cell, end, harmless, telephone};
use crate::people::{DESK, EMAIL, PHONE, PRIVATE_PHONE, TASKS, VACANT};
use trangxa_model::people::People;

/// The columns.
pub const COLUMNS: [&str; 9] =
    ["Cơ quan", "Chức danh", "Họ và tên", TASKS, DESK, PHONE, PRIVATE_PHONE, EMAIL, "Ghi chú"];

/// The file: a line for each post, in the order of the document. What an entry does not say is empty. A number without consent is not in
/// `people` since it was read.
#[must_use]
pub fn write(people: &People) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for label in COLUMNS {
        cell(&mut out, label);
    }
    end(&mut out);
    for person in &people.people {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |number: &Option<String>| number.as_deref().map(telephone).unwrap_or_default();
        let private = person.private_phone.clone().filter(|_| person.consent);
        for value in [
            text(&person.group),
            text(&person.post),
            person.name.clone().unwrap_or_else(|| VACANT.to_owned()),
            person.tasks.join("; "),
            text(&person.desk_name),
            number(&person.phone),
            number(&private),
            text(&person.email),
            text(&person.note),
        ] {
            cell(&mut out, &harmless(&value));
        }
        end(&mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument as _;

    #[test]
    fn a_line_a_post_with_private_numbers_only_with_consent() {
        let json = json!({"version": 1, "people": [
            {"group": "UBND", "post": "Chủ tịch", "name": "Trần Văn B", "tasks": ["Ký giấy tờ đất đai", "Tiếp dân"], "desk": "mot-cua",
                "phone": "0220 3 891 234", "private_phone": "0912345678", "consent": true, "_trangxa": {"desk_name": "Bộ phận Một cửa"}},
            {"post": "Phó Chủ tịch", "private_phone": "0987654321"},
            {"group": "HĐND", "name": "+A", "email": "=a@xa.example", "note": "Sáng thứ Năm, \"hẹn trước\""},
        ]});
        let csv = write(&People::from_json("/data/people.json", json).unwrap());
        assert_eq!(
            csv.split("\r\n").collect::<Vec<_>>(),
            [
                "\u{feff}Cơ quan,Chức danh,Họ và tên,Phụ trách,Nơi làm việc,Điện thoại,Số riêng,Thư điện tử,Ghi chú",
                "UBND,Chủ tịch,Trần Văn B,Ký giấy tờ đất đai; Tiếp dân,Bộ phận Một cửa,0220 3 891 234,0912 345 678,,",
                ",Phó Chủ tịch,đang khuyết,,,,,,",
                "HĐND,,'+A,,,,,'=a@xa.example,\"Sáng thứ Năm, \"\"hẹn trước\"\"\"",
                "",
            ]
        );
    }
}
