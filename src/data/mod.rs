//! What the pages show: documents, each from the page's own snapshot or fetched, each kept current.

pub mod address;
mod document;
mod live;
pub mod popular;
#[cfg(feature = "hydrate")]
pub mod refresh;
mod snapshot;
mod store;

pub use document::Document;
pub use live::{Live, Load};
pub use snapshot::{Preloaded, Snapshot};
pub use store::{Notice, Order, Store, Wishes};
