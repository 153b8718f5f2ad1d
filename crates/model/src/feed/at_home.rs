//! Which articles the home page shows of a category.

use super::{Article, Feed};
use crate::Slug;

/// The id of the category of notices, which the home page shows apart from the others.
pub const NOTICES: &str = "thong-bao";
/// How many notices the home page shows.
const NOTICES_SHOWN: usize = 5;
/// How many articles it shows of each other category.
const SHOWN: usize = 2;

/// How many of a category's newest articles the home page shows.
#[must_use]
pub fn shown_at_home(category: &Slug) -> usize {
    if category.as_str() == NOTICES { NOTICES_SHOWN } else { SHOWN }
}

impl Feed {
    /// A category's newest articles, as many as the home page shows. An article is in the section of its category also where it stands
    /// elsewhere on the page: a section with a gap would hide what is newest in it.
    pub fn at_home(&self, category: &Slug) -> impl Iterator<Item = &Article> {
        let all = self.articles.iter().chain(&self.more);
        all.filter(move |article| article.category.as_ref() == Some(category)).take(shown_at_home(category))
    }
}
