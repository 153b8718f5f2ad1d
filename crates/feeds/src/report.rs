//! What an import of feeds did.

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many items are new in the feed.
    pub added: usize,
    /// How many items of the feed changed.
    pub updated: usize,
    /// How many items of the feed were imported again without a change.
    pub unchanged: usize,
    /// How many sources did not change since the last import, as their servers say.
    pub not_modified_sources: usize,
    /// Sources that could not be read, each with its reason.
    pub failed_sources: Vec<String>,
    /// Items and fields that were left out: source, place, field, reason.
    pub losses: Vec<String>,
    /// What else a clerk should know: source, place, field, what was done.
    pub remarks: Vec<String>,
    /// The pictures and files of the items.
    pub media: MediaReport,
}

/// What an import did with pictures and files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaReport {
    /// How many files it copied.
    pub copied: usize,
    /// How many files an earlier import had copied.
    pub already: usize,
    /// How many files could not be copied; the remarks say why.
    pub failed: usize,
    /// How many files were left out because of a limit.
    pub skipped: usize,
}
