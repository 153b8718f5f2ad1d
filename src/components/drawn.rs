//! An element whose content is drawn as text.

use leptos::prelude::*;

/// A `div` that holds what `markup` gives. When that changes, what is on the page is changed in place: elements that stay the
/// same stay, with the focus and the selection in them.
pub fn drawn(class: &'static str, markup: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    #[cfg(feature = "hydrate")]
    {
        use trangxa_browser::morph;
        let node = NodeRef::<leptos::html::Div>::new();
        Effect::new(move |before: Option<String>| {
            let now = markup();
            // Also on a page that was served: the reader's clock may have something to say by now.
            if let Some(element) = node.get().filter(|_| before.as_ref() != Some(&now)) {
                morph::draw(&element, &now);
            }
            now
        });
        view! { <div class=class node_ref=node></div> }.into_any()
    }
    #[cfg(not(feature = "hydrate"))]
    view! { <div class=class inner_html=markup()></div> }.into_any()
}
