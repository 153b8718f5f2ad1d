//! What can be wrong with a program.

use std::convert::Infallible;
use thiserror::Error;
use wasm_encoder::reencode;

/// Why a program was not made smaller.
#[derive(Debug, Error)]
pub enum ShrinkError {
    /// The module cannot be read or is invalid.
    #[error("the wasm is invalid: {0}")]
    Input(#[source] wasmparser::Error),
    /// The module cannot be written again.
    #[error("the wasm cannot be rewritten: {0}")]
    Rewrite(#[from] reencode::Error<Infallible>),
    /// A part imports from several modules.
    #[error("a part of the program imports from {0:?}, expected one module")]
    PartModules(Vec<String>),
    /// A part imports what the program does not export.
    #[error("a part of the program imports {0:?}, which the program does not export")]
    PartImport(String),
    /// The written module is invalid, which is a fault of this crate.
    #[error("the rewritten wasm is invalid: {0}")]
    Output(#[source] wasmparser::Error),
    /// The script is not as wasm-bindgen writes it.
    #[error("the script {0}")]
    Glue(#[from] GlueError),
}

/// What was not as expected in the script that loads a module. The texts continue the sentence "the script …".
#[derive(Debug, Error, PartialEq, Eq)]
pub enum GlueError {
    /// A string, template, comment or regular expression has no end.
    #[error("has a literal or comment without end at byte {0}")]
    Unterminated(usize),
    /// Brackets do not match.
    #[error("has a bracket without partner at byte {0}")]
    Bracket(usize),
    /// The wasm imports from several modules; the script must provide exactly one object.
    #[error("would have to provide several modules: {0:?}")]
    Modules(Vec<String>),
    /// The name of the imported module does not occur exactly once as a key.
    #[error("names the module {name:?} {count} times as a key, expected once")]
    Module {
        /// The module's name in the wasm.
        name: String,
        /// How often the script has it.
        count: usize,
    },
    /// An imported name does not occur exactly once as a key of the object with the imports.
    #[error("provides the import {name:?} {count} times, expected once")]
    Import {
        /// The name in the wasm.
        name: String,
        /// How often the script has it.
        count: usize,
    },
    /// The object with the imports holds something else than `name: value`.
    #[error("has a property without a name and a value at byte {0}")]
    Property(usize),
    /// The variable with the exports cannot be told.
    #[error("assigns `.exports` {0} times to a variable, expected once")]
    Exports(usize),
    /// The variable with the exports is used in a way that hides which export is meant.
    #[error("uses the exports as a whole at byte {0}")]
    WholeExports(usize),
    /// The script uses an export that the wasm does not have.
    #[error("uses the export {0:?}, which the wasm does not have")]
    UnknownExport(String),
}
