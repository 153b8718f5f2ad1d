//! The shell around every page: skip link, header, status, footer.

use crate::components::{AlertStrip, ArchiveNotice, Erase as _, Footer, Header, OfficeBar, Status, anew};
use crate::data::Store;
use crate::pages;
use crate::route::Route;
use leptos::prelude::*;

/// Makes a part of the shell.
pub(crate) type Part = Box<dyn FnOnce() -> AnyView>;

/// The whole app, showing the page of `route`: parts that follow each other on the page. The browser joins them one after another. All are
/// to be made under one owner.
pub(crate) fn shell(store: Store, route: ArcRwSignal<Route>) -> [Part; 8] {
    provide_context(store.clone());
    let current = route.clone();
    let mut is_odd = false;
    [
        Box::new(|| view! { <a class="skip" href="#noi-dung">"Đến nội dung chính"</a> }.erase()),
        Box::new(|| view! { <Header current=current/> }.into_any()),
        Box::new(|| view! { <OfficeBar/> }.into_any()),
        Box::new(|| view! { <Status/> }.into_any()),
        Box::new(|| view! { <AlertStrip/> }.into_any()),
        Box::new(|| view! { <ArchiveNotice/> }.into_any()),
        Box::new(move || {
            view! { <main id="noi-dung">{move || anew(pages::show(&store, &route.get()), &mut is_odd, true)}</main> }
                .erase()
        }),
        Box::new(|| view! { <Footer/> }.into_any()),
    ]
}

/// Renders a page to HTML, as the content of the app's element. For the publisher.
#[cfg(feature = "ssr")]
#[must_use]
pub fn render(store: &Store, route: &Route) -> String {
    let owner = Owner::new();
    let parts = || shell(store.clone(), ArcRwSignal::new(route.clone()));
    let html = owner.with(|| parts().into_iter().map(|part| part().to_html()).collect());
    owner.cleanup();
    html
}
