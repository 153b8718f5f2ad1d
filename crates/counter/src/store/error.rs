//! Why a store cannot store or read a count.

use crate::salt::SecretError;
use trangxa_messages::counter as say;

/// Why a count cannot be stored or read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The store cannot be written to at the moment. A SQLite store continues to count in memory.
    #[error("{}", say::Unwritable { reason: &.0 })]
    Unwritable(String),
    /// The file of a SQLite store is damaged, or is not the one that was opened any more.
    #[error("{}", say::Unwritable { reason: &.0 })]
    Lost(String),
    /// The store cannot be read at the moment.
    #[error("{}", say::Unreadable { reason: &.0 })]
    Unreadable(String),
    /// Hits arrive faster than they can be written.
    #[error("{}", say::TooManyWaiting)]
    Busy,
    /// A new salt cannot be made.
    #[error("{0}")]
    Salt(String),
    /// The program is stopping.
    #[error("{}", say::ShuttingDown)]
    Stopping,
}

impl From<SecretError> for StoreError {
    fn from(error: SecretError) -> Self {
        Self::Salt(error.to_string())
    }
}
