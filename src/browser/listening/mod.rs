//! Listening: recordings of articles, and articles that are read aloud.
//!
//! The main part of the program only asks whether there is a voice, and fetches the parts: `recordings` on a page that has some, `speech` when
//! a reader presses the button. `docs/decisions/listening.md` says which faults of which engines are behind the rules.

mod object;
mod players;
mod reader;
mod text;

use super::{idle, part, style};
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_part::in_part;
use trangxa_words::listening::UNAVAILABLE;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    /// Asks the browser, once it is idle, whether it has a Vietnamese voice. Calls when there is one; voices may come late.
    #[wasm_bindgen(js_name = trangxaVoice)]
    fn ask_for_voice(tell: JsValue);

    /// Says nothing: Safari lets a page speak only if it has spoken while a reader pressed something.
    #[wasm_bindgen(js_name = trangxaHush)]
    fn say_nothing();
}

/// Sets a signal once the browser says that it has a Vietnamese voice.
pub(crate) fn offer(has_voice: RwSignal<bool>) {
    // The page may have been left before the voices came.
    ask_for_voice(Closure::once_into_js(move || {
        let _ = has_voice.try_set(true);
    }));
}

/// Begins to read the article that is shown, or says that this cannot be had. The signal is set to false if the voice turns out to be none.
pub(crate) fn read(store: &Store, has_voice: RwSignal<bool>) {
    say_nothing();
    store.complain("");
    let (store, part, style) = (store.clone(), part::fetch(Part::Speech), style::fetch());
    spawn_local(async move {
        if part.await {
            style.await;
            begin(has_voice);
        } else {
            store.complain(UNAVAILABLE);
        }
    });
}

/// The article that is shown is left.
pub(crate) fn leave() {
    if part::is_here(Part::Speech) {
        end();
    }
}

/// Begins to attend to the recordings on the page.
pub(crate) fn attend() {
    idle::at_idle(|| {
        spawn_local(async {
            if part::fetch(Part::Recordings).await {
                attend_to_players();
            }
        });
    });
}

in_part! { "recordings", "00000000000000000000000000000001",
    /// See [`players::attend`].
    fn attend_to_players() {
        players::attend();
    }
}

in_part! { "speech", "00000000000000000000000000000001",
    /// See [`reader::begin`].
    fn begin(has_voice: RwSignal<bool>) {
        reader::begin(has_voice);
    }
}

in_part! { "speech", "00000000000000000000000000000002",
    /// See [`reader::end`].
    fn end() {
        reader::end();
    }
}
