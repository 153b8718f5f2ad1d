//! Numbers in as few bits as their probability asks for.
//!
//! This is the range coder of LZMA: each bit is coded by what is known of the bits before it in the same context. A number is
//! coded by its size (how many bits it has, relative to what is expected), which is learned, and by its bits, of which only the first
//! is learned.

/// Contexts of numbers: each a set of [`SET`] contexts of bits. Gaps have many, which follow.
pub(crate) const SHARED: usize = 0;
pub(crate) const LETTERS: usize = 1;
pub(crate) const FORMS: usize = 2;
pub(crate) const MARKS: usize = 3;
pub(crate) const COUNT: usize = 4;
/// Of the letters of keys, and of single bits.
pub(crate) const LETTER: usize = 5;
const GAPS: usize = 6;

/// How many contexts of bits a number has.
pub(crate) const SET: usize = 64;

/// How many contexts of bits there are.
pub(crate) const CONTEXTS: usize = (GAPS + 24) * SET;

/// The contexts of single bits, within the set [`LETTER`].
pub(crate) const HAS_MORE: usize = LETTER * SET + 32;
pub(crate) const IS_ELSEWHERE: usize = LETTER * SET + 33;

/// Probabilities have so many bits.
pub(crate) const PRECISION: u32 = 11;
/// Each bit counts for this share (a power of two) of what is known.
pub(crate) const RATE: u32 = 4;
/// The range below which the next byte comes.
pub(crate) const LEAST_RANGE: u32 = 1 << 24;

/// How many zeros at the end need not be there.
pub(crate) const MAX_MISSING: usize = 4;

/// A gap below this is short: mostly within one text.
const SHORT: u32 = 128;

/// What is expected of the gaps of a list. Words come in clusters: after a short gap there is often another.
#[derive(Clone, Copy)]
pub(crate) struct Gaps {
    /// How many bits the mean gap has, less one.
    pub(crate) size: u32,
    /// Which of the last two gaps were short.
    short: u32,
}

impl Gaps {
    pub(crate) fn new(space: u32, count: u32) -> Self {
        Self { size: ((space / count.max(1)) | 1).ilog2(), short: 0 }
    }

    /// The context of the next gap.
    pub(crate) fn set(self) -> usize {
        GAPS + (self.size / 3).min(5) as usize * 4 + self.short as usize
    }

    pub(crate) fn add(&mut self, gap: u32) {
        self.short = (self.short << 1 | u32::from(gap < SHORT)) & 3;
    }
}

/// Reads numbers. At the end of the bytes they go on with zeros for a while; a loop over numbers ends, because they are `None` then.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    range: u32,
    code: u32,
    /// How probable a zero is in each context.
    zeros: Vec<u16>,
}

impl<'a> Bits<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut bits = Self { bytes, at: 0, range: u32::MAX, code: 0, zeros: vec![1 << (PRECISION - 1); CONTEXTS] };
        for _ in 0..5 {
            bits.next();
        }
        bits
    }

    fn next(&mut self) {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        self.code = self.code << 8 | u32::from(byte);
    }

    pub(crate) fn bit(&mut self, context: usize) -> u32 {
        let Some(zeros) = self.zeros.get_mut(context) else { return 0 };
        let bound = (self.range >> PRECISION) * u32::from(*zeros);
        let bit = if self.code < bound {
            self.range = bound;
            *zeros += ((1 << PRECISION) - *zeros) >> RATE;
            0
        } else {
            self.range -= bound;
            self.code -= bound;
            *zeros -= *zeros >> RATE;
            1
        };
        if self.range < LEAST_RANGE {
            self.range <<= 8;
            self.next();
        }
        bit
    }

    /// A number of so many bits that are not learned.
    pub(crate) fn take(&mut self, count: u32) -> u32 {
        let mut number = 0;
        for _ in 0..count {
            self.range >>= 1;
            let bit = u32::from(self.code >= self.range);
            self.code -= self.range * bit;
            number = number << 1 | bit;
            if self.range < LEAST_RANGE {
                self.range <<= 8;
                self.next();
            }
        }
        number
    }

    /// A number of five bits in a set of contexts.
    pub(crate) fn symbol(&mut self, set: usize) -> u32 {
        let mut node = 1;
        while node < 32 {
            node = node << 1 | self.bit(set * SET + node) as usize;
        }
        node as u32 & 31
    }

    /// A number that probably has `size` bits, in a set of contexts; `None` after the end of the bytes.
    pub(crate) fn number(&mut self, set: usize, size: u32) -> Option<u32> {
        let symbol = self.symbol(set);
        let mut number = 1;
        let mut rest = (symbol + size) & 31;
        if rest > 0 {
            number = 2 | self.bit(set * SET + 32 + symbol as usize);
            rest -= 1;
        }
        number = number << rest | self.take(rest);
        (self.at <= self.bytes.len() + MAX_MISSING).then_some(number - 1)
    }

    /// The next gap of a list.
    pub(crate) fn gap(&mut self, gaps: &mut Gaps) -> Option<u32> {
        let gap = self.number(gaps.set(), gaps.size)?;
        gaps.add(gap);
        Some(gap)
    }
}

/// What base64 text (of the alphabet with `+` and `/`) stands for; characters beyond it are skipped.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut buffer = 0_u32;
    let mut count = 0;
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        buffer = buffer << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((buffer >> count) as u8);
        }
    }
    bytes
}
