//! A program as Trunk builds it: wasm, and the script that joins it to the browser.

use crate::PublishError;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_embed::page::slim;
use trangxa_messages::publish_errors as say;
use trangxa_model::fingerprint::fingerprint;

/// A built program.
pub(crate) struct Program {
    /// The script.
    pub glue: String,
    /// The wasm.
    pub wasm: Vec<u8>,
    /// What both files are named by, with a fingerprint of both.
    name: String,
    /// Where Trunk put them.
    from: [PathBuf; 2],
}

impl Program {
    /// Reads the one program of a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, PublishError> {
        let broken = || PublishError::App { path: folder.to_owned(), problem: say::AppNoWasm.to_string() };
        let entries = fs::read_dir(folder).map_err(PublishError::read(folder))?.filter_map(Result::ok);
        let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let wasm_name = names.find(|name| name.ends_with(WASM)).ok_or_else(broken)?;
        let stem = wasm_name.trim_end_matches(WASM);
        let from = [folder.join(format!("{stem}.js")), folder.join(&wasm_name)];
        let glue = slim(&fs::read_to_string(&from[0]).map_err(PublishError::read(&from[0]))?);
        let wasm = fs::read(&from[1]).map_err(PublishError::read(&from[1]))?;
        // Trunk's own name is a fingerprint of other bytes: the build makes both files smaller after it named them.
        let both = [glue.as_bytes(), &wasm].concat();
        let name = format!("{}-{}", stem.rsplit_once('-').map_or(stem, |(name, _)| name), fingerprint(&both));
        Ok(Self { glue: glue.replace(&wasm_name, &format!("{name}{WASM}")), wasm, name, from })
    }

    /// The name of the script's file, which changes with the program.
    pub(crate) fn glue_name(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The name of the wasm's file, which changes with the program.
    pub(crate) fn wasm_name(&self) -> String {
        format!("{}{WASM}", self.name)
    }

    /// Where Trunk put the wasm.
    pub(crate) fn file(&self) -> &Path {
        &self.from[1]
    }

    /// Whether this is one of the files that it was read from.
    pub(crate) fn is_from(&self, file: &Path) -> bool {
        self.from.iter().any(|it| it == file)
    }

    /// The names that Trunk gave them.
    pub(crate) fn names_before(&self) -> [String; 2] {
        self.from.each_ref().map(|it| it.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }
}

const WASM: &str = "_bg.wasm";
