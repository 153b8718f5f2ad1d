//! Finding the programs that tests start.

use std::env;
use std::path::PathBuf;

/// The program that the environment names, or the first of `names` on the search path.
///
/// # Panics
/// If there is none.
pub(crate) fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        let path = PathBuf::from(path);
        assert!(path.is_file(), "{variable} is set to {}, which is not a file", path.display());
        return path;
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found.into_iter().find(|path| path.is_file()).unwrap_or_else(|| {
        panic!("no {} on PATH and {variable} is not set: run `cargo xtask test`, which installs it", names[0])
    })
}
