//! The widget for partner sites: a commune's figures on anyone's page.
//!
//! A partner's page holds a frame (an `iframe`), by itself or made by the loader `embed.v1.js`; or a badge, or what a CMS makes
//! of an oEmbed answer. The publisher writes all of them. The frame's page has its figures from the start ([`page`]), and the
//! program behind it (feature `live`) keeps them current; what both draw is what the portal draws: [`trangxa_views`].

pub mod badge;
mod frame;
pub mod lines;
#[cfg(feature = "live")]
pub mod live;
pub mod oembed;
pub mod page;
mod part;
mod summary;
#[cfg(test)]
mod testing;
mod xml;

pub use frame::{Frame, FrameDocument};
pub use part::{Content, Part};
pub use summary::sentence;

/// The loader, as it lies at `/embed.v1.js` of every site. Once released its bytes are frozen: partners' pages name their hash.
pub const LOADER: &str = include_str!("../embed.v1.js");
/// The loader's hash, as the lines to paste name it: once released, one that changes locks out every page that holds it.
pub const LOADER_HASH: &str = "sha384-9NFi8OfmauMZdCc5M5PUzwyRFDHd9a2XhGU6S/jiEgPNMdTMsVKi8jSpXUpWyuif";

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
