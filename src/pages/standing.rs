//! A page from site.json.

use super::document_view::with_document;
use crate::components::Erase as _;
use crate::components::{Aside, OfficeCard, RichText};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Slug;

pub(crate) fn standing(store: &Store, id: &Slug) -> AnyView {
    let route = Route::Standing(id.clone());
    let headline = store.headline(&route);
    // People who open the page with the contact data look for a telephone or the hours, so the desks come before the editor's text.
    let office = store.desks_of(&route);
    let aside = office.is_none().then(|| view! { <Aside/> }.into_any());
    let content = with_document(Some(store.standing(id)), headline, None, move |page| {
        let office = office.clone().map(|live| view! { <OfficeCard live=live/> }.erase());
        let text = page.content.clone().map(|content| view! { <RichText content=content/> }.erase());
        view! { <article class="article"><h1>{page.title.clone()}</h1>{office}{text}</article> }.erase()
    });
    view! { <div class="page"><div class="column">{content}</div>{aside}</div> }.erase()
}
