//! The registers: official documents, and what residents and inspectors come for.

use serde_json::{Value, json};
use trangxa_e2e::{Browser, Profile};
use trangxa_host::Fault;

use crate::sites;

const REGISTER: &str = "van-ban/";
/// Amended, replaced, a draft: the documents that the tests look at.
const AMENDED: &str = "van-ban/14-qd-ubnd-2023/";

/// A phone whose clock stands still at this time.
async fn phone_at(time: &str) -> Browser {
    let browser = Browser::open(Profile::phone()).await;
    browser.run_first(&format!("Date.now = () => Date.parse('{time}')")).await;
    browser
}

/// The names of the documents that are listed.
async fn listed(browser: &Browser) -> Vec<String> {
    browser.texts(".documents li > a").await
}

/// Finds a document from the home page: two taps, and its state of force is there.
async fn find_the_plan(browser: &Browser, home: &str) {
    browser.goto(home).await;
    sites::follow(browser, "main a[href$='/van-ban/']").await;
    sites::follow(browser, "a[href$='/van-ban/12-kh-ubnd-2025/']").await;
    assert_eq!(browser.text("h1").await, "Kế hoạch 12/KH-UBND");
    assert_eq!(browser.text(".standing .force").await, "Còn hiệu lực");
    let below = "return document.querySelector('.standing').getBoundingClientRect().bottom - innerHeight";
    assert!(browser.eval(below).await.as_f64().is_some_and(|below| below <= 0.0), "the state is on the first screen");
}

#[tokio::test]
async fn a_document_and_its_force_are_two_taps_away() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-20T10:00:00+07:00").await;
    find_the_plan(&browser, &host.url()).await;
    browser.finish(&[]).await;
    let browser = Browser::open(Profile { javascript: false, ..Profile::phone() }).await;
    find_the_plan(&browser, &host.url()).await;
    // A document of another year is one tap more.
    browser.goto(&format!("{}{REGISTER}", host.url())).await;
    sites::follow(&browser, "a[href$='/van-ban/nam/2023/']").await;
    sites::follow(&browser, "a[href$='/van-ban/14-qd-ubnd-2023/']").await;
    assert_eq!(browser.text(".relations dd a").await, "26/QĐ-UBND");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn documents_are_found_by_number_as_people_write_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-20T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}{REGISTER}", host.url())).await;
    sites::settled(&browser).await;
    assert_eq!(sites::count_requests(&host, "data/van-ban/nam/2023.json"), 0, "no year is fetched before a search");
    browser.click("main input[type=search]").await;
    for typed in ["12/KH-UBND", "12 KH-UBND", "KH 12", "kh-ubnd 12"] {
        browser.fill("main input[type=search]", typed).await;
        browser.wait(typed, "document.querySelector('.list [role=status]').innerText === 'Tìm thấy 1 văn bản'").await;
        assert_eq!(listed(&browser).await, ["Kế hoạch 12/KH-UBND"], "{typed}");
    }
    // Words without marks, in documents of all years.
    browser.fill("main input[type=search]", "phong chong thien tai").await;
    browser.wait("three plans", "document.querySelectorAll('.documents li').length === 3").await;
    assert_eq!(listed(&browser).await, ["Kế hoạch 22/KH-UBND", "Kế hoạch 19/KH-UBND", "Kế hoạch 15/KH-UBND"]);
    assert_eq!(
        browser.texts(".documents .force").await,
        ["Còn hiệu lực", "Hết hiệu lực toàn bộ", "Hết hiệu lực toàn bộ"]
    );
    browser.fill("main input[type=search]", "không có văn bản này").await;
    browser.wait("the message", "document.querySelector('.list [role=status]').innerText.startsWith('Không có')").await;
    browser.fill("main input[type=search]", "").await;
    browser.wait("the head", "document.querySelector('.years')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn documents_are_chosen_by_type_year_and_force_on_a_day() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-20T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}{REGISTER}", host.url())).await;
    browser.click(".choices summary").await;
    let choose = async |name: &str, value: &str| {
        let script = format!(
            "const list = document.querySelector('[name={name}]'); list.value = {}; list.dispatchEvent(new Event('input', {{bubbles: true}}))",
            json!(value)
        );
        browser.eval(&script).await;
    };
    choose("loai", "nghi-quyet").await;
    browser.wait("the resolutions", "document.querySelectorAll('.documents li').length === 4").await;
    choose("hieu-luc", "con-hieu-luc").await;
    browser.wait("those in force", "document.querySelectorAll('.documents li').length === 3").await;
    // On another day others are: the resolution of 2025 is not yet, the one that it replaces is, and one is suspended.
    let day = "const day = document.querySelector('.choices [type=date]'); day.value = '2024-06-01'; day.dispatchEvent(new Event('input', {bubbles: true}))";
    browser.eval(day).await;
    browser.wait("those of 2024", "document.querySelectorAll('.documents li').length === 1").await;
    assert_eq!(listed(&browser).await, ["Nghị quyết 05/2023/NQ-HĐND"]);
    choose("hieu-luc", "ngung-hieu-luc").await;
    browser.wait("the suspended", "document.querySelector('.documents').innerText.includes('04/2023')").await;
    choose("hieu-luc", "").await;
    choose("nam", "2024").await;
    browser.wait("the year", "document.querySelectorAll('.documents li').length === 1").await;
    assert_eq!(listed(&browser).await, ["Nghị quyết 05/2024/NQ-HĐND"]);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn where_a_year_cannot_be_had_the_rest_is_found_and_the_page_says_so() {
    let host = sites::serve(sites::demo(), "/").await;
    for fault in [Fault::Status(404), Fault::Html, Fault::CutOff] {
        let browser = phone_at("2025-06-20T10:00:00+07:00").await;
        host.faults().set("data/van-ban/nam/2024.json", fault);
        sites::open_live(&browser, &format!("{}{REGISTER}", host.url())).await;
        browser.click("main input[type=search]").await;
        browser.fill("main input[type=search]", "thien tai").await;
        browser.wait("the note", "document.querySelector('.list .note')").await;
        browser.wait("the rest", "document.querySelectorAll('.documents li').length === 2").await;
        browser.finish(&["data/van-ban/nam/2024.json"]).await;
        host.faults().clear_all();
    }
}

#[tokio::test]
async fn a_document_says_its_force_on_any_day_and_leads_to_what_ended_it() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-20T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}{AMENDED}", host.url())).await;
    assert_eq!(browser.text(".standing .force").await, "Hết hiệu lực một phần");
    assert!(browser.text(".standing").await.contains("từ ngày 04/03/2025"));
    let day = "const day = document.querySelector('main [type=date]'); day.value = '2024-01-01'; day.dispatchEvent(new Event('input', {bubbles: true}))";
    browser.eval(day).await;
    browser.wait("the state then", "document.querySelector('.standing .force').innerText === 'Còn hiệu lực'").await;
    assert!(browser.text(".standing").await.contains("Từ ngày 04/03/2025: hết hiệu lực một phần"));
    sites::follow(&browser, ".relations dd a").await;
    browser.wait("the other document", "document.querySelector('h1').innerText === 'Quyết định 26/QĐ-UBND'").await;
    // The relation stands on both sides, although one names it.
    assert_eq!(browser.text(".relations dd a").await, "14/QĐ-UBND");
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_draft_counts_its_days_and_closes_by_itself() {
    let host = sites::serve(sites::demo(), "/").await;
    for (time, state) in [
        ("2025-06-20T10:00:00+07:00", "Còn 11 ngày để góp ý, đến hết ngày 30/06/2025"),
        ("2025-06-30T23:59:00+07:00", "Hôm nay là ngày cuối để góp ý, đến hết ngày 30/06/2025"),
        ("2025-07-01T00:00:00+07:00", "Đã hết hạn góp ý"),
    ] {
        let browser = phone_at(time).await;
        sites::open_live(&browser, &format!("{}van-ban/du-thao-quy-uoc-cac-thon/", host.url())).await;
        browser
            .wait(state, &format!("document.querySelector('.standing .force').innerText === {}", json!(state)))
            .await;
        assert_eq!(browser.text(".standing a[href^='mailto:']").await, "vanphong@quangthanh.example");
        browser.goto(&format!("{}{REGISTER}", host.url())).await;
        sites::live(&browser).await;
        let is_open = !state.starts_with("Đã");
        browser.wait("the section of open drafts", &format!("!!document.querySelector('.drafts') === {is_open}")).await;
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn a_register_that_changes_while_it_is_open_is_shown_anew() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    sites::open_live(&browser, &format!("{}{REGISTER}", host.url())).await;
    let mut register = sites::document("data/documents.json");
    let new = json!({"number": "99/TB-UBND", "type": "Thông báo", "abstract": "Mới ban hành", "issued": "2025-06-28"});
    register["documents"].as_array_mut().expect("a list").push(new);
    host.faults().set("data/documents.json", Fault::Body(register.to_string()));
    sites::renew(&browser).await;
    // A content management system wrote the whole register over the head that the publisher wrote.
    browser.wait("the new one", "document.querySelector('.documents').innerText.includes('99/TB-UBND')").await;
    assert_eq!(listed(&browser).await.iter().filter(|name| name.contains("99/TB-UBND")).count(), 1);
    browser.finish(&[]).await;
}

#[tokio::test]
async fn a_hostile_search_is_a_search() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-20T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}{REGISTER}", host.url())).await;
    browser.click("main input[type=search]").await;
    for typed in ["<img src=x onerror=alert(1)>".to_owned(), "a ".repeat(5_000), "%41\\\u{202e}\"'".to_owned()] {
        browser.eval(&format!("const field = document.querySelector('main input[type=search]'); field.value = {}; field.dispatchEvent(new Event('input', {{bubbles: true}}))", json!(typed))).await;
        browser.wait("an answer", "document.querySelector('.list [role=status]')").await;
    }
    assert_eq!(browser.eval("return document.querySelectorAll('main img').length").await, Value::from(0));
    browser.finish(&[]).await;
}

/// Finds out when the chairman receives citizens, and who signs land papers.
async fn find_the_chairman(browser: &Browser, home: &str) {
    browser.goto(home).await;
    sites::follow(browser, "main a[href$='/lich/']").await;
    let day = browser.text(".list").await;
    assert!(day.contains("Chủ tịch tiếp công dân định kỳ"), "{day}");
    browser.goto(home).await;
    sites::follow(browser, "main a[href$='/to-chuc/']").await;
    assert!(browser.text("#chu-tich-ubnd").await.contains("Ký giấy tờ đất đai"));
    assert_eq!(browser.text("#pho-chu-tich-hdnd h3").await, "đang khuyết");
}

#[tokio::test]
async fn the_chairmans_hours_and_who_signs_are_a_tap_away() {
    let host = sites::serve(sites::demo(), "/").await;
    for profile in [Profile::phone(), Profile { javascript: false, ..Profile::phone() }] {
        let browser = Browser::open(profile).await;
        find_the_chairman(&browser, &host.url()).await;
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn today_is_vietnams_today_on_a_phone_anywhere() {
    let host = sites::serve(sites::demo(), "/").await;
    for (time, today, first) in [
        ("2025-06-18T23:59:20+07:00", "Thứ Tư, 18/06/2025", "Khám sức khỏe cho người cao tuổi"),
        ("2025-06-19T00:01:00+07:00", "Thứ Năm, 19/06/2025", "Chủ tịch tiếp công dân định kỳ"),
    ] {
        let browser = phone_at(time).await;
        // A phone that somebody took along.
        browser.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": "America/Los_Angeles"})).await;
        sites::open_live(&browser, &format!("{}lich/", host.url())).await;
        browser.wait("today", "document.querySelector('.today .mark')").await;
        assert!(browser.text(".today h3").await.contains(today), "{}", browser.text(".today h3").await);
        let entry = browser.text(".today li").await;
        assert!(entry.contains(first), "{entry}");
        assert_eq!(browser.eval("return document.querySelectorAll('.today').length").await, 1);
        browser.finish(&[]).await;
    }
}

#[tokio::test]
async fn an_open_calendar_goes_on_at_midnight() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = Browser::open(Profile::phone()).await;
    browser.run_first("const start = Date.parse('2025-06-18T23:59:20+07:00'); Date.now = () => start").await;
    browser.stop_clock().await;
    sites::open_live(&browser, &format!("{}lich/", host.url())).await;
    browser.wait("the day", "document.querySelector('.today h3').innerText.includes('18/06/2025')").await;
    browser.turn_clock(60).await;
    browser.wait("the next day", "document.querySelector('.today h3').innerText.includes('19/06/2025')").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn what_is_cancelled_or_moved_stays_struck_with_its_reason() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-18T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}lich/", host.url())).await;
    let struck = browser.texts(".week s").await;
    assert_eq!(
        struck,
        [
            "Tiếp xúc cử tri trước khi kết thúc hoạt động của xã",
            "Khám sức khỏe cho người cao tuổi",
            "Chủ tịch tiếp công dân định kỳ"
        ]
    );
    let week = sites::collapsed(&browser.text(".week").await);
    for fact in [
        "Đã huỷ: Bác sĩ được điều đi chống dịch",
        "Chuyển sang 14:00 ngày 20/06/2025",
        "trước đây 14:00 ngày 16/06/2025",
        "ngày 21 tháng 5 âm lịch",
    ] {
        assert!(week.contains(fact), "{fact} in {week}");
    }
    // Another week, another kind.
    browser.click(".tools button:last-of-type").await;
    browser.wait("the next week", "document.querySelector('.week').innerText.includes('23/06/2025')").await;
    let kind = "const list = document.querySelector('[name=loai]'); list.value = 'tiep-cong-dan'; list.dispatchEvent(new Event('input', {bubbles: true}))";
    browser.eval(kind).await;
    browser.wait("one kind", "document.querySelectorAll('.week li').length === 1").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn the_home_page_shows_the_next_three_days() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-17T10:00:00+07:00").await;
    sites::open_live(&browser, &host.url()).await;
    // The page was written on another day, so the calendar is fetched.
    browser.wait("the days", "document.querySelector('.days').innerText.includes('Tiếp xúc cử tri')").await;
    let days = browser.texts(".days li").await;
    assert_eq!(days.len(), 3, "{days:?}");
    assert!(days[0].starts_with("Hôm nay 13:30–16:30 Tổ công nghệ số"), "{days:?}");
    assert_eq!(browser.texts(".days s").await, ["Khám sức khỏe cho người cao tuổi"]);
    // The same where the program builds the page.
    sites::follow(&browser, ".days h2 a").await;
    browser.back().await;
    browser.wait("the days again", "document.querySelectorAll('.days li').length === 3").await;
    browser.finish(&[]).await;
}

#[tokio::test]
async fn files_to_subscribe_to_are_there_for_each_kind() {
    let host = sites::serve(sites::demo(), "/").await;
    let browser = phone_at("2025-06-18T10:00:00+07:00").await;
    sites::open_live(&browser, &format!("{}lich/", host.url())).await;
    let links = browser.eval("return [...document.querySelectorAll('.subscribe a')].map(it => it.pathname)").await;
    assert_eq!(links.as_array().map(Vec::len), Some(6), "{links}");
    for link in links.as_array().expect("a list") {
        let script = format!("const answer = await fetch({link}); return [answer.status, await answer.text()]");
        let answer = browser.eval_async(&script).await;
        let text = answer[1].as_str().unwrap_or_default();
        assert!(answer[0] == 200 && text.starts_with("BEGIN:VCALENDAR\r\n"), "{link}: {answer}");
        assert!(text.contains("SUMMARY:"), "{link}");
    }
    browser.finish(&[]).await;
}
