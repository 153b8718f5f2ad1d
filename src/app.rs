//! The shell around every page: skip link, header, status, footer.

use crate::components::{ArchiveNotice, Footer, Header, Status, anew};
use crate::data::Store;
use crate::pages;
use crate::route::Route;
use leptos::prelude::*;

/// The whole app, showing the page of `route`.
#[allow(non_snake_case, reason = "a component that is called as a function, from Rust rather than from a view")]
#[must_use]
pub fn App(store: Store, route: ArcRwSignal<Route>) -> impl IntoView {
    provide_context(store.clone());
    let current = route.clone();
    let mut is_odd = false;
    view! {
        <a class="skip" href="#noi-dung">"Đến nội dung chính"</a>
        <Header current=current/>
        <Status/>
        <ArchiveNotice/>
        <main id="noi-dung">{move || anew(pages::show(&store, &route.get()), &mut is_odd, true)}</main>
        <Footer/>
    }
}

/// Renders a page to HTML, as the content of the app's element. For the publisher.
#[cfg(feature = "ssr")]
#[must_use]
pub fn render(store: &Store, route: &Route) -> String {
    let owner = Owner::new();
    let html = owner.with(|| App(store.clone(), ArcRwSignal::new(route.clone())).into_view().to_html());
    owner.cleanup();
    html
}
