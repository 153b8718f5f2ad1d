//! What readers see without a network: the worker `sw.js`, the page for an address that a phone has not kept, and the list of the pages
//! that phones keep without being asked. A site with `"offline": false` has none of them, and its pages remove a worker that is there.

use crate::csp::PagePolicy;
use crate::error::PublishError;
use crate::output::{Staging, key};
use crate::page::store_of;
use crate::paths::{OFFLINE_LIST, OFFLINE_PAGE, WORKER};
use crate::plan::Plan;
use crate::site_source::SiteSource;
use crate::style::PageKind;
use crate::template::{Shell, Template};
use serde_json::{Map, Value};
use trang_xa::data::Snapshot;
use trang_xa::route::Route;
use trangxa_clean::text::escape;
use trangxa_model::site::CONTACT_PAGE;
use trangxa_model::{DocumentError, Timestamp};
use trangxa_words::offline as words;

/// How many of the newest articles phones keep.
const NEWEST: usize = 20;

/// Writes the files.
pub(crate) fn publish(
    source: &SiteSource,
    plan: &Plan,
    template: &Template,
    csp: &PagePolicy,
    now: Timestamp,
    staging: &Staging,
) -> Result<(), PublishError> {
    staging.write(WORKER, template.worker(true).as_bytes())?;
    staging.write(OFFLINE_LIST, list(source, plan).to_string().as_bytes())?;
    staging.write(OFFLINE_PAGE, page(source, template, csp, now)?.as_bytes())?;
    Ok(())
}

/// The paths of the pages that phones keep, each with a version that changes with what the page says and with the program.
fn list(source: &SiteSource, plan: &Plan) -> Value {
    let articles = source.articles.iter().take(NEWEST).map(|article| Route::Article(article.slug.clone()));
    let contact = source.site.pages.iter().map(|page| &page.id).filter(|id| id.as_str() == CONTACT_PAGE);
    let popular = source.site.popular.iter().map(|it| Route::Procedure(it.id.clone()));
    let routes: Vec<Route> = [Route::Home, Route::Procedures, Route::Tthc, Route::Calendar, Route::Search]
        .into_iter()
        .chain(contact.map(|id| Route::Standing(id.clone())))
        .chain(popular)
        .chain(articles)
        .collect();
    let pages = routes.iter().filter_map(|route| plan.pages().iter().find(|page| page.route == *route));
    let versions = pages.map(|page| {
        let version = key([trang_xa::BUILD, &plan.content_key(page)]);
        (page.route.path(), Value::from(version.chars().take(8).collect::<String>()))
    });
    Value::Object(versions.collect::<Map<_, _>>())
}

/// The page for an address that is not kept. The worker puts the links to those that are kept into it. It has no program, which would ask the
/// network for the address.
fn page(source: &SiteSource, template: &Template, csp: &PagePolicy, now: Timestamp) -> Result<String, PublishError> {
    let failed = |error: DocumentError| PublishError::Page { page: OFFLINE_PAGE.into(), problem: error.to_string() };
    let site = source.site.clone();
    let snapshot = Snapshot { build: trang_xa::BUILD.to_owned(), built_at: now, site, documents: Vec::new() };
    let store = store_of(&source.base, snapshot).map_err(failed)?;
    // The panel of the reading aids is a part of the program; what was chosen in it holds here, too.
    let app =
        replaced(&trang_xa::app::render(&store, &Route::NotFound), "<button class=\"button aids", "</button>", "");
    let main = format!(
        "<main id=\"noi-dung\"><div class=\"page\"><div class=\"column\"><h1>{}</h1><p>{}</p><p><a class=\"button\" href=\"\">{}</a></p>\
         <h2>{}</h2><ul class=\"tree\"><!--kept--></ul></div></div></main>",
        words::HEADLINE,
        words::NOT_KEPT,
        words::AGAIN,
        words::PAGES
    );
    let sheet = template.style().of(PageKind::Text);
    let head = format!(
        "<meta http-equiv=\"content-security-policy\" content=\"{}\">\n<title>{} – {}</title>\n<meta name=\"robots\" content=\"noindex\">",
        escape(&csp.for_meta(sheet)),
        words::HEADLINE,
        escape(&source.site.name)
    );
    let shell = Shell { base: &source.base, language: &source.site.language, is_offline: true };
    Ok(template.without_program(shell, [&head, &sheet.css], &replaced(&app, "<main", "</main>", &main)))
}

/// The markup with something else in the place of what is from `start` to `end`.
fn replaced(markup: &str, start: &str, end: &str, with: &str) -> String {
    let parts = markup.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    parts.map_or_else(|| markup.to_owned(), |(before, after)| [before, with, after].concat())
}
