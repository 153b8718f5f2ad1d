//! The page for an address without a page.

use crate::components::{Erase as _, search_box};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;

pub(crate) fn not_found() -> AnyView {
    view! { <div class="page"><div class="column">{message()}</div></div> }.erase()
}

/// The message in place of a document that does not exist.
pub(crate) fn message() -> AnyView {
    let store = Store::of_page();
    let (home, map) = (store.href(&Route::Home), store.href(&Route::SiteMap));
    view! {
        <h1>"Không tìm thấy trang"</h1>
        <p>"Địa chỉ này không có trang nào, hoặc bài đã được gỡ xuống."</p>
        {search_box(&store)}
        <p class="more"><a href=home>"Về trang chủ"</a>" "<a href=map>"Xem sơ đồ trang"</a></p>
    }
    .erase()
}
