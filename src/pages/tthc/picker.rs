//! Which period is shown.

use super::shown;
use crate::data::Store;
use crate::route::Chosen;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Kind, Span};

/// Month, quarter, year so far, year, and which; the next one and the one before. Shown once the program runs.
pub fn picker(store: &Store, tthc: &Arc<Tthc>, chosen_kind: RwSignal<Option<Kind>>) -> impl IntoView + use<> {
    let spans = Arc::new(tthc.spans());
    let (here, figures) = (store.clone(), Arc::clone(tthc));
    let current = move || shown(&here, &figures);
    let following = current.clone();
    let kind = move || {
        let span = following()?;
        Some(chosen_kind.get().filter(|kind| kind.holds(span)).unwrap_or(span.kind()))
    };
    let here = store.clone();
    let choose = move |kind: Option<Kind>, span: Span| {
        chosen_kind.set(kind);
        set(&here, span);
    };

    let kinds = {
        let offered = Kind::ALL.into_iter().filter(|kind| spans.iter().any(|span| kind.holds(*span)));
        let radio = |offered: Kind| {
            let (kind, current, choose, spans) = (kind.clone(), current.clone(), choose.clone(), Arc::clone(&spans));
            let is_chosen = move || kind() == Some(offered);
            let pick = move |_| {
                if let Some(span) = current().and_then(|span| offered.nearest(&spans, span.to())) {
                    choose(Some(offered), span);
                }
            };
            view! {
                <label>
                    <input type="radio" name="loai-ky" checked=is_chosen.clone() prop:checked=is_chosen on:change=pick/>
                    <span>{offered.label()}</span>
                </label>
            }
        };
        offered.map(radio).collect::<Vec<_>>()
    };
    let options = {
        let (kind, current, spans) = (kind.clone(), current.clone(), Arc::clone(&spans));
        move || {
            let (kind, current) = (kind()?, current()?);
            let offered = spans.iter().rev().filter(move |span| kind.holds(**span));
            let option = |span: &Span| {
                let is_chosen = *span == current;
                view! { <option value=span.address() selected=is_chosen prop:selected=is_chosen>{span.title()}</option> }
            };
            // One that nothing was published for can still be what an address asks for.
            let missing = (!spans.contains(&current)).then(|| option(&current));
            Some(view! { {missing}{offered.map(option).collect::<Vec<_>>()} })
        }
    };
    let picked = {
        let (kind, choose) = (kind.clone(), choose.clone());
        move |event: leptos::ev::Event| {
            if let Some(span) = Span::parse(&event_target_value(&event)) {
                choose(kind(), span);
            }
        }
    };
    let step = |label: &'static str, class: &'static str, later: bool| {
        let (kind, current, choose, spans) = (kind.clone(), current.clone(), choose.clone(), Arc::clone(&spans));
        let target_kind = kind.clone();
        let target = move || {
            let (kind, current) = (target_kind()?, current()?);
            let mut of_kind = spans.iter().copied().filter(|span| kind.holds(*span));
            if later {
                of_kind.find(|span| span.to() > current.to())
            } else {
                of_kind.rfind(|span| span.to() < current.to())
            }
        };
        let is_end = target.clone();
        let go = move |_| {
            if let Some(span) = target() {
                choose(kind(), span);
            }
        };
        view! { <button class=class type="button" disabled=move || is_end().is_none() on:click=go>{label}</button> }
    };
    let (before, after) = (step("‹ Kỳ trước", "button", false), step("Kỳ sau ›", "button", true));
    view! {
        <form class="picker live noprint">
            <fieldset><legend>"Xem theo"</legend>{kinds}</fieldset>
            <p>
                {before}
                <label><span class="hidden">"Kỳ"</span><select on:change=picked>{options}</select></label>
                {after}
            </p>
        </form>
    }
}

#[cfg(feature = "hydrate")]
fn set(store: &Store, span: Span) {
    crate::browser::navigation::choose(store, Chosen::Span(span));
}

#[cfg(not(feature = "hydrate"))]
fn set(store: &Store, span: Span) {
    store.chosen().set(Chosen::Span(span));
}
