//! The footer of every page.

use super::counters::Counters;
use super::erase::Erase as _;
use super::pause_button::PauseButton;
use super::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_views::{is_mail_address, phones};

/// The unit's name, the responsible editor, address, phone and e-mail, links to the site map and the feed, the visitor
/// counters, and the button that pauses their renewal.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let store = Store::of_page();
    let counters = store.visits().cloned().map(|live| view! { <Counters live=live/> }.erase());
    let text = text_island(
        "",
        Box::new(move |out| {
            draw(&store, out);
            None
        }),
    );
    view! {
        <footer class="footer">
            {text}
            <div class="noprint">
                {counters}
                <PauseButton/>
            </div>
        </footer>
    }
    .erase()
}

fn draw(store: &Store, out: &mut Markup) {
    let site = store.site();
    draw!(out, "<p class='name'>{}</p>", site.name);
    if let Some(editor) = &site.editor {
        draw!(out, "<p>{}: <b>", editor.title);
        if let Some(position) = &editor.position {
            draw!(out, "{} ", position);
        }
        draw!(out, "{}</b></p>", editor.name);
    }
    let contact = &site.contact;
    if let Some(address) = &contact.address {
        draw!(out, "<p>Địa chỉ: {}</p>", address);
    }
    if let Some(phone) = &contact.phone {
        draw!(out, "<p>Điện thoại: ");
        phones(out, phone);
        draw!(out, "</p>");
    }
    if let Some(email) = &contact.email {
        draw!(out, "<p>Email: ");
        if is_mail_address(email) {
            draw!(out, "<a href='mailto:{}'>{}</a></p>", email, email);
        } else {
            draw!(out, "{}</p>", email);
        }
    }
    draw!(out, "<p class='noprint links'><a href='{}'>Sơ đồ trang</a>", store.href(&Route::SiteMap));
    // Only the publisher writes the feed and the page "Nhúng".
    if store.is_built() {
        let embed = store.href(&Route::Embed);
        draw!(out, "<a href='{}feed.xml' rel='external'>RSS</a><a href='{}'>Nhúng</a>", store.base(), embed);
    }
    draw!(out, "</p>");
}
