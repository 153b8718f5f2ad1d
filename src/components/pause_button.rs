//! The button that pauses and resumes renewal.

use super::erase::Erase as _;
use super::handlers::on_click;
use crate::data::Store;
use leptos::prelude::*;
use trangxa_words::Language;
use trangxa_words::status::pause_label;

/// Pauses the renewal of what the page shows, or resumes it (WCAG 2.2.2). Shown once the program runs.
#[component]
pub(crate) fn PauseButton() -> impl IntoView {
    let paused = Store::of_page().paused().clone();
    let toggled = paused.clone();
    let toggle = on_click(move |_| toggled.update(|paused| *paused = !*paused));
    view! {
        <button class="button live" type="button" name="pause" on:click=toggle>
            {move || pause_label(paused.get(), Language::Vietnamese)}
        </button>
    }
    .erase()
}
