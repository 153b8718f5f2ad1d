//! What the pages show: documents, each from the page's own snapshot or fetched, each kept current.

pub mod address;
#[cfg(feature = "hydrate")]
pub mod live;
mod live_document;
pub mod popular;
mod snapshot;
mod store;
mod stored_document;
mod untyped;

pub use live_document::{DocumentState, LiveDocument, Load};
pub use snapshot::{Preloaded, PreloadedContent, Snapshot};
pub use store::{ColumnOrder, DashboardOptions, Store};
pub use stored_document::StoredDocument;
pub use trangxa_live::Notice;
pub use untyped::{Untyped, UntypedKind};
