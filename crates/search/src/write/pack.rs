//! Packs numbers, lists of positions and segments: the other side of `bits` and `segment`.

use crate::bits::{MAX_QUOTIENT, Mean};
use crate::segment::VERSION;

/// Bits, the most significant first.
#[derive(Clone, Default)]
pub(crate) struct Packer {
    bytes: Vec<u8>,
    /// Bits that are not in `bytes` yet.
    rest: u64,
    count: u32,
}

impl Packer {
    /// One that begins with the version and the free byte.
    pub(crate) fn with_header() -> Self {
        Self { bytes: vec![VERSION, 0], ..Self::default() }
    }

    fn put(&mut self, number: u32, count: u32) {
        self.rest = self.rest << count | (u64::from(number) & ((1 << count) - 1));
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.rest >> self.count) as u8);
        }
    }

    fn ones(&mut self, count: u32, most: u32) {
        self.put((1_u64 << count) as u32 - 1, count);
        if count < most {
            self.put(0, 1);
        }
    }

    fn gamma(&mut self, number: usize) {
        let number = number as u32 + 1;
        let count = number.ilog2();
        self.ones(count, 31);
        self.put(number, count);
    }

    fn rice(&mut self, number: u32, low: u32) {
        let upper = number >> low;
        self.ones(upper.min(MAX_QUOTIENT), MAX_QUOTIENT);
        if upper < MAX_QUOTIENT { self.put(number, low) } else { self.put(number, 32) }
    }

    fn mean(&mut self, number: u32, mean: &mut Mean) {
        self.rice(number, mean.low());
        mean.add(number);
    }

    /// The bytes, filled up with zeros.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.put(0, (8 - self.count) % 8);
        self.bytes
    }

    fn len(&self) -> usize {
        self.bytes.len()
    }

    fn append(&mut self, other: &Self) {
        for byte in &other.bytes {
            self.put(u32::from(*byte), 8);
        }
        self.put((other.rest & ((1 << other.count) - 1)) as u32, other.count);
    }
}

/// A key and the positions of each of its forms.
pub(crate) struct Key<'a> {
    pub(crate) key: &'a str,
    /// Whether the form without marks occurs outside the segment.
    pub(crate) is_elsewhere: bool,
    /// What is to be subtracted from positions.
    pub(crate) base: u32,
    /// Marks and positions, both in ascending order.
    pub(crate) forms: Vec<(u32, &'a [u32])>,
}

impl Key<'_> {
    fn is_empty(&self) -> bool {
        self.forms.iter().all(|(_, positions)| positions.is_empty())
    }

    fn pack(&self, bits: &mut Packer, before: &str, space: u32) {
        let shared = self.key.bytes().zip(before.bytes()).take_while(|(left, right)| left == right).count();
        bits.gamma(shared);
        bits.gamma(self.key.len() - shared);
        for byte in self.key.bytes().skip(shared) {
            match byte {
                b'a'..=b'z' => bits.put(u32::from(byte - b'a'), 5),
                b'0'..=b'9' => bits.put(26 << 4 | u32::from(byte - b'0'), 9),
                _ => bits.put(27 << 8 | u32::from(byte), 13),
            }
        }
        bits.put(u32::from(self.is_elsewhere), 1);
        let forms = || self.forms.iter().filter(|(_, positions)| !positions.is_empty());
        bits.gamma(forms().count() - 1);
        let mut least = 0;
        for (marks, positions) in forms() {
            bits.rice(marks - least, 3);
            least = marks + 1;
            bits.gamma(positions.len() - 1);
            let mut mean = Mean::of_gaps(space, positions.len() as u32);
            let mut next = self.base;
            for position in *positions {
                bits.mean(position - next, &mut mean);
                next = position + 1;
            }
        }
    }
}

/// All keys as one segment.
pub(crate) fn pack(keys: &[Key<'_>], space: u32) -> Vec<u8> {
    let mut content = Packer::default();
    let mut count = 0;
    let mut before = "";
    for key in keys.iter().filter(|key| !key.is_empty()) {
        key.pack(&mut content, before, space);
        before = key.key;
        count += 1;
    }
    segment(&content, count, space)
}

fn segment(content: &Packer, keys: usize, space: u32) -> Vec<u8> {
    let mut bits = Packer::with_header();
    bits.put(space, 32);
    bits.gamma(keys);
    bits.append(content);
    bits.finish()
}

/// The keys as segments of about `target` bytes, each with its first key. A key with more bytes is a segment of its own.
pub(crate) fn shards(keys: &[Key<'_>], space: u32, target: usize) -> Vec<(String, Vec<u8>)> {
    let mut shards = Vec::new();
    let mut content = Packer::default();
    let mut first = "";
    let mut before = "";
    let mut count = 0;
    for key in keys.iter().filter(|key| !key.is_empty()) {
        let mut longer = content.clone();
        key.pack(&mut longer, before, space);
        if count > 0 && longer.len() > target {
            shards.push((first.to_owned(), segment(&content, count, space)));
            longer = Packer::default();
            key.pack(&mut longer, "", space);
            count = 0;
        }
        if count == 0 {
            first = key.key;
        }
        content = longer;
        before = key.key;
        count += 1;
    }
    if count > 0 {
        shards.push((first.to_owned(), segment(&content, count, space)));
    }
    shards
}

/// The lengths, in units, of what begins at these positions; the last one is the end.
pub(crate) fn pack_starts(bits: &mut Packer, starts: &[u32], unit: u32) {
    let count = starts.len().saturating_sub(1) as u32;
    let mut mean = Mean::of_gaps(count, count);
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        bits.mean((end - start) / unit, &mut mean);
    }
}

/// Bytes as base64 text, without what fills up its end.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number =
            (0..3).fold(0, |number, place| number << 8 | group.get(place).map_or(0, |byte| usize::from(*byte)));
        for place in 0..=group.len() {
            text.push(char::from(LETTERS[number >> (18 - 6 * place) & 63]));
        }
    }
    text
}
