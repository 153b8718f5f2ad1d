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

/// The picture in the header of each page.
const EMBLEM: &str = "icons/icon.svg";

/// How many of the newest articles phones keep.
const NEWEST: usize = 20;

/// What the files are made from.
pub(crate) struct OfflinePages<'a> {
    pub source: &'a SiteSource,
    pub plan: &'a Plan,
    pub template: &'a Template,
    pub now: Timestamp,
}

impl OfflinePages<'_> {
    /// Writes the files. `of_search` are the files of the search that phones keep, each with its version.
    pub(crate) fn publish(
        &self,
        of_search: Vec<(String, String)>,
        csp: &PagePolicy,
        staging: &Staging,
    ) -> Result<(), PublishError> {
        let page = page(self.source, self.template, csp, self.now)?;
        staging.write(WORKER, self.template.worker(true).as_bytes())?;
        staging.write(OFFLINE_PAGE, page.as_bytes())?;
        let list = self.list(of_search, &page);
        staging.write(OFFLINE_LIST, list.to_string().as_bytes())?;
        Ok(())
    }

    /// The paths of the pages and files that phones keep, each with a version that changes with what it says and with the program. All pages
    /// have the site's name, menu and contacts; an alert is on the pages that a reader without a network comes to first, and would otherwise
    /// have each phone fetch everything anew.
    fn list(&self, of_search: Vec<(String, String)>, offline_page: &str) -> Value {
        let source = self.source;
        let articles = source.articles.iter().take(NEWEST).map(|article| Route::Article(article.slug.clone()));
        let contact = source.site.pages.iter().map(|page| &page.id).find(|id| id.as_str() == CONTACT_PAGE);
        let first: Vec<Route> =
            [Route::Home].into_iter().chain(contact.map(|id| Route::Standing(id.clone()))).collect();
        let popular = source.site.popular.iter().map(|it| Route::Procedure(it.id.clone()));
        let others = [Route::Procedures, Route::Tthc, Route::Calendar, Route::Search];
        let routes = first.iter().cloned().chain(others).chain(popular).chain(articles);
        let text = |bytes: Option<&Vec<u8>>| String::from_utf8_lossy(bytes.map_or(&[], Vec::as_slice)).into_owned();
        let office = text(source.registers.office.as_ref().map(|file| &file.bytes));
        let alerts = text(source.registers.alerts.as_ref().map(|file| &file.bytes));
        let shell = key([trang_xa::BUILD, &source.site_json.to_string(), &office]);
        let pages = routes.filter_map(|route| self.plan.pages().iter().find(|page| page.route == route)).map(|page| {
            let alerts = if first.contains(&page.route) { alerts.as_str() } else { "" };
            (page.route.path(), key([&shell, &self.plan.content_key(page), alerts]))
        });
        let offline_page = (OFFLINE_PAGE.to_owned(), key([&shell, offline_page]));
        let emblem = (EMBLEM.to_owned(), key([trang_xa::BUILD]));
        let files = of_search.into_iter().chain([offline_page, emblem]);
        let short = |version: String| Value::from(version.chars().take(8).collect::<String>());
        Value::Object(pages.chain(files).map(|(path, version)| (path, short(version))).collect::<Map<_, _>>())
    }
}

/// The page for an address that is not kept. The worker puts the links to those that are kept into it. It has no program, which would ask the
/// network for the address.
fn page(source: &SiteSource, template: &Template, csp: &PagePolicy, now: Timestamp) -> Result<String, PublishError> {
    let failed = |error: DocumentError| PublishError::Page { page: OFFLINE_PAGE.into(), problem: error.to_string() };
    let site = source.site.clone();
    let snapshot = Snapshot { build: trang_xa::BUILD.to_owned(), built_at: now, site, documents: Vec::new() };
    let store = store_of(&source.base, snapshot).map_err(failed)?;
    // The panel of the reading aids is a part of the program; what was chosen in it holds here, too.
    let app = trang_xa::app::render(&store, &Route::NotFound);
    let app = replaced(&app, "<button class=\"button aids", "</button>", "");
    // The page of the search is kept, with its program; the archive, to which boxes lead without script, is not.
    let search = format!("role='search' action='{}'", escape(&store.href(&Route::Search)));
    let app = replaced(&app, "role='search' action='", "'", &search);
    // Nothing counts, and nothing is renewed, without the program.
    let app = replaced(&app, "<div class=\"noprint\"><div class=\"counters\">", "</footer>", "</footer>");
    let app = replaced(&app, "<button type=\"button\" name=\"pause\"", "</button>", "");
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
