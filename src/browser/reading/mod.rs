//! The panel "Cách đọc". The main part of the program knows the button that opens it; the panel is a part of its own, with the style of the
//! whole sheet. What it does is what the style sheet does: it writes names into an attribute of the page.

mod panel;

use super::{part, style};
use crate::data::Store;
use crate::parts::Part;
use gloo_events::EventListener;
use trangxa_browser::document;
use trangxa_part::in_part;
use trangxa_words::reading as words;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Opens the panel whenever the button is pressed, and now if it was pressed before the program was there (`boot.js` noted it).
pub(crate) fn listen(store: &Store) {
    let pressed = store.clone();
    EventListener::new(&document(), "click", move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if target.is_some_and(|it| it.closest(".aids").is_ok_and(|it| it.is_some())) {
            open(&pressed);
        }
    })
    .forget();
    if document().query_selector("[data-aids] .aids").is_ok_and(|it| it.is_some()) {
        open(store);
    }
}

/// Opens the panel. If it cannot be had, the page says so below its header, where the sentence has room in letters of any size; the button
/// may be pressed again.
fn open(store: &Store) {
    mark(true);
    store.complain("");
    let (store, style, part) = (store.clone(), style::fetch(), part::fetch(Part::Reading));
    spawn_local(async move {
        let is_here = part.await && style.await;
        mark(false);
        if is_here {
            show();
        } else {
            store.complain(words::UNAVAILABLE);
        }
    });
}

/// Marks the page while its panel is on the way.
fn mark(is_waiting: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-aids", is_waiting);
    }
}

in_part! { "reading", "00000000000000000000000000000001",
    /// See [`panel::show`].
    fn show() {
        panel::show();
    }
}
