//! Erasing the types of views.

use leptos::prelude::*;

/// Erases the type of a view.
pub(crate) trait Erase {
    /// The view without its type. [`IntoAny::into_any`] would do the same with the wrapper that `view!` puts around its outermost
    /// element; each element would then exist twice, within the wrapper and without it, and so would the code that builds, hydrates
    /// and updates it.
    fn erase(self) -> AnyView;
}

impl<T: RenderHtml + Send + 'static> Erase for View<T> {
    fn erase(self) -> AnyView {
        self.into_inner().into_any()
    }
}
