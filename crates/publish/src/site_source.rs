//! Reads a site: its documents, with every text cleaned, and what an operator should know about them.

use crate::archive;
use crate::article_files::{ArticleFiles, FOLDER as ARTICLES};
use crate::article_review::Reviewed;
use crate::clean::{Shown, clean};
use crate::error::PublishError;
use crate::field_names::{self, Names};
use crate::files::{Files, FolderEntry, decoded, is_remote};
use crate::finding::{Finding, FindingKind, Place};
use crate::html_addresses::{self, addresses};
use crate::paths::WORKER;
use crate::pictures::{self, Pictures, Remarks, Roles, SitePictures, Studio};
use crate::portable;
use crate::privacy;
use crate::recordings;
use crate::registers::Registers;
use crate::similar_files::{self, SimilarFiles};
use crate::source_file::SourceFile;
use crate::word_pictures::{WithWordPictures, WordPictures};
use ::url::Url;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use trang_xa::data::address;
use trangxa_messages::articles::FirstArticle;
use trangxa_messages::{personal_data, review as say};
use trangxa_model::document::{JsonDocument, Problem, parse, repeated_names};
use trangxa_model::feed::{self, Feed, ItemProblem, MAX_DOCUMENTS};
use trangxa_model::site::{self, Category, DEFAULT_ARTICLES, Embed, Media, offline};
use trangxa_model::{
    Article, DocumentError, Html, People, Site, Slug, Tthc, Visits, is_base_path, is_link, url, visits,
};
use trangxa_site_files::NOTES;

/// The length of the excerpt that replaces a missing summary, in characters.
pub(crate) const EXCERPT: usize = 200;
/// The folder for pictures and attachments.
const MEDIA: &str = "media/";

/// A site with its documents, read and cleaned.
pub(crate) struct SiteSource {
    /// The site's root on its host: `/` or `/quangthanh/`.
    pub base: String,
    /// The site's description, without the documents that do not exist.
    pub site: Site,
    /// site.json as it will be published.
    pub site_json: Value,
    /// The partners that may show the frames.
    pub embed: Embed,
    /// Whether readers can read without a network.
    pub is_offline: bool,
    /// The pictures in Word documents, which are files of the published site.
    pub word_pictures: WordPictures,
    /// The pictures that the site shows.
    pub pictures: SitePictures,
    /// All articles, newest first, with unique slugs and cleaned texts.
    pub articles: Vec<Article>,
    /// The categories of the menu in their order, then those that only articles name.
    pub categories: Vec<Category>,
    /// The TTHC figures.
    pub tthc: Option<SourceFile<Tthc>>,
    /// The visitor counters.
    pub visits: Option<SourceFile<Visits>>,
    /// The cleaned texts of the standing pages, in the order of `site.pages`.
    pub standing: Vec<String>,
    /// Whether the site has neither a feed nor files of articles.
    pub lacks_articles: bool,
    /// The office, alerts, procedures, official documents, the calendar and people.
    pub registers: Registers,
    /// The people as they are published.
    pub people: Option<People>,
    /// Whether the feed is a list written by a publisher, whose items are summaries.
    pub is_listed: bool,
    /// The document of each article.
    pub origins: Origins,
    /// Why the personal data of articles may be published, by their ids.
    pub personal_data_ok: HashMap<String, String>,
    /// What an operator should know about the documents.
    pub findings: Vec<Finding>,
    /// The documents that cannot be used. The rest of the site is read without them.
    pub errors: Vec<DocumentError>,
    own_files: Vec<String>,
}

/// The documents from which articles are.
#[derive(Default)]
pub(crate) struct Origins {
    /// The path of the feed.
    feed: String,
    /// The paths of the documents in which it continues, and of articles' own files, by the ids of the articles in them.
    others: HashMap<String, String>,
}

impl Origins {
    /// The document of an article.
    pub(crate) fn of(&self, article: &Article) -> &str {
        self.others.get(&article.id).unwrap_or(&self.feed)
    }
}

impl SiteSource {
    /// Reads a site. `base_path` replaces the path of its `base_url`, and `counter` replaces its visitor counter. `studio` makes its
    /// pictures, where they are published. Fails only if nothing can be read, or if no picture can be written; a single broken document
    /// is one of [`SiteSource::errors`].
    pub(crate) fn read(
        files: &dyn Files,
        base_path: Option<&str>,
        counter: Option<&visits::VisitsSource>,
        studio: Option<&Studio<'_>>,
    ) -> Result<Self, PublishError> {
        let mut reader = Reader {
            files,
            findings: Vec::new(),
            errors: Vec::new(),
            // A worker of the folder could not be taken off phones again.
            own: [address::SITE, NOTES, WORKER].map(str::to_owned).to_vec(),
            origins: Origins::default(),
            personal_data_ok: HashMap::new(),
            listed: false,
            lacks_feed: false,
        };
        let (mut site, mut site_json) = reader.site()?;
        if let Some(counter) = counter {
            site.data.visits = Some(counter.clone());
            set_counter(&mut site_json, counter);
        }
        let embed = Embed::of(address::SITE, &site_json).unwrap_or_else(|error| {
            reader.errors.push(error);
            Embed::default()
        });
        let media = Media::of(address::SITE, &site_json).unwrap_or_else(|error| {
            reader.errors.push(error);
            Media::default()
        });
        let is_offline = offline(address::SITE, &site_json).unwrap_or_else(|error| {
            reader.errors.push(error);
            None
        });
        let is_offline = is_offline.unwrap_or(true);
        let base = base_path.unwrap_or(site.base_path()).to_owned();
        require_base_path(&base)?;
        let site_is_read = reader.errors.is_empty();
        let sources = [
            ("articles", Some(&site.data.articles)),
            ("tthc", site.data.tthc.as_ref()),
            ("visits", site.data.visits.as_ref().map(|it| &it.address)),
            ("office", site.data.office.as_ref()),
            ("alerts", site.data.alerts.as_ref()),
            ("procedures", site.data.procedures.as_ref()),
            ("documents", site.data.documents.as_ref()),
            ("calendar", site.data.calendar.as_ref()),
            ("people", site.data.people.as_ref()),
        ];
        for (place, path) in sources.into_iter().filter_map(|(place, path)| Some((place, path?))) {
            if let Some(problem) = portable::problem(path).filter(|_| !is_remote(path)) {
                let problem = Problem::Shape(say::DocumentUnportable { path, problem }.to_string());
                reader.errors.push(DocumentError::new(address::SITE, format!("data.{place}"), problem));
            }
        }
        let named =
            [Some(&site.data.articles), site.data.tthc.as_ref(), site.data.visits.as_ref().map(|it| &it.address)];
        // These are read without being named, so only a slip in the name of a file keeps them from the site.
        let registers = [
            ("office", &site.data.office),
            ("alerts", &site.data.alerts),
            ("procedures", &site.data.procedures),
            ("documents", &site.data.documents),
            ("calendar", &site.data.calendar),
            ("people", &site.data.people),
        ];
        let registers = registers.map(|(key, named)| named.clone().unwrap_or_else(|| usual_path(key)));
        let named = named.into_iter().flatten().cloned().chain(registers);
        let named: Vec<String> = named.filter(|path| !is_remote(path)).collect();
        reader.report_misnamed(&named);
        let tthc = reader.optional(&mut site.data.tthc, &mut site_json, "tthc", Names::Tthc, &base)?;
        if let Some(file) = &tthc {
            reader.report_figures(file);
        }
        // Only a file is read here. Readers' browsers ask a live counter.
        let is_file = |source: &visits::VisitsSource| source.kind == visits::VisitsKind::File;
        let mut file = site.data.visits.clone().filter(is_file).map(|source| source.address);
        let visits = reader.optional(&mut file, &mut site_json, "visits", Names::Visits, &base)?;
        if file.is_none() && site.data.visits.as_ref().is_some_and(is_file) {
            site.data.visits = None;
        }
        name_if_there(files, &mut site.data.office, &mut site_json, "office");
        name_if_there(files, &mut site.data.alerts, &mut site_json, "alerts");
        name_if_there(files, &mut site.data.procedures, &mut site_json, "procedures");
        name_if_there(files, &mut site.data.documents, &mut site_json, "documents");
        name_if_there(files, &mut site.data.calendar, &mut site_json, "calendar");
        name_if_there(files, &mut site.data.people, &mut site_json, "people");
        let registers = Registers {
            office: reader.optional(&mut site.data.office, &mut site_json, "office", Names::Office, &base)?,
            alerts: reader.optional(&mut site.data.alerts, &mut site_json, "alerts", Names::Alerts, &base)?,
            procedures: reader.optional(
                &mut site.data.procedures,
                &mut site_json,
                "procedures",
                Names::Procedures,
                &base,
            )?,
            documents: reader.optional(
                &mut site.data.documents,
                &mut site_json,
                "documents",
                Names::Documents,
                &base,
            )?,
            calendar: reader.optional(&mut site.data.calendar, &mut site_json, "calendar", Names::Calendar, &base)?,
            people: reader.optional(&mut site.data.people, &mut site_json, "people", Names::People, &base)?,
        };
        reader.findings.extend(registers.remarks());
        registers.complete(&mut site, &mut site_json);
        if registers.procedures.is_some() {
            reader.own.push(address::PROCEDURES_TABLE.to_owned());
        }
        if registers.documents.is_some() {
            reader.own.push(address::DOCUMENTS_TABLE.to_owned());
        }
        if registers.calendar.is_some() {
            reader.own.push(address::CALENDAR_TABLE.to_owned());
        }
        if registers.people.is_some() {
            reader.own.push(address::PEOPLE_TABLE.to_owned());
        }
        let is_feed_named = site_json.pointer("/data/articles").is_some_and(|path| !path.is_null());
        let mut articles = reader.articles(&site.data.articles, &site.base_url, &base)?;
        let ArticleFiles { articles: in_files, findings: of_files, own, pictures: word_pictures, personal_data_ok } =
            ArticleFiles::read(files, &site, &base, &articles)?;
        let lacks_articles = reader.lacks_feed && own.is_empty();
        if reader.lacks_feed {
            reader.report_missing_feed(&site.data.articles, is_feed_named, lacks_articles);
        }
        reader.findings.extend(of_files);
        reader.personal_data_ok.extend(personal_data_ok);
        reader.own.extend(own);
        for (path, article) in in_files {
            reader.origins.others.insert(article.id.clone(), path);
            articles.push(article);
        }
        let files: &dyn Files = &WithWordPictures { files, pictures: &word_pictures };
        let shared = sharing_slugs(&articles);
        feed::make_slugs_unique(&mut articles, &shared);
        articles.sort_by(feed::newest_first);
        site.newest_year = archive::newest_year(&articles).map(u32::from);
        let of_recordings = recordings::complete(files, &base, &mut articles, &|article| reader.origins.of(article));
        reader.findings.extend(of_recordings);
        let site_address = format!("{base}{}", address::SITE);
        let texts: Vec<Option<Html>> = site.pages.iter().map(|page| page.content(&site_address)).collect();
        let roles = Roles::of(&site, &base, &articles, texts.iter().flatten());
        let pictures = Pictures::new(files, &base, media, roles, studio);
        let review = Review::of(&reader.origins, &site);
        let reviewed: Vec<Finding> = articles
            .par_iter_mut()
            .flat_map_iter(|article| {
                let (source, remarks) = (article.content.take(), Remarks::default());
                let show = |address: &str| pictures.show(address, &remarks);
                article.content = source.as_ref().map(|source| Html::Clean(clean(source, &show)));
                (article.image, article.srcset) = main_picture(article.image.take(), &show);
                article.item = Some(format!("{base}{}", address::item(&article.slug)));
                let reviewed = review.article(article, source.as_ref());
                remarks
                    .of_text(reader.origins.of(article), &Place::article(article))
                    .chain(reviewed)
                    .collect::<Vec<_>>()
            })
            .collect();
        privacy::add_page(&mut site, &mut site_json, &embed, &articles, is_offline);
        let review = Review::of(&reader.origins, &site);
        let texts: Vec<Option<Html>> = site.pages.iter().map(|page| page.content(&site_address)).collect();
        let mut of_pictures = Vec::new();
        let mut standing: Vec<String> = Vec::with_capacity(texts.len());
        for (page, text) in site.pages.iter().zip(&texts) {
            let remarks = Remarks::default();
            let cleaned = text.as_ref().map(|text| clean(text, &|address| pictures.show(address, &remarks)));
            standing.push(cleaned.unwrap_or_default());
            of_pictures.extend(remarks.of_text(address::SITE, &Place::page(page)));
        }
        let of_people = Remarks::default();
        let photo = |address: &str| main_picture(Some(address.to_owned()), &|it| pictures.show(it, &of_people));
        let people = registers.people(&photo);
        if let Some(file) = &registers.people {
            let place = Place::Value { path: "people".to_owned(), title: None };
            of_pictures.extend(of_people.of_text(&file.path, &place));
        }
        let review_page = |((page, source), cleaned): ((&site::Page, &Option<Html>), &String)| {
            review.page(page, source.as_ref(), cleaned)
        };
        let reviewed_pages = site.pages.iter().zip(&texts).zip(&standing).flat_map(review_page);
        let reviewed: Vec<Finding> = reviewed.into_iter().chain(reviewed_pages).collect();
        // Every page contains site.json, so it has neither the standing pages' texts, which have documents of their own, nor the
        // old addresses and partners, which only the configuration of hosts needs.
        if let Some(object) = site_json.as_object_mut() {
            object.remove("redirects");
            object.remove("embed");
            object.remove("media");
        }
        let pages = site_json.get_mut("pages").and_then(Value::as_array_mut);
        for page in pages.into_iter().flatten().filter_map(Value::as_object_mut) {
            page.remove("content_html");
            page.remove("content_text");
        }
        let Reader { mut findings, errors, own, origins, personal_data_ok, listed, .. } = reader;
        findings.extend(reviewed);
        findings.extend(of_pictures);
        findings.extend(look_at_unshown(files, &pictures));
        let pictures = pictures.finish()?;
        // Without site.json it is not known where on its host the site lies.
        if site_is_read {
            findings.extend(missing_files(files, &base, &site, &articles, &origins, &standing));
            findings.extend(missing_register_files(files, &base, &registers));
        }
        Ok(Self {
            categories: categories(&site, &articles),
            base,
            site,
            site_json,
            embed,
            is_offline,
            word_pictures,
            pictures,
            articles,
            tthc,
            visits,
            registers,
            people,
            standing,
            lacks_articles,
            is_listed: listed,
            origins,
            personal_data_ok,
            findings,
            errors,
            own_files: own,
        })
    }

    /// The files of the site folder that are not copied, because the build writes them or because they are for nobody else.
    pub(crate) fn own_files(&self) -> &[String] {
        &self.own_files
    }

    /// The figures; `None` where there is no period to show.
    pub(crate) fn figures(&self) -> Option<&Tthc> {
        self.tthc.as_ref().map(|file| &file.value).filter(|figures| figures.latest().is_some())
    }

    /// The absolute URL of an address on the site, percent-encoded.
    pub(crate) fn absolute(&self, address: &str) -> String {
        let absolute = html_addresses::absolute(&self.site.base_url, &self.base, address);
        Url::parse(&absolute).map_or(absolute, String::from)
    }
}

/// Where a document lies that site.json does not name.
fn usual_path(key: &str) -> String {
    format!("data/{key}.json")
}

/// Names the document `data/<key>.json` in a site.json where there is such a file and site.json names none.
fn name_if_there(files: &dyn Files, named: &mut Option<String>, site_json: &mut Value, key: &str) {
    let path = usual_path(key);
    if named.is_some() || files.has(&path) != Some(true) {
        return;
    }
    match site_json.get_mut("data") {
        Some(Value::Object(data)) => drop(data.insert(key.to_owned(), path.as_str().into())),
        _ => site_json["data"] = serde_json::json!({ key: path }),
    }
    *named = Some(path);
}

/// Sets the visitor counter in a site.json.
pub(crate) fn set_counter(site_json: &mut Value, counter: &visits::VisitsSource) {
    let named = serde_json::json!({"kind": "counter", "url": counter.address});
    match site_json.get_mut("data") {
        Some(Value::Object(data)) => drop(data.insert("visits".to_owned(), named)),
        _ => site_json["data"] = serde_json::json!({ "visits": named }),
    }
}

/// Fails if a path cannot be a site's root on its host.
pub(crate) fn require_base_path(base: &str) -> Result<(), PublishError> {
    if is_base_path(base) { Ok(()) } else { Err(PublishError::BasePath(base.to_owned())) }
}

struct Reader<'a> {
    files: &'a dyn Files,
    findings: Vec<Finding>,
    errors: Vec<DocumentError>,
    own: Vec<String>,
    origins: Origins,
    personal_data_ok: HashMap<String, String>,
    listed: bool,
    lacks_feed: bool,
}

impl Reader<'_> {
    /// The site's description. If it cannot be read, a stand-in takes its place, so that the other documents are read too.
    fn site(&mut self) -> Result<(Site, Value), PublishError> {
        let Some(bytes) = self.files.read(address::SITE)? else {
            let other = similar_files::meant_document(self.files, address::SITE);
            return Err(other.map_or(PublishError::NoSite, PublishError::SiteMisnamed));
        };
        let parsed = self.parse(address::SITE, Names::Site, &bytes);
        match parsed.and_then(|json| Ok((Site::from_json(address::SITE, json.clone())?, json))) {
            Ok(read) => Ok(read),
            Err(error) => {
                self.errors.push(error);
                let json = serde_json::json!({"version": 1, "name": "?", "base_url": "https://xa.example/"});
                Ok((Site::from_json(address::SITE, json.clone())?, json))
            }
        }
    }

    /// Parses a document, and reports the names in it that are not read.
    fn parse(&mut self, path: &str, names: Names, bytes: &[u8]) -> Result<Value, DocumentError> {
        let json = parse(path, bytes)?;
        self.findings.extend(field_names::misnamed(path, names, &json));
        for (place, name) in repeated_names(bytes) {
            self.findings.push(Finding::new(FindingKind::FieldRepeated, path, place, say::Repeated { name }));
        }
        Ok(json)
    }

    /// An optional document. If it does not exist, its name is removed from site.json, so that pages do not mention it. A document on
    /// another host is left to the app, unless it can be read from here.
    fn optional<T: JsonDocument>(
        &mut self,
        named: &mut Option<String>,
        site_json: &mut Value,
        key: &str,
        names: Names,
        base: &str,
    ) -> Result<Option<SourceFile<T>>, PublishError> {
        let Some(path) = named.clone().filter(|path| self.files.reaches(path)) else { return Ok(None) };
        let read = match self.files.read(&path) {
            Err(PublishError::Document(error)) => Err(error),
            read => Ok(read?),
        };
        let read = read.and_then(|bytes| {
            let Some(bytes) = bytes else { return Ok(None) };
            let json = self.parse(&path, names, &bytes)?;
            // Relative addresses are resolved against the address at which the document will be published.
            let address = if is_remote(&path) { path.clone() } else { format!("{base}{path}") };
            let value = T::from_json(&address, json.clone())
                .map_err(|error| DocumentError::new(&path, error.place.clone(), error.problem.clone()))?;
            Ok(Some((value, json, bytes)))
        });
        match read {
            Ok(Some((value, json, bytes))) => {
                self.own.push(path.clone());
                Ok(Some(SourceFile { path, bytes, json, value }))
            }
            Ok(None) => {
                let (kind, message) = match similar_files::meant_document(self.files, &path) {
                    Some(other) => (FindingKind::DocumentLeftOut, say::DocumentMeant { path, other }.to_string()),
                    None => (FindingKind::DocumentMissing, say::DocumentMissing { path }.to_string()),
                };
                self.findings.push(Finding::new(kind, address::SITE, format!("data.{key}"), message));
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

    /// Reports files that nearly have the name of a document. No one reads them.
    fn report_misnamed(&mut self, named: &[String]) {
        for document in named.iter().map(String::as_str).chain([address::SITE]) {
            for path in similar_files::misnamed(self.files, document) {
                if !named.contains(&path) {
                    let message = say::DocumentMisnamed { document };
                    self.findings.push(Finding::new(FindingKind::DocumentMisnamed, &path, "", message));
                }
            }
        }
    }

    /// Reports the figures that could not be used. The build writes their table, so a table in the folder is not copied.
    fn report_figures(&mut self, file: &SourceFile<Tthc>) {
        for remark in &file.value.remarks {
            let kind = if remark.is_loss { FindingKind::FiguresLeftOut } else { FindingKind::NumberLeftOut };
            self.findings.push(Finding::new(kind, &file.path, remark.place.clone(), &remark.problem));
        }
        // The frame reads figures too, and what checks addresses would add 5 kB to it. The page links to nothing but http.
        let source = file.value.source.as_ref().and_then(|source| source.url.as_ref());
        if let Some(found) = source.filter(|address| !is_link(address)) {
            let message = say::BadSourceAddress { found };
            self.findings.push(Finding::new(FindingKind::NumberLeftOut, &file.path, "source.url", message));
        }
        self.own.push(address::TTHC_TABLE.to_owned());
    }

    /// The articles of the feed and of the documents that it continues in.
    fn articles(&mut self, named: &str, base_url: &str, base: &str) -> Result<Vec<Article>, PublishError> {
        let mut articles: Vec<Article> = Vec::new();
        let mut ids = HashMap::new();
        let mut path = if self.files.reaches(named) { named.to_owned() } else { DEFAULT_ARTICLES.to_owned() };
        if path != named && self.files.has(&path) == Some(false) {
            let message = say::FeedElsewhere { address: named, path };
            self.findings.push(Finding::new(FindingKind::DocumentLeftOut, address::SITE, "data.articles", message));
            return Ok(articles);
        }
        self.origins.feed.clone_from(&path);
        let mut seen = HashSet::new();
        while seen.insert(path.clone()) {
            if seen.len() > MAX_DOCUMENTS {
                let message = say::FeedTooLong { limit: MAX_DOCUMENTS };
                self.findings.push(Finding::new(FindingKind::DocumentLeftOut, &path, "next_url", message));
                break;
            }
            let feed = match self.feed(&path, base) {
                Ok(Some(feed)) => feed,
                Ok(None) if seen.len() > 1 => {
                    self.findings.push(Finding::new(FindingKind::DocumentLeftOut, &path, "", say::FeedCutOff));
                    break;
                }
                Ok(None) => {
                    self.lacks_feed = true;
                    break;
                }
                Err(PublishError::Document(error)) => {
                    self.errors.push(error);
                    break;
                }
                Err(error) => return Err(error),
            };
            self.listed |= feed.listing.is_some();
            for remark in &feed.remarks {
                let kind = match remark.problem {
                    ItemProblem::PastLimit(_) => FindingKind::DocumentLeftOut,
                    _ if remark.problem.is_loss() => FindingKind::ItemRejected,
                    _ => FindingKind::FieldLeftOut,
                };
                let place = Place::Value { path: remark.place(), title: remark.name.clone() };
                self.findings.push(Finding::new(kind, &path, place, &remark.problem));
            }
            for article in feed.articles {
                match ids.get(&article.id) {
                    None => {
                        ids.insert(article.id.clone(), articles.len());
                        if seen.len() > 1 {
                            self.origins.others.insert(article.id.clone(), path.clone());
                        }
                        articles.push(article);
                    }
                    // The documents of a feed overlap when an article was added between two requests. Nothing is lost.
                    Some(earlier) if is_same(&articles[*earlier], &article) => {}
                    Some(_) => {
                        let place = Place::article(&article);
                        self.findings.push(Finding::new(FindingKind::ItemRejected, &path, place, say::IdTaken));
                    }
                }
            }
            self.own.push(path.clone());
            let Some(next) = feed.next_url else { break };
            let local = next.strip_prefix(base_url).or_else(|| next.strip_prefix(base)).unwrap_or(&next).to_owned();
            if !self.files.reaches(&local) || local.starts_with('/') {
                let message = say::FeedLeadsOut { address: next };
                self.findings.push(Finding::new(FindingKind::DocumentLeftOut, &path, "next_url", message));
                break;
            }
            path = local;
        }
        Ok(articles)
    }

    /// Notes why the personal data of articles may be published. What is no reason is told.
    fn note_reasons(&mut self, path: &str, feed: &Value) {
        for (i, item) in feed["items"].as_array().into_iter().flatten().enumerate() {
            if item["_trangxa"]["personal_data_ok"].is_null() {
                continue;
            }
            match (feed::id(item), feed::personal_data_ok(item)) {
                (Some(id), Some(reason)) => drop(self.personal_data_ok.entry(id).or_insert(reason)),
                (_, None) => {
                    let title = item["title"].as_str().map(str::to_owned);
                    let place = Place::Value { path: format!("items[{i}]._trangxa.personal_data_ok"), title };
                    self.findings.push(Finding::new(FindingKind::FieldLeftOut, path, place, personal_data::NoReason));
                }
                // An article without an id is rejected.
                (None, Some(_)) => {}
            }
        }
    }

    /// Reports a feed that does not exist. A site may have its articles in files, or none yet; `is_named` says that site.json names the feed, and
    /// `is_empty` that there are no articles at all.
    fn report_missing_feed(&mut self, path: &str, is_named: bool, is_empty: bool) {
        let error = |problem: String| DocumentError::new(path, "", Problem::Shape(problem));
        // A site must not lose all its articles because its feed was renamed.
        if let Some(other) = similar_files::meant_document(self.files, path) {
            self.errors.push(error(say::FeedMeant { other, path }.to_string()));
        } else if self.files.has(path).is_none() || is_named && is_empty {
            // Files that cannot be listed are those of a site on the web, whose articles are all in its feed.
            self.errors.push(error(say::FeedMissing.to_string()));
        } else if is_named {
            let message = say::DocumentMissing { path };
            self.findings.push(Finding::new(FindingKind::DocumentMissing, address::SITE, "data.articles", message));
        } else if is_empty {
            self.findings.push(Finding::new(FindingKind::PartMissing, address::SITE, "", FirstArticle));
        }
    }

    fn feed(&mut self, path: &str, base: &str) -> Result<Option<Feed>, PublishError> {
        let Some(bytes) = self.files.read(path)? else { return Ok(None) };
        // Relative addresses are resolved against the address at which the feed will be published.
        let address = if is_remote(path) { path.to_owned() } else { format!("{base}{path}") };
        let parsed = self.parse(path, Names::Feed, &bytes);
        let read = parsed.and_then(|json| {
            self.note_reasons(path, &json);
            Feed::from_json(&address, json)
        });
        Ok(Some(read.map_err(|error| DocumentError::new(path, error.place.clone(), error.problem.clone()))?))
    }
}

/// Reviews the texts of a site.
struct Review<'a> {
    origins: &'a Origins,
    /// The site's host.
    host: Option<&'a str>,
}

impl<'a> Review<'a> {
    fn of(origins: &'a Origins, site: &'a Site) -> Self {
        Self { origins, host: url::host(&site.base_url) }
    }

    /// What a reader of an article would stumble over. `source` is its text before it was cleaned.
    fn article(&self, article: &Article, source: Option<&Html>) -> Vec<Finding> {
        let reviewed = Reviewed {
            file: self.origins.of(article),
            place: Place::article(article),
            plain: [Some(&article.title), article.summary.as_ref()]
                .into_iter()
                .flatten()
                .chain(article.changes.iter().map(|change| &change.what))
                .map(String::as_str)
                .collect(),
            source: source.and_then(markup),
            cleaned: article.content.as_ref().map(Html::as_str).unwrap_or_default(),
            host: self.host,
        };
        reviewed.findings()
    }

    /// What a reader of a standing page would stumble over.
    fn page(&self, page: &site::Page, source: Option<&Html>, cleaned: &str) -> Vec<Finding> {
        let reviewed = Reviewed {
            file: address::SITE,
            place: Place::page(page),
            plain: vec![&page.title],
            source: source.and_then(markup),
            cleaned,
            host: self.host,
        };
        reviewed.findings()
    }
}

/// The markup of a document; `None` for what this program made of plain text.
fn markup(content: &Html) -> Option<&str> {
    match content {
        Html::Raw { html, .. } => Some(html),
        Html::Clean(_) => None,
    }
}

/// Whether two items are the same article.
fn is_same(one: &Article, other: &Article) -> bool {
    let text = |article: &Article| article.content.as_ref().map(|content| content.as_str().to_owned());
    one.title == other.title && one.published == other.published && text(one) == text(other)
}

/// The main picture of an article and its sizes.
fn main_picture(image: Option<String>, show: &dyn Fn(&str) -> Option<Shown>) -> (Option<String>, Option<String>) {
    let Some(image) = image else { return (None, None) };
    match show(&image) {
        Some(Shown::LeftOut) => (None, None),
        Some(Shown::At { srcset, .. }) => (Some(image), srcset),
        None => (Some(image), None),
    }
}

/// Looks at the pictures in the folders for media and for articles that no text shows. Other sites may link to them, so they are published
/// without the camera's notes, too.
fn look_at_unshown(files: &dyn Files, pictures: &Pictures<'_>) -> Vec<Finding> {
    // If the folder cannot be listed, the step that copies its files reports that.
    let entries = files.entries().unwrap_or_default();
    let is_unshown = |entry: &&FolderEntry| {
        [MEDIA, ARTICLES].iter().any(|folder| entry.path.starts_with(folder))
            && pictures::is_named_as_picture(&entry.path)
            && !pictures.has_looked_at(&entry.path)
    };
    let found = entries.par_iter().filter(is_unshown).flat_map_iter(|entry| {
        let remarks = Remarks::default();
        pictures.look_at_unshown(&entry.path, &remarks);
        remarks.of_files().collect::<Vec<_>>()
    });
    found.collect()
}

/// Pictures and attachments whose files are missing.
fn missing_files(
    files: &dyn Files,
    base: &str,
    site: &Site,
    articles: &[Article],
    origins: &Origins,
    standing: &[String],
) -> Vec<Finding> {
    let similar = SimilarFiles::new(files);
    let is_missing = |address: &str| {
        let path = decoded(address.strip_prefix(base)?)?;
        (files.has(&path) == Some(false)).then_some(path)
    };
    let missing = |file: &str, place: Place, address: &str| {
        if let Some(message) = outside(files, base, address, file) {
            return Some(Finding::new(FindingKind::FileMissing, file, place, message));
        }
        let path = is_missing(address)?;
        let message = similar.with_hint(say::FileMissing { path: &path }, &path, file);
        Some(Finding::new(FindingKind::FileMissing, file, place, message))
    };
    let of_articles = articles.par_iter().flat_map_iter(|article| {
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        let named = article.attachments.iter().map(|file| file.url.clone()).chain(article.image.clone());
        let mut seen = HashSet::new();
        let new = named.chain(addresses(text, "src")).filter(|address| seen.insert(address.clone()));
        let place = Place::article(article);
        new.filter_map(|address| missing(origins.of(article), place.clone(), &address)).collect::<Vec<_>>()
    });
    let mut found: Vec<Finding> = of_articles.collect();
    for (page, text) in site.pages.iter().zip(standing) {
        let place = Place::page(page);
        found.extend(
            addresses(text, "src").into_iter().filter_map(|address| missing(address::SITE, place.clone(), &address)),
        );
    }
    found
}

/// Forms of procedures, photographs of people and files of official documents that are not there.
fn missing_register_files(files: &dyn Files, base: &str, registers: &Registers) -> Vec<Finding> {
    let similar = SimilarFiles::new(files);
    let mut found = Vec::new();
    let mut look = |document: &str, place: Place, address: &str| {
        let path = address.strip_prefix(base).and_then(decoded).filter(|path| files.has(path) == Some(false));
        let missing = path.map(|path| similar.with_hint(say::FileMissing { path: &path }, &path, document));
        if let Some(message) = outside(files, base, address, document).or(missing) {
            found.push(Finding::new(FindingKind::FileMissing, document, place, message));
        }
    };
    if let Some(file) = &registers.procedures {
        for procedure in &file.value.procedures {
            for address in procedure.papers.iter().filter_map(|paper| paper.form.as_ref()) {
                let path = format!("procedures[{}].papers", procedure.index);
                look(&file.path, Place::Value { path, title: Some(procedure.name.clone()) }, address);
            }
        }
    }
    if let Some(file) = &registers.people {
        for person in &file.value.people {
            if let Some(photo) = &person.photo {
                let title = person.name.clone().or_else(|| person.post.clone());
                look(&file.path, Place::Value { path: format!("people[{}].photo", person.index), title }, photo);
            }
        }
    }
    if let Some(file) = &registers.documents {
        for document in &file.value.documents {
            for of_document in &document.files {
                let path = format!("documents[{}].files", document.index);
                look(&file.path, Place::Value { path, title: Some(document.name()) }, &of_document.url);
            }
        }
    }
    found
}

/// A sentence about an address that begins at the root of the host, where the site lies in a folder of it.
fn outside(files: &dyn Files, base: &str, address: &str, document: &str) -> Option<String> {
    let rest = address.strip_prefix('/').filter(|rest| !rest.starts_with('/') && !address.starts_with(base))?;
    let path = decoded(rest).filter(|path| files.has(path) == Some(true))?;
    let up = "../".repeat(document.matches('/').count());
    Some(say::OutsideOfSite { address, root: base, path: format_args!("{up}{path}") }.to_string())
}

/// The indices of the articles whose slug another article has too.
fn sharing_slugs(articles: &[Article]) -> Vec<usize> {
    let mut count: HashMap<&Slug, usize> = HashMap::new();
    for article in articles {
        *count.entry(&article.slug).or_default() += 1;
    }
    (0..articles.len()).filter(|i| count[&articles[*i].slug] > 1).collect()
}

/// The site's categories, followed by those that only articles name.
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
