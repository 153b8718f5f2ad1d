//! The articles that clerks write as files in the folder `bai/`: Markdown and Word documents.
//!
//! A file in the folder itself, or in one named by a year or by a year and a month (`bai/2026/`, `bai/2026/11/`), is an article. Other folders hold
//! pictures and attachments. A Word document that another article names is an attachment too, and is published as it is.

use crate::error::PublishError;
use crate::files::{Files, FolderEntry, decoded};
use crate::finding::{Finding, FindingKind, Place};
use crate::html_addresses::addresses;
use crate::portable;
use crate::similar_files::SimilarFiles;
use crate::word_pictures::{WordPicture, WordPictures};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use trangxa_articles::{self as problem, ArticleFile, Effect, FileKind, PICTURES, Problem, ProblemKind, read};
use trangxa_messages::{articles, personal_data};
use trangxa_model::feed::{self, ItemProblem};
use trangxa_model::{Article, Html, Site};

/// The folder with the articles, relative to the site's root.
pub(crate) const FOLDER: &str = "bai/";
/// The endings of files that hold a text and are not read, as people save them by mistake.
const OTHER_TEXTS: [&str; 11] = ["doc", "docm", "dotx", "htm", "html", "markdown", "mdown", "odt", "rtf", "txt", "wps"];

/// The articles of a site that lie as files in its folder.
#[derive(Default)]
pub(crate) struct ArticleFiles {
    /// The articles, each with the path of its file, in the order of their paths.
    pub articles: Vec<(String, Article)>,
    /// What an operator should know of the files.
    pub findings: Vec<Finding>,
    /// The paths of the files that were read. They are not published themselves.
    pub own: Vec<String>,
    /// The pictures in Word documents.
    pub pictures: WordPictures,
    /// Why the personal data of articles may be published, by their ids.
    pub personal_data_ok: HashMap<String, String>,
}

/// A file that was read.
struct ReadFile {
    path: String,
    kind: FileKind,
    file: ArticleFile,
}

impl ArticleFiles {
    /// Reads the files of a site. `base` is its root on its host, and `of_feed` are the articles of its feed, which come first where ids are the same.
    pub(crate) fn read(files: &dyn Files, site: &Site, base: &str, of_feed: &[Article]) -> Result<Self, PublishError> {
        let mut found = Self::default();
        found.report_folder(files);
        if files.list(FOLDER.trim_end_matches('/')).is_empty() {
            return Ok(found);
        }
        let entries = files.entries()?;
        let entries: Vec<&FolderEntry> =
            entries.iter().filter(|entry| entry.is_file() && entry.path.starts_with(FOLDER)).collect();
        // Word's mark that somebody has a document open is nothing for readers.
        let is_mark = |entry: &&&FolderEntry| entry.path.rsplit('/').next().is_some_and(|name| name.starts_with("~$"));
        found.own.extend(entries.iter().filter(is_mark).map(|entry| entry.path.clone()));
        let similar = SimilarFiles::new(files);
        let meant_file = |path: &str| similar.same_file(path);
        let context = trangxa_articles::Site { categories: &site.categories, meant_file: &meant_file };
        let paths = |kind| {
            let is_article = move |path: &&str| FileKind::of(path) == Some(kind) && holds_articles(path);
            entries.iter().map(|entry| entry.path.as_str()).filter(is_article)
        };
        let read_all = |paths: Vec<&str>| -> Vec<ReadFile> {
            let read_one = |path: &&str| {
                let kind = FileKind::of(path)?;
                let file = files.bytes(path).map(|bytes| read(path, &bytes, &context));
                // A name that not every system can hold is told with those of all other files.
                let is_told = file.is_none() && portable::problem(path).is_some();
                (!is_told).then(|| ReadFile { path: (*path).to_owned(), kind, file: file.unwrap_or_else(unopened) })
            };
            paths.par_iter().filter_map(read_one).collect()
        };
        let markdown = read_all(paths(FileKind::Markdown).collect());
        let mut named: HashSet<String> = markdown.iter().flat_map(|it| it.file.names.iter().cloned()).collect();
        let documents: Vec<&str> = paths(FileKind::Word).collect();
        if !documents.is_empty() {
            named.extend(named_by(of_feed, base));
        }
        let word = read_all(documents.into_iter().filter(|path| !named.contains(*path)).collect());
        for entry in &entries {
            found.report_unread(&entry.path, &named);
        }
        let mut ids: HashMap<String, String> =
            of_feed.iter().map(|article| (article.id.clone(), site.data.articles.clone())).collect();
        for file in markdown.into_iter().chain(word) {
            found.add(file, base, &mut ids);
        }
        found.articles.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(found)
    }

    /// Adds a file that was read, unless another article has its id.
    fn add(&mut self, read: ReadFile, base: &str, ids: &mut HashMap<String, String>) {
        let ReadFile { path, kind, file } = read;
        self.own.push(path.clone());
        let member =
            |name: &str| file.item.as_ref().and_then(|item| item[name].as_str()).unwrap_or_default().to_owned();
        let (id, title) = (member("id"), member("title"));
        for problem in &file.problems {
            self.findings.push(finding(&path, &id, &title, problem));
        }
        let Some(item) = file.item else { return };
        let mut remarks = Vec::new();
        let mut report = |field: &str, problem: ItemProblem| {
            let place = Place::Value { path: field.to_owned(), title: Some(title.clone()) };
            remarks.push(Finding::new(FindingKind::FieldLeftOut, &path, place, problem));
        };
        let address = format!("{base}{path}");
        let article = match Article::from_json(&address, &item, &mut report) {
            Ok(article) => article,
            Err(problem) => {
                self.findings.push(Finding::new(FindingKind::ItemRejected, &path, "", problem));
                return;
            }
        };
        self.findings.extend(remarks);
        if let Some(other) = ids.get(&article.id) {
            let message = articles::SameId { id: &article.id, other };
            self.findings.push(Finding::new(FindingKind::ItemRejected, &path, Place::article(&article), message));
            return;
        }
        ids.insert(article.id.clone(), path.clone());
        match feed::personal_data_ok(&item) {
            Some(reason) => drop(self.personal_data_ok.insert(article.id.clone(), reason)),
            None if item["_trangxa"]["personal_data_ok"].is_null() => {}
            None => {
                let place = Place::article(&article);
                self.findings.push(Finding::new(FindingKind::FieldLeftOut, &path, place, personal_data::NoReason));
            }
        }
        if kind == FileKind::Word {
            let picture = |picture: trangxa_articles::EmbeddedPicture| WordPicture {
                path: format!("{PICTURES}{}", picture.name),
                document: path.clone(),
                part: picture.part,
            };
            self.pictures.extend(file.pictures.into_iter().map(picture));
        }
        self.articles.push((path, article));
    }

    /// Reports a folder whose name is nearly that of the articles.
    fn report_folder(&mut self, files: &dyn Files) {
        let name = FOLDER.trim_end_matches('/');
        let is_meant =
            |other: &String| other != name && trangxa_model::Slug::make(other).is_some_and(|it| it.as_str() == name);
        for other in files.list("").into_iter().filter(is_meant) {
            let holds = files.list(&other).iter().any(|file| FileKind::of(file).is_some());
            if holds {
                let message = articles::FolderMisnamed { folder: FOLDER };
                self.findings.push(Finding::new(FindingKind::DocumentMisnamed, &format!("{other}/"), "", message));
            }
        }
    }

    /// Reports a file that is not read, although a person may have meant it as an article. `named` are the files that articles name.
    fn report_unread(&mut self, path: &str, named: &HashSet<String>) {
        let name = path.rsplit('/').next().unwrap_or(path);
        if named.contains(path) || name.starts_with(['~', '.']) {
            return;
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let message = match FileKind::of(path) {
            Some(_) if !holds_articles(path) => articles::Misplaced { folder: FOLDER }.to_string(),
            None if holds_articles(path) && OTHER_TEXTS.contains(&ending.as_str()) => {
                articles::NotRead { ending: &ending }.to_string()
            }
            _ => return,
        };
        self.findings.push(Finding::new(FindingKind::DocumentMisnamed, path, "", message));
    }
}

/// A file that cannot be opened.
fn unopened() -> ArticleFile {
    let problem = Problem { place: problem::Place::Whole, kind: ProblemKind::Unopened };
    ArticleFile { problems: vec![problem], ..ArticleFile::default() }
}

/// Whether the folder of a file holds articles: `bai/` itself, and those of years and their months in it.
fn holds_articles(path: &str) -> bool {
    let Some(rest) = path.strip_prefix(FOLDER) else { return false };
    let folders: Vec<&str> = rest.split('/').collect();
    let is_number = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match folders.as_slice() {
        [_] => true,
        [year, _] => is_number(year, 4..=4),
        [year, month, _] => is_number(year, 4..=4) && is_number(month, 1..=2),
        _ => false,
    }
}

/// The Word documents of the site that articles of its feed name.
fn named_by(of_feed: &[Article], base: &str) -> Vec<String> {
    let of_site = |address: &str| decoded(address.strip_prefix(base)?);
    let mut named = Vec::new();
    for article in of_feed {
        named.extend(article.attachments.iter().filter_map(|file| of_site(&file.url)));
        let Some(Html::Raw { html, base: document }) = &article.content else { continue };
        // Most texts name no document, and looking for addresses takes time.
        if html.contains(".docx") {
            let links = addresses(html, "href").into_iter();
            let resolved = links.filter_map(|link| trangxa_model::url::resolve(document, &link));
            named.extend(resolved.filter_map(|link| of_site(&link)));
        }
    }
    named
}

/// The finding of a problem. It names the line, and the id and title that people know the article by.
fn finding(path: &str, id: &str, title: &str, problem: &Problem) -> Finding {
    let kind = match (problem.kind.effect(), &problem.kind) {
        (_, ProblemKind::NoDate) => FindingKind::DateMissing,
        (Effect::Rejected, _) => FindingKind::ItemRejected,
        (Effect::PartLost, _) => FindingKind::PartLost,
        (Effect::FieldLeftOut, _) => FindingKind::FieldLeftOut,
        (Effect::FieldUnknown, _) => FindingKind::FieldUnknown,
        (Effect::FieldRepeated, _) => FindingKind::FieldRepeated,
        (Effect::ReadOtherwise, _) => FindingKind::ReadOtherwise,
        (Effect::Advice, _) => FindingKind::PassedOver,
    };
    let title = title.to_owned();
    let place = match &problem.place {
        problem::Place::Near(words) => Place::Near { words: words.clone(), title },
        _ if id.is_empty() => Place::from(""),
        _ => Place::Article { id: id.to_owned(), title },
    };
    let line = if let problem::Place::Line(line) = problem.place { Some(line) } else { None };
    Finding { line, ..Finding::new(kind, path, place, problem) }
}

#[cfg(test)]
mod tests {
    use super::holds_articles;

    #[test]
    fn folders_of_years_and_months_hold_articles() {
        for path in ["bai/x.md", "bai/2026/x.md", "bai/2026/11/x.docx", "bai/2026/1/x.md"] {
            assert!(holds_articles(path), "{path}");
        }
        for path in
            ["x.md", "data/x.md", "bai/anh/x.md", "bai/2026-11-28-x/don.docx", "bai/20261/x.md", "bai/2026/11/1/x.md"]
        {
            assert!(!holds_articles(path), "{path}");
        }
    }
}
