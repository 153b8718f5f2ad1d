//! The alerts in the frames of partner sites.

use crate::fixture::{Fixture, site};
use serde_json::{Value, json};
use trangxa_model::Timestamp;

const FRAMES: [&str; 3] = ["embed/tthc/index.html", "embed/news/index.html", "embed/counters/index.html"];

/// 7 September 2024, 08:00, in Vietnam.
fn eight() -> i64 {
    Timestamp::parse("2024-09-07T08:00:00+07:00").unwrap().unix()
}

fn alert(id: &str, level: &str, from: &str, until: &str) -> Value {
    let at = |time: &str| format!("2024-09-07T{time}:00+07:00");
    json!({"id": id, "level": level, "title": format!("Tin <{id}>"), "text": "Nước lên nhanh.", "what_to_do": "Lên cao.",
        "from": at(from), "until": at(until)})
}

/// A site with these alerts.
fn fixture(alerts: &[Value]) -> Fixture {
    let fixture = Fixture::new();
    fixture.put_json("site/data/site.json", &site());
    fixture.put_json("site/data/alerts.json", &json!({"version": 1, "alerts": alerts}));
    fixture
}

/// What stands above the commune's name in a frame.
fn above(fixture: &Fixture, frame: &str) -> String {
    let page = fixture.out(frame);
    let (_, main) = page.split_once("<main>").unwrap();
    main.split_once("<h1").unwrap().0.to_owned()
}

/// What a frame carries for its program.
fn carried(fixture: &Fixture) -> Value {
    let page = fixture.out(FRAMES[0]);
    let (_, script) = page.split_once("<script type=\"application/json\" id=\"alerts\">").unwrap();
    serde_json::from_str(script.split_once("</script>").unwrap().0).unwrap()
}

const NOTHING: &str = "<div class='alerts'><div class='came'></div><div class='fresh' aria-live='polite'></div></div>";

#[test]
fn every_frame_has_the_most_serious_alert_with_its_times_before_any_script() {
    let fixture = fixture(&[
        alert("canh-bao", "cảnh báo", "07:30", "18:00"),
        alert("khan", "khẩn", "06:00", "17:00"),
        alert("tin", "thông tin", "07:00", "19:00"),
        alert("da-qua", "khẩn", "05:00", "08:00"),
        alert("sap-toi", "khẩn", "08:01", "20:00"),
    ]);
    fixture.build_again(eight()).unwrap();
    let line = |class: &str, level: &str, title: &str, times: &str| {
        format!(
            "<div class='alert {class}'><p class='what'><strong>{level}</strong>: <span lang='vi'>Tin &lt;{title}&gt;</span></p>\
             <p><small>{times}</small></p><p><a href='/' target='_blank' rel='noopener'>\
             Xem thông báo của Xã Thử và 2 thông báo khác</a></p></div>"
        )
    };
    let seen = line("urgent", "Khẩn", "khan", "06:00 07/09/2024 – 17:00 07/09/2024");
    // It keeps its place below the other one, and is seen once that has ended.
    let kept = line("warning kept", "Cảnh báo", "canh-bao", "07:30 07/09/2024 – 18:00 07/09/2024");
    let place = format!(
        "<div class='alerts full'><div class='came'>{seen}{kept}</div><div class='fresh' aria-live='polite'></div></div>"
    );
    for frame in FRAMES {
        assert_eq!(above(&fixture, frame), place, "{frame}");
    }
    // The program gets titles and times, also of what is yet to come, and nothing that has ended.
    let carried = carried(&fixture);
    assert_eq!(carried[0], "/data/alerts.json");
    let ids: Vec<_> = carried[2]["alerts"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["canh-bao", "khan", "tin", "sap-toi"]);
    let names: Vec<_> = carried[2]["alerts"][0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["from", "id", "level", "title", "until"]);
}

#[test]
fn frames_are_written_again_when_an_alert_begins_ends_or_changes() {
    let fixture = fixture(&[alert("a", "khẩn", "08:00", "09:00")]);
    fixture.build_again(eight() - 1).unwrap();
    assert_eq!(above(&fixture, FRAMES[1]), NOTHING);
    fixture.build_again(eight()).unwrap();
    assert!(above(&fixture, FRAMES[1]).contains("Tin &lt;a&gt;"), "a frame was kept although an alert has begun");
    fixture.put_json("site/data/alerts.json", &json!({"version": 1, "alerts": [alert("b", "khẩn", "08:00", "09:00")]}));
    fixture.build_again(eight() + 60).unwrap();
    assert!(above(&fixture, FRAMES[1]).contains("Tin &lt;b&gt;"), "a frame was kept although the alert has changed");
    fixture.build_again(eight() + 3_600).unwrap();
    assert_eq!(above(&fixture, FRAMES[1]), NOTHING, "a frame was kept although the alert has ended");
}

/// What reads and draws alerts weighs something, and a style changes the policy.
#[test]
fn only_a_site_with_alerts_has_the_program_and_the_style_for_them() {
    let fixture = fixture(&[alert("a", "khẩn", "08:00", "09:00")]);
    fixture.build_again(eight()).unwrap();
    let program = |fixture: &Fixture| {
        let [name] = <[String; 1]>::try_from(fixture.program("out/embed")).unwrap();
        (fixture.out(&format!("embed/{name}")), name)
    };
    let (with, name) = program(&fixture);
    assert_eq!(with, "\0asm alerts");
    let page = fixture.out(FRAMES[0]);
    for part in [".alert{margin:0}", "let wasm_bindgen = 1;", &format!("data-wasm=\"/embed/{name}\"")] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!fixture.path("out/embed/alerts").exists(), "the folder is the app's");

    let without = Fixture::new();
    without.build_again(eight()).unwrap();
    assert_eq!(program(&without).0, "\0asm");
    for frame in FRAMES {
        let page = without.out(frame);
        assert!(!page.contains("alert"), "{page}");
        assert!(page.contains("<body><main><h1 "), "{page}");
    }
}
