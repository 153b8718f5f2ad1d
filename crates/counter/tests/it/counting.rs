//! What is a visit, who is a visitor, and what the three numbers are.

use crate::harness::{Counter, Hit, NOON, PHONE, SITE, Setup};

const OTHER: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";

#[tokio::test]
async fn a_reader_of_several_pages_is_one_visit() {
    let counter = Counter::start().await;
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    for path in ["/", "/bai/mot/", "/bai/hai/", "/tthc/"] {
        counter.count(&Hit::default().on(path)).await;
        counter.pass(20);
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    let visits = counter.visits_of(SITE).await;
    assert_eq!((visits.window_s, visits.unit.as_deref()), (Some(300), Some("visits")));
    assert_eq!(visits.generated_at.unwrap().rfc3339(), "2026-11-26T12:01:20+07:00");
    assert_eq!(visits.since.unwrap().date(), "26/11/2026", "it began today");
}

#[tokio::test]
async fn a_visit_ends_after_thirty_minutes_of_silence() {
    let counter = Counter::start().await;
    counter.count(&Hit::default()).await;
    counter.pass(1799);
    counter.count(&Hit::default().on("/tthc/")).await;
    counter.pass(1799);
    counter.count(&Hit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "an hour of reading is one visit");
    counter.pass(1800);
    assert_eq!(counter.numbers().await, [0, 1, 1]);
    counter.count(&Hit::default()).await;
    assert_eq!(counter.numbers().await, [1, 2, 2]);
}

#[tokio::test]
async fn present_is_who_was_seen_in_the_last_300_seconds() {
    let counter = Counter::start().await;
    counter.count(&Hit::from("203.0.113.1")).await;
    counter.pass(100);
    counter.count(&Hit::from("203.0.113.2")).await;
    counter.pass(199);
    assert_eq!(counter.numbers().await[0], 2);
    counter.pass(1);
    assert_eq!(counter.numbers().await[0], 1);
}

#[tokio::test]
async fn two_tabs_are_one_visitor() {
    let counter = Counter::start().await;
    let (one, two) = (Hit::default().on("/"), Hit::default().on("/tthc/"));
    for _ in 0..5 {
        tokio::join!(counter.count(&one), counter.count(&two));
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn behind_a_shared_address_browsers_are_told_apart() {
    let counter = Counter::start().await;
    counter.count(&Hit::default()).await;
    counter.count(&Hit::default().with("user-agent", OTHER)).await;
    counter.count(&Hit::default().with("user-agent", OTHER).on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn a_phone_with_its_owners_letters_in_its_name_is_a_reader() {
    let counter = Counter::start().await;
    let agent = "Mozilla/5.0 (Linux; Android 12; Điện thoại của Lan) Chrome/120.0.0.0 Mobile Safari/537.36";
    counter.count(&Hit::default().with("user-agent", agent)).await;
    counter.count(&Hit::default().with("user-agent", &agent.replace("Lan", "Huệ"))).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn an_ipv6_prefix_of_64_bits_is_one_visitor() {
    let counter = Counter::start().await;
    for address in ["2001:db8:1:2::1", "2001:db8:1:2:8a2e:370:7334:1", "[2001:db8:1:2::9]:4711"] {
        counter.count(&Hit::from(address)).await;
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.count(&Hit::from("2001:db8:1:3::1")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn midnight_in_vietnam_begins_a_day() {
    let counter = Counter::with(Setup { at: "2026-11-26T16:59:50Z", ..Setup::default() }).await;
    counter.count(&Hit::from("203.0.113.1")).await;
    counter.count(&Hit::from("203.0.113.2")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
    counter.at("2026-11-26T17:00:00Z");
    assert_eq!(counter.numbers().await, [2, 0, 2], "they are still reading");
    counter.pass(10);
    counter.count(&Hit::from("203.0.113.1").on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [2, 1, 3], "a new visit, but nobody new is present");
    counter.pass(299);
    counter.count(&Hit::from("203.0.113.3")).await;
    assert_eq!(counter.numbers().await, [2, 2, 4]);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [2, 2, 4], "as after a restart");
}

#[tokio::test]
async fn a_day_begins_without_anybody() {
    let counter = Counter::start().await;
    counter.count(&Hit::default()).await;
    counter.pass(3 * 86_400);
    assert_eq!(counter.numbers().await, [0, 0, 1]);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [0, 0, 1]);
}

#[tokio::test]
async fn a_clock_that_steps_back_loses_and_doubles_nothing() {
    let counter = Counter::start().await;
    counter.count(&Hit::default()).await;
    counter.pass(-3000);
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.count(&Hit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "the visit goes on");
    counter.pass(300);
    assert_eq!(counter.numbers().await, [0, 1, 1], "nobody is present until the clock has caught up");
}

#[tokio::test]
async fn a_clock_set_right_around_midnight_stays_in_the_new_day() {
    let counter = Counter::with(Setup { at: "2026-11-26T00:00:10+07:00", ..Setup::default() }).await;
    counter.count(&Hit::default()).await;
    counter.at("2026-11-25T23:59:40+07:00");
    counter.count(&Hit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.at("2026-11-26T00:00:30+07:00");
    counter.count(&Hit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "one visit, one day, one salt");
}

#[tokio::test]
async fn a_clock_that_ran_ahead_for_years_costs_nothing() {
    let counter = Counter::start().await;
    counter.count(&Hit::default().on("/bai/mot/")).await;
    counter.at("2031-01-01T12:00:00+07:00");
    counter.count(&Hit::default().on("/bai/hai/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 2]);
    counter.at(NOON);
    counter.pass(60);
    assert_eq!(counter.numbers().await, [1, 1, 2], "the day it is, with what was counted on it");
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [0, 1, 2]);
    assert_eq!(counter.pages(30).await, [("/bai/mot/".to_owned(), 1)], "pages of five years ago were not thrown away");
}

#[tokio::test]
async fn the_old_counters_total_is_kept_and_counted_on() {
    let setup = Setup { start_total: Some(12_943), since: Some("2019-01-01"), ..Setup::default() };
    let counter = Counter::with(setup).await;
    assert_eq!(counter.numbers().await, [0, 0, 12_943]);
    counter.count(&Hit::default()).await;
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [1, 1, 12_944], "it is set, not added again");
    assert_eq!(counter.visits_of(SITE).await.since.unwrap().date(), "01/01/2019");
    let counter = counter.restart(|setup| (setup.start_total, setup.since) = (None, None)).await;
    assert_eq!(counter.numbers().await, [1, 1, 12_944], "it need not be said twice");
    assert_eq!(counter.visits_of(SITE).await.since.unwrap().date(), "01/01/2019");
}

#[tokio::test]
async fn a_total_of_unknown_age_has_no_first_day() {
    let counter = Counter::with(Setup { start_total: Some(12_943), ..Setup::default() }).await;
    assert_eq!(counter.visits_of(SITE).await.since, None);
}

#[tokio::test]
async fn a_restart_ends_no_visit() {
    let counter = Counter::start().await;
    counter.count(&Hit::default()).await;
    let counter = counter.restart(|_| {}).await;
    counter.count(&Hit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    assert_eq!(counter.get("/v1/visits?site=xa.example").await.json()["visitors"], 1);
}

#[tokio::test]
async fn programs_and_pages_fetched_ahead_are_left_out() {
    let counter = Counter::start().await;
    let bots = ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0", ""];
    for agent in bots {
        counter.count(&Hit::default().with("user-agent", agent)).await;
    }
    counter.count(&Hit::default().without("user-agent")).await;
    for (name, value) in [
        ("sec-purpose", "prefetch"),
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
        ("x-moz", "prefetch"),
        ("x-purpose", "preview"),
    ] {
        counter.count(&Hit::default().with(name, value)).await;
    }
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    let metrics = counter.metrics().await;
    assert!(metrics.contains("trangxa_counter_hits_total{outcome=\"Bot\"} 4"), "{metrics}");
    assert!(metrics.contains("trangxa_counter_hits_total{outcome=\"Prefetch\"} 5"), "{metrics}");
}

#[tokio::test]
async fn whoever_does_not_wish_to_be_counted_is_not() {
    let counter = Counter::start().await;
    counter.count(&Hit::default().with("dnt", "1")).await;
    counter.count(&Hit::default().with("sec-gpc", "1")).await;
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    counter.count(&Hit::default().with("dnt", "0")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn the_most_read_pages_are_told_by_period() {
    let counter = Counter::start().await;
    let read = async |path: &str, readers: u8| {
        for reader in 0..readers {
            counter.count(&Hit::from(&format!("203.0.113.{reader}")).on(path)).await;
        }
    };
    read("/bai/cu/", 3).await;
    counter.pass(10 * 86_400);
    read("/bai/tuan-nay/", 2).await;
    counter.pass(6 * 86_400);
    read("/bai/hom-nay/", 1).await;
    let named =
        |pages: &[(&str, u64)]| pages.iter().map(|(path, views)| ((*path).to_owned(), *views)).collect::<Vec<_>>();
    assert_eq!(counter.pages(1).await, named(&[("/bai/hom-nay/", 1)]));
    assert_eq!(counter.pages(7).await, named(&[("/bai/tuan-nay/", 2), ("/bai/hom-nay/", 1)]));
    assert_eq!(counter.pages(30).await, named(&[("/bai/cu/", 3), ("/bai/tuan-nay/", 2), ("/bai/hom-nay/", 1)]));
    counter.pass(14 * 86_400);
    assert_eq!(counter.pages(30).await, named(&[("/bai/tuan-nay/", 2), ("/bai/hom-nay/", 1)]), "the 31st day");
}

#[tokio::test]
async fn a_reload_does_not_make_a_page_more_read() {
    let counter = Counter::start().await;
    for _ in 0..5 {
        counter.count(&Hit::default().on("/bai/mot/?fbclid=abc")).await;
        counter.count(&Hit::default().on("/bai/mot/#cuoi")).await;
    }
    assert_eq!(counter.pages(1).await, [("/bai/mot/".to_owned(), 1)]);
}

#[tokio::test]
async fn page_rows_are_kept_for_400_days_and_days_for_ever() {
    let counter = Counter::start().await;
    counter.count(&Hit::default().on("/bai/mot/")).await;
    let rows = async |counter: Counter, sql: &str| {
        let counter = counter.restart(|_| {}).await;
        let (_, file) = counter.files().into_iter().find(|(name, _)| name == "counter.db").unwrap();
        let copy = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(copy.path(), file).unwrap();
        let connection = rusqlite::Connection::open(copy.path()).unwrap();
        let rows: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        (counter, rows)
    };
    // Each midnight by itself: after a jump of the clock nothing is thrown away.
    for day in 1..=401 {
        counter.pass(86_400);
        counter.numbers().await;
        if day == 400 {
            counter.count(&Hit::default()).await;
        }
    }
    counter.count(&Hit::default()).await;
    let (counter, pages) = rows(counter, "SELECT COUNT(*) FROM page WHERE path = '/bai/mot/'").await;
    assert_eq!(pages, 0);
    let (counter, days) = rows(counter, "SELECT COUNT(*) FROM day").await;
    assert_eq!(days, 3);
    assert_eq!(counter.numbers().await[2], 3);
}

#[tokio::test]
async fn no_file_and_no_answer_holds_an_address_or_a_browser() {
    let counter = Counter::start().await;
    counter.count(&Hit::from("198.51.100.77").with("user-agent", PHONE).on("/bai/mot/")).await;
    counter.count(&Hit::from("2001:db8:77:88::99")).await;
    let raw = [[198, 51, 100, 77].to_vec(), vec![0x20, 0x01, 0x0d, 0xb8, 0, 0x77, 0, 0x88]];
    let spelled = ["198.51.100.77", "2001:db8:77:88", "Android 10"].map(|text| text.as_bytes().to_vec());
    let holds = |bytes: &[u8], piece: &[u8]| bytes.windows(piece.len()).any(|window| window == piece);
    let mut written = counter.files();
    assert!(written.iter().any(|(name, bytes)| name.ends_with("-wal") && holds(bytes, b"/bai/mot/")), "it was written");
    written.push(("metrics".to_owned(), counter.metrics().await.into_bytes()));
    for (name, bytes) in &written {
        for piece in raw.iter().chain(&spelled) {
            assert!(!holds(bytes, piece), "{name} holds {piece:?}");
        }
    }
}

#[tokio::test]
async fn yesterdays_hashes_and_nonce_are_gone_from_the_files_after_midnight() {
    let counter = Counter::start().await;
    // More than fit on one page of the file.
    for reader in 0..500 {
        counter.count(&Hit::from(&format!("203.0.{}.{}", reader / 250, reader % 250))).await;
    }
    let (nonce, keys) = secrets(&counter);
    assert_eq!(keys.len(), 500);
    counter.pass(86_400);
    counter.count(&Hit::default().with("user-agent", OTHER)).await;
    let (new_nonce, new_keys) = secrets(&counter);
    assert_ne!(nonce, new_nonce);
    assert_eq!(new_keys.len(), 1, "today's alone");
    for (name, bytes) in counter.files() {
        assert!(!bytes.windows(32).any(|window| window == nonce), "{name} still holds yesterday's nonce");
        let left = bytes.windows(8).filter(|window| keys.iter().any(|key| key == window)).count();
        assert_eq!(left, 0, "{name} still holds yesterday's visitors");
    }
}

/// The nonce and the visitors' keys in a service's file, as their bytes lie there.
fn secrets(counter: &Counter) -> (Vec<u8>, Vec<[u8; 8]>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in counter.files().into_iter().filter(|(name, _)| name != "counter.db-shm") {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let connection = rusqlite::Connection::open(folder.path().join("counter.db")).unwrap();
    let nonce = connection.query_row("SELECT nonce FROM salt", [], |row| row.get(0)).unwrap();
    let mut keys = connection.prepare("SELECT key FROM seen").unwrap();
    let keys = keys.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    (nonce, keys.map(|key| key.unwrap().to_be_bytes()).collect())
}
