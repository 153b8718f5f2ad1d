//! A document of the site folder.

use serde_json::Value;

/// A document that is published unchanged.
pub(crate) struct SourceFile<T> {
    /// The path below the site's root.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// The content as JSON.
    pub json: Value,
    /// The content as a document of the model.
    pub value: T,
}
