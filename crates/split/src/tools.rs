//! The programs that the work is left to.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What makes a module small; see docs/decisions/bytes.md.
const SMALL: [&str; 8] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The name of the module that the splitter has the parts import from.
const MAIN: &str = "__wasm_split";

/// Has wasm-bindgen write the script and the module of the main part into a folder.
pub(crate) fn bind(main: &Path, folder: &Path, name: &str) -> Result<()> {
    let mut command = Command::new("wasm-bindgen");
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle", "--out-name", name]);
    run(command.arg("--out-dir").arg(folder).arg(main))
}

/// Puts modules into the main part.
pub(crate) fn merge(main: &Path, modules: &[PathBuf], out: &Path) -> Result<()> {
    let mut command = Command::new("wasm-merge");
    command.arg(main).arg(MAIN);
    for (i, module) in modules.iter().enumerate() {
        command.arg(module).arg(format!("crumb{i}"));
    }
    command.args(["--enable-bulk-memory", "--enable-reference-types", "--enable-nontrapping-float-to-int"]);
    command.args(["--enable-sign-ext", "--enable-mutable-globals", "--enable-multivalue"]);
    run(command.arg("-o").arg(out))
}

/// Makes a module small.
pub(crate) fn optimise(module: &Path, out: &Path) -> Result<()> {
    run(Command::new("wasm-opt").arg(module).arg("-o").arg(out).args(SMALL))
}

/// Runs a program; what it says is shown only when it fails.
fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| {
        format!("cannot run {program}: `cargo xtask build` has it on PATH; see CONTRIBUTING.md for other ways")
    })?;
    if !output.status.success() {
        bail!(
            "{program} failed:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
