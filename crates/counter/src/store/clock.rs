//! The clock of a store.

use std::sync::Arc;
use trangxa_model::Timestamp;

/// Returns the current time. Tests pass a clock that they set themselves.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
