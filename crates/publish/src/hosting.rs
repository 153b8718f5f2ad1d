//! What the host must say with every answer: the content security policy, and how long things may be kept.

use crate::redirects::Redirects;
use crate::template::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use trangxa_model::site::Sources;
use trangxa_model::url;

/// The content security policy of every page.
pub struct Policy {
    style_hash: String,
    /// Origins without https that the site's documents come from, each with a space before it.
    origins: String,
    /// That of what counts its visits, which serves no pictures.
    counter: String,
}

const OTHER_HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")];
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about every time; an unchanged file costs an empty answer.
const REVALIDATED: &str = "no-cache";
/// Fonts and pictures of the site's own folder: kept for a day, then asked about.
const MEDIA: &str = "public, max-age=86400";

impl Policy {
    /// The policy for pages with this stylesheet in them, on a site whose documents lie there.
    pub fn new(style: &str, sources: &Sources) -> Self {
        let named = [Some(&sources.articles), sources.tthc.as_ref()];
        let mut origins: Vec<String> =
            named.into_iter().flatten().filter_map(|address| plain_origin(address)).collect();
        origins.sort();
        origins.dedup();
        let counter = sources.visits.as_ref().and_then(|source| plain_origin(&source.address));
        let counter = counter.filter(|origin| !origins.contains(origin));
        Self {
            style_hash: BASE64_STANDARD.encode(Sha256::digest(style.as_bytes())),
            origins: origins.into_iter().map(|origin| format!(" {origin}")).collect(),
            counter: counter.map(|origin| format!(" {origin}")).unwrap_or_default(),
        }
    }

    /// As a header.
    pub fn for_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.for_meta())
    }

    /// As a `<meta>`, for hosts that allow no headers; it cannot hold `frame-ancestors`.
    pub fn for_meta(&self) -> String {
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-{}'; \
             img-src 'self' https: data:{origins}; font-src 'self'; connect-src 'self' https:{origins}{counter}; \
             manifest-src 'self'; base-uri 'self'; form-action 'none'",
            self.style_hash,
            origins = self.origins,
            counter = self.counter
        )
    }
}

/// The origin of an http address, for a policy that names https only as a whole.
fn plain_origin(address: &str) -> Option<String> {
    let host = url::host(address).filter(|_| address.starts_with("http://"))?;
    let is_plain =
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
    is_plain.then(|| format!("http://{host}"))
}

/// The files that tell the common hosts what to do, each with its name.
pub fn files(base: &str, template: &Template, csp: &Policy, redirects: &Redirects) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("_headers", underscore_headers(base, template, csp)),
        (".htaccess", htaccess(base, template, csp) + &redirects.apache()),
        ("nginx.conf", nginx(base, template, csp) + &redirects.nginx()),
    ];
    let underscore = redirects.underscore();
    if !underscore.is_empty() {
        files.push(("_redirects", underscore));
    }
    files
}

/// The names of the files kept for good, as an alternation for a regular expression.
fn hashed_pattern(template: &Template) -> String {
    template.hashed().iter().map(|name| name.replace('.', "\\.")).collect::<Vec<_>>().join("|")
}

/// Cloudflare Pages and Netlify.
fn underscore_headers(base: &str, template: &Template, csp: &Policy) -> String {
    let mut out = format!("{base}*\n  Content-Security-Policy: {}\n", csp.for_header());
    for (name, value) in OTHER_HEADERS {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!("  Cache-Control: {REVALIDATED}\n"));
    let mut kept = |path: &str, value: &str| {
        // The general rule's value would be joined to this one.
        out.push_str(&format!("{base}{path}\n  ! Cache-Control\n  Cache-Control: {value}\n"));
    };
    for name in template.hashed() {
        kept(name, FOR_GOOD);
    }
    for folder in ["media/*", "icons/*"] {
        kept(folder, MEDIA);
    }
    out
}

/// Apache.
fn htaccess(base: &str, template: &Template, csp: &Policy) -> String {
    let hashed = hashed_pattern(template);
    let others: String =
        OTHER_HEADERS.iter().map(|(name, value)| format!("  Header always set {name} \"{value}\"\n")).collect();
    format!(
        "# Written by trangxa. Needs AllowOverride FileInfo (or All).\n\
         ErrorDocument 404 {base}404.html\n\
         AddType application/wasm .wasm\n\
         AddType application/manifest+json .webmanifest\n\
         AddType text/javascript .js\n\
         AddDefaultCharset utf-8\n\
         <IfModule mod_headers.c>\n\
         \x20 Header always set Content-Security-Policy \"{}\"\n{others}\
         \x20 Header set Cache-Control \"{REVALIDATED}\"\n\
         \x20 <FilesMatch \"\\.(png|jpe?g|gif|webp|svg|pdf|mp3)$\">\n\
         \x20   Header set Cache-Control \"{MEDIA}\"\n\
         \x20 </FilesMatch>\n\
         \x20 <FilesMatch \"^({hashed})$\">\n\
         \x20   Header set Cache-Control \"{FOR_GOOD}\"\n\
         \x20 </FilesMatch>\n\
         </IfModule>\n\
         <IfModule mod_deflate.c>\n\
         \x20 AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm image/svg+xml\n\
         </IfModule>\n",
        csp.for_header()
    )
}

/// nginx: to be included in a `server` block whose `root` is the folder (or holds it under the base path).
fn nginx(base: &str, template: &Template, csp: &Policy) -> String {
    // nginx forgets inherited headers in a block that sets one of its own.
    let headers: String = [("Content-Security-Policy", csp.for_header())]
        .into_iter()
        .chain(OTHER_HEADERS.map(|(name, value)| (name, value.to_owned())))
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    let hashed = hashed_pattern(template);
    let block = |location: &str, cache: &str| {
        format!("location {location} {{\n{headers}    add_header Cache-Control \"{cache}\";\n}}\n")
    };
    format!(
        "# Written by trangxa. Include it in the server block that serves this folder.\n\
         # nginx before 1.21.6 does not know application/wasm: add it to its mime.types.\n\
         error_page 404 {base}404.html;\n\
         charset utf-8;\n\
         gzip on;\n\
         gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;\n\
         {}{}{}\
         location ~ ^{base}(nginx\\.conf|_headers|\\.) {{\n    return 404;\n}}\n",
        block(base, REVALIDATED),
        block(&format!("~ ^{base}({hashed})$"), FOR_GOOD),
        block(&format!("~ ^{base}(media|icons)/"), MEDIA),
    )
}
