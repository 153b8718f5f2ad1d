//! `trangxa-shrink FOLDER`: makes the one program of a built app smaller, in place.
//!
//! Trunk runs it when it has built an app, without FOLDER: then it is the folder that Trunk builds into. A program that is
//! not as expected stays as it is, with a warning.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_shrink::{WASM, program, shrink};

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).or_else(|| env::var_os("TRUNK_STAGING_DIR"));
    let folder = PathBuf::from(folder.context("usage: trangxa-shrink FOLDER")?);
    let name = program(&folder)?;
    let (wasm_file, glue_file) = (folder.join(format!("{name}{WASM}")), folder.join(format!("{name}.js")));
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
