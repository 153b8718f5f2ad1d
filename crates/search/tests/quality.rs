//! Asks 200 questions with known answers of a generated archive.
#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]
#![cfg(feature = "write")]

#[path = "archive/mod.rs"]
mod archive;

use archive::{Chance, archive, groups};
use std::collections::{BTreeMap, BTreeSet};
use trangxa_search::{Filter, Index, Outcome, Query, Search, Word, words, write};

struct Site {
    files: BTreeMap<String, Vec<u8>>,
    index: Index,
}

impl Site {
    fn search(&mut self, query: &str, n: usize) -> Outcome {
        let search = Search::new(Query::parse(query, false), Filter::default());
        loop {
            let outcome = search.results(&self.index, n);
            if outcome.needed.is_empty() {
                return outcome;
            }
            for name in outcome.needed {
                self.index.give(&name, self.files.get(&name).map(Vec::as_slice));
            }
        }
    }
}

#[test]
fn answers_are_known() {
    let mut entries = archive(150);
    let mut chance = Chance::new(11);
    // Each question is about three words that stand side by side in one place only.
    let all: Vec<Vec<Word>> = entries.iter().map(|entry| words(&entry.text)).collect();
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let mut places: BTreeMap<Vec<String>, BTreeSet<usize>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for text in [&entry.headline, &entry.summary, &entry.text] {
            for row in words(text).windows(3) {
                places.entry(keys(row)).or_default().insert(number);
            }
        }
    }
    let mut questions = Vec::new();
    while questions.len() < 200 {
        let number = chance.below(entries.len());
        let place = chance.below(all[number].len() - 3);
        let row = &all[number][place..place + 3];
        if places[&keys(row)].len() == 1 && row.iter().any(|word| word.marks != 0) {
            questions.push((number, entries[number].text[row[0].start..row[2].end].to_owned(), keys(row).join(" ")));
        }
    }
    // One entry has the first question without any marks.
    entries.push(trangxa_search::Entry { text: questions[0].2.clone(), ..entries[0].clone() });
    let last = entries.len() as u32 - 1;
    let files: BTreeMap<_, _> = write(&entries, &groups()).into_iter().map(|file| (file.name, file.bytes)).collect();
    let index = Index::read(&serde_json::from_slice(&files["index.json"]).unwrap()).unwrap();
    let mut site = Site { files, index };
    for (number, marked, unmarked) in &questions {
        let found = |outcome: &Outcome| outcome.entries.iter().any(|hit| hit.entry as usize == *number);
        let outcome = site.search(unmarked, 10);
        assert!(found(&outcome), "{unmarked}: {outcome:?}");
        let outcome = site.search(marked, 10);
        assert!(found(&outcome), "{marked}: {outcome:?}");
        // With typed marks nothing is found that has others.
        let typed: BTreeSet<(String, u32)> = words(marked).into_iter().map(|word| (word.key, word.marks)).collect();
        let typed: Vec<_> = typed.into_iter().filter(|(_, marks)| *marks != 0).collect();
        for hit in site.search(marked, 1000).entries {
            let entry = &entries[hit.entry as usize];
            let all = [&entry.headline, &entry.summary, &entry.text].map(|text| words(text)).concat();
            for (key, marks) in &typed {
                assert!(all.iter().any(|word| word.key == *key && word.marks == *marks), "{marked}: {entry:?}");
            }
        }
    }
    assert_eq!(site.search(&questions[0].2, 10).entries[0].entry, last);
    assert!(site.search(&questions[0].2, 10).entries[0].rank.is_exact());
}

/// The newest headlines and a segment of texts stay as small as slow connections need it.
#[test]
fn sizes() {
    let files = write(&archive(1_000), &groups());
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, &files[0].bytes).unwrap();
    let packed = encoder.finish().unwrap().len();
    assert!(packed <= 19_000, "{packed}");
    let mut segments: Vec<usize> =
        files.iter().filter(|file| file.name.ends_with(".bin")).map(|file| file.bytes.len()).collect();
    segments.sort_unstable();
    assert!(segments[segments.len() / 2] <= 4_000, "{segments:?}");
}
