//! The widget: the pages of its frames, and their program.

use crate::csp::{FramePolicy, PagePolicy};
use crate::error::PublishError;
use crate::hash::csp_source;
use crate::output::{self, Generation, Staging};
use crate::paths::FRAMES;
use crate::plan::Plan;
use crate::preloaded::{Excerpt, card_only, titles_only};
use crate::program::Program;
use crate::site_source::SiteSource;
use crate::source_file::SourceFile;
use crate::style;
use serde_json::Value;
use std::path::Path;
use trangxa_embed::page::{FrameAssets, PrerenderedFrame};
use trangxa_embed::snippets::HEADLINES;
use trangxa_embed::{AlertsInFrame, Frame, FrameAlerts, FrameDocument, PartContent, WidgetPart};
use trangxa_model::alerts::Alerts;
use trangxa_model::feed::{Headline, Headlines};
use trangxa_model::site::Partners;
use trangxa_model::visits::VisitsSource;
use trangxa_model::{Article, Timestamp, url};
use trangxa_words::Language;

/// The content of each part that a frame shows; `None` where only the reader's browser can fetch it.
type Contents = Vec<(WidgetPart, Option<PartContent>)>;

/// The folder of the program that knows alerts, in that of the other one.
const WITH_ALERTS: &str = "alerts";

/// The widget of a built app.
pub(crate) struct Widget {
    assets: FrameAssets,
    program: Program,
}

impl Widget {
    /// Reads the program and the stylesheet that Trunk built from `crates/embed`. Those that know alerts weigh more, so only the frames of
    /// a site that has their document get them.
    pub(crate) fn read(app: &Path, has_alerts: bool) -> Result<Self, PublishError> {
        let folder = app.join(FRAMES);
        let folder = if has_alerts { folder.join(WITH_ALERTS) } else { folder };
        let style = style::joined(&folder)?;
        let program = Program::read(&folder)?;
        Ok(Self { assets: FrameAssets::new(&style, &program.glue), program })
    }

    /// The content security policy of the frames on a site whose pages have the policy `pages`.
    pub(crate) fn policy(&self, pages: &PagePolicy, partners: &Partners) -> FramePolicy {
        let scripts = self.assets.scripts().map(csp_source);
        FramePolicy::new(&scripts, &csp_source(self.assets.style()), pages, partners)
    }

    /// The path of the program below the site's root, which changes with its content.
    pub(crate) fn program(&self) -> String {
        format!("{FRAMES}{}", self.program.wasm_name())
    }

    /// Writes the frames' pages and the program. `shared` is the fingerprint of what all pages are made from.
    pub(crate) fn publish(
        &self,
        staging: &Staging,
        source: &SiteSource,
        plan: &Plan,
        policy: &FramePolicy,
        shared: &str,
        now: Timestamp,
    ) -> Result<(), PublishError> {
        let wasm = self.program();
        staging.write_of(Generation::Program, &wasm, &self.program.wasm)?;
        let (frame, contents) = frame(source, now)?;
        let alerts = source.registers.alerts.as_ref().map(|file| alerts(source, file, now)).transpose()?;
        let in_frame = alerts.as_ref().map(|(carried, came)| {
            let (base, name, language) = (frame.base.as_str(), frame.name.as_str(), Language::Vietnamese);
            (carried, AlertsInFrame { came, since: now, current: came, now, base, name, language })
        });
        let wasm = format!("{}{wasm}", source.base);
        let policy = policy.for_meta();
        let [early, late] = self.assets.scripts();
        let key = output::key([shared, &plan.fingerprint(), early, late, self.assets.style(), policy, &wasm]);
        let first = frame.documents.first().map_or(WidgetPart::News, |document| document.part);
        for part in WidgetPart::ALL {
            // A partner's page may ask for a part that the site no longer has: its frame shows the first part instead of an error.
            let own = if frame.documents.iter().any(|document| document.part == part) { part } else { first };
            let page = PrerenderedFrame {
                frame: &frame,
                contents: &contents,
                alerts: in_frame,
                own,
                assets: &self.assets,
                wasm: &wasm,
                policy,
                language: &source.site.language,
            };
            staging.write_keyed(&format!("{FRAMES}{}/index.html", part.name()), &key, || Ok(page.write()))?;
        }
        Ok(())
    }
}

/// The frame of a site, and the content of its parts at the time of the build.
fn frame(source: &SiteSource, now: Timestamp) -> Result<(Frame, Contents), PublishError> {
    let site = &source.site;
    let at = |path: &str| address(source, path);
    let (mut documents, mut contents) = (Vec::new(), Vec::new());
    if let Some(path) = &site.data.tthc {
        let part = source.tthc.as_ref().map(card_only);
        let json = part.as_ref().map(|part| part.json.clone()).unwrap_or_default();
        let fingerprint = part.map(|part| part.fingerprint);
        documents.push(FrameDocument {
            part: WidgetPart::Tthc,
            source: VisitsSource::file(at(path)),
            fingerprint,
            json: json.clone(),
        });
        contents.push((WidgetPart::Tthc, read(WidgetPart::Tthc, path, json)?));
    }
    let path = &site.data.articles;
    // The page contains the headlines as text only, so the program must fetch the document: it gets no fingerprint to compare.
    let news = VisitsSource::file(at(path));
    documents.push(FrameDocument { part: WidgetPart::News, source: news, fingerprint: None, json: Value::Null });
    let newest = source.articles.iter().take(usize::from(HEADLINES)).map(headline).collect();
    contents.push((WidgetPart::News, Some(PartContent::News(Headlines(newest)))));
    if let Some(visits) = &site.data.visits {
        let file = source.visits.as_ref();
        let json = file.map(|file| file.json.clone()).unwrap_or_default();
        let fingerprint = file.map(|file| trangxa_model::fingerprint::fingerprint(&file.bytes));
        let counted = VisitsSource { kind: visits.kind, address: at(&visits.address) };
        documents.push(FrameDocument { part: WidgetPart::Counters, source: counted, fingerprint, json: json.clone() });
        contents.push((WidgetPart::Counters, read(WidgetPart::Counters, &visits.address, json)?));
    }
    let name = site.short_name().to_owned();
    Ok((Frame { base: source.base.clone(), name, built_at: now, merged: site.merged(), documents }, contents))
}

/// The alerts for the program, and the same as the page shows them.
fn alerts(
    source: &SiteSource,
    file: &SourceFile<Alerts>,
    now: Timestamp,
) -> Result<(FrameAlerts, Alerts), PublishError> {
    let Excerpt { path, fingerprint, json, .. } = titles_only(file, now);
    let came = Alerts::titles_from_json(&path, &json)?;
    Ok((FrameAlerts { address: address(source, &path), fingerprint: Some(fingerprint), json }, came))
}

/// What a browser asks for at a path below the site's root, or at an address.
fn address(source: &SiteSource, path: &str) -> String {
    url::resolve(&source.base, path).unwrap_or_default()
}

/// The content of a part; `None` without a document.
fn read(part: WidgetPart, path: &str, json: Value) -> Result<Option<PartContent>, PublishError> {
    if json.is_null() { Ok(None) } else { Ok(Some(PartContent::read(part, path, json)?)) }
}

fn headline(article: &Article) -> Headline {
    Headline {
        id: article.id.clone(),
        slug: article.slug.clone(),
        title: Some(article.title.clone()),
        published: article.published,
    }
}
