//! The seam between Leptos and the text renderer (`trangxa_markup`): the only place where the two meet.

use super::erase::Erase as _;
use leptos::prelude::*;
use trangxa_markup::Markup;

/// Draws the content of an island. Returns the version of the document that was drawn (its fingerprint): when the version is
/// another one than before, the numbers that changed are marked. `None` before there is a document, and where changes are never marked.
pub(crate) type Draw = Box<dyn Fn(&mut Markup) -> Option<String> + Send + Sync>;

/// A `<div>` whose content is drawn as text. It is drawn again whenever a signal changes that `draw` reads, and the page is
/// then changed in place: elements that stay the same keep the focus and the selection.
pub(crate) fn text_island(class: &'static str, draw: Draw) -> AnyView {
    island_once_ready(class, Box::new(|| true), draw)
}

/// The same, but in the browser nothing is drawn as long as `is_ready` is false: the content stays as the publisher wrote it.
pub(crate) fn island_once_ready(
    class: &'static str,
    is_ready: Box<dyn Fn() -> bool + Send + Sync>,
    draw: Draw,
) -> AnyView {
    #[cfg(feature = "hydrate")]
    {
        use trangxa_markup::{Changes, morph};
        let node = NodeRef::<leptos::html::Div>::new();
        Effect::new(move |before: Option<Option<(Markup, Option<String>)>>| {
            let before = before.flatten();
            if !is_ready() {
                return before;
            }
            let mut markup = Markup::default();
            let version = draw(&mut markup);
            let (old_markup, old_version) = before.map_or((None, None), |(markup, version)| (Some(markup), version));
            // Also the first time, on a page that the publisher wrote: the reader's clock may be known by now.
            if let Some(element) = node.get().filter(|_| old_markup.as_ref() != Some(&markup)) {
                let is_new_data = old_version.is_some() && old_version != version;
                morph(&element, &markup, if is_new_data { Changes::Marked } else { Changes::Unmarked });
            }
            Some((markup, version))
        });
        view! { <div class=class node_ref=node></div> }.erase()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let mut markup = Markup::default();
        if is_ready() {
            draw(&mut markup);
        }
        view! { <div class=class inner_html=markup.finish()></div> }.erase()
    }
}
