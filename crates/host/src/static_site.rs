//! The answer to a request for a file.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, RETRY_AFTER, VARY,
};
use hyper::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use crate::faults::Fault;
use crate::guest::Guest;
use crate::headers_file::HeadersFile;
use crate::response::HostResponse;

/// The maximum size of the cache of compressed files, in bytes. Without a limit it would grow with every rebuild of the site.
const MAX_CACHE_BYTES: usize = 64 << 20;

/// The parts of a request that determine the answer.
#[derive(Debug)]
pub(crate) struct FileRequest {
    raw_path: String,
    /// The decoded path; `None` if it is not UTF-8.
    path: Option<String>,
    query: Option<String>,
    if_none_match: Option<String>,
    accepts_brotli: bool,
    range: Option<String>,
    if_range: Option<String>,
}

impl FileRequest {
    /// Reads the parts from the URI and the headers of a request.
    pub(crate) fn new(uri: &Uri, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Self {
            raw_path: uri.path().to_owned(),
            path: percent_decode_str(uri.path()).decode_utf8().ok().map(Into::into),
            query: uri.query().map(str::to_owned),
            if_none_match: text(IF_NONE_MATCH).map(str::to_owned),
            accepts_brotli: text(ACCEPT_ENCODING).is_some_and(accepts_brotli),
            range: text(RANGE).map(str::to_owned),
            if_range: text(IF_RANGE).map(str::to_owned),
        }
    }

    /// Ignores `If-None-Match`, so that the answer is never a 304.
    pub(crate) fn ignore_entity_tags(&mut self) {
        self.if_none_match = None;
    }
}

/// The folder of a site, served below a base path.
#[derive(Debug)]
pub(crate) struct StaticSite {
    root: PathBuf,
    base: String,
    /// The quality of brotli; `None`: nothing is compressed.
    brotli: Option<u32>,
    cache: Mutex<HashMap<String, Bytes>>,
    guest: Option<Arc<dyn Guest>>,
}

/// What a path leads to.
enum Located {
    File(PathBuf),
    /// A folder, but the path does not end with a slash.
    FolderWithoutSlash,
    Nothing,
}

impl StaticSite {
    /// A site in the folder `root` at `base_path`; missing slashes are added.
    pub(crate) fn new(root: PathBuf, base_path: &str, brotli: Option<u32>, guest: Option<Arc<dyn Guest>>) -> Self {
        let base = match base_path.trim_matches('/') {
            "" => "/".to_owned(),
            name => format!("/{name}/"),
        };
        Self { root, base, brotli, cache: Mutex::default(), guest }
    }

    /// The base path, with a slash at both ends.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The decoded path relative to the base path; `None` if the request is outside of it.
    pub(crate) fn below_base(&self, request: &FileRequest) -> Option<String> {
        let path = request.path.as_deref()?.strip_prefix(&self.base)?;
        Some(path.to_owned())
    }

    /// What adds to this site.
    pub(crate) fn guest(&self) -> Option<&dyn Guest> {
        self.guest.as_deref()
    }

    /// The answer of the guest; `None` leaves it to the files.
    pub(crate) async fn answer_of_guest(&self, request: &FileRequest) -> Option<HostResponse> {
        let answer = self.guest()?.answer(request.path.as_deref()?, request.query.as_deref()).await?;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(location) = answer.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            headers.insert(LOCATION, location);
        }
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Some(HostResponse { status, headers, body: Bytes::from(answer.body) })
    }

    /// The answer to a request, with a fault applied.
    pub(crate) fn answer(&self, request: &FileRequest, fault: Option<&Fault>) -> HostResponse {
        let Some(path) = &request.path else {
            return HostResponse::plain(StatusCode::BAD_REQUEST);
        };
        let Some(below) = path.strip_prefix(&self.base) else {
            if self.base.strip_suffix('/') == Some(path) {
                return redirect(request);
            }
            return HostResponse::plain(StatusCode::NOT_FOUND);
        };
        match fault {
            Some(Fault::Status(status)) => return error_page(*status),
            Some(Fault::StatusWithRetryAfter(status, seconds)) => {
                let mut response = error_page(*status);
                response.headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
                return response;
            }
            Some(Fault::Html) => return error_page(200),
            Some(Fault::HomePage) => {
                let file = self.root.join("index.html");
                let Ok(content) = fs::read(&file) else { return HostResponse::plain(StatusCode::NOT_FOUND) };
                return self.deliver(request, path, StatusCode::OK, media_type(&file), Bytes::from(content));
            }
            Some(Fault::Body(json)) => {
                let json_type = HeaderValue::from_static("application/json");
                return self.deliver(request, path, StatusCode::OK, json_type, Bytes::from(json.clone()));
            }
            Some(
                Fault::CutOff
                | Fault::Stalled
                | Fault::Never
                | Fault::NoNetwork
                | Fault::ContentType(_)
                | Fault::Delay(_),
            )
            | None => {}
        }

        let mut response = match locate(&self.root, below) {
            Located::FolderWithoutSlash => return redirect(request),
            Located::File(file) => match fs::read(&file) {
                Ok(content) => self.deliver(request, path, StatusCode::OK, media_type(&file), Bytes::from(content)),
                // The file was removed after `locate` found it: the folder is being replaced.
                Err(_) => self.missing(request, path),
            },
            Located::Nothing => self.missing(request, path),
        };
        if let Some(Fault::ContentType(wrong)) = fault {
            response.headers.insert(CONTENT_TYPE, HeaderValue::from_static(wrong));
        }
        response
    }

    fn missing(&self, request: &FileRequest, path: &str) -> HostResponse {
        let file = self.root.join("404.html");
        match fs::read(&file) {
            Ok(content) => self.deliver(request, path, StatusCode::NOT_FOUND, media_type(&file), Bytes::from(content)),
            Err(_) => HostResponse::plain(StatusCode::NOT_FOUND),
        }
    }

    fn deliver(
        &self,
        request: &FileRequest,
        path: &str,
        status: StatusCode,
        media: HeaderValue,
        content: Bytes,
    ) -> HostResponse {
        let is_found = status == StatusCode::OK;
        let content = match &self.guest {
            Some(guest) if media.as_bytes().starts_with(b"text/html") => Bytes::from(guest.page(path, content.into())),
            _ => content,
        };
        let brotli = self.brotli.filter(|_| compressible(&media));
        let used = brotli.filter(|_| request.accepts_brotli);
        let tag = entity_tag(&content, used.is_some());
        let is_unchanged = is_found && request.if_none_match.as_deref().is_some_and(|known| contains_tag(known, &tag));

        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, media);
        // The default of Cloudflare Pages.
        let revalidate = HeaderValue::from_static("public, max-age=0, must-revalidate");
        headers.insert(CACHE_CONTROL, revalidate);
        if brotli.is_some() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Ok(text) = fs::read_to_string(self.root.join("_headers")) {
            HeadersFile::parse(&text).apply(path, &mut headers);
        }
        if is_found && let Ok(value) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, value);
        }
        if is_unchanged {
            headers.remove(CONTENT_TYPE);
            return HostResponse { status: StatusCode::NOT_MODIFIED, headers, body: Bytes::new() };
        }
        if let Some(quality) = used {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            return HostResponse { status, headers, body: self.compressed(tag, &content, quality) };
        }
        if !is_found {
            return HostResponse { status, headers, body: content };
        }
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        let is_current = request.if_range.as_ref().is_none_or(|known| *known == tag);
        match request.range.as_deref().filter(|_| is_current).and_then(|range| asked_part(range, content.len())) {
            None => HostResponse { status, headers, body: content },
            Some(part) => partial(headers, &content, part),
        }
    }

    fn compressed(&self, tag: String, content: &Bytes, quality: u32) -> Bytes {
        if let Some(known) = self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(&tag) {
            return known.clone();
        }
        // The lock is not held while compressing, so that other requests need not wait. If two requests compress the same file, they
        // get the same bytes.
        let compressed = brotli_of(content, quality);
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.values().map(Bytes::len).sum::<usize>() + compressed.len() > MAX_CACHE_BYTES {
            cache.clear();
        }
        cache.insert(tag, compressed.clone());
        compressed
    }
}

fn locate(root: &Path, below: &str) -> Located {
    // Hosts read these two files and do not serve them.
    if below == "_headers" || below == "_redirects" {
        return Located::Nothing;
    }
    let (folders, as_folder) = match below.strip_suffix('/') {
        Some(folders) => (folders, true),
        None => (below, below.is_empty()),
    };
    let mut file = root.to_owned();
    if !folders.is_empty() {
        for part in folders.split('/') {
            // The path is decoded: `..` may have been sent as %2e%2e, a separator as %2f or %5c.
            if matches!(part, "" | "." | "..") || part.contains(['\\', '\0']) {
                return Located::Nothing;
            }
            // Hosts answer no hidden files except those of RFC 8615, which lie at the root.
            if part.starts_with('.') && !(part == ".well-known" && file == root) {
                return Located::Nothing;
            }
            file.push(part);
        }
    }
    match (file.is_dir(), as_folder) {
        (true, true) => Located::File(file.join("index.html")),
        (true, false) => Located::FolderWithoutSlash,
        (false, true) => Located::Nothing,
        (false, false) => Located::File(file),
    }
}

/// What an answer of a part of a file has: the first byte and the one after the last, or nothing where the file ends before.
type Part = Option<(usize, usize)>;

/// The part of a file of `size` bytes that a `Range` header asks for, by RFC 9110, section 14.2. `None` where it asks for several parts or
/// cannot be read; then a host sends the whole file.
fn asked_part(range: &str, size: usize) -> Option<Part> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    if first.is_empty() {
        let length = last.parse::<usize>().ok()?.min(size);
        return Some((length > 0).then_some((size - length, size)));
    }
    let first: usize = first.parse().ok()?;
    let last = if last.is_empty() { usize::MAX } else { last.parse().ok().filter(|last| *last >= first)? };
    Some((first < size).then(|| (first, last.saturating_add(1).min(size))))
}

fn partial(mut headers: HeaderMap, content: &Bytes, part: Part) -> HostResponse {
    let size = content.len();
    let (status, range, body) = match part {
        Some((from, to)) => {
            (StatusCode::PARTIAL_CONTENT, format!("bytes {from}-{}/{size}", to - 1), content.slice(from..to))
        }
        None => (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{size}"), Bytes::new()),
    };
    if let Ok(range) = HeaderValue::from_str(&range) {
        headers.insert(CONTENT_RANGE, range);
    }
    HostResponse { status, headers, body }
}

fn redirect(request: &FileRequest) -> HostResponse {
    let query = request.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = HostResponse::plain(StatusCode::MOVED_PERMANENTLY);
    if let Ok(target) = HeaderValue::from_str(&format!("{}/{query}", request.raw_path)) {
        response.headers.insert(LOCATION, target);
    }
    // Without this, a browser stores the redirect and uses it for the next site on the same port.
    response.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn error_page(status: u16) -> HostResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let body = format!("<!doctype html><title>Lỗi</title><h1>Máy chủ gặp lỗi</h1><p>{status}</p>\n");
    HostResponse { status, headers, body: Bytes::from(body) }
}

fn media_type(file: &Path) -> HeaderValue {
    let guess = mime_guess::from_path(file).first_or_octet_stream();
    let charset = if guess.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
    HeaderValue::from_str(&format!("{}{charset}", guess.essence_str()))
        .unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn compressible(media: &HeaderValue) -> bool {
    let media = media.to_str().unwrap_or_default();
    let essence = media.split(';').next().unwrap_or_default();
    essence.starts_with("text/")
        || essence.ends_with("+json")
        || essence.ends_with("+xml")
        || matches!(essence, "application/json" | "application/wasm" | "application/xml")
}

/// An entity tag from the content. One from the date would change with every rebuild, although most files stay the same.
fn entity_tag(content: &[u8], is_compressed: bool) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    // The tag of a compressed answer is weak, as with nginx and Cloudflare: its bytes differ from those of the file.
    let weak = if is_compressed { "W/" } else { "" };
    format!("{weak}\"{:016x}-{:x}\"", hasher.finish(), content.len())
}

/// Whether an `If-None-Match` header contains `tag`, by the weak comparison of RFC 9110, section 13.1.2.
fn contains_tag(if_none_match: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = bare(tag);
    if_none_match.split(',').any(|known| known.trim() == "*" || bare(known) == tag)
}

fn accepts_brotli(accept_encoding: &str) -> bool {
    accept_encoding.split(',').any(|part| {
        let mut fields = part.split(';').map(str::trim);
        let named = fields.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let refused = fields.any(|field| field.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
        named && !refused
    })
}

fn brotli_of(content: &[u8], quality: u32) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    // Writing to a vector does not fail.
    let _ = writer.write_all(content);
    Bytes::from(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_slashes_of_a_base_path_are_added() {
        for (given, base) in [("", "/"), ("/", "/"), ("quangthanh", "/quangthanh/"), ("/a/b/", "/a/b/")] {
            assert_eq!(StaticSite::new(PathBuf::new(), given, None, None).base(), base);
        }
    }

    #[test]
    fn brotli_is_used_only_if_the_client_accepts_it() {
        assert!(accepts_brotli("gzip, deflate, br, zstd") && accepts_brotli("BR;q=0.5"));
        assert!(!accepts_brotli("gzip") && !accepts_brotli("br;q=0") && !accepts_brotli("brx, br; q=0.0"));
    }

    #[test]
    fn entity_tags_compare_weakly() {
        assert!(
            contains_tag("\"a\"", "\"a\"")
                && contains_tag("W/\"a\"", "\"a\"")
                && contains_tag("\"x\", \"a\"", "W/\"a\"")
        );
        assert!(contains_tag("*", "\"a\"") && !contains_tag("\"b\"", "\"a\""));
    }

    #[test]
    fn media_types_are_those_that_browsers_require() {
        for (name, media) in [
            ("index.html", "text/html; charset=utf-8"),
            ("boot.js", "text/javascript; charset=utf-8"),
            ("main.css", "text/css; charset=utf-8"),
            ("app.wasm", "application/wasm"),
            ("site.webmanifest", "application/manifest+json"),
            ("feed.json", "application/json"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("logo.svg", "image/svg+xml"),
            ("a.webp", "image/webp"),
            ("a.avif", "image/avif"),
            ("a.pdf", "application/pdf"),
            ("a.woff2", "font/woff2"),
            ("no-extension", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), media, "{name}");
        }
    }
}
