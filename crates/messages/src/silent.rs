//! Messages in a browser, where nobody reads them.

use std::fmt;

/// A value by which a message chooses between its wordings.
pub trait Number: Copy {}

impl<T: Copy> Number for T {}

/// Writes nothing.
#[derive(Debug)]
pub(crate) struct Area;

impl Area {
    #[expect(clippy::unused_self, reason = "the other one has sentences")]
    pub(crate) fn write(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
