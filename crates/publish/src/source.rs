//! A site, read.

use crate::PublishError;
use crate::clean::{self, clean};
use crate::files::{Files, decoded, is_remote};
use crate::finding::{Finding, Kind};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use trang_xa::data::address;
use trangxa_model::document::{JsonDocument, parse};
use trangxa_model::feed::{self, Feed, ItemProblem, MAX_DOCUMENTS};
use trangxa_model::site::{Category, DEFAULT_ARTICLES, Embed};
use trangxa_model::{Article, DocumentError, Html, Site, Slug, Tthc, Visits, visits};

/// How much of a text stands in for a missing summary, in characters.
pub const EXCERPT: usize = 200;

/// A site folder, read and checked.
pub struct Source {
    /// The site's root on its host: `/` or `/quangthanh/`.
    pub base: String,
    /// Who publishes it; what is absent from the folder is absent here.
    pub site: Site,
    /// site.json as the app will read it.
    pub site_json: Value,
    /// Who may show its figures.
    pub embed: Embed,
    /// Every article, newest first, each with its own slug and its text cleaned.
    pub articles: Vec<Article>,
    /// Every category that has articles or a menu entry, in menu order.
    pub categories: Vec<Category>,
    /// The TTHC figures.
    pub tthc: Option<SourceFile<Tthc>>,
    /// The visitor counters.
    pub visits: Option<SourceFile<Visits>>,
    /// The standing pages' texts, cleaned, in the order of `site.pages`.
    pub standing: Vec<String>,
    /// Whether the feed is one that a publisher cut: its items are summaries.
    pub is_listed: bool,
    /// What the operator should know.
    pub findings: Vec<Finding>,
    /// Documents that are not what they should be. What could be read without them is here.
    pub errors: Vec<DocumentError>,
    own_files: Vec<String>,
}

/// A document that is published as it is.
pub struct SourceFile<T> {
    /// Its path below the site's root.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The file as JSON.
    pub json: Value,
    /// The file as a document.
    pub value: T,
}

impl Source {
    /// Reads a site, with `counter` in place of what it says of its visits. Fails only where nothing can be read at all; a
    /// document that is broken is one of [`Source::errors`].
    pub fn read(
        files: &dyn Files,
        base_path: Option<&str>,
        counter: Option<&visits::VisitsSource>,
    ) -> Result<Self, PublishError> {
        let mut reader = Reader {
            files,
            findings: Vec::new(),
            errors: Vec::new(),
            own: vec![address::SITE.to_owned()],
            listed: false,
        };
        let (mut site, mut site_json) = reader.site()?;
        if let Some(counter) = counter {
            site.data.visits = Some(counter.clone());
            count_there(&mut site_json, counter);
        }
        let embed = Embed::of(address::SITE, &site_json).unwrap_or_else(|error| {
            reader.errors.push(error);
            Embed::default()
        });
        let base = base_path.unwrap_or(site.base_path()).to_owned();
        require_base_path(&base)?;
        let tthc = reader.optional(&mut site.data.tthc, &mut site_json, "tthc")?;
        if let Some(file) = &tthc {
            reader.note_figures(file);
        }
        // What counts by itself is asked by the readers' browsers, where the visits are.
        let is_file = |source: &visits::VisitsSource| source.kind == visits::VisitsKind::File;
        let mut file = site.data.visits.clone().filter(is_file).map(|source| source.address);
        let visits = reader.optional(&mut file, &mut site_json, "visits")?;
        if file.is_none() && site.data.visits.as_ref().is_some_and(is_file) {
            site.data.visits = None;
        }
        let mut articles = reader.articles(&site.data.articles, &site.base_url, &base)?;
        let shared = sharing_slugs(&articles);
        feed::tell_apart(&mut articles, &shared);
        // Newest first; what has no date comes last, in the feed's order.
        articles.sort_by_key(|article| std::cmp::Reverse(article.published));
        let pictures = Pictures { files, base: &base, known: Mutex::default() };
        articles.par_iter_mut().for_each(|article| {
            if let Some(content) = &article.content {
                article.content = Some(Html::Clean(clean(content, &|address| pictures.size(address))));
            }
            article.item = Some(format!("{base}{}", address::item(&article.slug)));
        });
        let site_address = format!("{base}{}", address::SITE);
        let standing: Vec<String> = site
            .pages
            .iter()
            .map(|page| page.content(&site_address))
            .map(|content| {
                content.map(|content| clean(&content, &|address| pictures.size(address))).unwrap_or_default()
            })
            .collect();
        // Their texts lie in documents of their own: no page should carry all of them; nor all old addresses
        // and partners, of which hosts are told.
        if let Some(object) = site_json.as_object_mut() {
            object.remove("redirects");
            object.remove("embed");
        }
        let pages = site_json.get_mut("pages").and_then(Value::as_array_mut);
        for page in pages.into_iter().flatten().filter_map(Value::as_object_mut) {
            page.remove("content_html");
            page.remove("content_text");
        }
        let Reader { mut findings, errors, own, listed, .. } = reader;
        findings.extend(missing_files(files, &base, &site, &articles, &standing));
        Ok(Self {
            categories: categories(&site, &articles),
            base,
            site,
            site_json,
            embed,
            articles,
            tthc,
            visits,
            standing,
            is_listed: listed,
            findings,
            errors,
            own_files: own,
        })
    }

    /// Files of the site folder that are written anew, and so are not copied.
    pub fn own_files(&self) -> &[String] {
        &self.own_files
    }

    /// The figures, where there are any to show.
    pub fn figures(&self) -> Option<&Tthc> {
        self.tthc.as_ref().map(|file| &file.value).filter(|figures| figures.latest().is_some())
    }

    /// An address on the site as the rest of the world writes it.
    pub fn absolute(&self, address: &str) -> String {
        clean::absolute(&self.site.base_url, &self.base, address)
    }
}

/// Writes into a site.json where the visits are counted.
pub fn count_there(site_json: &mut Value, counter: &visits::VisitsSource) {
    let named = serde_json::json!({"kind": "counter", "url": counter.address});
    match site_json.get_mut("data") {
        Some(Value::Object(data)) => drop(data.insert("visits".to_owned(), named)),
        _ => site_json["data"] = serde_json::json!({ "visits": named }),
    }
}

/// Refuses a path that cannot be a site's root on its host.
pub fn require_base_path(base: &str) -> Result<(), PublishError> {
    if !base.starts_with('/') || !base.ends_with('/') || base.contains("//") {
        return Err(PublishError::BasePath(base.to_owned()));
    }
    Ok(())
}

struct Reader<'a> {
    files: &'a dyn Files,
    findings: Vec<Finding>,
    errors: Vec<DocumentError>,
    own: Vec<String>,
    listed: bool,
}

impl Reader<'_> {
    /// Who the site is. Where that cannot be read, a nameless site stands in, so that the other documents are looked at too.
    fn site(&mut self) -> Result<(Site, Value), PublishError> {
        let Some(bytes) = self.files.read(address::SITE)? else {
            return Err(PublishError::NoSite);
        };
        let read =
            parse(address::SITE, &bytes).and_then(|json| Ok((Site::from_json(address::SITE, json.clone())?, json)));
        match read {
            Ok(read) => Ok(read),
            Err(error) => {
                self.errors.push(error);
                let json = serde_json::json!({"version": 1, "name": "?", "base_url": "https://xa.example/"});
                Ok((Site::from_json(address::SITE, json.clone())?, json))
            }
        }
    }

    /// A document that a site may lack. One that is named but not there is dropped from site.json, so that the pages do
    /// not speak of it; one elsewhere on the web is left to the app, unless it can be read from here.
    fn optional<T: JsonDocument>(
        &mut self,
        named: &mut Option<String>,
        site_json: &mut Value,
        key: &str,
    ) -> Result<Option<SourceFile<T>>, PublishError> {
        let Some(path) = named.clone().filter(|path| self.files.reaches(path)) else { return Ok(None) };
        let read = match self.files.read(&path) {
            Err(PublishError::Document(error)) => Err(error),
            read => Ok(read?),
        };
        let read = read.and_then(|bytes| {
            let Some(bytes) = bytes else { return Ok(None) };
            let json = parse(&path, &bytes)?;
            Ok(Some((T::from_json(&path, json.clone())?, json, bytes)))
        });
        match read {
            Ok(Some((value, json, bytes))) => {
                self.own.push(path.clone());
                Ok(Some(SourceFile { path, bytes, json, value }))
            }
            Ok(None) => {
                let message = format!("there is no {path}; the site is built without it");
                self.findings.push(Finding::new(Kind::DocumentLeftOut, address::SITE, format!("data.{key}"), message));
                *named = None;
                if let Some(data) = site_json.get_mut("data").and_then(Value::as_object_mut) {
                    data.remove(key);
                }
                Ok(None)
            }
            Err(error) => {
                self.errors.push(error);
                Ok(None)
            }
        }
    }

    /// What of the figures could not be used. Their table is written anew with them.
    fn note_figures(&mut self, file: &SourceFile<Tthc>) {
        for remark in &file.value.remarks {
            let kind = if remark.is_loss { Kind::FiguresLeftOut } else { Kind::NumberLeftOut };
            self.findings.push(Finding::new(kind, &file.path, remark.place.clone(), remark.problem.clone()));
        }
        self.own.push(address::TTHC_TABLE.to_owned());
    }

    /// The feed's articles, along its chain of documents.
    fn articles(&mut self, named: &str, base_url: &str, base: &str) -> Result<Vec<Article>, PublishError> {
        let mut articles: Vec<Article> = Vec::new();
        let mut ids = HashMap::new();
        let mut path = if self.files.reaches(named) { named.to_owned() } else { DEFAULT_ARTICLES.to_owned() };
        if path != named && self.files.has(&path) == Some(false) {
            let message = format!("{named} is read by the app; put a copy at {path} to have its articles in the pages");
            self.findings.push(Finding::new(Kind::DocumentLeftOut, address::SITE, "data.articles", message));
            return Ok(articles);
        }
        let mut seen = HashSet::new();
        while seen.insert(path.clone()) {
            if seen.len() > MAX_DOCUMENTS {
                let message = format!("more than {MAX_DOCUMENTS} documents in a chain; the rest is left out");
                self.findings.push(Finding::new(Kind::DocumentLeftOut, &path, "next_url", message));
                break;
            }
            let feed = match self.feed(&path, base) {
                Ok(Some(feed)) => feed,
                Ok(None) if seen.len() > 1 => {
                    let message = "the feed goes on there, but there is no such document";
                    self.findings.push(Finding::new(Kind::DocumentLeftOut, &path, "", message));
                    break;
                }
                Ok(None) => return Err(PublishError::NoFeed(path)),
                Err(PublishError::Document(error)) => {
                    self.errors.push(error);
                    break;
                }
                Err(error) => return Err(error),
            };
            self.listed |= feed.listing.is_some();
            for remark in &feed.remarks {
                let kind = match remark.problem {
                    ItemProblem::PastLimit(_) => Kind::DocumentLeftOut,
                    _ if remark.problem.is_loss() => Kind::ItemRejected,
                    _ => Kind::FieldLeftOut,
                };
                let name = remark.name.as_ref().map(|name| format!(" (\"{name}\")")).unwrap_or_default();
                let place = format!("{}{name}", remark.place());
                self.findings.push(Finding::new(kind, &path, place, remark.problem.to_string()));
            }
            for article in feed.articles {
                match ids.get(&article.id) {
                    None => {
                        ids.insert(article.id.clone(), articles.len());
                        articles.push(article);
                    }
                    // Pages of a feed overlap when an article came in between: nothing is lost.
                    Some(earlier) if is_same(&articles[*earlier], &article) => {}
                    Some(_) => {
                        let place = format!("article \"{}\"", article.id);
                        let message = format!(
                            "\"{}\" has the id of another article in an earlier document; rejected, the first one stays",
                            article.title
                        );
                        self.findings.push(Finding::new(Kind::ItemRejected, &path, place, message));
                    }
                }
            }
            self.own.push(path.clone());
            let Some(next) = feed.next_url else { break };
            let local = next.strip_prefix(base_url).or_else(|| next.strip_prefix(base)).unwrap_or(&next).to_owned();
            if !self.files.reaches(&local) || local.starts_with('/') {
                let message = format!("{next} is not in the site folder; not followed");
                self.findings.push(Finding::new(Kind::DocumentLeftOut, &path, "next_url", message));
                break;
            }
            path = local;
        }
        Ok(articles)
    }

    fn feed(&self, path: &str, base: &str) -> Result<Option<Feed>, PublishError> {
        let Some(bytes) = self.files.read(path)? else { return Ok(None) };
        // Its addresses are meant from where it will lie.
        let address = if is_remote(path) { path.to_owned() } else { format!("{base}{path}") };
        let read = parse(path, &bytes).and_then(|json| Feed::from_json(&address, json));
        Ok(Some(read.map_err(|error| DocumentError { file: path.to_owned(), ..error })?))
    }
}

/// Whether two items are one article, wherever its document lies.
fn is_same(one: &Article, other: &Article) -> bool {
    let text = |article: &Article| article.content.as_ref().map(|content| content.as_str().to_owned());
    one.title == other.title && one.published == other.published && text(one) == text(other)
}

/// The sizes of the site's own pictures, each file looked at once.
struct Pictures<'a> {
    files: &'a dyn Files,
    base: &'a str,
    known: Mutex<HashMap<String, Option<(usize, usize)>>>,
}

impl Pictures<'_> {
    fn size(&self, address: &str) -> Option<(usize, usize)> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(size) = known().get(address) {
            return *size;
        }
        let path = decoded(address.strip_prefix(self.base)?)?;
        let size = self.files.picture(&path);
        known().insert(address.to_owned(), size);
        size
    }
}

/// Pictures and attachments that are named but not there.
fn missing_files(
    files: &dyn Files,
    base: &str,
    site: &Site,
    articles: &[Article],
    standing: &[String],
) -> Vec<Finding> {
    let is_missing = |address: &str| {
        let path = decoded(address.strip_prefix(base)?)?;
        (files.has(&path) == Some(false)).then_some(path)
    };
    let missing = |file: &str, place: String, address: &str| {
        let path = is_missing(address)?;
        Some(Finding::new(Kind::FileMissing, file, place, format!("the file {path} is missing")))
    };
    let of_articles = articles.par_iter().flat_map_iter(|article| {
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        let named = article.attachments.iter().map(|file| file.url.clone()).chain(article.image.clone());
        let mut seen = HashSet::new();
        let new = named.chain(clean::addresses(text, "src")).filter(|address| seen.insert(address.clone()));
        let place = format!("article \"{}\"", article.id);
        new.filter_map(|address| missing(&site.data.articles, place.clone(), &address)).collect::<Vec<_>>()
    });
    let mut found: Vec<Finding> = of_articles.collect();
    for (page, text) in site.pages.iter().zip(standing) {
        let place = format!("page \"{}\"", page.id);
        found.extend(
            clean::addresses(text, "src")
                .into_iter()
                .filter_map(|address| missing(address::SITE, place.clone(), &address)),
        );
    }
    found
}

/// The articles whose slug another one has too.
fn sharing_slugs(articles: &[Article]) -> Vec<usize> {
    let mut count: HashMap<&Slug, usize> = HashMap::new();
    for article in articles {
        *count.entry(&article.slug).or_default() += 1;
    }
    (0..articles.len()).filter(|i| count[&articles[*i].slug] > 1).collect()
}

/// The site's categories, and behind them those that only articles name.
fn categories(site: &Site, articles: &[Article]) -> Vec<Category> {
    let mut categories = site.categories.clone();
    let mut known: HashSet<Slug> = categories.iter().map(|category| category.id.clone()).collect();
    for article in articles {
        let Some(id) = &article.category else { continue };
        if known.insert(id.clone()) {
            let tag = article.tags.iter().find(|tag| Slug::make(tag).as_ref() == Some(id));
            let name = tag.cloned().unwrap_or_else(|| id.to_string());
            categories.push(Category { id: id.clone(), name });
        }
    }
    categories
}
