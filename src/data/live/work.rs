//! Asynchronous work that a part of the program does.

use std::future::Future;
use std::pin::Pin;

/// Work that a part does. An `async` function cannot open a part.
pub(crate) type Work<T> = Pin<Box<dyn Future<Output = T>>>;
