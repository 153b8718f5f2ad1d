//! Tools that npm carries.

use super::machine::announce;
use crate::command::StatusOk;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of npm's registry.
pub(super) struct Npm {
    /// Its name.
    pub(super) package: &'static str,
    /// The only version that will do.
    pub(super) version: &'static str,
    /// What it is needed for.
    pub(super) why: &'static str,
}

/// Installs the packages that a folder lacks; returns npm's folder of modules below it.
pub(super) fn install(folder: &Path, wanted: &[Npm]) -> Result<PathBuf> {
    let modules = folder.join("node_modules");
    for Npm { package, version, why } in wanted {
        let manifest = std::fs::read_to_string(modules.join(package).join("package.json")).unwrap_or_default();
        if manifest.contains(&format!("\"version\": \"{version}\"")) {
            continue;
        }
        announce(&format!("{package} {version} from npm ({why})"));
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", "--prefix"])
            .arg(folder)
            .arg(format!("{package}@{version}"))
            .status_ok()
            .context("npm comes with Node.js, which must be on this machine")?;
    }
    Ok(modules)
}
