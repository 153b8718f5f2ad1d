//! IIS: `web.config`, for the application whose folder is the site's. It uses only what IIS 7.5 and later know without an
//! additional module. <https://learn.microsoft.com/en-us/iis/configuration/>

use super::policy::{
    CACHE_CONTROL, FOR_ALL_ORIGINS, Header, HostPolicy, MEDIA_FOLDERS, OldAddress, SHARED_FOLDERS, TYPES, cache,
    content_type,
};
use crate::output::OWN_FILES;
use crate::paths;
use trangxa_embed::xml::{Attribute, XmlWriter};

/// The most bytes of the file: IIS refuses a longer one, by default beyond 250 kB, and then every request. Redirects beyond it are
/// left to the pages at the old addresses.
const MAX_BYTES: usize = 200_000;

/// The endings whose types some version of IIS does not know, so that it answers 404.3, or knows otherwise. The ending `.` is that
/// of files without one, such as those in `.well-known/acme-challenge`.
const TYPED: [&str; 19] = [
    ".txt",
    ".css",
    ".csv",
    ".ics",
    ".js",
    ".xml",
    ".json",
    ".webmanifest",
    ".wasm",
    ".svg",
    ".webp",
    ".avif",
    ".odt",
    ".ods",
    ".rar",
    ".m4a",
    ".ogg",
    ".webm",
    ".woff2",
];

/// What IIS must not answer besides the files that configure hosts and the build's own. It cannot match names by their first letter.
const HIDDEN: [&str; 5] = [".git", ".svn", ".hg", ".env", ".vscode"];

/// The text of `web.config`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let mut redirects: Vec<Redirect<'_>> = policy.old_paths().filter_map(Redirect::new).collect();
    loop {
        let text = document(policy, &redirects);
        if text.len() <= MAX_BYTES || redirects.is_empty() {
            return text;
        }
        redirects.truncate((redirects.len() * MAX_BYTES / text.len()).min(redirects.len() - 1));
    }
}

/// An old address that IIS can redirect.
struct Redirect<'a> {
    /// The place as the path of a `<location>`.
    path: String,
    target: &'a str,
}

impl<'a> Redirect<'a> {
    /// `None` where the place cannot be the path of a `<location>`; the page there forwards readers.
    ///
    /// IIS redirects everything below a place. The place therefore is the page at the old address, except where an ending such as
    /// `.aspx` would lead to a program: no page of a site lies below such an address.
    fn new(old: &'a OldAddress) -> Option<Self> {
        let path = old.path.trim_end_matches('/');
        let is_program = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let path = if is_program { path.to_owned() } else { paths::file_of(path) };
        let is_plain = !path.contains(['\\', '"', '<', '>', '|', ':', '*', '?', '%', '#', '&', '+']);
        let is_name = |part: &str| !part.starts_with([' ', '.']) && !part.ends_with([' ', '.']);
        (is_plain && path.split('/').all(is_name)).then_some(Self { path, target: &old.target })
    }
}

fn document(policy: &HostPolicy, redirects: &[Redirect<'_>]) -> String {
    let mut xml = XmlWriter::with_declaration();
    xml.line_break();
    nested(&mut xml, 0, "configuration", &[], |xml| {
        nested(xml, 1, "system.webServer", &[], |xml| {
            requests(xml);
            nested(xml, 2, "defaultDocument", &[("enabled", "true")], |xml| {
                nested(xml, 3, "files", &[], |xml| {
                    line(xml, 4, "clear", &[]);
                    line(xml, 4, "add", &[("value", "index.html")]);
                });
            });
            static_content(xml);
            // With `File`, IIS keeps the status 404; with `ExecuteURL` a page has the status 200.
            nested(xml, 2, "httpErrors", &[("errorMode", "Custom")], |xml| {
                let missing = [("statusCode", "404"), ("subStatusCode", "-1")];
                line(xml, 3, "remove", &missing);
                let page = [("path", "404.html"), ("responseMode", "File")];
                line(xml, 3, "error", &[missing, page].concat());
            });
            line(xml, 2, "urlCompression", &[("doStaticCompression", "true")]);
            custom_headers(xml, 2, &policy.page_headers());
        });
        locations(xml, policy);
        for Redirect { path, target } in redirects {
            location(xml, path, |xml| {
                let to = [("enabled", "true"), ("destination", *target), ("exactDestination", "true")];
                line(xml, 3, "httpRedirect", &[&to[..], &[("httpResponseStatus", "Permanent")]].concat());
            });
        }
    });
    xml.finish()
}

/// Which requests are refused. Without double escaping, IIS answers 404.11 for every name with a `+`.
fn requests(xml: &mut XmlWriter) {
    nested(xml, 2, "security", &[], |xml| {
        nested(xml, 3, "requestFiltering", &[("allowDoubleEscaping", "true")], |xml| {
            nested(xml, 4, "hiddenSegments", &[], |xml| {
                let files = super::paths().filter(|path| *path != "web.config");
                for segment in files.chain(OWN_FILES).chain(HIDDEN) {
                    replaced(xml, 5, "add", ("segment", segment), &[]);
                }
            });
        });
    });
}

/// The types of files, and that browsers ask about each file every time.
fn static_content(xml: &mut XmlWriter) {
    nested(xml, 2, "staticContent", &[], |xml| {
        line(xml, 3, "clientCache", &client_cache(cache::REVALIDATE));
        replaced(xml, 3, "mimeMap", ("fileExtension", "."), &[("mimeType", "text/plain")]);
        for (ending, kind) in TYPES.into_iter().filter(|(ending, _)| TYPED.contains(ending)) {
            replaced(xml, 3, "mimeMap", ("fileExtension", ending), &[("mimeType", &content_type(kind))]);
        }
    });
}

/// What differs for some files and folders.
fn locations(xml: &mut XmlWriter, policy: &HostPolicy) {
    let mut cached: Vec<(String, &str)> = policy.hashed.iter().map(|name| (name.clone(), cache::FOR_GOOD)).collect();
    cached.extend(MEDIA_FOLDERS.map(|folder| (folder.to_owned(), cache::MEDIA)));
    cached.extend(paths::HASHED_FOLDERS.map(|folder| (folder.trim_end_matches('/').to_owned(), cache::FOR_GOOD)));
    for (path, caching) in cached {
        location(xml, &path, |xml| cached_for(xml, caching));
    }
    let Some(frames) = &policy.frames else { return };
    let folder = paths::FRAMES.trim_end_matches('/');
    location(xml, folder, |xml| custom_headers(xml, 3, &frames.differing()));
    for program in &policy.frame_programs {
        location(xml, &format!("{folder}/{program}"), |xml| cached_for(xml, cache::FOR_GOOD));
    }
    for loader in paths::LOADERS {
        location(xml, loader, |xml| {
            cached_for(xml, cache::LOADER);
            custom_headers(xml, 3, &[FOR_ALL_ORIGINS]);
        });
    }
    for folder in SHARED_FOLDERS {
        location(xml, folder, |xml| custom_headers(xml, 3, &[FOR_ALL_ORIGINS]));
    }
}

/// Settings for a file, or for a folder and everything below.
fn location(xml: &mut XmlWriter, path: &str, settings: impl FnOnce(&mut XmlWriter)) {
    nested(xml, 1, "location", &[("path", path)], |xml| nested(xml, 2, "system.webServer", &[], settings));
}

fn cached_for(xml: &mut XmlWriter, caching: &str) {
    nested(xml, 3, "staticContent", &[], |xml| line(xml, 4, "clientCache", &client_cache(caching)));
}

/// The attributes that make IIS send this `Cache-Control` with files. A header of that name would be sent in addition.
fn client_cache(caching: &str) -> Vec<Attribute<'static>> {
    let (age, others) = match caching {
        cache::REVALIDATE => return vec![("cacheControlMode", "DisableCache")],
        cache::FOR_GOOD => ("365.00:00:00", "public, immutable"),
        _ => ("1.00:00:00", "public"),
    };
    vec![("cacheControlMode", "UseMaxAge"), ("cacheControlMaxAge", age), ("cacheControlCustom", others)]
}

fn custom_headers(xml: &mut XmlWriter, depth: usize, headers: &[Header<'_>]) {
    debug_assert!(headers.iter().all(|(name, _)| *name != CACHE_CONTROL), "that is for `client_cache`");
    nested(xml, depth, "httpProtocol", &[], |xml| {
        nested(xml, depth + 1, "customHeaders", &[], |xml| {
            for (name, value) in headers {
                replaced(xml, depth + 2, "add", ("name", name), &[("value", value)]);
            }
        });
    });
}

/// An entry of a list in place of that of the same key, which may be inherited: with two of a key IIS answers every request with
/// 500.19. To remove what is not there is no mistake.
fn replaced(xml: &mut XmlWriter, depth: usize, name: &'static str, key: Attribute<'_>, others: &[Attribute<'_>]) {
    line(xml, depth, "remove", &[key]);
    line(xml, depth, name, &[&[key], others].concat());
}

/// An element on lines of its own.
fn nested(
    xml: &mut XmlWriter,
    depth: usize,
    name: &'static str,
    attributes: &[Attribute<'_>],
    content: impl FnOnce(&mut XmlWriter),
) {
    indent(xml, depth);
    xml.element(name, attributes, |xml| {
        xml.line_break();
        content(xml);
        indent(xml, depth);
    });
    xml.line_break();
}

/// An element without content on a line of its own.
fn line(xml: &mut XmlWriter, depth: usize, name: &'static str, attributes: &[Attribute<'_>]) {
    indent(xml, depth);
    xml.empty_element(name, attributes);
    xml.line_break();
}

fn indent(xml: &mut XmlWriter, depth: usize) {
    xml.text(&"  ".repeat(depth));
}
