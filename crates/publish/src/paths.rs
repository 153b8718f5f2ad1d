//! The paths of the files that a site gets besides its pages and documents, relative to the site's root.

/// The folder of the frames, in the built app as well as on the site.
pub(crate) const FRAMES: &str = "embed/";
/// The loaders for partner sites, newest first. The version is part of the name, because a file's behaviour never changes.
pub(crate) const LOADERS: [&str; 2] = ["embed.v2.js", "embed.v1.js"];
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

/// The worker that keeps pages for readers without a network, in the built app as well as on the site. Its address must never change: a
/// browser looks for a new one where it found the old one.
pub(crate) const WORKER: &str = "sw.js";
/// The pages that the worker keeps without being asked.
pub(crate) const OFFLINE_LIST: &str = "data/offline.json";
/// The page for an address that it has not kept.
pub(crate) const OFFLINE_PAGE: &str = "ngoai-tuyen.html";

/// The folder of the pictures in several sizes. The files in it are named by their content.
pub(crate) const SIZED: &str = "media/sized/";

/// The folder of the search's files that are named by their content: all but the one that names them.
pub(crate) use trang_xa::data::address::SEARCH_FILES;

/// The folders whose files are named by their content.
pub(crate) const HASHED_FOLDERS: [&str; 2] = [SIZED, SEARCH_FILES];

/// The folder whose files are for machines: certificates are renewed by files in it, and `security.txt` lies there (RFC 8615). No
/// other hidden file or folder is published.
pub(crate) const WELL_KNOWN: &str = ".well-known/";

/// The files that every site gets, besides those that configure hosts.
pub(crate) const ALWAYS_WRITTEN: [&str; 7] = [LOADERS[0], LOADERS[1], JSON_FEED, RSS_FEED, SITEMAP, ROBOTS, MANIFEST];

/// The files of a site that readers can read without a network.
pub(crate) const OF_OFFLINE: [&str; 3] = [WORKER, OFFLINE_LIST, OFFLINE_PAGE];

/// The file behind a path: the path itself where it ends in `.html` or `.htm`, otherwise the `index.html` of that folder.
pub(crate) fn file_of(path: &str) -> String {
    if path.ends_with(".html") || path.ends_with(".htm") {
        path.to_owned()
    } else {
        let path = path.trim_end_matches('/');
        format!("{path}/index.html")
    }
}
