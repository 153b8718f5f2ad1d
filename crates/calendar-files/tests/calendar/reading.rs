use super::*;
use trangxa_calendar_files::{Import, read_ics};
use trangxa_messages::{Language, set_language};
use trangxa_model::calendar::{Every, State};

/// A file with events, each the lines of one.
fn import(events: &[&str]) -> Import {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\n{}\nEND:VEVENT\n", event.trim())).collect();
    read_ics(&format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n").replace('\n', "\r\n"))
}

fn doubts(import: &Import) -> Vec<String> {
    import.doubts.iter().map(ToString::to_string).collect()
}

/// What an import shows from one day to another, as `2025-07-03 08:00 title`.
fn days(import: &Import, from: &str, to: &str) -> Vec<String> {
    let calendar = Calendar { version: 1, updated_at: None, entries: import.entries.clone(), remarks: Vec::new() };
    let line = |it: &trangxa_model::calendar::Occurrence<'_>| {
        let state = match it.state {
            State::AsPlanned => "",
            State::Cancelled => " cancelled",
            State::Changed { .. } => " changed",
            _ => " other",
        };
        format!("{} {}{state}", it.start, it.entry.title)
    };
    calendar.occurrences(day(from), day(to)).iter().map(line).collect()
}

#[test]
fn a_calendar_of_google_is_read() {
    let file = "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Asia/Ho_Chi_Minh\r\n\
        BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:GMT+7\r\n\
        DTSTART:19700101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20250703T080000\r\nDTEND;TZID=Asia/Ho_Chi_Minh:20250703T110000\r\n\
        RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20250731T165959Z;BYDAY=TH\r\nEXDATE;TZID=Asia/Ho_Chi_Minh:20250717T080000\r\nDTSTAMP:20250701T010203Z\r\n\
        UID:0abc123def@google.com\r\nATTENDEE;CN=Nguyen Van A:mailto:a@example.com\r\nLAST-MODIFIED:20250630T010000Z\r\nLOCATION:Phòng họp\\, tầng 2\r\nSEQUENCE:1\r\n\
        STATUS:CONFIRMED\r\nSUMMARY:Tiếp công dân đị\r\n nh kỳ\r\nBEGIN:VALARM\r\nDESCRIPTION:nhắc\r\nEND:VALARM\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART:20250711T010000Z\r\nDTEND:20250711T040000Z\r\nUID:0abc123def@google.com\r\n\
        RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20250710T080000\r\nLOCATION:Phòng họp\\, tầng 2\r\nSUMMARY:Tiếp công dân định kỳ\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20250705\r\nDTEND;VALUE=DATE:20250707\r\nUID:2@google.com\r\nSUMMARY:Khám bệnh\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let import = read_ics(file);
    assert_eq!(doubts(&import), [""; 0]);
    let entry = &import.entries[0];
    assert_eq!((entry.id.as_str(), entry.place.as_deref()), ("0abc123def", Some("Phòng họp, tầng 2")));
    assert_eq!(
        (&entry.text, &entry.who, entry.updated_at.unwrap().date_time().as_str()),
        (&None, &Vec::new(), "30/06/2025 08:00")
    );
    assert_eq!(
        days(&import, "2025-07-01", "2025-08-31"),
        [
            "2025-07-03T08:00 Tiếp công dân định kỳ",
            "2025-07-05 Khám bệnh",
            "2025-07-05 Khám bệnh",
            "2025-07-10T08:00 Tiếp công dân định kỳ other",
            "2025-07-11T08:00 Tiếp công dân định kỳ changed",
            "2025-07-17T08:00 Tiếp công dân định kỳ cancelled",
            "2025-07-24T08:00 Tiếp công dân định kỳ",
            "2025-07-31T08:00 Tiếp công dân định kỳ",
        ]
    );
}

#[test]
fn an_event_of_outlook_is_read() {
    let long = format!("UID:040000008200E00074C5B7101A82E008{}", "0".repeat(64));
    let event = |end: &str| {
        format!(
            "{long}{end}\nSUMMARY;LANGUAGE=vi:Giao ban\nDTSTART;TZID=SE Asia Standard Time:20250707T073000\nDURATION:PT1H\n\
            RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1\nCLASS:PUBLIC\nCATEGORIES:Lịch công tác,Xanh\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY"
        )
    };
    let import = import(&[&event("1"), &event("2")]);
    assert_eq!(doubts(&import), [""; 0]);
    let [one, other] = import.entries.as_slice() else { panic!() };
    assert!(one.id != other.id && one.id.as_str().starts_with("giao-ban-"), "{}", one.id);
    assert_eq!(one.kind.as_deref(), Some("Lịch công tác"));
    assert_eq!(one.repeat.as_ref().unwrap().rule.as_ref().unwrap().every, Every::MonthWeekday { weekday: 0, place: 1 });
    assert_eq!(one.repeat.as_ref().unwrap().text, "thứ Hai tuần đầu tiên hằng tháng");
    assert_eq!(one.end, When::parse("2025-07-07T08:30"));
}

#[test]
fn what_has_no_equal_is_a_doubt_and_not_guessed() {
    let base = "SUMMARY:A\nDTSTART:20250703T010000Z\nUID:";
    let with = |uid: &str, rest: &str| format!("{base}{uid}\n{rest}");
    let import = import(&[
        "UID:0\nSUMMARY:Không ngày",
        "UID:1\nDTSTART:20250703",
        &with("2", "CLASS:PRIVATE"),
        "UID:3\nSUMMARY:A\nDTSTART;TZID=Europe/Paris:20250703T080000",
        &with("4", "DTEND:20250702T010000Z"),
        &with("5", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
        &with("6", "RRULE:FREQ=WEEKLY;BYDAY=FR"),
        &with("7", "RRULE:FREQ=DAILY\nEXDATE:20250704T010000Z,x"),
        &with("8", "RDATE:20250709T010000Z"),
        "UID:7\nRECURRENCE-ID:20250705T010000Z\nDTSTART:20250705T010000Z\nSUMMARY:Khác",
        "UID:7\nRECURRENCE-ID;RANGE=THISANDFUTURE:20250706T010000Z\nDTSTART:20250706T020000Z\nSUMMARY:A",
        "UID:9\nRECURRENCE-ID:20250706T010000Z\nDTSTART:20250706T020000Z\nSUMMARY:Riêng",
        &with("8", ""),
        // At 6:00 on Friday in Vietnam it is Thursday in UTC, whose weekdays the rule names.
        "UID:10\nSUMMARY:A\nDTSTART:20250703T230000Z\nRRULE:FREQ=WEEKLY;BYDAY=TH",
    ]);
    let found: Vec<(usize, String)> = import.doubts.iter().map(|it| (it.line, format!("{:?}", it.kind))).collect();
    let kinds: Vec<&str> = found.iter().map(|(_, kind)| kind.split('(').next().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "SameUid",
            "NoStart",
            "NoTitle",
            "Private",
            "UnknownZone",
            "UnknownEnd",
            "UnknownRule",
            "StartOffRule",
            "UnknownException",
            "OtherTexts",
            "AndLater",
            "ExtraDates",
            "NoSeries",
            "UnknownRule",
        ]
    );
    assert_eq!(import.doubts.iter().filter(|it| it.is_loss()).count(), 5);
    assert_eq!(import.entries.len(), 7);
}

#[test]
fn a_clerk_reads_of_doubts_in_vietnamese() {
    set_language(Language::Vietnamese);
    let import = import(&["UID:1\nSUMMARY:Họp\nDTSTART:20250703T010000Z\nRRULE:FREQ=HOURLY"]);
    assert_eq!(
        doubts(&import),
        [
            "dòng 7, \"Họp\": không chuyển được quy tắc lặp lại \"FREQ=HOURLY\"; chỉ ngày đầu được nhập: viết repeat bằng tay"
        ]
    );
    let nothing = read_ics("<html>");
    assert!(doubts(&nothing)[0].starts_with("dòng 1, \"\": tệp không có VEVENT"));
}

#[test]
fn a_zone_that_the_file_describes_is_known() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Tokyo Standard Time\nBEGIN:STANDARD\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n";
    let event = "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART;TZID=Tokyo Standard Time:20250703T010000\nEND:VEVENT\n";
    let import = read_ics(&format!("{zone}{event}"));
    assert_eq!(import.entries[0].start, When::parse("2025-07-02T23:00").unwrap());
}
