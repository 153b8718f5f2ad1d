//! Whether the index of a site that is on the web has what the site has.

use crate::files::Files;
use crate::finding::{Finding, FindingKind};
use crate::search::{DOCUMENTS, KINDS, PEOPLE, PROCEDURES};
use crate::site_source::SiteSource;
use serde_json::Value;
use trang_xa::data::address;
use trangxa_messages::registers as say;
use trangxa_search::Index;
use trangxa_words::search as words;

/// What the index of a site that is on the web lacks, compared with the site's documents as they are now.
pub(crate) fn review(files: &dyn Files, source: &SiteSource) -> Vec<Finding> {
    let Ok(Some(bytes)) = files.read(address::SEARCH) else { return Vec::new() };
    let tell = |text: String| vec![Finding::new(FindingKind::SearchOutdated, address::SEARCH, "", text)];
    let json = serde_json::from_slice::<Value>(&bytes).ok();
    let Some(index) = json.as_ref().and_then(Index::read) else { return tell(say::SearchUnreadable.to_string()) };
    let of_kind =
        |kind: &str| index.groups().iter().filter(|group| group.id == kind).map(|group| group.count).sum::<u32>();
    let of_kinds: u32 = KINDS.iter().map(|(kind, _)| of_kind(kind)).sum();
    let registers = &source.registers;
    let procedures = registers.procedures.as_ref().map_or(0, |file| file.value.procedures.len());
    // On a built site, the document of the register has only its head, and the numbers of all.
    let documents = registers.documents.as_ref().map_or(0, |file| file.value.years.iter().map(|year| year.count).sum());
    let people = source.people.as_ref().map_or(0, |people| people.people.len());
    let counts: [(&str, u64, u64); 4] = [
        (words::ARTICLES, source.articles.len() as u64, u64::from(index.len() - of_kinds)),
        (words::PROCEDURES, procedures as u64, u64::from(of_kind(PROCEDURES))),
        (words::DOCUMENTS, documents, u64::from(of_kind(DOCUMENTS))),
        (words::PEOPLE, people as u64, u64::from(of_kind(PEOPLE))),
    ];
    let differing = counts.into_iter().filter(|(_, site, indexed)| site != indexed);
    differing.flat_map(|(what, site, indexed)| tell(say::SearchCounts { what, site, indexed }.to_string())).collect()
}
