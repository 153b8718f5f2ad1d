//! The built app: its page as a template, its files as assets.

use crate::PublishError;
use crate::frames;
use crate::output::{Staging, files};
use crate::program::Program;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::{Site, html};

const MANIFEST: &str = "manifest.webmanifest";
const BOOT: &str = "boot.js";

/// Where a page will be, and in what language.
#[derive(Clone, Copy)]
pub struct Shell<'a> {
    /// The site's root on its host.
    pub base: &'a str,
    /// BCP 47 tag.
    pub language: &'a str,
}

/// A built app.
pub struct Template {
    folder: PathBuf,
    /// The page, cut where something is put in: before the head, up to the app's element, after it.
    parts: [String; 3],
    style: String,
    style_files: Vec<String>,
    program: Program,
    manifest: Value,
    /// Files whose names change with their content: the program's two, and what starts it.
    hashed: [String; 3],
}

impl Template {
    /// Reads an app folder, and refuses one whose program was made from other sources than this one: its components
    /// would not find the markup they expect.
    pub fn read(folder: &Path) -> Result<Self, PublishError> {
        let index = folder.join("index.html");
        let broken = |problem: &str| PublishError::App { path: index.clone(), problem: problem.to_owned() };
        let page = fs::read_to_string(&index).map_err(PublishError::read(&index))?;
        let style_tags = stylesheets(&page);
        if style_tags.iter().any(|tag| !tag.contains("href=\"/")) {
            return Err(broken("was not built for the root path \"/\""));
        }
        let (style, style_files) = styles(folder, &page)?;
        let boot_path = folder.join(BOOT);
        let boot_bytes = fs::read(&boot_path).map_err(PublishError::read(&boot_path))?;
        let boot = format!("boot-{}.js", fingerprint(&boot_bytes));
        let program = Program::read(folder)?;
        let ours = trang_xa::BUILD.as_bytes();
        if !program.wasm.windows(ours.len()).any(|window| window == ours) {
            let problem = format!("was built from other sources than this trangxa ({})", trang_xa::BUILD);
            return Err(PublishError::App { path: program.file().to_owned(), problem });
        }
        let manifest_path = folder.join(MANIFEST);
        let manifest = fs::read(&manifest_path).map_err(PublishError::read(&manifest_path))?;
        let manifest = serde_json::from_slice(&manifest)
            .map_err(|error| PublishError::App { path: manifest_path, problem: error.to_string() })?;

        let head = between(&page, "<!--head-->", "<!--/head-->").ok_or_else(|| broken("has no place for a head"))?;
        let app = between(&page, "<div id=\"app\">", "</div>").ok_or_else(|| broken("has no element for the app"))?;
        let (before, rest) = page.split_once(head).unwrap_or_default();
        let (middle, after) = rest.split_once(app).unwrap_or_default();
        let middle = style_tags.iter().fold(middle.to_owned(), |middle, tag| middle.replace(tag, ""));
        let middle = middle.replace(&format!("\"/{BOOT}\""), &format!("\"/{boot}\""));
        let [glue, wasm] = program.names_before();
        let middle = middle.replace(&glue, &program.glue_name()).replace(&wasm, &program.wasm_name());
        let parts = [before, &middle, after].map(without_blank_lines);
        let hashed = [program.glue_name(), program.wasm_name(), boot];
        Ok(Self { folder: folder.to_owned(), parts, style, style_files, program, manifest, hashed })
    }

    /// The stylesheet, as it stands in every page.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// Files that a browser may keep for good.
    pub fn hashed(&self) -> &[String] {
        &self.hashed
    }

    /// Copies what the pages refer to.
    pub fn copy_assets(&self, staging: &Staging) -> Result<(), PublishError> {
        for (path, file) in files(&self.folder)? {
            match path.as_str() {
                "index.html" | MANIFEST => {}
                // The widget has a page of its own.
                path if path.starts_with(frames::FOLDER) => {}
                BOOT => staging.copy(&file, &self.hashed[2])?,
                _ if self.program.is_from(&file) => {}
                path if self.style_files.iter().any(|file| file == path) => {}
                path => staging.copy(&file, path)?,
            }
        }
        staging.write(&self.program.glue_name(), self.program.glue.as_bytes())?;
        staging.write(&self.program.wasm_name(), &self.program.wasm)
    }

    /// The page of any address on a host where nothing was prerendered: the program finds out what to show.
    pub fn empty(&self, shell: Shell<'_>, head: &str) -> String {
        let [before, middle, after] = &self.parts;
        let root = format!("=\"{}", shell.base);
        let (before, middle) = (before.replace("=\"/", &root), middle.replace("=\"/", &root));
        let app = "<p data-message>Đang tải…</p>";
        let without = "<noscript><p>Trang này cần JavaScript để hiện tin.</p></noscript>";
        format!("{before}{head}<style>{}</style>{middle}<div id=\"app\">{app}</div>{without}{after}", self.style)
    }

    /// What the pages are made from, by one name.
    pub fn fingerprint(&self) -> String {
        let [before, middle, after] = &self.parts;
        crate::output::key([before.as_str(), middle, after, &self.style, trang_xa::BUILD])
    }

    /// The web app manifest of an app that does not know yet whose it is.
    pub fn nameless_manifest(&self) -> String {
        self.manifest.to_string()
    }

    /// The web app manifest with the site's names.
    pub fn manifest(&self, site: &Site) -> Result<String, PublishError> {
        let mut manifest = self.manifest.clone();
        manifest["name"] = site.name.as_str().into();
        manifest["short_name"] = site.short_name().into();
        manifest["lang"] = site.language.as_str().into();
        Ok(manifest.to_string())
    }

    /// A page: its head, what goes inside the app's element, the address it was written for, and its data.
    pub fn fill(&self, shell: Shell<'_>, head: &str, path: &str, app: &str, snapshot: &str) -> String {
        let [before, middle, after] = &self.parts;
        let root = format!("=\"{}", shell.base);
        let language = format!("<html lang=\"{}\"", html::escape(shell.language));
        let before = before.replace("=\"/", &root).replace("<html lang=\"vi\"", &language);
        let middle = middle.replace("=\"/", &root);
        let path = html::escape(path);
        format!(
            "{before}{head}<style>{}</style>{middle}<div id=\"app\" data-path=\"{path}\">{app}</div>\
             <script type=\"application/json\" id=\"snapshot\">{snapshot}</script>{after}",
            self.style
        )
    }
}

/// The stylesheets that the page of a folder has, put together, and the names of their files.
pub fn styles(folder: &Path, page: &str) -> Result<(String, Vec<String>), PublishError> {
    let broken = |problem: &str| PublishError::App { path: folder.join("index.html"), problem: problem.to_owned() };
    let (mut style, mut files) = (String::new(), Vec::new());
    for tag in stylesheets(page) {
        let address = tag.split("href=").nth(1).and_then(|it| it.trim_start_matches('"').split(['"', ' ', '>']).next());
        let name = address.and_then(|it| it.rsplit('/').next()).ok_or_else(|| broken("has a nameless stylesheet"))?;
        let path = folder.join(name);
        style.push_str(fs::read_to_string(&path).map_err(PublishError::read(&path))?.trim());
        files.push(name.to_owned());
    }
    if files.is_empty() { Err(broken("has no stylesheet")) } else { Ok((style, files)) }
}

/// The tags of a page's stylesheets, in order; a minified page has no quotes.
fn stylesheets(page: &str) -> Vec<String> {
    let links = page.match_indices("<link ").filter_map(|(at, start)| between(&page[at..], start, ">"));
    links.filter(|link| link.contains("stylesheet")).map(str::to_owned).collect()
}

/// The text from `start` to `end`, both included.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let from = text.find(start)?;
    let to = text[from + start.len()..].find(end)? + from + start.len() + end.len();
    Some(&text[from..to])
}

fn without_blank_lines(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("<!-- "))
        .collect::<Vec<_>>()
        .join("\n")
}
