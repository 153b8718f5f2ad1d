//! The plan of a build: every page with its data, and every document that the app fetches.

use crate::files::is_remote;
use crate::hosts;
use crate::output::key;
use crate::partner_files;
use crate::paths::{ALWAYS_WRITTEN, FRAMES};
use crate::portable::PathIndex;
use crate::site_source::{EXCERPT, SiteSource, SourceFile};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use trang_xa::data::{Preloaded, address};
use trang_xa::route::Route;
use trangxa_model::feed::{FullArticle, Listing, PAGE_SIZE, RELATED};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::tthc::Period;
use trangxa_model::{Article, Html, Slug, Tthc};
use trangxa_words::csv;

/// The number of articles of each category that the home page's document has besides the newest of all.
const PER_SECTION: usize = 3;
/// The most categories that get such a section.
const MAX_SECTIONS: usize = 12;

/// A document to write.
pub(crate) struct PlannedDocument {
    /// The path below the site's root.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
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
    /// The fingerprints of the documents, in the same order.
    fingerprints: Vec<String>,
    pages: Vec<PlannedPage>,
    /// The documents that most pages contain besides their own.
    common: Vec<Preloaded>,
    /// The visitor counters, which every page contains.
    visits: Option<Preloaded>,
    /// The figures that the dashboard contains.
    tthc: Option<Preloaded>,
    /// The paths of the files for partner sites that depend on figures.
    partner_files: Vec<&'static str>,
}

impl Plan {
    /// Plans the pages and documents of a site.
    pub(crate) fn new(source: &SiteSource) -> Self {
        let mut plan = Self {
            documents: Vec::new(),
            fingerprints: Vec::new(),
            pages: Vec::new(),
            common: Vec::new(),
            visits: source.visits.as_ref().map(whole),
            tthc: source.tthc.as_ref().map(dashboard_only),
            partner_files: partner_files::paths(source).collect(),
        };
        plan.add(address::SITE.to_owned(), source.site_json.to_string().into_bytes());
        for (path, bytes) in [
            source.tthc.as_ref().map(|file| (&file.path, &file.bytes)),
            source.visits.as_ref().map(|file| (&file.path, &file.bytes)),
        ]
        .into_iter()
        .flatten()
        {
            plan.add(path.clone(), bytes.clone());
        }
        if let Some(file) = &source.tthc {
            plan.add(address::TTHC_TABLE.to_owned(), csv::write(&file.value).into_bytes());
            plan.common.push(card_only(file));
        }
        plan.common.extend(plan.visits.clone());

        let summaries: Vec<Article> = source.articles.iter().map(summary).collect();
        let all: Vec<usize> = (0..summaries.len()).collect();
        plan.list(source, &Route::News { page: 1 }, &all, &summaries);
        let mut by_category: HashMap<&Slug, Vec<usize>> = HashMap::new();
        for (i, article) in source.articles.iter().enumerate() {
            if let Some(id) = &article.category {
                by_category.entry(id).or_default().push(i);
            }
        }
        for category in &source.categories {
            let members = by_category.get(&category.id).map(Vec::as_slice).unwrap_or_default();
            plan.list(source, &Route::Category { id: category.id.clone(), page: 1 }, members, &summaries);
        }
        let place_in_category: HashMap<usize, usize> =
            by_category.values().flat_map(|members| members.iter().enumerate().map(|(place, i)| (*i, place))).collect();
        for (i, article) in source.articles.iter().enumerate() {
            let members =
                article.category.as_ref().and_then(|id| by_category.get(id)).map(Vec::as_slice).unwrap_or_default();
            let place = place_in_category.get(&i).copied().unwrap_or(0);
            let mut json = FullArticle {
                article: article.clone(),
                previous: summaries.get(i + 1).map(mention),
                next: i.checked_sub(1).and_then(|i| summaries.get(i)).map(mention),
                related: related(members, place).map(|i| summaries[i].clone()).collect(),
            }
            .to_json();
            if let Some(Html::Clean(html)) = &article.content {
                json["content_html"] = Value::from(html.as_str());
            }
            let document = plan.add(address::item(&article.slug), json.to_string().into_bytes());
            let route = Route::Article(article.slug.clone());
            plan.pages.push(PlannedPage {
                document: Some(document),
                article: Some(i),
                ..PlannedPage::without_document(route)
            });
        }
        for (page, html) in source.site.pages.iter().zip(&source.standing) {
            let json = json!({"id": page.id.as_str(), "title": page.title, "content_html": html});
            let document = plan.add(address::standing(&page.id), json.to_string().into_bytes());
            let route = Route::Standing(page.id.clone());
            plan.pages.push(PlannedPage { document: Some(document), ..PlannedPage::without_document(route) });
        }
        if source.site.data.tthc.is_some() {
            plan.pages.push(PlannedPage::without_document(Route::Tthc));
        }
        for route in [Route::SiteMap, Route::Embed, Route::NotFound] {
            plan.pages.push(PlannedPage::without_document(route));
        }
        plan
    }

    /// The documents to write.
    pub(crate) fn documents(&self) -> &[PlannedDocument] {
        &self.documents
    }

    /// The pages to write.
    pub(crate) fn pages(&self) -> &[PlannedPage] {
        &self.pages
    }

    /// The documents that a page contains: its own first, then those of its card and counters.
    pub(crate) fn snapshot_of(&self, page: &PlannedPage) -> Vec<Preloaded> {
        let own = page.document.map(|i| {
            let PlannedDocument { path, bytes } = &self.documents[i];
            let json = serde_json::from_slice(bytes).unwrap_or_default();
            let path = page.remote.as_ref().unwrap_or(path).clone();
            Preloaded { path, fingerprint: self.fingerprints[i].clone(), partial: page.remote.is_some(), json }
        });
        let others: Vec<Preloaded> = match page.route {
            Route::Tthc => self.tthc.iter().chain(&self.visits).cloned().collect(),
            Route::Standing(_) | Route::SiteMap | Route::NotFound => self.visits.iter().cloned().collect(),
            _ => self.common.clone(),
        };
        own.into_iter().chain(others).collect()
    }

    /// The paths of all files of a built site, except those copied from the site folder and from the app.
    pub(crate) fn files(&self) -> HashSet<String> {
        let documents = self.documents.iter().map(|document| document.path.clone());
        documents
            .chain(self.pages.iter().map(PlannedPage::file))
            .chain(ALWAYS_WRITTEN.iter().chain(&self.partner_files).map(|path| (*path).to_owned()))
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

    /// Adds a document and returns its index.
    fn add(&mut self, path: String, bytes: Vec<u8>) -> usize {
        self.fingerprints.push(fingerprint(&bytes));
        self.documents.push(PlannedDocument { path, bytes });
        self.documents.len() - 1
    }

    /// Adds the pages of a list and their documents. The first document of all news also is that of the home page.
    fn list(&mut self, source: &SiteSource, first: &Route, members: &[usize], summaries: &[Article]) {
        let total = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let pages = u32::try_from(members.len().div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX);
        for page in 1..=pages {
            let route = first.at_page(page).unwrap_or_else(|| first.clone());
            let Some(path) = list_path(source, &route) else { continue };
            let from = (page as usize - 1) * PAGE_SIZE;
            let shown = &members[from..members.len().min(from + PAGE_SIZE)];
            let mut json = json!({
                "version": "https://jsonfeed.org/version/1.1",
                "title": source.site.name,
                "language": source.site.language,
                "home_page_url": source.site.base_url,
                "items": shown.iter().map(|i| summaries[*i].to_json()).collect::<Vec<_>>(),
                "_trangxa": Listing { page, pages, total, open: false }.to_json(),
            });
            let next = (page < pages).then(|| first.at_page(page + 1)).flatten();
            if let Some(next) = next.and_then(|route| list_path(source, &route)) {
                json["next_url"] = format!("{}{next}", source.base).into();
            }
            let is_feed = route == Route::News { page: 1 };
            if is_feed {
                let more = sections(source, shown.len()).map(|i| summaries[i].to_json()).collect::<Vec<_>>();
                json["_trangxa"]["more"] = more.into();
            }
            let document = self.add(path, json.to_string().into_bytes());
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

/// The path at which a list's document is written; `None` for a route without a list. The copy of a feed on another host is written
/// at the default path.
fn list_path(source: &SiteSource, route: &Route) -> Option<String> {
    let path = address::list(&source.site, route)?;
    Some(if is_remote(&path) { DEFAULT_ARTICLES.to_owned() } else { path })
}

/// A whole document for a page.
fn whole<T>(file: &SourceFile<T>) -> Preloaded {
    Preloaded {
        path: file.path.clone(),
        fingerprint: fingerprint(&file.bytes),
        partial: false,
        json: file.json.clone(),
    }
}

/// The figures that the card shows: its periods, without their fields. All figures together would be larger than the page.
pub(crate) fn card_only(file: &SourceFile<Tthc>) -> Preloaded {
    part_of(file, file.value.on_card(), |_| false)
}

/// The figures that the dashboard shows at first: every period, and the fields of the latest one.
fn dashboard_only(file: &SourceFile<Tthc>) -> Preloaded {
    let latest = file.value.latest_index();
    part_of(file, (0..file.value.periods.len()).collect(), |i| Some(i) == latest)
}

/// The periods with these indices, and the fields of those for which `with_fields` is true.
fn part_of(file: &SourceFile<Tthc>, periods: Vec<usize>, with_fields: impl Fn(usize) -> bool) -> Preloaded {
    let all = &file.value.periods;
    let mut json = file.json.clone();
    let period = |i: &usize| match with_fields(*i) {
        true => all[*i].to_json(),
        false => Period { fields: Vec::new(), ..all[*i].clone() }.to_json(),
    };
    json["periods"] = periods.iter().map(period).collect();
    let partial = json["periods"] != file.json["periods"];
    Preloaded { path: file.path.clone(), fingerprint: fingerprint(&file.bytes), partial, json }
}

/// The members of an article that lists show.
fn summary(article: &Article) -> Article {
    Article {
        summary: article.excerpt(EXCERPT),
        content: None,
        url: None,
        modified: None,
        authors: Vec::new(),
        attachments: Vec::new(),
        source: None,
        origin_unit: None,
        audio: None,
        tags: article.tags.iter().take(1).cloned().collect(),
        ..article.clone()
    }
}

/// The members of an article that a link to it shows.
fn mention(summary: &Article) -> Article {
    Article { summary: None, image: None, tags: Vec::new(), ..summary.clone() }
}

/// The indices of the articles next to the one at `place` in its category: older ones first, then newer ones if there are too few.
fn related(members: &[usize], place: usize) -> impl Iterator<Item = usize> {
    let older = members.iter().skip(place + 1).take(RELATED);
    let newer = members[..place.min(members.len())].iter().rev();
    older.chain(newer).take(RELATED).copied()
}

/// The indices of each category's newest articles that are not among the first `shown` of all.
fn sections(source: &SiteSource, shown: usize) -> impl Iterator<Item = usize> {
    let of_category = move |id: &Slug| {
        let is_member = move |article: &Article| article.category.as_ref() == Some(id);
        let already = source.articles[..shown].iter().filter(|article| is_member(article)).count();
        let rest = source.articles.iter().enumerate().skip(shown).filter(|(_, article)| is_member(article));
        // The home page shows up to 7 of the first articles in other places than the category's section.
        rest.take((PER_SECTION + 7).saturating_sub(already).min(PER_SECTION)).map(|(i, _)| i).collect::<Vec<_>>()
    };
    source.site.categories.iter().take(MAX_SECTIONS).flat_map(move |category| of_category(&category.id))
}
