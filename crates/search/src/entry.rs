//! What an index is made of.

/// An article, page or procedure that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it is. It has no `*`, which stands for the headline in files.
    pub address: String,
    /// Its headline, as plain text.
    pub headline: String,
    /// Its summary, as plain text; may be empty.
    pub summary: String,
    /// The rest of it, as plain text; may be empty.
    pub text: String,
    /// Its date (`2025-06-27`); `None` for what is always current.
    pub date: Option<String>,
    /// The number of its group.
    pub group: u16,
}

/// What a group is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupName {
    /// By addresses.
    pub id: String,
    /// On pages.
    pub name: String,
}
