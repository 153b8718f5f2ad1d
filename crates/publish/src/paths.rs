//! The paths of the files that a site gets besides its pages and documents, relative to the site's root.

/// The folder of the frames, in the built app as well as on the site.
pub(crate) const FRAMES: &str = "embed/";
/// The loader for partner sites. The version is part of the name, because the file's behaviour never changes.
pub(crate) const LOADER: &str = "embed.v1.js";
/// The figures as an image. Absent where there are no figures.
pub(crate) const BADGE: &str = "badge/tthc.svg";
/// The oEmbed document of the dashboard. Absent where there are no figures.
pub(crate) const OEMBED: &str = "oembed/tthc.json";
/// The whole site as a JSON Feed.
pub(crate) const JSON_FEED: &str = "feed.json";
/// The whole site as RSS.
pub(crate) const RSS_FEED: &str = "feed.xml";
/// The sitemap for search engines.
pub(crate) const SITEMAP: &str = "sitemap.xml";
/// The rules for search engines. A file of this name in the site folder takes precedence.
pub(crate) const ROBOTS: &str = "robots.txt";
/// The web app manifest, in the built app as well as on the site.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// The files that every site gets, besides those that configure hosts.
pub(crate) const ALWAYS_WRITTEN: [&str; 6] = [LOADER, JSON_FEED, RSS_FEED, SITEMAP, ROBOTS, MANIFEST];
