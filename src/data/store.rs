//! The store: every document the site has shown, and what holds for all of them.

use super::{LiveDocument, Load, Notice, Preloaded, PreloadedContent, StoredDocument, Untyped, UntypedKind, address};
use crate::browser::part;
use crate::parts::Part;
use crate::route::{PeriodChoice, Route};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use trangxa_model::document::{DocumentError, JsonDocument as _};
use trangxa_model::feed::{self, Article, Feed, FullArticle, Listing, MAX_DOCUMENTS};
use trangxa_model::site::{CONTACT_PAGE, HomePart, Standing};
use trangxa_model::visits::VisitsKind;
use trangxa_model::{Site, Slug, Timestamp, Tthc, Visits, tthc, url};
use trangxa_part::in_part;
use trangxa_views::ReaderTime;
use trangxa_words::{Language, archive, calendar, official, people, periods, procedures, search, site as texts};

/// What the reader has chosen on the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DashboardOptions {
    /// The period.
    pub period: PeriodChoice,
    /// The kind of period that the reader chose; `None` until then. January to March can be a quarter or the year so far.
    pub kind: Option<tthc::SpanKind>,
    /// The order of the table of fields; `None` for the order of the source, until the reader sorts it.
    pub order: Option<ColumnOrder>,
}

/// The order of a table that is sorted by one of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnOrder {
    /// The index of the column.
    pub column: usize,
    /// Whether the greatest value comes first.
    pub descending: bool,
}

/// The documents of the site. Cloning it is cheap, and all clones are one store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    base: String,
    /// Whether the publisher wrote this site: its lists and articles have files of their own.
    built: bool,
    /// How the publisher cut the list of all news, if the page's snapshot has it.
    archive: Mutex<Option<Listing>>,
    site: Site,
    began_at: Timestamp,
    clock: ArcRwSignal<Option<Timestamp>>,
    notice: ArcRwSignal<Notice>,
    announcement: ArcRwSignal<String>,
    complaint: ArcRwSignal<String>,
    popular: ArcRwSignal<Value>,
    paused: ArcRwSignal<bool>,
    dashboard_options: ArcRwSignal<DashboardOptions>,
    sought: ArcRwSignal<String>,
    lists: DocumentCache<Feed>,
    items: DocumentCache<FullArticle>,
    standing: DocumentCache<Standing>,
    tthc: Option<LiveDocument<Tthc>>,
    visits: Option<LiveDocument<Visits>>,
    office: Option<LiveDocument<Untyped>>,
    alerts: Option<LiveDocument<Untyped>>,
    procedures: Option<LiveDocument<Untyped>>,
    documents: Option<LiveDocument<Untyped>>,
    calendar: Option<LiveDocument<Untyped>>,
    people: Option<LiveDocument<Untyped>>,
    /// Entries of registers, and parts of registers, by their addresses.
    entries: DocumentCache<Untyped>,
}

/// Documents of one kind by address, each made on first use. A list: a visit touches a few dozen at most, and hashing would
/// weigh more than searching.
type DocumentCache<T> = Mutex<Vec<LiveDocument<T>>>;

fn get_or_insert<T: trangxa_model::document::JsonDocument + Send + Sync + 'static>(
    cache: &DocumentCache<T>,
    url: String,
) -> LiveDocument<T> {
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(live) = cache.iter().find(|live| live.url() == url) {
        return live.clone();
    }
    let live = LiveDocument::new(url);
    cache.push(live.clone());
    live
}

in_part! { "documents", "00000000000000000000000000000004",
    /// The list of a route, cut from a feed that the publisher did not cut. `own` is what is known of its own file.
    fn cut_list(store: &Store, route: &Route, own: Load<Feed>) -> Load<Feed> {
        let (documents, next) = store.chain();
        let (category, page) = route.listed().unwrap_or((None, 1));
        let documents: Vec<&Feed> = documents.iter().map(Arc::as_ref).collect();
        let mut cut = feed::page(&documents, next.is_some(), category, page);
        // A CMS wrote a short feed over the publisher's: its older articles are still on their pages.
        let archive = *store.0.archive.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(listing), Some(archive), None) = (&mut cut.listing, archive, category) {
            listing.pages = listing.pages.max(archive.pages);
            listing.total = listing.total.max(archive.total);
        }
        match own {
            Load::Stale(_, error) => Load::Stale(Arc::new(cut), error),
            _ => Load::Ready(Arc::new(cut)),
        }
    }
}

impl Store {
    /// A store for a site that was not prerendered and whose root is `base`. `now` is the time shown until the reader's clock replaces it.
    #[must_use]
    pub fn new(base: &str, site: Site, now: Timestamp) -> Self {
        let store = Self::empty(base, site, now, false);
        // Without a build, standing pages have no files: their texts are in site.json.
        let address = format!("{base}{}", address::SITE);
        for page in &store.site().pages {
            let standing = Standing { title: page.title.clone(), content: page.content(&address) };
            store.standing(&page.id).preload("", false, None, standing);
        }
        store
    }

    fn empty(base: &str, site: Site, now: Timestamp, built: bool) -> Self {
        let tthc = site.data.tthc.as_ref().and_then(|path| url::resolve(base, path)).map(LiveDocument::new);
        let visits = site.data.visits.as_ref().and_then(|it| url::resolve(base, &it.address)).map(LiveDocument::new);
        let untyped =
            |path: &Option<String>| path.as_ref().and_then(|path| url::resolve(base, path)).map(LiveDocument::new);
        let data = &site.data;
        let [office, alerts, procedures] = [&data.office, &data.alerts, &data.procedures].map(untyped);
        let [documents, calendar, people] = [&data.documents, &data.calendar, &data.people].map(untyped);
        Self(Arc::new(Inner {
            base: base.to_owned(),
            built,
            archive: Mutex::default(),
            site,
            began_at: now,
            clock: ArcRwSignal::new(None),
            notice: ArcRwSignal::new(Notice::Current),
            announcement: ArcRwSignal::new(String::new()),
            complaint: ArcRwSignal::new(String::new()),
            popular: ArcRwSignal::new(Value::Null),
            paused: ArcRwSignal::new(false),
            dashboard_options: ArcRwSignal::default(),
            sought: ArcRwSignal::default(),
            lists: DocumentCache::default(),
            items: DocumentCache::default(),
            standing: DocumentCache::default(),
            tthc,
            visits,
            office,
            alerts,
            procedures,
            documents,
            calendar,
            people,
            entries: DocumentCache::default(),
        }))
    }

    /// The store of a prerendered page before it has the documents of the page's snapshot. It begins the same on the publisher's side
    /// and in the browser, so that both write the same markup.
    #[must_use]
    pub fn of_snapshot(base: &str, site: Site, built_at: Timestamp) -> Self {
        Self::empty(base, site, built_at, true)
    }

    /// Takes a document of the page's snapshot. Its texts were cleaned by the publisher. `checked` says when the page came from the host,
    /// unless that is not known.
    pub fn preload(&self, document: Preloaded, checked: Option<Timestamp>) -> Result<(), DocumentError> {
        let Preloaded { path, fingerprint, partial, content } = document;
        let Some(url) = url::resolve(self.base(), &path) else { return Ok(()) };
        match content {
            PreloadedContent::Item(item) => {
                get_or_insert(&self.0.items, url).preload(&fingerprint, partial, checked, *item);
            }
            PreloadedContent::Standing(page) => {
                get_or_insert(&self.0.standing, url).preload(&fingerprint, partial, checked, page);
            }
            PreloadedContent::List(feed) => {
                if self.list(&Route::Home).is_some_and(|home| home.url() == url) {
                    *self.0.archive.lock().unwrap_or_else(PoisonError::into_inner) = feed.listing;
                }
                get_or_insert(&self.0.lists, url).preload(&fingerprint, partial, checked, feed);
            }
            PreloadedContent::Tthc(json) => {
                if let Some(live) = self.tthc() {
                    live.preload(&fingerprint, partial, checked, Tthc::from_json(&url, json)?);
                }
            }
            PreloadedContent::Visits(json) => {
                if let Some(live) = self.visits() {
                    live.preload(&fingerprint, partial, checked, Visits::from_json(&url, json)?);
                }
            }
            PreloadedContent::Untyped(json) => {
                let all = [self.office(), self.alerts(), self.procedures()];
                let registers = [self.documents(), self.calendar(), self.people()];
                let known = all.into_iter().chain(registers).flatten().find(|live| live.url() == url).cloned();
                let live = known.unwrap_or_else(|| get_or_insert(&self.0.entries, url));
                live.preload(&fingerprint, partial, checked, Untyped(json));
            }
        }
        Ok(())
    }

    /// The store of the page being rendered.
    ///
    /// # Panics
    ///
    /// Outside the app's own views.
    #[must_use]
    pub fn of_page() -> Self {
        use_context::<Self>().unwrap_or_else(|| unreachable!("the app provides its store"))
    }

    /// The site's root on its host: `/` or `/quangthanh/`.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.0.base
    }

    /// Who publishes the site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The address of a page, for links.
    #[must_use]
    pub fn href(&self, route: &Route) -> String {
        route.href(&self.0.base)
    }

    /// The time of the build, replaced by the reader's clock after hydration. Views that call this follow it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.get().unwrap_or(self.0.began_at)
    }

    /// The reader's clock; `None` while prerendering and until the program has taken over.
    #[must_use]
    pub fn clock(&self) -> &ArcRwSignal<Option<Timestamp>> {
        &self.0.clock
    }

    /// Both times, for views that are drawn as text. Views that call this follow them.
    #[must_use]
    pub fn reader_time(&self) -> ReaderTime {
        ReaderTime { clock: self.0.clock.get(), now: self.now() }
    }

    /// What the reader should know about the data.
    #[must_use]
    pub fn notice(&self) -> &ArcRwSignal<Notice> {
        &self.0.notice
    }

    /// The last sentence that screen readers announced about figures that changed.
    #[must_use]
    pub fn announcement(&self) -> &ArcRwSignal<String> {
        &self.0.announcement
    }

    /// The sentence that says that something which the reader wanted could not be had; empty if there is none.
    #[must_use]
    pub fn complaint(&self) -> &ArcRwSignal<String> {
        &self.0.complaint
    }

    /// Says that something could not be had, or takes that back with an empty text.
    pub fn complain(&self, text: &str) {
        // A screen reader announces a text again when it is set again.
        if self.0.complaint.with_untracked(|said| said != text) {
            self.0.complaint.set(text.to_owned());
        }
    }

    /// A counter's answer about what is read most; null before there is one.
    #[must_use]
    pub fn popular(&self) -> &ArcRwSignal<Value> {
        &self.0.popular
    }

    /// What the reader has chosen on the dashboard.
    #[must_use]
    pub fn dashboard_options(&self) -> &ArcRwSignal<DashboardOptions> {
        &self.0.dashboard_options
    }

    /// Whether the reader has paused renewal.
    #[must_use]
    pub fn paused(&self) -> &ArcRwSignal<bool> {
        &self.0.paused
    }

    /// The list behind a route; `None` if the route shows no list.
    #[must_use]
    pub fn list(&self, route: &Route) -> Option<LiveDocument<Feed>> {
        let path = address::list(&self.0.site, route)?;
        Some(get_or_insert(&self.0.lists, url::resolve(&self.0.base, &path)?))
    }

    /// Whether the publisher wrote this site: its lists and articles have files of their own.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.0.built
    }

    /// Whether a list is the feed itself.
    #[must_use]
    pub fn is_feed(&self, list: &LiveDocument<Feed>) -> bool {
        self.list(&Route::Home).is_some_and(|feed| feed.url() == list.url())
    }

    /// Whether the feed is here and the publisher did not cut it: nothing was built, or a CMS wrote over the built feed.
    #[must_use]
    pub fn has_uncut_feed(&self) -> bool {
        let feed = self.list(&Route::Home).map(|feed| feed.peek());
        feed.is_some_and(|feed| feed.value().is_some_and(|feed| feed.listing.is_none()))
    }

    /// The list behind a route as it is shown: from its own file, or cut here from a feed that the publisher did not cut. Views
    /// that call this follow it.
    #[must_use]
    pub fn shown_list(&self, route: &Route) -> Option<Load<Feed>> {
        let own = self.list(route)?.get();
        let is_cut = own.value().is_some_and(|feed| feed.listing.is_some());
        let is_gone = match &own {
            Load::Loading => !self.0.built,
            Load::Failed(error) => error.is_missing(),
            Load::Ready(_) | Load::Stale(..) => false,
        };
        if is_cut || (own.value().is_none() && !is_gone) {
            return Some(own);
        }
        // Views follow the feed also while there is nothing in it to cut.
        let feed = self.list(&Route::Home)?.value();
        // Such a feed was read by the part, so the part is here.
        if feed.is_some_and(|feed| feed.listing.is_none()) && part::is_here(Part::Documents) {
            return Some(cut_list(self, route, own));
        }
        Some(own)
    }

    /// The documents of a feed that the publisher did not cut, as far as they were read one after another, and the next one;
    /// empty if the publisher cut it. Views that call this follow it.
    #[must_use]
    pub fn chain(&self) -> (Vec<Arc<Feed>>, Option<LiveDocument<Feed>>) {
        let mut documents = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut next = self.list(&Route::Home);
        while let Some(live) = next.take().filter(|_| documents.len() < MAX_DOCUMENTS) {
            let Some(feed) = live.value().filter(|feed| feed.listing.is_none()) else {
                // Without its first document there is no chain.
                return (feed::with_unique_slugs(documents), Some(live).filter(|_| !seen.is_empty()));
            };
            seen.push(live.url().to_owned());
            let url = feed.next_url.clone().filter(|url| !seen.contains(url));
            next = url.map(|url| get_or_insert(&self.0.lists, url));
            documents.push(feed);
        }
        (feed::with_unique_slugs(documents), None)
    }

    /// An article.
    #[must_use]
    pub fn item(&self, slug: &Slug) -> LiveDocument<FullArticle> {
        get_or_insert(&self.0.items, format!("{}{}", self.0.base, address::item(slug)))
    }

    /// A standing page.
    #[must_use]
    pub fn standing(&self, id: &Slug) -> LiveDocument<Standing> {
        get_or_insert(&self.0.standing, format!("{}{}", self.0.base, address::standing(id)))
    }

    /// The TTHC figures, on a site that has them.
    #[must_use]
    pub fn tthc(&self) -> Option<&LiveDocument<Tthc>> {
        self.0.tthc.as_ref()
    }

    /// The visitor counters, on a site that has them.
    #[must_use]
    pub fn visits(&self) -> Option<&LiveDocument<Visits>> {
        self.0.visits.as_ref()
    }

    /// The units and desks of the office, on a site that has them.
    #[must_use]
    pub fn office(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.office.as_ref()
    }

    /// The office, on the page that shows all its desks.
    #[must_use]
    pub fn desks_of(&self, route: &Route) -> Option<LiveDocument<Untyped>> {
        let is_contact = matches!(route, Route::Standing(id) if id.as_str() == CONTACT_PAGE);
        self.office().filter(|_| is_contact).cloned()
    }

    /// The alerts, on a site that has them.
    #[must_use]
    pub fn alerts(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.alerts.as_ref()
    }

    /// Whether pages have something that [`Part::Current`] keeps current.
    #[must_use]
    pub fn has_current(&self) -> bool {
        self.tthc().is_some() || self.office().or(self.alerts()).or(self.procedures()).is_some()
    }

    /// The parts that keep current what a page shows besides what it is about.
    #[must_use]
    pub fn parts_of(&self, route: &Route) -> [Option<Part>; 2] {
        [self.has_current().then_some(Part::Current), self.calendar_of(route).map(|_| Part::Calendar)]
    }

    /// The list of procedures, on a site that has them.
    #[must_use]
    pub fn procedures(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.procedures.as_ref()
    }

    /// The document with a procedure: its own, or on a site that was not built the list, which there has all of each.
    #[must_use]
    pub fn procedure(&self, id: &Slug) -> (UntypedKind, LiveDocument<Untyped>) {
        if let Some(list) = self.procedures().filter(|_| !self.0.built) {
            return (UntypedKind::Procedures, list.clone());
        }
        let url = format!("{}{}", self.0.base, address::procedure(id));
        (UntypedKind::Procedure, get_or_insert(&self.0.entries, url))
    }

    /// The register of official documents, on a site that has it: its head on a built site, otherwise all of it.
    #[must_use]
    pub fn documents(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.documents.as_ref()
    }

    /// The calendar, on a site that has it.
    #[must_use]
    pub fn calendar(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.calendar.as_ref()
    }

    /// The calendar, on the page that shows its next days among other things.
    #[must_use]
    pub fn calendar_of(&self, route: &Route) -> Option<LiveDocument<Untyped>> {
        let has_days = || self.0.site.home_parts().contains(&HomePart::Calendar);
        self.calendar().filter(|_| *route == Route::Home && has_days()).cloned()
    }

    /// The people of the unit, on a site that names them.
    #[must_use]
    pub fn people(&self) -> Option<&LiveDocument<Untyped>> {
        self.0.people.as_ref()
    }

    /// The official documents of a year: a document of its own, or on a site that was not built the register.
    #[must_use]
    pub fn documents_of(&self, year: u16) -> LiveDocument<Untyped> {
        if let Some(all) = self.documents().filter(|_| !self.0.built) {
            return all.clone();
        }
        get_or_insert(&self.0.entries, format!("{}{}", self.0.base, address::official_year(year)))
    }

    /// The document with an official document: its own, or on a site that was not built the register, which there has all of each.
    #[must_use]
    pub fn official_document(&self, id: &Slug) -> (UntypedKind, LiveDocument<Untyped>) {
        if let Some(all) = self.documents().filter(|_| !self.0.built) {
            return (UntypedKind::OfficialDocuments, all.clone());
        }
        let url = format!("{}{}", self.0.base, address::official_document(id));
        (UntypedKind::OfficialDocument, get_or_insert(&self.0.entries, url))
    }

    /// A page of the archive, on a site that was built.
    #[must_use]
    pub fn news_archive(&self, year: Option<u16>, month: Option<u8>) -> LiveDocument<Untyped> {
        get_or_insert(&self.0.entries, format!("{}{}", self.0.base, address::news_archive(year, month)))
    }

    /// What the reader seeks on the page of the search, as the query of its address: `?q=…&chuyen-muc=…&nam=…`.
    #[must_use]
    pub fn sought(&self) -> &ArcRwSignal<String> {
        &self.0.sought
    }

    /// The time of the build.
    #[must_use]
    pub fn began_at(&self) -> Timestamp {
        self.0.began_at
    }

    /// What counts the site's visits.
    #[must_use]
    pub fn visits_kind(&self) -> VisitsKind {
        self.0.site.data.visits.as_ref().map_or(VisitsKind::File, |source| source.kind)
    }

    /// The document a page is about; `None` where site.json says it all.
    pub fn document(&self, route: &Route) -> Option<StoredDocument> {
        if !route.exists_on(&self.0.site) {
            return None;
        }
        match route {
            Route::Home | Route::News { .. } | Route::Category { .. } => self.list(route).map(StoredDocument::List),
            Route::Article(slug) => Some(StoredDocument::Item(self.item(slug))),
            Route::Standing(id) => Some(StoredDocument::Standing(self.standing(id))),
            Route::Tthc => self.tthc().cloned().map(StoredDocument::Tthc),
            Route::Procedures => {
                self.procedures().cloned().map(|live| StoredDocument::Untyped(UntypedKind::Procedures, live))
            }
            Route::Procedure(id) => {
                let (kind, live) = self.procedure(id);
                Some(StoredDocument::Untyped(kind, live))
            }
            Route::OfficialDocuments { year } => {
                let live = year.map_or_else(|| self.documents().cloned(), |year| Some(self.documents_of(year)));
                live.map(|live| StoredDocument::Untyped(UntypedKind::OfficialDocuments, live))
            }
            Route::OfficialDocument(id) => {
                let (kind, live) = self.official_document(id);
                Some(StoredDocument::Untyped(kind, live))
            }
            Route::Calendar => self.calendar().cloned().map(|it| StoredDocument::Untyped(UntypedKind::Calendar, it)),
            Route::People => self.people().cloned().map(|it| StoredDocument::Untyped(UntypedKind::People, it)),
            Route::NewsArchive { year, month } => {
                Some(StoredDocument::Untyped(UntypedKind::NewsArchive, self.news_archive(*year, *month)))
            }
            Route::Search | Route::SiteMap | Route::Embed | Route::NotFound => None,
        }
    }

    /// An article as a list in the store has it: its headline, before its text is here.
    pub fn mention(&self, slug: &Slug) -> Option<Article> {
        let lists = self.0.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.iter().find_map(|live| live.peek().value()?.find(slug).cloned())
    }

    /// Whether the site has a page, as far as is known.
    #[must_use]
    pub fn has(&self, route: &Route) -> bool {
        let is_missing = self.document(route).is_some_and(|document| document.is_missing());
        // Where nothing was built, lists and articles without a file are cut from the feed.
        route.exists_on(&self.0.site) && self.headline(route) != texts::NOT_FOUND && !(self.0.built && is_missing)
    }

    /// The headline of an article; `None` if neither the article nor a list that has it is in the store.
    #[must_use]
    pub fn known_title(&self, slug: &Slug) -> Option<String> {
        let title = self.item(slug).peek().value().map(|item| item.article.title.clone());
        title.or_else(|| Some(self.mention(slug)?.title))
    }

    /// Whether the headline of a page is known before the page's document is here.
    #[must_use]
    pub fn knows_headline(&self, route: &Route) -> bool {
        !matches!(route, Route::Article(slug) if self.known_title(slug).is_none())
    }

    /// The headline of a page: what its h1 and its title say.
    #[must_use]
    pub fn headline(&self, route: &Route) -> String {
        let known = match route {
            Route::Home => Some(self.0.site.name.clone()),
            Route::News { .. } => Some(texts::ALL_NEWS.to_owned()),
            Route::Category { id, .. } => self.category_name(id),
            Route::Article(slug) => {
                let is_missing = || matches!(self.item(slug).peek(), Load::Failed(error) if error.is_missing());
                self.known_title(slug).or_else(|| (!is_missing()).then(|| texts::ARTICLE_HEADLINE.to_owned()))
            }
            Route::Tthc => Some(texts::TTHC_HEADLINE.to_owned()),
            Route::Procedures => Some(procedures::HEADLINE.to_owned()),
            Route::Procedure(id) => self.procedure_name(id),
            Route::OfficialDocuments { year: None } => Some(official::HEADLINE.to_owned()),
            Route::OfficialDocuments { year: Some(year) } => Some(official::of_year(*year)),
            Route::OfficialDocument(id) => self.official_name(id),
            Route::Calendar => Some(calendar::HEADLINE.to_owned()),
            Route::People => Some(people::HEADLINE.to_owned()),
            Route::Search => Some(search::HEADLINE.to_owned()),
            Route::NewsArchive { year, month } => Some(archive::headline(*year, *month)),
            Route::SiteMap => Some(texts::SITE_MAP.to_owned()),
            Route::Embed => Some(texts::EMBED_HEADLINE.to_owned()),
            Route::Standing(id) => self.0.site.pages.iter().find(|page| page.id == *id).map(|page| page.title.clone()),
            Route::NotFound => None,
        };
        known.unwrap_or_else(|| texts::NOT_FOUND.to_owned())
    }

    /// What a procedure is called. Before its document is here, the home page may know it. `None` if there is no such procedure.
    fn procedure_name(&self, id: &Slug) -> Option<String> {
        let state = self.procedure(id).1.peek();
        let named = state.value().and_then(|procedure| procedure.0["name"].as_str().map(str::to_owned));
        let of_home = || self.0.site.popular.iter().find(|it| it.id == *id).map(|it| it.name.clone());
        let is_missing = matches!(&state, Load::Failed(error) if error.is_missing());
        named.or_else(of_home).or_else(|| (!is_missing).then(|| procedures::HEADLINE.to_owned()))
    }

    /// What an official document is called: its type and number, or its abstract. `None` if there is no such document.
    fn official_name(&self, id: &Slug) -> Option<String> {
        let state = self.official_document(id).1.peek();
        let text = |member: &str| Some(state.value()?.0[member].as_str()?.to_owned());
        let number =
            text("number").map(|number| format!("{} {number}", text("type").unwrap_or_default()).trim().to_owned());
        let is_missing = matches!(&state, Load::Failed(error) if error.is_missing());
        number.or_else(|| text("abstract")).or_else(|| (!is_missing).then(|| official::HEADLINE.to_owned()))
    }

    /// The day of issue of an official document, as far as it is known: numbers begin anew in each year.
    fn issued(&self, id: &Slug) -> Option<Timestamp> {
        let state = self.official_document(id).1.peek();
        Timestamp::parse(state.value()?.0["issued"].as_str()?)
    }

    /// The title of a page: its headline, its number in a list or its period, and whose page it is.
    #[must_use]
    pub fn title(&self, route: &Route) -> String {
        let (headline, name) = (self.headline(route), self.0.site.short_name());
        match route {
            Route::Home => headline,
            Route::News { page } | Route::Category { page, .. } if *page > 1 => {
                format!("{headline} – {} – {name}", texts::page_number(*page))
            }
            Route::Tthc => match self.0.dashboard_options.get_untracked().period {
                PeriodChoice::Span(span) => {
                    format!("{headline}, {} – {name}", periods::in_sentence(span, Language::Vietnamese))
                }
                PeriodChoice::Latest | PeriodChoice::Unreadable => format!("{headline} – {name}"),
            },
            Route::OfficialDocument(id) => match self.issued(id) {
                Some(day) => format!("{} – {name}", official::with_day(&headline, day)),
                None => format!("{headline} – {name}"),
            },
            _ => format!("{headline} – {name}"),
        }
    }

    /// The name of a category: the site's, otherwise the tag that an article of it carries.
    pub fn category_name(&self, id: &Slug) -> Option<String> {
        if let Some(category) = self.0.site.category(id) {
            return Some(category.name.clone());
        }
        let lists = self.0.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.iter().find_map(|live| {
            let state = live.peek();
            let feed = state.value()?;
            feed.articles
                .iter()
                .find_map(|article| article.tags.iter().find(|tag| Slug::make(tag).as_ref() == Some(id)).cloned())
        })
    }
}
