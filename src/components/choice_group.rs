//! A group of radio buttons or check boxes.

use super::erase::Erase as _;
use super::handlers::on_input;
use leptos::prelude::*;

/// One choice of a [`ChoiceGroup`].
pub(crate) struct Choice {
    /// Its value in the markup.
    pub value: String,
    /// What it is called.
    pub label: &'static str,
    /// Whether it is chosen.
    pub is_checked: bool,
    /// Whether the reader cannot change it.
    pub is_disabled: bool,
}

/// Choices with a legend. `kind` is `radio` or `checkbox`; `choose` gets the value of the choice that the reader changed.
#[component]
pub(crate) fn ChoiceGroup(
    legend: &'static str,
    kind: &'static str,
    name: &'static str,
    choices: Vec<Choice>,
    choose: Box<dyn Fn(String)>,
) -> impl IntoView {
    let choices: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! {
                <label>
                    <input type=kind name=name value=choice.value prop:checked=choice.is_checked disabled=choice.is_disabled/>
                    <span>{choice.label}</span>
                </label>
            }.erase()
        })
        .collect();
    let on_input = on_input(move |event| choose(event_target_value(&event)));
    view! { <fieldset on:input=on_input><legend>{legend}</legend>{choices}</fieldset> }.erase()
}
