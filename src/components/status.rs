//! Whether what is shown is current, said once, and the means to stop it from changing.

use crate::data::{Notice, Store};
use leptos::prelude::*;

/// A line that appears only when there is something to say, and the pause button (WCAG 2.2.2).
#[component]
pub fn Status() -> impl IntoView {
    let store = Store::of_page();
    let (notice, paused) = (store.notice().clone(), store.paused().clone());
    let text = move || match notice.get() {
        Notice::Current => None,
        Notice::NotRenewed(at) => {
            Some(format!("Chưa cập nhật được lúc {}. Trang vẫn hiện bản đã có và sẽ tự thử lại.", at.clock()))
        }
        Notice::Renewed(at) => Some(format!("Đã cập nhật lại được lúc {}.", at.clock())),
    };
    let toggled = paused.clone();
    let toggle = move |_| toggled.update(|paused| *paused = !*paused);
    let label = move || if paused.get() { "Tiếp tục tự cập nhật" } else { "Tạm dừng tự cập nhật" };
    view! {
        <div class="status noprint">
            <p role="status">{text}</p>
            <button class="button live" type="button" on:click=toggle>{label}</button>
        </div>
    }
}
