//! Numbers that vary like random ones and are the same in every run.

/// The generator xorshift64 by Marsaglia.
pub(crate) struct PseudoRandom(u64);

impl PseudoRandom {
    /// A generator for this seed, which must not be 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
