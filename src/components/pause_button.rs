//! The button that pauses and resumes renewal.

use super::erase::Erase as _;
use super::handlers::on_click;
use crate::data::Store;
use leptos::prelude::*;
use trangxa_words::Language;
use trangxa_words::status::pause_label;

/// Pauses the renewal of what the page shows, or resumes it (WCAG 2.2.2). Shown once the program runs. It has both of its labels and shows
/// one: a translator may have replaced their texts.
#[component]
pub(crate) fn PauseButton() -> impl IntoView {
    let paused = Store::of_page().paused().clone();
    let (toggled, resumable) = (paused.clone(), paused.clone());
    let label = |is_paused| pause_label(is_paused, Language::Vietnamese);
    let toggle = on_click(move |_| toggled.update(|paused| *paused = !*paused));
    view! {
        <button class="button live" type="button" name="pause" on:click=toggle>
            <span hidden=move || paused.get()>{label(false)}</span>
            <span hidden=move || !resumable.get()>{label(true)}</span>
        </button>
    }
    .erase()
}
