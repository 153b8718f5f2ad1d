//! What comes of a file.

use crate::doubt::Doubt;
use trangxa_model::calendar::Entry;

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// What could not be taken over, in the order in which it was found.
    pub doubts: Vec<Doubt>,
}
