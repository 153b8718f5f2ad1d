//! Packs numbers, lists of positions and segments: the other side of `bits` and `segment`.

use crate::bits::{
    CONTEXTS, COUNT, FORMS, Gaps, HAS_MORE, IS_ELSEWHERE, LEAST_RANGE, LETTER, LETTERS, MARKS, MAX_MISSING, PRECISION,
    RATE, SET, SHARED,
};
use crate::segment::VERSION;
use std::borrow::Cow;

/// Writes numbers.
#[derive(Clone)]
pub(crate) struct Packer {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    /// The last byte and those of 255 after it, which may still get a carry.
    held: u8,
    held_count: usize,
    zeros: Vec<u16>,
}

impl Default for Packer {
    fn default() -> Self {
        let zeros = vec![1 << (PRECISION - 1); CONTEXTS];
        Self { bytes: Vec::new(), low: 0, range: u32::MAX, held: 0, held_count: 1, zeros }
    }
}

impl Packer {
    /// One that begins with the version and the free byte.
    pub(crate) fn with_header() -> Self {
        Self { bytes: vec![VERSION, 0], ..Self::default() }
    }

    fn next(&mut self) {
        let carry = (self.low >> 32) as u8;
        if carry != 0 || self.low < 0xff00_0000 {
            for place in 0..self.held_count {
                let byte = if place == 0 { self.held } else { 255 };
                self.bytes.push(byte.wrapping_add(carry));
            }
            self.held_count = 0;
            self.held = (self.low >> 24) as u8;
        }
        self.held_count += 1;
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    fn narrow(&mut self) {
        if self.range < LEAST_RANGE {
            self.range <<= 8;
            self.next();
        }
    }

    fn bit(&mut self, context: usize, bit: bool) {
        let zeros = &mut self.zeros[context];
        let bound = (self.range >> PRECISION) * u32::from(*zeros);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
            *zeros -= *zeros >> RATE;
        } else {
            self.range = bound;
            *zeros += ((1 << PRECISION) - *zeros) >> RATE;
        }
        self.narrow();
    }

    fn put(&mut self, number: u32, count: u32) {
        for place in (0..count).rev() {
            self.range >>= 1;
            if number >> place & 1 == 1 {
                self.low += u64::from(self.range);
            }
            self.narrow();
        }
    }

    fn symbol(&mut self, set: usize, symbol: u32) {
        let mut node = 1;
        for place in (0..5).rev() {
            let bit = symbol >> place & 1;
            self.bit(set * SET + node, bit == 1);
            node = node << 1 | bit as usize;
        }
    }

    fn number(&mut self, number: u32, set: usize, size: u32) {
        let number = number + 1;
        let bits = number.ilog2();
        let symbol = bits.wrapping_sub(size) & 31;
        self.symbol(set, symbol);
        if bits > 0 {
            self.bit(set * SET + 32 + symbol as usize, number >> (bits - 1) & 1 == 1);
            self.put(number, bits - 1);
        }
    }

    fn gap(&mut self, gap: u32, gaps: &mut Gaps) {
        self.number(gap, gaps.set(), gaps.size);
        gaps.add(gap);
    }

    /// The bytes. A reader goes on with a few zeros at the end, so the last ones need not be there.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.next();
        }
        for _ in 0..MAX_MISSING {
            if self.bytes.last() == Some(&0) {
                self.bytes.pop();
            }
        }
        self.bytes
    }

    fn len(&self) -> usize {
        self.bytes.len() + self.held_count
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
    pub(crate) forms: Vec<(u32, Cow<'a, [u32]>)>,
}

impl Key<'_> {
    fn is_empty(&self) -> bool {
        self.forms.iter().all(|(_, positions)| positions.is_empty())
    }

    fn pack(&self, bits: &mut Packer, before: &str, space: u32) {
        let shared = self.key.bytes().zip(before.bytes()).take_while(|(left, right)| left == right).count();
        bits.bit(HAS_MORE, true);
        bits.number(shared as u32, SHARED, 0);
        bits.number((self.key.len() - shared) as u32, LETTERS, 0);
        for byte in self.key.bytes().skip(shared) {
            match byte {
                b'a'..=b'z' => bits.symbol(LETTER, u32::from(byte - b'a')),
                b'0'..=b'9' => {
                    bits.symbol(LETTER, 26);
                    bits.put(u32::from(byte - b'0'), 4);
                }
                _ => {
                    bits.symbol(LETTER, 27);
                    bits.put(u32::from(byte), 8);
                }
            }
        }
        bits.bit(IS_ELSEWHERE, self.is_elsewhere);
        let forms = || self.forms.iter().filter(|(_, positions)| !positions.is_empty());
        bits.number(forms().count() as u32 - 1, FORMS, 0);
        let mut least = 0;
        for (marks, positions) in forms() {
            bits.number(marks - least, MARKS, 0);
            least = marks + 1;
            bits.number(positions.len() as u32 - 1, COUNT, 0);
            let mut gaps = Gaps::new(space, positions.len() as u32);
            let mut next = self.base;
            for position in positions.iter() {
                bits.gap(position - next, &mut gaps);
                next = position + 1;
            }
        }
    }
}

/// All keys as one segment.
pub(crate) fn pack(keys: &[Key<'_>], space: u32) -> Vec<u8> {
    let mut bits = begin(space);
    let mut before = "";
    for key in keys.iter().filter(|key| !key.is_empty()) {
        key.pack(&mut bits, before, space);
        before = key.key;
    }
    end(bits)
}

fn begin(space: u32) -> Packer {
    let mut bits = Packer::with_header();
    bits.put(space, 32);
    bits
}

fn end(mut bits: Packer) -> Vec<u8> {
    bits.bit(HAS_MORE, false);
    bits.finish()
}

/// The keys as segments of about `target` bytes, each with its first key. A key with more bytes is a segment of its own.
pub(crate) fn shards(keys: &[Key<'_>], space: u32, target: usize) -> Vec<(String, Vec<u8>)> {
    let mut shards = Vec::new();
    let mut bits = begin(space);
    let mut first = "";
    let mut before = "";
    for key in keys.iter().filter(|key| !key.is_empty()) {
        let mut longer = bits.clone();
        key.pack(&mut longer, before, space);
        if !before.is_empty() && longer.len() > target {
            shards.push((first.to_owned(), end(bits)));
            longer = begin(space);
            key.pack(&mut longer, "", space);
            before = "";
        }
        if before.is_empty() {
            first = key.key;
        }
        bits = longer;
        before = key.key;
    }
    if !before.is_empty() {
        shards.push((first.to_owned(), end(bits)));
    }
    shards
}

/// The lengths, in units, of what begins at these positions; the last one is the end.
pub(crate) fn pack_starts(bits: &mut Packer, starts: &[u32], unit: u32) {
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        bits.number((end - start) / unit, COUNT, 0);
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
