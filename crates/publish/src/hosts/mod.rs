//! The files that configure the common hosts. All of them are written from one [`HostPolicy`]: it says what a host has to do, and
//! the module of each kind of host says it in that host's language. A new kind of host is a module with a `write` function and a
//! line in [`WRITERS`].

mod apache;
mod headers;
mod nginx;
mod pattern;
mod policy;
mod redirects;

pub(crate) use policy::{HostPolicy, OldAddress};

/// Writes the text of a file.
type Writer = fn(&HostPolicy) -> String;

/// The files, each with its writer.
const WRITERS: [(&str, Writer); 4] = [
    ("_headers", headers::write),
    (".htaccess", apache::write),
    ("nginx.conf", nginx::write),
    ("_redirects", redirects::write),
];

/// The paths of all files that configure a host, relative to the site's root.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    WRITERS.into_iter().map(|(path, _)| path)
}

/// The files to write for this policy, each with its path and its text. A file without any rule is left out.
pub(crate) fn files(policy: &HostPolicy) -> impl Iterator<Item = (&'static str, String)> {
    WRITERS.into_iter().map(|(path, write)| (path, write(policy))).filter(|(_, text)| !text.is_empty())
}
