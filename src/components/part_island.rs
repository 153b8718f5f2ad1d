//! A text island whose content a part of the program draws, which comes after the page.

use super::text_island::{Draw, island_once_ready};
use crate::browser::part;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;

/// A text island that stays as the publisher wrote it until its part of the program is here. `draw` must call only into that part.
pub(crate) fn part_island(class: &'static str, store: &Store, part: Part, draw: Draw) -> AnyView {
    let parts = store.parts().clone();
    let is_ready = move || {
        // Followed: it changes when a part has come.
        parts.track();
        part::is_here(part)
    };
    island_once_ready(class, Box::new(is_ready), draw)
}
