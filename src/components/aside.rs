//! The column next to a page's content; on a phone it is below the content.

use super::erase::Erase as _;
use super::tthc_card::TthcCard;
use crate::data::Store;
use leptos::prelude::*;
use trangxa_words::site::FIGURES;

/// The TTHC card, on a site with TTHC figures.
#[component]
pub(crate) fn Aside() -> impl IntoView {
    Store::of_page()
        .tthc()
        .cloned()
        .map(|live| view! { <aside class="aside noprint" aria-label=FIGURES><TthcCard live=live/></aside> }.erase())
}
