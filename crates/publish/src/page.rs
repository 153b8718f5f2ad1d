//! One page, from its data to its HTML.

use crate::hosting::Policy;
use crate::plan::{Plan, PlannedPage};
use crate::source::Source;
use crate::template::{Shell, Template};
use crate::{PublishError, head};
use trang_xa::data::{Snapshot, Store};
use trang_xa::route::Route;
use trangxa_model::Timestamp;

/// Writes a page.
pub fn write(
    page: &PlannedPage,
    plan: &Plan,
    source: &Source,
    template: &Template,
    csp: &Policy,
    now: Timestamp,
) -> Result<String, PublishError> {
    let snapshot = Snapshot {
        build: trang_xa::BUILD.to_owned(),
        built_at: now,
        site: source.site_json.clone(),
        documents: plan.snapshot_of(page),
    };
    let script = snapshot.script();
    let store = Store::from_snapshot(&source.base, snapshot)
        .map_err(|error| PublishError::Page { page: page.file(), problem: error.to_string() })?;
    let app = trang_xa::app::render(&store, &page.route);
    let head = head::write(page, source, &store, csp);
    // The shell stands in for any address: it is joined to none.
    let path = if page.route == Route::NotFound { String::new() } else { page.route.href(&source.base) };
    let shell = Shell { base: &source.base, language: &source.site.language };
    Ok(template.fill(shell, &head, &path, &app, &script))
}
