//! Lines of opening hours as people write them, and what is read of them.

use super::*;
use proptest::prelude::*;

/// What a line says, such as `012 450-690 810-1020` for Monday to Wednesday; `*` stands for a line that names no days.
fn read(line: &str) -> Option<String> {
    let rule = parse(line)?;
    let days = rule.days.map_or_else(|| "*".to_owned(), |days| days.iter().map(|day| day.to_string()).collect());
    let spans = rule.spans.iter().map(|span| format!(" {}-{}", span.from, span.to));
    Some(format!("{days}{}", spans.collect::<String>()))
}

#[test]
fn lines_are_read_as_people_write_them() {
    let week = "01234 450-690 810-1020";
    for (line, expected) in [
        ("Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", week),
        ("THỨ HAI - THỨ SÁU: 07:30 - 11:30; 13:30 - 17:00.", week),
        ("thu hai den thu sau: 7:30-11:30 va 13:30-17:00", week),
        ("Thu\u{31b}\u{301} Hai đe\u{302}\u{301}n thu\u{31b}\u{301} Sa\u{301}u: 7:30–11:30, 13:30–17:00", week),
        ("T2-T6: 7h30-11h30, 13h30-17h", week),
        ("T2–6 7g30–11g30 13g30–17g", week),
        ("Thứ 2 tới thứ 6, 7 giờ 30 – 11 giờ 30, 13 giờ 30 phút đến 17 giờ", week),
        ("Từ thứ Hai đến thứ Sáu hằng tuần: sáng từ 7h30' đến 11h30', chiều từ 13h30' đến 17h00", week),
        ("Thứ 2, 3, 4, 5, 6: Sáng: 7:30–11:30. Chiều: 13:30–17:00.", week),
        ("Các ngày từ thứ 2 đến thứ 6: buổi sáng 7:30–11:30; buổi chiều 13:30–17:00", week),
        ("tu thu hai den thu sau, tu 7:30 den 11:30, tu 13:30 den 17:00", week),
        ("Thứ Hai, tư, sáu: 7:30–11:30", "024 450-690"),
        ("Thứ Hai, thứ Tư: 7g30 – 11g30", "02 450-690"),
        ("thu hai, tu: 7:30-11:30", "02 450-690"),
        ("Thứ Hai, tư 7:30–11:30", "02 450-690"),
        ("Thứ Hai, từ 7:30–11:30", "0 450-690"),
        ("Thứ hai, tu\u{31b}\u{300} 7:30–11:30", "0 450-690"),
        ("thu hai: tu 7:30 den 11:30", "0 450-690"),
        ("T3/T5 & CN: 8h-11h", "136 480-660"),
        ("Thứ 7: 8:00–11:00", "5 480-660"),
        ("Sáng thứ Bảy: 8:00–11:00", "5 480-660"),
        ("Thứ Bảy: sáng 8:00–11:00, chiều nghỉ", "5 480-660"),
        ("Thứ 2:7:30-11:30", "0 450-690"),
        ("Thứ Hai: 7h – 11h 13h – 17h", "0 420-660 780-1020"),
        ("Thứ Hai: 7h–11h 13:30–17h", "0 420-660 810-1020"),
        ("Thứ 2, 7:30-11:30", "0 450-690"),
        ("Hằng ngày: 7:00–17:00", "0123456 420-1020"),
        ("Tất cả các ngày trong tuần: 0:00–24:00", "0123456 0-1440"),
        ("Chủ nhật: nghỉ", "6"),
        ("Thứ Bảy, CN – nghỉ", "56"),
        ("Thứ Bảy, Chủ nhật và các ngày lễ, Tết: nghỉ", "56"),
        ("Ngày lễ: không làm việc", ""),
        // A day that is named elsewhere needs only its hours.
        ("7:30–11:30", "* 450-690"),
        ("sáng 7:30–11:30; chiều nghỉ", "* 450-690"),
        ("tu 7:30 den 11:30", "* 450-690"),
        ("Nghỉ", "*"),
        // Two spans that touch are one after the other.
        ("T2: 7:30–12:00, 12:00–17:00", "0 450-720 720-1020"),
    ] {
        assert_eq!(read(line).as_deref(), Some(expected), "{line}");
    }
}

#[test]
fn a_line_that_may_mean_something_else_is_not_read() {
    for line in [
        "",
        "…",
        "Giờ hành chính",
        "Thứ Hai đến thứ Sáu",
        "Thứ Hai đến thứ Sáu:",
        "Thứ Hai: 7:30",
        "Thứ Hai: 7:30–",
        "Thứ Hai: 7:30–11:30 (trừ ngày lễ)",
        "Thứ Hai: 7:30–11:30, nghỉ",
        "Thứ Hai: nghỉ, 7:30–11:30",
        "Nghỉ trưa 11:30–13:30",
        // Times that overlap, go back, or are none.
        "Thứ Hai: 7:30–11:30, 11:00–17:00",
        "Thứ Hai: 13:30–17:00, 7:30–11:30",
        "Thứ Hai: 11:30–7:30",
        "Thứ Hai: 7:30–7:30",
        "Thứ Hai: 7:30–24:01",
        "Thứ Hai: 7:60–11:30",
        "Thứ Hai: 7:30–25h",
        "Thứ Hai: 7:30:00–11:30:00",
        // Other clocks.
        "Thứ Hai: 7h30–5h",
        "Thứ Hai: sáng 7h30–11h30, chiều 1h30–5h",
        "Thứ Hai: 1h30–5h",
        "Thứ Hai: sáng 7:30–17:00",
        "Thứ Hai: chiều 7:30–11:30",
        "Thứ Hai: 7:30 SA – 5:00 CH",
        "Thứ Hai: 7:30am–11:30am",
        // Numbers that are no times.
        "Thứ Hai: 7–11",
        "Thứ Hai, 7–11h",
        "Thứ 2, 7.30 – 11.30",
        "Thứ Hai: 0730–1130",
        "Thứ Hai: 7h 13h30",
        "Thứ 2:07:30–11:30",
        // Days that are none, go back, or are named twice.
        "Thứ 1: 7:30–11:30",
        "Thứ 8: 7:30–11:30",
        "T hai: 7:30–11:30",
        "Thứ từ: 7:30–11:30",
        "Thứ Sáu đến thứ Hai: 7:30–11:30",
        "Thứ Hai, thứ Hai: 7:30–11:30",
        "Hằng ngày, Chủ nhật: 7:30–11:30",
        "Thứ Hai đến 7:30–11:30",
        "Sáng thứ Hai đến sáng thứ Sáu: 7:30–11:30",
        "Thứ Hai: sáng 7:30–11:30, sáng nghỉ",
        "Thứ Hai: chiều nghỉ",
        "Sáng thứ Hai: nghỉ",
        "thu hai, tu 7:30 den 11:30",
        "thu hai tu 7:30 den 11:30",
        "Ngày 30/4: nghỉ",
        "Ngày lễ: 8:00–11:00",
        "Thứ Bảy – nghỉ, 8:00–11:00",
        "Monday: 7:30–11:30",
        "Понедельник: 7:30–11:30",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
}

/// A time as one of its writings.
fn written(minute: u16, form: u8) -> String {
    let (hour, minute) = (minute / 60, minute % 60);
    match form {
        0 => format!("{hour}:{minute:02}"),
        1 => format!("{hour:02}h{minute:02}"),
        2 => format!("{hour}g{minute:02}"),
        _ => format!("{hour} giờ {minute:02} phút"),
    }
}

proptest! {
    /// Spans without overlaps are read back from every writing, and others are refused.
    #[test]
    fn spans_are_in_order_or_not_read(times in proptest::collection::vec(300_u16..=1440, 4), form in 0_u8..4, to in 0_usize..3) {
        let to = ["–", " đến ", " - "][to];
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| written(times[i], form));
        let rule = parse(&format!("Thứ Ba: {a}{to}{b}, {c}{to}{d}"));
        let is_right = times[0] < times[1] && times[1] <= times[2] && times[2] < times[3];
        let spans = vec![OpenSpan { from: times[0], to: times[1] }, OpenSpan { from: times[2], to: times[3] }];
        prop_assert_eq!(rule.map(|rule| rule.spans), is_right.then_some(spans));
    }

    #[test]
    fn any_line_is_read_or_refused(line in "(thứ|tư|từ|hai|t2|cn|nghỉ|sáng|chiều|đến|[0-9:hg ,;.\\-–]|.){0,14}") {
        if let Some(rule) = parse(&line) {
            let ends = rule.spans.iter().flat_map(|span| [span.from, span.to]).collect::<Vec<_>>();
            prop_assert!(ends.is_sorted() && ends.last().is_none_or(|end| *end <= 1440));
        }
    }
}
