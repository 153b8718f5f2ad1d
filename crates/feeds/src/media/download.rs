//! Downloads that can be resumed by a later import.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use trangxa_site_files::FileError;
use trangxa_web::{Client, FetchProblem};

/// How many bytes are read at a time.
const BUFFER_BYTES: usize = 64 << 10;

/// A file that is not complete yet. It is hidden (its name begins with a dot) and stays if a download is interrupted.
pub(super) struct PartialFile {
    path: PathBuf,
    /// A file with the strong entity tag of the version that is being downloaded. Without it, a download cannot be resumed.
    tag: PathBuf,
}

/// Why a file could not be downloaded.
pub(super) enum DownloadError {
    /// The file is larger than allowed.
    TooLarge,
    /// The server sent a web page.
    WebPage,
    /// The server did not send the file.
    Fetch(FetchProblem),
    /// The file did not arrive completely.
    Interrupted(FetchProblem),
    /// The partial file could not be written.
    File(FileError),
}

impl From<FileError> for DownloadError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl PartialFile {
    /// The partial file with this name, which need not exist.
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        Self { path: folder.join(format!(".{name}.part")), tag: folder.join(format!(".{name}.etag")) }
    }

    /// Downloads a file of at most `max_bytes` and returns its size. A download that was interrupted is resumed if the server
    /// supports that and still has the same version.
    pub(super) fn download(&self, url: &str, client: &mut Client, max_bytes: u64) -> Result<u64, DownloadError> {
        let resume = self.resume();
        let resume = resume.as_ref().map(|(from, etag)| (*from, etag.as_str()));
        let mut opened = client.open(url, resume).map_err(|error| DownloadError::Fetch(error.problem))?;
        if opened.content_type.as_deref().is_some_and(|kind| kind.trim_start().starts_with("text/html")) {
            self.remove();
            return Err(DownloadError::WebPage);
        }
        let from = opened.from;
        let expected = opened.length.map(|length| from.saturating_add(length));
        if expected.is_some_and(|expected| expected > max_bytes) {
            self.remove();
            return Err(DownloadError::TooLarge);
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(FileError::write(folder))?;
        }
        match &opened.etag {
            Some(etag) => fs::write(&self.tag, etag).map_err(FileError::write(&self.tag))?,
            None if from == 0 => self.remove(),
            None => {}
        }
        let file = OpenOptions::new().create(true).write(true).truncate(from == 0).append(from > 0).open(&self.path);
        let mut file = file.map_err(FileError::write(&self.path))?;
        let can_resume = opened.etag.is_some();
        let mut buffer = vec![0; BUFFER_BYTES];
        let mut bytes = from;
        let mut reader = opened.reader();
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) if expected.is_some_and(|expected| bytes < expected) => Err(io::ErrorKind::UnexpectedEof.into()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read,
            };
            match read {
                Ok(0) => break,
                Ok(read) => {
                    bytes += read as u64;
                    if bytes > max_bytes {
                        self.remove();
                        return Err(DownloadError::TooLarge);
                    }
                    file.write_all(&buffer[..read]).map_err(FileError::write(&self.path))?;
                }
                Err(error) => {
                    if !can_resume {
                        self.remove();
                    }
                    return Err(DownloadError::Interrupted(FetchProblem::from_io(&error)));
                }
            }
        }
        file.sync_all().map_err(FileError::write(&self.path))?;
        Ok(bytes)
    }

    /// The size of what an earlier download left, and the entity tag of its version.
    fn resume(&self) -> Option<(u64, String)> {
        let etag = fs::read_to_string(&self.tag).ok()?;
        let length = fs::metadata(&self.path).map_or(0, |part| part.len());
        // Line breaks would end the header in which the tag is sent.
        (length > 0 && etag.starts_with('"') && !etag.contains(['\r', '\n'])).then_some((length, etag))
    }

    /// The first bytes of the file.
    pub(super) fn start(&self, bytes: usize) -> Result<Vec<u8>, FileError> {
        let mut start = Vec::new();
        let read = File::open(&self.path).and_then(|file| file.take(bytes as u64).read_to_end(&mut start));
        read.map_err(FileError::read(&self.path))?;
        Ok(start)
    }

    /// Gives the complete file its name.
    pub(super) fn rename(&self, name: &Path) -> Result<(), FileError> {
        let _ = fs::remove_file(&self.tag);
        fs::rename(&self.path, name).map_err(FileError::write(name))
    }

    /// Removes what has been downloaded.
    pub(super) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.tag);
    }
}
