//! Shows a site while somebody works on it, for `trangxa serve`.
//!
//! A [`Preview`] is a static host on this computer. It puts a strip on each page that tells what was found in the site and why it could not be built,
//! and loads the page again when there is a newer one. The built files stay as they are; what the host adds stands only in its answers.
//! [`Changes`] tells when the site folder has changed. Who calls this crate builds the site into [`cache::folder`] and hands over what came of it.

pub mod cache;
mod changes;
mod preview;
mod state;
mod strip;

pub use changes::{Changes, Event, Stop};
pub use preview::{Port, Preview};
pub use state::{Finding, Group, Kind, Outcome};
