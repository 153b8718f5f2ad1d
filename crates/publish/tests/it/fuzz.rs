//! A fuzzer: documents and texts are mutated at random from a fixed seed. Nothing may panic, every lost item must be reported, and
//! no element outside the cleaner's list may remain.
//!
//! A run tries a few thousand inputs. `TRANGXA_LONG_TESTS=1`, which `cargo xtask bench --only fuzz` sets, makes it a million.

use crate::corpus::cases;
use serde_json::{Value, json};
use std::env;
use trangxa_clean::text::{excerpt, text_of};
use trangxa_clean::{Html, allowed, strip_parse_hazards};
use trangxa_model::document::{JsonDocument, parse};
use trangxa_model::{Feed, Site, Tthc, Visits};
use trangxa_publish::clean;

/// The number of inputs of a short run.
const SHORT_RUN: u64 = 2_000;
/// The number of inputs of a long run, with `TRANGXA_LONG_TESTS=1`.
const LONG_RUN: u64 = 1_000_000;
/// Longer inputs are cut, in bytes. The limits of documents have tests of their own.
const LONGEST: usize = 4_000;

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

/// Mutates `seed` in one to five places, also with pieces of `other`.
fn mutated(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(5) {
        let at = random.below(bytes.len() + 1);
        let to = (at + random.below(40)).min(bytes.len());
        match random.below(7) {
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
            _ => drop(bytes.splice(at..at, random.pick(&WORDS).bytes())),
        }
    }
    bytes.truncate(LONGEST);
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
        allowed::ELEMENTS.contains(&name) || name == "div"
    })
}

fn try_text(markup: &str) {
    let clean = clean(&Html::Raw { html: markup.to_owned(), base: "/data/feed.json".to_owned() }, &|_| None);
    assert!(only_allowed(&clean), "{markup:?} became {clean:?}");
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
    let _ = Tthc::read("data/tthc.json", bytes);
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
        br#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"title":"A"},{"id":"1"},{"id":2,"title":"A"}]}"#.to_vec(),
    ];
    let texts: Vec<String> = cases().into_iter().map(|case| excerpt(&case.html, 1000)).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let (documents, texts) = (&documents, &texts);
            scope.spawn(move || {
                let mut random = Random(worker);
                for _ in 0..inputs / workers {
                    match random.below(3) {
                        0 => {
                            let (seed, other) = (random.pick(documents).clone(), random.pick(documents).clone());
                            try_document(&mutated(&mut random, &seed, &other));
                        }
                        1 => {
                            let mut json: Value = serde_json::from_slice(random.pick::<Vec<u8>>(documents)).unwrap();
                            for _ in 0..=random.below(4) {
                                mutate_json(&mut random, &mut json);
                            }
                            try_document(json.to_string().as_bytes());
                        }
                        _ => {
                            let (seed, other) = (random.pick(texts).clone(), random.pick(texts).clone());
                            let bytes = mutated(&mut random, seed.as_bytes(), other.as_bytes());
                            try_text(&String::from_utf8_lossy(&bytes));
                        }
                    }
                }
            });
        }
    });
}
