//! The site folder, read.

use crate::PublishError;
use crate::clean::{self, clean};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use trang_xa::data::address;
use trangxa_model::document::{Document, Problem, parse};
use trangxa_model::feed::Feed;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::site::{Category, DEFAULT_ARTICLES};
use trangxa_model::{Article, DocumentError, Html, Site, Slug, Tthc, Visits, url};

/// How many documents of one feed are followed by `next_url`.
const MAX_FEED_PAGES: usize = 500;

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
    /// What the operator should know.
    pub remarks: Vec<String>,
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
    /// Reads a site folder.
    pub fn read(folder: &Path, base_path: Option<&str>) -> Result<Self, PublishError> {
        let bytes = read(&folder.join(address::SITE))?;
        let mut site_json = parse(address::SITE, &bytes)?;
        let mut site = Site::from_json(address::SITE, site_json.clone())?;
        let base = base_path.unwrap_or(site.base_path()).to_owned();
        if !base.starts_with('/') || !base.ends_with('/') || base.contains("//") {
            return Err(PublishError::BasePath(base));
        }
        let mut reader = Reader { folder, base: &base, remarks: Vec::new(), own: vec![address::SITE.to_owned()] };
        let tthc = reader.optional(&mut site.data.tthc, &mut site_json, "tthc")?;
        let visits = reader.optional(&mut site.data.visits, &mut site_json, "visits")?;
        let mut articles = reader.articles(&site.data.articles)?;
        tell_apart(&mut articles);
        // Newest first; what has no date comes last, in the feed's order.
        articles.sort_by_key(|article| std::cmp::Reverse(article.published));
        let size = sizes(folder, &base, &articles);
        for article in &mut articles {
            if let Some(content) = &article.content {
                article.content = Some(Html::Clean(clean(content, &|url| size.get(url).copied())));
            }
            article.item = Some(format!("{base}{}", address::item(&article.slug)));
        }
        let no_size = |_: &str| None;
        let site_address = format!("{base}{}", address::SITE);
        let standing = site
            .pages
            .iter()
            .map(|page| page.content(&site_address).map(|content| clean(&content, &no_size)).unwrap_or_default())
            .collect();
        // Their texts lie in documents of their own: no page should carry all of them.
        let pages = site_json.get_mut("pages").and_then(Value::as_array_mut);
        for page in pages.into_iter().flatten().filter_map(Value::as_object_mut) {
            page.remove("content_html");
            page.remove("content_text");
        }
        for article in &articles {
            for address in article.attachments.iter().map(|file| &file.url).chain(&article.image) {
                if let Some(path) = address.strip_prefix(&base)
                    && !folder.join(path).is_file()
                {
                    reader.remarks.push(format!("article \"{}\": the file {path} is missing", article.id));
                }
            }
        }
        let Reader { remarks, own, .. } = reader;
        Ok(Self {
            categories: categories(&site, &articles),
            base,
            site,
            site_json,
            articles,
            tthc,
            visits,
            standing,
            remarks,
            own_files: own,
        })
    }

    /// Files of the site folder that are written anew, and so are not copied.
    pub fn own_files(&self) -> &[String] {
        &self.own_files
    }

    /// An address on the site as the rest of the world writes it.
    pub fn absolute(&self, address: &str) -> String {
        clean::absolute(&self.site.base_url, &self.base, address)
    }
}

struct Reader<'a> {
    folder: &'a Path,
    base: &'a str,
    remarks: Vec<String>,
    own: Vec<String>,
}

impl Reader<'_> {
    /// A document that a site may lack. One that is named but not there is dropped from site.json, so that the pages do
    /// not speak of it; one elsewhere on the web is left to the app.
    fn optional<T: Document>(
        &mut self,
        named: &mut Option<String>,
        site_json: &mut Value,
        key: &str,
    ) -> Result<Option<SourceFile<T>>, PublishError> {
        let Some(path) = named.clone().filter(|path| !is_remote(path)) else { return Ok(None) };
        let file = self.folder.join(&path);
        if !file.is_file() {
            self.remarks
                .push(format!("{}, data.{key}: there is no {path}; the site is built without it", address::SITE));
            *named = None;
            if let Some(data) = site_json.get_mut("data").and_then(Value::as_object_mut) {
                data.remove(key);
            }
            return Ok(None);
        }
        let bytes = read(&file)?;
        let json = parse(&path, &bytes)?;
        let value = T::from_json(&path, json.clone())?;
        self.own.push(path.clone());
        Ok(Some(SourceFile { path, bytes, json, value }))
    }

    /// The feed's articles, along its chain of documents.
    fn articles(&mut self, named: &str) -> Result<Vec<Article>, PublishError> {
        let mut articles: Vec<Article> = Vec::new();
        let mut ids = HashSet::new();
        let mut path = if is_remote(named) { DEFAULT_ARTICLES.to_owned() } else { named.to_owned() };
        if is_remote(named) && !self.folder.join(&path).is_file() {
            self.remarks.push(format!(
                "{}, data.articles: {named} is read by the app; put a copy at {path} to have its articles in the pages",
                address::SITE
            ));
            return Ok(articles);
        }
        let mut seen = HashSet::new();
        while seen.insert(path.clone()) {
            if seen.len() > MAX_FEED_PAGES {
                self.remarks
                    .push(format!("{path}: more than {MAX_FEED_PAGES} documents in a chain; the rest is left out"));
                break;
            }
            let address = format!("{}{path}", self.base);
            let json = parse(&path, &read(&self.folder.join(&path))?)?;
            let feed =
                Feed::from_json(&address, json).map_err(|error| DocumentError { file: path.clone(), ..error })?;
            self.remarks
                .extend(feed.remarks.iter().map(|remark| format!("{path}, {}: {}", remark.place, remark.problem)));
            for article in feed.articles {
                if ids.insert(article.id.clone()) {
                    articles.push(article);
                } else {
                    self.remarks.push(format!(
                        "{path}: the id \"{}\" stands in an earlier document too; the first one stays",
                        article.id
                    ));
                }
            }
            self.own.push(path.clone());
            let Some(next) = feed.next_url else { break };
            match next.strip_prefix(self.base) {
                Some(next) => path = next.to_owned(),
                None => {
                    self.remarks.push(format!("{path}, next_url: {next} is not in the site folder; not followed"));
                    break;
                }
            }
        }
        Ok(articles)
    }
}

fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

fn read(path: &Path) -> Result<Vec<u8>, PublishError> {
    let metadata = fs::metadata(path).map_err(PublishError::read(path))?;
    if metadata.len() > trangxa_model::document::MAX_BYTES as u64 {
        let problem = Problem::TooLarge(usize::try_from(metadata.len()).unwrap_or(usize::MAX));
        return Err(DocumentError::new(&path.display().to_string(), "", problem).into());
    }
    fs::read(path).map_err(PublishError::read(path))
}

/// Gives every article a slug of its own. The oldest keeps the plain one: an address must not change because something
/// newer has the same headline.
fn tell_apart(articles: &mut [Article]) {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|a, b| (articles[*a].published, &articles[*a].id).cmp(&(articles[*b].published, &articles[*b].id)));
    let mut taken = HashSet::new();
    for i in order {
        let article = &mut articles[i];
        if !taken.contains(&article.slug) {
            taken.insert(article.slug.clone());
            continue;
        }
        let hash = Slug::parse(&fingerprint(article.id.as_bytes()));
        let by_id = Slug::make(&article.id).filter(|id| id.as_str().len() <= 24);
        for suffix in by_id.into_iter().chain(hash) {
            let slug = article.slug.with_suffix(&suffix);
            if taken.insert(slug.clone()) {
                article.slug = slug;
                break;
            }
        }
    }
}

/// Width and height of every local picture that an article's text shows, by its address.
fn sizes(folder: &Path, base: &str, articles: &[Article]) -> HashMap<String, (usize, usize)> {
    let mut sizes = HashMap::new();
    for article in articles {
        let Some(Html::Raw { html, base: feed }) = &article.content else { continue };
        // Over-reading is harmless: an address that is no picture has no size.
        for candidate in html.split(['"', '\'']).filter(|part| part.len() < 500 && !part.contains('<')) {
            let Some(address) = url::resolve(feed, candidate) else { continue };
            let Some(path) = address.strip_prefix(base).filter(|path| path.contains('.')) else { continue };
            let path: PathBuf = folder.join(path);
            if !sizes.contains_key(&address)
                && let Ok(size) = imagesize::size(path)
            {
                sizes.insert(address, (size.width, size.height));
            }
        }
    }
    sizes
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
