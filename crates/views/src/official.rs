//! The register of official documents, and the page of one.

use crate::contact::is_mail_address;
use crate::files::{file_kind, file_name};
use trangxa_markup::{Markup, draw};
use trangxa_model::official::{Force, HEAD, OfficialDocument, OfficialDocuments, RelationKind};
use trangxa_model::time::Day;
use trangxa_model::{Timestamp, number};
use trangxa_words::official as words;

/// The addresses of documents and years.
pub struct OfficialLinks<'a> {
    /// The page of the document with an id.
    pub document: &'a dyn Fn(&str) -> String,
    /// The page with the documents of a year.
    pub year: &'a dyn Fn(u16) -> String,
}

/// How many documents a list shows at once.
const SHOWN: usize = 50;

/// Draws the head of the register: drafts that are open, the newest documents, and the years.
pub fn official_documents(out: &mut Markup, register: &OfficialDocuments, today: Day, links: &OfficialLinks<'_>) {
    if register.documents.is_empty() {
        draw!(out, "<p>{}</p>", words::NONE);
        return;
    }
    let all = register.newest_first().into_iter().filter_map(|i| register.documents.get(i));
    let (open, mut rest): (Vec<_>, Vec<_>) = all.partition(|document| is_open(document, today));
    rest.truncate(HEAD);
    if !open.is_empty() {
        draw!(out, "<section class='drafts'><h2>{}</h2>", words::DRAFTS);
        entries(out, &open, today, links);
        draw!(out, "</section>");
    }
    draw!(out, "<h2>{}</h2>", words::NEWEST);
    entries(out, &rest, today, links);
    years(out, register, links);
}

/// Draws all documents of a year.
pub fn official_year(out: &mut Markup, documents: &[&OfficialDocument], today: Day, links: &OfficialLinks<'_>) {
    draw!(out, "<p role='status'>{}</p>", words::count(documents.len() as u64));
    entries(out, documents, today, links);
}

/// What became of a search in the register.
pub struct OfficialSearch<'a> {
    /// What was found, in the order of pages.
    pub found: &'a [&'a OfficialDocument],
    /// Whether a year is still on its way.
    pub is_loading: bool,
    /// Whether a year could not be had.
    pub is_incomplete: bool,
}

/// Draws what a search has found, as far as the years are here; `day` is the one on which a state of force is said.
pub fn official_search(out: &mut Markup, search: &OfficialSearch<'_>, day: Day, links: &OfficialLinks<'_>) {
    let shown = search.found.get(..SHOWN).unwrap_or(search.found);
    draw!(out, "<p role='status'>");
    if search.is_loading {
        draw!(out, "{}", words::LOOKING);
    } else if search.found.is_empty() {
        draw!(out, "{}", words::NONE_LEFT);
    } else {
        draw!(out, "{}", words::found(search.found.len(), shown.len()));
    }
    draw!(out, "</p>");
    if search.is_incomplete {
        draw!(out, "<p class='note'>{}</p>", words::YEARS_MISSING);
    }
    entries(out, shown, day, links);
}

fn is_open(document: &OfficialDocument, today: Day) -> bool {
    document.draft.as_ref().is_some_and(|draft| draft.days_left(today).is_some())
}

fn entries(out: &mut Markup, documents: &[&OfficialDocument], today: Day, links: &OfficialLinks<'_>) {
    draw!(out, "<ul class='documents'>");
    for document in documents {
        // A draft has its type and no number.
        let name = document.number.as_ref().map(|_| document.name()).unwrap_or_default();
        let about = document.about.as_deref().unwrap_or_default();
        let name = if name.is_empty() { about } else { &name };
        draw!(out, "<li><a href='{}'>{}</a>", (links.document)(document.id.as_str()), name);
        draw!(out, "<p class='in-force'>");
        if let Some(issued) = document.issued {
            draw!(out, "<time datetime='{}'>{}</time> ", iso(issued), issued.date());
        }
        state(out, document, today);
        draw!(out, "</p>");
        if !about.is_empty() && about != name {
            draw!(out, "<p>{}</p>", about);
        }
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
}

/// Draws in a word or two whether a document is in force, or how long a draft is open.
fn state(out: &mut Markup, document: &OfficialDocument, today: Day) {
    if let Some(draft) = &document.draft {
        let left = draft.days_left(today).map(|days| words::days_left(days, draft.until));
        draw!(out, "<span class='force draft'>{}</span>", left.as_deref().unwrap_or(words::DRAFT_CLOSED));
        return;
    }
    let computed = document.timeline.as_ref().map(|timeline| timeline.on(today));
    match (computed, document.force) {
        (Some(force), _) => draw!(out, "<span class='force {}'>{}</span>", class(force), words::force(force)),
        (None, Some(claimed)) => draw!(out, "<span class='force'>{}</span>", words::claim(claimed)),
        (None, None) => {}
    }
}

/// The class by which a state is coloured: in force, open, or over.
const fn class(force: Force) -> &'static str {
    match force {
        Force::InForce => "good",
        Force::PartlyExpired | Force::NotYet => "open",
        Force::Expired | Force::Suspended | Force::Unsuitable => "over",
    }
}

fn years(out: &mut Markup, register: &OfficialDocuments, links: &OfficialLinks<'_>) {
    if register.years.is_empty() {
        return;
    }
    draw!(out, "<nav class='years noprint' aria-labelledby='nam'><h2 id='nam'>{}</h2><ul>", words::BY_YEAR);
    for it in &register.years {
        let name = if it.year == 0 { words::WITHOUT_DAY.to_owned() } else { it.year.to_string() };
        draw!(
            out,
            "<li><a href='{}'>{}</a> <small>{}</small></li>",
            (links.year)(it.year),
            name,
            words::count(it.count)
        );
    }
    draw!(out, "</ul></nav>");
}

/// Draws a document below its headline. `today` is the day for which its state of force is said.
pub fn official_document(out: &mut Markup, document: &OfficialDocument, today: Day, links: &OfficialLinks<'_>) {
    // That is what most come for, so it stands on the first screen of a phone.
    force(out, document, today);
    if let Some(about) = document.about.as_ref().filter(|_| document.number.is_some()) {
        draw!(out, "<p class='about'>{}</p>", about);
    }
    draw!(out, "<section class='files'><h2>{}</h2>", words::FILES);
    files(out, document);
    draw!(out, "</section>");
    relations(out, document, links);
    draw!(out, "<dl>");
    let signer = [&document.signer_post, &document.signer].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let date = |at: Option<Timestamp>| at.map(Timestamp::date);
    for (term, value) in [
        (words::NUMBER, document.number.clone()),
        (words::KIND, document.kind.clone()),
        (words::ISSUER, document.issuer.clone()),
        (words::SIGNER, Some(signer).filter(|signer| !signer.is_empty())),
        (words::FIELD, document.field.clone()),
        (words::ISSUED, date(document.issued)),
        (words::EFFECTIVE, date(document.effective)),
        (words::EXPIRES, date(document.expires)),
    ] {
        if let Some(value) = value {
            draw!(out, "<dt>{}</dt><dd>{}</dd>", term, value);
        }
    }
    draw!(out, "</dl>");
    if let Some(note) = &document.note {
        draw!(out, "<p class='note'>{}</p>", note);
    }
}

/// Draws whether a document is in force, since when, and what changes next; what the source says, where that differs; and for a draft how
/// long it is open, and where to send comments.
fn force(out: &mut Markup, document: &OfficialDocument, today: Day) {
    draw!(out, "<div class='standing'><p class='in-force'>");
    if document.draft.is_some() || document.timeline.is_some() {
        state(out, document, today);
    } else {
        draw!(out, "<span class='force'>{}</span>", words::FORCE_UNKNOWN);
    }
    if let Some(since) = document.timeline.as_ref().and_then(|timeline| timeline.since(today)) {
        draw!(out, " {}", words::since(since.start()));
    }
    draw!(out, "</p>");
    if let Some(timeline) = &document.timeline {
        if let Some((day, state)) = timeline.next_after(today) {
            draw!(out, "<p>{}</p>", words::next(day.start(), state));
        }
        if let Some(claimed) = document.force.filter(|claimed| *claimed != timeline.on(today)) {
            draw!(out, "<p class='note'>{}</p>", words::claim_differs(claimed));
        }
    } else if let Some(claimed) = document.force.filter(|_| document.draft.is_none()) {
        draw!(out, "<p>{}</p>", words::claim(claimed));
    }
    if let Some(send_to) = document.draft.as_ref().and_then(|draft| draft.send_to.as_ref()) {
        draw!(out, "<p>{}: ", words::SEND_TO);
        if is_mail_address(send_to) {
            draw!(out, "<a href='mailto:{}'>{}</a>", send_to, send_to);
        } else if send_to.starts_with("https://") {
            draw!(out, "<a href='{}' rel='external noopener'>{}</a>", send_to, send_to);
        } else {
            draw!(out, "{}", send_to);
        }
        draw!(out, "</p>");
    }
    draw!(out, "</div>");
}

fn files(out: &mut Markup, document: &OfficialDocument) {
    if document.files.is_empty() {
        draw!(out, "<p>{}</p>", words::NO_FILES);
        return;
    }
    draw!(out, "<ul>");
    for file in &document.files {
        let name = file.title.as_deref().unwrap_or_else(|| file_name(&file.url));
        draw!(out, "<li><a href='{}' download>{}</a>", file.url, name);
        let kind = file_kind("", &file.url);
        let said = [kind, file.size.map(number::bytes), file.is_scan.then(|| words::SCAN.to_owned())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        if !said.is_empty() {
            draw!(out, " <small>{}</small>", said.join(" · "));
        }
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
}

fn relations(out: &mut Markup, document: &OfficialDocument, links: &OfficialLinks<'_>) {
    if document.relations.is_empty() {
        return;
    }
    draw!(out, "<section class='relations'><h2>{}</h2><dl>", words::RELATIONS);
    for kind in RelationKind::ALL {
        let mut of_kind = document.relations.iter().filter(|relation| relation.kind == kind).peekable();
        if of_kind.peek().is_some() {
            draw!(out, "<dt>{}</dt>", words::relation(kind));
        }
        for relation in of_kind {
            match &relation.id {
                Some(id) => draw!(out, "<dd><a href='{}'>{}</a>", (links.document)(id.as_str()), relation.number),
                None => draw!(out, "<dd>{}", relation.number),
            }
            if let Some(from) = relation.from {
                draw!(out, " <small>{}</small>", words::since(from.start()));
            }
            draw!(out, "</dd>");
        }
    }
    draw!(out, "</dl></section>");
}

/// A day as machines read it: `2025-07-01`.
fn iso(at: Timestamp) -> String {
    at.rfc3339().chars().take(10).collect()
}
