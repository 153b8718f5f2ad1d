//! A program as Trunk builds it: wasm, and the script that joins it to the browser.

use crate::PublishError;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_embed::page::slim;
use trangxa_model::fingerprint::fingerprint;

/// How many hex digits wasm-bindgen puts behind a name.
const HASH: usize = 16;

/// A built program.
pub struct Program {
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
    pub fn read(folder: &Path) -> Result<Self, PublishError> {
        let broken = |problem: &str| PublishError::App { path: folder.to_owned(), problem: problem.to_owned() };
        let entries = fs::read_dir(folder).map_err(PublishError::read(folder))?.filter_map(Result::ok);
        let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let wasm_name = names.find(|name| name.ends_with(WASM)).ok_or_else(|| broken("has no .wasm file"))?;
        let stem = wasm_name.trim_end_matches(WASM);
        let from = [folder.join(format!("{stem}.js")), folder.join(&wasm_name)];
        let mut glue = fs::read_to_string(&from[0]).map_err(PublishError::read(&from[0]))?;
        let mut wasm = fs::read(&from[1]).map_err(PublishError::read(&from[1]))?;
        number_names(&mut glue, &mut wasm);
        let glue = slim(&glue);
        // Trunk's own name is of the bytes before.
        let both = [glue.as_bytes(), &wasm].concat();
        let name = format!("{}-{}", stem.rsplit_once('-').map_or(stem, |(name, _)| name), fingerprint(&both));
        Ok(Self { glue: glue.replace(&wasm_name, &format!("{name}{WASM}")), wasm, name, from })
    }

    /// The name of the script's file, which changes with the program.
    pub fn glue_name(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The name of the wasm's file, which changes with the program.
    pub fn wasm_name(&self) -> String {
        format!("{}{WASM}", self.name)
    }

    /// Where Trunk put the wasm.
    pub fn file(&self) -> &Path {
        &self.from[1]
    }

    /// Whether this is one of the files that it was read from.
    pub fn is_from(&self, file: &Path) -> bool {
        self.from.iter().any(|it| it == file)
    }

    /// The names that Trunk gave them.
    pub fn names_before(&self) -> [String; 2] {
        self.from.each_ref().map(|it| it.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }
}

const WASM: &str = "_bg.wasm";

/// Gives what the script and the wasm call one another by numbers in place of wasm-bindgen's hashes, of the same length, so
/// that the wasm's bytes stay in their places. Those digits are noise to every compressor: 1.5 kB in each of the portal's two.
fn number_names(glue: &mut String, wasm: &mut [u8]) {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let bytes = glue.as_bytes();
    let mut hashes: Vec<String> = Vec::new();
    for (at, _) in glue.match_indices(['_', 'h']) {
        let Some(text) = glue.get(at + 1..at + 1 + HASH) else { continue };
        let goes_on = bytes.get(at + 1 + HASH).is_some_and(|byte| is_hex(*byte));
        if text.bytes().all(is_hex) && !goes_on && !hashes.iter().any(|known| known == text) {
            hashes.push(text.to_owned());
        }
    }
    for (number, hash) in hashes.iter().enumerate() {
        let name = format!("{number:0HASH$}");
        *glue = glue.replace(hash, &name);
        let mut from = 0;
        while let Some(at) = wasm[from..].windows(HASH).position(|it| it == hash.as_bytes()) {
            from += at + HASH;
            wasm[from - HASH..from].copy_from_slice(name.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_one_in_both_files_and_bytes_in_their_places() {
        let mut glue = "a: __wbg_get_0123456789abcdef, b: __wbg_get_fedcba9876543210, \
                        c: invoke__h00112233445566aa_2, d: __wbg_get_0123456789abcdef, e: x_0123456789abcdef0"
            .to_owned();
        let before = glue.len();
        let mut wasm =
            b"\0asm.get_0123456789abcdef.get_fedcba9876543210.h00112233445566aa_2.get_0123456789abcdef".to_vec();
        let length = wasm.len();
        number_names(&mut glue, &mut wasm);
        assert_eq!((glue.len(), wasm.len()), (before, length));
        let one = "get_0000000000000000";
        assert!(
            glue.starts_with(&format!("a: __wbg_{one}, b: __wbg_get_0000000000000001, c: invoke__h0000000000000002_2")),
            "{glue}"
        );
        let wasm = String::from_utf8(wasm).unwrap();
        assert_eq!(wasm, format!("\0asm.{one}.get_0000000000000001.h0000000000000002_2.{one}"));
    }
}
