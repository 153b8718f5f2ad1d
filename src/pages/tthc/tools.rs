//! What can be done with the figures: save, print, pause.

use super::dashboard::Dashboard;
use crate::browser::{download, page};
use crate::components::Erase as _;
use crate::components::PauseButton;
use crate::components::handlers::on_click;
use crate::data::address;
use leptos::prelude::*;
use trangxa_words::csv;

/// Links that save the figures as CSV and JSON, and buttons that print the page and pause its renewal. Empty until there are
/// figures.
///
/// The publisher writes the table. Once the program has all the figures it makes the table itself, because what the page
/// shows may be newer.
pub(crate) fn tools(dashboard: Dashboard) -> AnyView {
    view! { <div class="tools noprint">{move || content(&dashboard).unwrap_or_else(|| ().into_any())}</div> }.erase()
}

fn content(dashboard: &Dashboard) -> Option<AnyView> {
    let tthc = dashboard.live.value()?;
    let table = format!("{}{}", dashboard.store.base(), address::TTHC_TABLE);
    let json = dashboard.live.url().to_owned();
    let live = dashboard.live.clone();
    let save = on_click(move |event| {
        if live.is_whole() {
            event.prevent_default();
            download::save("tthc.csv", "text/csv;charset=utf-8", &csv::write(&tthc));
        }
    });
    let content = view! {
        <a class="button" href=table download="tthc.csv" on:click=save>"Tải bảng CSV"</a>
        <a class="button" href=json download="tthc.json">"Tải JSON"</a>
        <button class="button live" type="button" on:click=on_click(|_| page::print())>"In trang"</button>
        <PauseButton/>
    }
    .erase();
    Some(content)
}
