//! What a frame shows, and where it is from: the publisher writes it into the page, the program reads it back.

use crate::{PartContent, WidgetPart};
use serde_json::Value;
use trangxa_markup::{Markup, draw};
use trangxa_model::visits::VisitsSource;
use trangxa_model::{Timestamp, YearMonth, row, rows};
use trangxa_views::{ReaderTime, counters, headlines, tthc_card};
use trangxa_words::Language;
use trangxa_words::status::pause_label;
use trangxa_words::widget::no_figures;

/// The frame of one commune.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The root of the commune's site on its host: `/` or `/quangthanh/`.
    pub base: String,
    /// When the page was written.
    pub built_at: Timestamp,
    /// The documents behind the parts that the site has, in the order in which they are shown.
    pub documents: Vec<FrameDocument>,
    /// The first month of the unit that took over.
    pub merged: Option<YearMonth>,
    /// The commune's name.
    pub name: String,
}

/// The document behind a part.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameDocument {
    /// The part that shows it.
    pub part: WidgetPart,
    /// What it is asked for at: an address, or a path from the host's root; of the counters, the root of what counts.
    pub source: VisitsSource,
    /// The fingerprint of the file that the page was made from.
    pub fingerprint: Option<String>,
    /// As much of it as the part shows; null where the program need not draw it again.
    pub json: Value,
}

rows! {
    Frame { base, built_at, documents, merged, name }
    FrameDocument { part, source, fingerprint, json }
}

impl Frame {
    /// The text of the page's `<script type="application/json">`.
    #[must_use]
    pub fn script(&self) -> String {
        row::write(self)
    }

    /// Reads the script back; `None` for anything else.
    #[must_use]
    pub fn read(script: &str) -> Option<Self> {
        row::read(script)
    }

    /// What stands in the page's `main`, with this in its parts; `n` headlines. Vietnamese: the program draws anew what is
    /// English.
    #[must_use]
    pub fn main(&self, contents: &[(WidgetPart, Option<PartContent>)], n: usize, time: ReaderTime) -> String {
        let language = Language::Vietnamese;
        let mut out = Markup::default();
        draw!(out, "<h1 lang='vi'><a href='{}' target='_blank' rel='noopener'>{}</a></h1>", self.base, self.name);
        for document in &self.documents {
            let part = document.part;
            let (name, title) = (part.name(), part.title(language));
            draw!(out, "<section class='card' data-part='{}'><h2>{}</h2><div class='drawn", name, title);
            // The class that the portal's counters have.
            draw!(out, "{}'>", if part == WidgetPart::Counters { " counters" } else { "" });
            let content = contents.iter().find(|(it, _)| *it == part).and_then(|(_, content)| content.as_ref());
            out.append(&self.inside(document, content, n, false, time, language));
            draw!(out, "</div>");
            if let Some((.., route)) = part.more(language) {
                let href = route.href(&self.base);
                draw!(out, "<p class='more'><a href='{}' target='_blank' rel='noopener'>", href);
                out.append(&Self::more(part, language));
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
    #[must_use]
    pub fn more(part: WidgetPart, language: Language) -> Markup {
        let mut out = Markup::default();
        if let Some((text, hint, _)) = part.more(language) {
            draw!(out, "{}<span class='hidden'>{}</span>", text, hint);
        }
        out
    }

    /// What a part shows. `is_stale`: the last attempt to renew it failed.
    #[must_use]
    pub fn inside(
        &self,
        document: &FrameDocument,
        content: Option<&PartContent>,
        n: usize,
        is_stale: bool,
        time: ReaderTime,
        language: Language,
    ) -> Markup {
        let mut out = Markup::default();
        match document.part {
            WidgetPart::Tthc => {
                let tthc = if let Some(PartContent::Tthc(tthc)) = content { Some(tthc) } else { None };
                let without = no_figures(language);
                tthc_card(&mut out, tthc, without, self.merged, time, language);
            }
            WidgetPart::News => {
                let all = if let Some(PartContent::News(all)) = content { all.0.as_slice() } else { &[] };
                headlines(&mut out, all, n, &self.base, language);
            }
            WidgetPart::Counters => {
                let visits = if let Some(PartContent::Counters(visits)) = content { Some(visits) } else { None };
                counters(&mut out, visits, document.source.kind, is_stale, time, language);
            }
        }
        out
    }
}
