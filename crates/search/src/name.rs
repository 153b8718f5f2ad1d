//! Names of files, made of their contents.

/// How many characters a name has before its dot.
pub(crate) const LENGTH: usize = 8;

/// The name of a file without what follows the dot: 40 bits of the FNV-1a hash of its bytes. Small letters and digits only: some
/// file systems take `a` and `A` for the same.
pub(crate) fn name_of(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mut hash = hash ^ hash >> 32;
    let mut name = String::new();
    for _ in 0..LENGTH {
        let digit = (hash & 31) as u8;
        name.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
        hash >>= 5;
    }
    name
}

/// Whether a file has the bytes that its name says.
pub(crate) fn is_named(name: &str, bytes: &[u8]) -> bool {
    name.as_bytes().starts_with(name_of(bytes).as_bytes())
}
