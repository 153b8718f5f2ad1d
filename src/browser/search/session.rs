//! What a search knows, and what it has to fetch.

use crate::data::{Store, address};
use crate::route::Route;
use serde_json::Value;
use std::cell::RefCell;
use trangxa_model::document::parse;
use trangxa_search::{Counts, Detail, Filter, Hit, Index, Outcome, Query, Search};
use trangxa_views::FoundEntry;
use web_sys::UrlSearchParams;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

/// Works on what is known. Nothing may wait while it does.
pub(super) fn with<T>(work: impl FnOnce(&mut Session) -> T) -> T {
    SESSION.with_borrow_mut(work)
}

/// What is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `index.json`.
    Index,
    /// A file that the index needs.
    File,
    /// A file with the details of entries.
    Block,
    /// An article.
    Text,
}

/// Something to fetch.
pub(super) struct Request {
    pub kind: Kind,
    pub name: String,
    pub url: String,
}

/// What the search has fetched in this visit, and what is sought now.
#[derive(Default)]
pub(super) struct Session {
    /// The addresses of what is on its way. What was asked for by an earlier search is kept when it comes.
    fetching: Vec<String>,
    /// Whether the feed was asked for in this visit.
    pub has_asked_feed: bool,
    /// The first of the results that a reader has asked for, which gets the focus.
    pub focus_next: Option<usize>,
    pub is_typing: bool,
    /// How many results are wanted.
    pub wanted: usize,
    /// What was typed.
    pub text: String,
    pub group: Option<String>,
    pub year: Option<u16>,
    pub index: Option<Index>,
    /// Whether the index could not be had.
    pub is_without: bool,
    /// Articles that are newer than the index, with the numbers of their ranks. The best is the first.
    pub newer: Vec<(trangxa_search::Rank, FoundEntry)>,
    /// How many articles were looked through for them, and whether those are all.
    pub looked_through: (usize, bool),
    /// What the search found, as long as nothing changes it: a phone takes its time for a search.
    known: Option<Outcome>,
    /// Files with details, by name. Null for one that could not be had.
    blocks: Vec<(String, Value)>,
    /// Texts of articles, by address. Empty for one that could not be had.
    texts: Vec<(String, String)>,
}

impl Session {
    /// Begins to seek what the query of an address says.
    pub(super) fn seek(&mut self, query: &str, is_typing: bool, wanted: usize) {
        let members = UrlSearchParams::new_with_str(query).ok();
        let get = |name: &str| members.as_ref().and_then(|it| it.get(name)).filter(|it| !it.is_empty());
        let (text, group) = (get("q").unwrap_or_default(), get("chuyen-muc"));
        let year = get("nam").and_then(|year| year.parse().ok());
        // Who comes back finds as many results as were there.
        let is_back = !is_typing && self.text == text && self.group == group && self.year == year;
        self.wanted = if is_back { self.wanted.max(wanted) } else { wanted };
        (self.text, self.group, self.year) = (text, group, year);
        (self.is_typing, self.is_without, self.focus_next) = (is_typing, false, None);
        self.known = None;
        if let Some(index) = &mut self.index {
            index.retry();
        }
        self.blocks.retain(|(_, block)| !block.is_null());
    }

    /// Marks requests as being on their way. Returns those that were not.
    pub(super) fn begin_fetching(&mut self, mut requests: Vec<Request>) -> Vec<Request> {
        let is_ahead = super::IS_AHEAD.get();
        let is_coming = |it: &Request| self.fetching.contains(&it.url) || is_ahead && it.kind == Kind::Index;
        requests.retain(|it| !is_coming(it));
        self.fetching.extend(requests.iter().map(|request| request.url.clone()));
        requests
    }

    pub(super) fn query(&self) -> Query {
        Query::parse(&self.text, self.is_typing)
    }

    /// More results are wanted, the first of which gets the focus.
    pub(super) fn want_more(&mut self, count: usize) {
        self.focus_next = Some(self.wanted);
        self.wanted += count;
        self.known = None;
    }

    /// What was found when it was last looked up, unless something has come since.
    pub(super) fn outcome(&self) -> Option<&Outcome> {
        self.known.as_ref()
    }

    /// Finds what can be found with what is here.
    pub(super) fn look_up(&mut self) {
        if self.known.is_none()
            && let Some(index) = &self.index
        {
            self.known = Some(self.search(index).results(index, self.wanted));
        }
    }

    /// How many results each choice has, where that is known.
    pub(super) fn counts(&self) -> Option<Counts> {
        let index = self.index.as_ref()?;
        self.search(index).counts(index)
    }

    fn search(&self, index: &Index) -> Search {
        // A group that the site no longer has has no entries.
        let place =
            |id: &String| index.groups().iter().position(|it| it.id == *id).map_or(u16::MAX - 1, |it| it as u16);
        Search::new(self.query(), Filter { group: self.group.as_ref().map(place), year: self.year })
    }

    /// What has to be fetched now. When it is here, it may be something else.
    pub(super) fn lacking(&mut self, store: &Store) -> Vec<Request> {
        self.look_up();
        let mut all: Vec<Request> = Vec::new();
        let mut add = |kind, name: String, path: String| {
            if all.iter().all(|known| known.name != name) {
                all.push(Request { kind, name, url: format!("{}{path}", store.base()) });
            }
        };
        let (Some(index), Some(outcome)) = (&self.index, &self.known) else {
            if !self.is_without && store.is_built() {
                add(Kind::Index, String::new(), address::SEARCH.to_owned());
            }
            return all;
        };
        // The first result comes before what the others need: on a slow line they would share it.
        let is_first = |hit: &&Hit| self.detail(**hit).is_none();
        let wanted = if let Some(first) = outcome.entries.first().filter(is_first) {
            std::slice::from_ref(first)
        } else {
            for name in &outcome.needed {
                add(Kind::File, name.clone(), address::search_file(name));
            }
            outcome.entries.as_slice()
        };
        for hit in wanted {
            if let Some((name, _)) = index.block_of(hit.entry).filter(|(name, _)| self.block(name).is_none()) {
                let path = address::search_file(&name);
                add(Kind::Block, name, path);
            }
        }
        if all.is_empty() {
            // One text after the other: each is longer than all that a search needs otherwise.
            let mut texts = outcome.entries.iter().filter_map(|hit| self.text_file(*hit));
            if let Some((name, path)) = texts.find(|(name, _)| self.text_of(name).is_none()) {
                all.push(Request { kind: Kind::Text, name, url: format!("{}{path}", store.base()) });
            }
        }
        all
    }

    /// The address of an entry whose text has what is sought, where neither its headline nor its summary has, and the path of the document
    /// with that text.
    pub(super) fn text_file(&self, hit: Hit) -> Option<(String, String)> {
        let detail = self.detail(hit)??;
        if !hit.rank.is_in_text() {
            return None;
        }
        let path = match Route::parse(&detail.address) {
            Route::Article(slug) => address::item(&slug),
            Route::Procedure(id) => address::procedure(&id),
            Route::OfficialDocument(id) => address::official_document(&id),
            Route::Standing(id) => address::standing(&id),
            _ => return None,
        };
        Some((detail.address, path))
    }

    /// The details of an entry: `None` until they are here, `Some(None)` if they could not be had.
    #[expect(clippy::option_option, reason = "there are three answers")]
    pub(super) fn detail(&self, hit: Hit) -> Option<Option<Detail>> {
        let (name, place) = self.index.as_ref()?.block_of(hit.entry)?;
        Some(Detail::read(self.block(&name)?, place))
    }

    fn block(&self, name: &str) -> Option<&Value> {
        self.blocks.iter().find(|(known, _)| known == name).map(|(_, block)| block)
    }

    pub(super) fn text_of(&self, address: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == address).map(|(_, text)| text.as_str())
    }

    /// Takes what came of a request. `plain` makes the text of markup.
    pub(super) fn take(&mut self, request: Request, bytes: Option<Vec<u8>>, plain: fn(&str) -> String) {
        let Request { kind, name, url } = request;
        self.fetching.retain(|known| *known != url);
        if kind == Kind::File {
            self.known = None;
            if let Some(index) = &mut self.index {
                index.give(&name, bytes.as_deref());
            }
            return;
        }
        let json = bytes.and_then(|bytes| parse(&url, &bytes).ok()).unwrap_or_default();
        match kind {
            Kind::Index => {
                let index = Index::read(&json);
                self.known = None;
                self.is_without = index.is_none();
                self.index = index;
            }
            Kind::Text => {
                let mut text = String::new();
                texts_of(&json, plain, &mut text);
                self.texts.push((name, text));
            }
            _ => self.blocks.push((name, json)),
        }
    }
}

/// What is no text for readers, or the text of other entries.
const NO_TEXT: [&str; 8] = ["id", "url", "slug", "mime_type", "image", "related", "previous", "next"];

/// The texts of a document.
fn texts_of(json: &Value, plain: fn(&str) -> String, out: &mut String) {
    match json {
        Value::String(text) => {
            *out += &if text.contains('<') { plain(text) } else { text.clone() };
            out.push('\n');
        }
        Value::Array(all) => all.iter().for_each(|it| texts_of(it, plain, out)),
        Value::Object(all) => {
            for (name, value) in all {
                if !NO_TEXT.contains(&name.as_str()) && !name.starts_with('_') {
                    texts_of(value, plain, out);
                }
            }
        }
        _ => {}
    }
}
