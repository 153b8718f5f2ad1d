//! What can be done with the figures: save, print, pause.

use super::dashboard::Dashboard;
use crate::browser::{download, page};
use crate::components::PauseButton;
use crate::data::address;
use leptos::prelude::*;
use trangxa_model::tthc::csv;

/// Links that save the figures as CSV and JSON, and buttons that print the page and pause its renewal. Empty until there are
/// figures.
///
/// The publisher writes the table. Once the program has all the figures it makes the table itself, because what the page
/// shows may be newer.
pub fn tools(dashboard: Dashboard) -> AnyView {
    let content = move || {
        let tthc = dashboard.live.value()?;
        let table = format!("{}{}", dashboard.store.base(), address::TTHC_TABLE);
        let json = dashboard.live.url().to_owned();
        let live = dashboard.live.clone();
        let save = move |event: leptos::ev::MouseEvent| {
            if live.is_whole() {
                event.prevent_default();
                download::save("tthc.csv", "text/csv;charset=utf-8", &csv::write(&tthc));
            }
        };
        Some(view! {
            <a class="button" href=table download="tthc.csv" on:click=save>"Tải bảng CSV"</a>
            <a class="button" href=json download="tthc.json">"Tải JSON"</a>
            <button class="button live" type="button" on:click=|_| page::print()>"In trang"</button>
            <PauseButton/>
        })
    };
    view! { <div class="tools noprint">{content}</div> }.into_any()
}
