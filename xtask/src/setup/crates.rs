//! Tools that are published as crates.

use super::machine::{announce, find};
use crate::command::{StatusOk, output};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that is published as a crate.
pub(super) struct Tool {
    /// The crate.
    pub(super) package: &'static str,
    /// Its program.
    pub(super) program: &'static str,
    /// The only version that will do.
    pub(super) version: &'static str,
    /// Whether it is compiled with the dependencies of its own lock file.
    pub(super) uses_lock_file: bool,
    /// Whether it is compiled with its default features.
    pub(super) default_features: bool,
    /// What it is needed for.
    pub(super) why: &'static str,
}

impl Tool {
    /// The folder of the program, in the cache folder or on PATH; `None` if there is none of the right version.
    pub(super) fn find(&self, cache: &Path) -> Option<PathBuf> {
        let cached = self.root(cache).join("bin").join(self.program).with_extension(std::env::consts::EXE_EXTENSION);
        let found = [Some(cached), find(self.program)].into_iter().flatten().find(|file| self.is_version_of(file));
        found.and_then(|file| file.parent().map(Path::to_owned))
    }

    /// The folder of the program, which is installed into the cache folder where it is missing: ready-made by
    /// `cargo binstall` where that is installed, otherwise compiled.
    pub(super) fn install(&self, cache: &Path) -> Result<PathBuf> {
        if let Some(folder) = self.find(cache) {
            return Ok(folder);
        }
        if find("cargo-binstall").is_some() {
            announce(&format!("{} {} with cargo binstall ({})", self.package, self.version, self.why));
            let mut binstall = Command::new("cargo");
            binstall.args(["binstall", "--no-confirm", "--force", "--disable-strategies", "compile", "--root"]);
            binstall.arg(self.root(cache)).arg(format!("{}@{}", self.package, self.version)).stdin(Stdio::null());
            let installed = binstall.current_dir(cache).status_ok();
            if let (Ok(()), Some(folder)) = (installed, self.find(cache)) {
                return Ok(folder);
            }
        }
        announce(&format!("{} {} ({}); it is compiled, once, in minutes", self.package, self.version, self.why));
        let mut install = Command::new("cargo");
        install.args(["install", "--quiet", self.package, "--version", self.version, "--force", "--root"]);
        install.arg(self.root(cache));
        if self.uses_lock_file {
            install.arg("--locked");
        }
        if !self.default_features {
            install.arg("--no-default-features");
        }
        // The cheapest profile, because these programs run for seconds. The command runs outside the repository, so that
        // the repository's flags do not apply.
        install
            .current_dir(cache)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .env_remove("CARGO_TARGET_DIR")
            .status_ok()?;
        match self.find(cache) {
            Some(folder) => Ok(folder),
            None => bail!("{} was installed, but its program does not say that it is {}", self.package, self.version),
        }
    }

    fn root(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    fn is_version_of(&self, program: &Path) -> bool {
        output(Command::new(program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().any(|word| word.trim_start_matches('v') == self.version))
    }
}
