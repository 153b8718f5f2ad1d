//! What the host must say with every answer: the content security policy, and how long things may be kept.

use crate::embed::LOADER;
use crate::redirects::{Redirects, pattern};
use crate::template::Template;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use trangxa_model::site::{Partners, Sources};
use trangxa_model::url;

/// The content security policy of every page.
pub struct Policy {
    style: String,
    /// Origins without https that the site's documents come from, each with a space before it.
    origins: String,
    /// That of what counts its visits, which serves no pictures.
    counter: String,
}

const REFERRER_POLICY: &str = "Referrer-Policy";
const OTHER_HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), (REFERRER_POLICY, "strict-origin-when-cross-origin")];
/// The frame's: nobody is told on whose page somebody was.
const NO_REFERRER: &str = "no-referrer";
/// What pages of any site may read: the loader is a module, and a frame in a sandbox is of no origin at all.
const FOR_ALL: (&str, &str) = ("Access-Control-Allow-Origin", "*");
/// Folders that they may read beside the frame's own.
const SHARED: [&str; 3] = ["data", "badge", "oembed"];
/// The frame's program in embed/, as a regular expression.
const PROGRAM: &str = "trang-xa-embed-[0-9a-f]+_bg\\.wasm";
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// Kept, but asked about every time; an unchanged file costs an empty answer.
const REVALIDATED: &str = "no-cache";
/// Fonts and pictures of the site's own folder: kept for a day, then asked about.
const MEDIA: &str = "public, max-age=86400";
/// The loader's bytes are frozen, so asking each time would only make partners' pages wait; but not kept for good: what a host
/// sends wrongly under an address that never changes could not be called back.
const LOADER_KEPT: &str = "public, max-age=86400";

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
            style: hash(style),
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
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' {}; \
             img-src 'self' https: data:{origins}; font-src 'self'; connect-src 'self' https:{origins}{counter}; \
             frame-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'",
            self.style,
            origins = self.origins,
            counter = self.counter
        )
    }
}

/// The content security policy of the frame, which is all there is of the site on other people's pages.
///
/// Who may show it is said by `frame-ancestors` only. X-Frame-Options is not sent: it cannot name more than one site, every
/// browser that runs the program knows the policy, and those obey the policy where both are there.
pub struct FramePolicy {
    policy: String,
    ancestors: String,
}

impl FramePolicy {
    /// The policy of a frame with these scripts and this style in it, each as [`hash`] names it, on a site with that policy.
    pub fn new(scripts: &[String], style: &str, site: &Policy, partners: &Partners) -> Self {
        let ancestors = match partners {
            Partners::Everyone => "*".to_owned(),
            // The site itself shows it where the line for partners is made.
            Partners::Only(origins) => {
                ["'self'"].into_iter().chain(origins.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
            }
        };
        Self {
            policy: format!(
                "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {style}; connect-src 'self' https:{}{}; \
                 base-uri 'none'; form-action 'none'",
                scripts.join(" "),
                site.origins,
                site.counter
            ),
            ancestors,
        }
    }

    /// As a header.
    pub fn for_header(&self) -> String {
        format!("{}; frame-ancestors {}", self.policy, self.ancestors)
    }

    /// As a `<meta>`; it cannot say who may show the frame.
    pub fn for_meta(&self) -> &str {
        &self.policy
    }
}

/// How a policy names a script or style that stands in the page.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The origin of an http address, for a policy that names https only as a whole.
fn plain_origin(address: &str) -> Option<String> {
    let host = url::host(address).filter(|_| address.starts_with("http://"))?;
    let is_plain =
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
    is_plain.then(|| format!("http://{host}"))
}

/// The files that tell the common hosts what to do, each with its name. Without a frame nothing of the site is for others.
pub fn files(
    base: &str,
    template: &Template,
    csp: &Policy,
    frame: Option<&FramePolicy>,
    redirects: &Redirects,
) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("_headers", underscore_headers(base, template, csp, frame)),
        (".htaccess", htaccess(base, template, csp, frame) + &redirects.apache()),
        ("nginx.conf", nginx(base, template, csp, frame) + &redirects.nginx()),
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
fn underscore_headers(base: &str, template: &Template, csp: &Policy, frame: Option<&FramePolicy>) -> String {
    let mut out = format!("{base}*\n  Content-Security-Policy: {}\n", csp.for_header());
    for (name, value) in OTHER_HEADERS {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.push_str(&format!("  Cache-Control: {REVALIDATED}\n"));
    // The general rule's values would be joined to these: of two policies both hold, so nobody could show the frame.
    let mut instead = |path: &str, headers: &[(&str, &str)]| {
        out.push_str(&format!("{base}{path}\n"));
        for (name, value) in headers {
            out.push_str(&format!("  ! {name}\n  {name}: {value}\n"));
        }
    };
    for name in template.hashed() {
        instead(name, &[("Cache-Control", FOR_GOOD)]);
    }
    for folder in ["media/*", "icons/*"] {
        instead(folder, &[("Cache-Control", MEDIA)]);
    }
    if let Some(frame) = frame {
        instead(
            "embed/*",
            &[("Content-Security-Policy", &frame.for_header()), (REFERRER_POLICY, NO_REFERRER), FOR_ALL],
        );
        instead("embed/trang-xa-embed-*", &[("Cache-Control", FOR_GOOD)]);
        instead(LOADER, &[("Cache-Control", LOADER_KEPT), FOR_ALL]);
        for folder in SHARED {
            instead(&format!("{folder}/*"), &[FOR_ALL]);
        }
    }
    out
}

/// Apache. One file for all folders: a second one under embed/ would be one more hidden file to forget when uploading.
fn htaccess(base: &str, template: &Template, csp: &Policy, frame: Option<&FramePolicy>) -> String {
    let always = |name: &str, value: &str, when: &str| format!("  Header always set {name} \"{value}\"{when}\n");
    let hashed = hashed_pattern(template);
    let (mut marks, mut headers, mut kept) = (String::new(), String::new(), format!("^({hashed})$"));
    let mut loader = String::new();
    // Where the marks cannot be set, all of it refuses to be framed.
    let (elsewhere, in_frame) = if frame.is_some() { (" env=!trangxa_frame", " env=trangxa_frame") } else { ("", "") };
    headers += &always("Content-Security-Policy", &csp.for_header(), elsewhere);
    for (name, value) in OTHER_HEADERS {
        headers += &always(name, value, if name == REFERRER_POLICY { elsewhere } else { "" });
    }
    if let Some(frame) = frame {
        let (root, shared, name) = (pattern(base), SHARED.join("|"), pattern(LOADER));
        marks = format!(
            "<IfModule mod_setenvif.c>\n\
             \x20 SetEnvIf Request_URI \"^{root}embed/\" trangxa_frame\n\
             \x20 SetEnvIf Request_URI \"^{root}((embed|{shared})/|{name}$)\" trangxa_shared\n\
             </IfModule>\n"
        );
        headers += &always("Content-Security-Policy", &frame.for_header(), in_frame);
        headers += &always(REFERRER_POLICY, NO_REFERRER, in_frame);
        headers += &always(FOR_ALL.0, FOR_ALL.1, " env=trangxa_shared");
        kept = format!("^({hashed}|{PROGRAM})$");
        // Of drawings the badge alone changes with the figures.
        loader = format!(
            "\x20 <FilesMatch \"^{name}$\">\n\
             \x20   Header set Cache-Control \"{LOADER_KEPT}\"\n\
             \x20 </FilesMatch>\n\
             \x20 <FilesMatch \"\\.svg$\">\n\
             \x20   Header set Cache-Control \"{REVALIDATED}\" env=trangxa_shared\n\
             \x20 </FilesMatch>\n"
        );
    }
    format!(
        "# Written by trangxa. Needs AllowOverride FileInfo (or All).\n\
         ErrorDocument 404 {base}404.html\n\
         AddType application/wasm .wasm\n\
         AddType application/manifest+json .webmanifest\n\
         AddType image/svg+xml .svg\n\
         AddType text/javascript .js\n\
         AddDefaultCharset utf-8\n\
         {marks}\
         <IfModule mod_headers.c>\n\
         {headers}\
         \x20 Header set Cache-Control \"{REVALIDATED}\"\n\
         \x20 <FilesMatch \"\\.(png|jpe?g|gif|webp|svg|pdf|mp3)$\">\n\
         \x20   Header set Cache-Control \"{MEDIA}\"\n\
         \x20 </FilesMatch>\n\
         \x20 <FilesMatch \"{kept}\">\n\
         \x20   Header set Cache-Control \"{FOR_GOOD}\"\n\
         \x20 </FilesMatch>\n\
         {loader}\
         </IfModule>\n\
         <IfModule mod_deflate.c>\n\
         \x20 AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm image/svg+xml\n\
         </IfModule>\n"
    )
}

/// nginx: to be included in a `server` block whose `root` is the folder (or holds it under the base path).
fn nginx(base: &str, template: &Template, csp: &Policy, frame: Option<&FramePolicy>) -> String {
    let portal = csp.for_header();
    let portal: Vec<(&str, &str)> =
        [("Content-Security-Policy", portal.as_str())].into_iter().chain(OTHER_HEADERS).collect();
    let (root, hashed) = (pattern(base), hashed_pattern(template));
    let mut blocks = vec![
        block(base, &portal, REVALIDATED, ""),
        block(&format!("~ ^{root}({hashed})$"), &portal, FOR_GOOD, ""),
        block(&format!("~ ^{root}(media|icons)/"), &portal, MEDIA, ""),
    ];
    if let Some(frame) = frame {
        // `^~` and `=`: no regular expression, ours or the operator's, takes these away.
        let policy = frame.for_header();
        let framed: Vec<(&str, &str)> =
            [("Content-Security-Policy", policy.as_str()), (REFERRER_POLICY, NO_REFERRER), FOR_ALL]
                .into_iter()
                .chain(OTHER_HEADERS.into_iter().filter(|(name, _)| *name != REFERRER_POLICY))
                .collect();
        let program: String = block(&format!("~ /{PROGRAM}$"), &framed, FOR_GOOD, "")
            .lines()
            .map(|line| format!("    {line}\n"))
            .collect();
        blocks.push(block(&format!("^~ {base}embed/"), &framed, REVALIDATED, &program));
        let shared: Vec<(&str, &str)> = portal.iter().copied().chain([FOR_ALL]).collect();
        blocks.push(block(&format!("= {base}{LOADER}"), &shared, LOADER_KEPT, ""));
        blocks.extend(SHARED.map(|folder| block(&format!("^~ {base}{folder}/"), &shared, REVALIDATED, "")));
    }
    format!(
        "# Written by trangxa. Include it in the server block that serves this folder.\n\
         # nginx before 1.21.6 does not know application/wasm: add it to its mime.types.\n\
         error_page 404 {base}404.html;\n\
         charset utf-8;\n\
         gzip on;\n\
         gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;\n\
         {}\
         location ~ ^{root}(nginx\\.conf|_headers|\\.) {{\n    return 404;\n}}\n",
        blocks.concat()
    )
}

/// A `location` block; nginx forgets inherited headers in a block that sets one of its own, so each has all of them.
fn block(location: &str, headers: &[(&str, &str)], cache: &str, inner: &str) -> String {
    let headers: String =
        headers.iter().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect();
    format!("location {location} {{\n{headers}    add_header Cache-Control \"{cache}\";\n{inner}}}\n")
}
