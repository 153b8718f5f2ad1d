//! A short name for the content of a file, to see whether it changed.

/// The 64-bit FNV-1a hash of some bytes, as 16 hex digits.
///
/// It is not a cryptographic hash. It decides whether a page that polls must draw again, never whether to trust a file.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(bytes);
    fingerprint.text()
}

/// The fingerprint of a content that comes in parts.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Adds a part. The division into parts makes no difference.
    pub fn add(&mut self, part: &[u8]) {
        self.0 = part.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    }

    /// The 16 hex digits.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    /// From the test vectors of draft-eastlake-fnv.
    #[test]
    fn published_vectors() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"foobar"), "85944171f73967e8");
    }
}
