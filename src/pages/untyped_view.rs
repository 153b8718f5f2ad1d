//! What a page shows of a document that only its part of the program reads.

use crate::data::{LiveDocument, Load, Untyped};
use serde_json::Value;
use trangxa_markup::{Markup, draw};
use trangxa_words::status;

/// The JSON of a document that is here; otherwise draws why it is not, with `missing` where the host has none. A view that calls this follows the
/// document.
pub(super) fn shown(out: &mut Markup, live: &LiveDocument<Untyped>, missing: &'static str) -> Option<Value> {
    let state = live.get();
    let message = match &state {
        Load::Ready(document) | Load::Stale(document, _) => return Some(document.0.clone()),
        Load::Loading => status::LOADING,
        Load::Failed(error) if error.is_missing() => missing,
        Load::Failed(_) => status::LOADING_FAILED,
    };
    draw!(out, "<p class='note'>{}</p>", message);
    None
}
