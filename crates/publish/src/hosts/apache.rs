//! Apache: `.htaccess`. One file serves all folders: a second one in the folder of the frames would be one more hidden file to
//! forget when uploading.

use super::pattern::{FRAME_PROGRAM, SEARCH_FILE, SIZED_PICTURE, any_of, hidden, literal};
use super::policy::{COMPRESSED, FOR_ALL_ORIGINS, HostPolicy, NO_SNIFFING, SHARED_FOLDERS, cache};
use crate::paths;
use std::fmt::Write as _;

/// The text of `.htaccess`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    format!(
        "# Written by trangxa. Needs AllowOverride FileInfo (or All).\n\
         ErrorDocument 404 {base}404.html\n\
         AddType application/wasm .wasm\n\
         AddType application/manifest+json .webmanifest\n\
         AddType image/svg+xml .svg\n\
         AddType text/javascript .js\n\
         AddDefaultCharset utf-8\n\
         RedirectMatch 404 \"{hidden}\"\n\
         {variables}\
         <IfModule mod_headers.c>\n\
         {headers}\
         {caching}\
         </IfModule>\n\
         <IfModule mod_deflate.c>\n\
         \x20 AddOutputFilterByType DEFLATE text/html {compressed}\n\
         </IfModule>\n\
         {redirects}",
        hidden = hidden(base),
        compressed = COMPRESSED.join(" "),
        variables = variables(policy),
        headers = headers(policy),
        caching = caching(policy),
        redirects = redirects(policy),
    )
}

/// Sets a variable for the requests in the folder of the frames, and one for those that other sites may read.
fn variables(policy: &HostPolicy) -> String {
    if policy.frames.is_none() {
        return String::new();
    }
    let (root, shared, loader) = (literal(&policy.base), SHARED_FOLDERS.join("|"), any_of(&paths::LOADERS));
    format!(
        "<IfModule mod_setenvif.c>\n\
         \x20 SetEnvIf Request_URI \"^{root}embed/\" trangxa_frame\n\
         \x20 SetEnvIf Request_URI \"^{root}((embed|{shared})/|({loader})$)\" trangxa_shared\n\
         </IfModule>\n"
    )
}

/// The headers without those for caches. Where mod_setenvif is missing, the variables are not set, and no site may show anything.
fn headers(policy: &HostPolicy) -> String {
    let mut out = String::new();
    let mut always = |(name, value): (&str, &str), condition: &str| {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"{condition}");
    };
    let not_in_frames = if policy.frames.is_some() { " env=!trangxa_frame" } else { "" };
    for header in policy.page_headers() {
        always(header, if header == NO_SNIFFING { "" } else { not_in_frames });
    }
    for header in policy.frames.iter().flat_map(|frames| frames.differing()) {
        always(header, if header == FOR_ALL_ORIGINS { " env=trangxa_shared" } else { " env=trangxa_frame" });
    }
    out
}

/// How long files may be cached, by their names. Later sections take precedence.
fn caching(policy: &HostPolicy) -> String {
    let mut hashed = format!("{}|{SIZED_PICTURE}|{SEARCH_FILE}", any_of(&policy.hashed));
    if policy.frames.is_some() {
        let _ = write!(hashed, "|{FRAME_PROGRAM}");
    }
    let mut out = format!(
        "\x20 Header set Cache-Control \"{revalidate}\"\n\
         \x20 <FilesMatch \"\\.(png|jpe?g|gif|webp|svg|pdf|mp3)$\">\n\
         \x20   Header set Cache-Control \"{media}\"\n\
         \x20 </FilesMatch>\n\
         \x20 <FilesMatch \"^({hashed})$\">\n\
         \x20   Header set Cache-Control \"{for_good}\"\n\
         \x20 </FilesMatch>\n",
        revalidate = cache::REVALIDATE,
        media = cache::MEDIA,
        for_good = cache::FOR_GOOD,
    );
    if policy.frames.is_some() {
        // Of all SVG files only the badge changes with the figures.
        let _ = write!(
            out,
            "\x20 <FilesMatch \"^({loader})$\">\n\
             \x20   Header set Cache-Control \"{for_loader}\"\n\
             \x20 </FilesMatch>\n\
             \x20 <FilesMatch \"\\.svg$\">\n\
             \x20   Header set Cache-Control \"{revalidate}\" env=trangxa_shared\n\
             \x20 </FilesMatch>\n",
            loader = any_of(&paths::LOADERS),
            for_loader = cache::LOADER,
            revalidate = cache::REVALIDATE,
        );
    }
    out
}

/// The redirects. `Redirect` sends its target as it is written, where `RedirectMatch` would escape it once more; but it also
/// redirects everything below an address, so a condition names the address itself.
fn redirects(policy: &HostPolicy) -> String {
    let mut out = String::new();
    for old in policy.old_paths() {
        let (address, target) = (format!("{}{}", policy.base, old.path), &old.target);
        // Apache appends the query of the request to the target, behind a fragment too. Then the page at the address redirects.
        let is_cut = target.contains('#') && !target.contains('?');
        let no_query = if is_cut { " && %{QUERY_STRING} == ''" } else { "" };
        let _ = writeln!(out, "<If \"%{{REQUEST_URI}} == '{address}'{no_query}\">");
        let _ = writeln!(out, "  Redirect 301 \"{address}\" \"{target}\"\n</If>");
    }
    let mut with_query = policy.old_queries().peekable();
    if with_query.peek().is_some() {
        out.push_str("<IfModule mod_rewrite.c>\n  RewriteEngine On\n");
        for (old, query) in with_query {
            // What follows `%` or `$` is the number of a group.
            let target = old.target.replace('%', "\\%");
            let _ = writeln!(out, "  RewriteCond %{{QUERY_STRING}} \"^{}$\"", literal(query));
            let _ = writeln!(out, "  RewriteRule \"^{}$\" \"{target}\" [R=301,L,QSD,NE]", literal(&old.path));
        }
        out.push_str("</IfModule>\n");
    }
    out
}
