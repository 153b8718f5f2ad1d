//! Slugs of articles: how they are made, and how they are kept unique within a feed.

use crate::fingerprint::fingerprint;
use crate::{Slug, Timestamp, url};

/// The slug of an article whose feed gives it none: made of its id, or of its title if the id is a number or an address.
pub(super) fn make_slug(id: &str, title: Option<&str>) -> Slug {
    let is_opaque = id.bytes().all(|b| b.is_ascii_digit()) || url::host_at(id).is_some();
    let from_id = || Slug::make(id);
    let from_title = || Slug::make(title?);
    let made = if is_opaque { from_title().or_else(from_id) } else { from_id().or_else(from_title) };
    // An id of punctuation only still names one article.
    made.or_else(|| Slug::parse(&fingerprint(id.as_bytes()))).unwrap_or_else(|| unreachable!("hex digits are a slug"))
}

/// Makes the slugs of articles unique. The oldest of several articles with the same slug keeps it: an address must not change
/// because a newer article has the same headline.
///
/// `candidates` are the places of the articles that may share a slug. Each is compared with each: sorting or hashing would add
/// bytes to the wasm, and one document has at most a thousand articles. A caller with more articles names fewer candidates.
pub fn make_slugs_unique<T: HasSlug>(articles: &mut [T], candidates: &[usize]) {
    let is_newer = |one: &T, other: &T| (one.published(), one.id()) > (other.published(), other.id());
    let is_shared = |i: &usize| {
        let shares = |j: &usize| articles[*i].slug() == articles[*j].slug() && is_newer(&articles[*i], &articles[*j]);
        candidates.iter().any(shares)
    };
    let shared: Vec<usize> = candidates.iter().copied().filter(is_shared).collect();
    for i in shared {
        let is_taken = |slug: &Slug| articles.iter().any(|article| article.slug() == slug);
        let slug = another_slug(articles[i].id(), articles[i].slug(), &is_taken);
        articles[i].set_slug(slug);
    }
}

/// A slug for an article whose own is taken: its own with the id appended, or with a hash of the id if the id is long.
pub(super) fn another_slug(id: &str, slug: &Slug, is_taken: &dyn Fn(&Slug) -> bool) -> Slug {
    let by_id = Slug::make(id).filter(|id| id.as_str().len() <= 24);
    let by_hash = Slug::parse(&fingerprint(id.as_bytes()));
    let mut slugs = by_id.into_iter().chain(by_hash).map(|suffix| slug.with_suffix(&suffix));
    slugs.find(|slug| !is_taken(slug)).unwrap_or_else(|| slug.clone())
}

/// Something with an address that must be unique in a feed.
pub trait HasSlug {
    /// The feed's id.
    fn id(&self) -> &str;
    /// When it was published.
    fn published(&self) -> Option<Timestamp>;
    /// The last part of its address.
    fn slug(&self) -> &Slug;
    /// Changes the last part of its address.
    fn set_slug(&mut self, slug: Slug);
}

/// Implements [`HasSlug`] for a type with the fields `id`, `published` and `slug`.
macro_rules! has_slug {
    ($name:ty) => {
        impl $crate::feed::slugs::HasSlug for $name {
            fn id(&self) -> &str {
                &self.id
            }

            fn published(&self) -> Option<$crate::Timestamp> {
                self.published
            }

            fn slug(&self) -> &$crate::Slug {
                &self.slug
            }

            fn set_slug(&mut self, slug: $crate::Slug) {
                self.slug = slug;
            }
        }
    };
}
pub(super) use has_slug;
