//! The files that configure the common hosts. All of them are written from one [`HostPolicy`]: it says what a host has to do, and
//! the module of each kind of host says it in that host's language. A new kind of host is a module with a `write` function and a
//! line in [`WRITERS`].

mod apache;
mod caddy;
mod headers;
mod iis;
mod lighttpd;
mod nginx;
mod pattern;
mod policy;
mod redirects;

use crate::error::PublishError;
use crate::files::Files;
use crate::output::Staging;

pub(crate) use policy::{HostPolicy, OldAddress};

/// Writes the text of a file.
type Writer = fn(&HostPolicy) -> String;

/// The files, each with its writer.
const WRITERS: [(&str, Writer); 7] = [
    ("_headers", headers::write),
    (".htaccess", apache::write),
    ("nginx.conf", nginx::write),
    ("_redirects", redirects::write),
    ("Caddyfile", caddy::write),
    ("lighttpd.conf", lighttpd::write),
    ("web.config", iis::write),
];

/// The paths of all files that configure a host, relative to the site's root.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    WRITERS.into_iter().map(|(path, _)| path)
}

/// Writes the files for this policy, except those that the site folder has itself: an operator who configures a host by hand knows why.
pub(crate) fn write(policy: &HostPolicy, site: Option<&dyn Files>, staging: &Staging) -> Result<(), PublishError> {
    for (path, write) in WRITERS {
        let is_own = site.and_then(|site| site.has(path)) == Some(true);
        if !is_own {
            staging.write(path, write(policy).as_bytes())?;
        }
    }
    Ok(())
}
