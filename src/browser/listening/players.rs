//! The players of recordings: their speeds, and where a reader stopped. Both are kept in memory, as long as the reader moves in the site.

use super::object::{call, number, set, text};
use gloo_events::EventListener;
use std::cell::RefCell;
use trangxa_browser::document;
use trangxa_browser::page::property;
use trangxa_words::listening::goes_on_at;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, EventTarget};

#[derive(Default)]
struct Players {
    /// Where readers stopped, by the addresses of recordings, in seconds.
    positions: Vec<(String, f64)>,
    /// The speed that was chosen last, as the value of its option.
    speed: Option<String>,
    /// What the players on the page do.
    listeners: Vec<EventListener>,
}

thread_local! {
    static PLAYERS: RefCell<Players> = RefCell::default();
}

/// Begins to attend to the players on the page. Those of the page before are gone.
pub(super) fn attend() {
    let found = document().query_selector_all(".recording").ok();
    let mut listeners = Vec::new();
    for figure in
        found.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i)?.dyn_into::<Element>().ok()))
    {
        attend_to(&figure, &mut listeners);
    }
    PLAYERS.with_borrow_mut(|players| players.listeners = listeners);
}

fn attend_to(figure: &Element, listeners: &mut Vec<EventListener>) {
    let part = |css| figure.query_selector(css).ok().flatten();
    let (Some(audio), Some(speeds)) = (part("audio"), part("select")) else { return };
    let address = text(&audio, "src");
    PLAYERS.with_borrow(|players| {
        if let Some(speed) = &players.speed {
            set(&speeds, "value", &JsValue::from_str(speed));
        }
        let position = players.position(&address);
        // Before anything is fetched, this is where the player will begin.
        if position >= 1.0 && number(&audio, "currentTime") < 1.0 {
            set(&audio, "currentTime", &JsValue::from_f64(position));
            if let Some(note) = part("[role=status]") {
                note.set_text_content(Some(&goes_on_at(position as u32)));
            }
        }
    });
    apply_speed(&audio, &speeds);
    let mut on = |target: &EventTarget, event, call: Box<dyn Fn()>| {
        listeners.push(EventListener::new(target, event, move |_| call()));
    };
    for event in ["timeupdate", "pause", "ended"] {
        let (player, address) = (audio.clone(), address.clone());
        let keep = move || {
            let position = number(&player, "currentTime");
            let is_over = position >= property(&player, "duration").as_f64().unwrap_or(f64::MAX);
            PLAYERS.with_borrow_mut(|players| players.keep(&address, if is_over { 0.0 } else { position }));
        };
        on(&audio, event, Box::new(keep));
    }
    let playing = audio.clone();
    let alone = move || {
        let others = document().query_selector_all("audio").ok();
        for other in others.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i))) {
            if JsValue::from(&other) != JsValue::from(&playing) {
                call(&other, "pause", &[]);
            }
        }
    };
    on(&audio, "play", Box::new(alone));
    let chosen = speeds.clone();
    let choose = move || {
        PLAYERS.with_borrow_mut(|players| players.speed = Some(text(&chosen, "value")));
        apply_speed(&audio, &chosen);
    };
    on(&speeds, "change", Box::new(choose));
}

/// A player takes the speed also for what it has not fetched yet.
fn apply_speed(audio: &Element, speeds: &Element) {
    // The browser makes a number of it: the code that reads one is larger than all the rest.
    let speed = property(speeds, "value");
    for name in ["defaultPlaybackRate", "playbackRate"] {
        set(audio, name, &speed);
    }
}

impl Players {
    fn position(&self, address: &str) -> f64 {
        self.positions.iter().find(|(known, _)| known == address).map_or(0.0, |(_, position)| *position)
    }

    fn keep(&mut self, address: &str, position: f64) {
        match self.positions.iter_mut().find(|(known, _)| known == address) {
            Some((_, known)) => *known = position,
            None => self.positions.push((address.to_owned(), position)),
        }
    }
}
