//! Numbers in bits, the most significant first.

/// The most bits that a number has before its length is written in full.
pub(crate) const MAX_QUOTIENT: u32 = 24;

/// Reads numbers. Every method is `None` at the end of the bytes, so a loop over what they return ends.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    /// In bits.
    at: usize,
}

impl<'a> Bits<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn bit(&mut self) -> Option<u32> {
        let byte = *self.bytes.get(self.at >> 3)?;
        let bit = byte >> (7 - (self.at & 7)) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    /// A number of up to 32 bits.
    pub(crate) fn take(&mut self, count: u32) -> Option<u32> {
        let mut number = 0;
        for _ in 0..count {
            number = number << 1 | self.bit()?;
        }
        Some(number)
    }

    /// How many ones come before the next zero; after `most` of them there is no zero.
    fn ones(&mut self, most: u32) -> Option<u32> {
        let mut ones = 0;
        while ones < most && self.bit()? == 1 {
            ones += 1;
        }
        Some(ones)
    }

    /// Elias' gamma code of the number plus one.
    pub(crate) fn gamma(&mut self) -> Option<u32> {
        let count = self.ones(31)?;
        Some((1 << count | self.take(count)?) - 1)
    }

    /// A Rice code: the upper bits in ones, then `low` bits. Large numbers stand there in full.
    pub(crate) fn rice(&mut self, low: u32) -> Option<u32> {
        let ones = self.ones(MAX_QUOTIENT)?;
        if ones == MAX_QUOTIENT {
            return self.take(32);
        }
        let rest = self.take(low)?;
        u32::try_from(u64::from(ones) << low).ok()?.checked_add(rest)
    }
}

/// The mean of the numbers so far, by which the next one is coded. It follows the numbers, because words come in clusters.
#[derive(Clone, Copy)]
pub(crate) struct Mean(u32);

impl Mean {
    /// What is expected of `count` gaps in a space of so many positions.
    pub(crate) fn of_gaps(space: u32, count: u32) -> Self {
        Self((space / count.max(1)).saturating_mul(1 << Self::RATE))
    }

    /// Each number has this share (a power of two) in the mean.
    const RATE: u32 = 4;

    /// How many bits a number of the expected size has after its ones.
    pub(crate) fn low(self) -> u32 {
        (self.0 >> Self::RATE | 1).ilog2()
    }

    pub(crate) fn add(&mut self, number: u32) {
        self.0 = (self.0 - (self.0 >> Self::RATE)).saturating_add(number);
    }

    pub(crate) fn read(&mut self, bits: &mut Bits<'_>) -> Option<u32> {
        let number = bits.rice(self.low())?;
        self.add(number);
        Some(number)
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
