//! The index of a site, as far as a browser has it.

use crate::bits::{Bits, COUNT, base64};
use crate::fold::hyphened;
use crate::name::{LENGTH, is_named};
use crate::segment::VERSION;
use serde_json::Value;

/// How many entries a file of [`Detail`]s has.
pub const BLOCK: u32 = 8;

/// Stands in an address for the headline.
pub(crate) const SAME: char = '*';

/// To how many positions the words of a headline, a summary and a text are filled up, so that their lengths are small numbers.
pub(crate) const UNITS: [u32; 3] = [4, 8, 32];

/// A group of entries: a section of the site, or all its procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What addresses call it.
    pub id: String,
    /// What residents read.
    pub name: String,
    /// How many entries it has.
    pub count: u32,
}

/// The index of a site: its `index.json` and the files that were fetched since.
#[derive(Clone, Debug)]
pub struct Index {
    pub(crate) entries: u32,
    groups: Vec<Group>,
    pub(crate) group_of: Vec<u16>,
    pub(crate) years: Vec<(u16, u32)>,
    newest: Vec<String>,
    blocks: String,
    /// How many entries have their headlines in `headlines`.
    pub(crate) first: u32,
    pub(crate) headlines: Vec<u8>,
    /// Where each headline, summary and text begins, and where the last one ends. Each begins at 0 again.
    pub(crate) starts: [Vec<u32>; 3],
    /// Empty where `texts` have the older headlines, too.
    pub(crate) older: Shards,
    pub(crate) texts: Shards,
    vocabulary: String,
    /// Those that are missing are empty.
    files: Vec<(String, Vec<u8>)>,
}

/// Segments that share their keys out among themselves.
#[derive(Clone, Debug)]
pub(crate) struct Shards {
    /// The first key of each segment, in ascending order, with spaces between them.
    keys: String,
    names: String,
}

impl Shards {
    fn read(value: &Value, part: &str) -> Self {
        let value = &value[part];
        Self { keys: text(&value["keys"]), names: text(&value["names"]) }
    }

    /// How many segments there are.
    pub(crate) fn count(&self) -> usize {
        self.names.len() / LENGTH
    }

    /// The numbers of the segments in which a key can be, and with `is_prefix` all that begin with it: from the first to before
    /// the second.
    pub(crate) fn range(&self, key: &str, is_prefix: bool) -> (usize, usize) {
        let key = key.as_bytes();
        let (mut start, mut end) = (0, 0);
        for first in self.keys.as_bytes().split(|byte| *byte == b' ') {
            start += usize::from(first <= key);
            end += usize::from(first <= key || (is_prefix && first.starts_with(key)));
        }
        (start.saturating_sub(1), end)
    }

    /// The name of a segment's file.
    pub(crate) fn name(&self, number: usize) -> String {
        name(&self.names, number, ".bin")
    }
}

/// What is shown of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Where it is.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// Its date (`2025-06-27`), if it has one.
    pub date: Option<String>,
    /// The beginning of its summary.
    pub summary: String,
    /// The number of its group in [`Index::groups`].
    pub group: u16,
}

impl Detail {
    /// Reads one from a file of details, see [`Index::block_of`]: a list of lists of address, headline, summary, group and, if
    /// there is one, date. `None` if the file does not have it.
    #[must_use]
    pub fn read(block: &Value, position: usize) -> Option<Self> {
        let value = block.get(position)?;
        let headline = text(&value[1]);
        Some(Self {
            address: text(&value[0]).replace(SAME, &hyphened(&headline)),
            headline,
            summary: text(&value[2]),
            group: number(&value[3]) as u16,
            date: value[4].as_str().map(str::to_owned),
        })
    }
}

impl Index {
    /// Reads an `index.json`. `None` if it is none, or one of another version: then the site must be searched without it. What is
    /// missing in it counts as empty.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        if number(&value["version"]) != u32::from(VERSION) {
            return None;
        }
        let list = |part: &str| value[part].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut group_of = Vec::new();
        for c in value["of"].as_str().unwrap_or_default().chars() {
            group_of.push((c as u32).wrapping_sub(u32::from('0')) as u16);
        }
        let mut groups = Vec::new();
        for group in list("groups") {
            groups.push(Group { id: text(&group["id"]), name: text(&group["name"]), count: number(&group["count"]) });
        }
        let mut years = Vec::new();
        for run in list("years") {
            years.push((number(&run[0]) as u16, number(&run[1])));
        }
        let mut newest = Vec::new();
        for address in list("newest") {
            newest.push(text(address));
        }
        let head = &value["headlines"];
        let entries = group_of.len() as u32;
        let first = number(&head["entries"]).min(entries);
        let bytes = |value: &Value| base64(value.as_str().unwrap_or_default());
        let lengths = bytes(&value["lengths"]);
        let mut lengths = Bits::new(&lengths);
        Some(Self {
            entries,
            groups,
            group_of,
            years,
            newest,
            blocks: text(&value["blocks"]),
            first,
            headlines: bytes(&head["words"]),
            starts: UNITS.map(|unit| starts(&mut lengths, entries, unit)),
            older: Shards::read(value, "older"),
            texts: Shards::read(value, "texts"),
            vocabulary: text(&value["vocabulary"]),
            files: Vec::new(),
        })
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.entries
    }

    /// Whether it has no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// The groups of entries, in the order of the site.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The years of its entries in the order of the index, each with how many entries it has; year 0 is of entries without a
    /// date.
    #[must_use]
    pub fn years(&self) -> &[(u16, u32)] {
        &self.years
    }

    /// The group and the year of each entry.
    pub(crate) fn places(&self) -> impl Iterator<Item = (u16, u16)> {
        let mut years = self.years.iter();
        let (mut year, mut left) = (0, 0);
        self.group_of.iter().map(move |group| {
            while left == 0 {
                (year, left) = years.next().copied().unwrap_or((0, u32::MAX));
            }
            left -= 1;
            (*group, year)
        })
    }

    /// The addresses of the newest entries with a date. A live article that is not among them is newer than the index.
    #[must_use]
    pub fn newest(&self) -> &[String] {
        &self.newest
    }

    /// The name of the file that says what is shown of an entry, and the entry's place in it; `None` if there is no such entry.
    #[must_use]
    pub fn block_of(&self, entry: u32) -> Option<(String, usize)> {
        let name = name(&self.blocks, (entry / BLOCK) as usize, ".json");
        (entry < self.entries).then_some((name, (entry % BLOCK) as usize))
    }

    /// The name of the file with all words, for corrections.
    #[must_use]
    pub fn vocabulary(&self) -> &str {
        &self.vocabulary
    }

    /// Takes a file that was fetched; `None` if it could not be. Bytes that are not those of this name (a host's page about an
    /// error, a part of the file) count as missing. A file can be given again.
    pub fn give(&mut self, name: &str, bytes: Option<&[u8]>) {
        let bytes = bytes.filter(|bytes| is_named(name, bytes)).unwrap_or_default();
        self.files.push((name.to_owned(), bytes.to_vec()));
    }

    /// Forgets which files were missing, so that they are fetched again.
    pub fn retry(&mut self) {
        self.files.retain(|(_, bytes)| !bytes.is_empty());
    }

    /// A file that was given, empty if it is missing; `None` if nobody has tried.
    pub(crate) fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().rev().find(|(other, _)| other == name).map(|(_, bytes)| bytes.as_slice())
    }
}

/// Reads lengths in units: where each of `count` things begins, and where the last one ends. Fewer if the bytes end before.
fn starts(bits: &mut Bits<'_>, count: u32, unit: u32) -> Vec<u32> {
    let mut start = 0_u32;
    let mut starts = vec![start];
    for _ in 0..count {
        let Some(length) = bits.number(COUNT, 0) else { break };
        start = start.saturating_add(length.saturating_mul(unit));
        starts.push(start);
    }
    starts
}

/// The name with this number among names of one length; only the ending if there is none.
fn name(names: &str, number: usize, ending: &str) -> String {
    let start = number * LENGTH;
    let mut name = names.get(start..start + LENGTH).unwrap_or_default().to_owned();
    name.push_str(ending);
    name
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> u32 {
    value.as_u64().unwrap_or_default() as u32
}
