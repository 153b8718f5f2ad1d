//! An element whose content is drawn as text.

use leptos::prelude::*;

/// A `div` that holds what `markup` gives. When that changes, what is on the page is changed in place: elements that stay the
/// same stay, with the focus and the selection in them.
pub fn drawn(class: &'static str, markup: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    #[cfg(feature = "hydrate")]
    {
        use crate::browser::{html, morph, page};
        let node = NodeRef::<leptos::html::Div>::new();
        // A page that was served has it already.
        let is_first = !page::is_live();
        Effect::new(move |before: Option<String>| {
            let now = markup();
            if let Some(element) = node.get()
                && before.as_ref() != Some(&now)
                && !(before.is_none() && is_first && html::has_text(&element))
            {
                morph::draw(&element, &now);
            }
            now
        });
        view! { <div class=class node_ref=node></div> }.into_any()
    }
    #[cfg(not(feature = "hydrate"))]
    view! { <div class=class inner_html=markup()></div> }.into_any()
}
