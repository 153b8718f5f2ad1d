//! The style sheet. Its source is one sheet in files (`style/`), and each page carries the files that a page of its kind uses. When the
//! program shows a page of another kind, it adds the whole sheet, which lies at the site's root.
//!
//! The order of the rules is the same in all sheets. So a page looks the same with its own sheet, and with the whole sheet after it, as
//! long as its own contains every rule that applies to anything on the page.

use crate::error::PublishError;
use crate::hash::csp_source;
use std::fmt::Display;
use std::fs;
use std::path::Path;
use trang_xa::route::Route;
use trangxa_clean::allowed::{FILM, GALLERY};
use trangxa_messages::publish_errors as say;
use trangxa_model::fingerprint::fingerprint;

/// The folder of the style sheet in the built app.
pub(crate) const STYLE: &str = "style/";

/// The kinds of pages that carry different sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    Article,
    ArticleWithTable,
    /// With a recording, a gallery or a film, and perhaps with a table.
    ArticleWithMedia,
    /// A standing page, or the site map.
    Text,
    List,
    Dashboard,
    Procedures,
    /// Official documents, the calendar, people.
    Register,
    /// The search, and the archive.
    Search,
    Embed,
    /// A page that stands for any address, on which the program may show a page of any kind.
    Any,
}

impl PageKind {
    const ALL: [Self; 11] = [
        Self::Article,
        Self::ArticleWithTable,
        Self::ArticleWithMedia,
        Self::Text,
        Self::List,
        Self::Dashboard,
        Self::Procedures,
        Self::Register,
        Self::Search,
        Self::Embed,
        Self::Any,
    ];

    /// The kind of the page of this route with this markup.
    pub(crate) fn of(route: &Route, markup: &str) -> Self {
        match route {
            Route::Article(_) if has_media(markup) => Self::ArticleWithMedia,
            Route::Article(_) if markup.contains("<table") => Self::ArticleWithTable,
            Route::Article(_) => Self::Article,
            Route::Standing(_) | Route::SiteMap => Self::Text,
            Route::Home | Route::News { .. } | Route::Category { .. } => Self::List,
            Route::Tthc => Self::Dashboard,
            Route::Procedures | Route::Procedure(_) => Self::Procedures,
            Route::OfficialDocuments { .. } | Route::OfficialDocument(_) | Route::Calendar | Route::People => {
                Self::Register
            }
            Route::Search | Route::NewsArchive { .. } => Self::Search,
            Route::Embed => Self::Embed,
            Route::NotFound => Self::Any,
        }
    }

    /// The files that it uses besides those of [`ON_EVERY_PAGE`]; `None` for all files.
    const fn files(self) -> Option<&'static [&'static str]> {
        Some(match self {
            Self::Article => &["card", "aside", "text", "cards", "byline", "article"],
            Self::ArticleWithTable => &["card", "aside", "text", "tables", "cards", "byline", "article"],
            Self::ArticleWithMedia => {
                &["card", "aside", "text", "media", "recordings", "tables", "cards", "byline", "article"]
            }
            Self::Text => &["card", "aside", "text", "media", "tables", "site-map", "office"],
            Self::List => &["card", "aside", "cards", "lists", "calendar"],
            Self::Dashboard => &["card", "aside", "tables", "byline", "picker", "dashboard"],
            Self::Procedures => &["tables", "byline", "register", "procedures"],
            Self::Register => &["register", "official", "calendar", "people"],
            Self::Search => &["register", "search"],
            Self::Embed => &["cards", "picker", "embed"],
            Self::Any => return None,
        })
    }
}

/// Whether a page's markup has a recording, a gallery or a film.
fn has_media(markup: &str) -> bool {
    // No text of an article has this element: the cleaner makes a link of it.
    markup.contains("<audio ")
        || [GALLERY, FILM].iter().any(|(name, value)| markup.contains(&format!("{name}=\"{value}\"")))
}

/// The files that every page uses.
const ON_EVERY_PAGE: [&str; 4] = ["base", "counters", "shell", "reading"];

/// A sheet that pages contain.
pub(crate) struct Sheet {
    /// The CSS.
    pub css: String,
    /// The source expression that allows it in a content security policy.
    pub hash: String,
}

impl Sheet {
    fn new(css: String) -> Self {
        let hash = csp_source(&css);
        Self { css, hash }
    }
}

/// The style sheet of a built app.
pub(crate) struct Style {
    /// One for each of [`PageKind::ALL`], in that order.
    sheets: [Sheet; PageKind::ALL.len()],
    /// The name of the file with the whole sheet, which changes with the content.
    pub name: String,
}

impl Style {
    /// Reads the style sheet of an app folder.
    pub(crate) fn read(app: &Path) -> Result<Self, PublishError> {
        let folder = app.join(STYLE);
        let files = files(&folder)?;
        let named = ON_EVERY_PAGE.iter().chain(PageKind::ALL.iter().flat_map(|kind| kind.files().unwrap_or_default()));
        if let Some(missing) = named.clone().find(|name| !files.iter().any(|file| file.name == **name)) {
            return Err(broken(&folder, &say::AppStylesheetMissing { file: format_args!("{missing}.css") }));
        }
        let sheet = |kind: PageKind| {
            let is_used = |file: &&CssFile| {
                let name = file.name.as_str();
                kind.files().is_none_or(|names| names.contains(&name) || ON_EVERY_PAGE.contains(&name))
            };
            Sheet::new(files.iter().filter(is_used).map(|file| file.css.as_str()).collect())
        };
        let sheets = PageKind::ALL.map(sheet);
        let name = format!("style-{}.css", fingerprint(sheets[PageKind::Any as usize].css.as_bytes()));
        Ok(Self { sheets, name })
    }

    /// The sheet that a page of this kind contains.
    pub(crate) fn of(&self, kind: PageKind) -> &Sheet {
        &self.sheets[kind as usize]
    }

    /// The whole sheet.
    pub(crate) fn whole(&self) -> &Sheet {
        self.of(PageKind::Any)
    }

    /// All sheets.
    pub(crate) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }
}

/// A file of a style sheet.
struct CssFile {
    /// Its name in the source, without its ending.
    name: String,
    css: String,
}

/// The joined style sheets that the page of a folder names.
pub(crate) fn joined(folder: &Path) -> Result<String, PublishError> {
    Ok(files(folder)?.into_iter().map(|file| file.css).collect())
}

/// The style sheets that the page of a folder names, in its order. Fails if it names none.
fn files(folder: &Path) -> Result<Vec<CssFile>, PublishError> {
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).map_err(PublishError::read(&index))?;
    let links = page.match_indices("<link ").filter_map(|(at, _)| page[at..].split('>').next());
    let mut files = Vec::new();
    for link in links.filter(|link| link.contains("stylesheet")) {
        // A minified page has no quotes around attributes.
        let address = link.split("href=").nth(1).and_then(|it| it.trim_start_matches('"').split(['"', ' ']).next());
        let file = address
            .and_then(|address| address.rsplit('/').next())
            .ok_or_else(|| broken(folder, &say::AppStylesheetWithoutAddress))?;
        let path = folder.join(file);
        let css = fs::read_to_string(&path).map_err(PublishError::read(&path))?;
        let name = file.rsplit_once('-').map_or(file, |(name, _)| name).to_owned();
        files.push(CssFile { name, css: with_known_queries(css.trim()) });
    }
    if files.is_empty() { Err(broken(folder, &say::AppNoStylesheet)) } else { Ok(files) }
}

fn broken(folder: &Path, problem: &dyn Display) -> PublishError {
    PublishError::App { path: folder.join("index.html"), problem: problem.to_string() }
}

/// CSS with media queries that older browsers know. Trunk's minifier writes `(min-width:52rem)` as `(width>=52rem)`, which Safari
/// understands from 16.4 on: iPhones that stay at iOS 15 would not see these rules.
fn with_known_queries(css: &str) -> String {
    css.replace("(width>=", "(min-width:").replace("(width<=", "(max-width:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use trangxa_test_support::SiteFolder;

    fn read(folder: &SiteFolder) -> Result<Style, PublishError> {
        Style::read(&folder.path("app"))
    }

    #[test]
    fn each_sheet_is_a_part_of_the_whole_one_in_its_order() {
        let folder = SiteFolder::default();
        folder.write_stand_in_app("");
        let style = read(&folder).unwrap();
        let rules = |sheet: &Sheet| sheet.css.split_inclusive('}').map(str::to_owned).collect::<Vec<_>>();
        let whole = rules(style.whole());
        for kind in PageKind::ALL {
            let own = rules(style.of(kind));
            let kept: Vec<String> = whole.iter().filter(|rule| own.contains(rule)).cloned().collect();
            assert_eq!(own, kept, "{kind:?}");
            assert_eq!(own.len() == whole.len(), kind == PageKind::Any, "{kind:?}");
        }
        let hashes: HashSet<&str> = style.sheets().iter().map(|sheet| sheet.hash.as_str()).collect();
        assert_eq!(hashes.len(), PageKind::ALL.len());
    }

    #[test]
    fn an_app_without_one_of_the_files_is_refused() {
        let folder = SiteFolder::default();
        folder.write_stand_in_app("");
        let index = fs::read_to_string(folder.path("app/style/index.html"))
            .unwrap()
            .replace("/style/tables-0.css", "/style/other-0.css");
        folder.write("app/style/other-0.css", "a{}");
        folder.write("app/style/index.html", index);
        let error = read(&folder).err().unwrap().to_string();
        assert!(error.contains("does not name tables.css"), "{error}");
    }

    #[test]
    fn an_article_carries_the_style_of_tables_and_media_only_where_it_has_them() {
        let article = Route::parse("bai/a/");
        assert_eq!(PageKind::of(&article, "<table><tr>"), PageKind::ArticleWithTable);
        assert_eq!(PageKind::of(&article, "<p>table film class='film'</p>"), PageKind::Article);
        for media in ["<div class=\"gallery\">", "<table><p><a href=\"/x\" class=\"film\">", "<audio controls>"] {
            assert_eq!(PageKind::of(&article, media), PageKind::ArticleWithMedia);
        }
        assert_eq!(PageKind::of(&Route::NotFound, ""), PageKind::Any);
    }

    #[test]
    fn media_queries_are_those_that_old_browsers_know() {
        let css = "@media (width>=52rem){a{width:1px}}@media (width<=30rem){a{max-width:100%}}";
        let known = "@media (min-width:52rem){a{width:1px}}@media (max-width:30rem){a{max-width:100%}}";
        assert_eq!(with_known_queries(css), known);
    }
}
