//! What a reader of articles has to know of the site that they belong to.

use std::fmt;
use trangxa_model::site::Category;

/// The site of an article.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The categories of its menu, which an article may name by id or by name.
    pub categories: &'a [Category],
    /// The file of the site that a path means: the file at it, or one whose path differs only in capital letters and in how marks are composed. `None`
    /// if there is none. Paths are relative to the site's root, with `/` as separator.
    pub meant_file: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

impl Site<'_> {
    /// A site of which nothing is known.
    pub const UNKNOWN: Site<'static> = Site { categories: &[], meant_file: &|_| None };
}

impl fmt::Debug for Site<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("categories", &self.categories).finish_non_exhaustive()
    }
}
