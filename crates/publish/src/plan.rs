//! What will be written: every page with its data, and every document the app fetches.

use crate::WRITTEN;
use crate::embed;
use crate::files::is_remote;
use crate::output::key;
use crate::source::{EXCERPT, Source, SourceFile};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use trang_xa::data::{Preloaded, address};
use trang_xa::route::Route;
use trangxa_model::feed::{FullArticle, Listing, PAGE_SIZE, RELATED};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::tthc::{Period, csv};
use trangxa_model::{Article, Html, Slug, Tthc};

/// Articles of each category that the home page's document carries beyond the newest.
const PER_SECTION: usize = 3;
/// Categories that get such a section.
const MAX_SECTIONS: usize = 12;

/// A document to write.
pub struct PlannedDocument {
    /// Its path below the site's root.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A page to write.
pub struct PlannedPage {
    /// Its address.
    pub route: Route,
    /// Where its own document stands in the plan.
    document: Option<usize>,
    /// Where the app will look for it, when that is not where it is written: a feed elsewhere on the web.
    elsewhere: Option<String>,
    /// The article it shows, by its place in the source.
    pub article: Option<usize>,
}

impl PlannedPage {
    /// A page without a document of its own.
    fn of(route: Route) -> Self {
        Self { route, document: None, elsewhere: None, article: None }
    }

    /// Its file below the site's root.
    pub fn file(&self) -> String {
        match self.route {
            Route::NotFound => self.route.path(),
            _ => format!("{}index.html", self.route.path()),
        }
    }
}

/// Everything that will be written, but for the pages' HTML.
pub struct Plan {
    documents: Vec<PlannedDocument>,
    /// The documents' fingerprints, in the same order.
    fingerprints: Vec<String>,
    pages: Vec<PlannedPage>,
    /// What most pages carry beside their own document.
    beside: Vec<Preloaded>,
    visits: Option<Preloaded>,
    tthc: Option<Preloaded>,
    /// What partner sites take.
    shared: Vec<&'static str>,
}

impl Plan {
    /// Plans the pages and documents of a site.
    pub fn new(source: &Source) -> Self {
        let mut plan = Self {
            documents: Vec::new(),
            fingerprints: Vec::new(),
            pages: Vec::new(),
            beside: Vec::new(),
            visits: source.visits.as_ref().map(whole),
            tthc: source.tthc.as_ref().map(dashboard_only),
            shared: embed::files(source).collect(),
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
            plan.beside.push(card_only(file));
        }
        plan.beside.extend(plan.visits.clone());

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
            plan.pages.push(PlannedPage { document: Some(document), article: Some(i), ..PlannedPage::of(route) });
        }
        for (page, html) in source.site.pages.iter().zip(&source.standing) {
            let json = json!({"id": page.id.as_str(), "title": page.title, "content_html": html});
            let document = plan.add(address::standing(&page.id), json.to_string().into_bytes());
            let route = Route::Standing(page.id.clone());
            plan.pages.push(PlannedPage { document: Some(document), ..PlannedPage::of(route) });
        }
        if source.site.data.tthc.is_some() {
            plan.pages.push(PlannedPage::of(Route::Tthc));
        }
        for route in [Route::SiteMap, Route::Embed, Route::NotFound] {
            plan.pages.push(PlannedPage::of(route));
        }
        plan
    }

    /// The documents to write.
    pub fn documents(&self) -> &[PlannedDocument] {
        &self.documents
    }

    /// The pages to write.
    pub fn pages(&self) -> &[PlannedPage] {
        &self.pages
    }

    /// What a page carries: its own document first, then what stands beside it.
    pub fn snapshot_of(&self, page: &PlannedPage) -> Vec<Preloaded> {
        let own = page.document.map(|i| {
            let PlannedDocument { path, bytes } = &self.documents[i];
            let json = serde_json::from_slice(bytes).unwrap_or_default();
            let path = page.elsewhere.as_ref().unwrap_or(path).clone();
            Preloaded { path, fingerprint: self.fingerprints[i].clone(), partial: page.elsewhere.is_some(), json }
        });
        let beside: Vec<Preloaded> = match page.route {
            Route::Tthc => self.tthc.iter().chain(&self.visits).cloned().collect(),
            Route::Standing(_) | Route::SiteMap | Route::NotFound => self.visits.iter().cloned().collect(),
            _ => self.beside.clone(),
        };
        own.into_iter().chain(beside).collect()
    }

    /// Every file that a built site has beside its own media and the app's.
    pub fn files(&self) -> HashSet<String> {
        let documents = self.documents.iter().map(|document| document.path.clone());
        documents
            .chain(self.pages.iter().map(PlannedPage::file))
            .chain(WRITTEN.iter().chain(&self.shared).map(|path| (*path).to_owned()))
            .collect()
    }

    /// What all documents are made from, by one name.
    pub fn fingerprint(&self) -> String {
        key(self.fingerprints.iter().map(String::as_str))
    }

    /// What a page is made from, by one name; `shared` names what all pages are made from.
    pub fn key(&self, page: &PlannedPage, shared: &str) -> String {
        let own = page.document.map(|i| self.fingerprints[i].as_str()).unwrap_or_default();
        let beside = |document: Option<&Preloaded>| document.map(|it| it.fingerprint.clone()).unwrap_or_default();
        let (figures, visits) = (beside(self.tthc.as_ref()), beside(self.visits.as_ref()));
        key([shared, &page.route.path(), own, &figures, &visits])
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) -> usize {
        self.fingerprints.push(fingerprint(&bytes));
        self.documents.push(PlannedDocument { path, bytes });
        self.documents.len() - 1
    }

    /// A list, a page at a time. The first page of all news is the home page's document too.
    fn list(&mut self, source: &Source, first: &Route, members: &[usize], summaries: &[Article]) {
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
            let elsewhere = Some(&source.site.data.articles).filter(|path| is_feed && is_remote(path)).cloned();
            for route in is_feed.then_some(Route::Home).into_iter().chain([route]) {
                let elsewhere = elsewhere.clone();
                self.pages.push(PlannedPage { document: Some(document), elsewhere, ..PlannedPage::of(route) });
            }
        }
    }
}

/// Where a list's document is written. A feed that lies elsewhere on the web keeps its prerendered copy here.
fn list_path(source: &Source, route: &Route) -> Option<String> {
    let path = address::list(&source.site, route)?;
    Some(if is_remote(&path) { DEFAULT_ARTICLES.to_owned() } else { path })
}

fn whole<T>(file: &SourceFile<T>) -> Preloaded {
    Preloaded {
        path: file.path.clone(),
        fingerprint: fingerprint(&file.bytes),
        partial: false,
        json: file.json.clone(),
    }
}

/// The figures as far as a card shows them, without their fields: all of them weigh more than the page around the card.
pub fn card_only(file: &SourceFile<Tthc>) -> Preloaded {
    part_of(file, file.value.on_card(), |_| false)
}

/// The figures as far as the dashboard shows them at first: every period, but the fields of the latest one only.
fn dashboard_only(file: &SourceFile<Tthc>) -> Preloaded {
    let latest = file.value.latest_index();
    part_of(file, (0..file.value.periods.len()).collect(), |i| Some(i) == latest)
}

/// Some of the periods, with the fields of some of them.
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

/// An article as lists show it.
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

/// An article as a link to it needs it.
fn mention(summary: &Article) -> Article {
    Article { summary: None, image: None, tags: Vec::new(), ..summary.clone() }
}

/// The nearest of the same category: the older ones first, then the newer ones where too few are older.
fn related(members: &[usize], place: usize) -> impl Iterator<Item = usize> {
    let older = members.iter().skip(place + 1).take(RELATED);
    let newer = members[..place.min(members.len())].iter().rev();
    older.chain(newer).take(RELATED).copied()
}

/// For each category, the newest beyond the first `shown` of all.
fn sections(source: &Source, shown: usize) -> impl Iterator<Item = usize> {
    let of_category = move |id: &Slug| {
        let is_member = move |article: &Article| article.category.as_ref() == Some(id);
        let already = source.articles[..shown].iter().filter(|article| is_member(article)).count();
        let rest = source.articles.iter().enumerate().skip(shown).filter(|(_, article)| is_member(article));
        // Up to 7 of the shown ones stand in other places of the home page.
        rest.take((PER_SECTION + 7).saturating_sub(already).min(PER_SECTION)).map(|(i, _)| i).collect::<Vec<_>>()
    };
    source.site.categories.iter().take(MAX_SECTIONS).flat_map(move |category| of_category(&category.id))
}
