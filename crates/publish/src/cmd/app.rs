//! The app that pages are written onto: the one in a folder that is named, or the one that this program carries.

use std::env;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A built app in a folder.
pub(crate) struct App {
    folder: PathBuf,
    /// Deletes the folder where the app was unpacked into one.
    _unpacked: Option<TempDir>,
}

impl App {
    /// The app in the folder that is named; without a name, the one that this program carries, unpacked into a temporary folder. The error
    /// is for the person who started the program.
    pub(crate) fn find(named: Option<PathBuf>) -> Result<Self, String> {
        if let Some(folder) = named {
            return Ok(Self { folder, _unpacked: None });
        }
        let program = env::current_exe().map_err(|error| format!("cannot tell where this program is ({error})"))?;
        let temporary = || -> std::io::Result<Option<TempDir>> {
            let folder = TempDir::with_prefix("trangxa-")?;
            Ok(trangxa_bundle::unpack(&program, folder.path())?.then_some(folder))
        };
        match temporary() {
            Ok(Some(unpacked)) => Ok(Self { folder: unpacked.path().to_owned(), _unpacked: Some(unpacked) }),
            Ok(None) => {
                Err("this program carries no app; name a built one with --app DIR, or use the program of a release"
                    .to_owned())
            }
            Err(error) => Err(format!(
                "cannot unpack the app of {} into {} ({error}); make room there, or unpack the program's archive again",
                program.display(),
                env::temp_dir().display()
            )),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}
