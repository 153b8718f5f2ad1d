//! The index of a site, as far as a browser has it.

use crate::bits::{Bits, COUNT, base64};
use crate::name::{LENGTH, is_named};
use crate::segment::VERSION;
use serde_json::Value;

/// How many entries a file of [`Detail`]s has.
pub const BLOCK: u32 = 8;

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
    /// Where each of the first headlines begins, and where the last one ends.
    pub(crate) starts: Vec<u32>,
    pub(crate) older: Shards,
    pub(crate) texts: Shards,
    vocabulary: String,
    files: Vec<(String, Option<Vec<u8>>)>,
}

/// Segments that share their keys out among themselves.
#[derive(Clone, Debug)]
pub(crate) struct Shards {
    /// The name of the file with the lengths of what the segments number.
    pub(crate) lengths: String,
    /// The first key of each segment, in ascending order.
    keys: Vec<String>,
    names: String,
}

impl Shards {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            lengths: text(value, "lengths")?,
            keys: text(value, "keys")?.split(' ').map(str::to_owned).collect(),
            names: text(value, "names")?,
        })
    }

    /// The numbers of the segments in which a key can be, and all that begin with it: from the first to before the second.
    pub(crate) fn range(&self, key: &str, is_prefix: bool) -> (usize, usize) {
        let end =
            self.keys.iter().filter(|first| first.as_str() <= key || (is_prefix && first.starts_with(key))).count();
        let start = self.keys.iter().filter(|first| first.as_str() <= key).count();
        (start.saturating_sub(1), end)
    }

    /// The name of a segment's file; `None` if there is none with this number.
    pub(crate) fn name(&self, number: usize) -> Option<String> {
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
        let text = |place: usize| value.get(place).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            address: text(0)?,
            headline: text(1)?,
            summary: text(2)?,
            group: value.get(3)?.as_u64()? as u16,
            date: text(4),
        })
    }
}

impl Index {
    /// Reads an `index.json`. `None` if it is none, or one of another version: then the site must be searched without it.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        if number(value, "version")? != u32::from(VERSION) {
            return None;
        }
        let group_of: Vec<u16> =
            text(value, "of")?.chars().map(|c| (c as u32).saturating_sub(u32::from(b'0')) as u16).collect();
        let head = value.get("headlines")?;
        let first = number(head, "entries")?;
        if first as usize > group_of.len() {
            return None;
        }
        let lengths = base64(&text(head, "lengths")?);
        let mut groups = Vec::new();
        for group in value.get("groups")?.as_array()? {
            groups.push(Group { id: text(group, "id")?, name: text(group, "name")?, count: number(group, "count")? });
        }
        let mut years = Vec::new();
        for run in value.get("years")?.as_array()? {
            let part = |place: usize| u32::try_from(run.get(place)?.as_u64()?).ok();
            years.push((part(0)? as u16, part(1)?));
        }
        let newest = value.get("newest")?.as_array()?.iter();
        Some(Self {
            entries: group_of.len() as u32,
            groups,
            group_of,
            years,
            newest: newest.filter_map(|address| address.as_str().map(str::to_owned)).collect(),
            blocks: text(value, "blocks")?,
            first,
            headlines: base64(&text(head, "words")?),
            starts: starts(&mut Bits::new(&lengths), first, UNITS[0], 0)?,
            older: Shards::read(value.get("older")?)?,
            texts: Shards::read(value.get("texts")?)?,
            vocabulary: text(value, "vocabulary")?,
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

    /// The addresses of the newest entries with a date. A live article that is not among them is newer than the index.
    #[must_use]
    pub fn newest(&self) -> &[String] {
        &self.newest
    }

    /// The name of the file that says what is shown of an entry, and the entry's place in it; `None` if there is no such entry.
    #[must_use]
    pub fn block_of(&self, entry: u32) -> Option<(String, usize)> {
        let name = name(&self.blocks, (entry / BLOCK) as usize, ".json").filter(|_| entry < self.entries)?;
        Some((name, (entry % BLOCK) as usize))
    }

    /// The name of the file with all words, for corrections.
    #[must_use]
    pub fn vocabulary(&self) -> &str {
        &self.vocabulary
    }

    /// Takes a file that was fetched; `None` if it could not be. Bytes that are not those of this name (a host's page about an
    /// error, a part of the file) count as missing. A file can be given again.
    pub fn give(&mut self, name: &str, bytes: Option<&[u8]>) {
        self.files.retain(|(other, _)| other != name);
        let bytes = bytes.filter(|bytes| is_named(name, bytes)).map(<[u8]>::to_vec);
        self.files.push((name.to_owned(), bytes));
    }

    /// Forgets which files were missing, so that they are fetched again.
    pub fn retry(&mut self) {
        self.files.retain(|(_, bytes)| bytes.is_some());
    }

    /// A file that was given: `Some(None)` if it is missing, `None` if nobody has tried.
    #[expect(clippy::option_option, reason = "There are three answers.")]
    pub(crate) fn file(&self, name: &str) -> Option<Option<&[u8]>> {
        self.files.iter().find(|(other, _)| other == name).map(|(_, bytes)| bytes.as_deref())
    }
}

/// Reads lengths in units: where each of `count` things begins, if the first does so at `base`, and where the last one ends.
pub(crate) fn starts(bits: &mut Bits<'_>, count: u32, unit: u32, base: u32) -> Option<Vec<u32>> {
    let mut start = base;
    let mut starts = vec![start];
    for _ in 0..count {
        start = start.checked_add(bits.number(COUNT, 0)?.checked_mul(unit)?)?;
        starts.push(start);
    }
    Some(starts)
}

fn name(names: &str, number: usize, ending: &str) -> Option<String> {
    let start = number.checked_mul(LENGTH)?;
    let mut name = names.get(start..start.checked_add(LENGTH)?)?.to_owned();
    name.push_str(ending);
    Some(name)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn number(value: &Value, key: &str) -> Option<u32> {
    u32::try_from(value.get(key)?.as_u64()?).ok()
}
