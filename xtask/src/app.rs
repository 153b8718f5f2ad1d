//! Building the app and publishing a site onto it.

use crate::StatusOk;
use crate::setup::Tools;
use anyhow::{Context, Result};
use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The built app.
pub const DIST: &str = "dist";
/// What the app is made from.
pub const SOURCES: [&str; 17] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
    "crates/browser",
    "crates/embed",
    "crates/live",
    "crates/markup",
    "crates/model",
    "crates/shrink",
    "crates/stand-in",
    "crates/views",
    "index.html",
    "public/icons",
    "public/manifest.webmanifest",
    "src",
    "style",
];
/// What the publisher is made from, beside the app's own sources.
pub const PUBLISHER: &str = "crates/publish";

/// Builds the app into [`DIST`], unless it is there and made from the very sources that are here.
pub fn build(tools: &Tools) -> Result<()> {
    let stamp = Path::new("target/xtask-app.stamp");
    let sources = digest()?;
    let is_current = fs::read_to_string(stamp).is_ok_and(|built| built == sources);
    if is_current && Path::new(DIST).join("index.html").is_file() {
        return Ok(());
    }
    // The widget's program goes into a folder of the portal's, which Trunk clears before.
    for (what, arguments) in
        [("app", ["build"].as_slice()), ("widget", &["build", "--config", "crates/embed/Trunk.toml"])]
    {
        eprintln!("xtask: building the {what}");
        tools
            .for_build(Command::new("trunk").args(arguments))
            // Trunk would ask the network whether there is a newer one.
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env("RUST_LOG", "error")
            .status_ok()?;
    }
    fs::write(stamp, sources).with_context(|| format!("cannot write {}", stamp.display()))
}

/// What to publish, and how.
pub struct Publish<'a> {
    /// The site folder; `None` only without pages.
    pub site: Option<&'a Path>,
    /// The folder to make.
    pub out: &'a Path,
    /// The site's root on its host.
    pub base_path: Option<&'a str>,
    /// Whether compressed files go beside.
    pub compress: bool,
    /// Whether to write the app alone.
    pub plain: bool,
    /// A live counter in place of what the site says of its visits.
    pub counter: Option<&'a str>,
}

/// Publishes a site onto the built app.
pub fn publish(what: &Publish<'_>) -> Result<()> {
    let mut trangxa = program();
    trangxa.args(["build", "--app", DIST]).arg("--out").arg(what.out);
    if let Some(site) = what.site {
        trangxa.arg("--site").arg(site);
    }
    if let Some(base_path) = what.base_path {
        trangxa.args(["--base-path", base_path]);
    }
    if let Some(counter) = what.counter {
        trangxa.args(["--counter", counter]);
    }
    trangxa.args(what.compress.then_some("--compress")).args(what.plain.then_some("--plain"));
    trangxa.status_ok()
}

/// Runs another of the program's commands where the caller stands, and ends as it does.
pub fn trangxa(command: &str, arguments: &[OsString], here: &Path) -> Result<()> {
    let status = program().arg(command).args(arguments).current_dir(here).status().context("cannot run cargo")?;
    std::process::exit(status.code().unwrap_or(1))
}

/// The `trangxa` program of these sources.
fn program() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--manifest-path"]).arg(crate::root().join("Cargo.toml"));
    cargo.args(["--package", "trangxa-publish", "--bin", "trangxa", "--"]);
    cargo
}

fn digest() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    let mut paths: Vec<PathBuf> = SOURCES.iter().map(PathBuf::from).collect();
    while let Some(path) = paths.pop() {
        path.hash(&mut hasher);
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))? {
                inside.push(entry?.path());
            }
            inside.sort();
            paths.extend(inside);
        } else {
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}
