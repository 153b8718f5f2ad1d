//! The fields of a period, read when they are looked at.

use super::Field;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The figures of a period by field of administration, in the order of the document. A page shows those of one period in a hundred, so they may
/// be text ([`read_lazily`](crate::document::JsonDocument::read_lazily)) until they are looked at. All clones are read at once.
#[derive(Clone, Default)]
pub struct Fields(Arc<Source>);

#[derive(Default)]
struct Source {
    read: OnceLock<Vec<Field>>,
    /// The text of their list and what reads it, where they were not read with the document.
    later: Option<(String, fn(&str) -> Vec<Field>)>,
}

impl Fields {
    /// Fields that are still the text of their list, which `read` reads.
    pub(super) fn of_text(text: String, read: fn(&str) -> Vec<Field>) -> Self {
        Self(Arc::new(Source { later: Some((text, read)), ..Source::default() }))
    }

    #[cfg(test)]
    pub(super) fn is_text(&self) -> bool {
        self.0.read.get().is_none()
    }
}

impl Deref for Fields {
    type Target = [Field];

    fn deref(&self) -> &[Field] {
        let Source { read, later } = &*self.0;
        read.get_or_init(|| later.as_ref().map(|(text, read)| read(text)).unwrap_or_default())
    }
}

impl From<Vec<Field>> for Fields {
    fn from(read: Vec<Field>) -> Self {
        Self(Arc::new(Source { read: read.into(), later: None }))
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
