//! The rules of counting: views, visits, visitors, online, and the most read pages.

use crate::harness::{BrowserHit, Counter, PHONE, SITE, Setup};
use std::sync::Arc;

const OTHER: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";

#[tokio::test]
async fn several_pages_in_a_row_are_one_visit() {
    let counter = Counter::start().await;
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    for path in ["/", "/bai/mot/", "/bai/hai/", "/tthc/"] {
        counter.count(&BrowserHit::default().on(path)).await;
        counter.pass(20);
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    let visits = counter.visits_of(SITE).await;
    assert_eq!((visits.window_s, visits.unit.as_deref()), (Some(300), Some("visits")));
    assert_eq!(visits.generated_at.unwrap().rfc3339(), "2026-11-26T12:01:20+07:00");
    assert_eq!(visits.since.unwrap().date(), "26/11/2026", "counting began today");
}

#[tokio::test]
async fn a_visit_ends_after_thirty_minutes_of_silence() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.pass(1799);
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    counter.pass(1799);
    counter.count(&BrowserHit::default()).await;
    assert_eq!(counter.numbers().await, [1, 1, 1], "an hour with a view every half hour is one visit");
    counter.pass(1800);
    assert_eq!(counter.numbers().await, [0, 1, 1]);
    counter.count(&BrowserHit::default()).await;
    assert_eq!(counter.numbers().await, [1, 2, 2]);
}

#[tokio::test]
async fn a_visitor_is_online_for_300_seconds_after_the_last_view() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::from("203.0.113.1")).await;
    counter.pass(100);
    counter.count(&BrowserHit::from("203.0.113.2")).await;
    counter.pass(199);
    assert_eq!(counter.numbers().await[0], 2);
    counter.pass(1);
    assert_eq!(counter.numbers().await[0], 1);
}

#[tokio::test]
async fn two_tabs_are_one_visitor() {
    let counter = Counter::start().await;
    let (one, two) = (BrowserHit::default().on("/"), BrowserHit::default().on("/tthc/"));
    for _ in 0..5 {
        tokio::join!(counter.count(&one), counter.count(&two));
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn different_browsers_at_one_address_are_different_visitors() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.count(&BrowserHit::default().with("user-agent", OTHER)).await;
    counter.count(&BrowserHit::default().with("user-agent", OTHER).on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn a_user_agent_with_letters_beyond_ascii_is_counted() {
    let counter = Counter::start().await;
    let agent = "Mozilla/5.0 (Linux; Android 12; Điện thoại của Lan) Chrome/120.0.0.0 Mobile Safari/537.36";
    counter.count(&BrowserHit::default().with("user-agent", agent)).await;
    counter.count(&BrowserHit::default().with("user-agent", &agent.replace("Lan", "Huệ"))).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn an_ipv6_prefix_of_64_bits_is_one_visitor() {
    let counter = Counter::start().await;
    for address in ["2001:db8:1:2::1", "2001:db8:1:2:8a2e:370:7334:1", "[2001:db8:1:2::9]:4711"] {
        counter.count(&BrowserHit::from(address)).await;
    }
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    counter.count(&BrowserHit::from("2001:db8:1:3::1")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
}

#[tokio::test]
async fn midnight_in_vietnam_begins_a_day() {
    let counter = Counter::with(Setup { at: "2026-11-26T16:59:50Z", ..Setup::default() }).await;
    counter.count(&BrowserHit::from("203.0.113.1")).await;
    counter.count(&BrowserHit::from("203.0.113.2")).await;
    assert_eq!(counter.numbers().await, [2, 2, 2]);
    counter.at("2026-11-26T17:00:00Z");
    assert_eq!(counter.numbers().await, [2, 0, 2], "visitors from before midnight are still online");
    counter.pass(10);
    counter.count(&BrowserHit::from("203.0.113.1").on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [2, 1, 3], "a new visit, but not another online visitor");
    counter.pass(299);
    counter.count(&BrowserHit::from("203.0.113.3")).await;
    assert_eq!(counter.numbers().await, [2, 2, 4]);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [2, 2, 4], "the same after a restart");
}

#[tokio::test]
async fn a_day_begins_without_a_hit() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default()).await;
    counter.pass(3 * 86_400);
    assert_eq!(counter.numbers().await, [0, 0, 1]);
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [0, 0, 1]);
}

#[tokio::test]
async fn counting_continues_from_the_total_of_the_previous_counter() {
    let setup = Setup { start_total: Some(12_943), since: Some("2019-01-01"), ..Setup::default() };
    let counter = Counter::with(setup).await;
    assert_eq!(counter.numbers().await, [0, 0, 12_943]);
    counter.count(&BrowserHit::default()).await;
    let counter = counter.restart(|_| {}).await;
    assert_eq!(counter.numbers().await, [1, 1, 12_944], "the total is set once, not added again");
    assert_eq!(counter.visits_of(SITE).await.since.unwrap().date(), "01/01/2019");
    let counter = counter.restart(|setup| (setup.start_total, setup.since) = (None, None)).await;
    assert_eq!(counter.numbers().await, [1, 1, 12_944], "the option is needed only once");
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
    counter.count(&BrowserHit::default()).await;
    let counter = counter.restart(|_| {}).await;
    counter.count(&BrowserHit::default().on("/tthc/")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
    assert_eq!(counter.get("/v1/visits?site=xa.example").await.json()["visitors"], 1);
}

#[tokio::test]
async fn programs_and_prefetched_pages_are_not_counted() {
    let counter = Counter::start().await;
    let bots = ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0", ""];
    for agent in bots {
        counter.count(&BrowserHit::default().with("user-agent", agent)).await;
    }
    counter.count(&BrowserHit::default().without("user-agent")).await;
    for (name, value) in [
        ("sec-purpose", "prefetch"),
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
        ("x-moz", "prefetch"),
        ("x-purpose", "preview"),
    ] {
        counter.count(&BrowserHit::default().with(name, value)).await;
    }
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    let metrics = counter.metrics().await;
    assert!(metrics.contains("trangxa_counter_hits_total{outcome=\"Bot\"} 4"), "{metrics}");
    assert!(metrics.contains("trangxa_counter_hits_total{outcome=\"Prefetch\"} 5"), "{metrics}");
}

#[tokio::test]
async fn readers_who_opt_out_are_not_counted() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default().with("dnt", "1")).await;
    counter.count(&BrowserHit::default().with("sec-gpc", "1")).await;
    assert_eq!(counter.numbers().await, [0, 0, 0]);
    counter.count(&BrowserHit::default().with("dnt", "0")).await;
    assert_eq!(counter.numbers().await, [1, 1, 1]);
}

#[tokio::test]
async fn the_most_read_pages_are_ranked_by_period() {
    let counter = Counter::start().await;
    let read = async |path: &str, readers: u8| {
        for reader in 0..readers {
            counter.count(&BrowserHit::from(&format!("203.0.113.{reader}")).on(path)).await;
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
async fn a_reload_is_not_a_view() {
    let counter = Counter::start().await;
    for _ in 0..5 {
        counter.count(&BrowserHit::default().on("/bai/mot/?fbclid=abc")).await;
        counter.count(&BrowserHit::default().on("/bai/mot/#cuoi")).await;
    }
    assert_eq!(counter.pages(1).await, [("/bai/mot/".to_owned(), 1)]);
}

#[tokio::test]
async fn page_rows_are_kept_for_400_days_and_day_rows_for_ever() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    let rows = async |counter: Counter, sql: &str| {
        let counter = counter.restart(|_| {}).await;
        let (_, file) = counter.files().into_iter().find(|(name, _)| name == "counter.db").unwrap();
        let copy = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(copy.path(), file).unwrap();
        let connection = rusqlite::Connection::open(copy.path()).unwrap();
        let rows: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        (counter, rows)
    };
    // The clock passes each midnight separately, because no rows are deleted after the clock jumped.
    for day in 1..=401 {
        counter.pass(86_400);
        counter.numbers().await;
        // Pages are only deleted while there is something to count on most days.
        if day >= 390 {
            counter.count(&BrowserHit::default()).await;
        }
    }
    counter.count(&BrowserHit::default()).await;
    let (counter, pages) = rows(counter, "SELECT COUNT(*) FROM page WHERE path = '/bai/mot/'").await;
    assert_eq!(pages, 0);
    let (counter, days) = rows(counter, "SELECT COUNT(*) FROM day").await;
    assert_eq!(days, 13);
    assert_eq!(counter.numbers().await[2], 13);
}

#[tokio::test]
async fn no_file_and_no_metric_contains_an_address_or_a_user_agent() {
    let counter = Counter::start().await;
    counter.count(&BrowserHit::from("198.51.100.77").with("user-agent", PHONE).on("/bai/mot/")).await;
    counter.count(&BrowserHit::from("2001:db8:77:88::99")).await;
    let raw = [[198, 51, 100, 77].to_vec(), vec![0x20, 0x01, 0x0d, 0xb8, 0, 0x77, 0, 0x88]];
    let spelled = ["198.51.100.77", "2001:db8:77:88", "Android 10"].map(|text| text.as_bytes().to_vec());
    let holds = |bytes: &[u8], piece: &[u8]| bytes.windows(piece.len()).any(|window| window == piece);
    let mut written = counter.files();
    assert!(
        written.iter().any(|(name, bytes)| name.ends_with("-wal") && holds(bytes, b"/bai/mot/")),
        "the hit was written to the log"
    );
    written.push(("metrics".to_owned(), counter.metrics().await.into_bytes()));
    for (name, bytes) in &written {
        for piece in raw.iter().chain(&spelled) {
            assert!(!holds(bytes, piece), "{name} contains {piece:?}");
        }
    }
}

#[tokio::test]
async fn yesterdays_hashes_and_nonce_are_overwritten_after_midnight() {
    let counter = Arc::new(Counter::start().await);
    // More visitors than one page of the file can hold; at the same time, so that many share a commit.
    let tasks = (0..20).map(|network| {
        let counter = Arc::clone(&counter);
        tokio::spawn(async move {
            for host in 0..25 {
                counter.count(&BrowserHit::from(&format!("203.0.{network}.{host}"))).await;
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let (nonce, keys) = secrets(&counter);
    assert_eq!(keys.len(), 500);
    counter.pass(86_400);
    counter.count(&BrowserHit::default().with("user-agent", OTHER)).await;
    let (new_nonce, new_keys) = secrets(&counter);
    assert_ne!(nonce, new_nonce);
    assert_eq!(new_keys.len(), 1, "only today's visitor");
    for (name, bytes) in counter.files() {
        assert!(!bytes.windows(32).any(|window| window == nonce), "{name} still contains yesterday's nonce");
        let left = bytes.windows(8).filter(|window| keys.iter().any(|key| key == window)).count();
        assert_eq!(left, 0, "{name} still contains yesterday's visitors");
    }
}

/// The nonce and the visitors' keys in a service's file, as the bytes that SQLite stores.
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
