//! Reads the article on the page aloud.

use super::object::{call, make, number, set, text};
use super::text::{Sentence, sentences};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;
use std::slice;
use trangxa_browser::page::{is_set, property};
use trangxa_browser::{document, window};
use trangxa_markup::{Markup, draw};
use trangxa_words::listening::{BEGUN, CLOSE, NO_VOICE, PAUSE, READING, RESUME, STOP, WAITING};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, EventTarget};

/// How long a voice may be silent before it is taken for none, in milliseconds.
const SILENCE_MS: u32 = 5_000;
/// How much longer once it says that it has begun: some tell nothing more before the end of the sentence.
const SENTENCE_MS: u32 = 25_000;
/// An engine that ends a sentence sooner, in milliseconds, has not said it.
const AT_ONCE_MS: f64 = 100.0;
/// The name of the highlight, for the style sheet.
const MARK: &str = "said";
/// The attribute of an element that is marked as a whole.
const ATTRIBUTE: &str = "data-said";

/// What is read, and how far it is.
struct Reader {
    sentences: Vec<Sentence>,
    /// The voices that may be tried, the best one last.
    voices: Vec<JsValue>,
    /// The sentence that is said.
    at: usize,
    /// The first sentence that the engine does not have yet.
    next: usize,
    /// Counts the times that the engine was told to begin or be silent. What it says of earlier times is no news.
    turn: u32,
    is_reading: bool,
    /// Whether the voice has been heard.
    is_heard: bool,
    /// Whether the sentence was begun a second time, because the engine had fallen silent.
    is_again: bool,
    /// When the first sentence of this turn was given to the engine, in milliseconds.
    begun: f64,
    /// What the engine has. Chromium forgets to tell of what nobody holds.
    given: Vec<(JsValue, [EventListener; 4])>,
    /// The place on the page that is marked.
    range: Option<JsValue>,
    /// The element with that place, where the browser cannot mark a part of a text.
    marked: Option<Element>,
    watch: Option<Timeout>,
    bar: Element,
    has_voice: RwSignal<bool>,
    _listeners: [EventListener; 3],
}

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// Begins to read the article that is shown from its headline on.
pub(super) fn begin(has_voice: RwSignal<bool>) {
    end();
    let Some(bar) = show_bar() else { return };
    // A recording and a voice at once would be understood by nobody.
    let players = document().query_selector_all("audio").ok();
    for player in players.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i))) {
        call(&player, "pause", &[]);
    }
    let early = EventListenerOptions::run_in_capture_phase();
    let listeners = [
        EventListener::new(&bar, "click", pressed),
        EventListener::new(&window(), "pagehide", |_| end()),
        // Events of players do not bubble.
        EventListener::new_with_options(&document(), "play", early, |_| end()),
    ];
    let mut reader = Reader {
        sentences: sentences(),
        voices: voices(),
        at: 0,
        next: 0,
        turn: 0,
        is_reading: false,
        is_heard: false,
        is_again: false,
        begun: 0.0,
        given: Vec::new(),
        range: None,
        marked: None,
        watch: None,
        bar,
        has_voice,
        _listeners: listeners,
    };
    reader.go_on();
    READER.replace(Some(reader));
}

/// Stops reading, and takes away what belongs to it.
pub(super) fn end() {
    let Some(mut reader) = READER.with(|it| it.try_borrow_mut().ok()?.take()) else { return };
    reader.be_silent();
    reader.mark(None);
    let had_focus = reader.bar.query_selector(":focus").is_ok_and(|it| it.is_some());
    reader.bar.remove();
    if had_focus && let Ok(Some(button)) = document().query_selector(".aloud") {
        call(&button, "focus", &[]);
    }
}

/// Does something with the reader, if there is one.
fn with(act: impl FnOnce(&mut Reader)) {
    READER.with(|it| {
        // An engine may tell something while it is told something.
        if let Ok(mut reader) = it.try_borrow_mut()
            && let Some(reader) = reader.as_mut()
        {
            act(reader);
        }
    });
}

/// A button of the bar was pressed.
fn pressed(event: &Event) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let button = target.and_then(|it| it.closest("button").ok().flatten());
    match button.and_then(|it| it.get_attribute("value")).as_deref() {
        Some("pause") => with(|reader| if reader.is_reading { reader.wait() } else { reader.go_on() }),
        Some(_) => end(),
        None => {}
    }
}

fn engine() -> JsValue {
    property(&js_sys::global(), "speechSynthesis")
}

/// The Vietnamese voices, the best one last: those of the machine, which need no network, and among them those that say by their name
/// what they are.
fn voices() -> Vec<JsValue> {
    let all = call(&engine(), "getVoices", &[]);
    let all = (0..number(&all, "length") as u32).map(|i| property(&all, &i.to_string()));
    let is_vietnamese = |voice: &JsValue| {
        let (language, name) = (text(voice, "lang").to_ascii_lowercase(), text(voice, "name"));
        // Some engines give each language to the same English voice.
        matches!(language.split(['-', '_']).next(), Some("vi" | "vie")) && !name.contains("English")
    };
    let rank = |voice: &JsValue| {
        let name = text(voice, "name");
        (is_set(voice, "localService"), name.contains("Vi"))
    };
    // Four passes over some voices are less code than sorting them.
    let found: Vec<JsValue> = all.filter(is_vietnamese).collect();
    let ranks = [(false, false), (false, true), (true, false), (true, true)];
    ranks.iter().flat_map(|it| found.iter().filter(|voice| rank(voice) == *it).cloned()).collect()
}

/// Puts the bar at the end of the page, outside of what the app draws.
fn show_bar() -> Option<Element> {
    let bar = document().create_element("div").ok()?;
    for (name, value) in [("class", "speech"), ("role", "region"), ("aria-label", READING)] {
        bar.set_attribute(name, value).ok()?;
    }
    let mut markup = Markup::default();
    draw!(&mut markup, "<p role='status'></p><button class='button' type='button' value='pause'></button>");
    draw!(&mut markup, "<button class='button' type='button' value='stop'>{}</button>", STOP);
    bar.set_inner_html(&markup.finish());
    document().query_selector("body").ok()??.append_child(&bar).ok()?;
    if let Ok(Some(button)) = bar.query_selector("button") {
        call(&button, "focus", &[]);
    }
    Some(bar)
}

/// The engine tells something of a sentence.
fn told(turn: u32, sentence: usize, event: &Event) {
    with(|reader| {
        if reader.turn != turn {
            return;
        }
        match event.type_().as_str() {
            "start" => reader.begins(sentence),
            "boundary" => {
                reader.begins(sentence);
                reader.is_heard = true;
            }
            "end" => reader.ends(sentence),
            _ => match text(event, "error").as_str() {
                // Another page speaks now.
                "interrupted" | "canceled" => reader.wait(),
                _ => reader.try_another_voice(),
            },
        }
    });
}

impl Reader {
    /// Begins with the sentence at which it stopped.
    fn go_on(&mut self) {
        self.be_silent();
        if is_set(&engine(), "paused") {
            call(&engine(), "resume", &[]);
        }
        self.is_reading = true;
        self.next = self.at;
        self.begun = js_sys::Date::now();
        self.say(BEGUN, PAUSE);
        self.fill();
        self.watch(SILENCE_MS);
    }

    /// Waits. An engine's own pause ends the sentence on Android, and is not ended by some others.
    fn wait(&mut self) {
        self.be_silent();
        self.say(WAITING, RESUME);
    }

    fn be_silent(&mut self) {
        self.turn += 1;
        self.is_reading = false;
        self.watch = None;
        self.given.clear();
        call(&engine(), "cancel", &[]);
    }

    /// Gives the engine the sentence that is said and the next one, so that there is no gap between them.
    fn fill(&mut self) {
        while self.next < self.sentences.len().min(self.at + 2) {
            self.give(self.next);
            self.next += 1;
        }
    }

    fn give(&mut self, i: usize) {
        let says = JsValue::from_str(&self.sentences[i].says);
        let (Some(voice), Some(utterance)) = (self.voices.last(), make("SpeechSynthesisUtterance", says)) else {
            return;
        };
        set(&utterance, "voice", voice);
        set(&utterance, "lang", &property(voice, "lang"));
        let (turn, target) = (self.turn, utterance.unchecked_ref::<EventTarget>());
        let listeners = ["start", "boundary", "end", "error"]
            .map(|event| EventListener::new(target, event, move |event| told(turn, i, event)));
        call(&engine(), "speak", slice::from_ref(&utterance));
        self.given.push((utterance, listeners));
    }

    /// A sentence is being said.
    fn begins(&mut self, sentence: usize) {
        self.watch(SENTENCE_MS);
        if self.range.is_none() || self.at != sentence {
            self.at = sentence;
            self.mark(Some(sentence));
        }
    }

    fn ends(&mut self, sentence: usize) {
        if !self.is_heard && js_sys::Date::now() - self.begun < AT_ONCE_MS {
            return self.try_another_voice();
        }
        self.is_heard = true;
        self.is_again = false;
        self.at = sentence + 1;
        if self.given.len() > 2 {
            drop(self.given.remove(0));
        }
        if self.at >= self.sentences.len() {
            // The reader is in use here.
            self.watch = Some(Timeout::new(0, end));
            return;
        }
        self.fill();
        self.watch(SENTENCE_MS);
    }

    /// Watches for silence.
    fn watch(&mut self, milliseconds: u32) {
        let turn = self.turn;
        let fall_silent = move || {
            with(|reader| {
                if reader.turn != turn {
                } else if reader.is_heard && !reader.is_again {
                    reader.is_again = true;
                    reader.go_on();
                } else {
                    reader.try_another_voice();
                }
            });
        };
        self.watch = Some(Timeout::new(milliseconds, fall_silent));
    }

    /// The voice is none. Tries the next one, and where there is none, says so and takes the button away.
    fn try_another_voice(&mut self) {
        self.voices.pop();
        self.is_heard = false;
        self.is_again = false;
        if !self.voices.is_empty() {
            return self.go_on();
        }
        self.be_silent();
        self.mark(None);
        self.say(NO_VOICE, "");
        set(&js_sys::global(), "trangxaMute", &JsValue::TRUE);
        let _ = self.has_voice.try_set(false);
    }

    /// Shows what the reader does, and what its first button does; none for an empty text.
    fn say(&self, status: &str, button: &str) {
        let part = |css| self.bar.query_selector(css).ok().flatten();
        if let Some(it) = part("p") {
            it.set_text_content(Some(status));
        }
        if let Some(it) = part("[value=pause]") {
            it.set_text_content(Some(button));
            if button.is_empty() {
                it.remove();
            }
        }
        if button.is_empty()
            && let Some(it) = part("[value=stop]")
        {
            it.set_text_content(Some(CLOSE));
            call(&it, "focus", &[]);
        }
    }

    /// Marks a sentence, in place of the one before, and scrolls to it unless the reader has scrolled away from that.
    fn mark(&mut self, sentence: Option<usize>) {
        let was_seen = self.range.as_ref().is_none_or(|range| {
            let place = place_of(range);
            number(&place, "bottom") > 0.0 && number(&place, "top") < self.top_of_bar()
        });
        self.range = sentence.and_then(|i| self.sentences.get(i)).map(|sentence| {
            let range = call(&document(), "createRange", &[]);
            for (end, (node, at)) in [("setStart", &sentence.from), ("setEnd", &sentence.to)] {
                call(&range, end, &[node.into(), JsValue::from_f64(f64::from(*at))]);
            }
            range
        });
        let highlights = property(&property(&js_sys::global(), "CSS"), "highlights");
        let highlight = self.range.clone().and_then(|range| make("Highlight", range));
        if let Some(marked) = self.marked.take() {
            let _ = marked.remove_attribute(ATTRIBUTE);
        }
        if let Some(highlight) = highlight {
            call(&highlights, "set", &[MARK.into(), highlight]);
        } else {
            call(&highlights, "delete", &[MARK.into()]);
            self.marked = sentence.and_then(|i| self.sentences.get(i)?.from.0.parent_element());
            if let Some(marked) = &self.marked {
                let _ = marked.set_attribute(ATTRIBUTE, "");
            }
        }
        if let Some(range) = self.range.as_ref().filter(|_| was_seen) {
            let (place, bar) = (place_of(range), self.top_of_bar());
            let (top, bottom) = (number(&place, "top"), number(&place, "bottom"));
            if top < 0.0 || bottom > bar {
                // A third of the window above it, as far as there is room: a long sentence in large letters needs it all.
                let above = (bar - bottom + top).min(number(&window(), "innerHeight") / 3.0).max(0.0);
                window().scroll_to_with_x_and_y(0.0, top + number(&window(), "scrollY") - above);
            }
        }
    }

    /// Where the part of the window ends that the bar does not cover. The bar's height depends on the window, on the size of the letters and
    /// on what it says.
    fn top_of_bar(&self) -> f64 {
        number(&place_of(&self.bar), "top")
    }
}

fn place_of(it: &JsValue) -> JsValue {
    call(it, "getBoundingClientRect", &[])
}
