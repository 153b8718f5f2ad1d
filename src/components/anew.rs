//! Views that are built anew instead of being changed.

use leptos::prelude::*;

/// Gives a view another type than the one before it, if `is_new`. Leptos then builds new nodes; where the type stays, it changes the
/// nodes of the view before, which a translator may have replaced by nodes of its own. `is_odd` is kept from one call to the next.
pub(crate) fn anew(view: AnyView, is_odd: &mut bool, is_new: bool) -> AnyView {
    *is_odd ^= is_new;
    if *is_odd { (view,).into_any() } else { view }
}
