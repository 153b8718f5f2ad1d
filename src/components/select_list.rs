//! A drop-down list.

use super::erase::Erase as _;
use super::handlers::on_input;
use leptos::prelude::*;

/// One option of a [`SelectList`].
pub(crate) struct SelectOption {
    /// Its value in the markup.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is chosen. Exactly one option of a list is.
    pub is_selected: bool,
}

/// A list with a label, of which the reader chooses one option; `choose` gets its value.
#[component]
pub(crate) fn SelectList(
    label: AnyView,
    name: &'static str,
    options: Vec<SelectOption>,
    choose: Box<dyn Fn(String)>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|option| {
            view! { <option value=option.value prop:selected=option.is_selected>{option.label}</option> }.erase()
        })
        .collect();
    let on_input = on_input(move |event| choose(event_target_value(&event)));
    view! { <label>{label}<select name=name on:input=on_input>{options}</select></label> }.erase()
}
