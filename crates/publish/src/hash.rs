//! Hashes of contents, of files and of this program.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// The SHA-256 of some bytes as 64 hex digits. Unlike `trangxa_model::fingerprint` nobody can make two contents that share it, and on
/// processors with an instruction for it it is quicker.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash of a file's content; `None` if it cannot be read.
pub(crate) fn hash_of(file: &Path) -> Option<String> {
    fs::read(file).ok().map(|bytes| sha256(&bytes))
}

/// A hash of the running program: another one may write other bytes for the same site. `None` if the program cannot be read.
pub(crate) fn publisher() -> Option<&'static str> {
    static PUBLISHER: OnceLock<Option<String>> = OnceLock::new();
    PUBLISHER.get_or_init(|| hash_of(&std::env::current_exe().ok()?)).as_deref()
}

/// The source expression by which a Content-Security-Policy allows an inline script or style with this text.
pub(crate) fn csp_source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    /// From FIPS 180-2, appendix B.1.
    #[test]
    fn published_vector() {
        assert_eq!(super::sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
