//! The form in which a webmaster chooses what the widget shows, and how.

use super::options::{Theme, WidgetOptions, parts};
use crate::components::Erase as _;
use crate::components::handlers::on_input;
use crate::components::{Choice, ChoiceGroup, SelectList, SelectOption};
use crate::data::Store;
use leptos::prelude::*;
use trangxa_embed::WidgetPart;
use trangxa_embed::snippets::HEADLINES;
use trangxa_words::embed_page::{DENSITIES, LANGUAGES, THEMES};
use trangxa_words::{Language, embed_page};

/// The widget's own accent colour, which a snippet does not have to name.
const ACCENT: &str = "#1f6b57";

/// Reads the value of a control from the options.
type ReadOption = fn(&WidgetOptions) -> String;
/// Changes the options by the value of a control.
type ChangeOption = fn(&mut WidgetOptions, String);

/// A list: its name in the markup, its label, the values with their labels, and what it reads and changes.
struct List(&'static str, &'static str, &'static [(&'static str, &'static str)], ReadOption, ChangeOption);

const LISTS: [List; 3] = [
    List(
        "theme",
        embed_page::THEME,
        &[("auto", THEMES[0]), ("light", THEMES[1]), ("dark", THEMES[2])],
        |options| options.theme.name().to_owned(),
        |options, value| options.theme = Theme::named(&value),
    ),
    List(
        "density",
        embed_page::DENSITY,
        &[("normal", DENSITIES[0]), ("compact", DENSITIES[1])],
        |options| if options.is_compact { "compact" } else { "normal" }.to_owned(),
        |options, value| options.is_compact = value == "compact",
    ),
    List(
        "lang",
        embed_page::LANGUAGE,
        &[("vi", LANGUAGES[0]), ("en", LANGUAGES[1])],
        |options| if options.is_english { "en" } else { "vi" }.to_owned(),
        |options, value| options.is_english = value == "en",
    ),
];

/// The widths of the preview, each with a class in the style sheet.
const WIDTH: List = List(
    "width",
    embed_page::WIDTH,
    &[("", embed_page::WIDTH_OF_PLACE), ("280", "280"), ("340", "340"), ("480", "480"), ("640", "640")],
    |options| options.width.map(|width| width.to_string()).unwrap_or_default(),
    |options, value| options.width = value.parse().ok(),
);

/// The form. Shown once the program runs.
pub(crate) fn form(store: &Store, options: &ArcRwSignal<WidgetOptions>) -> AnyView {
    let (store, signal) = (store.clone(), options.clone());
    view! { <div class="picker live">{move || controls(&store, &signal)}</div> }.erase()
}

fn controls(store: &Store, signal: &ArcRwSignal<WidgetOptions>) -> AnyView {
    let options = signal.get();
    let choices = parts(store).map(|part| Choice {
        value: part.name().to_owned(),
        label: part.title(Language::Vietnamese),
        is_checked: options.shows(part),
        // A widget shows at least one part.
        is_disabled: options.shows_only(part),
    });
    let toggled = signal.clone();
    let toggle = Box::new(move |value: String| {
        if let Some(part) = WidgetPart::named(&value) {
            toggled.update(|options| options.toggle(part));
        }
    });
    let lists: Vec<_> = LISTS.into_iter().map(|it| list(it, signal, &options)).collect();
    let headlines = options.shows(WidgetPart::News).then(|| {
        let number = options.headlines.unwrap_or(HEADLINES).to_string();
        let set = setter(signal, |options, value| options.headlines = value.parse().ok());
        field(embed_page::HEADLINES, "number", "n", Some(["1", "10"]), number, set)
    });
    // The usual height of the content, until the webmaster names one.
    let height = options.snippet_options(store, &options.show(), "", "").frame_height().to_string();
    let set_height = setter(signal, |options, value| options.height = value.parse().ok());
    let accent = options.accent.clone().unwrap_or_else(|| ACCENT.to_owned());
    let set_accent = setter(signal, |options, value| options.accent = Some(value).filter(|value| value != ACCENT));
    view! {
        <ChoiceGroup legend=embed_page::CONTENT kind="checkbox" name="show" choices=choices.collect() choose=toggle/>
        <p>
            {lists}
            {headlines}
            {list(WIDTH, signal, &options)}
            {field(embed_page::HEIGHT, "number", "height", Some(["100", "3000"]), height, set_height)}
            {field(embed_page::ACCENT, "color", "accent", None, accent, set_accent)}
        </p>
    }
    .erase()
}

fn list(
    List(name, label, values, get, set): List,
    signal: &ArcRwSignal<WidgetOptions>,
    options: &WidgetOptions,
) -> AnyView {
    let chosen = get(options);
    let options = values.iter().map(|(value, label)| SelectOption {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        is_selected: chosen == *value,
    });
    let label = format!("{label} ").into_any();
    let choose = setter(signal, set);
    view! { <SelectList label=label name=name options=options.collect() choose=choose/>" " }.erase()
}

/// A field for a number or a colour.
fn field(
    label: &'static str,
    kind: &'static str,
    name: &'static str,
    range: Option<[&'static str; 2]>,
    value: String,
    set: Box<dyn Fn(String)>,
) -> AnyView {
    let on_input = on_input(move |event| set(event_target_value(&event)));
    let [min, max] = range.map_or([None; 2], |range| range.map(Some));
    view! { <label>{label}<input type=kind name=name min=min max=max value=value on:input=on_input/></label>" " }
        .erase()
}

fn setter(signal: &ArcRwSignal<WidgetOptions>, set: ChangeOption) -> Box<dyn Fn(String)> {
    let signal = signal.clone();
    Box::new(move |value| signal.update(|options| set(options, value)))
}
