//! The page "Nhúng": makes the snippets that a partner's webmaster pastes.
//!
//! The form is a Leptos view; what is chosen there is one [`WidgetOptions`]. The preview and the snippets are text islands.

mod form;
mod options;
mod preview;
mod snippets;

use crate::browser::page;
use crate::components::Erase as _;
use crate::components::handlers::on_click;
use crate::components::live_text;
use crate::components::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use options::WidgetOptions;
use trangxa_markup::Markup;

/// The form, the preview and the snippets.
pub(crate) fn embed(store: &Store) -> AnyView {
    let headline = store.headline(&Route::Embed);
    let options = ArcRwSignal::new(WidgetOptions::of_site(store));
    let copied = RwSignal::new("");
    let island = |class: &'static str, draw: fn(&Store, &WidgetOptions, &mut Markup)| {
        let (store, options) = (store.clone(), options.clone());
        text_island(
            class,
            Box::new(move |out| {
                draw(&store, &options.get(), out);
                None
            }),
        )
    };
    let form = form::form(store, &options);
    let preview = island("preview", preview::preview);
    let snippets = island("", snippets::snippets);
    // The loader, for the preview.
    page::load_script(&format!("{}embed.v2.js", store.base()));
    let store = store.clone();
    let act = on_click(move |event| snippets::act(&store, &options, copied, &event));
    view! {
        <div class="page">
            <div class="column">
                <h1>{headline}</h1>
                <p>
                    "Số liệu giải quyết TTHC, tin mới và lượt truy cập của trang này có thể hiện trên trang khác và tự cập nhật ở đó. "
                    "Hãy chọn nội dung, sao chép một trong các đoạn mã rồi dán vào trang của đơn vị mình. Đoạn mã không dùng cookie, không theo dõi người xem."
                </p>
                <div on:click=act>{form}{preview}{snippets}</div>
                {live_text("", Box::new(move || copied.get().to_owned()))}
            </div>
        </div>
    }.erase()
}
