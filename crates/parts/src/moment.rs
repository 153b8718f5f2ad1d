//! When a page is read.

use trangxa_model::Timestamp;

/// What a page knows of the time it is read at.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The reader's clock; `None` before the program runs, and in what the publisher writes.
    pub clock: Option<Timestamp>,
    /// That clock, or the time of the build where it is not known.
    pub now: Timestamp,
}
