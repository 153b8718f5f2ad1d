//! Archives and their checksums.

use crate::system::System;
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// May be run.
const PROGRAM: u32 = 0o755;
/// May be read.
const DOCUMENT: u32 = 0o644;

/// Packs a folder into an archive beside it, of the kind that the system opens by itself. All lies in a folder of the archive's name.
/// Returns the archive. Equal files give equal bytes.
pub(crate) fn write(system: &System, folder: &Path) -> Result<PathBuf> {
    let name = folder.file_name().and_then(|name| name.to_str()).context("the folder has no name")?;
    let archive = folder.with_file_name(format!("{name}{}", if system.is_windows { ".zip" } else { ".tar.gz" }));
    let file = File::create(&archive)?;
    if system.is_windows {
        let mut zip = ZipWriter::new(file);
        for (path, source) in trangxa_bundle::files(folder)? {
            zip.start_file(
                format!("{name}/{path}"),
                SimpleFileOptions::default().unix_permissions(mode(system, &path)),
            )?;
            io::copy(&mut File::open(source)?, &mut zip)?;
        }
        zip.finish()?;
    } else {
        let mut tar = tar::Builder::new(GzEncoder::new(file, Compression::best()));
        for (path, source) in trangxa_bundle::files(folder)? {
            let mut header = tar::Header::new_gnu();
            header.set_mode(mode(system, &path));
            header.set_size(fs::metadata(&source)?.len());
            tar.append_data(&mut header, format!("{name}/{path}"), File::open(source)?)?;
        }
        tar.into_inner()?.finish()?;
    }
    Ok(archive)
}

/// Writes the SHA-256 of each file, as `sha256sum --check` reads it.
pub(crate) fn write_checksums<'a>(archives: impl IntoIterator<Item = &'a PathBuf>, to: &Path) -> Result<()> {
    let mut list = String::new();
    for archive in archives {
        let digest = Sha256::digest(fs::read(archive)?);
        for byte in digest {
            write!(list, "{byte:02x}")?;
        }
        let name = archive.file_name().unwrap_or_default().display();
        writeln!(list, "  {name}")?;
    }
    fs::write(to, list)?;
    Ok(())
}

fn mode(system: &System, path: &str) -> u32 {
    let is_program = crate::PROGRAMS.iter().any(|name| system.program(name) == path);
    if is_program { PROGRAM } else { DOCUMENT }
}
