//! The text of an article or of a page.

use super::erase::Erase as _;
use leptos::prelude::*;
use trangxa_model::Html;

/// The text of an article or of a page.
///
/// The publisher writes the text that it has cleaned. The browser keeps what it was served with; a text that was fetched later
/// is cleaned and built element by element.
#[component]
pub(crate) fn RichText(content: Html) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        use crate::browser::{html, page};
        let node = NodeRef::<leptos::html::Div>::new();
        // After navigation, Leptos may reuse an element that still contains the text of another article.
        let is_first = !page::is_live();
        Effect::new(move |_| {
            if let Some(element) = node.get()
                && !(is_first && html::has_text(&element))
            {
                html::show(&element, &content);
            }
        });
        view! { <div class="prose" node_ref=node></div> }.erase()
    }
    #[cfg(not(feature = "hydrate"))]
    {
        // HTML that was not cleaned is shown as plain text.
        let html = match content {
            Html::Clean(html) => html,
            raw @ Html::Raw { .. } => trangxa_clean::text::paragraphs(&raw.text()),
        };
        view! { <div class="prose" inner_html=html></div> }.erase()
    }
}
