//! Building the app and publishing a site onto it.

use crate::cargo::{self, Workspace};
use crate::command::StatusOk;
use crate::setup::Tools;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The built app.
pub(crate) const DIST: &str = "dist";
/// The packages of the two programs of the app, and of those that make them smaller.
const PACKAGES: [&str; 4] = ["trang-xa", "trangxa-embed", "trangxa-shrink", "trangxa-split"];
/// Package, program and feature of each, as index.html, crates/embed/index.html and crates/embed/alerts/index.html name them.
const PROGRAM_TARGETS: [(&str, &str, &str); 3] = [
    ("trang-xa", "trang-xa", "hydrate"),
    ("trangxa-embed", "trang-xa-embed", "live"),
    ("trangxa-embed", "trang-xa-embed", "live,alerts"),
];
/// What the app is made from, next to the sources of its packages below crates/.
const FILES: [&str; 11] = [
    ".cargo/config.toml",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "public/icons",
    "public/manifest.webmanifest",
    "rust-toolchain.toml",
    "src",
    "style",
];

/// What Trunk builds, in this order, because it empties the folder that it builds the portal into, and the others go into folders
/// inside that one.
pub(crate) const PARTS: [Part; 4] = [
    Part { name: "portal", configuration: "Trunk.toml" },
    Part { name: "style sheet", configuration: "style/Trunk.toml" },
    Part { name: "widget", configuration: "crates/embed/Trunk.toml" },
    Part { name: "widget of sites with alerts", configuration: "crates/embed/alerts/Trunk.toml" },
];

/// A program with its page, as Trunk builds it.
pub(crate) struct Part {
    /// What messages call it.
    pub name: &'static str,
    configuration: &'static str,
}

impl Part {
    /// The command that builds it.
    pub(crate) fn command(&self, tools: &Tools) -> Command {
        let mut trunk = Command::new("trunk");
        trunk.args(["build", "--locked", "--config", self.configuration]);
        // Trunk would ask the network whether there is a newer Trunk.
        trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env("RUST_LOG", "error");
        cargo::with_our_flags(tools.for_build(&mut trunk));
        trunk
    }
}

/// Builds the app into [`DIST`], unless it is there and made from the very sources and by the very compiler that are here.
pub(crate) fn build(tools: &Tools) -> Result<()> {
    let Some(stamp) = Stamp::of_outdated_app()? else { return Ok(()) };
    for part in &PARTS {
        eprintln!("xtask: building the {}", part.name);
        part.command(tools).status_ok()?;
    }
    stamp.write()
}

/// Compiles the programs of the app as Trunk will, without a message when that fails.
pub(crate) fn compile_quietly() {
    for (package, program, feature) in PROGRAM_TARGETS {
        let mut command = cargo::cargo("build");
        command.args(["--quiet", "--locked", "--package", package, "--bin", program, "--features", feature]);
        command.args(["--profile", "wasm", "--target", "wasm32-unknown-unknown"]);
        let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

/// Says from which sources, and by which compiler, the app was built.
pub(crate) struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    /// The stamp to write once the app is built; `None` when the app that is there has this stamp already.
    pub(crate) fn of_outdated_app() -> Result<Option<Self>> {
        let workspace = Workspace::read()?;
        let stamp =
            Self { file: workspace.target.join("xtask-app.stamp"), digest: digest(&sources(&workspace, &[])?)? };
        let is_current = fs::read_to_string(&stamp.file).is_ok_and(|built| built == stamp.digest);
        let pages = ["index.html", "embed/index.html", "embed/alerts/index.html"];
        let is_there = pages.iter().all(|page| Path::new(DIST).join(page).is_file());
        Ok((!is_current || !is_there).then_some(stamp))
    }

    /// Notes that the app was built.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(&self.file, &self.digest).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

/// What the app and these packages are made from: files and folders, sorted.
pub(crate) fn sources(workspace: &Workspace, packages: &[&str]) -> Result<Vec<PathBuf>> {
    let root = cargo::root();
    let mut paths = workspace.sources(&[&PACKAGES, packages].concat())?;
    paths.retain(|folder| folder != root);
    paths.extend(FILES.map(|file| root.join(file)));
    paths.sort();
    Ok(paths)
}

/// A text that changes with any of these files, with their names, with the compiler and with its flags.
fn digest(paths: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    cargo::compiler()?.hash(&mut hasher);
    cargo::RUSTFLAGS.hash(&mut hasher);
    let mut open = paths.to_vec();
    while let Some(path) = open.pop() {
        path.strip_prefix(cargo::root()).unwrap_or(&path).hash(&mut hasher);
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))? {
                inside.push(entry?.path());
            }
            inside.sort();
            open.extend(inside);
        } else {
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// What to publish, and how.
pub(crate) struct Publish<'a> {
    /// The site folder; `None` only without pages.
    pub site: Option<&'a Path>,
    /// The folder to make.
    pub out: &'a Path,
    /// The site's root on its host.
    pub base_path: Option<&'a str>,
    /// Whether each file that gains by it gets compressed ones next to it.
    pub compress: bool,
    /// Whether to write the app alone.
    pub plain: bool,
    /// A live counter in place of what the site says of its visits.
    pub counter: Option<&'a str>,
}

impl Publish<'_> {
    /// The options for `trangxa build`.
    fn arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["build", "--app", DIST, "--out"].map(OsString::from).into();
        arguments.push(self.out.into());
        let values = [
            ("--site", self.site.map(|site| site.as_os_str().to_owned())),
            ("--base-path", self.base_path.map(OsString::from)),
            ("--counter", self.counter.map(OsString::from)),
        ];
        for (option, value) in values {
            if let Some(value) = value {
                arguments.extend([option.into(), value]);
            }
        }
        let switches = [("--compress", self.compress), ("--plain", self.plain)];
        arguments.extend(switches.into_iter().filter(|(_, is_on)| *is_on).map(|(switch, _)| switch.into()));
        arguments
    }
}

/// Publishes a site onto the built app with the program `trangxa`.
pub(crate) fn publish(trangxa: &Path, what: &Publish<'_>) -> Result<()> {
    Command::new(trangxa).args(what.arguments()).status_ok()
}

/// Builds the program `trangxa`, which also checks and imports.
pub(crate) fn trangxa() -> Result<PathBuf> {
    cargo::build(&["trangxa"])?.pop().context("cargo has not built trangxa")
}

/// Runs another of the program's commands in the caller's folder; returns its exit code.
pub(crate) fn run_trangxa(command: &str, arguments: &[OsString], here: &Path) -> Result<ExitCode> {
    let status = Command::new(trangxa()?).arg(command).args(arguments).current_dir(here).status();
    let code = status.context("cannot run trangxa")?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_changes_with_what_a_file_holds_and_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let digest = || digest(&[folder.path().to_owned()]).unwrap();
        fs::write(file("a"), "1").unwrap();
        let first = digest();
        assert_eq!(digest(), first);
        fs::write(file("a"), "2").unwrap();
        let second = digest();
        assert_ne!(second, first);
        fs::rename(file("a"), file("b")).unwrap();
        assert_ne!(digest(), second);
    }

    #[test]
    fn the_app_is_made_from_its_crates_and_not_from_the_publisher() {
        let workspace = Workspace::read().unwrap();
        let names = |packages: &[&str]| -> Vec<String> {
            let sources = sources(&workspace, packages).unwrap();
            sources.iter().map(|path| path.strip_prefix(cargo::root()).unwrap().display().to_string()).collect()
        };
        let app = names(&[]);
        for name in ["crates/browser", "crates/embed", "crates/model", "src", ".cargo/config.toml"] {
            assert!(app.contains(&name.to_owned()), "{name} in {app:?}");
        }
        assert!(!app.contains(&"crates/publish".to_owned()) && !app.contains(&String::new()), "{app:?}");
        assert!(names(&["trangxa-publish"]).contains(&"crates/publish".to_owned()));
    }
}
