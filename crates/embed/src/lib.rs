//! The widget for partner sites: a commune's figures on anyone's page.
//!
//! What is here is pure and knows no browser: the publisher writes it into files, the page "Nhúng" shows it.

pub mod badge;
pub mod lines;
pub mod oembed;
mod summary;
#[cfg(test)]
mod testing;
mod xml;

pub use summary::sentence;

/// The loader, as it lies at `/embed.v1.js` of every site. Once released its bytes are frozen: partners' pages name their hash.
pub const LOADER: &str = include_str!("../embed.v1.js");
/// The loader's hash, as the lines to paste name it: once released, one that changes locks out every page that holds it.
pub const LOADER_HASH: &str = "sha384-tztujfE65zkI2JwqnJAinfBSOtEeaoUeg3UcuchuenvE55CVzHEEMokzf+oVH8Im";

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha384};

    #[test]
    fn the_hash_is_the_loaders() {
        let hash = BASE64_STANDARD.encode(Sha384::digest(super::LOADER.as_bytes()));
        assert_eq!(super::LOADER_HASH, format!("sha384-{hash}"), "a released loader never changes; a new one is v2");
    }
}
