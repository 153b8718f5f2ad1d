//! What a search shows of what it knows.

use super::session::Session;
use crate::data::Store;
use crate::route::Route;
use js_sys::encode_uri_component;
use std::ops::Range;
use trangxa_model::feed::Article;
use trangxa_model::{Html, Timestamp};
use trangxa_search::{Counts, Query, Rank, passage, rank_of};
use trangxa_views::{FoundEntry, MarkedText, SearchChoice, SearchResults, found_entry};
use trangxa_words::search as words;

/// How long a passage is, in characters.
const PASSAGE: usize = 180;

/// What is known so far, and whether nothing more will come by itself. `is_page` says that it is for the page of the search, which has
/// choices and all results.
pub(super) fn results(session: &mut Session, store: &Store, is_page: bool) -> (SearchResults, bool) {
    session.look_up();
    let (query, mut shown) = (session.query(), SearchResults::default());
    let add = |shown: &mut SearchResults, entry: &FoundEntry| {
        if shown.count < session.wanted {
            found_entry(&mut shown.entries, entry);
            shown.count += 1;
        }
    };
    if query.is_empty() {
        words::HINT.clone_into(&mut shown.status);
        return (shown, true);
    }
    if query.is_cut() {
        shown.notes.push(words::CUT.to_owned());
    }
    let mut newer = session.newer.iter().peekable();
    let count = session.newer.len();
    let mut is_final = true;
    if let Some(outcome) = session.outcome() {
        let (mut found, mut total) = (outcome.entries.as_slice(), outcome.total);
        let mut has_partial = found.first().is_some_and(|hit| hit.rank.is_partial());
        if has_partial && count > 0 {
            // An article that is newer than the index has all words.
            (found, total, has_partial) = (&[], Some(0), false);
        }
        let mut is_missing = outcome.is_missing;
        let mut is_whole = true;
        for &hit in found {
            while let Some((_, entry)) = newer.next_if(|(rank, _)| *rank >= hit.rank) {
                add(&mut shown, entry);
            }
            let Some(detail) = session.detail(hit) else {
                // Results never move: what follows waits.
                is_whole = false;
                break;
            };
            let Some(detail) = detail else {
                is_missing = true;
                continue;
            };
            let text = session.text_file(hit).and_then(|(address, _)| session.text_of(&address));
            let groups = session.index.as_ref().map(|index| index.groups()).unwrap_or_default();
            let entry = FoundEntry {
                href: format!("{}{}", store.base(), detail.address),
                headline: marked(&query, &detail.headline, usize::MAX),
                day: detail.date.as_deref().and_then(Timestamp::parse).map(Timestamp::date),
                group: groups.get(usize::from(detail.group)).map(|it| it.name.clone()),
                passage: passage_of(&query, text.filter(|it| !it.is_empty()).unwrap_or(&detail.summary)),
            };
            add(&mut shown, &entry);
        }
        is_final = outcome.needed.is_empty() && is_whole;
        if is_final {
            newer.for_each(|(_, entry)| add(&mut shown, entry));
        }
        let total = total.map(|total| total as usize + count);
        let known = total.unwrap_or(shown.count);
        shown.status = match (has_partial, is_missing) {
            (true, _) => words::PARTIAL.to_owned(),
            (_, true) => words::count_at_least(known as u64),
            // Too many files have words that begin with the last letters.
            _ if is_final && known == 0 && total.is_none() => words::TYPE_ON.to_owned(),
            _ => words::count(known as u64, total.is_some()),
        };
        if is_final && known > 0 && total.is_none_or(|total| total > session.wanted) {
            shown.more = Some(words::MORE);
        }
        if is_missing {
            shown.notes.push(words::INCOMPLETE.to_owned());
        }
        shown.meant = outcome.correction.as_ref().map(|text| (text.clone(), href(store, text, None, None)));
        if is_page {
            shown.choices = choices(session, store);
        }
    } else if store.is_built() && !session.is_without {
        words::SEARCHING.clone_into(&mut shown.status);
        is_final = false;
    } else {
        newer.for_each(|(_, entry)| add(&mut shown, entry));
        let (looked_through, is_end) = session.looked_through;
        shown.status =
            if store.is_built() { words::count_at_least(count as u64) } else { words::count(count as u64, true) };
        if store.is_built() {
            shown.notes.push(words::UNAVAILABLE.to_owned());
        } else {
            shown.notes.push(words::looked_through(looked_through as u64, is_end));
        }
        if count > session.wanted {
            shown.more = Some(words::MORE);
        } else if !is_end {
            shown.more = Some(words::READ_ON);
        }
    }
    shown.more = shown.more.filter(|_| is_page);
    (shown, is_final)
}

/// The address of a search.
pub(super) fn href(store: &Store, text: &str, group: Option<&str>, year: Option<u16>) -> String {
    let escaped = |text: &str| String::from(encode_uri_component(text));
    let mut href = store.href(&Route::Search) + "?q=" + &escaped(text);
    if let Some(group) = group {
        href = href + "&chuyen-muc=" + &escaped(group);
    }
    if let Some(year) = year {
        href = href + "&nam=" + &year.to_string();
    }
    href
}

/// The categories and the years.
fn choices(session: &Session, store: &Store) -> Vec<SearchChoice> {
    let Some(index) = &session.index else { return Vec::new() };
    let (group, year) = (session.group.as_deref(), session.year);
    // Articles that are newer than the index are not counted.
    let counts = session.counts().filter(|_| session.newer.is_empty());
    let add = |to: &mut SearchChoice, name: &str, href: String, is_chosen: bool, all: u32, found: Option<u32>| {
        // What is chosen stays: a reader has to see why there is nothing.
        if is_chosen || found.unwrap_or(all) > 0 {
            to.add(&words::choice(name, found), &href, is_chosen);
        }
    };
    let (mut groups, mut years) = (SearchChoice::new(words::GROUP), SearchChoice::new(words::YEAR));
    groups.add(words::ALL, &href(store, &session.text, None, year), false);
    years.add(words::ALL, &href(store, &session.text, group, None), false);
    for (place, it) in index.groups().iter().enumerate() {
        let found = counts.as_ref().map(|counts| counts.groups.get(place).copied().unwrap_or(0));
        let href = href(store, &session.text, Some(&it.id), year);
        add(&mut groups, &it.name, href, group == Some(it.id.as_str()), it.count, found);
    }
    for (it, count) in index.years() {
        let of_year = |counts: &Counts| counts.years.iter().find(|(year, _)| year == it).map_or(0, |(_, count)| *count);
        let name = if *it == 0 { words::UNDATED.to_owned() } else { it.to_string() };
        let href = href(store, &session.text, group, Some(*it));
        add(&mut years, &name, href, year == Some(*it), *count, counts.as_ref().map(of_year));
    }
    vec![groups, years]
}

/// Looks through articles that no index has. `is_known` says which it has; `plain` makes the text of markup.
pub(super) fn look_through(session: &mut Session, store: &Store, articles: &[Article], plain: fn(&str) -> String) {
    let query = session.query();
    for article in articles {
        let is_chosen =
            session.group.as_deref().is_none_or(|id| article.category.as_ref().is_some_and(|it| it.as_str() == id))
                && session
                    .year
                    .is_none_or(|year| article.published.map_or(0, |it| it.day_month_year().2) == i64::from(year));
        if let Some((rank, entry)) = of_article(store, &query, article, plain).filter(|_| is_chosen) {
            // Articles are the newest first, and stay so among equals.
            let place = session.newer.iter().position(|(other, _)| *other < rank).unwrap_or(session.newer.len());
            session.newer.insert(place, (rank, entry));
        }
    }
}

fn of_article(
    store: &Store,
    query: &Query,
    article: &Article,
    plain: fn(&str) -> String,
) -> Option<(Rank, FoundEntry)> {
    let text = article.content.as_ref().map(Html::as_str).map(plain).unwrap_or_default();
    let summary = article.summary.as_deref().unwrap_or_default();
    let rank = rank_of(query, &article.title, summary, &text)?;
    let is_in_text = rank.is_in_text() && !text.is_empty();
    let entry = FoundEntry {
        href: store.href(&Route::Article(article.slug.clone())),
        headline: marked(query, &article.title, usize::MAX),
        day: article.published.map(Timestamp::date),
        group: article.category.as_ref().and_then(|id| store.category_name(id)),
        passage: passage_of(query, if is_in_text || summary.is_empty() { &text } else { summary }),
    };
    Some((rank, entry))
}

/// A passage of a text with the words that are sought marked; `None` of a text without words.
fn passage_of(query: &Query, text: &str) -> Option<MarkedText> {
    (!text.trim().is_empty()).then(|| marked(query, text, PASSAGE))
}

fn marked(query: &Query, text: &str, most: usize) -> MarkedText {
    let passage = passage(query, text, most);
    let before = if passage.is_cut_before { "… " } else { "" };
    let after = if passage.is_cut_after { " …" } else { "" };
    let moved = |mark: Range<usize>| mark.start + before.len()..mark.end + before.len();
    ([before, &passage.text, after].concat(), passage.marks.into_iter().map(moved).collect())
}
