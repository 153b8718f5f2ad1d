//! Articles, from JSON Feed 1.1 as any CMS writes it (<https://www.jsonfeed.org/version/1.1/>).
//!
//! Each item is read on its own, so that a bad item never loses the others. What is left out is listed with its reason.

mod article;
mod at_home;
mod change;
mod document;
mod full_article;
mod headline;
mod item;
mod order;
mod paging;
mod slugs;
mod write;

pub use article::{Article, Attachment, recording_type};
pub use at_home::{NOTICES, shown_at_home};
pub use change::Change;
pub use document::{Feed, Listing, MAX_DOCUMENTS, Remark, with_unique_slugs};
pub use full_article::{FullArticle, RELATED};
pub use headline::{Headline, Headlines};
#[cfg(not(target_family = "wasm"))]
pub use item::personal_data_ok;
pub use item::{ItemProblem, MAX_CHANGES, MAX_ITEMS, id};
pub use order::newest_first;
pub use paging::{PAGE_SIZE, in_order, is_enough, page};
pub use slugs::{HasSlug, make_slugs_unique};
