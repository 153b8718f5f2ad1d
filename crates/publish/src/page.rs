//! Renders one page from its data to its HTML.

use crate::csp::PagePolicy;
use crate::error::PublishError;
use crate::head;
use crate::plan::{Plan, PlannedPage};
use crate::site_source::SiteSource;
use crate::style::PageKind;
use crate::template::{Shell, Template};
use trang_xa::data::{Snapshot, Store};
use trang_xa::parts::Part;
use trang_xa::route::Route;
use trangxa_model::{DocumentError, Timestamp};

/// The HTML of a page: the app's markup, prerendered, and the snapshot from which the app starts in the browser.
pub(crate) fn write(
    page: &PlannedPage,
    plan: &Plan,
    source: &SiteSource,
    template: &Template,
    csp: &PagePolicy,
    now: Timestamp,
) -> Result<String, PublishError> {
    let failed = |error: DocumentError| PublishError::Page { page: page.file(), problem: error.to_string() };
    let snapshot = Snapshot {
        build: trang_xa::BUILD.to_owned(),
        built_at: now,
        site: source.site.clone(),
        documents: plan.snapshot_of(page, source).map_err(failed)?,
    };
    let script = snapshot.script();
    let store = store_of(&source.base, snapshot).map_err(failed)?;
    let app = trang_xa::app::render(&store, &page.route);
    let sheet = template.style().of(PageKind::of(&page.route, &app));
    let head = head::write(page, source, &store, &csp.for_meta(sheet));
    // Hosts serve the 404 page for any unknown address, so it names none.
    let [path, address] = if page.route == Route::NotFound {
        [String::new(), String::new()]
    } else {
        [&source.base, &source.site.base_url].map(|root| page.route.href(root))
    };
    let shell = Shell { base: &source.base, language: &source.site.language, is_offline: source.is_offline };
    let part = Part::of_view(&page.route);
    Ok(template.fill(shell, [&head, &sheet.css], [&path, &address], part, &app, &script))
}

/// The store with which the browser begins on the page.
pub(crate) fn store_of(base: &str, snapshot: Snapshot) -> Result<Store, DocumentError> {
    let store = Store::of_snapshot(base, snapshot.site, snapshot.built_at);
    for document in snapshot.documents {
        store.preload(document, None)?;
    }
    Ok(store)
}
