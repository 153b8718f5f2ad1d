//! The time at which a page is read.

use trangxa_model::Timestamp;

/// What a page knows of the time at which it is read.
#[derive(Clone, Copy, Debug)]
pub struct ReaderTime {
    /// The reader's clock. `None` in what the publisher writes, and in the browser until hydration is complete.
    pub clock: Option<Timestamp>,
    /// The reader's clock where it is known, otherwise the time of the build.
    pub now: Timestamp,
}
