//! Official documents, the calendar and people in a built site.

use crate::check::checked;
use crate::fixture::{Fixture, messages};
use serde_json::{Value, json};
use trangxa_publish::FindingKind;
use trangxa_test_support::{PdfWord, pdf_of_contents, pdf_of_pages};

fn documents() -> Value {
    json!({"version": 1, "documents": [
        {"number": "12/KH-UBND", "type": "Kế hoạch", "abstract": "Trồng cây; đợt 1", "issuer": "UBND xã", "field": "Môi trường",
            "issued": "2023-02-03", "signer": "Nguyễn Văn A", "files": [{"url": "../media/12.txt", "title": "Bản ký"}]},
        {"number": "31/KH-UBND", "type": "Kế hoạch", "abstract": "Trồng cây đợt 2", "issued": "2023-10-01", "replaces": "12 KH-UBND",
            "files": "../media/12.txt"},
        {"number": "05/2022/NQ-HĐND", "type": "Nghị quyết", "abstract": "Mức thu", "issued": "2022-12-20", "effective": "2023-01-01",
            "files": "../media/12.txt"},
        {"abstract": "Dự thảo quy chế", "draft": {"until": "2023-12-01", "send_to": "gopy@xa.example"}, "files": "../media/12.txt"},
    ]})
}

fn calendar() -> Value {
    json!({"version": 1, "updated_at": "2023-11-10", "entries": [
        {"id": "tiep-dan", "kind": "Tiếp công dân", "title": "Chủ tịch tiếp công dân", "start": "2023-11-02T08:00", "end": "11:00",
            "repeat": "Thứ Năm hằng tuần", "place": "Phòng 1"},
        {"id": "hop", "kind": "Họp", "title": "Họp thôn", "start": "2023-11-15T19:00", "cancelled": "Trời mưa"},
        {"id": "xa-xoi", "kind": "Họp", "title": "Họp năm sau", "start": "2024-06-01"},
    ]})
}

fn people() -> Value {
    json!({"version": 1, "people": [
        {"post": "Chủ tịch", "name": "Trần Văn B", "tasks": ["Ký giấy tờ đất đai"], "desk": "mot-cua", "private_phone": "0912 345 678",
            "consent": true},
        {"post": "Phó Chủ tịch", "private_phone": "0987 654 321"},
    ]})
}

fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.put_json("site/data/documents.json", &documents());
    fixture.put_json("site/data/calendar.json", &calendar());
    fixture.put_json("site/data/people.json", &people());
    let office = json!({"version": 1, "units": [{"id": "mot-cua", "name": "Bộ phận Một cửa", "phones": ["113"], "hours": ["T2: 8h–11h"]}]});
    fixture.put_json("site/data/office.json", &office);
    fixture.put("site/media/12.txt", "x");
    fixture
}

/// What of a page readers see before, or without, the program, with quotation marks of one kind.
fn markup(fixture: &Fixture, path: &str) -> String {
    fixture.out(path).split("id=\"snapshot\"").next().unwrap().replace('\'', "\"")
}

#[track_caller]
fn assert_shows(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(page.contains(text), "{text} is missing: {page}");
    }
}

#[test]
fn documents_have_pages_years_and_an_address_made_of_their_number() {
    let fixture = fixture();
    let told = messages(&fixture.build().unwrap());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("people[1].private_phone"), "{told:?}");
    let list = markup(&fixture, "van-ban/index.html");
    assert_shows(&list, &["Đang lấy ý kiến", "href=\"/van-ban/du-thao-quy-che/\"", "Còn 17 ngày để góp ý"]);
    assert_shows(&list, &["href=\"/van-ban/12-kh-ubnd-2023/\"", "Hết hiệu lực toàn bộ", "href=\"/van-ban/nam/2022/\""]);
    assert_shows(&markup(&fixture, "van-ban/nam/2022/index.html"), &["Nghị quyết 05/2022/NQ-HĐND", "Còn hiệu lực"]);
    let old = markup(&fixture, "van-ban/12-kh-ubnd-2023/index.html");
    assert_shows(&old, &["<h1>Kế hoạch 12/KH-UBND", "từ ngày 01/10/2023", "Bị thay thế bởi", "href=\"/media/12.txt\""]);
    assert_shows(&old, &["href=\"/van-ban/31-kh-ubnd-2023/\"", "Nguyễn Văn A"]);
    assert_shows(&markup(&fixture, "van-ban/31-kh-ubnd-2023/index.html"), &["Thay thế", "12/KH-UBND"]);
    assert_shows(&markup(&fixture, "index.html"), &["href=\"/van-ban/\"", "href=\"/lich/\"", "href=\"/to-chuc/\""]);
}

#[test]
fn the_head_the_years_the_table_and_the_feeds_are_written() {
    let fixture = fixture();
    fixture.build().unwrap();
    let head = fixture.out_json("data/documents.json");
    assert_eq!(
        head["_trangxa"]["years"],
        json!([{"year": 2023, "count": 2}, {"year": 2022, "count": 1}, {"year": 0, "count": 1}])
    );
    assert_eq!(head["documents"][1].get("files"), None, "an index has no files");
    assert_eq!(fixture.out_json("data/van-ban/nam/2023.json")["documents"].as_array().map(Vec::len), Some(2));
    let one = fixture.out_json("data/van-ban/12-kh-ubnd-2023.json");
    assert_eq!(one["_trangxa"]["relations"][0]["id"], "31-kh-ubnd-2023");
    let table = fixture.out("data/documents.csv");
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(
        lines[0].starts_with("Số, ký hiệu,Loại văn bản") || lines[0].starts_with("\"Số, ký hiệu\",Loại văn bản"),
        "{}",
        lines[0]
    );
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("12/KH-UBND,Kế hoạch,Trồng cây; đợt 1") && line.contains("31/KH-UBND")),
        "{table}"
    );
    let feed = fixture.out_json("van-ban/feed.json");
    assert_eq!(feed["items"][1]["url"], "https://xa.example/van-ban/31-kh-ubnd-2023/");
    let rss = fixture.out("van-ban/feed.xml");
    assert_shows(
        &rss,
        &["<title>Kế hoạch 31/KH-UBND: Trồng cây đợt 2</title>", "<link>https://xa.example/van-ban/</link>"],
    );
    let map = fixture.out("sitemap.xml");
    for path in ["van-ban/", "van-ban/nam/2023/", "van-ban/12-kh-ubnd-2023/", "lich/", "to-chuc/"] {
        assert!(map.contains(&format!("<loc>https://xa.example/{path}</loc>")), "{path}: {map}");
    }
}

#[test]
fn the_calendar_reads_without_the_program_and_has_files_to_subscribe_to() {
    let fixture = fixture();
    fixture.build().unwrap();
    // The fixture is built on 15 November 2023, a Wednesday.
    let page = markup(&fixture, "lich/index.html");
    assert_shows(&page, &["Thứ Tư, 15/11/2023", "mùng 3 tháng 10 âm lịch", "<s>Họp thôn</s>", "Đã huỷ: Trời mưa"]);
    assert_shows(&page, &["Thứ Năm, 16/11/2023", "Chủ tịch tiếp công dân", "8:00–11:00", "Tại Phòng 1"]);
    assert_shows(&page, &["href=\"/lich/lich.ics\"", "href=\"/lich/tiep-cong-dan.ics\"", "href=\"/lich/hop.ics\""]);
    assert!(!page.contains("Hôm nay"), "a page that was written earlier does not know the day");
    let all = fixture.out("lich/lich.ics");
    assert_shows(&all, &["BEGIN:VCALENDAR\r\n", "UID:tiep-dan@xa.example\r\n", "STATUS:CANCELLED"]);
    assert!(!fixture.out("lich/hop.ics").contains("tiep-dan"));
    let home = fixture.out("index.html");
    let (text, data) = home.split_once("id=\"snapshot\"").unwrap();
    assert_shows(&text.replace('\'', "\""), &["Lịch ba ngày tới", "Thứ Năm, 16/11/2023", "Chủ tịch tiếp công dân"]);
    assert!(!text.contains("Hôm nay"), "a page that was written earlier does not know the day");
    assert!(data.contains("tiep-dan") && !data.contains("xa-xoi"), "the home page carries what is near");
}

#[test]
fn a_build_on_another_day_writes_what_has_changed_by_then() {
    let fixture = fixture();
    fixture.build().unwrap();
    const DAY: i64 = 86_400;
    let before = fixture.out("lich/index.html");
    // Two hours later it is the same day, six days later another week, and the draft is closed.
    fixture.build_again(1_700_000_000 + 2 * 3_600).unwrap();
    assert_eq!(fixture.out("lich/index.html"), before);
    fixture.build_again(1_700_000_000 + 17 * DAY).unwrap();
    assert_shows(&markup(&fixture, "lich/index.html"), &["Thứ Bảy, 02/12/2023"]);
    assert_shows(&markup(&fixture, "van-ban/du-thao-quy-che/index.html"), &["Đã hết hạn góp ý"]);
}

#[test]
fn a_private_number_is_published_only_with_consent() {
    let fixture = fixture();
    fixture.build().unwrap();
    let page = markup(&fixture, "to-chuc/index.html");
    assert_shows(&page, &["Trần Văn B", "tel:0912345678", "đang khuyết", "href=\"/lien-he/#mot-cua\">Bộ phận Một cửa"]);
    for (path, bytes) in fixture.everything() {
        assert!(!String::from_utf8_lossy(&bytes).contains("0987 654 321"), "{}", path.display());
    }
}

#[test]
fn the_calendar_and_the_people_are_tables_too() {
    let fixture = fixture();
    fixture.put("site/data/people.csv", "of the site folder");
    fixture.build().unwrap();
    let lines =
        |path: &str| fixture.out(path).trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<_>>();
    let calendar = lines("data/calendar.csv");
    assert_eq!(calendar.len(), 4, "{calendar:#?}");
    assert_eq!(
        calendar[1],
        "Chủ tịch tiếp công dân,Tiếp công dân,\"Thứ Năm, 02/11/2023, 8:00–11:00\",Thứ Năm hằng tuần,Phòng 1,,,,,,"
    );
    assert!(calendar[2].ends_with(",Đã huỷ: Trời mưa,"), "{calendar:#?}");
    let people = lines("data/people.csv");
    assert_eq!(
        people[1..],
        [",Chủ tịch,Trần Văn B,Ký giấy tờ đất đai,Bộ phận Một cửa,,0912 345 678,,", ",Phó Chủ tịch,đang khuyết,,,,,,"]
    );
    for (page, table) in [("lich/index.html", "/data/calendar.csv"), ("to-chuc/index.html", "/data/people.csv")] {
        assert_shows(&markup(&fixture, page), &[&format!("href=\"{table}\""), "Tải bảng CSV"]);
    }
}

#[test]
fn the_check_tells_what_contradicts_itself() {
    let fixture = fixture();
    let mut documents = documents();
    documents["documents"][0]["force"] = json!("còn hiệu lực");
    documents["documents"][2]["effective"] = Value::Null;
    documents["documents"][3]["files"] = Value::Null;
    fixture.put_json("site/data/documents.json", &documents);
    let told: Vec<String> = checked(&fixture).findings.iter().map(ToString::to_string).collect();
    for (place, text) in [
        ("documents[0].force", "\"Còn hiệu lực\""),
        ("documents[2].effective", "not known when it comes into force"),
        ("documents[3].files", "has no file"),
    ] {
        assert!(told.iter().any(|it| it.contains(place) && it.contains(text)), "{place}: {told:#?}");
    }
}

#[test]
fn the_check_tells_desks_that_the_office_does_not_have() {
    let fixture = fixture();
    let (mut calendar, mut people) = (calendar(), people());
    calendar["entries"][0]["desk"] = json!("mot-cua");
    calendar["entries"][1]["desk"] = json!("phong-hop");
    people["people"][1]["desk"] = json!("tang-hai");
    fixture.put_json("site/data/calendar.json", &calendar);
    fixture.put_json("site/data/people.json", &people);
    let told = || -> Vec<String> {
        let findings = checked(&fixture).findings.into_iter();
        let of_desks = findings.filter(|it| it.kind == FindingKind::DeskUnknown);
        of_desks.map(|it| it.to_string()).collect()
    };
    let unknown = told();
    assert_eq!(unknown.len(), 2, "{unknown:#?}");
    assert!(unknown[0].contains("entries[1].desk") && unknown[0].contains("\"phong-hop\""), "{unknown:#?}");
    assert!(unknown[1].contains("people[1].desk") && unknown[1].contains("no desk in office.json"), "{unknown:#?}");
    fixture.build().unwrap();
    let page = markup(&fixture, "to-chuc/index.html");
    assert!(page.contains("/lien-he/#mot-cua") && !page.contains("tang-hai"), "{page}");
    std::fs::remove_file(fixture.path("site/data/office.json")).unwrap();
    let unknown = told();
    assert_eq!(unknown.len(), 4, "{unknown:#?}");
    assert!(unknown.iter().all(|it| it.contains("the site has no office.json")), "{unknown:#?}");
    fixture.build().unwrap();
    assert!(!markup(&fixture, "to-chuc/index.html").contains("#mot-cua"));
}

#[test]
fn a_scan_is_said_beside_its_file() {
    let fixture = fixture();
    let mut documents = documents();
    documents["documents"][0]["files"] = json!(["../media/quet.pdf", {"url": "../media/12.txt", "size": 2048}]);
    fixture.put_json("site/data/documents.json", &documents);
    fixture.put_bytes("site/media/quet.pdf", &pdf_of_contents(&["0 0 9 9 re f".to_owned()]));
    fixture.build().unwrap();
    let (page, document) = ("van-ban/12-kh-ubnd-2023/index.html", "data/van-ban/12-kh-ubnd-2023.json");
    let size = std::fs::metadata(fixture.path("site/media/quet.pdf")).unwrap().len();
    let files = fixture.out_json(document)["files"].clone();
    assert_eq!(
        files,
        json!([{"url": "/media/quet.pdf", "size": size, "scan": true}, {"url": "/media/12.txt", "size": 2048}])
    );
    assert_eq!(markup(&fixture, page).matches("bản chụp, không tìm chữ được").count(), 1);
    // The same file, not looked at again, and then another with a text.
    fixture.put_json("site/data/people.json", &json!({"version": 1, "people": []}));
    fixture.build().unwrap();
    assert_shows(&markup(&fixture, page), &["bản chụp, không tìm chữ được"]);
    fixture.put_bytes(
        "site/media/quet.pdf",
        &pdf_of_pages(&[vec![PdfWord { x: 50.0, y: 700.0, text: "Trồng cây".to_owned() }]]),
    );
    fixture.build().unwrap();
    assert!(!markup(&fixture, page).contains("bản chụp"));
}

#[test]
fn a_site_without_the_registers_has_nothing_of_them() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    for (path, bytes) in fixture.everything() {
        let name = path.to_string_lossy().into_owned();
        for word in ["van-ban", "to-chuc", "/lich"] {
            assert!(!name.contains(word), "{name}");
            let is_page = name.ends_with(".html") || name.ends_with("sitemap.xml");
            assert!(!is_page || !String::from_utf8_lossy(&bytes).contains(word), "{name} has {word}");
        }
    }
}
