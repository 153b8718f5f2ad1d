//! The excerpt of an article in a list.

use crate::browser::part;
use crate::parts::Part;
use trangxa_model::Article;
use trangxa_part::in_part;

/// Its summary, or the beginning of its text, as plain text of at most `max` characters.
pub(crate) fn excerpt(article: &Article, max: usize) -> Option<String> {
    // Only a list that was fetched has articles with texts. The part has read it, so the part is here.
    let has_text = article.summary.is_none() && article.content.is_some() && part::is_here(Part::Documents);
    if has_text { excerpt_of_text(article, max) } else { article.short_summary(max) }
}

in_part! { "documents", "00000000000000000000000000000003",
    /// See [`excerpt`].
    fn excerpt_of_text(article: &Article, max: usize) -> Option<String> {
        article.excerpt(max)
    }
}
