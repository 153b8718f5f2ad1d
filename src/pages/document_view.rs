//! The view of a page that consists of one document.

use super::not_found;
use crate::browser::page;
use crate::components::{Erase as _, anew};
use crate::data::{LiveDocument, Load};
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::document::JsonDocument;
use trangxa_words::status;

/// Shows a document once it is loaded, and again whenever it changes. Until then, the headline and a message. Where `live` is `None`
/// or the host says that there is no such document, the text `missing`; if there is no such text, "not found".
pub(crate) fn with_document<T>(
    live: Option<LiveDocument<T>>,
    headline: String,
    missing: Option<&'static str>,
    show: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView
where
    T: JsonDocument + Send + Sync + 'static,
{
    with_state(move || live.as_ref().map(LiveDocument::get), headline, missing, show)
}

/// [`with_document`] for a document that is composed from others: `state` returns its state and tracks it.
pub(crate) fn with_state<T>(
    state: impl Fn() -> Option<Load<T>> + Send + 'static,
    headline: String,
    missing: Option<&'static str>,
    show_value: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView
where
    T: Send + Sync + 'static,
{
    let mut is_odd = false;
    let show = move || match state() {
        Some(Load::Ready(value) | Load::Stale(value, _)) => show_value(value),
        Some(Load::Loading) => message(&headline, status::LOADING, "loading"),
        Some(Load::Failed(error)) if !error.is_missing() => message(&headline, status::LOADING_FAILED, ""),
        Some(Load::Failed(_)) | None => match missing {
            Some(text) => message(&headline, text, ""),
            None => not_found::message(),
        },
    };
    (move || anew(show(), &mut is_odd, page::is_translated())).into_any()
}

/// The headline of a page and the message that it is being loaded.
pub(crate) fn loading(headline: &str) -> AnyView {
    let message = message(headline, status::LOADING, "loading");
    view! { <div class="page"><div class="column">{message}</div></div> }.erase()
}

fn message(headline: &str, text: &'static str, class: &'static str) -> AnyView {
    let headline = headline.to_owned();
    view! { <h1>{headline}</h1><p class=class>{text}</p> }.erase()
}
