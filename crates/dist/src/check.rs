//! Takes the archives as a clerk would: unpacks each into an empty folder and publishes a site with the programs in it.

use crate::system::System;
use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The time that all builds name, in seconds since 1970, so that they can be compared: 2026-01-01.
const BUILT_AT: &str = "1767225600";
/// What Debian's Wine lacks; see the file.
const WINE_LIBRARY: &str = include_str!("../wine/bcryptprimitives.c");

/// What the folder is called that an archive is unpacked into: with marks and spaces, as on a clerk's desktop.
const FOLDER: &str = "Trang xã An Bình (thử)";

/// Tries each archive. Windows' programs are run by Wine. All must publish the same files.
pub(crate) fn check(packed: &[(System, PathBuf)], site: &Path) -> Result<()> {
    let site = std::path::absolute(site)?;
    let mut first: Option<(&PathBuf, Vec<(String, Vec<u8>)>)> = None;
    for (system, archive) in packed {
        let published = publish(system, archive, &site).with_context(|| archive.display().to_string())?;
        println!("{}: published {} files", archive.display(), published.len());
        if let Some((other, expected)) = &first {
            let difference = published.iter().zip(expected).find(|(one, other)| one != other);
            ensure!(
                difference.is_none() && published.len() == expected.len(),
                "{} publishes another {} than {}",
                archive.display(),
                difference.map_or("number of files", |((name, _), _)| name),
                other.display()
            );
        } else {
            first = Some((archive, published));
        }
    }
    Ok(())
}

/// Unpacks an archive and publishes a site; returns the names and contents of the site's files.
fn publish(system: &System, archive: &Path, site: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let temporary = tempfile::tempdir()?;
    let folder = temporary.path().join(FOLDER);
    if system.is_windows {
        zip::ZipArchive::new(File::open(archive)?)?.extract(&folder)?;
    } else {
        tar::Archive::new(GzDecoder::new(File::open(archive)?)).unpack(&folder)?;
    }
    let mut inside = fs::read_dir(&folder)?;
    let programs = inside.next().context("the archive is empty")??.path();
    ensure!(inside.next().is_none(), "the archive has more than one folder at its top");
    if system.is_windows {
        add_library(&programs, temporary.path())?;
    }
    let run = |name: &str, arguments: &[&std::ffi::OsStr]| -> Result<()> {
        let program = programs.join(system.program(name));
        let mut command = if system.is_windows { wine(&program, temporary.path()) } else { Command::new(&program) };
        command.env("SOURCE_DATE_EPOCH", BUILT_AT);
        let output =
            command.args(arguments).current_dir(&folder).output().with_context(|| format!("cannot run {name}"))?;
        if !output.status.success() {
            bail!("{name} failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    };
    run("trangxa-counter", &["--version".as_ref()])?;
    // The site is copied beside the programs, where a clerk has it.
    let (own, out) = (folder.join("Trang của xã"), folder.join("Trang đã dựng"));
    for (name, file) in trangxa_bundle::files(site)? {
        let copy = own.join(name);
        fs::create_dir_all(copy.parent().unwrap_or(&own))?;
        fs::copy(file, copy)?;
    }
    let arguments = ["build".as_ref(), "Trang của xã".as_ref(), "Trang đã dựng".as_ref()];
    run("trangxa", &arguments)?;
    // Once more, over what is there.
    run("trangxa", &arguments)?;
    let mut published = Vec::new();
    for (name, file) in trangxa_bundle::files(&out)? {
        // Notes of the program for its next build.
        if !name.starts_with(".trangxa") {
            published.push((name, fs::read(file)?));
        }
    }
    ensure!(published.iter().any(|(name, _)| name == "index.html"), "the site has no home page");
    Ok(published)
}

/// Compiles [`WINE_LIBRARY`] into the folder of the programs.
fn add_library(programs: &Path, temporary: &Path) -> Result<()> {
    let source = temporary.join("bcryptprimitives.c");
    fs::write(&source, WINE_LIBRARY)?;
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    compiler.args(["-shared", "-o"]).arg(programs.join("bcryptprimitives.dll")).arg(&source).arg("-ladvapi32");
    let status = compiler.status().context("cannot run x86_64-w64-mingw32-gcc")?;
    ensure!(status.success(), "{} cannot be compiled", source.display());
    Ok(())
}

/// Runs a program of Windows, with a registry of its own.
fn wine(program: &Path, temporary: &Path) -> Command {
    let mut command = Command::new("wine");
    command.arg(program).env("WINEPREFIX", temporary.join("wine")).env("WINEDEBUG", "-all");
    command.env("LANG", "C.UTF-8").env_remove("DISPLAY");
    command
}
