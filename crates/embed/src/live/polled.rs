//! What the program knows of the file of a document.

use std::cell::{Cell, RefCell};

/// A document's file, as it was last seen.
pub(super) struct Polled {
    /// The fingerprint of the file that is shown.
    pub fingerprint: RefCell<Option<String>>,
    /// Whether the last attempt to renew it failed.
    pub is_failing: Cell<bool>,
}

impl Polled {
    pub(super) fn new(fingerprint: Option<String>) -> Self {
        Self { fingerprint: RefCell::new(fingerprint), is_failing: Cell::new(false) }
    }
}
