//! Writes an index.

use crate::entry::{Entry, GroupName};
use crate::fold::hyphened;
use crate::index::{BLOCK, SAME, UNITS};
use crate::name::name_of;
use crate::segment::VERSION;
use crate::write::numbering::{Form, Numbering, number};
use crate::write::pack::{Key, Packer, pack, pack_starts, shards, text_of};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

mod numbering;
mod pack;

/// How many letters of a summary are shown.
pub const SUMMARY_LETTERS: usize = 300;

/// How large the parts of an index are. Other numbers than those of [`Limits::default`] are for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes the segment of the newest headlines has, at most. By default `index.json` of 1 000 articles stays below 8 kB with it, packed.
    pub head: usize,
    /// How many bytes a segment has at least, if there are so many: less would hardly be quicker to fetch.
    pub shard: usize,
    /// Into about how many segments texts are divided, at most: their names are in `index.json`.
    pub shards: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head: 2_000, shard: 3_000, shards: 400 }
    }
}

/// How many of the newest addresses `index.json` has.
const NEWEST: usize = 50;

/// A file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files of the index of some entries; the first one is `index.json`, the only one whose name does not depend on its content.
/// The entries are in the order of results: those without a date first, then the newest first. The same input gives the same
/// bytes. Texts are read by all processors.
#[must_use]
pub fn write(entries: &[Entry], groups: &[GroupName]) -> Vec<File> {
    write_with(entries, groups, Limits::default())
}

/// As [`write()`], with parts of other sizes.
#[must_use]
pub fn write_with(entries: &[Entry], groups: &[GroupName], limits: Limits) -> Vec<File> {
    let mut files = Files::default();
    let numbering = number(entries);
    let spaces = numbering.spaces();
    let first = first(&numbering, entries.len(), limits.head);
    let middle = numbering.starts[0].get(first).copied().unwrap_or(0);
    let head = headlines(&numbering, 0, middle);
    let older = spaces[0] - middle;
    let all = texts(&numbering, middle, older);
    let size = pack(&all, older + spaces[1]).len() / limits.shards.max(1);
    let (older, texts) = if size <= limits.shard {
        // So few texts that files of headlines would be no smaller.
        (Vec::new(), shards(&all, older + spaces[1], limits.shard))
    } else {
        let headlines = shards(&headlines(&numbering, middle, u32::MAX), older, limits.shard);
        (headlines, shards(&texts(&numbering, u32::MAX, 0), spaces[1], size))
    };
    let (older, texts) = (files.shards(older), files.shards(texts));
    let blocks: String = entries.chunks(BLOCK as usize).map(|block| files.details(block)).collect();
    let vocabulary = files.add(vocabulary(&numbering), ".txt");
    let mut counts = vec![0_u32; groups.len()];
    for entry in entries {
        if let Some(count) = counts.get_mut(usize::from(entry.group)) {
            *count += 1;
        }
    }
    let groups: Vec<Value> = groups
        .iter()
        .zip(counts)
        .map(|(group, count)| json!({ "id": group.id, "name": group.name, "count": count }))
        .collect();
    let mut lengths = Packer::default();
    for (starts, unit) in numbering.starts.iter().zip(UNITS) {
        pack_starts(&mut lengths, starts, unit);
    }
    let newest: Vec<&str> =
        entries.iter().filter(|entry| entry.date.is_some()).map(|entry| entry.address.as_str()).take(NEWEST).collect();
    let index = json!({
        "version": VERSION,
        "groups": groups,
        "of": entries.iter().map(|entry| group_letter(entry.group)).collect::<String>(),
        "years": years(entries),
        "newest": newest,
        "blocks": blocks,
        "lengths": text_of(&lengths.finish()),
        "headlines": { "entries": first, "words": text_of(&pack(&head, middle)) },
        "older": older,
        "texts": texts,
        "vocabulary": vocabulary + ".txt",
    });
    files.files.insert(0, File { name: "index.json".to_owned(), bytes: index.to_string().into_bytes() });
    files.files
}

/// The names of the files that have what is shown of the first `count` entries, as [`write()`] names them.
#[must_use]
pub fn detail_files(entries: &[Entry], count: usize) -> Vec<String> {
    let mut files = Files::default();
    for block in entries.chunks(BLOCK as usize).take(count.div_ceil(BLOCK as usize)) {
        files.details(block);
    }
    files.files.into_iter().map(|file| file.name).collect()
}

/// Files with different names.
#[derive(Default)]
struct Files {
    files: Vec<File>,
    names: BTreeSet<String>,
}

impl Files {
    /// Adds a file; returns its name without the ending. Its second byte, or spaces at the end of a text, are changed if there is
    /// another file with its name.
    fn add(&mut self, mut bytes: Vec<u8>, ending: &str) -> String {
        let name = loop {
            let name = name_of(&bytes);
            let is_same = |file: &File| file.name.strip_suffix(ending) == Some(name.as_str()) && file.bytes == bytes;
            if self.names.insert(name.clone()) {
                break name;
            }
            if self.files.iter().any(is_same) {
                return name;
            }
            match bytes.get_mut(1).filter(|_| ending == ".bin") {
                Some(free) => *free = free.wrapping_add(1),
                None => bytes.push(b' '),
            }
        };
        self.files.push(File { name: name.clone() + ending, bytes });
        name
    }

    /// Adds segments; returns what `index.json` says of them.
    fn shards(&mut self, shards: Vec<(String, Vec<u8>)>) -> Value {
        let mut keys = Vec::new();
        let mut names = String::new();
        for (key, bytes) in shards {
            keys.push(key);
            names.push_str(&self.add(bytes, ".bin"));
        }
        json!({ "keys": keys.join(" "), "names": names })
    }

    /// Adds what is shown of some entries.
    fn details(&mut self, entries: &[Entry]) -> String {
        let details: Vec<Vec<Value>> = entries
            .iter()
            .map(|entry| {
                let mut detail = vec![
                    json!(address(entry)),
                    json!(entry.headline),
                    json!(beginning(&entry.summary)),
                    json!(entry.group),
                ];
                detail.extend(entry.date.as_ref().map(|date| json!(date)));
                detail
            })
            .collect();
        self.add(json!(details).to_string().into_bytes(), ".json")
    }
}

/// The address of an entry, without what the headline says.
fn address(entry: &Entry) -> String {
    let headline = hyphened(&entry.headline);
    if headline.is_empty() { entry.address.clone() } else { entry.address.replacen(&headline, &SAME.to_string(), 1) }
}

/// The first letters of a summary, to the end of a word; `…` if there are more.
fn beginning(summary: &str) -> String {
    let summary = summary.trim();
    let Some((end, _)) = summary.char_indices().nth(SUMMARY_LETTERS) else {
        return summary.to_owned();
    };
    // One letter less, for the ellipsis.
    let cut = summary.get(..end).unwrap_or_default();
    let cut = cut.char_indices().next_back().and_then(|(last, _)| cut.get(..last)).unwrap_or_default();
    let cut = cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words);
    let cut = cut.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{cut}…")
}

/// How many of the newest entries have their headlines in `index.json`.
fn first(numbering: &Numbering, entries: usize, limit: usize) -> usize {
    let fits = |first: usize| {
        let end = numbering.starts[0].get(first).copied().unwrap_or(0);
        pack(&headlines(numbering, 0, end), end).len() <= limit
    };
    let (mut least, mut most) = (0, entries);
    if fits(most) {
        return most;
    }
    // Between one number that fits and one that does not.
    while most - least > 1 {
        let middle = least + (most - least).min(least.max(512)) / 2;
        if fits(middle) { least = middle } else { most = middle }
    }
    least
}

/// The keys of the headlines at some positions.
fn headlines(numbering: &Numbering, from: u32, to: u32) -> Vec<Key<'_>> {
    let mut keys = Vec::new();
    for (key, forms) in numbering.keys() {
        let mut here = Vec::new();
        let mut is_elsewhere = false;
        for form in forms {
            let positions = numbering.headlines(form);
            let start = positions.partition_point(|position| *position < from);
            let end = positions.partition_point(|position| *position < to);
            is_elsewhere |= form.marks == 0 && (end < positions.len() || !numbering.texts(form).is_empty());
            here.push((form.marks, Cow::Borrowed(positions.get(start..end).unwrap_or_default())));
        }
        keys.push(Key { key, is_elsewhere, base: from, forms: here });
    }
    keys
}

/// The keys of the headlines from a position on, which come first and take so much space, and of summaries and texts.
fn texts(numbering: &Numbering, from: u32, space: u32) -> Vec<Key<'_>> {
    let positions = |form: &Form| {
        if space == 0 {
            return Cow::Borrowed(numbering.texts(form));
        }
        let older = numbering.headlines(form).iter().filter_map(|position| position.checked_sub(from));
        older.chain(numbering.texts(form).iter().map(|position| position + space)).collect()
    };
    let key = |(key, forms): (_, &[Form])| Key {
        key,
        is_elsewhere: false,
        base: 0,
        forms: forms.iter().map(|form| (form.marks, positions(form))).collect(),
    };
    numbering.keys().map(key).collect()
}

/// Runs of entries of one year; 0 for those without a date.
fn years(entries: &[Entry]) -> Vec<(u16, u32)> {
    let mut years: Vec<(u16, u32)> = Vec::new();
    for entry in entries {
        let year = entry.date.as_ref().and_then(|date| date.get(..4)?.parse().ok()).unwrap_or(0);
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, count)) => *count += 1,
            None => years.push((year, 1)),
        }
    }
    years
}

/// The letter for a group: they go on from the digit 0.
fn group_letter(group: u16) -> char {
    char::from_u32(u32::from('0') + u32::from(group)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// All words that are no numbers, the most frequent first. The format is that of `correct`.
fn vocabulary(numbering: &Numbering) -> Vec<u8> {
    let mut words = Vec::new();
    for (key, forms) in numbering.keys() {
        if !key.bytes().any(|byte| byte.is_ascii_digit()) {
            for form in forms {
                words.push((numbering.headlines(form).len() + numbering.texts(form).len(), form.spelling.as_str()));
            }
        }
    }
    // Stable: words that are as frequent stay in the order of their keys.
    words.sort_by_key(|(count, _)| Reverse(*count));
    let mut text = VERSION.to_string();
    for (_, word) in words {
        text.push('\n');
        text.push_str(word);
    }
    text.into_bytes()
}
