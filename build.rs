//! Names the build after what decides its markup, so that page and program can tell whether they match.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Crates whose version decides how markup is written and walked.
const RENDERERS: [&str; 5] = ["leptos", "leptos_dom", "leptos_macro", "reactive_graph", "tachys"];

fn main() -> io::Result<()> {
    // Asked when running: a target folder may have been copied from elsewhere.
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for folder in [
        "src",
        "crates/browser/src",
        "crates/embed/src",
        "crates/live/src",
        "crates/markup/src",
        "crates/model/src",
        "crates/views/src",
    ] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut bytes = renderers(&fs::read_to_string(root.join("Cargo.lock"))?).into_bytes();
    for file in &files {
        bytes.extend(fs::read(file)?);
    }
    // FNV-1a, as in trangxa_model::fingerprint; a build script should not wait for a crate.
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    println!("cargo::rustc-env=TRANGXA_BUILD={hash:016x}");
    Ok(())
}

/// The lock file's entries of those crates; any other crate may come and go.
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
