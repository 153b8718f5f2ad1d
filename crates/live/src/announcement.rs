//! What tabs of one site tell each other.

/// The result of one tab's request, for the other tabs of the same site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The document's address.
    pub url: String,
    /// The fingerprint of the file that the host has; `None` if the request failed.
    pub fingerprint: Option<String>,
    /// The file, if its content was new to the tab that requested it.
    pub bytes: Option<Vec<u8>>,
    /// In how many milliseconds the announcing tab will request the document again.
    pub wait_ms: u32,
}
