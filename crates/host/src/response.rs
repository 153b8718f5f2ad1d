//! An answer before it is sent, and a body that breaks off.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::StatusCode;
use hyper::body::{Body, Bytes, Frame};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

/// An answer with its whole body. The header `Content-Length` is added when it is sent.
#[derive(Debug)]
pub(crate) struct HostResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl HostResponse {
    /// An answer whose body is the status as plain text.
    pub(crate) fn plain(status: StatusCode) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        Self { status, headers, body: Bytes::from(format!("{status}\n")) }
    }
}

/// What follows a part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The connection is closed.
    Closed,
    /// Nothing: the connection stays open.
    Silent,
}

/// A body that sends some bytes and then fails or stops. hyper closes the connection when a body fails.
pub(crate) struct TruncatedBody {
    data: Option<Bytes>,
    is_flushed: bool,
    ending: Ending,
}

impl TruncatedBody {
    /// A body that sends `data` before it ends like this.
    pub(crate) fn new(data: Bytes, ending: Ending) -> Self {
        Self { data: Some(data), is_flushed: false, ending }
    }
}

impl Body for TruncatedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(data) = self.data.take() {
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        // hyper writes its buffer to the connection while the body is pending, and discards it when the body fails.
        if self.ending == Ending::Silent {
            return Poll::Pending;
        }
        if !self.is_flushed {
            self.is_flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other("the fault `CutOff` ends the connection here"))))
    }
}
