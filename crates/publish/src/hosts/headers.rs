//! Cloudflare Pages and Netlify: `_headers`. <https://developers.cloudflare.com/pages/configuration/headers/>

use super::policy::{CACHE_CONTROL, FOR_ALL_ORIGINS, Header, HostPolicy, MEDIA_FOLDERS, SHARED_FOLDERS, cache};
use crate::paths;
use std::fmt::Write as _;

/// The text of `_headers`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    let mut out = format!("{base}*\n");
    for (name, value) in policy.page_headers().into_iter().chain([(CACHE_CONTROL, cache::REVALIDATE)]) {
        let _ = writeln!(out, "  {name}: {value}");
    }
    for name in &policy.hashed {
        replace(&mut out, &format!("{base}{name}"), &[(CACHE_CONTROL, cache::FOR_GOOD)]);
    }
    for folder in MEDIA_FOLDERS {
        replace(&mut out, &format!("{base}{folder}/*"), &[(CACHE_CONTROL, cache::MEDIA)]);
    }
    for folder in paths::HASHED_FOLDERS {
        replace(&mut out, &format!("{base}{folder}*"), &[(CACHE_CONTROL, cache::FOR_GOOD)]);
    }
    if let Some(frames) = &policy.frames {
        let folder = format!("{base}{}", paths::FRAMES);
        replace(&mut out, &format!("{folder}*"), &frames.differing());
        replace(&mut out, &format!("{folder}trang-xa-embed-*"), &[(CACHE_CONTROL, cache::FOR_GOOD)]);
        for loader in paths::LOADERS {
            let headers = [(CACHE_CONTROL, cache::LOADER), FOR_ALL_ORIGINS];
            replace(&mut out, &format!("{base}{loader}"), &headers);
        }
        for folder in SHARED_FOLDERS {
            replace(&mut out, &format!("{base}{folder}/*"), &[FOR_ALL_ORIGINS]);
        }
    }
    out
}

/// A rule whose headers replace those of the rules before it. Without the line that begins with `!`, the host would join the
/// values: a browser obeys both of two policies, so no site could show the frames.
fn replace(out: &mut String, path: &str, headers: &[Header<'_>]) {
    let _ = writeln!(out, "{path}");
    for (name, value) in headers {
        let _ = writeln!(out, "  ! {name}\n  {name}: {value}");
    }
}
