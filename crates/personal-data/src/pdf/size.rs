//! Whether the parts of a PDF unpack to a size that fits into memory. The library unpacks what it needs as a whole.

use flate2::read::ZlibDecoder;
use std::io::{self, Read};

/// The most bytes that the parts of a file may unpack to, pictures left out, which nobody unpacks here.
const MAX_UNPACKED: u64 = 400_000_000;
/// Packed parts that are shorter cannot unpack to much: a byte becomes at most 1 032.
const SHORT: usize = 20_000;
/// How far before a part's content its dictionary may begin, in bytes.
const DICTIONARY: usize = 2_000;

/// Whether all parts together stay below the limit. A part that is packed twice is taken to exceed it.
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    is_within(bytes, MAX_UNPACKED)
}

fn is_within(bytes: &[u8], limit: u64) -> bool {
    let mut left = limit;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let word = at + found;
        at = word + b"stream".len();
        if bytes[..word].ends_with(b"end") {
            continue;
        }
        let content = &bytes[at..];
        let content = content.strip_prefix(b"\r\n").or_else(|| content.strip_prefix(b"\n")).unwrap_or(content);
        let end = find(content, b"endstream").unwrap_or(content.len());
        let content = &content[..end];
        at = bytes.len().min(at + end);
        let before = &bytes[word.saturating_sub(DICTIONARY)..word];
        let dictionary = &before[rfind(before, b" obj").unwrap_or(0)..];
        if count(dictionary, b"/FlateDecode") + count(dictionary, b"/LZWDecode") + count(dictionary, b"/Fl ") > 1 {
            return false;
        }
        if content.len() < SHORT || find(dictionary, b"/Image").is_some() {
            continue;
        }
        // What is not packed, or in another way, ends at once.
        let mut unpacked = ZlibDecoder::new(content).take(left + 1);
        let _ = io::copy(&mut unpacked, &mut io::sink());
        let Some(rest) = unpacked.limit().checked_sub(1) else { return false };
        left = rest;
    }
    true
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, word)
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, word).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn packed(bytes: u64) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        io::copy(&mut io::repeat(b' ').take(bytes), &mut packer).unwrap();
        packer.flush().unwrap();
        packer.finish().unwrap()
    }

    fn file(dictionary: &str, content: &[u8]) -> Vec<u8> {
        [format!("1 0 obj\n<< {dictionary} >>\nstream\n").as_bytes(), content, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        const LIMIT: u64 = 20_000_000;
        let is_bounded = |bytes: &[u8]| is_within(bytes, LIMIT);
        let bomb = packed(LIMIT + 1);
        assert!(!is_bounded(&file("/Filter /FlateDecode", &bomb)));
        assert!(is_bounded(&file("/Subtype /Image /Filter /FlateDecode", &bomb)), "nobody unpacks pictures");
        assert!(!is_bounded(&file("/Filter [/FlateDecode /FlateDecode]", b"x")));
        let half = packed(LIMIT / 2 + 1);
        assert!(is_bounded(&file("/Filter /FlateDecode", &half)));
        assert!(!is_bounded(&[file("/Filter /FlateDecode", &half), file("/Filter /FlateDecode", &half)].concat()));
    }

    #[test]
    fn anything_else_is_left_to_the_reader() {
        for bytes in
            [&b""[..], b"stream", b"endstream", b"streamstream", b"stream\nendstream stream\r\n", &[0xff; 50_000]]
        {
            assert!(is_bounded(bytes));
        }
        assert!(is_bounded(&file("/Filter /FlateDecode", &[b'x'; 30_000])));
    }
}
