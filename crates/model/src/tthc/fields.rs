//! The fields of a period, read when they are looked at.

use super::{Field, read};
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The figures of a period by field of administration, in the order of the document. A page shows those of one period in a hundred, so they may
/// be text ([`read_lazily`](crate::document::JsonDocument::read_lazily)) until they are looked at. All clones are read at once.
#[derive(Clone, Default)]
pub struct Fields(Arc<Source>);

#[derive(Default)]
struct Source {
    read: Vec<Field>,
    /// The text of their list; empty where they are in `read`.
    text: String,
    read_later: OnceLock<Vec<Field>>,
}

impl Fields {
    /// Fields that are still the text of their list.
    pub(super) fn of_text(text: String) -> Self {
        Self(Arc::new(Source { text, ..Source::default() }))
    }

    #[cfg(test)]
    pub(super) fn is_text(&self) -> bool {
        !self.0.text.is_empty() && self.0.read_later.get().is_none()
    }
}

impl Deref for Fields {
    type Target = [Field];

    fn deref(&self) -> &[Field] {
        let Source { read, text, read_later } = &*self.0;
        if text.is_empty() { read } else { read_later.get_or_init(|| read::fields(text)) }
    }
}

impl From<Vec<Field>> for Fields {
    fn from(read: Vec<Field>) -> Self {
        Self(Arc::new(Source { read, ..Source::default() }))
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
