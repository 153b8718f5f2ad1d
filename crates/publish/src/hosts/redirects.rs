//! Cloudflare Pages and Netlify: `_redirects`. These hosts cannot match queries.
//! <https://developers.cloudflare.com/pages/configuration/redirects/>

use super::policy::HostPolicy;
use std::fmt::Write as _;

/// The text of `_redirects`; empty without redirects.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let mut out = String::new();
    for old in policy.old_paths() {
        let _ = writeln!(out, "{}{} {} 301", policy.base, old.sent, old.target);
    }
    out
}
