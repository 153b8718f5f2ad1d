//! A static file host for tests, benchmarks, `cargo xtask serve` and `trangxa serve`.
//!
//! It behaves like the hosts that communes use (GitHub Pages, Cloudflare Pages, an nginx in the town hall), and on request it fails
//! in the ways in which they fail: see [`Faults`]. A [`Guest`] adds answers of its own, and something to each page. It listens on 127.0.0.1 only. It follows symbolic links, so it must not be
//! reachable from other machines.

mod faults;
mod guest;
mod headers_file;
mod request_log;
mod response;
mod server;
mod static_site;

pub use faults::{Fault, Faults};
pub use guest::{Answer, Answering, Guest};
pub use request_log::Request;
pub use server::{Host, Options};
