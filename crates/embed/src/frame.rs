//! What a frame shows, and where it is from: the publisher writes it into the page, the program reads it back.

use crate::{Content, Part};
use serde_json::{Value, json};
use trangxa_model::visits::{Kind, Source};
use trangxa_model::{Language, Timestamp, YearMonth};
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
            |it: &Document| json!([it.part.name(), it.source.kind.name(), it.source.address, it.fingerprint, it.json]);
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
                source: Source { kind: Kind::named(kind.as_str()?)?, address: address.as_str()?.to_owned() },
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

    /// What stands in the page's `main`, with this in its parts; `n` headlines. Vietnamese: the program draws anew what is
    /// English.
    pub fn main(&self, contents: &[(Part, Option<Content>)], n: usize, moment: Moment) -> String {
        let language = Language::Vietnamese;
        let mut out = Markup::default();
        draw!(out, "<h1 lang='vi'><a href='{}' target='_blank' rel='noopener'>{}</a></h1>", self.base, self.name);
        for document in &self.documents {
            let part = document.part;
            let (name, title) = (part.name(), part.title(language));
            draw!(out, "<section class='card' data-part='{}'><h2>{}</h2><div class='drawn", name, title);
            // The class that the portal's counters have.
            draw!(out, "{}'>", if part == Part::Counters { " counters" } else { "" });
            let content = contents.iter().find(|(it, _)| *it == part).and_then(|(_, content)| content.as_ref());
            out.put_drawn(&self.inside(document, content, n, false, moment, language));
            draw!(out, "</div>");
            if let Some((.., route)) = part.more(language) {
                let href = route.href(&self.base);
                draw!(out, "<p class='more'><a href='{}' target='_blank' rel='noopener'>", href);
                out.put_drawn(&Self::more(part, language));
                draw!(out, "</a></p>");
            }
            draw!(out, "</section>");
        }
        draw!(out, "<p role='status'></p><p class='hidden' role='status'></p>");
        draw!(
            out,
            "<p class='live'><button class='button' type='button'>{}</button></p>",
            pause_label(false, language)
        );
        out.finish()
    }

    /// What stands in a part's link to more of it.
    pub fn more(part: Part, language: Language) -> Markup {
        let mut out = Markup::default();
        if let Some((text, hint, _)) = part.more(language) {
            draw!(out, "{}<span class='hidden'>{}</span>", text, hint);
        }
        out
    }

    /// What a part shows. `is_stale`: the last attempt to renew it failed.
    pub fn inside(
        &self,
        document: &Document,
        content: Option<&Content>,
        n: usize,
        is_stale: bool,
        moment: Moment,
        language: Language,
    ) -> Markup {
        let mut out = Markup::default();
        match document.part {
            Part::Tthc => {
                let tthc = if let Some(Content::Tthc(tthc)) = content { Some(tthc) } else { None };
                let without = language.pick("Chưa có số liệu.", "No figures yet.");
                tthc_card(&mut out, tthc, without, self.merged, moment, language);
            }
            Part::News => {
                let all = if let Some(Content::News(all)) = content { all.0.as_slice() } else { &[] };
                headlines(&mut out, all, n, &self.base, language);
            }
            Part::Counters => {
                let visits = if let Some(Content::Counters(visits)) = content { Some(visits) } else { None };
                counters(&mut out, visits, document.source.kind, is_stale, moment, language);
            }
        }
        out
    }
}
