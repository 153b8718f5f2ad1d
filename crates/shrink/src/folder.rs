//! The program in the folder of a built app.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// How the name of a program's wasm ends. wasm-bindgen names wasm and script `NAME_bg.wasm` and `NAME.js`.
pub const WASM: &str = "_bg.wasm";

/// The NAME of the one program of a folder.
///
/// # Errors
///
/// When the folder cannot be read, or has none or several programs.
pub fn program(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let stems: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(WASM)?.to_owned())).collect();
    match &stems[..] {
        [stem] => Ok(stem.clone()),
        _ => bail!("{} has {} files *{WASM}, expected one", folder.display(), stems.len()),
    }
}
