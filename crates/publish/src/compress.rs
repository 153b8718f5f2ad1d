//! Files compressed beforehand, for hosts that send `x.br` or `x.gz` where a browser takes it.

use std::io::{self, Write};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.br`
    Brotli,
    /// `.gz`
    Gzip,
}

/// All of them.
pub const FORMATS: [Format; 2] = [Format::Brotli, Format::Gzip];

/// Below this many bytes an answer fits its first packet either way.
const LEAST: usize = 512;
/// Brotli's best takes about a second for a megabyte; pages come by the thousand, so they get a little less.
const BEST: i32 = 11;
const GOOD: i32 = 9;

impl Format {
    /// The ending of the compressed file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The compressed bytes; `None` where they are no fewer. The same bytes give the same result on every run.
    pub fn pack(self, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
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

/// Whether files of that name gain by it: texts and programs do, pictures are compressed already. Header files are read by
/// the host and never sent.
pub fn is_worth_it(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kinds = [".html", ".json", ".xml", ".js", ".wasm", ".css", ".svg", ".txt", ".csv", ".webmanifest"];
    kinds.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gains_is_packed_and_unpacks_to_the_same() {
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
