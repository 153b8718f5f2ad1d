//! The panel: a modal dialog behind the page, made when it is opened for the first time.

use crate::browser::page::has_lost_focus;
use gloo_events::EventListener;
use trangxa_browser::{document, window};
use trangxa_markup::{Changes, Markup, draw, morph};
use trangxa_words::reading::{self as words, GROUPS};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, Storage};

/// By what the browser keeps the choices. The line in the head of every page (`reading.js`) reads it.
const KEY: &str = "trangxa-reading";
/// The attribute of the root by which the style sheet knows them.
const ATTRIBUTE: &str = "data-reading";

/// Shows the panel with what holds now.
pub(super) fn show() {
    let known = document().query_selector("dialog.reading").ok().flatten();
    let Some(dialog) = known.or_else(make) else { return };
    follow(&dialog);
    say_whether_kept(&dialog, storage().is_some());
    match dialog.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) => _ = dialog.show_modal(),
        // A browser that does not know dialogs.
        None => _ = dialog.set_attribute("open", ""),
    }
    focus(dialog.query_selector("input:checked").ok().flatten());
}

/// Makes the panel. It stays, so that what listens on it is needed once.
fn make() -> Option<Element> {
    let dialog = document().create_element("dialog").ok()?;
    for (name, value) in [("class", "reading noprint"), ("role", "dialog"), ("aria-labelledby", "cach-doc")] {
        dialog.set_attribute(name, value).ok()?;
    }
    let mut markup = Markup::default();
    draw_panel(&mut markup);
    morph(&dialog, &markup, Changes::Unmarked);
    document().body()?.append_child(&dialog).ok()?;
    let on = |event: &'static str, call: fn(&Element, &Event)| {
        let place = dialog.clone();
        EventListener::new(&dialog, event, move |event| call(&place, event)).forget();
    };
    on("change", changed);
    on("click", clicked);
    on("close", |_, _| {
        // Most browsers do it themselves. The event comes later: meanwhile the headline of another page may have the focus.
        if has_lost_focus() {
            back();
        }
    });
    on("keydown", |dialog, event| {
        // A browser that knows dialogs would close it by itself, too.
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            close(dialog);
        }
    });
    let (other_tab, left) = (dialog.clone(), dialog.clone());
    // The line in the page's head heard it before, and has changed the page.
    EventListener::new(&window(), "storage", move |_| follow(&other_tab)).forget();
    EventListener::new(&window(), "popstate", move |_| close(&left)).forget();
    Some(dialog)
}

fn draw_panel(out: &mut Markup) {
    draw!(out, "<div class='picker'><h2 id='cach-doc'>{}</h2>", words::HEADLINE);
    for group in &GROUPS {
        draw!(out, "<fieldset><legend>{}</legend>", group.legend);
        let kind = if group.is_one { "radio" } else { "checkbox" };
        for (value, label) in group.choices {
            draw!(
                out,
                "<label><input type='{}' name='{}' value='{}'><span>{}</span></label>",
                kind,
                group.name,
                *value,
                *label
            );
        }
        draw!(out, "</fieldset>");
    }
    draw!(out, "<p role='status' class='said hidden'></p><p class='kept' role='status'></p>");
    draw!(
        out,
        "<p class='tools'><button class='button' type='button' name='reset'>{}</button><button class='button' type='button' name='close'>{}</button></p></div>",
        words::RESET,
        words::CLOSE
    );
}

/// The controls of the panel.
fn inputs(dialog: &Element) -> Vec<HtmlInputElement> {
    let found = dialog.query_selector_all("input").ok();
    found.iter().flat_map(|list| (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok())).collect()
}

/// Checks what holds now on the page.
fn follow(dialog: &Element) {
    let chosen = document().document_element().and_then(|root| root.get_attribute(ATTRIBUTE)).unwrap_or_default();
    let names: Vec<&str> = chosen.split(' ').collect();
    for input in inputs(dialog) {
        // Of radio buttons the last one that is checked holds, and what the page has by itself comes first.
        let value = input.value();
        input.set_checked(value.is_empty() || names.contains(&value.as_str()));
    }
}

/// The reader has changed a choice.
fn changed(dialog: &Element, event: &Event) {
    let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
    let (name, value) = (input.name(), input.value());
    let Some(group) = GROUPS.iter().find(|group| group.name == name) else { return };
    let Some((_, label)) = group.choices.iter().find(|(choice, _)| *choice == value) else { return };
    let said = if group.is_one { words::chosen(group.legend, label) } else { words::turned(label, input.checked()) };
    apply(dialog, &said);
}

/// Makes the page follow what is checked, keeps it, and says what has changed.
fn apply(dialog: &Element, said: &str) {
    let checked = inputs(dialog).into_iter().filter(HtmlInputElement::checked).map(|input| input.value());
    let names = checked.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" ");
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(ATTRIBUTE, &names);
    }
    say_whether_kept(dialog, keep(&names).is_some());
    write(dialog, ".said", said);
}

fn say_whether_kept(dialog: &Element, is_kept: bool) {
    write(dialog, ".kept", if is_kept { words::KEPT } else { words::NOT_KEPT });
}

/// `None` where the browser refuses.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Keeps the choices; nothing is kept where nothing is chosen. `None` where the browser refuses.
fn keep(names: &str) -> Option<()> {
    let storage = storage()?;
    if names.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, names) }.ok()
}

fn clicked(dialog: &Element, event: &Event) {
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    match target.get_attribute("name").as_deref() {
        Some("reset") => {
            for input in inputs(dialog) {
                input.set_checked(input.value().is_empty());
            }
            apply(dialog, words::IS_RESET);
        }
        Some("close") => close(dialog),
        // The panel covers all of the dialog: who hits the dialog has pressed beside it.
        _ if target == *dialog => close(dialog),
        _ => {}
    }
}

fn close(dialog: &Element) {
    match dialog.dyn_ref::<HtmlDialogElement>() {
        // Says so by an event.
        Some(dialog) => dialog.close(),
        None if dialog.has_attribute("open") => {
            let _ = dialog.remove_attribute("open");
            back();
        }
        None => {}
    }
}

/// Moves the focus back to the button.
fn back() {
    focus(document().query_selector(".aids").ok().flatten());
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn write(dialog: &Element, css: &str, text: &str) {
    if let Ok(Some(place)) = dialog.query_selector(css) {
        place.set_text_content(Some(text));
    }
}
