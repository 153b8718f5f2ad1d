//! What every host has to do with the files of a site: which headers to send, how long browsers may cache, where old addresses
//! lead.

use crate::csp::PagePolicy;
use crate::paths::FRAMES;

/// A header's name and value.
pub(crate) type Header<'a> = (&'static str, &'a str);

pub(crate) const CONTENT_SECURITY_POLICY: &str = "Content-Security-Policy";
pub(crate) const REFERRER_POLICY: &str = "Referrer-Policy";
pub(crate) const CACHE_CONTROL: &str = "Cache-Control";

/// What every answer has, whatever it is: browsers must not guess content types.
pub(crate) const NO_SNIFFING: Header<'static> = ("X-Content-Type-Options", "nosniff");
/// What every page has except the frames: other sites learn the origin, not the page.
pub(crate) const SITE_REFERRER: Header<'static> = (REFERRER_POLICY, "strict-origin-when-cross-origin");
/// What the frames have: the commune's host does not learn on which partner's page a reader was.
pub(crate) const FRAME_REFERRER: Header<'static> = (REFERRER_POLICY, "no-referrer");
/// Lets the pages of any site read a file: version 1 of the loader is a module, the others may be pinned by their hash, and a
/// frame in a sandbox has no origin at all.
pub(crate) const FOR_ALL_ORIGINS: Header<'static> = ("Access-Control-Allow-Origin", "*");

/// The folders besides that of the frames whose files the pages of any site may read.
pub(crate) const SHARED_FOLDERS: [&str; 3] = ["data", "badge", "oembed"];
/// The folders of pictures and other media.
pub(crate) const MEDIA_FOLDERS: [&str; 2] = ["media", "icons"];

/// The types of answers that are worth compressing, besides `text/html`, which every host compresses.
pub(crate) const COMPRESSED: [&str; 15] = [
    "text/plain",
    "text/css",
    "text/csv",
    "text/calendar",
    "text/javascript",
    "text/xml",
    "application/javascript",
    "application/json",
    "application/feed+json",
    "application/manifest+json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/wasm",
    "image/svg+xml",
];

/// The endings of files and their types, for hosts that do not know all of them. An ending has its dot.
pub(crate) const TYPES: [(&str, &str); 39] = [
    (".html", "text/html"),
    (".txt", "text/plain"),
    (".css", "text/css"),
    (".csv", "text/csv"),
    (".ics", "text/calendar"),
    (".js", "text/javascript"),
    (".xml", "text/xml"),
    (".json", "application/json"),
    (".webmanifest", "application/manifest+json"),
    (".wasm", "application/wasm"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".ico", "image/x-icon"),
    (".pdf", "application/pdf"),
    (".doc", "application/msword"),
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".xls", "application/vnd.ms-excel"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".ppt", "application/vnd.ms-powerpoint"),
    (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (".odt", "application/vnd.oasis.opendocument.text"),
    (".ods", "application/vnd.oasis.opendocument.spreadsheet"),
    (".zip", "application/zip"),
    (".rar", "application/vnd.rar"),
    (".mp3", "audio/mpeg"),
    (".m4a", "audio/mp4"),
    (".aac", "audio/aac"),
    (".ogg", "audio/ogg"),
    (".oga", "audio/ogg"),
    (".opus", "audio/ogg"),
    (".wav", "audio/wav"),
    (".mp4", "video/mp4"),
    (".webm", "video/webm"),
    (".woff2", "font/woff2"),
];

/// A type as the value of `Content-Type`: every text of a site is UTF-8.
pub(crate) fn content_type(kind: &str) -> String {
    if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// The values of `Cache-Control`.
pub(crate) mod cache {
    /// For files whose names change with their content.
    pub(crate) const FOR_GOOD: &str = "public, max-age=31536000, immutable";
    /// The default: browsers keep a copy and ask every time whether it is current. An unchanged file costs an empty answer.
    pub(crate) const REVALIDATE: &str = "no-cache";
    /// For media from the site folder: a day.
    pub(crate) const MEDIA: &str = "public, max-age=86400";
    /// For the loader: a day. Its bytes are frozen, so asking every time would only delay partners' pages; but a wrong answer
    /// from the host, cached for good at an address that never changes, could not be corrected.
    pub(crate) const LOADER: &str = "public, max-age=86400";
}

/// What a host has to do with the files of one site.
pub(crate) struct HostPolicy {
    /// The site's root on its host: `/`, or a path such as `/quangthanh/`.
    pub base: String,
    /// The names of the files at the root whose names change with their content.
    pub hashed: Vec<String>,
    /// The names of such files in the folder of the frames.
    pub frame_programs: Vec<String>,
    /// The content security policy of every answer outside the folder of the frames.
    pub content_security_policy: String,
    /// What differs for the frames; `None` for a site without frames, where other sites may read nothing.
    pub frames: Option<FrameHeaders>,
    /// The old addresses to redirect.
    pub old_addresses: Vec<OldAddress>,
}

/// The headers that the frames have in place of those of the site's pages.
pub(crate) struct FrameHeaders {
    /// The content security policy, which names the sites that may show the frames.
    pub content_security_policy: String,
}

/// An address of an earlier site that leads to a page of this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OldAddress {
    /// The path below the site's root, percent-decoded and without the query.
    pub path: String,
    /// The same path as browsers send it: percent-encoded where the operator wrote it so, and where it is not ASCII.
    pub sent: String,
    /// The query that the address must have, without `?`, as browsers send it; `None` where the path alone counts. Only servers
    /// that can match queries redirect such an address.
    pub query: Option<String>,
    /// The address to go to: a path on this host that begins with `/`, or an http(s) URL. It is ASCII, because it becomes the
    /// value of a header.
    pub target: String,
}

impl HostPolicy {
    /// The policy of a site at `base`. `hashed` are the paths of all files whose names change with their content, `frames` is the
    /// content security policy of the frames.
    pub(crate) fn new(
        base: &str,
        hashed: Vec<String>,
        pages: &PagePolicy,
        frames: Option<String>,
        old_addresses: Vec<OldAddress>,
    ) -> Self {
        let (frame_programs, hashed): (Vec<String>, _) = hashed.into_iter().partition(|path| path.starts_with(FRAMES));
        Self {
            base: base.to_owned(),
            hashed,
            frame_programs: frame_programs.iter().map(|path| path.replacen(FRAMES, "", 1)).collect(),
            content_security_policy: pages.for_header(),
            frames: frames.map(|content_security_policy| FrameHeaders { content_security_policy }),
            old_addresses,
        }
    }

    /// The headers of every answer outside the folder of the frames, without those for caches.
    pub(crate) fn page_headers(&self) -> [Header<'_>; 3] {
        [(CONTENT_SECURITY_POLICY, &self.content_security_policy), NO_SNIFFING, SITE_REFERRER]
    }

    /// The headers of every answer in the folder of the frames, without those for caches.
    pub(crate) fn frame_headers(&self) -> Vec<Header<'_>> {
        self.frames.iter().flat_map(FrameHeaders::differing).chain([NO_SNIFFING]).collect()
    }

    /// The headers of the files outside that folder that other sites may read, without those for caches.
    pub(crate) fn shared_headers(&self) -> Vec<Header<'_>> {
        self.page_headers().into_iter().chain([FOR_ALL_ORIGINS]).collect()
    }

    /// The old addresses that every kind of host can redirect.
    pub(crate) fn old_paths(&self) -> impl Iterator<Item = &OldAddress> {
        self.old_addresses.iter().filter(|old| old.query.is_none())
    }

    /// The old addresses with a query, each with that query.
    pub(crate) fn old_queries(&self) -> impl Iterator<Item = (&OldAddress, &str)> {
        self.old_addresses.iter().filter_map(|old| Some((old, old.query.as_deref()?)))
    }
}

impl FrameHeaders {
    /// The headers of the frames that differ from those of the pages, without those for caches.
    pub(crate) fn differing(&self) -> [Header<'_>; 3] {
        [(CONTENT_SECURITY_POLICY, &self.content_security_policy), FRAME_REFERRER, FOR_ALL_ORIGINS]
    }
}
