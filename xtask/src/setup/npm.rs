//! Tools that npm carries.

use super::machine::announce;
use crate::command::StatusOk;
use anyhow::{Context, Result};
use std::fs;
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
        let manifest = fs::read_to_string(modules.join(package).join("package.json")).unwrap_or_default();
        if manifest.contains(&format!("\"version\": \"{version}\"")) {
            continue;
        }
        announce(&format!("{package} {version} from npm ({why})"));
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", "--prefix"])
            .arg(folder)
            .arg(format!("{package}@{version}"))
            .status_ok()
            .context("npm comes with Node.js, which must be on this machine")?;
    }
    Ok(modules)
}

/// Copies a project into a folder and installs the very packages that its lock file names, unless they are there.
pub(super) fn install_project(project: &Path, folder: &Path, why: &str) -> Result<()> {
    const LOCK: &str = "package-lock.json";
    // Of what lies there, only the packages are kept, and what a build found out about them is not.
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        match path.file_name().and_then(|name| name.to_str()) {
            Some("node_modules") => Ok(()),
            _ if path.is_dir() => fs::remove_dir_all(&path),
            _ => fs::remove_file(&path),
        }
        .with_context(|| format!("cannot remove {}", path.display()))?;
    }
    copy(project, folder).with_context(|| format!("cannot copy {}", project.display()))?;
    let lock = folder.join(LOCK);
    // npm itself does not write it there: it says that an installation came to its end.
    let installed = folder.join("node_modules").join(LOCK);
    let read = |path: &Path| fs::read(path).ok();
    if read(&lock).is_some() && read(&lock) == read(&installed) {
        return Ok(());
    }
    announce(&format!("the packages of {} from npm ({why})", project.display()));
    // Scripts of packages download programs of their own; what these projects need is in the packages.
    Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .status_ok()
        .context("npm comes with Node.js, which must be on this machine")?;
    fs::copy(&lock, &installed).with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // A contributor may have built the project in its place.
        if entry.file_name() == "node_modules" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_project_that_lies_there_only_its_packages_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (project, there) = (folder.path().join("project"), folder.path().join("there"));
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(project.join("package-lock.json"), "{}");
        write(project.join("src/page.js"), "new");
        write(project.join("node_modules/strange/index.js"), "a contributor's");
        write(there.join("package-lock.json"), "{\"of\": \"an earlier version\"}");
        write(there.join("src/page.js"), "old");
        write(there.join("src/gone.js"), "old");
        write(there.join(".next/cache/x"), "old");
        write(there.join("node_modules/astro/index.js"), "a package");
        write(there.join("node_modules/package-lock.json"), "{}");
        // The lock file is the one that was installed: npm is not run.
        install_project(&project, &there, "a test").unwrap();
        let read = |path: &str| fs::read_to_string(there.join(path)).ok();
        assert_eq!(read("package-lock.json").as_deref(), Some("{}"));
        assert_eq!(read("src/page.js").as_deref(), Some("new"));
        assert_eq!(read("node_modules/astro/index.js").as_deref(), Some("a package"));
        for gone in ["src/gone.js", ".next/cache/x", "node_modules/strange/index.js"] {
            assert_eq!(read(gone), None, "{gone}");
        }
    }
}
