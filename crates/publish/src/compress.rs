//! Compressed copies of files, for hosts that send `x.br` or `x.gz` to browsers that accept it.

use std::io::{self, Write};

/// A compression format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `.br`
    Brotli,
    /// `.gz`
    Gzip,
}

/// All formats.
pub(crate) const FORMATS: [Format; 2] = [Format::Brotli, Format::Gzip];

/// The smallest file to compress, in bytes. The answer for a smaller one fits into one packet anyway.
const LEAST: usize = 512;
/// The qualities of Brotli. The best takes about a second per megabyte, which is too slow for thousands of pages.
const BEST: i32 = 11;
const GOOD: i32 = 9;

impl Format {
    /// The extension that is appended to the file's name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The compressed bytes; `None` if they are not fewer. The same bytes always give the same result.
    pub(crate) fn pack(self, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        if bytes.len() < LEAST {
            return Ok(None);
        }
        let packed = match self {
            Self::Brotli => {
                let quality = if bytes.starts_with(b"\0asm") { BEST } else { GOOD };
                let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
                let mut out = Vec::new();
                brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
                out
            }
            Self::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                writer.write_all(bytes)?;
                writer.finish()?
            }
        };
        Ok((packed.len() < bytes.len()).then_some(packed))
    }
}

/// Whether files with this name get smaller: texts and programs do, pictures are compressed already. Hosts read the files that
/// configure them and do not send them.
pub(crate) fn is_worth_it(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kinds = [".html", ".json", ".xml", ".js", ".wasm", ".css", ".svg", ".txt", ".csv", ".webmanifest"];
    kinds.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compressed_and_decompress_to_the_same_bytes() {
        let text = "<p>Kính gửi bà con nhân dân.</p>".repeat(100);
        let packed = Format::Brotli.pack(text.as_bytes()).unwrap().unwrap();
        let mut again = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut again).unwrap();
        assert_eq!(again, text.as_bytes());
        let packed = Format::Gzip.pack(text.as_bytes()).unwrap().unwrap();
        let mut again = String::new();
        io::Read::read_to_string(&mut flate2::read::GzDecoder::new(packed.as_slice()), &mut again).unwrap();
        assert_eq!(again, text);
        assert_eq!(Format::Gzip.pack(b"short").unwrap(), None);
        assert!(is_worth_it("bai/a/index.html") && !is_worth_it("media/a.jpg") && !is_worth_it("_headers"));
    }
}
