//! A date.

use super::erase::Erase as _;
use leptos::prelude::*;
use trangxa_model::Timestamp;

/// A `<time>` that shows `22/06/2023`. With `time` also the hour and minute where they are known, with `seconds` to the second.
#[component]
pub(crate) fn Date(at: Timestamp, #[prop(optional)] time: bool, #[prop(optional)] seconds: bool) -> impl IntoView {
    let text = if seconds {
        at.date_time_seconds()
    } else if time {
        at.date_and_known_time()
    } else {
        at.date()
    };
    view! { <time datetime=at.rfc3339()>{text}</time> }.erase()
}
