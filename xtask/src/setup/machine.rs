//! What all installers need to know of the machine.

use std::path::{Path, PathBuf};

/// Finds a program on PATH, or where Debian keeps servers, which is not on the PATH of every user.
pub(super) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let program = Path::new(program).with_extension(std::env::consts::EXE_EXTENSION);
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin"), PathBuf::from("/sbin")]);
    folders.map(|folder| folder.join(&program)).find(|file| file.is_file())
}

/// Says what is being installed.
pub(super) fn announce(what: &str) {
    eprintln!("xtask: installing {what}");
}
