//! The widget: its frames' pages and program.

use crate::PublishError;
use crate::hosting::{self, FramePolicy};
use crate::output::{self, Staging};
use crate::plan::{Plan, card_only};
use crate::source::Source;
use crate::template::stylesheets;
use serde_json::Value;
use std::fs;
use std::path::Path;
use trangxa_embed::lines::HEADLINES;
use trangxa_embed::page::{Page, Program};
use trangxa_embed::{Content, Document, Frame, Part};
use trangxa_model::feed::{Headline, Headlines};
use trangxa_model::site::Partners;
use trangxa_model::visits::Source as Visits;
use trangxa_model::{Article, Timestamp, url};

/// Where the frames are, in the built app as on the site.
pub const FOLDER: &str = "embed/";

/// The widget of a built app.
pub struct Widget {
    program: Program,
    wasm: Vec<u8>,
    wasm_name: String,
}

impl Widget {
    /// Reads what Trunk made of `crates/embed`.
    pub fn read(app: &Path) -> Result<Self, PublishError> {
        let folder = app.join(FOLDER);
        let index = folder.join("index.html");
        let broken = |problem: &str| PublishError::App { path: index.clone(), problem: problem.to_owned() };
        let page = fs::read_to_string(&index).map_err(PublishError::read(&index))?;
        let mut style = String::new();
        for link in stylesheets(&page) {
            let address =
                link.split("href=").nth(1).and_then(|it| it.trim_start_matches('"').split(['"', ' ', '>']).next());
            let name =
                address.and_then(|it| it.rsplit('/').next()).ok_or_else(|| broken("has a nameless stylesheet"))?;
            let file = folder.join(name);
            style.push_str(fs::read_to_string(&file).map_err(PublishError::read(&file))?.trim());
        }
        if style.is_empty() {
            return Err(broken("has no stylesheet"));
        }
        let entries = fs::read_dir(&folder).map_err(PublishError::read(&folder))?.filter_map(Result::ok);
        let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let ending = |end: &str| names.iter().find(|name| name.ends_with(end)).cloned();
        let glue = folder.join(ending(".js").ok_or_else(|| broken("has no script beside it"))?);
        let wasm_name = ending("_bg.wasm").ok_or_else(|| broken("has no program beside it"))?;
        let mut glue = fs::read_to_string(&glue).map_err(PublishError::read(&glue))?;
        let wasm = folder.join(&wasm_name);
        let mut wasm = fs::read(&wasm).map_err(PublishError::read(&wasm))?;
        shorten_names(&mut glue, &mut wasm);
        Ok(Self { program: Program::new(&style, &glue), wasm, wasm_name })
    }

    /// The frames' policy on a site that has this one for its own pages.
    pub fn policy(&self, site: &hosting::Policy, partners: &Partners) -> FramePolicy {
        let scripts = self.program.scripts().map(hosting::hash);
        FramePolicy::new(&scripts, &[hosting::hash(self.program.style())], site, partners)
    }

    /// Writes the frames' pages and the program.
    pub fn publish(
        &self,
        staging: &Staging,
        source: &Source,
        plan: &Plan,
        policy: &FramePolicy,
        shared: &str,
        now: Timestamp,
    ) -> Result<(), PublishError> {
        staging.write(&format!("{FOLDER}{}", self.wasm_name), &self.wasm)?;
        let (frame, contents) = frame(source, plan, now)?;
        let wasm = format!("{}{FOLDER}{}", source.base, self.wasm_name);
        let policy = policy.for_meta();
        let [early, late] = self.program.scripts();
        let key = output::key([shared, &plan.fingerprint(), early, late, self.program.style(), policy, &wasm]);
        let first = frame.documents.first().map_or(Part::News, |document| document.part);
        for part in Part::ALL {
            let own = if frame.documents.iter().any(|document| document.part == part) { part } else { first };
            // The loader's frames all have this address, whatever the site has.
            if own != part && part != Part::Tthc {
                continue;
            }
            let page = Page {
                frame: &frame,
                contents: &contents,
                own,
                program: &self.program,
                wasm: &wasm,
                policy,
                head: "",
                language: &source.site.language,
            };
            staging.write_keyed(&format!("{FOLDER}{}/index.html", part.name()), &key, || Ok(page.write()))?;
        }
        Ok(())
    }
}

/// How many hex digits wasm-bindgen puts behind a name.
const HASH: usize = 16;

/// Gives what the glue and the program call one another by numbers in place of wasm-bindgen's hashes, of the same length, so
/// that the program's bytes stay in their places: those digits are noise to every compressor, 0.8 kB in each of the two.
fn shorten_names(glue: &mut String, wasm: &mut [u8]) {
    let is_hash = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let after = |at: usize| glue.get(at + 1..at + 1 + HASH).filter(|text| is_hash(text));
    let mut hashes: Vec<String> =
        glue.match_indices(['_', 'h']).filter_map(|(at, _)| after(at)).map(str::to_owned).collect();
    hashes.sort();
    hashes.dedup();
    for (number, hash) in hashes.iter().enumerate() {
        let name = format!("{number:0HASH$}");
        *glue = glue.replace(hash, &name);
        let places: Vec<usize> =
            wasm.windows(HASH).enumerate().filter(|(_, it)| *it == hash.as_bytes()).map(|(at, _)| at).collect();
        for at in places {
            wasm[at..at + HASH].copy_from_slice(name.as_bytes());
        }
    }
}

/// The frame of a site, and what its parts show at first.
fn frame(source: &Source, plan: &Plan, now: Timestamp) -> Result<(Frame, Vec<(Part, Option<Content>)>), PublishError> {
    let site = &source.site;
    let at = |path: &str| url::resolve(&source.base, path).unwrap_or_default();
    let (mut documents, mut contents) = (Vec::new(), Vec::new());
    if let Some(path) = &site.data.tthc {
        let part = source.tthc.as_ref().map(card_only);
        let json = part.as_ref().map(|part| part.json.clone()).unwrap_or_default();
        let fingerprint = part.map(|part| part.fingerprint);
        documents.push(Document { part: Part::Tthc, source: Visits::file(at(path)), fingerprint, json: json.clone() });
        contents.push((Part::Tthc, read(Part::Tthc, path, json)?));
    }
    let path = &site.data.articles;
    let fingerprint = plan.fingerprint_of(path).map(str::to_owned);
    documents.push(Document { part: Part::News, source: Visits::file(at(path)), fingerprint, json: Value::Null });
    let newest = source.articles.iter().take(usize::from(HEADLINES)).map(headline).collect();
    contents.push((Part::News, Some(Content::News(Headlines(newest)))));
    if let Some(visits) = &site.data.visits {
        let file = source.visits.as_ref();
        let json = file.map(|file| file.json.clone()).unwrap_or_default();
        let fingerprint = file.map(|file| trangxa_model::fingerprint::fingerprint(&file.bytes));
        let counted = Visits { kind: visits.kind, address: at(&visits.address) };
        documents.push(Document { part: Part::Counters, source: counted, fingerprint, json: json.clone() });
        contents.push((Part::Counters, read(Part::Counters, &visits.address, json)?));
    }
    let name = site.short_name().to_owned();
    Ok((Frame { base: source.base.clone(), name, built_at: now, merged: site.merged(), documents }, contents))
}

fn read(part: Part, path: &str, json: Value) -> Result<Option<Content>, PublishError> {
    if json.is_null() { Ok(None) } else { Ok(Some(Content::read(part, path, json)?)) }
}

fn headline(article: &Article) -> Headline {
    Headline {
        id: article.id.clone(),
        slug: article.slug.clone(),
        title: Some(article.title.clone()),
        published: article.published,
    }
}
