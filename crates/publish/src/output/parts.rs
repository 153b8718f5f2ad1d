//! A file that is written part by part.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use trangxa_model::fingerprint::Fingerprint;

/// A file that takes a text part by part, and its fingerprint.
pub(crate) struct Parts {
    file: BufWriter<File>,
    fingerprint: Fingerprint,
    /// What became of the parts so far.
    result: io::Result<()>,
}

impl Parts {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        Ok(Self { file, fingerprint: Fingerprint::default(), result: Ok(()) })
    }

    /// Adds a part. After an error, which [`Parts::finish`] reports, nothing is added any more.
    pub(crate) fn add(&mut self, part: &str) {
        if self.result.is_ok() {
            self.fingerprint.add(part.as_bytes());
            self.result = self.file.write_all(part.as_bytes());
        }
    }

    /// The fingerprint of the whole text.
    pub(super) fn finish(mut self) -> io::Result<String> {
        self.result?;
        self.file.flush()?;
        Ok(self.fingerprint.text())
    }
}
