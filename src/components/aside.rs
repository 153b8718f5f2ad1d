//! What stands beside a page, or under it on a phone.

use super::TthcCard;
use crate::data::Store;
use leptos::prelude::*;

/// The TTHC card, on a site that has figures.
#[component]
pub fn Aside() -> impl IntoView {
    Store::of_page()
        .tthc()
        .cloned()
        .map(|live| view! { <aside class="aside noprint" aria-label="Số liệu"><TthcCard live=live/></aside> })
}
