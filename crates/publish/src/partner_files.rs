//! The files that partner sites load besides the frames: the loaders, the badge, the oEmbed document.

use crate::error::PublishError;
use crate::output::Staging;
use crate::paths::{BADGE, LOADERS, OEMBED};
use crate::site_source::SiteSource;
use trangxa_embed::badge::badge;
use trangxa_embed::oembed::oembed;

/// The paths of the files that depend on figures; none where there are no figures.
pub(crate) fn paths(source: &SiteSource) -> impl Iterator<Item = &'static str> {
    [BADGE, OEMBED].into_iter().filter(|_| source.figures().is_some())
}

/// Writes the files. The same figures give the same bytes, so that an unchanged file is kept.
pub(crate) fn write(source: &SiteSource, staging: &Staging) -> Result<(), PublishError> {
    for (path, text) in LOADERS.into_iter().zip([trangxa_embed::LOADER, trangxa_embed::LOADER_V1]) {
        staging.write(path, text.as_bytes())?;
    }
    let Some(figures) = source.figures() else { return Ok(()) };
    let files = [(BADGE, badge(source.site.short_name(), figures)), (OEMBED, oembed(&source.site, figures))];
    for (path, text) in files {
        if let Some(text) = text {
            staging.write(path, text.as_bytes())?;
        }
    }
    Ok(())
}
