//! The built app: its page is the template of every page, its other files are copied.

use crate::error::PublishError;
use crate::manifest::Manifest;
use crate::output::{self, Generation, Staging};
use crate::parts::Parts;
use crate::paths::{FRAMES, MANIFEST, WORKER};
use crate::program::Program;
use crate::reading;
use crate::shape::shape;
use crate::style::{STYLE, Style};
use crate::walk::{self, FolderEntry};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use trang_xa::parts::Part;
use trangxa_clean::text::escape;
use trangxa_embed::page::slim;
use trangxa_messages::publish_errors as say;
use trangxa_model::fingerprint::fingerprint;
use trangxa_words::offline;

/// The script that loads the program.
const BOOT: &str = "boot.js";
/// The script that [`BOOT`] loads where somebody changed the page before the program started.
const RECOVER: &str = "recover.js";

/// The whole style sheet, as [`BOOT`] names it.
const WHOLE_STYLE: &str = "style.css";

/// The constants of [`WORKER`] that [`Template::worker`] fills in, with the values that they have before.
const FILLED: [(&str, &str); 4] = [("program", "[]"), ("parts", "[]"), ("words", "{}"), ("isBuilt", "false")];

/// The parts of the program that phones keep, because readers without a network need them.
const KEPT_PARTS: [Part; 2] = [Part::Search, Part::Reading];

/// What every page of a site has in common.
#[derive(Clone, Copy)]
pub(crate) struct Shell<'a> {
    /// The site's root on its host.
    pub base: &'a str,
    /// The site's language, as a BCP 47 tag.
    pub language: &'a str,
    /// Whether pages register the worker.
    pub is_offline: bool,
}

/// A script of the app that is copied without what only developers read.
struct Script {
    /// The name of its file, which changes with the content.
    name: String,
    text: String,
}

impl Script {
    fn read(folder: &Path, file: &str) -> Result<Self, PublishError> {
        let path = folder.join(file);
        let text = slim(&fs::read_to_string(&path).map_err(PublishError::read(&path))?);
        Ok(Self::named(file, text))
    }

    fn named(file: &str, text: String) -> Self {
        let stem = file.trim_end_matches(".js");
        Self { name: format!("{stem}-{}.js", fingerprint(text.as_bytes())), text }
    }
}

/// A built app.
pub(crate) struct Template {
    folder: PathBuf,
    /// The page in three pieces: up to the place of the head, from there to the app's element, and behind that element.
    parts: [String; 3],
    style: Style,
    program: Program,
    parts_of_program: Parts,
    manifest: Manifest,
    /// The scripts [`BOOT`] and [`RECOVER`].
    scripts: [Script; 2],
    /// The script [`WORKER`], without what [`Template::worker`] fills in.
    worker: String,
    /// The names of the files that change with their content: the glue script, the wasm, the other scripts, the style sheet, and the
    /// program's parts.
    hashed: Vec<String>,
}

impl Template {
    /// Reads an app folder. Fails if its program was built from other sources than this publisher, because the program's components
    /// would not find the markup that they expect.
    pub(crate) fn read(folder: &Path) -> Result<Self, PublishError> {
        let index = folder.join("index.html");
        let broken = |problem: &dyn Display| PublishError::App { path: index.clone(), problem: problem.to_string() };
        let page = fs::read_to_string(&index).map_err(PublishError::read(&index))?;
        let style = Style::read(folder)?;
        let recover = Script::read(folder, RECOVER)?;
        let boot = Script::read(folder, BOOT)?;
        let parts_of_program = Parts::read(folder)?;
        let names = [(RECOVER, &recover.name), (WHOLE_STYLE, &style.name)];
        let boot = names.iter().fold(boot.text, |text, (file, name)| text.replace(&quoted(file), &quoted(name)));
        let boot = parts_of_program.fill(&boot).ok_or_else(|| {
            let problem = say::AppNoPlaceForParts.to_string();
            PublishError::App { path: folder.join(BOOT), problem }
        })?;
        let boot = Script::named(BOOT, boot);
        let program = Program::read(folder)?;
        let ours = trang_xa::BUILD.as_bytes();
        if !program.wasm.windows(ours.len()).any(|window| window == ours) {
            let problem = say::AppOtherSources { build: trang_xa::BUILD }.to_string();
            return Err(PublishError::App { path: program.file().to_owned(), problem });
        }
        let manifest_path = folder.join(MANIFEST);
        let manifest = fs::read(&manifest_path).map_err(PublishError::read(&manifest_path))?;
        let manifest = Manifest::read(&manifest)
            .map_err(|error| PublishError::App { path: manifest_path, problem: error.to_string() })?;

        let head = between(&page, "<!--head-->", "<!--/head-->").ok_or_else(|| broken(&say::AppNoPlaceForHead))?;
        let app = between(&page, "<div id=\"app\">", "</div>").ok_or_else(|| broken(&say::AppNoElement))?;
        let (before, rest) = page.split_once(head).unwrap_or_default();
        let (middle, after) = rest.split_once(app).unwrap_or_default();
        let middle = middle.replace(&format!("\"/{BOOT}\""), &format!("\"/{}\"", boot.name));
        if !middle.contains(&boot.name) {
            return Err(broken(&say::AppNotForRoot));
        }
        let [glue, wasm] = program.names_before();
        let middle = middle.replace(&glue, &program.glue_name()).replace(&wasm, &program.wasm_name());
        let parts = [before, &middle, after].map(without_blank_lines);
        let mut hashed =
            vec![program.glue_name(), program.wasm_name(), boot.name.clone(), recover.name.clone(), style.name.clone()];
        hashed.extend(parts_of_program.modules.iter().map(|(name, _)| name.clone()));
        let worker = Script::read(folder, WORKER)?.text;
        if FILLED.into_iter().any(|(name, unfilled)| !worker.contains(&constant(name, unfilled))) {
            let problem = say::AppNoPlaceForParts.to_string();
            return Err(PublishError::App { path: folder.join(WORKER), problem });
        }
        let (folder, scripts) = (folder.to_owned(), [boot, recover]);
        Ok(Self { folder, parts, style, program, parts_of_program, manifest, scripts, worker, hashed })
    }

    /// The style sheet.
    pub(crate) fn style(&self) -> &Style {
        &self.style
    }

    /// The names of the files at the root that browsers may cache for good, because the names change with the content.
    pub(crate) fn hashed(&self) -> &[String] {
        &self.hashed
    }

    /// Copies the files that the pages refer to.
    pub(crate) fn copy_assets(&self, staging: &Staging) -> Result<(), PublishError> {
        for FolderEntry { path, file, .. } in walk::entries(&self.folder)?.into_iter().filter(FolderEntry::is_file) {
            match path.as_str() {
                "index.html" | MANIFEST => {}
                // The publisher writes the frames itself.
                path if path.starts_with(FRAMES) => {}
                BOOT | RECOVER | WORKER => {}
                _ if self.program.is_from(&file) => {}
                path if path.starts_with(STYLE) || Parts::is_from(path) => {}
                path => staging.copy(&file, path, false)?,
            }
        }
        for script in &self.scripts {
            staging.write_of(Generation::Program, &script.name, script.text.as_bytes())?;
        }
        for (name, module) in &self.parts_of_program.modules {
            staging.write_of(Generation::Program, name, module)?;
        }
        staging.write_of(Generation::Program, &self.style.name, self.style.whole().css.as_bytes())?;
        staging.write_of(Generation::Program, &self.program.glue_name(), self.program.glue.as_bytes())?;
        staging.write_of(Generation::Program, &self.program.wasm_name(), &self.program.wasm)
    }

    /// The page for every address in plain mode, where nothing is prerendered and the program renders what the address names.
    pub(crate) fn empty(&self, shell: Shell<'_>, head: &str) -> String {
        let [before, middle, after] = self.parts_at(shell.base, shell.language);
        let app = "<p data-message>Đang tải…</p>";
        let without = "<noscript><p>Trang này cần JavaScript để hiện tin.</p></noscript>";
        let style = &self.style.whole().css;
        let reading = reading::element();
        format!("{before}{head}{reading}<style>{style}</style>{middle}<div id=\"app\">{app}</div>{without}{after}")
    }

    /// The worker, with the names of the program's files and its sentences. `is_built`: whether the publisher writes pages, too.
    pub(crate) fn worker(&self, is_built: bool) -> String {
        let [boot, _] = &self.scripts;
        let program = json!([boot.name, self.program.glue_name(), self.program.wasm_name()]);
        let words = json!({ "kept": offline::KEPT, "units": offline::UNITS, "again": offline::AGAIN });
        let parts: BTreeSet<&String> =
            KEPT_PARTS.into_iter().flat_map(|part| self.parts_of_program.files_of(part)).collect();
        let values = [program, json!(parts), words, json!(is_built)];
        FILLED.into_iter().zip(values).fold(self.worker.clone(), |text, ((name, unfilled), value)| {
            text.replace(&constant(name, unfilled), &constant(name, value))
        })
    }

    /// A fingerprint of everything that pages take from the app.
    pub(crate) fn fingerprint(&self) -> String {
        let [before, middle, after] = &self.parts;
        let sheets = self.style.sheets().iter().map(|sheet| sheet.css.as_str());
        output::key([before.as_str(), middle, after, trang_xa::BUILD, &reading::source()].into_iter().chain(sheets))
    }

    /// A page with this head, style sheet and markup, on which no script runs.
    pub(crate) fn without_program(&self, shell: Shell<'_>, head: [&str; 2], app: &str) -> String {
        let Shell { base, language, .. } = shell;
        let [before, middle, after] = self.parts_at(base, language);
        let script = between(&middle, "<script", "</script>").unwrap_or_default();
        let ([head, css], reading) = (head, reading::element());
        let middle = middle.replace(script, "");
        format!("{before}{head}{reading}<style>{css}</style>{middle}<div id=\"app\">{app}</div>{after}")
    }

    /// The pieces of the page for a site at this base, in this language.
    fn parts_at(&self, base: &str, language: &str) -> [String; 3] {
        let [before, middle, after] = &self.parts;
        let root = format!("=\"{base}");
        let language = format!("<html lang=\"{}\"", escape(language));
        let before = before.replace("=\"/", &root).replace("<html lang=\"vi\"", &language);
        [before, middle.replace("=\"/", &root), after.clone()]
    }

    /// The app's web app manifest, which a site gives its name.
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A page with this head and style sheet, the path and the whole address that it was written for, the part of the program that has
    /// its view, the markup inside the app's element, and the snapshot's JSON. The address is for paper: the style sheet prints it.
    pub(crate) fn fill(
        &self,
        shell: Shell<'_>,
        head: [&str; 2],
        at: [&str; 2],
        part: Option<Part>,
        app: &str,
        snapshot: &str,
    ) -> String {
        let [before, middle, after] = self.parts_at(shell.base, shell.language);
        let [head, css] = head;
        let [path, address] = at.map(escape);
        // The 404 page is not hydrated: it stands for any address.
        let shape = if path.is_empty() { String::new() } else { format!(" data-shape=\"{}\"", shape(app)) };
        let reading = reading::element();
        let offline = if shell.is_offline { " data-offline" } else { "" };
        let part = part.map(|part| format!(" data-part=\"{}\"", part.name())).unwrap_or_default();
        format!(
            "{before}{head}{reading}<style>{css}</style>{middle}<div id=\"app\" data-path=\"{path}\" data-printed=\"{address}\"{offline}{part}{shape}>{app}</div>\
             <script type=\"application/json\" id=\"snapshot\">{snapshot}</script>{after}"
        )
    }
}

/// The line of a script with a constant.
fn constant(name: &str, value: impl Display) -> String {
    format!("const {name} = {value};")
}

/// A text in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The first part of the text from `start` to `end`, both included.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let from = text.find(start)?;
    let to = text[from + start.len()..].find(end)? + from + start.len() + end.len();
    Some(&text[from..to])
}

/// The text without its blank lines and the lines that are comments for developers.
fn without_blank_lines(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("<!-- "))
        .collect::<Vec<_>>()
        .join("\n")
}
