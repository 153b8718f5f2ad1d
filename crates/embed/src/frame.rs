//! What a frame shows, and where it is from: the publisher writes it into the page, the program reads it back.

use crate::{Content, Part};
use serde_json::{Value, json};
use trangxa_model::route::Route;
use trangxa_model::visits::{Kind, Source};
use trangxa_model::{Timestamp, YearMonth};
use trangxa_parts::{Markup, Moment, counters, draw, headlines, pause_label, tthc_card};

/// The frame of one commune.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The root of the commune's site on its host: `/` or `/quangthanh/`.
    pub base: String,
    /// The commune's name.
    pub name: String,
    /// When the page was written.
    pub built_at: Timestamp,
    /// The first month of the unit that took over.
    pub merged: Option<YearMonth>,
    /// The documents behind the parts that the site has, in the order in which they are shown.
    pub documents: Vec<Document>,
}

/// The document behind a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The part that shows it.
    pub part: Part,
    /// What it is asked for at: an address, or a path from the host's root; of the counters, the root of what counts.
    pub source: Source,
    /// The fingerprint of the file that the page was made from.
    pub fingerprint: Option<String>,
    /// As much of it as the part shows; null where the program need not draw it again.
    pub json: Value,
}

impl Frame {
    /// The text of the page's `<script type="application/json">`. Every `<` is escaped: no content ends the script.
    pub fn script(&self) -> String {
        let document =
            |it: &Document| json!([it.part.name(), kind(it.source.kind), it.source.address, it.fingerprint, it.json]);
        let json = json!({
            "base": self.base,
            "name": self.name,
            "built_at": self.built_at.unix(),
            "merged": self.merged.map(YearMonth::iso),
            "documents": self.documents.iter().map(document).collect::<Vec<_>>(),
        });
        json.to_string().replace('<', "\\u003c")
    }

    /// Reads the script back; `None` for anything else.
    pub fn read(script: &str) -> Option<Self> {
        let mut json: Value = serde_json::from_slice(script.as_bytes()).ok()?;
        let mut documents = Vec::new();
        for document in json.get_mut("documents")?.as_array_mut()? {
            let [part, kind, address, fingerprint, json] = document.as_array_mut()?.as_mut_slice() else { return None };
            documents.push(Document {
                part: Part::named(part.as_str()?)?,
                source: Source { kind: kind_named(kind.as_str()?), address: address.as_str()?.to_owned() },
                fingerprint: fingerprint.as_str().map(str::to_owned),
                json: json.take(),
            });
        }
        let text = |name: &str| json.get(name)?.as_str();
        Some(Self {
            base: text("base")?.to_owned(),
            name: text("name")?.to_owned(),
            built_at: Timestamp::from_unix(json.get("built_at")?.as_i64()?),
            merged: text("merged").and_then(YearMonth::parse),
            documents,
        })
    }

    /// What stands in the page's `main`, with this in its parts; `n` headlines.
    pub fn main(&self, contents: &[(Part, Option<Content>)], n: usize, moment: Moment) -> String {
        let mut out = Markup::default();
        draw!(out, "<h1><a href='{}' target='_blank' rel='noopener'>{}</a></h1>", self.base, self.name);
        for document in &self.documents {
            let part = document.part;
            draw!(out, "<section class='card' data-part='{}'><h2>{}</h2><div class='drawn", part.name(), part.title());
            // The class that the portal's counters have.
            draw!(out, "{}'>", if part == Part::Counters { " counters" } else { "" });
            let content = contents.iter().find(|(it, _)| *it == part).and_then(|(_, content)| content.as_ref());
            out.put_drawn(&self.inside(document, content, n, false, moment));
            draw!(out, "</div>");
            if let Some((text, hint, route)) = part.more() {
                let href = route.href(&self.base);
                draw!(out, "<p class='more'><a href='{}' target='_blank' rel='noopener'>{}", href, text);
                draw!(out, "<span class='hidden'>{}</span></a></p>", hint);
            }
            draw!(out, "</section>");
        }
        draw!(out, "<p role='status'></p><p class='hidden' role='status'></p>");
        draw!(out, "<p class='live'><button class='button' type='button'>{}</button></p>", pause_label(false));
        out.finish()
    }

    /// What a part shows. `is_stale`: the last attempt to renew it failed.
    pub fn inside(
        &self,
        document: &Document,
        content: Option<&Content>,
        n: usize,
        is_stale: bool,
        moment: Moment,
    ) -> Markup {
        let mut out = Markup::default();
        match (document.part, content) {
            (Part::Tthc, Some(Content::Tthc(tthc))) => {
                tthc_card(&mut out, Some(tthc), "Chưa có số liệu.", self.merged, moment);
            }
            (Part::Tthc, _) => tthc_card(&mut out, None, "Chưa có số liệu.", self.merged, moment),
            (Part::News, Some(Content::News(all))) => headlines(&mut out, &all.0, n, &self.base),
            (Part::News, _) => headlines(&mut out, &[], n, &self.base),
            (Part::Counters, Some(Content::Counters(visits))) => {
                counters(&mut out, Some(visits), document.source.kind, is_stale, moment);
            }
            (Part::Counters, _) => counters(&mut out, None, document.source.kind, is_stale, moment),
        }
        out
    }

    /// Where the portal's page is.
    pub fn href(&self, route: &Route) -> String {
        route.href(&self.base)
    }
}

const KINDS: [(Kind, &str); 3] = [(Kind::File, "file"), (Kind::Counter, "counter"), (Kind::GoatCounter, "goatcounter")];

fn kind(kind: Kind) -> &'static str {
    KINDS.into_iter().find(|(it, _)| *it == kind).map_or("file", |(_, name)| name)
}

fn kind_named(name: &str) -> Kind {
    KINDS.into_iter().find(|(_, it)| *it == name).map_or(Kind::File, |(kind, _)| kind)
}
