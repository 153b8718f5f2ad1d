//! The table of the calendar that readers download, for spreadsheets (RFC 4180), with its Vietnamese headings.

use crate::calendar::{clock, day, moment, state};
use crate::csv::{BYTE_ORDER_MARK, cell, end, harmless, telephone};
use trangxa_model::calendar::{Calendar, Entry, Exception, Repeat, State, When};

/// The columns.
pub const COLUMNS: [&str; 11] = [
    "Việc",
    "Loại lịch",
    "Thời gian",
    "Lặp lại",
    "Địa điểm",
    "Người dự",
    "Điện thoại",
    "Nội dung",
    "Ghi chú",
    "Tình trạng",
    "Thay đổi từng ngày",
];

/// The file: a line for each entry, in the order of the document. One that is repeated has one line, with what differs on single days in its
/// last column. What an entry does not say is empty.
#[must_use]
pub fn write(calendar: &Calendar) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for label in COLUMNS {
        cell(&mut out, label);
    }
    end(&mut out);
    for entry in &calendar.entries {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        for value in [
            entry.title.clone(),
            text(&entry.kind),
            time(entry.start, entry.end),
            entry.repeat.as_ref().map(repeat).unwrap_or_default(),
            text(&entry.place),
            entry.who.join("; "),
            entry.phone.as_deref().map(telephone).unwrap_or_default(),
            text(&entry.text),
            text(&entry.note),
            of_all(entry),
            entry.exceptions.iter().map(exception).collect::<Vec<_>>().join("; "),
        ] {
            cell(&mut out, &harmless(&value));
        }
        end(&mut out);
    }
    out
}

/// When an entry is for the first time: `Thứ Năm, 03/07/2025, 8:00–11:30`, `Từ 8:00 ngày 03/07/2025 đến 17:00 ngày 04/07/2025`.
fn time(start: When, until: Option<When>) -> String {
    match (start.minute, until) {
        (_, Some(until)) if until.day != start.day => format!("Từ {} đến {}", moment(start), moment(until)),
        (Some(from), Some(When { minute: Some(to), .. })) => {
            format!("{}, {}–{}", day(start.day), clock(from), clock(to))
        }
        (Some(from), _) => format!("{}, từ {}", day(start.day), clock(from)),
        (None, _) => format!("{}, cả ngày", day(start.day)),
    }
}

/// The repetition as the document says it, with the end that stands beside the sentence.
fn repeat(repeat: &Repeat) -> String {
    let terms = repeat.rule.as_ref().map(|rule| rule.terms);
    let until = terms.and_then(|terms| terms.until).map(|until| until.start().date());
    let until = until.filter(|until| !repeat.text.contains("đến") && !repeat.text.contains(until));
    let count = terms.and_then(|terms| terms.count);
    let mut said = repeat.text.clone();
    if let Some(count) = count {
        said = format!("{said}, {count} lần");
    }
    until.map_or_else(|| said.clone(), |until| format!("{said}, đến {until}"))
}

/// What became of the entry as a whole: `Đã huỷ: Trời mưa`.
fn of_all(entry: &Entry) -> String {
    let state = match &entry.was {
        _ if entry.cancelled => state(&State::Cancelled),
        Some(was) => {
            // A series has other days; only its time of day was another.
            let start = was.start.filter(|start| entry.repeat.is_none() && *start != entry.start);
            state(&State::Changed { start, place: was.place.as_deref() })
        }
        None => None,
    };
    [state, entry.why.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// What differs on a day: `ngày 10/07/2025: Chuyển sang 14:00 ngày 11/07/2025, tại Phòng 2 (chủ tịch đi họp)`.
fn exception(exception: &Exception) -> String {
    let date = moment(When::whole(exception.date));
    let mut said: Vec<String> = Vec::new();
    if exception.cancelled {
        said.extend(state(&State::Cancelled));
    } else {
        said.extend(exception.start.and_then(|start| state(&State::MovedTo(start))));
        said.extend(exception.end.map(|end| format!("đến {}", moment(end))));
        said.extend(exception.place.as_ref().map(|place| format!("tại {place}")));
    }
    let why = exception.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{date}: {}{why}", said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument as _;

    fn lines(entries: serde_json::Value) -> Vec<String> {
        let json = json!({"version": 1, "entries": entries});
        let calendar = Calendar::from_json("/data/calendar.json", json).unwrap();
        write(&calendar).split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_line_an_entry_with_what_differs_on_single_days() {
        assert_eq!(
            lines(json!([
                {"kind": "Tiếp công dân", "title": "Chủ tịch tiếp công dân", "start": "2025-07-03T08:00", "end": "11:30", "place": "Phòng 1",
                    "repeat": {"every": "Thứ Năm hằng tuần", "until": "2025-12-31"}, "who": ["Chủ tịch", "Văn phòng"], "phone": "02203891234",
                    "exceptions": [
                        {"date": "2025-07-10", "start": "2025-07-11T14:00", "place": "Phòng 2", "why": "Chủ tịch đi họp"},
                        {"date": "2025-07-17", "cancelled": true},
                    ]},
                {"title": "=HYPERLINK(\"http://x\")", "start": "2025-07-03", "cancelled": "Trời mưa", "text": "-1", "note": "@a"},
                {"title": "Họp", "start": "2025-07-04T19:00", "was": {"start": "2025-07-03T19:00"}, "why": "Mất điện"},
                {"title": "Tập huấn", "start": "2025-07-05T08:00", "end": "2025-07-06T17:00"},
            ])),
            [
                "\u{feff}Việc,Loại lịch,Thời gian,Lặp lại,Địa điểm,Người dự,Điện thoại,Nội dung,Ghi chú,Tình trạng,Thay đổi từng ngày",
                "Chủ tịch tiếp công dân,Tiếp công dân,\"Thứ Năm, 03/07/2025, 8:00–11:30\",\"Thứ Năm hằng tuần, đến 31/12/2025\",Phòng 1,\
                 Chủ tịch; Văn phòng,0220 389 1234,,,,\"ngày 10/07/2025: Chuyển sang 14:00 ngày 11/07/2025, tại Phòng 2 (Chủ tịch đi họp); \
                 ngày 17/07/2025: Đã huỷ\"",
                "\"'=HYPERLINK(\"\"http://x\"\")\",,\"Thứ Năm, 03/07/2025, cả ngày\",,,,,'-1,'@a,Đã huỷ: Trời mưa,",
                "Họp,,\"Thứ Sáu, 04/07/2025, từ 19:00\",,,,,,,\"Đã thay đổi, trước đây 19:00 ngày 03/07/2025: Mất điện\",",
                "Tập huấn,,Từ 8:00 ngày 05/07/2025 đến 17:00 ngày 06/07/2025,,,,,,,,",
                "",
            ]
        );
    }
}
