//! The text of an article or page.

use leptos::prelude::*;
use trangxa_model::Html;

/// The text. Natively the publisher has cleaned it; in the browser it is rebuilt from allowed elements, unless it is
/// already on the page.
#[component]
pub fn RichText(content: Html) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        use crate::browser::{html, page};
        let node = NodeRef::<leptos::html::Div>::new();
        // Later on, Leptos may hand over an element that still holds another article's text.
        let is_first = !page::is_live();
        Effect::new(move |_| {
            if let Some(element) = node.get()
                && !(is_first && html::has_text(&element))
            {
                html::fill(&element, &content);
            }
        });
        view! { <div class="prose" node_ref=node></div> }
    }
    #[cfg(not(feature = "hydrate"))]
    {
        // What nobody cleaned is shown as text rather than trusted.
        let html = match content {
            Html::Clean(html) => html,
            raw @ Html::Raw { .. } => trangxa_model::html::paragraphs(&raw.text()),
        };
        view! { <div class="prose" inner_html=html></div> }
    }
}
