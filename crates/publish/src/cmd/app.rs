//! The app that pages are written onto: the one in a folder that is named, or the one that this program carries.

use std::env;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use trangxa_messages::{SystemReason, help, publish as say};

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
        let program =
            env::current_exe().map_err(|error| say::ProgramUnknown { reason: SystemReason(&error) }.to_string())?;
        let temporary = || -> std::io::Result<Option<TempDir>> {
            let folder = TempDir::with_prefix("trangxa-")?;
            Ok(trangxa_bundle::unpack(&program, folder.path())?.then_some(folder))
        };
        match temporary() {
            Ok(Some(unpacked)) => Ok(Self { folder: unpacked.path().to_owned(), _unpacked: Some(unpacked) }),
            Ok(None) => Err(say::NoApp { folder: help::ValueFolder }.to_string()),
            Err(error) => {
                let (program, folder) = (program.display(), env::temp_dir());
                Err(say::AppNotUnpacked { program, folder: folder.display(), reason: SystemReason(&error) }.to_string())
            }
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}
