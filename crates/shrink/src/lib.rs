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

use module::Outline;
use rewrite::Plan;
use wasmparser::{Validator, WasmFeatures};

/// A program after shrinking.
#[derive(Debug)]
pub struct Shrunk {
    /// The WebAssembly module, validated.
    pub wasm: Vec<u8>,
    /// The script that loads it.
    pub glue: String,
}

/// Makes a program smaller after compression.
///
/// `glue` is wasm-bindgen's script of target `web` or `no-modules`, also minified. Its initialising function returns the
/// module's exports; code that uses these directly will not find them by their old names.
///
/// # Errors
///
/// When the wasm is invalid, or the glue does not hold the names of imports and exports where they are expected.
pub fn shrink(wasm: &[u8], glue: &str) -> Result<Shrunk, ShrinkError> {
    validate(wasm).map_err(ShrinkError::Input)?;
    let outline = Outline::read(wasm).map_err(ShrinkError::Input)?;
    let imports = outline.imports_by_type();
    let renamed = glue::rename(&minify::minify(glue)?, &outline, &imports)?;
    let plan = Plan { imports, functions: order::by_similarity(&outline), names: renamed.names };
    let wasm = rewrite::rewrite(wasm, &outline, &plan)?;
    validate(&wasm).map_err(ShrinkError::Output)?;
    Ok(Shrunk { wasm, glue: identifiers::shorten(&renamed.glue)? })
}

fn validate(wasm: &[u8]) -> wasmparser::Result<()> {
    // For atomic access the alignment is no hint, and this crate changes it.
    let features = WasmFeatures::default().difference(WasmFeatures::THREADS);
    Validator::new_with_features(features).validate_all(wasm).map(drop)
}
