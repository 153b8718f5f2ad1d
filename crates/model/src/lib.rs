//! What a commune's information page says, as types.
//!
//! Everything here is pure: bytes in, values or a worded error out, and values to Vietnamese text, figures also to
//! English. There is no I/O, no
//! clock and no browser, so one crate serves the browser, the publisher, and later the widget and the counter.
//!
//! The documents and their field names are public interface; they are described for operators in `docs/operators.md`
//! and, for machines, in `schemas/`.

pub mod chart;
pub mod document;
pub mod feed;
pub mod fetch;
pub mod fingerprint;
pub mod number;
pub mod rate;
mod read;
pub mod route;
#[cfg(feature = "schema")]
pub mod schema;
pub mod shape;
pub mod site;
pub mod slug;
pub mod time;
pub mod tthc;
pub mod visits;

pub use document::DocumentError;
pub use feed::{Article, Feed};
pub use fetch::DataError;
pub use rate::Rate;
pub use site::Site;
pub use slug::Slug;
pub use time::{Timestamp, YearMonth};
/// Article HTML, and the resolving of addresses: from the cleaner, which stands below this crate.
pub use trangxa_clean::{Html, url};
pub use tthc::Tthc;
pub use visits::Visits;
