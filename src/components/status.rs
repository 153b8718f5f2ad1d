//! Whether what is shown is current, said once, and the means to stop it from changing.

use crate::data::{Notice, Store};
use leptos::prelude::*;
use trangxa_model::Language;
use trangxa_parts::{not_renewed, pause_label};

/// A line that appears only when there is something to say, and the pause button (WCAG 2.2.2).
#[component]
pub fn Status() -> impl IntoView {
    let store = Store::of_page();
    let (notice, announcement) = (store.notice().clone(), store.announcement().clone());
    let text = move || match notice.get() {
        Notice::Current => None,
        Notice::NotRenewed(at) => Some(not_renewed(at, Language::Vietnamese)),
        Notice::Offline(at) => Some(format!("Thiết bị mất mạng từ lúc {}. Trang vẫn hiện bản đã có.", at.clock())),
        Notice::Renewed(at) => Some(format!("Đã cập nhật lại được lúc {}.", at.clock())),
    };
    let paused = store.paused().clone();
    let toggled = paused.clone();
    let toggle = move |_| toggled.update(|paused| *paused = !*paused);
    view! {
        <div class="status noprint">
            <p role="status">{text}</p>
            <p class="hidden" role="status">{move || announcement.get()}</p>
            <button class="button live" type="button" on:click=toggle>{move || pause_label(paused.get(), Language::Vietnamese)}</button>
        </div>
    }
}
