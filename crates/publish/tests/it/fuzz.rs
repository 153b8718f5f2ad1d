//! A fuzzer: documents and texts are mutated at random from a fixed seed. Nothing may panic, every lost item must be reported, and
//! no element outside the cleaner's list may remain.
//!
//! A run tries twenty thousand inputs. `TRANGXA_LONG_TESTS=1`, which `cargo xtask bench --only fuzz` sets, makes it a million.

use crate::corpus::cases;
use serde_json::{Value, json};
use std::env;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use trangxa_clean::text::{excerpt, text_of};
use trangxa_clean::{Html, MAX_ADDED, MAX_ELEMENTS, allowed, lost, strip_parse_hazards};
use trangxa_model::document::{DocumentError, JsonDocument, parse};
use trangxa_model::feed::Headlines;
use trangxa_model::{Feed, Site, Tthc, Visits};
use trangxa_publish::clean;

/// The number of inputs of a short run.
const SHORT_RUN: u64 = 20_000;
/// The number of inputs of a long run, with `TRANGXA_LONG_TESTS=1`.
const LONG_RUN: u64 = 1_000_000;
/// Longer inputs are cut, in bytes; one in [`RARELY`] may be longer. The limits of documents have tests of their own.
const LONGEST: usize = 4_000;
const LONGEST_RARELY: usize = 100_000;
const RARELY: usize = 500;
/// An input that takes so long hangs.
const HANGING: Duration = Duration::from_secs(120);

/// SplitMix64 (Steele, Lea and Flood, 2014), a random number generator. The same seed gives the same inputs in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Pieces of documents and markup.
const WORDS: [&str; 56] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "-1",
    "1e999",
    "0.1",
    "\u{feff}",
    "\"id\"",
    "\"items\"",
    "\"title\"",
    "\"content_html\"",
    "\"_trangxa\"",
    "\"next_url\"",
    "\"attachments\"",
    "\"date_published\"",
    "\"0001-01-01\"",
    "\"2024-02-30T25:61\"",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<p>",
    "<table>",
    "<tr>",
    "<td>",
    "<li>",
    "<ul>",
    "<svg>",
    "<math>",
    "<style>",
    "<script>",
    "<template>",
    "<select>",
    "<a href=",
    "<img src=",
    "javascript:",
    "&#106;",
    "&nbsp;",
    "&lt;",
    "ệ",
    "\u{0}",
    " onerror=",
    " style=\"font-weight:bold\"",
    "<br>",
];

/// Tags and brackets that are dangerous when they are open many times.
const NESTED: [&str; 10] = [
    "[",
    "{\"a\":",
    "<b>",
    "<p><i>",
    "<div>",
    "<table><tr><td>",
    "<ul><li>",
    "<svg><g>",
    "<a href=https://xa.example/>",
    "<abbr title=x>",
];

/// Mutates `seed` in one to five places, also with pieces of `other`.
fn mutated(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(5) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(40)).min(bytes.len());
        match random.below(10) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let part = bytes[at..to].to_vec();
                bytes.splice(at..at, part.repeat(1 + random.below(4)));
            }
            3 => bytes.truncate(at),
            4 => {
                let from = random.below(other.len());
                let until = (from + random.below(200)).min(other.len());
                bytes.splice(at..to, other[from..until].iter().copied());
            }
            5 => {
                // A number that is larger, or a text that is longer, than anyone expects.
                let digits = b"9".repeat(1 + random.below(30));
                bytes.splice(at..at, digits);
            }
            6 => bytes[at..to].reverse(),
            7 => {
                let nested = random.pick(&NESTED).repeat(1 + random.below(80));
                bytes.splice(at..at, nested.bytes());
            }
            _ => drop(bytes.splice(at..at, random.pick(&WORDS).bytes())),
        }
    }
    if random.below(RARELY) == 0 && !bytes.is_empty() {
        bytes = bytes.repeat(1 + LONGEST_RARELY / bytes.len());
        bytes.truncate(LONGEST_RARELY);
    } else {
        bytes.truncate(LONGEST);
    }
    bytes
}

/// Replaces one value of a JSON document.
fn mutate_json(random: &mut Random, json: &mut Value) {
    let something = match random.below(9) {
        0 => Value::Null,
        1 => json!(random.next()),
        2 => json!(-1.5),
        3 => json!(""),
        4 => json!(*random.pick(&WORDS)),
        5 => json!([]),
        6 => json!({}),
        7 => json!([[[["x"]]]]),
        _ => json!(true),
    };
    let count = match json {
        Value::Array(list) => list.len(),
        Value::Object(object) => object.len(),
        _ => 0,
    };
    if count == 0 || random.below(5) == 0 {
        *json = something;
        return;
    }
    let at = random.below(count);
    match json {
        Value::Array(list) => mutate_json(random, &mut list[at]),
        Value::Object(object) => {
            if let Some(member) = object.values_mut().nth(at) {
                mutate_json(random, member);
            }
        }
        _ => {}
    }
}

/// Whether every tag of a text is on the cleaner's list.
fn only_allowed(clean: &str) -> bool {
    clean.split('<').skip(1).all(|tag| {
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find([' ', '>']).unwrap_or(name.len())];
        allowed::element(name).is_some() || name == "div"
    })
}

fn try_text(markup: &str) {
    let clean = clean(&Html::Raw { html: markup.to_owned(), base: "/data/feed.json".to_owned() }, &|_| None);
    assert!(only_allowed(&clean), "{markup:?} became {clean:?}");
    // Five for escapes and six for a line break that becomes a paragraph, and what the cleaner adds to each element.
    let elements = clean.matches('<').count().min(2 * MAX_ELEMENTS);
    assert!(clean.len() <= 11 * markup.len() + 200 * elements + MAX_ADDED, "{} bytes of {markup:?}", clean.len());
    let _ = lost(markup, &clean);
    let _ = text_of(markup);
    let _ = strip_parse_hazards(markup);
}

fn try_document(bytes: &[u8]) {
    if let Ok(feed) = Feed::read("/data/feed.json", bytes) {
        let items = parse("f", bytes).ok().and_then(|json| json["items"].as_array().map(Vec::len)).unwrap_or(0);
        let lost = feed.remarks.iter().filter(|remark| remark.problem.is_loss()).count();
        assert_eq!(
            feed.articles.len() + lost,
            items,
            "an item was lost without a report: {}",
            String::from_utf8_lossy(bytes)
        );
        let headlines = Headlines::read("/data/feed.json", bytes).unwrap().0;
        let ids = headlines.iter().map(|headline| &headline.id);
        assert!(ids.eq(feed.articles.iter().map(|article| &article.id)), "{}", String::from_utf8_lossy(bytes));
        for (i, article) in feed.articles.iter().enumerate() {
            assert!(
                !feed.articles[..i].iter().any(|other| other.slug == article.slug),
                "two articles have the same address"
            );
            if let Some(content) = &article.content {
                assert!(only_allowed(&clean(content, &|_| None)));
            }
        }
    }
    let _ = Site::read("data/site.json", bytes);
    let figures = |read: Result<Tthc, DocumentError>| read.map(|tthc| Tthc { remarks: Vec::new(), ..tthc });
    assert_eq!(
        figures(Tthc::read_lazily("data/tthc.json", bytes)),
        figures(Tthc::read("data/tthc.json", bytes)),
        "an open page reads other figures: {}",
        String::from_utf8_lossy(bytes)
    );
    let _ = Visits::read("data/visits.json", bytes);
}

#[test]
fn no_input_causes_a_panic_or_an_unreported_loss() {
    let is_long = env::var("TRANGXA_LONG_TESTS").is_ok_and(|value| value == "1");
    let inputs = if is_long { LONG_RUN } else { SHORT_RUN };
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let read = |path: &str| std::fs::read(format!("{root}/{path}")).unwrap();
    let mut demo: Value = serde_json::from_slice(&read("public/data/feed.json")).unwrap();
    if let Some(items) = demo["items"].as_array_mut() {
        items.truncate(2);
    }
    let documents = [
        demo.to_string().into_bytes(),
        read("tests/fixtures/quang-thanh/data/feed.json"),
        read("tests/fixtures/quang-thanh/data/site.json"),
        read("tests/fixtures/quang-thanh/data/tthc.json"),
        read("tests/fixtures/quang-thanh/data/visits.json"),
        br#"{"version":1,"updated_at":"2023-11-30","periods":[{"from":"2023-01","to":"2023-01","fields":[{"name":"A","late":1},{"name":"B"}]},
            {"from":"2023-02","to":"2023-02","late":2,"fields":[]},{"from":"2023-01","to":"2023-02","fields":[{"name":"\u0041","late":3}]}]}"#.to_vec(),
        br#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"title":"A"},{"id":"1"},{"id":2,"title":"A"}]}"#.to_vec(),
    ];
    let texts: Vec<String> = cases().into_iter().map(|case| excerpt(&case.html, 1000)).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let current: Vec<Mutex<(Instant, Vec<u8>)>> =
        (0..workers).map(|_| Mutex::new((Instant::now(), Vec::new()))).collect();
    let (working, watched) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let all = &current;
        scope.spawn(move || watch(&watched, all));
        for (worker, current) in (0..workers).zip(&current) {
            let (documents, texts, working) = (&documents, &texts, working.clone());
            scope.spawn(move || {
                // The watchdog ends when the last of these is dropped.
                let _working = working;
                let mut random = Random(worker);
                for _ in 0..inputs / workers {
                    let (is_document, bytes) = input(&mut random, documents, texts);
                    *current.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), bytes.clone());
                    if is_document { try_document(&bytes) } else { try_text(&String::from_utf8_lossy(&bytes)) }
                }
            });
        }
        drop(working);
    });
}

/// The next input, and whether it is a document.
fn input(random: &mut Random, documents: &[Vec<u8>], texts: &[String]) -> (bool, Vec<u8>) {
    match random.below(3) {
        0 => {
            let (seed, other) = (random.pick(documents).clone(), random.pick(documents).clone());
            (true, mutated(random, &seed, &other))
        }
        1 => {
            let mut json: Value = serde_json::from_slice(random.pick::<Vec<u8>>(documents)).unwrap();
            for _ in 0..=random.below(4) {
                mutate_json(random, &mut json);
            }
            (true, json.to_string().into_bytes())
        }
        _ => {
            let (seed, other) = (random.pick(texts).clone(), random.pick(texts).clone());
            (false, mutated(random, seed.as_bytes(), other.as_bytes()))
        }
    }
}

/// Names an input that hangs and ends the program, because a thread cannot be ended.
fn watch(working: &mpsc::Receiver<()>, current: &[Mutex<(Instant, Vec<u8>)>]) {
    while working.recv_timeout(HANGING) == Err(RecvTimeoutError::Timeout) {
        for input in current {
            let (begun, bytes) = &*input.lock().unwrap_or_else(PoisonError::into_inner);
            if begun.elapsed() > HANGING {
                eprintln!("this input hangs: {:?}", String::from_utf8_lossy(bytes));
                std::process::abort();
            }
        }
    }
}
