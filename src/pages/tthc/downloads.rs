//! The figures to take along.

use crate::data::{Store, address};
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::Tthc;
#[cfg(feature = "hydrate")]
use trangxa_model::tthc::csv;

/// The name that the table is saved under.
const TABLE: &str = "tthc.csv";

/// Links to the figures as a table and as they are, and a button that prints the page. The publisher writes the table; once
/// the program runs it is made of what the page shows, which may be newer.
pub fn downloads(store: &Store, tthc: Arc<Tthc>) -> impl IntoView + use<> {
    let table = format!("{}{}", store.base(), address::TTHC_TABLE);
    let document = store.tthc().map(|live| live.url().to_owned());
    #[cfg(feature = "hydrate")]
    let (save, print) = {
        use crate::browser::{download, page};
        let save = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            download::save(TABLE, "text/csv;charset=utf-8", &csv::write(&tthc));
        };
        (save, move |_| page::print())
    };
    #[cfg(not(feature = "hydrate"))]
    let (save, print) = {
        let _ = tthc;
        (|_| (), |_| ())
    };
    view! {
        <a class="button" href=table download=TABLE on:click=save>"Tải bảng CSV"</a>
        <a class="button" href=document download="tthc.json">"Tải JSON"</a>
        <button class="button live" type="button" on:click=print>"In trang"</button>
    }
}
