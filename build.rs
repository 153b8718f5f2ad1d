//! Names the build after what decides its markup, so that page and program can tell whether they belong together: the
//! sources, the crates that write and walk the markup, the compiler, and the flag that changes the markers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Crates whose version decides how markup is written and walked.
const RENDERERS: [&str; 5] = ["leptos", "leptos_dom", "leptos_macro", "reactive_graph", "tachys"];

fn main() -> io::Result<()> {
    // Read when the script runs: a target folder may have been copied from elsewhere.
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for package in packages(&root)? {
        println!("cargo::rerun-if-changed={}", package.join("src").display());
        println!("cargo::rerun-if-changed={}", package.join("Cargo.toml").display());
        collect(&root.join(package).join("src"), &mut files)?;
    }
    files.sort();
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut bytes = renderers(&fs::read_to_string(root.join("Cargo.lock"))?).into_bytes();
    for file in &files {
        bytes.extend(fs::read(file)?);
    }
    // Cargo runs this script again when either changes.
    bytes.extend(compiler()?);
    bytes.push(u8::from(env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_some()));
    // FNV-1a, as in trangxa_model::fingerprint; a build script should not wait for a crate.
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    println!("cargo::rustc-env=TRANGXA_BUILD={hash:016x}");
    // The program is split by what refers to what (see crates/split).
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    Ok(())
}

/// The folders of the app's own packages, below `root`: the portal's and those that it depends on. A package trangxa-x lies
/// in crates/x, as a test of xtask makes sure.
fn packages(root: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![PathBuf::new()];
    while let Some(package) = open.pop() {
        let manifest = fs::read_to_string(root.join(&package).join("Cargo.toml"))?;
        // The tables of dependencies, without those of the workspace and of tests.
        let tables = manifest.split("\n[").filter(|table| table.starts_with("dependencies]"));
        let names = tables.flat_map(str::lines).filter_map(|line| line.strip_prefix("trangxa-"));
        let names = names.filter_map(|name| name.split(['.', ' ', '=']).next());
        open.extend(names.map(|name| Path::new("crates").join(name)).filter(|package| !found.contains(package)));
        found.insert(package);
    }
    Ok(found)
}

/// The compiler's version, without the machine that it runs on: app and publisher may be built on different ones.
fn compiler() -> io::Result<Vec<u8>> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Ok(Command::new(rustc).arg("--version").output()?.stdout)
}

/// The lock file's entries of [`RENDERERS`]; any other crate may come and go.
fn renderers(lock: &str) -> String {
    let is_renderer = |entry: &&str| RENDERERS.iter().any(|name| entry.starts_with(&format!("\nname = \"{name}\"")));
    lock.split("[[package]]").filter(is_renderer).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
