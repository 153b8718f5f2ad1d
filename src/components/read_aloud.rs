//! The button that reads an article aloud.

use super::erase::Erase as _;
use super::handlers::on_click;
use crate::browser::listening;
use crate::data::Store;
use leptos::prelude::*;

/// A button that is shown where the browser says that it has a Vietnamese voice.
pub(crate) fn read_aloud() -> AnyView {
    // The publisher's value, so that hydration finds the same markup.
    let has_voice = RwSignal::new(false);
    Effect::new(move |_| listening::offer(has_voice));
    let store = Store::of_page();
    let read = on_click(move |_| listening::read(&store, has_voice));
    view! { <button class="button live aloud" type="button" hidden=move || !has_voice.get() on:click=read>"Đọc bài này"</button> }
        .erase()
}
