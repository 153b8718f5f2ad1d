//! Places in a page whose content a part of the program draws, which comes after the page.

use super::erase::Erase as _;
use super::text_island::{Draw, island_once_ready};
use crate::browser::part;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_markup::Markup;

/// A text island that stays as the publisher wrote it until its part of the program is here. `draw` must call only into that part.
pub(crate) fn part_island(class: &'static str, store: &Store, part: Part, draw: Draw) -> AnyView {
    let clock = store.clock().clone();
    let is_ready = move || {
        // Followed: it moves when a part has come, too.
        clock.track();
        part::is_here(part)
    };
    island_once_ready(class, Box::new(is_ready), draw)
}

/// A `<div>` that the publisher fills by `draw`, and the browser where it builds the page itself: then the part is here. Otherwise it stays
/// as it is until that part finds it on the page. `draw` must call only into the part.
pub(crate) fn place(part: Part, draw: impl FnOnce(&mut Markup)) -> AnyView {
    let mut markup = Markup::default();
    if part::is_here(part) {
        draw(&mut markup);
    }
    view! { <div inner_html=markup.finish()></div> }.erase()
}
