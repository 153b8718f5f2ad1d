//! The widget for partner sites: a commune's figures on anyone's page.
//!
//! A partner's page shows one of three things: a frame (an `iframe`), which the partner pastes itself or which the loader
//! `embed.v2.js` inserts; a badge (an SVG image); or what a CMS makes of an oEmbed document. The publisher writes the files
//! behind all of them. The page in the frame already contains its figures ([`page`]), and the frame's program (feature `live`)
//! keeps them current. Both render the same parts as the portal: [`trangxa_views`].

mod alerts;
pub mod badge;
mod frame;
#[cfg(feature = "live")]
pub mod live;
// Only the publisher writes the document; the programs in the browser need not compile it.
#[cfg(not(target_family = "wasm"))]
pub mod oembed;
pub mod page;
mod part;
pub mod snippets;
#[cfg(test)]
mod test_data;
pub mod xml;

pub use alerts::{AlertsInFrame, FrameAlerts};
pub use frame::{Frame, FrameDocument};
pub use part::{PartContent, WidgetPart};

/// The loader, which every site serves at `/embed.v2.js`: a classic script, so that browsers load it from hosts that send no CORS
/// header. Its bytes are frozen once released, because partners' pages may name their hash.
pub const LOADER: &str = include_str!("../embed.v2.js");
/// The loader's hash in the form of an `integrity` attribute. If it changed after a release, browsers would refuse the loader
/// on every page that names it.
pub const LOADER_HASH: &str = "sha384-FF1lkmQwZNUdIK1ALxgsDpQ/pASp8Tm+a2pTgufq2JJoeqE/qRNurn7cRSA462GB";
/// The first loader, a module, which every site goes on serving at `/embed.v1.js`: partners' pages name its hash.
pub const LOADER_V1: &str = include_str!("../embed.v1.js");

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha384};

    #[test]
    fn the_constant_is_the_hash_of_the_loader() {
        let hash = BASE64_STANDARD.encode(Sha384::digest(LOADER.as_bytes()));
        assert_eq!(LOADER_HASH, format!("sha384-{hash}"), "a released loader never changes; a new one is v3");
        let hash = BASE64_STANDARD.encode(Sha384::digest(LOADER_V1.as_bytes()));
        assert_eq!(
            hash, "9NFi8OfmauMZdCc5M5PUzwyRFDHd9a2XhGU6S/jiEgPNMdTMsVKi8jSpXUpWyuif",
            "the first loader never changes"
        );
    }

    /// A classic script has the encoding of the page that it is on.
    #[test]
    fn the_loader_means_the_same_in_every_encoding() {
        assert!(LOADER.is_ascii());
    }
}
