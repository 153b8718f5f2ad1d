//! The plan of a build: every page with its data, and every document that the app fetches.

use crate::archive;
use crate::error::PublishError;
use crate::files::is_remote;
use crate::hosts;
use crate::official_feeds;
use crate::output::{Staging, key};
use crate::partner_files;
use crate::paths::{ALWAYS_WRITTEN, FRAMES, OF_OFFLINE};
use crate::portable::PathIndex;
use crate::preloaded::{
    Excerpt, alerts_only, article_only, bar_only, card_only, dashboard_only, next_days_only, whole,
};
use crate::site_source::{EXCERPT, SiteSource};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use trang_xa::data::{Preloaded, PreloadedContent, address};
use trang_xa::route::Route;
use trangxa_calendar_files as calendar_files;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::feed::{Feed, FullArticle, Listing, PAGE_SIZE, RELATED, shown_at_home};
use trangxa_model::procedures::Procedure;
use trangxa_model::site::{CONTACT_PAGE, DEFAULT_ARTICLES, HomePart, Standing};
use trangxa_model::time::Day;
use trangxa_model::{Article, DocumentError, Html, NewsArchive, OfficialDocuments, Slug, Timestamp};
use trangxa_words::{calendar, calendar_csv, csv, documents_csv, people_csv, procedures_csv};

/// Where the list of procedures is written, wherever it lies in the site folder.
const PROCEDURES: &str = "data/procedures.json";
/// Where the head of the register of official documents is written, likewise.
const DOCUMENTS: &str = "data/documents.json";
/// Where the people are written, likewise.
const PEOPLE: &str = "data/people.json";
/// The most categories that get such a section.
const MAX_SECTIONS: usize = 12;

/// A document to write. Its content is made when it is needed, because those of all articles together would fill the memory.
struct PlannedDocument {
    /// The path below the site's root.
    path: String,
    content: Content,
}

/// What a document is made from.
enum Content {
    /// These bytes.
    Ready(Vec<u8>),
    /// The article with this index in the source.
    Article(usize),
    /// The standing page with this index in the source.
    Standing(usize),
    /// The procedure with this index in the plan.
    Procedure(usize),
    /// The official document with this index in the register.
    Official(usize),
    /// The official documents with these indices in the register.
    OfficialIndex(Vec<usize>),
    /// A page of a list.
    List(ListPage),
    /// A page of the archive.
    Archive(NewsArchive),
}

/// A page of a list.
struct ListPage {
    /// The indices of the articles that it shows.
    shown: Vec<usize>,
    /// The page, from 1, how many pages there are, and how many articles on all of them.
    place: Listing,
    /// The address of the next page's document.
    next_url: Option<String>,
    /// The indices of the articles that only the home page shows; `None` in all documents but that of the home page.
    more: Option<Vec<usize>>,
}

/// A page to write.
pub(crate) struct PlannedPage {
    /// The page's address.
    pub route: Route,
    /// The index of the page's own document in the plan; `None` for a page without one.
    document: Option<usize>,
    /// The address from which the app fetches the document, where that is not the written copy: a feed on another host.
    remote: Option<String>,
    /// The index of the page's article in the source; `None` for other pages.
    pub article: Option<usize>,
}

impl PlannedPage {
    /// A page without a document of its own.
    fn without_document(route: Route) -> Self {
        Self { route, document: None, remote: None, article: None }
    }

    /// The path of the page's file below the site's root.
    pub(crate) fn file(&self) -> String {
        match self.route {
            Route::NotFound => self.route.path(),
            _ => format!("{}index.html", self.route.path()),
        }
    }
}

/// The documents of a site, and the pages without their HTML.
pub(crate) struct Plan {
    documents: Vec<PlannedDocument>,
    /// The fingerprints of the documents, in the same order. Empty before they are written.
    fingerprints: Vec<String>,
    /// The excerpt of each article in the source.
    excerpts: Vec<Option<String>>,
    /// The indices of the articles that are related to each article in the source.
    related: Vec<Vec<usize>>,
    pages: Vec<PlannedPage>,
    /// The documents that most pages contain besides their own.
    common: Vec<Preloaded>,
    /// The visitor counters, which every page contains.
    visits: Option<Preloaded>,
    /// What every page shows of the office, and the alerts.
    office: Vec<Preloaded>,
    /// The procedures as they are published.
    procedures: Vec<Procedure>,
    /// The document of the whole office, which only the page with the contact data contains.
    whole_office: Option<Preloaded>,
    /// What the home page contains of the calendar.
    next_days: Option<Preloaded>,
    /// The figures that the dashboard contains.
    tthc: Option<Preloaded>,
    /// The paths of the files for partner sites that depend on figures.
    partner_files: Vec<&'static str>,
}

impl Plan {
    /// Plans the pages and documents of a site.
    pub(crate) fn new(source: &SiteSource, now: Timestamp) -> Self {
        let office = source.registers.office.as_ref();
        let mut plan = Self {
            documents: Vec::new(),
            fingerprints: Vec::new(),
            excerpts: source.articles.par_iter().map(|article| article.excerpt(EXCERPT)).collect(),
            related: Vec::with_capacity(source.articles.len()),
            pages: Vec::new(),
            common: Vec::new(),
            visits: source.visits.as_ref().map(|file| preloaded(whole(file), PreloadedContent::Visits)),
            office: office_excerpts(source, now),
            procedures: source.registers.procedures(source.figures()),
            whole_office: office.map(|file| preloaded(whole(file), PreloadedContent::Untyped)),
            next_days: next_days(source, now),
            tthc: source.tthc.as_ref().map(|file| preloaded(dashboard_only(file), PreloadedContent::Tthc)),
            partner_files: partner_files::paths(source).collect(),
        };
        plan.add(address::SITE.to_owned(), Content::Ready(source.site_json.to_string().into_bytes()));
        for (path, bytes) in [
            source.tthc.as_ref().map(|file| (&file.path, &file.bytes)),
            source.visits.as_ref().map(|file| (&file.path, &file.bytes)),
            office.map(|file| (&file.path, &file.bytes)),
            source.registers.alerts.as_ref().map(|file| (&file.path, &file.bytes)),
        ]
        .into_iter()
        .flatten()
        {
            plan.add(path.clone(), Content::Ready(bytes.clone()));
        }
        if let Some(file) = &source.tthc {
            plan.add(address::TTHC_TABLE.to_owned(), Content::Ready(csv::write(&file.value).into_bytes()));
            plan.common.push(preloaded(card_only(file), PreloadedContent::Tthc));
        }
        plan.common.extend(plan.visits.clone());

        let all: Vec<usize> = (0..source.articles.len()).collect();
        plan.list(source, &Route::News { page: 1 }, &all);
        let mut by_category: HashMap<&Slug, Vec<usize>> = HashMap::new();
        for (i, article) in source.articles.iter().enumerate() {
            if let Some(id) = &article.category {
                by_category.entry(id).or_default().push(i);
            }
        }
        for category in &source.categories {
            let members = by_category.get(&category.id).map(Vec::as_slice).unwrap_or_default();
            plan.list(source, &Route::Category { id: category.id.clone(), page: 1 }, members);
        }
        let place_in_category: HashMap<usize, usize> =
            by_category.values().flat_map(|members| members.iter().enumerate().map(|(place, i)| (*i, place))).collect();
        for (i, article) in source.articles.iter().enumerate() {
            let members =
                article.category.as_ref().and_then(|id| by_category.get(id)).map(Vec::as_slice).unwrap_or_default();
            let place = place_in_category.get(&i).copied().unwrap_or(0);
            plan.related.push(related(members, place).collect());
            let document = plan.add(address::item(&article.slug), Content::Article(i));
            let route = Route::Article(article.slug.clone());
            plan.pages.push(PlannedPage {
                document: Some(document),
                article: Some(i),
                ..PlannedPage::without_document(route)
            });
        }
        for (i, page) in source.site.pages.iter().enumerate().take(source.standing.len()) {
            let document = plan.add(address::standing(&page.id), Content::Standing(i));
            let route = Route::Standing(page.id.clone());
            plan.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(route) });
        }
        plan.add_procedures(source);
        plan.add_documents(source);
        plan.add_calendar(source, now);
        plan.add_people(source);
        if source.site.data.tthc.is_some() {
            plan.pages.push(PlannedPage::without_document(Route::Tthc));
        }
        plan.add_archive(source);
        for route in [Route::Search, Route::SiteMap, Route::Embed, Route::NotFound] {
            plan.pages.push(PlannedPage::without_document(route));
        }
        plan
    }

    /// Writes the documents of a site. The fingerprints of the plan, its pages and its documents are known afterwards.
    pub(crate) fn write_documents(&mut self, source: &SiteSource, staging: &Staging) -> Result<(), PublishError> {
        let write = |document: &PlannedDocument| match &document.content {
            Content::Ready(bytes) => staging.write(&document.path, bytes),
            content => staging.write(&document.path, self.json(source, content).to_string().as_bytes()),
        };
        self.fingerprints = self.documents.par_iter().map(write).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// The JSON of a document; null for one that is no JSON.
    fn json(&self, source: &SiteSource, content: &Content) -> Value {
        match content {
            Content::Ready(bytes) => serde_json::from_slice(bytes).unwrap_or_default(),
            Content::Article(i) => self.article(source, *i),
            Content::Standing(i) => {
                let page = &source.site.pages[*i];
                json!({"id": page.id.as_str(), "title": page.title, "content_html": source.standing[*i]})
            }
            Content::Procedure(i) => self.procedures[*i].to_json(),
            Content::Official(i) => register(source).map_or(Value::Null, |it| it.documents[*i].to_json()),
            Content::OfficialIndex(places) => register(source).map_or(Value::Null, |it| it.to_index_json(places)),
            Content::List(list) => self.list_page(source, list),
            Content::Archive(archive) => archive.to_json(),
        }
    }

    /// The document of an article, with its neighbours.
    fn article(&self, source: &SiteSource, i: usize) -> Value {
        let article = &source.articles[i];
        let neighbour = |i: Option<usize>| i.and_then(|i| source.articles.get(i)).map(mention);
        let full = FullArticle {
            previous: neighbour(Some(i + 1)),
            next: neighbour(i.checked_sub(1)),
            related: self.related[i].iter().map(|i| self.summary(source, *i)).collect(),
            ..FullArticle::alone(without_text(article))
        };
        let mut json = full.to_json();
        if let Some(Html::Clean(html)) = &article.content {
            json["content_html"] = Value::from(html.as_str());
        }
        json
    }

    fn list_page(&self, source: &SiteSource, list: &ListPage) -> Value {
        let items = |indices: &[usize]| indices.iter().map(|i| self.summary(source, *i).to_json()).collect::<Vec<_>>();
        let mut json = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": source.site.name,
            "language": source.site.language,
            "home_page_url": source.site.base_url,
            "items": items(&list.shown),
            "_trangxa": list.place.to_json(),
        });
        if let Some(next) = &list.next_url {
            json["next_url"] = next.as_str().into();
        }
        if let Some(more) = &list.more {
            json["_trangxa"]["more"] = items(more).into();
        }
        json
    }

    /// The members of an article that lists show.
    fn summary(&self, source: &SiteSource, i: usize) -> Article {
        let article = &source.articles[i];
        Article {
            summary: self.excerpts[i].clone(),
            image: article.image.clone(),
            srcset: article.srcset.clone(),
            tags: article.tags.iter().take(1).cloned().collect(),
            ..mention(article)
        }
    }

    /// The pages to write.
    pub(crate) fn pages(&self) -> &[PlannedPage] {
        &self.pages
    }

    /// The documents that a page contains: its own first, then those of its card and counters.
    pub(crate) fn snapshot_of(&self, page: &PlannedPage, source: &SiteSource) -> Result<Vec<Preloaded>, DocumentError> {
        let mut documents = Vec::new();
        if let Some(i) = page.document {
            let PlannedDocument { path, content } = &self.documents[i];
            documents.extend(self.content_of(source, path, content)?.map(|content| Preloaded {
                path: page.remote.as_ref().unwrap_or(path).clone(),
                fingerprint: self.fingerprints[i].clone(),
                partial: page.remote.is_some(),
                content,
            }));
        }
        let is_contact = matches!(&page.route, Route::Standing(id) if id.as_str() == CONTACT_PAGE);
        let whole = self.whole_office.as_ref().filter(|_| is_contact);
        match page.route {
            Route::Tthc => documents.extend(self.tthc.iter().chain(&self.visits).cloned()),
            // The desks stand where other pages have the card.
            Route::Standing(_) if whole.is_some() => documents.extend(self.visits.clone()),
            Route::SiteMap
            | Route::NotFound
            | Route::Procedures
            | Route::Procedure(_)
            | Route::OfficialDocuments { .. }
            | Route::OfficialDocument(_)
            | Route::Calendar
            | Route::People
            | Route::Search
            | Route::NewsArchive { .. } => {
                documents.extend(self.visits.clone());
            }
            _ => documents.extend_from_slice(&self.common),
        }
        if page.route == Route::Home {
            documents.extend(self.next_days.clone());
        }
        let is_replaced = |it: &&Preloaded| whole.is_some_and(|whole| whole.path == it.path);
        documents.extend(self.office.iter().filter(|it| !is_replaced(it)).chain(whole).cloned());
        Ok(documents)
    }

    /// What a page contains of its own document. It is read from the document as it is written, so that the page shows what the program
    /// would fetch. `None` for the documents that are the same for all pages.
    fn content_of(
        &self,
        source: &SiteSource,
        path: &str,
        content: &Content,
    ) -> Result<Option<PreloadedContent>, DocumentError> {
        let (file, json) = (&format!("{}{path}", source.base), self.json(source, content));
        let is_calendar = source.registers.calendar.as_ref().is_some_and(|it| it.path == path);
        Ok(Some(match content {
            Content::Ready(_) if [PROCEDURES, PEOPLE].contains(&path) || is_calendar => PreloadedContent::Untyped(json),
            Content::Ready(_) => return Ok(None),
            Content::Archive(_) | Content::Procedure(_) | Content::Official(_) | Content::OfficialIndex(_) => {
                PreloadedContent::Untyped(json)
            }
            Content::Article(_) => {
                let mut item = article_only(&source.site, FullArticle::from_json(file, json)?);
                item.article.content = item.article.content.map(cleaned);
                PreloadedContent::Item(Box::new(item))
            }
            Content::Standing(_) => {
                let page = Standing::from_json(file, json)?;
                PreloadedContent::Standing(Standing { content: page.content.map(cleaned), ..page })
            }
            Content::List(_) => PreloadedContent::List(Feed::from_json(file, json)?),
        }))
    }

    /// The paths of all files of a built site, except those copied from the site folder and from the app.
    pub(crate) fn files(&self) -> HashSet<String> {
        let documents = self.documents.iter().map(|document| document.path.clone());
        documents
            .chain(self.pages.iter().map(PlannedPage::file))
            .chain(ALWAYS_WRITTEN.iter().chain(&OF_OFFLINE).chain(&self.partner_files).map(|path| (*path).to_owned()))
            .chain(hosts::paths().map(str::to_owned))
            .collect()
    }

    /// The same paths, and the folder of the frames, to find files whose names differ from these only in spelling.
    pub(crate) fn names(&self) -> PathIndex {
        let files = self.files();
        PathIndex::of(files.iter().map(String::as_str).chain([FRAMES.trim_end_matches('/')]))
    }

    /// A fingerprint of all documents.
    pub(crate) fn fingerprint(&self) -> String {
        key(self.fingerprints.iter().map(String::as_str))
    }

    /// A fingerprint of everything that a page is made from. `shared` is the fingerprint of what all pages are made from.
    pub(crate) fn key(&self, page: &PlannedPage, shared: &str) -> String {
        let own = page.document.map(|i| self.fingerprints[i].as_str()).unwrap_or_default();
        let of = |document: Option<&Preloaded>| document.map(|it| it.fingerprint.clone()).unwrap_or_default();
        let (figures, visits) = (of(self.tthc.as_ref()), of(self.visits.as_ref()));
        key([shared, &page.route.path(), own, &figures, &visits])
    }

    /// A fingerprint of what a page says itself, whatever is published around it.
    pub(crate) fn content_key(&self, page: &PlannedPage) -> String {
        match page.document {
            Some(i) => self.fingerprints[i].clone(),
            None => self.tthc.as_ref().map(|it| it.fingerprint.clone()).unwrap_or_default(),
        }
    }

    /// Adds the list of procedures, its table, and the page and document of each procedure.
    fn add_procedures(&mut self, source: &SiteSource) {
        let Some(file) = &source.registers.procedures else { return };
        let index = file.value.to_index_json().to_string().into_bytes();
        let document = self.add(PROCEDURES.to_owned(), Content::Ready(index));
        self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(Route::Procedures) });
        let table = procedures_csv::write(&self.procedures);
        self.add(address::PROCEDURES_TABLE.to_owned(), Content::Ready(table.into_bytes()));
        for i in 0..self.procedures.len() {
            let id = self.procedures[i].id.clone();
            let document = self.add(address::procedure(&id), Content::Procedure(i));
            let route = Route::Procedure(id);
            self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(route) });
        }
    }

    /// Adds the head of the register of official documents, its table, and a page and a document of each year and of each entry.
    fn add_documents(&mut self, source: &SiteSource) {
        let Some(file) = &source.registers.documents else { return };
        let register = &file.value;
        let mut page = |content: Content, path: String, route: Route| {
            let document = self.add(path, content);
            self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(route) });
        };
        let head = Content::OfficialIndex(register.head());
        page(head, DOCUMENTS.to_owned(), Route::OfficialDocuments { year: None });
        for (year, places) in register.by_year() {
            let route = Route::OfficialDocuments { year: Some(year) };
            page(Content::OfficialIndex(places), address::official_year(year), route);
        }
        for (i, document) in register.documents.iter().enumerate() {
            let route = Route::OfficialDocument(document.id.clone());
            page(Content::Official(i), address::official_document(&document.id), route);
        }
        let table = documents_csv::write(register);
        self.add(address::DOCUMENTS_TABLE.to_owned(), Content::Ready(table.into_bytes()));
        self.add(address::DOCUMENTS_RSS.to_owned(), Content::Ready(official_feeds::rss(source, register).into_bytes()));
        let feed = official_feeds::json(source, register).to_string();
        self.add(address::DOCUMENTS_FEED.to_owned(), Content::Ready(feed.into_bytes()));
    }

    /// Adds the calendar, its page, its table, and the files to subscribe to: of all entries, and of each kind.
    fn add_calendar(&mut self, source: &SiteSource, now: Timestamp) {
        let Some(file) = &source.registers.calendar else { return };
        let document = self.add(file.path.clone(), Content::Ready(file.bytes.clone()));
        self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(Route::Calendar) });
        let table = calendar_csv::write(&file.value);
        self.add(address::CALENDAR_TABLE.to_owned(), Content::Ready(table.into_bytes()));
        let site = &source.site;
        let url = Route::Calendar.href(&site.base_url);
        let host = site.host();
        let kinds = file.value.kinds();
        let files = kinds.iter().map(|(kind, name)| (Some(kind), *name, address::calendar_file(kind)));
        for (kind, name, path) in
            std::iter::once((None, calendar::HEADLINE, address::CALENDAR_FILE.to_owned())).chain(files)
        {
            let name = format!("{name} – {}", site.short_name());
            let options = calendar_files::Options { kind, name: &name, host, url: Some(&url), today: Day::of(now) };
            let text = calendar_files::write_ics(&file.value, &options);
            self.add(path, Content::Ready(text.into_bytes()));
        }
    }

    /// Adds the people of the unit, their page and their table.
    fn add_people(&mut self, source: &SiteSource) {
        let Some(people) = &source.people else { return };
        let json = people.to_json().to_string();
        let document = self.add(PEOPLE.to_owned(), Content::Ready(json.into_bytes()));
        self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(Route::People) });
        let table = people_csv::write(people);
        self.add(address::PEOPLE_TABLE.to_owned(), Content::Ready(table.into_bytes()));
    }

    /// Adds the archive: a page of all years, a page of each year, and of each month.
    fn add_archive(&mut self, source: &SiteSource) {
        for (year, month, archive) in archive::pages(&source.articles) {
            let document = self.add(address::news_archive(year, month), Content::Archive(archive));
            let route = Route::NewsArchive { year, month };
            self.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(route) });
        }
    }

    /// Adds a document and returns its index.
    fn add(&mut self, path: String, content: Content) -> usize {
        self.documents.push(PlannedDocument { path, content });
        self.documents.len() - 1
    }

    /// Adds the pages of a list and their documents. The first document of all news also is that of the home page.
    fn list(&mut self, source: &SiteSource, first: &Route, members: &[usize]) {
        let total = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let pages = u32::try_from(members.len().div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX);
        for page in 1..=pages {
            let route = first.at_page(page).unwrap_or_else(|| first.clone());
            let Some(path) = list_path(source, &route) else { continue };
            let from = (page as usize - 1) * PAGE_SIZE;
            let shown = members[from..members.len().min(from + PAGE_SIZE)].to_vec();
            let next = (page < pages).then(|| first.at_page(page + 1)).flatten();
            let next = next.and_then(|route| list_path(source, &route));
            let is_feed = route == Route::News { page: 1 };
            let list = ListPage {
                place: Listing { page, pages, total, open: false },
                next_url: next.map(|next| format!("{}{next}", source.base)),
                more: is_feed.then(|| sections(source, shown.len()).collect()),
                shown,
            };
            let document = self.add(path, Content::List(list));
            let remote = Some(&source.site.data.articles).filter(|path| is_feed && is_remote(path)).cloned();
            for route in is_feed.then_some(Route::Home).into_iter().chain([route]) {
                let remote = remote.clone();
                self.pages.push(PlannedPage {
                    document: Some(document),
                    remote,
                    ..PlannedPage::without_document(route)
                });
            }
        }
    }
}

/// The register of official documents.
fn register(source: &SiteSource) -> Option<&OfficialDocuments> {
    source.registers.documents.as_ref().map(|file| &file.value)
}

/// What every page contains of the office and the alerts: the first unit, the days with other hours from `now` on, and the alerts that have
/// not ended.
fn office_excerpts(source: &SiteSource, now: Timestamp) -> Vec<Preloaded> {
    let office = source.registers.office.as_ref();
    let office = office.map(|file| preloaded(bar_only(file, now), PreloadedContent::Untyped));
    let alerts = source.registers.alerts.as_ref();
    let alerts = alerts.map(|file| preloaded(alerts_only(file, now), PreloadedContent::Untyped));
    office.into_iter().chain(alerts).collect()
}

/// What the home page contains of the calendar, where it shows its next days.
fn next_days(source: &SiteSource, now: Timestamp) -> Option<Preloaded> {
    let is_shown = source.site.home_parts().contains(&HomePart::Calendar);
    let file = source.registers.calendar.as_ref().filter(|_| is_shown)?;
    Some(preloaded(next_days_only(file, now), PreloadedContent::Untyped))
}

/// Marks a text as clean: the documents of a build have clean texts.
fn cleaned(text: Html) -> Html {
    Html::Clean(text.into_string())
}

/// A document of many pages' snapshots.
fn preloaded(excerpt: Excerpt, content: fn(Value) -> PreloadedContent) -> Preloaded {
    let Excerpt { path, fingerprint, partial, json } = excerpt;
    Preloaded { path, fingerprint, partial, content: content(json) }
}

/// The path at which a list's document is written; `None` for a route without a list. The copy of a feed on another host is written
/// at the default path.
fn list_path(source: &SiteSource, route: &Route) -> Option<String> {
    let path = address::list(&source.site, route)?;
    Some(if is_remote(&path) { DEFAULT_ARTICLES.to_owned() } else { path })
}

/// An article without its text, which is long.
fn without_text(article: &Article) -> Article {
    Article {
        summary: article.summary.clone(),
        url: article.url.clone(),
        image: article.image.clone(),
        srcset: article.srcset.clone(),
        modified: article.modified,
        changes: article.changes.clone(),
        authors: article.authors.clone(),
        tags: article.tags.clone(),
        source: article.source.clone(),
        origin_unit: article.origin_unit.clone(),
        audio: article.audio.clone(),
        attachments: article.attachments.clone(),
        ..mention(article)
    }
}

/// The members of an article that a link to it shows.
fn mention(article: &Article) -> Article {
    Article {
        id: article.id.clone(),
        published: article.published,
        category: article.category.clone(),
        item: article.item.clone(),
        ..Article::titled(article.slug.clone(), article.title.clone())
    }
}

/// The indices of the articles next to the one at `place` in its category: older ones first, then newer ones if there are too few.
fn related(members: &[usize], place: usize) -> impl Iterator<Item = usize> {
    let older = members.iter().skip(place + 1).take(RELATED);
    let newer = members[..place.min(members.len())].iter().rev();
    older.chain(newer).take(RELATED).copied()
}

/// The indices of each category's newest articles that the home page shows and that are not among the first `shown` of all.
fn sections(source: &SiteSource, shown: usize) -> impl Iterator<Item = usize> {
    let of_category = move |id: &Slug| {
        let is_member = move |article: &Article| article.category.as_ref() == Some(id);
        let already = source.articles[..shown].iter().filter(|article| is_member(article)).count();
        let rest = source.articles.iter().enumerate().skip(shown).filter(|(_, article)| is_member(article));
        rest.take(shown_at_home(id).saturating_sub(already)).map(|(i, _)| i).collect::<Vec<_>>()
    };
    source.site.categories.iter().take(MAX_SECTIONS).flat_map(move |category| of_category(&category.id))
}
