//! Prints how large the index of a generated archive is, how long it takes to write, and what queries fetch.
//!
//! `cargo run --release -p trangxa-search --features write --example sizes`

#[path = "../tests/archive/mod.rs"]
mod archive;

use archive::{Chance, archive, groups};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;
use std::time::Instant;
use trangxa_search::{Entry, Filter, Index, Query, Search, words, write};

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |bytes| bytes.len())
}

/// The most memory that the process has had, in MB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// How many bits the words of the texts have.
fn entropy(entries: &[Entry]) -> f64 {
    let mut counts: HashMap<(String, u32), f64> = HashMap::new();
    let mut all = 0.0;
    for entry in entries {
        for word in words(&entry.text) {
            *counts.entry((word.key, word.marks)).or_default() += 1.0;
            all += 1.0;
        }
    }
    counts.values().map(|count| -count / all * (count / all).log2()).sum()
}

fn main() {
    for articles in [1_000, 10_000] {
        let entries = archive(articles);
        let text: usize =
            entries.iter().map(|entry| entry.headline.len() + entry.summary.len() + entry.text.len()).sum();
        let all: usize = entries
            .iter()
            .map(|entry| words(&entry.headline).len() + words(&entry.summary).len() + words(&entry.text).len())
            .sum();
        let different: usize = entries
            .iter()
            .map(|entry| {
                words(&entry.text)
                    .into_iter()
                    .take(350)
                    .map(|word| (word.key, word.marks))
                    .collect::<HashSet<_>>()
                    .len()
            })
            .sum();
        println!(
            "{articles} articles, {text} B of text: {all} words of {:.2} B and {:.2} bits; {} different ones in the first 350 of an article",
            text as f64 / all as f64,
            entropy(&entries),
            different / articles
        );
        let before = memory();
        let start = Instant::now();
        let files = write(&entries, &groups());
        println!("written in {:.2} s; memory {before} MB, then {} MB", start.elapsed().as_secs_f64(), memory());
        let files: BTreeMap<String, Vec<u8>> = files.into_iter().map(|file| (file.name, file.bytes)).collect();
        let value: serde_json::Value = serde_json::from_slice(&files["index.json"]).unwrap_or_default();
        let Some(index) = Index::read(&value) else { continue };
        let name = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let shards = |part: &str| -> Vec<String> {
            let names = name(&value[part]["names"]);
            (0..names.len() / 8).map(|place| format!("{}.bin", &names[place * 8..place * 8 + 8])).collect()
        };
        let classes = [
            ("index.json", vec!["index.json".to_owned()]),
            ("older headlines", shards("older")),
            ("texts", shards("texts")),
            (
                "details",
                files.keys().filter(|name| name.ends_with(".json") && *name != "index.json").cloned().collect(),
            ),
            ("vocabulary", vec![name(&value["vocabulary"])]),
        ];
        println!(
            "{:<16} {:>6} {:>9} {:>9} {:>8} {:>8} {:>6}",
            "class", "files", "raw", "gzip", "median", "largest", "share"
        );
        let mut all = 0;
        for (class, names) in classes {
            let mut sizes: Vec<usize> = names.iter().map(|name| files[name].len()).collect();
            sizes.sort_unstable();
            let raw: usize = sizes.iter().sum();
            let gzip: usize = names.iter().map(|name| packed(&files[name])).sum();
            all += raw;
            println!(
                "{class:<16} {:>6} {raw:>9} {gzip:>9} {:>8} {:>8} {:>5.1}%",
                sizes.len(),
                sizes.get(sizes.len() / 2).copied().unwrap_or_default(),
                sizes.last().copied().unwrap_or_default(),
                raw as f64 * 100.0 / text as f64
            );
        }
        println!(
            "all: {all} B, {:.1} % of the text; the newest headlines are {} of {articles}",
            all as f64 * 100.0 / text as f64,
            value["headlines"]["entries"]
        );
        let mut chance = Chance::new(3);
        for (kind, marked, typing) in [("marked", true, false), ("unmarked", false, false), ("typed", true, true)] {
            let mut fetched = Vec::new();
            let mut next = Vec::new();
            let mut micros = Vec::new();
            for _ in 0..50 {
                let entry = &entries[chance.below(articles)];
                let source = if chance.below(2) == 0 { &entry.headline } else { &entry.text };
                let all = words(source);
                let place = chance.below(all.len() - 1);
                let pair = &all[place..place + 2];
                let mut query = if marked {
                    source[pair[0].start..pair[1].end].to_owned()
                } else {
                    format!("{} {}", pair[0].key, pair[1].key)
                };
                if typing {
                    query.pop();
                }
                let search = Search::new(Query::parse(&query, typing), Filter::default());
                let mut index = index.clone();
                for (n, bytes) in [(10, &mut fetched), (20, &mut next)] {
                    let mut count = 0;
                    for _ in 0..5 {
                        for name in search.results(&index, n).needed {
                            count += files[&name].len();
                            index.give(&name, files.get(&name).map(Vec::as_slice));
                        }
                    }
                    let start = Instant::now();
                    let outcome = search.results(&index, n);
                    micros.push(start.elapsed().as_micros());
                    assert!(outcome.needed.is_empty());
                    bytes.push(count);
                }
            }
            micros.sort_unstable();
            fetched.sort_unstable();
            next.sort_unstable();
            println!(
                "50 {kind} queries of two syllables: 10 results fetch {} B (median; 90 %: {}, most: {}), 10 more {} B; µs: median {}, slowest {}",
                fetched[25], fetched[45], fetched[49], next[25], micros[50], micros[99]
            );
        }
    }
}
