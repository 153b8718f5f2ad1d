//! Makes a program that wasm-bindgen wrote smaller after compression, without changing what it does.
//!
//! What reaches a reader is the wasm packed by brotli. Brotli finds a repetition cheaply where the first copy is near, and
//! pays for every name. So this crate
//!
//! - puts functions with the same instructions next to each other (`order.rs`), and imports with the same type;
//! - gives imports and exports names of one or two letters, in the wasm and in the script ("glue") that joins the wasm to
//!   the browser (`glue.rs`);
//! - says 1 for the alignment of every access to memory. WebAssembly ignores the alignment for the result; it is a hint
//!   which processors with unaligned access do not need, and the constant compresses better;
//! - drops custom sections, which WebAssembly ignores;
//! - takes comments and white space out of the glue (`minify.rs`), and gives what it declares short names
//!   (`identifiers.rs`).
//!
//! Both files are parsed, never searched for text: a name that also occurs in the program's data stays there. The result
//! depends on the input alone. A program that is not as expected is refused with an error, and the caller keeps the original.

mod error;
mod folder;
mod glue;
mod identifiers;
mod minify;
mod module;
mod names;
mod order;
mod rewrite;
mod script;
mod tokens;

pub use error::{GlueError, ShrinkError};
pub use folder::{WASM, program};

use module::Outline;
use rewrite::{NewNames, Plan};
use std::collections::{BTreeSet, HashMap};
use wasmparser::{Validator, WasmFeatures};

/// A program after shrinking.
#[derive(Debug)]
pub struct Shrunk {
    /// The WebAssembly module, validated.
    pub wasm: Vec<u8>,
    /// The script that loads it.
    pub glue: String,
    /// The program's other parts, in the order in which they were given.
    pub parts: Vec<Vec<u8>>,
}

/// Makes a program smaller after compression.
///
/// `glue` is wasm-bindgen's script of target `web` or `no-modules`, also minified. Its initialising function returns the
/// module's exports; code that uses these directly will not find them by their old names.
///
/// `parts` are modules that are joined to the program later: they import exports of the program, from a module of any name and nothing
/// from anywhere else. Afterwards that module is called `_`, and the program's exports can be given as they are.
///
/// # Errors
///
/// When the wasm is invalid, when the glue does not hold the names of imports and exports where they are expected, or when a part
/// imports what the program does not export.
pub fn shrink(wasm: &[u8], glue: &str, parts: &[&[u8]]) -> Result<Shrunk, ShrinkError> {
    let outline = outline(wasm)?;
    let of_parts = parts.iter().map(|part| outline_of_part(part, &outline)).collect::<Result<Vec<_>, _>>()?;
    let shared: BTreeSet<&str> =
        of_parts.iter().flat_map(|part| part.imports.iter().map(|import| import.name)).collect();
    let imports = outline.imports_by_type();
    let renamed = glue::rename(&minify::minify(glue)?, &outline, &imports, &shared)?;
    let exports = renamed.names.exports.clone();
    let plan = Plan { imports, functions: order::by_similarity(&outline), names: renamed.names };
    let wasm = written(wasm, &outline, &plan)?;
    let mut written_parts = Vec::new();
    for (part, outline) in parts.iter().zip(&of_parts) {
        let modules = outline.imports.iter().map(|import| (import.module.to_owned(), glue::NEW_MODULE.to_owned()));
        let names = NewNames { modules: modules.collect(), imports: exports.clone(), exports: HashMap::new() };
        let plan = Plan { imports: outline.imports_by_type(), functions: order::by_similarity(outline), names };
        written_parts.push(written(part, outline, &plan)?);
    }
    Ok(Shrunk { wasm, glue: identifiers::shorten(&renamed.glue)?, parts: written_parts })
}

fn outline(wasm: &[u8]) -> Result<Outline<'_>, ShrinkError> {
    validate(wasm).map_err(ShrinkError::Input)?;
    Outline::read(wasm).map_err(ShrinkError::Input)
}

fn outline_of_part<'p>(part: &'p [u8], program: &Outline<'_>) -> Result<Outline<'p>, ShrinkError> {
    let outline = outline(part)?;
    let modules: BTreeSet<&str> = outline.imports.iter().map(|import| import.module).collect();
    if modules.len() > 1 {
        return Err(ShrinkError::PartModules(modules.into_iter().map(str::to_owned).collect()));
    }
    match outline.imports.iter().find(|import| !program.exports.contains(&import.name)) {
        Some(import) => Err(ShrinkError::PartImport(import.name.to_owned())),
        None => Ok(outline),
    }
}

fn written(wasm: &[u8], outline: &Outline<'_>, plan: &Plan) -> Result<Vec<u8>, ShrinkError> {
    let wasm = rewrite::rewrite(wasm, outline, plan)?;
    validate(&wasm).map_err(ShrinkError::Output)?;
    Ok(wasm)
}

fn validate(wasm: &[u8]) -> wasmparser::Result<()> {
    // For atomic access the alignment is no hint, and this crate changes it.
    let features = WasmFeatures::default().difference(WasmFeatures::THREADS);
    Validator::new_with_features(features).validate_all(wasm).map(drop)
}
