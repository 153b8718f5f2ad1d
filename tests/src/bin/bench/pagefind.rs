//! Pagefind indexes the articles of a published site, to be searched from a page of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::publish::{contents, watch};

/// A field and a list, as its documentation shows it: the program comes when the field is touched.
const PAGE: &str = include_str!("peers/pagefind.html");

/// Its index.
pub(crate) struct Pagefind {
    /// The folder with the page and the index.
    pub(crate) folder: PathBuf,
    /// Of indexing, in seconds.
    pub(crate) time: f64,
    /// Largest resident set, in MB.
    pub(crate) memory: f64,
    /// Of the index, without the program and what draws it.
    pub(crate) bytes: u64,
}

/// Indexes a published site; nothing, and a line that says so, where Pagefind could not be had.
pub(crate) fn build(site: &Path, folder: &Path) -> Option<Pagefind> {
    let program = match program() {
        Ok(program) => program,
        Err(reason) => {
            println!("Pagefind is left out: {reason}");
            return None;
        }
    };
    fs::create_dir_all(folder).expect("a folder for Pagefind");
    fs::write(folder.join("index.html"), PAGE).expect("the page is written");
    let started = Instant::now();
    let mut command = Command::new(program);
    command.arg("--site").arg(site).arg("--output-path").arg(folder.join("pagefind"));
    // Only articles, and of them neither menus nor what is read next: as few words as ours has.
    command.args(["--glob", "bai/**/*.html", "--root-selector", "article", "--quiet"]);
    let memory = watch(command.stdout(Stdio::null()).spawn().expect("Pagefind runs"));
    let time = started.elapsed().as_secs_f64();
    let made = folder.join("pagefind");
    let parts: u64 = ["index", "fragment"].map(|part| contents(&made.join(part)).1).iter().sum();
    let files = fs::read_dir(&made).expect("the index").map(|entry| entry.expect("an entry").path());
    let heads = files.filter(|path| path.extension().is_some_and(|extension| extension == "pf_meta"));
    let heads: u64 = heads.map(|path| fs::metadata(path).expect("a file of the index").len()).sum();
    Some(Pagefind { folder: folder.to_owned(), time, memory, bytes: parts + heads })
}

/// Its binary, which is in a package for this system. `Err` is the reason why there is none.
fn program() -> Result<PathBuf, String> {
    let modules =
        env::var_os("TRANGXA_BENCH_PAGEFIND").ok_or("npm did not bring it; `cargo xtask bench` installs it")?;
    let systems =
        fs::read_dir(Path::new(&modules).join("@pagefind")).map_err(|error| format!("its binary: {error}"))?;
    let name = Path::new("bin/pagefind_extended").with_extension(env::consts::EXE_EXTENSION);
    let mut programs = systems.flatten().map(|system| system.path().join(&name));
    let program = programs.find(|path| path.is_file()).ok_or("npm has no binary of it for this system")?;
    match Command::new(&program).arg("--version").stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(program),
        Ok(status) => Err(format!("its binary does not run here: {status}")),
        Err(error) => Err(format!("its binary does not run here: {error}")),
    }
}
