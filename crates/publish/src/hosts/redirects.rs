//! Cloudflare Pages and Netlify: `_redirects`. These hosts cannot match queries. Netlify answers no hidden file by itself; Cloudflare
//! answers each, but a redirect has precedence over a file, so those of the build lead to the home page.
//! <https://developers.cloudflare.com/pages/configuration/redirects/>

use super::policy::HostPolicy;
use crate::output::OWN_FILES;
use std::fmt::Write as _;

/// The text of `_redirects`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    let mut out: String = OWN_FILES.iter().map(|name| format!("{base}{name} {base} 302\n")).collect();
    for old in policy.old_paths() {
        let _ = writeln!(out, "{base}{} {} 301", old.sent, old.target);
    }
    out
}
