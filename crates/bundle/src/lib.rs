//! A program that carries the app with it: an executable file with a ZIP archive at its end.
//!
//! An executable's own format says where it ends, and a ZIP archive is found from the end of a file, so both stay valid. Self-extracting
//! archives are made in this way. The app could be compiled into the program instead; then each build of the app would compile the program again, and
//! the tests could not use the program that they build anyway.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The comment that marks the archive of an app. An archive that somebody put behind a program for another purpose has another one.
const COMMENT: &str = "trangxa app";

/// Puts the files of a folder behind a program, which must not carry an app yet. Equal files give equal bytes.
///
/// # Errors
/// A file that cannot be read, or the program that cannot be written. The program is then unusable.
pub fn append(folder: &Path, program: &Path) -> io::Result<()> {
    let mut archive = ZipWriter::new(end_of(program)?);
    archive.set_comment(COMMENT)?;
    for (name, file) in files(folder)? {
        // Without the times of the files: they are of no use, and would make the bytes differ.
        archive.start_file(name, SimpleFileOptions::default())?;
        io::copy(&mut File::open(file)?, &mut archive)?;
    }
    archive.finish()?;
    Ok(())
}

/// A program, opened to be written to behind its end.
fn end_of(program: &Path) -> io::Result<File> {
    let mut file = OpenOptions::new().read(true).write(true).open(program)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// Writes the files of the app that a program carries into a folder, which is made if it is missing. Returns whether the program carries one.
///
/// # Errors
/// The program cannot be read, its archive is damaged, or the folder cannot be written.
pub fn unpack(program: &Path, folder: &Path) -> io::Result<bool> {
    let mut archive = match ZipArchive::new(File::open(program)?) {
        Ok(archive) => archive,
        Err(ZipError::InvalidArchive(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let is_ours = archive.comment() == COMMENT.as_bytes();
    if is_ours {
        archive.extract(folder)?;
    }
    Ok(is_ours)
}

/// The files below a folder with their paths in it, whose parts `/` separates, sorted by these.
///
/// # Errors
/// A folder that cannot be read, or a name that is not UTF-8.
pub fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((path, folder)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| {
                io::Error::new(io::ErrorKind::InvalidData, format!("a name that is not UTF-8: {}", name.display()))
            })?;
            let path = format!("{path}{name}");
            if entry.file_type()?.is_dir() {
                open.push((path + "/", entry.path()));
            } else {
                found.push((path, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    /// A folder with a program and an app.
    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("app/parts")).unwrap();
        for (name, text) in
            [("program", "\u{7f}ELF code"), ("app/index.html", "<!doctype html>"), ("app/parts/a.wasm", "\0asm")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn what_a_program_carries_is_unpacked_as_it_was() {
        let folder = folder();
        let path = |name: &str| folder.path().join(name);
        append(&path("app"), &path("program")).unwrap();
        assert!(fs::read(path("program")).unwrap().starts_with(b"\x7fELF code"), "the program itself stays");
        assert!(unpack(&path("program"), &path("Xã An Bình")).unwrap());
        let names = |of: &str| files(&path(of)).unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("Xã An Bình"), ["index.html", "parts/a.wasm"]);
        for name in names("app") {
            assert_eq!(fs::read(path("Xã An Bình").join(&name)).unwrap(), fs::read(path("app").join(&name)).unwrap());
        }
    }

    #[test]
    fn a_program_without_an_app_says_so() {
        let folder = folder();
        let program = folder.path().join("program");
        assert!(!unpack(&program, folder.path()).unwrap());
        // The archive of another one.
        let mut other = ZipWriter::new(end_of(&program).unwrap());
        other.start_file("index.html", SimpleFileOptions::default()).unwrap();
        other.finish().unwrap();
        assert!(!unpack(&program, &folder.path().join("other")).unwrap());
        assert!(!folder.path().join("other").exists());
        assert!(unpack(&folder.path().join("none"), folder.path()).is_err());
    }

    #[test]
    fn equal_files_give_equal_bytes() {
        let programs = [folder(), folder()].map(|folder| {
            let program = folder.path().join("program");
            append(&folder.path().join("app"), &program).unwrap();
            fs::read(program).unwrap()
        });
        assert_eq!(programs[0], programs[1]);
    }

    #[test]
    fn a_damaged_archive_is_an_error() {
        let folder = folder();
        let program = folder.path().join("program");
        append(&folder.path().join("app"), &program).unwrap();
        let bytes = fs::read(&program).unwrap();
        let name = bytes.windows(10).position(|it| it == b"index.html").unwrap();
        let mut damaged = bytes;
        damaged[name + 10] ^= 0xff;
        fs::write(&program, damaged).unwrap();
        assert!(unpack(&program, &folder.path().join("out")).is_err());
    }
}
