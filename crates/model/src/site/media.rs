//! `media` in site.json: how pictures are published.

use crate::document::DocumentError;
use crate::read::{At, Expected};
use serde_json::Value;

/// The widths in which pictures are published, unless site.json names others: the picture beside a headline; a phone's column; that of a
/// phone with a fine screen, or of a computer; the same with a fine screen.
const WIDTHS: [u32; 4] = [240, 480, 960, 1600];
/// The most widths: each is a file for each picture.
const MOST: usize = 8;
/// The narrowest and the widest.
const LIMITS: (u64, u64) = (16, 4_000);

/// How pictures are published.
// Not a field of `Site`: only the publisher needs it, and code that reads `Site` is part of the wasm.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Media {
    /// The widths in pixels in which pictures are published, 1 to 8 of them, each from 16 to 4000; by default 240, 480, 960 and 1600. No
    /// picture is enlarged.
    #[cfg_attr(
        feature = "schema",
        schemars(default = "default_widths", length(min = 1, max = 8), inner(range(min = 16, max = 4000)))
    )]
    pub widths: Vec<u32>,
}

impl Default for Media {
    fn default() -> Self {
        Self { widths: default_widths() }
    }
}

fn default_widths() -> Vec<u32> {
    WIDTHS.to_vec()
}

impl Media {
    /// Reads `media` from site.json. `file` is its address, which errors name.
    pub fn of(file: &str, site: &Value) -> Result<Self, DocumentError> {
        let read = |at: &At<'_>| Ok(Self { widths: at.optional("widths", widths)?.unwrap_or_else(default_widths) });
        Ok(At::document(file, site).optional("media", read)?.unwrap_or_default())
    }
}

fn widths(at: &At<'_>) -> Result<Vec<u32>, DocumentError> {
    let items = at.items().map_err(|_| at.expected(Expected::Widths))?;
    if items.is_empty() || items.len() > MOST {
        return Err(at.expected(Expected::Widths));
    }
    let width = |item: &At<'_>| {
        let width = item.count().ok().filter(|width| (LIMITS.0..=LIMITS.1).contains(width));
        width.and_then(|width| u32::try_from(width).ok()).ok_or_else(|| item.expected(Expected::Width))
    };
    items.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn widths_are_read_or_refused_with_their_place() {
        let read = |site: Value| Media::of("data/site.json", &site).map_err(|error| error.place.clone());
        for site in [json!({}), json!({"media": null}), json!({"media": {}}), json!({"media": {"widths": null}})] {
            assert_eq!(read(site.clone()), Ok(Media { widths: vec![240, 480, 960, 1600] }), "{site}");
        }
        assert_eq!(read(json!({"media": {"widths": [800, 400]}})), Ok(Media { widths: vec![800, 400] }));
        for (media, place) in [
            (json!(true), "media"),
            (json!({"widths": 480}), "media.widths"),
            (json!({"widths": []}), "media.widths"),
            (json!({"widths": [1, 2, 3, 4, 5, 6, 7, 8, 9]}), "media.widths"),
            (json!({"widths": [480, 5_000]}), "media.widths[1]"),
            (json!({"widths": ["480"]}), "media.widths[0]"),
        ] {
            assert_eq!(read(json!({"media": media.clone()})), Err(place.to_owned()), "{media}");
        }
    }
}
