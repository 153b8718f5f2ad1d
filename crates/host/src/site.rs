//! From an address to the bytes of the answer.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH,
    LOCATION, RETRY_AFTER, VARY,
};
use hyper::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use crate::Fault;
use crate::plain;
use crate::rules::Rules;

/// Compressed bytes kept at most; a rebuilt site has new entity tags and would otherwise pile up.
const KEEP_BYTES: usize = 64 << 20;
const BROTLI_QUALITY: u32 = 5;

/// The parts of a request that decide the answer.
#[derive(Debug)]
pub(crate) struct Ask {
    raw_path: String,
    /// `None` if the path is not UTF-8 once decoded.
    path: Option<String>,
    query: Option<String>,
    if_none_match: Option<String>,
    brotli: bool,
}

impl Ask {
    pub(crate) fn new(uri: &Uri, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        Self {
            raw_path: uri.path().to_owned(),
            path: percent_decode_str(uri.path()).decode_utf8().ok().map(Into::into),
            query: uri.query().map(str::to_owned),
            if_none_match: text(IF_NONE_MATCH).map(str::to_owned),
            brotli: text(ACCEPT_ENCODING).is_some_and(accepts_brotli),
        }
    }

    pub(crate) fn forget_entity_tags(&mut self) {
        self.if_none_match = None;
    }
}

/// The whole answer; the connection adds the length.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

#[derive(Debug)]
pub(crate) struct Site {
    root: PathBuf,
    base: String,
    compress: bool,
    compressed: Mutex<HashMap<String, Bytes>>,
}

enum Found {
    File(PathBuf),
    /// The folder's address lacks its last slash.
    Folder,
    Nothing,
}

impl Site {
    pub(crate) fn new(root: PathBuf, base_path: &str, compress: bool) -> Self {
        let base = match base_path.trim_matches('/') {
            "" => "/".to_owned(),
            name => format!("/{name}/"),
        };
        Self { root, base, compress, compressed: Mutex::default() }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The decoded path below the base, or `None` outside it.
    pub(crate) fn below_base(&self, ask: &Ask) -> Option<String> {
        let path = ask.path.as_deref()?.strip_prefix(&self.base)?;
        Some(path.to_owned())
    }

    pub(crate) fn answer(&self, ask: &Ask, fault: Option<&Fault>) -> Reply {
        let Some(path) = &ask.path else {
            return plain(StatusCode::BAD_REQUEST);
        };
        let Some(below) = path.strip_prefix(&self.base) else {
            if self.base.strip_suffix('/') == Some(path) {
                return redirect(ask);
            }
            return plain(StatusCode::NOT_FOUND);
        };
        match fault {
            Some(Fault::Status(status)) => return error_page(*status),
            Some(Fault::StatusWithRetryAfter(status, seconds)) => {
                let mut reply = error_page(*status);
                reply.headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
                return reply;
            }
            Some(Fault::Html) => return error_page(200),
            Some(Fault::Body(json)) => {
                let json_type = HeaderValue::from_static("application/json");
                return self.deliver(ask, path, StatusCode::OK, json_type, Bytes::from(json.clone()));
            }
            Some(Fault::CutOff | Fault::Never | Fault::ContentType(_) | Fault::Delay(_)) | None => {}
        }

        let mut reply = match locate(&self.root, below) {
            Found::Folder => return redirect(ask),
            Found::File(file) => match fs::read(&file) {
                Ok(content) => self.deliver(ask, path, StatusCode::OK, media_type(&file), Bytes::from(content)),
                // Gone between the look and the read: the folder is being replaced.
                Err(_) => self.missing(ask, path),
            },
            Found::Nothing => self.missing(ask, path),
        };
        if let Some(Fault::ContentType(wrong)) = fault {
            reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static(wrong));
        }
        reply
    }

    fn missing(&self, ask: &Ask, path: &str) -> Reply {
        let file = self.root.join("404.html");
        match fs::read(&file) {
            Ok(content) => self.deliver(ask, path, StatusCode::NOT_FOUND, media_type(&file), Bytes::from(content)),
            Err(_) => plain(StatusCode::NOT_FOUND),
        }
    }

    fn deliver(&self, ask: &Ask, path: &str, status: StatusCode, media: HeaderValue, content: Bytes) -> Reply {
        let found = status == StatusCode::OK;
        let packable = self.compress && compressible(&media);
        let packed = packable && ask.brotli;
        let tag = entity_tag(&content, packed);
        let unchanged = found && ask.if_none_match.as_deref().is_some_and(|known| names(known, &tag));

        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, media);
        // What Cloudflare Pages says unless told otherwise.
        let revalidate = HeaderValue::from_static("public, max-age=0, must-revalidate");
        headers.insert(CACHE_CONTROL, revalidate);
        if packable {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Ok(rules) = fs::read_to_string(self.root.join("_headers")) {
            Rules::parse(&rules).apply(path, &mut headers);
        }
        if found && let Ok(value) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, value);
        }
        if unchanged {
            headers.remove(CONTENT_TYPE);
            return Reply { status: StatusCode::NOT_MODIFIED, headers, body: Bytes::new() };
        }
        let body = if packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            self.pack(tag, &content)
        } else {
            content
        };
        Reply { status, headers, body }
    }

    fn pack(&self, tag: String, content: &Bytes) -> Bytes {
        if let Some(known) = self.compressed.lock().unwrap_or_else(PoisonError::into_inner).get(&tag) {
            return known.clone();
        }
        // Outside the lock: other files need not wait. Two that pack the same file get the same bytes.
        let packed = brotli_of(content);
        let mut kept = self.compressed.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.values().map(Bytes::len).sum::<usize>() + packed.len() > KEEP_BYTES {
            kept.clear();
        }
        kept.insert(tag, packed.clone());
        packed
    }
}

fn locate(root: &Path, below: &str) -> Found {
    // Hosts read these two and do not serve them.
    if below == "_headers" || below == "_redirects" {
        return Found::Nothing;
    }
    let (folders, as_folder) = match below.strip_suffix('/') {
        Some(folders) => (folders, true),
        None => (below, below.is_empty()),
    };
    let mut file = root.to_owned();
    if !folders.is_empty() {
        for part in folders.split('/') {
            // Decoded already: `..` may have come as %2e%2e, a separator as %2f or %5c.
            if matches!(part, "" | "." | "..") || part.contains(['\\', '\0']) {
                return Found::Nothing;
            }
            file.push(part);
        }
    }
    match (file.is_dir(), as_folder) {
        (true, true) => Found::File(file.join("index.html")),
        (true, false) => Found::Folder,
        (false, true) => Found::Nothing,
        (false, false) => Found::File(file),
    }
}

fn redirect(ask: &Ask) -> Reply {
    let query = ask.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let mut reply = plain(StatusCode::MOVED_PERMANENTLY);
    if let Ok(target) = HeaderValue::from_str(&format!("{}/{query}", ask.raw_path)) {
        reply.headers.insert(LOCATION, target);
    }
    // A browser keeps a 301 for good otherwise, also for the next site served from this port.
    reply.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

fn error_page(status: u16) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let body = format!("<!doctype html><title>Lỗi</title><h1>Máy chủ gặp lỗi</h1><p>{status}</p>\n");
    Reply { status, headers, body: Bytes::from(body) }
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

/// Of the content, not of its date: a rebuilt site has new dates and mostly the same files.
fn entity_tag(content: &[u8], packed: bool) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    // Weak once compressed, as nginx and Cloudflare do: the bytes differ, the meaning does not.
    let weak = if packed { "W/" } else { "" };
    format!("{weak}\"{:016x}-{:x}\"", hasher.finish(), content.len())
}

/// Whether an `If-None-Match` names `tag`, by the weak comparison of RFC 9110, 13.1.2.
fn names(if_none_match: &str, tag: &str) -> bool {
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

fn brotli_of(content: &[u8]) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, 22);
    // Writing to memory does not fail.
    let _ = writer.write_all(content);
    Bytes::from(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_gets_the_slashes_it_lacks() {
        for (given, base) in [("", "/"), ("/", "/"), ("quangthanh", "/quangthanh/"), ("/a/b/", "/a/b/")] {
            assert_eq!(Site::new(PathBuf::new(), given, false).base(), base);
        }
    }

    #[test]
    fn brotli_is_used_only_where_it_is_accepted() {
        assert!(accepts_brotli("gzip, deflate, br, zstd") && accepts_brotli("BR;q=0.5"));
        assert!(!accepts_brotli("gzip") && !accepts_brotli("br;q=0") && !accepts_brotli("brx, br; q=0.0"));
    }

    #[test]
    fn entity_tags_compare_weakly() {
        assert!(names("\"a\"", "\"a\"") && names("W/\"a\"", "\"a\"") && names("\"x\", \"a\"", "W/\"a\""));
        assert!(names("*", "\"a\"") && !names("\"b\"", "\"a\""));
    }

    #[test]
    fn media_types_are_those_browsers_insist_on() {
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
