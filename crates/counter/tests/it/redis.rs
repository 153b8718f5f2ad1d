//! Several instances on one Redis server count like one instance with a file.

use crate::harness::{BrowserHit, Counter, NOON, SITE, Setup};
use crate::long_tests;
use crate::pseudo_random::PseudoRandom;
use ::redis::{Commands, Connection};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use trangxa_counter::VietnamDay;
use trangxa_counter::metrics::Metrics;
use trangxa_counter::salt::{Nonce, Salt, Secret};
use trangxa_counter::site::Sites;
use trangxa_counter::store::redis::RedisStore;
use trangxa_model::Timestamp;

/// After this time a test fails if an instance has not recovered; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(30);

/// A Redis server for one test, on a free port; it is killed when this value is dropped.
pub(crate) struct RedisServer {
    process: Child,
    port: u16,
    folder: TempDir,
    is_durable: bool,
}

impl RedisServer {
    pub(crate) fn start() -> Self {
        Self::with(false)
    }

    /// A server that writes every change to its disk (append-only file).
    fn durable() -> Self {
        Self::with(true)
    }

    fn with(is_durable: bool) -> Self {
        let launch_on_free_port = || {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let folder = tempfile::tempdir().unwrap();
            Self { process: launch(port, &folder, is_durable), port, folder, is_durable }
        };
        // Another process may take the port between this and the start of the server, which ends then.
        let started = (0..10).map(|_| launch_on_free_port()).find_map(|mut server| server.is_ready().then_some(server));
        started.expect("redis-server should start")
    }

    pub(crate) fn address(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    pub(crate) fn connect(&self) -> Connection {
        ::redis::Client::open(self.address()).unwrap().get_connection().unwrap()
    }

    /// Waits until the server accepts connections; returns false if it ended instead.
    fn is_ready(&mut self) -> bool {
        let log = BufReader::new(self.process.stdout.take().unwrap());
        let mut lines = log.lines().map_while(Result::ok);
        // The last line that the server logs when it starts, also after it has loaded its data.
        let is_ready = lines.any(|line| line.contains("Ready to accept connections"));
        // Something must read the rest of the log, or the server would block when the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        is_ready
    }

    /// Kills the server without letting it write anything.
    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts the server again with the same port and folder.
    fn restart(&mut self) {
        self.process = launch(self.port, &self.folder, self.is_durable);
        assert!(self.is_ready(), "redis-server should start on port {} again", self.port);
    }

    /// A new instance of the counter that uses this server.
    async fn instance(&self) -> Counter {
        self.instance_with(Setup::default()).await
    }

    async fn instance_with(&self, setup: Setup) -> Counter {
        Counter::with(Setup { redis: Some(self.address()), ..setup }).await
    }

    /// All keys and their contents as bytes.
    fn contents(&self) -> HashMap<String, Vec<Vec<u8>>> {
        let mut connection = self.connect();
        let keys: Vec<String> = connection.keys("*").unwrap();
        let mut contents = HashMap::new();
        for key in keys {
            let kind: String = ::redis::cmd("TYPE").arg(&key).query(&mut connection).unwrap();
            let values = match kind.as_str() {
                "hash" => connection.hgetall::<_, Vec<Vec<u8>>>(&key).unwrap(),
                "zset" => connection.zrange_withscores::<_, Vec<Vec<u8>>>(&key, 0, -1).unwrap(),
                "string" => vec![connection.get(&key).unwrap()],
                kind => panic!("{key} is a {kind}"),
            };
            contents.insert(key, values);
        }
        contents
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn launch(port: u16, folder: &TempDir, is_durable: bool) -> Child {
    let appends = if is_durable { "yes" } else { "no" };
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", appends, "--dir"]).arg(folder.path());
    command.args(["--port", &port.to_string()]).stdout(Stdio::piped());
    command.spawn().expect("these tests need the program `redis-server`; on Debian it is in the package redis-server")
}

/// The numbers of both instances, which must be equal. The clocks are advanced by a second first, because that long the numbers are
/// cached.
async fn agreed(instances: [&Counter; 2]) -> [u64; 3] {
    instances.iter().for_each(|instance| instance.pass(1));
    let [one, two] = [instances[0].numbers().await, instances[1].numbers().await];
    assert_eq!(one, two, "both instances return the same numbers");
    one
}

/// Repeats a check until it succeeds; fails with `what` after [`PATIENCE`].
async fn until(what: &str, mut check: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !check().await {
        assert!(began.elapsed() < PATIENCE, "{what}");
        tokio::task::yield_now().await;
    }
}

/// The seconds until the next hit: mostly below a minute, often near the limits for online and for a visit, sometimes hours or
/// negative.
fn seconds_until_next_hit(random: &mut PseudoRandom) -> i64 {
    let (least, most) = match random.below(20) {
        0..14 => (0, 40),
        14..16 => (299, 301),
        16..18 => (1799, 1801),
        18 => (3600, 10_000),
        _ => (-1500, -1),
    };
    least + random.below((most - least + 1) as u64) as i64
}

#[tokio::test]
async fn a_server_counts_the_same_as_a_file() {
    let server = RedisServer::start();
    let evening_setup = || Setup { at: "2026-11-26T22:00:00+07:00", ..Setup::default() };
    let file = Counter::with(evening_setup()).await;
    let instances = [server.instance_with(evening_setup()).await, server.instance_with(evening_setup()).await];
    let counters = [&file, &instances[0], &instances[1]];
    let mut random = PseudoRandom::new(0x5eed);
    let (mut compared_at, mut latest) = (0, file.now());
    // 500 steps are about three days.
    for step in 0..if long_tests() { 1500 } else { 500 } {
        // Not further back than an hour before midnight: the counter would return to the day before, with another salt.
        let earliest = VietnamDay::of(Timestamp::from_unix(latest)).start().unix() - 3600;
        let seconds = seconds_until_next_hit(&mut random).max(earliest - file.now());
        latest = latest.max(file.now() + seconds);
        counters.iter().for_each(|counter| counter.pass(seconds));
        let hit = BrowserHit::from(&format!("203.0.113.{}", random.below(6))).on(&format!("/bai/{}/", random.below(4)));
        file.count(&hit).await;
        instances[random.below(2) as usize].count(&hit).await;
        if file.now() != compared_at {
            compared_at = file.now();
            let [expected, found] = [file.visits_of(SITE).await, instances[0].visits_of(SITE).await];
            let numbers = |visits: &trangxa_model::Visits| {
                (visits.generated_at, visits.online, visits.today, visits.total, visits.since)
            };
            assert_eq!(numbers(&found), numbers(&expected), "at step {step}");
        }
        if step % 50 == 49 {
            counters.iter().for_each(|counter| counter.pass(1));
            assert_eq!(instances[1].numbers().await, file.numbers().await, "at step {step}");
            for days in [1, 7, 30] {
                assert_eq!(instances[1].pages(days).await, file.pages(days).await, "{days} days at step {step}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn simultaneous_hits_on_two_instances_are_each_counted_once() {
    let server = RedisServer::start();
    let instances = [Arc::new(server.instance().await), Arc::new(server.instance().await)];
    let tasks = (0..8_u32).map(|task| {
        let instances = instances.clone();
        tokio::spawn(async move {
            for hit in 0..50_u32 {
                let known = BrowserHit::from("198.51.100.1").on(&format!("/bai/{task}-{hit}/"));
                instances[(hit % 2) as usize].count(&known).await;
                let new = BrowserHit::from(&format!("203.0.{task}.{hit}")).on("/");
                instances[(hit % 2) as usize].count(&new).await;
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(agreed([&instances[0], &instances[1]]).await, [401, 401, 401]);
    let views: u64 = instances[0].pages(1).await.iter().map(|(_, views)| views).sum();
    // The list has 50 rows: the page with 400 views, and 49 of the pages that one visitor opened.
    assert_eq!(views, 400 + 49);
    let views: u64 = server.connect().hget("trangxa:{xa.example}:day:2026-11-26", "views").unwrap();
    assert_eq!(views, 800);
}

#[tokio::test]
async fn all_instances_begin_a_day_together() {
    let server = RedisServer::start();
    let late = || Setup { at: "2026-11-26T23:59:50+07:00", ..Setup::default() };
    let [one, two] = [server.instance_with(late()).await, server.instance_with(late()).await];
    one.count(&BrowserHit::from("203.0.113.1")).await;
    two.count(&BrowserHit::from("203.0.113.2")).await;
    // The clock of the second instance is behind.
    one.at("2026-11-27T00:00:02+07:00");
    two.at("2026-11-26T23:59:57+07:00");
    assert_eq!(one.numbers().await, [2, 0, 2]);
    two.count(&BrowserHit::from("203.0.113.1")).await;
    one.pass(1);
    assert_eq!(one.numbers().await, [2, 1, 3], "a visit of the new day, and no visitor is online twice");
    one.count(&BrowserHit::from("203.0.113.1").on("/b/")).await;
    one.at("2026-11-27T00:00:05+07:00");
    two.at("2026-11-27T00:00:05+07:00");
    assert_eq!(agreed([&one, &two]).await, [2, 1, 3]);
    one.at("2026-11-27T00:05:00+07:00");
    assert_eq!(one.numbers().await, [1, 1, 3]);
    let salts: Vec<String> = server.connect().keys("*:salt:*").unwrap();
    assert_eq!(salts.len(), 2, "one for each day: {salts:?}");
}

#[tokio::test]
async fn an_instance_that_starts_after_midnight_recognises_visitors_from_before() {
    let server = RedisServer::start();
    let one = server.instance_with(Setup { at: "2026-11-26T23:58:00+07:00", ..Setup::default() }).await;
    one.count(&BrowserHit::default()).await;
    let two = server.instance_with(Setup { at: "2026-11-27T00:01:00+07:00", ..Setup::default() }).await;
    two.count(&BrowserHit::default()).await;
    two.pass(1);
    assert_eq!(two.numbers().await, [1, 1, 2]);
}

#[tokio::test]
async fn a_visitor_who_left_is_not_online_again_when_the_clock_is_set_back() {
    for (seen, gone) in [("23:50:00", "2026-11-27T00:00:05+07:00"), ("23:59:00", "2026-11-27T00:05:10+07:00")] {
        let server = RedisServer::start();
        let counter = server.instance().await;
        counter.at(&format!("2026-11-26T{seen}+07:00"));
        counter.count(&BrowserHit::default()).await;
        counter.at(gone);
        assert_eq!(counter.numbers().await, [0, 0, 1]);
        counter.at("2026-11-26T23:49:00+07:00");
        assert_eq!(counter.numbers().await, [0, 0, 1], "seen at {seen}, offline at {gone}");
    }
}

#[tokio::test]
async fn a_clock_at_2100_leaves_no_day_behind() {
    let server = RedisServer::start();
    let counter = server.instance().await;
    counter.count(&BrowserHit::default().on("/bai/mot/")).await;
    for time in ["2100-01-01T23:59:00+07:00", "2100-01-02T12:00:00+07:00"] {
        counter.at(time);
        counter.count(&BrowserHit::default().on("/bai/mot/")).await;
        counter.count(&BrowserHit::from("203.0.113.8").on("/bai/hai/")).await;
    }
    counter.at(NOON);
    counter.pass(60);
    assert_eq!(counter.numbers().await[1..], [5, 5]);
    counter.count(&BrowserHit::from("203.0.113.9").on("/bai/ba/")).await;
    assert_eq!(
        counter.pages(1).await[..2],
        [("/bai/mot/", 3), ("/bai/hai/", 2)].map(|(path, views)| (path.to_owned(), views))
    );
    let keys = server.contents();
    let lasting = keys.keys().filter(|key| key.contains("2100") && (key.contains(":day:") || key.contains(":pages:")));
    assert_eq!(lasting.collect::<Vec<_>>(), Vec::<&String>::new(), "the others expire");
}

#[tokio::test]
async fn another_secret_is_refused() {
    let server = RedisServer::start();
    let _one = server.instance_with(Setup { at: "2026-11-26T23:59:00+07:00", ..Setup::default() }).await;
    let sites = Sites::new(vec!["https://xa.example/".parse().unwrap()]).unwrap();
    // Also when the first instance has not begun the new day yet.
    for at in ["2026-11-26T23:59:30+07:00", "2026-11-27T00:00:10+07:00"] {
        let at = Timestamp::parse(at).unwrap();
        let (secret, metrics) = (Secret::ephemeral().unwrap(), Arc::new(Metrics::default()));
        let other = RedisStore::open(&server.address(), &sites, secret, Arc::new(move || at), metrics).await;
        let error = other.err().unwrap().to_string();
        let expected = "another instance uses another secret; give every instance a copy of the same --secret-file";
        assert!(error.ends_with(expected), "{error}");
    }
}

#[tokio::test]
async fn the_error_for_an_unusable_server_does_not_contain_its_password() {
    let sites = Sites::new(vec!["https://xa.example/".parse().unwrap()]).unwrap();
    for (address, expected) in [
        // Nothing listens on this port.
        ("redis://:geheim@127.0.0.1:1/", "--store 127.0.0.1:1: Redis: Connection refused"),
        ("rediss://:geheim@redis.example/", "--store: TLS is not supported"),
        ("redis:/geheim", "--store: expected an address such as redis://"),
    ] {
        let (secret, metrics) = (Secret::ephemeral().unwrap(), Arc::new(Metrics::default()));
        let clock = Arc::new(|| Timestamp::from_unix(1_800_000_000));
        let error = RedisStore::open(address, &sites, secret, clock, metrics).await.err().unwrap().to_string();
        assert!(error.starts_with(expected) && !error.contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn no_acknowledged_hit_is_lost_when_the_server_is_killed() {
    let mut server = RedisServer::durable();
    let counter = server.instance().await;
    let mut hits = 0..;
    let mut hit =
        || BrowserHit::from(&format!("203.0.{}.{}", hits.next().unwrap_or(0) / 200, hits.next().unwrap_or(0) % 200));
    let mut acknowledged = 0;
    for _ in 0..100 {
        counter.count(&hit()).await;
        acknowledged += 1;
    }
    counter.pass(1);
    assert_eq!(counter.numbers().await[2], acknowledged);
    let known = counter.visits_of(SITE).await;

    server.kill();
    let refused = counter.hit(&hit()).await;
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("5")));
    counter.pass(60);
    let answer = counter.get("/v1/healthz").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("5")));
    assert_eq!(
        counter.visits_of(SITE).await.generated_at,
        known.generated_at,
        "stale numbers with the time for which they hold"
    );
    counter.pass(61);
    assert_eq!(counter.get("/v1/visits?site=xa.example").await.status, 503, "the stale numbers are too old");

    server.restart();
    let mut refused = 1;
    until("hits are not counted again", async || {
        let status = counter.hit(&hit()).await.status;
        refused += u64::from(status == 503);
        acknowledged += u64::from(status == 204);
        status == 204
    })
    .await;
    counter.pass(2);
    let total = counter.numbers().await[2];
    assert!((acknowledged..=acknowledged + refused).contains(&total), "{total}, but {acknowledged} acknowledged");
    assert_eq!(counter.get("/v1/healthz").await.status, 200);
}

#[tokio::test]
async fn hits_are_refused_while_the_server_accepts_no_writes() {
    let server = RedisServer::start();
    let counter = server.instance().await;
    let mut connection = server.connect();
    let mut set = |command: &[&str]| {
        ::redis::cmd(command[0]).arg(&command[1..]).exec(&mut connection).unwrap();
    };
    for (fault, cure) in [
        (&["REPLICAOF", "127.0.0.1", "1"], &["REPLICAOF", "NO", "ONE"]),
        (&["CONFIG SET", "maxmemory", "1"], &["CONFIG SET", "maxmemory", "0"]),
    ] {
        counter.pass(5);
        let split = |command: &[&'static str]| command.iter().flat_map(|word| word.split(' ')).collect::<Vec<_>>();
        set(&split(fault));
        let answer = counter.hit(&BrowserHit::default()).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("5")), "{fault:?}");
        assert_eq!(counter.get("/v1/healthz").await.status, 503, "{fault:?}");
        set(&split(cure));
        until("hits are not counted again", async || counter.hit(&BrowserHit::default()).await.status == 204).await;
        counter.pass(5);
        assert_eq!(counter.get("/v1/healthz").await.status, 200);
    }
}

#[tokio::test]
async fn sites_are_registered_again_on_a_server_that_lost_its_data() {
    let server = RedisServer::start();
    let counter = server.instance_with(Setup { start_total: Some(12_943), ..Setup::default() }).await;
    counter.count(&BrowserHit::default()).await;
    ::redis::cmd("SCRIPT").arg("FLUSH").exec(&mut server.connect()).unwrap();
    counter.count(&BrowserHit::default()).await;
    counter.pass(1);
    assert_eq!(counter.numbers().await, [1, 1, 12_944]);
    ::redis::cmd("FLUSHALL").exec(&mut server.connect()).unwrap();
    counter.count(&BrowserHit::default()).await;
    counter.pass(1);
    assert_eq!(counter.numbers().await, [1, 1, 12_944]);
    let salts: Vec<String> = server.connect().keys("*:salt:*").unwrap();
    assert_eq!(salts.len(), 1, "there is a new nonce for all instances");
}

#[tokio::test]
async fn the_total_of_a_previous_counter_is_added_once() {
    let server = RedisServer::start();
    let without_total = server.instance().await;
    assert!(without_total.visits_of(SITE).await.since.is_some(), "the first day is today");
    let taken_over = || Setup { start_total: Some(12_943), ..Setup::default() };
    let [one, two] = tokio::join!(server.instance_with(taken_over()), server.instance_with(taken_over())).into();
    one.count(&BrowserHit::default()).await;
    assert_eq!(agreed([&one, &two]).await, [1, 1, 12_944]);
    assert_eq!(two.visits_of(SITE).await.since, None, "the first day of the previous counter is not known");
    // Without the option, or with the option and a first day, nothing is added.
    let three = server.instance().await;
    let four = server.instance_with(Setup { since: Some("2019-01-01"), ..taken_over() }).await;
    assert_eq!(agreed([&three, &four]).await[2], 12_944);
    let since = four.visits_of(SITE).await.since;
    assert_eq!(since, Timestamp::parse("2019-01-01"));
}

#[tokio::test(flavor = "multi_thread")]
async fn distinct_visitors_are_estimated_within_two_percent() {
    const VISITORS: u32 = 5_000;
    let server = RedisServer::start();
    // The error of the estimate depends on the hashes; a fixed salt gives the same ones in every run.
    let day = VietnamDay::of(Timestamp::parse(crate::harness::NOON).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    std::fs::write(&file, Setup::default().secret).unwrap();
    let nonce = Nonce([7; 32]);
    let check = Salt::new(&Secret::from_file(&file).unwrap(), &nonce, day).check();
    let value = [nonce.0.as_slice(), &check.to_be_bytes()].concat();
    server.connect().set::<_, _, ()>("trangxa:{xa.example}:salt:2026-11-26", value).unwrap();

    let counter = Arc::new(server.instance().await);
    let tasks = (0..8).map(|task| {
        let counter = Arc::clone(&counter);
        tokio::spawn(async move {
            for visitor in (task..VISITORS).step_by(8) {
                let [_, a, b, c] = visitor.to_be_bytes();
                counter.count(&BrowserHit::from(&format!("10.{a}.{b}.{c}"))).await;
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    counter.pass(1);
    assert_eq!(counter.numbers().await[1], u64::from(VISITORS), "visits are exact");
    let visitors = counter.get("/v1/visits?site=xa.example").await.json()["visitors"].as_u64().unwrap();
    assert!(visitors.abs_diff(u64::from(VISITORS)) * 50 <= u64::from(VISITORS), "{visitors}");
}

#[tokio::test]
async fn keys_of_a_day_expire_after_the_day() {
    let server = RedisServer::start();
    let counter = server.instance().await;
    counter.count(&BrowserHit::default()).await;
    counter.pass(21);
    assert_eq!(counter.get("/v1/healthz").await.status, 200);
    assert_eq!(counter.pages(1).await.len(), 1);
    let until_midnight = 12 * 3600 + 360;
    let mut connection = server.connect();
    let mut keys: Vec<String> = connection.keys("*").unwrap();
    keys.sort();
    let expected = [
        ("trangxa:{health}", 60),
        ("trangxa:{xa.example}", -1),
        ("trangxa:{xa.example}:day:2026-11-26", -1),
        ("trangxa:{xa.example}:pages:2026-11-26", 400 * 86_400),
        ("trangxa:{xa.example}:salt:2026-11-26", until_midnight),
        ("trangxa:{xa.example}:seen:2026-11-26", until_midnight),
        ("trangxa:{xa.example}:visitors:2026-11-26", until_midnight),
    ];
    assert_eq!(keys, expected.map(|(key, _)| key), "every key contains the tag for its hash slot");
    for (key, seconds) in expected {
        let left: i64 = connection.ttl(key).unwrap();
        assert!((seconds - 60..=seconds).contains(&left), "{key} expires in {left} s, not in {seconds} s");
    }
    // An expiry that is too early, as an instance with a clock that is ahead would set it, is corrected.
    connection.expire::<_, ()>("trangxa:{xa.example}:salt:2026-11-26", 600).unwrap();
    counter.count(&BrowserHit::default()).await;
    assert!(connection.ttl::<_, i64>("trangxa:{xa.example}:salt:2026-11-26").unwrap() > 40_000);
}

#[tokio::test]
async fn the_server_stores_no_address_and_no_salt() {
    let server = RedisServer::start();
    let counter = server.instance_with(Setup { at: "2026-11-26T23:59:00+07:00", ..Setup::default() }).await;
    let hit = BrowserHit::from("203.0.113.7")
        .with("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0");
    counter.count(&hit).await;
    counter.pass(61);
    counter.count(&hit).await;
    let contents = server.contents();
    assert!(contents.len() >= 9, "two days: {:?}", contents.keys());
    let secret = Setup::default().secret;
    let mac = |key: &[u8], parts: &[&[u8]]| {
        let mac = parts.iter().fold(Hmac::<Sha256>::new_from_slice(key).unwrap(), |mac, part| mac.chain_update(part));
        mac.finalize().into_bytes().to_vec()
    };
    let mut forbidden = vec![
        b"203.0.113.7".to_vec(),
        vec![203, 0, 113, 7],
        b"Firefox".to_vec(),
        secret.to_vec(),
        mac(b"trangxa-counter secret", &[&secret]),
    ];
    for day in ["2026-11-26", "2026-11-27"] {
        let nonce = &contents[&format!("trangxa:{{xa.example}}:salt:{day}")][0][..32];
        let number = VietnamDay::of(Timestamp::parse(day).unwrap()).number();
        forbidden.push(mac(&forbidden[4], &[nonce, &number.to_be_bytes()]));
    }
    for (key, values) in &contents {
        for bytes in values.iter().map(Vec::as_slice).chain([key.as_bytes()]) {
            let found = forbidden.iter().find(|part| bytes.windows(part.len()).any(|window| window == part.as_slice()));
            assert_eq!(found, None, "in {key}");
        }
    }
}
