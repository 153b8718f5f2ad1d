//! Searching in the bytes of a document that may not be valid XML.

/// The position of the first occurrence.
pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The position of the first element that opens with `open`, such as `<item`; `<items` is another element.
pub(super) fn find_element(bytes: &[u8], open: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = find(bytes.get(at..)?, open.as_bytes()).map(|found| at + found) {
        match bytes.get(found + open.len()) {
            Some(b) if b.is_ascii_whitespace() || matches!(b, b'>' | b'/') => return Some(found),
            _ => at = found + 1,
        }
    }
    None
}
