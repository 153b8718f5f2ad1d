//! Leptos always links `server_fn`, which links `wasm-streams` for bodies that are streamed to and from server functions.
//! This app has none; but the crate exports classes to JavaScript, and what is exported is never removed from a wasm: 3 kB
//! of brotli for nothing. This is its interface as far as `server_fn` names it. Calling it is a mistake, and says so.

use futures_core::Stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// A stream of JavaScript's that cannot be had.
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// # Panics
    ///
    /// Always.
    #[must_use]
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("there are no server functions")
    }

    /// # Panics
    ///
    /// Always.
    #[must_use]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        unreachable!("there are no server functions")
    }

    /// Never called: there is no such stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// Never called: there is no such stream.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        match self.0 {}
    }
}

/// The items of a stream that cannot be had.
pub struct IntoStream(Infallible);

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
