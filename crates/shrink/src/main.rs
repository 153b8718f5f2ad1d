//! `trangxa-shrink FOLDER`: makes the one program of a built app smaller, in place.
//!
//! Trunk runs it when it has built an app, without FOLDER: then it is the folder that Trunk builds into. A program that is
//! not as expected stays as it is, with a warning.

use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_shrink::shrink;

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).or_else(|| env::var_os("TRUNK_STAGING_DIR"));
    let folder = PathBuf::from(folder.context("usage: trangxa-shrink FOLDER")?);
    let (wasm_file, glue_file) = program(&folder)?;
    let read = |file: &Path| fs::read(file).with_context(|| format!("cannot read {}", file.display()));
    let write =
        |file: &Path, bytes: &[u8]| fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()));
    let wasm = read(&wasm_file)?;
    let glue = String::from_utf8(read(&glue_file)?).with_context(|| format!("{} is not text", glue_file.display()))?;
    match shrink(&wasm, &glue, &[]) {
        Ok(shrunk) => {
            write(&wasm_file, &shrunk.wasm)?;
            write(&glue_file, shrunk.glue.as_bytes())?;
        }
        Err(error) => eprintln!("trangxa-shrink: warning: {} stays as it was built: {error}", wasm_file.display()),
    }
    Ok(())
}

/// The wasm of a folder and its script, which wasm-bindgen names `NAME_bg.wasm` and `NAME.js`.
fn program(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    const WASM: &str = "_bg.wasm";
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let stems: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(WASM)?.to_owned())).collect();
    let [stem] = &stems[..] else {
        bail!("{} has {} files *{WASM}, expected one", folder.display(), stems.len());
    };
    Ok((folder.join(format!("{stem}{WASM}")), folder.join(format!("{stem}.js"))))
}
