//! What a program adds to a host: answers of its own, and something on each page.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

/// What a host asks before it looks for a file, and what it shows each page to before it sends it.
pub trait Guest: Debug + Send + Sync {
    /// The answer to a GET request; `None` leaves it to the files. `path` is that of the request with the base path, decoded and without its query.
    fn answer<'a>(&'a self, path: &'a str, query: Option<&'a str>) -> Answering<'a>;

    /// A page as it is to be sent. `path` is as in [`Guest::answer`].
    fn page(&self, path: &str, html: Vec<u8>) -> Vec<u8>;
}

/// An answer that may take its time.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Option<Answer>> + Send + 'a>>;

/// An answer to a request. No browser keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type of the body.
    pub media_type: &'static str,
    /// The address that the browser goes to instead; only with a status that says so.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}
