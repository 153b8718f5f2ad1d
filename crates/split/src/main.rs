//! `trangxa-split WASM`: replaces the program that Trunk has built by its parts. WASM is the path of the linked program in cargo's build
//! folder.
//!
//! Trunk runs it when it has built the app. In the folder that Trunk builds into, it writes the main part and its script over Trunk's
//! own, the other modules into `parts/`, and which part consists of which into `parts.json`.

use anyhow::{Context, Result};
use serde_json::Value;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use trangxa_shrink::{WASM, program};
use trangxa_split::{SplitProgram, split};

fn main() -> Result<()> {
    let wasm = env::args_os().nth(1).context("usage: trangxa-split WASM, a path below cargo's build folder")?;
    let app = env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set: Trunk runs this program")?;
    let app = PathBuf::from(app);
    let name = program(&app)?;
    let SplitProgram { wasm, glue, modules, parts } = split(&build_folder()?.join(wasm), &name)?;
    let folder = app.join("parts");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let write = |path: PathBuf, bytes: &[u8]| {
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    write(app.join(format!("{name}{WASM}")), &wasm)?;
    write(app.join(format!("{name}.js")), glue.as_bytes())?;
    for (file, module) in &modules {
        write(folder.join(file), module)?;
    }
    write(app.join("parts.json"), &serde_json::to_vec(&parts)?)
}

/// The folder that cargo builds into.
fn build_folder() -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(["metadata", "--no-deps", "--format-version", "1"]).output();
    let output = output.context("cannot run cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cannot read what cargo metadata says")?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).context("cargo metadata does not say where it builds")
}
