//! The office, alerts and procedures in a built site.

use crate::check::checked;
use crate::fixture::{Fixture, messages};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The time of a build of [`Fixture`]: 15 November 2023, 05:13 in Vietnam.
const NOW: i64 = 1_700_000_000;
const HOUR: i64 = 3_600;

fn office() -> Value {
    json!({"version": 1, "updated_at": "2023-11-01", "units": [
        {"id": "mot-cua", "name": "Bộ phận Một cửa", "phones": ["0236 3 891 234"], "handles": ["Nhận hồ sơ"],
            "hours": ["Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00"]},
        {"id": "van-phong", "name": "Văn phòng", "hours": "T2: 8h–11h"},
    ]})
}

fn alert(title: &str, from: &str, until: &str) -> Value {
    json!({"level": "khẩn", "title": title, "from": from, "until": until})
}

fn alerts(list: Value) -> Value {
    json!({"version": 1, "alerts": list})
}

fn procedures() -> Value {
    json!({"version": 1, "events": [{"id": "sinh-con", "name": "Sinh con"}], "procedures": [
        {"id": "khai-sinh", "code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch", "events": ["sinh-con"],
            "papers": [{"name": "Tờ khai", "form": "../media/to-khai.txt"}, "Giấy chứng sinh"], "popular": 1,
            "ways": [{"way": "Trực tiếp", "time": "Trong ngày", "fee": "Không"}], "place": "mot-cua"},
        {"id": "chung-thuc", "name": "Chứng thực; bản sao", "papers": ["Bản chính"], "place": "Tầng một",
            "ways": [{"way": "Trực tiếp", "time": "Trong ngày", "fee": "2.000 đồng/trang"}]},
    ]})
}

/// A site with the three documents and figures.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    let mut site = fixture.site_json();
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    let fields = json!([{"name": "Hộ tịch", "in_time": 90, "late": 1}]);
    let period = json!({"from": "2023-10", "to": "2023-10", "in_time": 90, "late": 1, "fields": fields});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2023-11-01", "periods": [period]}));
    fixture.put_json("site/data/office.json", &office());
    let running = alert("Lũ trên sông", "2023-11-15T05:00", "2023-11-16T18:00");
    fixture.put_json("site/data/alerts.json", &alerts(json!([running])));
    fixture.put_json("site/data/procedures.json", &procedures());
    fixture.put("site/media/to-khai.txt", "x");
    fixture
}

/// What of a page readers see before, or without, the program, with quotation marks of one kind.
fn markup(page: &str) -> String {
    page.split("id=\"snapshot\"").next().unwrap().replace('\'', "\"")
}

/// The data that a page carries.
fn snapshot(page: &str) -> &str {
    page.split_once("id=\"snapshot\"").unwrap().1
}

#[track_caller]
fn assert_shows(page: &str, texts: &[&str]) {
    for text in texts {
        assert!(markup(page).contains(text), "{text} is missing: {}", markup(page));
    }
}

/// The pages, documents and lists of a built site.
fn files(fixture: &Fixture) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = fixture.everything();
    let is_published = |path: &PathBuf| {
        path.extension().is_some_and(|it| ["html", "json", "xml", "csv", "txt"].iter().any(|ending| it == *ending))
    };
    // The files of the search stay one build longer.
    files.retain(|path, _| is_published(path) && !path.to_string_lossy().contains("data/search/f"));
    files
}

#[test]
fn every_page_has_the_bar_and_the_running_alerts_in_its_text() {
    let fixture = fixture();
    assert_eq!(messages(&fixture.build().unwrap()), [""; 0]);
    for path in
        ["index.html", "bai/a/index.html", "tthc/index.html", "thu-tuc/index.html", "thu-tuc/khai-sinh/index.html"]
    {
        let page = fixture.out(path);
        assert_shows(&page, &["tel:02363891234", "href=\"/lien-he/\"", "href=\"/thu-tuc/\""]);
        assert_shows(&page, &["Khẩn", "Lũ trên sông", "05:00 15/11/2023 – 18:00 16/11/2023"]);
        assert!(!markup(&page).contains("Đang mở"), "a page that was written earlier does not know the time");
        assert!(!snapshot(&page).contains("Văn phòng"), "only the first desk is on every page: {path}");
    }
    let contact = fixture.out("lien-he/index.html");
    assert_shows(
        &contact,
        &["<h1>Liên hệ", "Bộ phận Một cửa", "Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "T2: 8h–11h"],
    );
}

#[test]
fn a_procedure_reads_without_the_program() {
    let fixture = fixture();
    fixture.build().unwrap();
    let list = fixture.out("thu-tuc/index.html");
    assert_shows(
        &list,
        &["2 thủ tục", "Sinh con", "Hộ tịch", "href=\"/thu-tuc/khai-sinh/\"", "1.001193", "Chứng thực; bản sao"],
    );
    assert_shows(&list, &["type=\"search\""]);
    let page = fixture.out("thu-tuc/khai-sinh/index.html");
    assert_shows(
        &page,
        &["<h1>Đăng ký khai sinh", "Giấy chứng sinh", "href=\"/media/to-khai.txt\"", "Thời hạn: Trong ngày"],
    );
    assert_shows(&page, &["Lệ phí: Không", "href=\"/lien-he/#mot-cua\"", "đúng hạn 90 trên 91 hồ sơ"]);
    let other = fixture.out("thu-tuc/chung-thuc/index.html");
    assert_shows(&other, &["Bản chính", "Tầng một"]);
    assert!(!markup(&other).contains("đúng hạn"), "the figures have no such field");
    assert_shows(&fixture.out("index.html"), &["href=\"/thu-tuc/khai-sinh/\""]);
}

#[test]
fn the_documents_the_table_and_the_sitemap_are_written() {
    let fixture = fixture();
    fixture.build().unwrap();
    let alerts = std::fs::read_to_string(fixture.path("site/data/alerts.json")).unwrap();
    assert_eq!(fixture.out("data/alerts.json"), alerts, "a clerk replaces the file by the own one");
    assert_eq!(fixture.out_json("data/office.json")["units"][1]["name"], "Văn phòng");
    let index = fixture.out_json("data/procedures.json");
    assert_eq!(index["procedures"][0]["name"], "Đăng ký khai sinh");
    assert_eq!(index["procedures"][0].get("papers"), None, "the list has no papers");
    let one = fixture.out_json("data/thu-tuc/khai-sinh.json");
    assert_eq!((&one["papers"][0]["form"], &one["place"]), (&json!("/media/to-khai.txt"), &json!("Bộ phận Một cửa")));
    assert_eq!(one["_trangxa"]["in_time"], json!({"period": "tháng 10/2023", "in_time": 90, "completed": 91}));
    let table = fixture.out("data/procedures.csv");
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Mã TTHC,Tên TTHC,Lĩnh vực"), "{table}");
    let expected = "1.001193,Đăng ký khai sinh,Hộ tịch,,Trực tiếp: Trong ngày,Trực tiếp: Không,Bộ phận Một cửa,";
    assert_eq!(lines[1], expected);
    assert_eq!(lines.len(), 3);
    let map = fixture.out("sitemap.xml");
    for path in ["thu-tuc/", "thu-tuc/khai-sinh/", "thu-tuc/chung-thuc/", "lien-he/"] {
        assert!(map.contains(&format!("<loc>https://xa.example/{path}</loc>")), "{path}: {map}");
    }
}

#[test]
fn a_site_without_the_documents_has_nothing_of_them() {
    let fixture = fixture();
    for name in ["office", "alerts", "procedures"] {
        std::fs::remove_file(fixture.path(&format!("site/data/{name}.json"))).unwrap();
    }
    fixture.build().unwrap();
    let before = files(&fixture);
    for (path, bytes) in &before {
        let text = String::from_utf8_lossy(bytes);
        for word in ["thu-tuc", "lien-he", "class=\"desk", "class=\"alerts", "procedures", "office"] {
            assert!(!path.to_string_lossy().contains(word), "{}", path.display());
            let is_name = path.ends_with("embed.v2.js") || word == "office" || word == "procedures";
            assert!(is_name || !text.contains(word), "{} has {word}", path.display());
        }
    }
    fixture.put_json("site/data/office.json", &office());
    fixture.put_json("site/data/procedures.json", &procedures());
    fixture.build().unwrap();
    assert_ne!(files(&fixture), before);
    std::fs::remove_file(fixture.path("site/data/office.json")).unwrap();
    std::fs::remove_file(fixture.path("site/data/procedures.json")).unwrap();
    fixture.build().unwrap();
    let after = files(&fixture);
    assert!(after.keys().eq(before.keys()), "{:?}", after.keys());
    assert!(after == before);
}

#[test]
fn an_alert_is_on_pages_from_its_beginning_to_its_end() {
    let fixture = fixture();
    let mut named = alert("Bão đã qua", "2023-11-13T05:00", "2023-11-15T05:00");
    named["id"] = json!("bao");
    let list = json!([
        5,
        named,
        alert("Mất nước hôm qua", "2023-11-13T05:00", "2023-11-14T05:00"),
        alert("Lũ sắp về", "2023-11-15T08:00", "2023-11-15T12:00"),
    ]);
    fixture.put_json("site/data/alerts.json", &alerts(list));
    fixture.build().unwrap();
    for path in ["index.html", "bai/a/index.html", "lien-he/index.html", "thu-tuc/index.html", "404.html"] {
        let page = fixture.out(path);
        assert!(!page.contains("Bão đã qua") && !page.contains("Mất nước"), "{path} has an alert that is over");
        assert!(!markup(&page).contains("Lũ sắp về"), "{path} shows an alert before its time");
        assert!(snapshot(&page).contains("Lũ sắp về"), "{path} lacks an alert that is to come");
    }
    assert!(fixture.out("data/alerts.json").contains("Bão đã qua"));
    // Nothing of the site has changed but the time.
    fixture.build_again(NOW + 4 * HOUR).unwrap();
    assert_shows(&fixture.out("bai/a/index.html"), &["Lũ sắp về", "08:00 15/11/2023 – 12:00 15/11/2023"]);
    fixture.build_again(NOW + 8 * HOUR).unwrap();
    assert!(!fixture.out("bai/a/index.html").contains("Lũ sắp về"));
}

#[test]
fn addresses_of_forms_hold_in_a_sub_folder_and_a_form_that_is_missing_is_told() {
    let fixture = fixture();
    assert_eq!(messages(&fixture.build_at(Some("/an-binh/")).unwrap()), [""; 0]);
    let page = fixture.out("thu-tuc/khai-sinh/index.html");
    assert_shows(&page, &["href=\"/an-binh/media/to-khai.txt\"", "href=\"/an-binh/lien-he/#mot-cua\""]);
    std::fs::remove_file(fixture.path("site/media/to-khai.txt")).unwrap();
    let missing =
        "data/procedures.json, procedures[0].papers (\"Đăng ký khai sinh\"): the file media/to-khai.txt is missing";
    assert_eq!(messages(&fixture.build_at(Some("/an-binh/")).unwrap()), [missing]);
}

#[test]
fn entries_that_are_no_objects_are_told_and_the_rest_is_published() {
    let fixture = fixture();
    let mut office = office();
    office["units"].as_array_mut().unwrap().insert(0, json!("Công an xã"));
    office["changed"] = json!(["nghỉ", {"date": "2023-12-01", "hours": "nghỉ"}]);
    fixture.put_json("site/data/office.json", &office);
    let told = messages(&fixture.build().unwrap());
    let places = ["units[0]: expected an object", "changed[0]: expected an object"];
    assert!(told.len() == 2 && told.iter().zip(places).all(|(it, place)| it.contains(place)), "{told:?}");
    assert_shows(&fixture.out("index.html"), &["tel:02363891234"]);
}

#[test]
fn a_page_of_the_site_takes_the_place_of_the_one_with_the_desks() {
    let fixture = fixture();
    let mut site = fixture.site_json();
    let own = json!({"id": "lien-he", "title": "Đường đến xã", "content_html": "<p>Cạnh chợ Đông</p>"});
    site["pages"].as_array_mut().unwrap().push(own);
    fixture.put_json("site/data/site.json", &site);
    fixture.build().unwrap();
    assert_shows(&fixture.out("lien-he/index.html"), &["Đường đến xã", "Cạnh chợ Đông", "T2: 8h–11h"]);
}

#[test]
fn the_check_tells_what_a_clerk_should_look_at_again() {
    let fixture = fixture();
    let mut office = office();
    office["units"].as_array_mut().unwrap().reverse();
    fixture.put_json("site/data/office.json", &office);
    let mut information = alert("Nơi nộp hồ sơ mới", "2023-11-15", "2027-12-31T23:59");
    information["level"] = json!("thông tin");
    let list = json!([5, alert("Cháy rừng", "2023-11-15", "2033-11-15T18:00"), information]);
    fixture.put_json("site/data/alerts.json", &alerts(list));
    let mut procedures = procedures();
    procedures["procedures"].as_array_mut().unwrap().insert(0, json!({}));
    procedures["procedures"][1]["place"] = json!("mot-cu");
    procedures["procedures"][2]["decision"] = json!({"date": "2020-01-01"});
    fixture.put_json("site/data/procedures.json", &procedures);
    let report = checked(&fixture);
    let told: Vec<String> =
        report.findings.iter().map(|it| format!("{}: {}, {}", it.kind.code(), it.file, it.place)).collect();
    for expected in [
        "entry-left-out: data/alerts.json, alerts[0]",
        "entry-left-out: data/procedures.json, procedures[0].name",
        "place-unknown: data/procedures.json, procedures[1].place (\"Đăng ký khai sinh\")",
        "stale: data/procedures.json, procedures[2].decision (\"Chứng thực; bản sao\")",
        "entry-doubtful: data/office.json, units",
        "entry-doubtful: data/alerts.json, alerts[1].until (\"Cháy rừng\")",
    ] {
        assert!(told.iter().any(|it| it == expected), "{expected}: {told:#?}");
    }
    assert_eq!(told.iter().filter(|it| it.starts_with("entry-doubtful")).count(), 2, "{told:#?}");
}
