//! Turns the feed that a commune's CMS emits into the site folder's `data/feed.json`.
//!
//! RSS of all versions, Atom, JSON Feed and the JSON of Đà Nẵng's communes are read; their items are merged into a JSON Feed. No
//! item is ever deleted from that feed, one bad item never costs the others, and an import that finds nothing new writes
//! nothing.
//!
//! From the bottom up, the modules are: dates, addresses and HTML (`dates`, `reference`, `markup`), items (`item`), the
//! formats (`formats`), sources with their chains of documents (`source`), what the last import knew (`state`), which article an
//! item is (`identity`), copies of pictures and files (`media`) and the site's feed (`feed_file`, `feed_settings`, `site_feed`).
//! `import` joins them. `entries` gives the entries of a document to other imports.

mod dates;
mod entries;
mod error;
mod feed_file;
mod feed_settings;
mod formats;
mod identity;
mod import;
mod item;
mod markup;
mod media;
mod options;
mod reference;
mod report;
mod site_feed;
mod source;
mod state;

pub use entries::{FeedEntry, read_entries};
pub use error::ImportError;
pub use import::{import, import_with};
pub use options::{MediaLimits, Options, Progress};
pub use report::{MediaReport, Report};
