//! What partner sites take: the loader, the badge, the answer for a CMS.

use crate::PublishError;
use crate::output::Staging;
use crate::source::Source;
use trangxa_embed::badge::badge;
use trangxa_embed::oembed::oembed;

/// The loader. Its name holds its version: what it means never changes.
pub const LOADER: &str = "embed.v1.js";
/// The figures as a picture.
pub const BADGE: &str = "badge/tthc.svg";
/// What a CMS is told that embeds by address.
pub const OEMBED: &str = "oembed/tthc.json";

/// The paths of what is written beside the loader: nothing where there are no figures.
pub fn files(source: &Source) -> impl Iterator<Item = &'static str> {
    [BADGE, OEMBED].into_iter().filter(|_| source.figures().is_some())
}

/// Writes them.
pub fn write(source: &Source, staging: &Staging) -> Result<(), PublishError> {
    staging.write(LOADER, trangxa_embed::LOADER.as_bytes())?;
    let Some(figures) = source.figures() else { return Ok(()) };
    let made = [(BADGE, badge(source.site.short_name(), figures)), (OEMBED, oembed(&source.site, figures))];
    made.into_iter().filter_map(|(path, text)| Some((path, text?))).try_for_each(|(path, text)| {
        // The same bytes for the same figures: the old file stays.
        staging.write(path, text.as_bytes())
    })
}
