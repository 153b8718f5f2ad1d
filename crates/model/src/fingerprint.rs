//! Telling whether a file changed, without keeping it.

/// FNV-1a, 64 bits, as 16 hex digits: the name of a file's content.
///
/// Not a cryptographic hash: it decides whether a page that polls has anything to do, never whether to trust.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
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
