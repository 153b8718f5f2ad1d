//! The form in which a webmaster chooses what the widget shows, and how.

use super::options::{Theme, WidgetOptions, parts};
use crate::data::Store;
use leptos::prelude::*;
use trangxa_embed::WidgetPart;
use trangxa_embed::snippets::HEADLINES;
use trangxa_model::Language;

/// The widget's own accent colour, which a snippet does not have to name.
const ACCENT: &str = "#1f6b57";

/// A value of a list: its name in the markup, its label, and what choosing it changes.
type Choice = (&'static str, &'static str, fn(&mut WidgetOptions));

/// The lists: their names, their labels and their choices, the default first.
const LISTS: [(&str, &str, &[Choice]); 3] = [
    (
        "theme",
        "Màu nền",
        &[
            ("auto", "Theo máy người xem", |it| it.theme = Theme::Auto),
            ("light", "Sáng", |it| it.theme = Theme::Light),
            ("dark", "Tối", |it| it.theme = Theme::Dark),
        ],
    ),
    (
        "density",
        "Cỡ chữ",
        &[("normal", "Thường", |it| it.is_compact = false), ("compact", "Gọn", |it| it.is_compact = true)],
    ),
    (
        "lang",
        "Ngôn ngữ",
        &[("vi", "Tiếng Việt", |it| it.is_english = false), ("en", "English", |it| it.is_english = true)],
    ),
];

/// The widths of the preview, each with a class in the style sheet.
const WIDTHS: &[Choice] = &[
    ("", "Theo chỗ đặt", |it| it.width = None),
    ("280", "280", |it| it.width = Some(280)),
    ("340", "340", |it| it.width = Some(340)),
    ("480", "480", |it| it.width = Some(480)),
    ("640", "640", |it| it.width = Some(640)),
];

/// The form. Shown once the program runs.
pub fn form(store: &Store, options: &ArcRwSignal<WidgetOptions>) -> AnyView {
    let boxes: Vec<_> = parts(store)
        .map(|part| {
            let (toggled, shown) = (options.clone(), options.clone());
            let is_checked = options.with_untracked(|options| options.shows(part));
            view! {
                <label>
                    <input
                        type="checkbox"
                        value=part.name()
                        checked=is_checked
                        // A widget shows at least one part.
                        disabled=move || shown.with(|options| options.shows_only(part))
                        on:input=move |_| toggled.update(|options| options.toggle(part))
                    />
                    <span>{part.title(Language::Vietnamese)}</span>
                </label>
            }
        })
        .collect();
    let lists: Vec<_> = LISTS.into_iter().map(|(name, label, choices)| list(options, name, label, choices)).collect();
    let width = list(options, "width", "Bề rộng (xem trước, khung đơn)", WIDTHS);
    let headlines = {
        let options = options.clone();
        move || {
            let number = options.with(|it| it.shows(WidgetPart::News).then_some(it.headlines.unwrap_or(HEADLINES)))?;
            let set = setter(&options, |options, value| options.headlines = value.parse().ok());
            Some(view! {
                <label>
                    "Số tin " <input type="number" min="1" max="10" name="n" value=number.to_string() on:input=set/>
                </label>
                " "
            })
        }
    };
    let height = {
        let (store, options) = (store.clone(), options.clone());
        // The usual height of the content, until the webmaster names one.
        move || options.with(|it| it.snippet_options(&store, &it.show(), "", "").frame_height()).to_string()
    };
    let set_height = setter(options, |options, value| options.height = value.parse().ok());
    let set_accent = setter(options, |options, value| options.accent = Some(value).filter(|value| value != ACCENT));
    view! {
        <div class="picker live">
            <fieldset><legend>"Nội dung"</legend>{boxes}</fieldset>
            <p>
                {lists}
                {headlines}
                {width}
                <label>
                    "Chiều cao " <input type="number" min="100" max="3000" name="height" value=height on:input=set_height/>
                </label>
                " "
                <label>"Màu viền " <input type="color" name="accent" value=ACCENT on:input=set_accent/></label>
            </p>
        </div>
    }
    .into_any()
}

/// A list of choices.
fn list(
    options: &ArcRwSignal<WidgetOptions>,
    name: &'static str,
    label: &'static str,
    choices: &'static [Choice],
) -> AnyView {
    let options = options.clone();
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some((.., change)) = choices.iter().find(|(name, ..)| *name == value) {
            options.update(change);
        }
    };
    let choices: Vec<_> =
        choices.iter().map(|(value, label, _)| view! { <option value=*value>{*label}</option> }).collect();
    view! { <label>{label}" "<select name=name on:input=choose>{choices}</select></label>" " }.into_any()
}

/// An event handler that changes the options by the value of its field.
fn setter(
    options: &ArcRwSignal<WidgetOptions>,
    change: fn(&mut WidgetOptions, String),
) -> impl Fn(leptos::ev::Event) + use<> {
    let options = options.clone();
    move |event| options.update(|options| change(options, event_target_value(&event)))
}
