//! The shell around every page.

use crate::components::{ArchiveNotice, Footer, Header, Status};
use crate::data::Store;
use crate::pages;
use crate::route::Route;
use leptos::prelude::*;

/// The whole app, showing the page that `route` says.
#[allow(non_snake_case, reason = "a component, called directly because its arguments are no props of markup")]
pub fn App(store: Store, route: ArcRwSignal<Route>) -> impl IntoView {
    provide_context(store.clone());
    let current = route.clone();
    view! {
        <a class="skip" href="#noi-dung">"Đến nội dung chính"</a>
        <Header current=current/>
        <ArchiveNotice/>
        <main id="noi-dung">{move || pages::show(&store, &route.get())}</main>
        <Footer/>
        <Status/>
    }
}

/// Writes a page as HTML: what goes inside the app's element.
#[cfg(feature = "ssr")]
pub fn render(store: &Store, route: &Route) -> String {
    let owner = Owner::new();
    let html = owner.with(|| App(store.clone(), ArcRwSignal::new(route.clone())).into_view().to_html());
    owner.cleanup();
    html
}
