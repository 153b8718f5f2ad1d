//! A line of text that appears after the page was written.

use super::erase::Erase as _;
use leptos::prelude::*;

/// A paragraph that screen readers announce when its text changes. It is empty on the page that the publisher writes.
///
/// The paragraph's whole content is replaced at every change. Leptos would change the text node that it made, which a translator may
/// have taken off the page.
pub(crate) fn live_text(class: &'static str, text: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    let node = NodeRef::<leptos::html::P>::new();
    Effect::new(move |_| {
        let text = text();
        if let Some(element) = node.get() {
            element.set_text_content(Some(&text));
        }
    });
    view! { <p class=class role="status" node_ref=node></p> }.erase()
}
