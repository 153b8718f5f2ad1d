//! A page from site.json.

use super::document_view::with_document;
use crate::components::Erase as _;
use crate::components::RichText;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Slug;

pub(crate) fn standing(store: &Store, id: &Slug) -> AnyView {
    let headline = store.headline(&Route::Standing(id.clone()));
    let content = with_document(Some(store.standing(id)), headline, None, |page| {
        let text = page.content.clone().map(|content| view! { <RichText content=content/> }.erase());
        view! { <article class="article"><h1>{page.title.clone()}</h1>{text}</article> }.erase()
    });
    view! { <div class="page"><div class="column">{content}</div></div> }.erase()
}
