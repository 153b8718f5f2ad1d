//! Clocks that are wrong for a while.

use crate::harness::{BrowserHit, Counter, NOON, SITE, Setup};

const TWO_SITES: &[&str] = &["https://xa.example/", "https://tinh.example/"];
const YEAR_2100: &str = "2100-01-01T12:00:00+07:00";

/// Asserts that nothing in the database is of a later day than that of [`NOON`].
fn assert_no_day_to_come(counter: &Counter) {
    let today = 20_783;
    for query in [
        "SELECT COALESCE(MAX(day), 0) FROM day",
        "SELECT COALESCE(MAX(day), 0) FROM page",
        "SELECT COALESCE(MAX(day), 0) FROM salt",
        "SELECT COALESCE(MAX(since), 0) FROM site",
        "SELECT COALESCE(MAX(at), 0) / 86400 FROM seen",
    ] {
        assert!(counter.stored(query) <= today, "{query}");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_back_loses_and_doubles_no_visit() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.pass(-3000);
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "the visit continues");
    counter.pass(300);
    assert_eq!(counter.numbers().await, [0, 1, 1], "five minutes later the visitor is not online any more");
}

#[tokio::test]
async fn a_day_that_has_begun_continues_when_the_clock_is_set_back_by_seconds() {
    let counter = Counter::with(Setup { at: "2026-11-26T00:00:10+07:00", ..Setup::default() }).await;
    counter.count(&BrowserHit::default()).await;
    counter.at("2026-11-25T23:59:40+07:00");
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.at("2026-11-26T00:00:30+07:00");
    counter.count(&BrowserHit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "one visit, one day, one salt");
}

#[tokio::test]
async fn after_a_clock_was_years_ahead_no_count_is_lost() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    counter.at("2031-01-01T12:00:00+07:00");
    counter.count(&BrowserHit::default().on("/bai/hai/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 2]);
    counter.at(NOON);
    counter.pass(60);
    assert_eq!(counter.numbers().await, [1, 2, 2], "both were today, whatever the clock said");
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [0, 2, 2]);
    let pages = ["/bai/hai/", "/bai/mot/"].map(|path| (path.to_owned(), 1));
    assert_eq!(counter.pages(1).await, pages, "no page of five years before was deleted");
}

#[tokio::test]
async fn a_clock_at_2100_leaves_no_day_behind() {
    let counter = Counter::with(Setup { origins: TWO_SITES, ..Setup::default() }).await;
    let other = BrowserHit::from("203.0.113.9").with("origin", "https://tinh.example").of("tinh.example");
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    counter.count(&other).await;
    for day in 0..3 {
        counter.at(YEAR_2100);
        counter.pass(day * 86_400);
        counter.count(&BrowserHit::default().on("/bai/mot/")).await;
        counter.count(&BrowserHit::from("203.0.113.8").on("/bai/hai/")).await;
    }
    counter.at(NOON);
    counter.pass(60);
    counter.count(&BrowserHit::from("203.0.113.7").on("/bai/ba/")).await;
    assert_eq!(counter.numbers().await[1..], [8, 8], "1 before, 6 in 2100, 1 afterwards");
    assert_eq!(counter.visits_of("tinh.example").await.total, Some(1), "a site without a hit in 2100");
    let views = [("/bai/mot/", 4), ("/bai/hai/", 3), ("/bai/ba/", 1)].map(|(path, views)| (path.to_owned(), views));
    assert_eq!(counter.pages(1).await, views);
    assert_eq!(counter.pages(30).await, views);
    assert_no_day_to_come(&counter);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await[1..], [8, 8]);
    counter.pass(86_400);
    assert_eq!(counter.numbers().await, [0, 0, 8]);
}

#[tokio::test]
async fn a_clock_that_is_corrected_while_the_service_is_stopped_leaves_no_day_behind() {
    let counter = Counter::with(Setup { at: YEAR_2100, ..Setup::default() }).await;
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    assert_eq!(counter.visits_of(SITE).await.since.unwrap().date(), "01/01/2100");
    counter.at(NOON);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await[1..], [1, 1]);
    assert_eq!(counter.visits_of(SITE).await.since.unwrap().date(), "26/11/2026");
    counter.count(&BrowserHit::default().on("/bai/hai/")).await;
    assert_no_day_to_come(&counter);
}

#[tokio::test]
async fn a_day_that_was_ahead_is_moved_once() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.at("2027-03-01T12:00:00+07:00");
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    counter.at(NOON);
    for _ in 0..3 {
        assert_eq!(counter.numbers().await[1..], [2, 2]);
    }
    counter.at("2027-03-01T12:00:00+07:00");
    assert_eq!(counter.numbers().await[1..], [0, 2], "nothing is left of that day");
    counter.at(NOON);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await[1..], [2, 2]);
}

#[tokio::test]
async fn a_clock_that_is_some_days_behind_changes_no_day_that_was_counted() {
    let counter = Counter::start().await;
    for _ in 0..5 {
        counter.pass(86_400);
        counter.count(&BrowserHit::default()).await;
    }
    let days = "SELECT COUNT(*) FROM day";
    assert_eq!(counter.stored(days), 5);
    counter.pass(-3 * 86_400);
    counter.count(&BrowserHit::default()).await;
    let counter = counter.restart(|_| {}).await;
    assert_eq!((counter.stored(days), counter.numbers().await[2]), (5, 6));
    counter.pass(3 * 86_400);
    assert_eq!(counter.numbers().await, [0, 1, 6], "today is as it was");
}

#[tokio::test]
async fn midnights_of_a_clock_that_is_ahead_delete_no_page() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    counter.at(YEAR_2100);
    for _ in 0..3 {
        counter.pass(86_400);
        counter.count(&BrowserHit::default().on("/tthc/")).await;
    }
    counter.at(NOON);
    assert!(counter.pages(1).await.contains(&("/bai/mot/".to_owned(), 1)));
}

#[tokio::test]
async fn time_stands_still_while_the_clock_is_in_1970() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.at("1970-01-01T00:00:05Z");
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    let visits = counter.visits_of(SITE).await;
    assert_eq!(visits.generated_at.unwrap().rfc3339(), NOON);
    assert_eq!(counter.get("/v1/pages?site=xa.example").await.json()["generated_at"], NOON);
    counter.at(NOON);
    counter.pass(60);
    counter.count(&BrowserHit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "one visit");
    assert_eq!(counter.stored("SELECT COUNT(*) FROM day"), 1);
    assert_eq!(counter.stored("SELECT MIN(day) FROM day"), 20_783);
}
