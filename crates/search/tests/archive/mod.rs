//! The archive of the crate for tests, as entries of an index.

use trangxa_search::{Entry, GroupName, words};
pub(crate) use trangxa_test_support::Chance;
use trangxa_test_support::{ARCHIVE_GROUPS, ArchiveText};

/// How many of the entries are no articles, and have no date.
const UNDATED: usize = 40;

pub(crate) fn groups() -> Vec<GroupName> {
    ARCHIVE_GROUPS.iter().map(|id| GroupName { id: (*id).to_owned(), name: id.replace('-', " ") }).collect()
}

/// So many entries, in the order of an index, of 300 to 400 syllables each.
pub(crate) fn archive(articles: usize) -> Vec<Entry> {
    let texts = trangxa_test_support::archive(articles).into_iter().enumerate();
    let entry = |(number, text): (usize, ArchiveText)| {
        let slug: String = words(&text.headline).iter().map(|word| format!("{}-", word.key)).collect();
        Entry {
            address: format!("/bai/{}/", slug.trim_end_matches('-')),
            headline: text.headline,
            summary: text.summary,
            text: text.text,
            date: (number >= UNDATED).then_some(text.day),
            group: text.group as u16,
        }
    };
    texts.map(entry).collect()
}
