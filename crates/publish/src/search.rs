//! The index of the search: what of the site is found, and the files that the search reads.

use crate::error::PublishError;
use crate::hash::publisher;
use crate::output::{Generation, Staging, key};
use crate::site_source::{EXCERPT, SiteSource};
use rayon::prelude::*;
use serde_json::Value;
use trang_xa::data::{Store, address};
use trang_xa::route::Route;
use trangxa_clean::text::text_of;
use trangxa_model::site::CONTACT_PAGE;
use trangxa_model::{Article, Html, Timestamp};
use trangxa_search::{Entry, GroupName, detail_files, write};
use trangxa_words::{search as words, site};

/// Members of documents that are no text for readers.
const NO_TEXT: [&str; 12] = [
    "id",
    "url",
    "national_url",
    "photo",
    "srcset",
    "desk",
    "events",
    "force",
    "issued",
    "effective",
    "expires",
    "email",
];

/// The kinds of entries that are no articles, each with the name by which addresses know it.
pub(crate) const KINDS: [(&str, &str); 4] =
    [(PROCEDURES, words::PROCEDURES), (DOCUMENTS, words::DOCUMENTS), (PEOPLE, words::PEOPLE), (PAGES, words::PAGES)];

pub(crate) const PROCEDURES: &str = "thu-tuc";
pub(crate) const DOCUMENTS: &str = "van-ban";
pub(crate) const PEOPLE: &str = "to-chuc";
const PAGES: &str = "trang";

/// What phones keep of the index: how many of its files with details of entries, at most, and of how many articles.
const KEPT_FILES: usize = 12;
const KEPT_ARTICLES: usize = 20;

/// Writes the index, unless the old folder has it as it would be written. Returns which of its files phones keep, each with its version: they
/// have what is shown of entries without a date, and of the newest articles.
pub(crate) fn publish(
    source: &SiteSource,
    store: &Store,
    staging: &Staging,
) -> Result<Vec<(String, String)>, PublishError> {
    let groups = groups(source);
    let entries = entries(source, store, &groups);
    let key = key_of(&entries, &groups);
    if !(staging.keep_keyed(address::SEARCH, &key)? && staging.keep_all(Generation::Search)?) {
        for file in write(&entries, &groups) {
            match file.name.as_str() {
                "index.json" => staging.write_made(address::SEARCH, &key, &file.bytes)?,
                name => staging.write_of(Generation::Search, &address::search_file(name), &file.bytes)?,
            }
        }
    }
    staging.keep_before(Generation::Search)?;
    let undated = entries.iter().take_while(|entry| entry.date.is_none()).count();
    let names = detail_files(&entries, undated + KEPT_ARTICLES).into_iter().take(KEPT_FILES);
    let details = names.map(|name| (address::search_file(&name), name));
    Ok([(address::SEARCH.to_owned(), key)].into_iter().chain(details).collect())
}

/// A fingerprint of everything that the index is made from.
fn key_of(entries: &[Entry], groups: &[GroupName]) -> String {
    let of_entries: Vec<String> = entries
        .par_iter()
        .map(|it| {
            let (date, group) = (it.date.as_deref().unwrap_or_default(), it.group.to_string());
            key([it.address.as_str(), &it.headline, &it.summary, &it.text, date, &group])
        })
        .collect();
    let of_groups = groups.iter().flat_map(|group| [group.id.as_str(), group.name.as_str()]);
    key([publisher().unwrap_or_default()].into_iter().chain(of_groups).chain(of_entries.iter().map(String::as_str)))
}

/// The kinds that the site has, and its categories.
fn groups(source: &SiteSource) -> Vec<GroupName> {
    let registers = &source.registers;
    let has = |kind: &str| match kind {
        PROCEDURES => registers.procedures.is_some(),
        DOCUMENTS => registers.documents.is_some(),
        PEOPLE => source.people.is_some(),
        _ => true,
    };
    let kinds = KINDS.into_iter().filter(|(id, _)| has(id));
    let categories = source.categories.iter().map(|it| (it.id.as_str(), it.name.as_str()));
    kinds.chain(categories).map(|(id, name)| GroupName { id: id.to_owned(), name: name.to_owned() }).collect()
}

/// The number of a group; one more than the last where there is none of this id. A category may have the id of a kind, so articles look from the end.
fn number_of(groups: &[GroupName], id: &str, is_article: bool) -> u16 {
    let is_it = |group: &GroupName| group.id == id;
    let place = if is_article { groups.iter().rposition(is_it) } else { groups.iter().position(is_it) };
    place.and_then(|place| u16::try_from(place).ok()).unwrap_or(groups.len() as u16)
}

/// What is found, in the order in which results of the same rank are shown: what holds always, then what has a date, the newest first.
fn entries(source: &SiteSource, store: &Store, groups: &[GroupName]) -> Vec<Entry> {
    let [of_procedures, of_documents, of_people, of_pages] = KINDS.map(|(kind, _)| number_of(groups, kind, false));
    let registers = &source.registers;
    let mut entries: Vec<Entry> = Vec::new();
    for procedure in registers.procedures.iter().flat_map(|file| &file.value.procedures) {
        entries.push(Entry {
            address: Route::Procedure(procedure.id.clone()).path(),
            headline: procedure.name.clone(),
            summary: said([procedure.field.as_deref(), procedure.result.as_deref(), procedure.code.as_deref()]),
            text: texts_of(&procedure.to_json()),
            date: None,
            group: of_procedures,
        });
    }
    entries.extend(pages(source, store, of_pages));
    for person in source.people.iter().flat_map(|people| &people.people) {
        entries.push(Entry {
            address: format!("{}#{}", Route::People.path(), person.id),
            headline: said([person.post.as_deref(), person.name.as_deref()]),
            summary: person.tasks.join(". "),
            text: said([
                person.group.as_deref(),
                person.desk_name.as_deref(),
                person.phone.as_deref(),
                person.email.as_deref(),
                person.note.as_deref(),
            ]),
            date: None,
            group: of_people,
        });
    }
    let mut dated: Vec<(Option<Timestamp>, Entry)> = Vec::new();
    for document in registers.documents.iter().flat_map(|file| &file.value.documents) {
        let date = document.issued;
        let entry = Entry {
            address: Route::OfficialDocument(document.id.clone()).path(),
            headline: said([Some(document.name().as_str()).filter(|it| !it.is_empty()), document.about.as_deref()]),
            summary: said([document.issuer.as_deref(), document.signer.as_deref(), document.field.as_deref()]),
            text: date.map(Timestamp::date).unwrap_or_default() + "\n" + &texts_of(&document.to_json()),
            date: date.map(day),
            group: of_documents,
        };
        dated.push((date, entry));
    }
    let articles: Vec<(Option<Timestamp>, Entry)> =
        source.articles.par_iter().map(|article| (article.published, of_article(article, groups))).collect();
    dated.extend(articles);
    // Both are in order already; articles without a date are the last.
    dated.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    entries.extend(dated.into_iter().map(|(_, entry)| entry));
    entries
}

fn of_article(article: &Article, groups: &[GroupName]) -> Entry {
    let mut text = article.content.as_ref().map(Html::text).unwrap_or_default();
    let names = article.attachments.iter().filter_map(|it| it.title.as_deref());
    let shown_day = article.published.map(Timestamp::date);
    for more in article.authors.iter().map(String::as_str).chain(names).chain(shown_day.as_deref()) {
        text.push('\n');
        text.push_str(more);
    }
    let category = article.category.as_ref();
    Entry {
        address: Route::Article(article.slug.clone()).path(),
        headline: article.title.clone(),
        summary: article.excerpt(EXCERPT).unwrap_or_default(),
        text,
        date: article.published.map(day),
        group: category.map_or(groups.len() as u16, |id| number_of(groups, id.as_str(), true)),
    }
}

/// The standing pages, and those of the registers themselves.
fn pages(source: &SiteSource, store: &Store, group: u16) -> Vec<Entry> {
    let page = |route: Route, text: String| Entry {
        address: route.path(),
        headline: store.headline(&route),
        summary: String::new(),
        text,
        date: None,
        group,
    };
    let office = source.registers.office.as_ref().and_then(|file| serde_json::from_slice::<Value>(&file.bytes).ok());
    let office = office.map(|json| texts_of(&json)).unwrap_or_default();
    let standing = source.site.pages.iter().zip(&source.standing).map(|(it, html)| {
        let text = text_of(html);
        let is_contact = it.id.as_str() == CONTACT_PAGE;
        page(Route::Standing(it.id.clone()), if is_contact { format!("{text}\n{office}") } else { text })
    });
    let mut pages: Vec<Entry> = standing.collect();
    let calendar = source.registers.calendar.as_ref();
    if let Some(file) = calendar {
        let titles = file.value.entries.iter().map(|entry| said([Some(entry.title.as_str()), entry.place.as_deref()]));
        pages.push(page(Route::Calendar, titles.collect::<Vec<_>>().join("\n")));
    }
    // What the menu calls them is sought, too.
    let data = &source.site.data;
    for (route, name, is_there) in [
        (Route::Tthc, site::TTHC, data.tthc.is_some()),
        (Route::Procedures, site::TTHC, data.procedures.is_some()),
        (Route::OfficialDocuments { year: None }, "", data.documents.is_some()),
        (Route::People, "", data.people.is_some()),
        (Route::NewsArchive { year: None, month: None }, site::OLDER, true),
        (Route::News { page: 1 }, "", true),
        (Route::SiteMap, "", true),
    ] {
        if is_there {
            pages.push(page(route, name.to_owned()));
        }
    }
    pages
}

/// Texts that are there, as one.
fn said<const N: usize>(texts: [Option<&str>; N]) -> String {
    texts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

fn day(at: Timestamp) -> String {
    at.rfc3339().chars().take(10).collect()
}

/// All texts of a document that readers see.
fn texts_of(json: &Value) -> String {
    fn collect(json: &Value, out: &mut String) {
        match json {
            Value::String(text) => {
                out.push_str(text);
                out.push('\n');
            }
            Value::Array(all) => all.iter().for_each(|value| collect(value, out)),
            Value::Object(all) => {
                all.iter()
                    .filter(|(name, _)| !NO_TEXT.contains(&name.as_str()))
                    .for_each(|(_, value)| collect(value, out));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut out = String::new();
    collect(json, &mut out);
    out
}
