//! What was found, in words.

use trangxa_messages::personal_data as say;
use trangxa_personal_data::{Found, Kind, Place, Sighting};

/// How many of each kind there are, and where the first ones stand.
pub(super) fn kinds(found: &[Found]) -> String {
    let of_kind = |found: &Found| {
        let mut places: Vec<String> = found.first.iter().map(sighting).collect();
        if found.count > places.len() {
            places.push("…".to_owned());
        }
        say::KindAt { kind: count(found), places: places.join(", ") }.to_string()
    };
    found.iter().map(of_kind).collect::<Vec<_>>().join("; ")
}

/// How many of each kind there are.
pub(super) fn counts(found: &[Found]) -> String {
    found.iter().map(count).collect::<Vec<_>>().join(", ")
}

fn count(found: &Found) -> String {
    let count = found.count;
    match found.kind {
        Kind::CitizenNumber => say::CitizenNumbers { count }.to_string(),
        Kind::OldIdentityNumber => say::OldIdentityNumbers { count }.to_string(),
        Kind::Passport => say::Passports { count }.to_string(),
        Kind::BankAccount => say::BankAccounts { count }.to_string(),
        Kind::Insurance => say::InsuranceNumbers { count }.to_string(),
        Kind::BirthDate => say::BirthDates { count }.to_string(),
        Kind::Phone => say::Phones { count }.to_string(),
        Kind::Address => say::Addresses { count }.to_string(),
    }
}

fn sighting(sighting: &Sighting) -> String {
    let place = place(&sighting.place);
    if sighting.shown.is_empty() { place } else { say::Shown { shown: &sighting.shown, place }.to_string() }
}

fn place(place: &Place) -> String {
    match place {
        Place::Paragraph(paragraph) => say::AtParagraph { paragraph }.to_string(),
        Place::Table { table, row } => say::AtTable { table, row }.to_string(),
        Place::Row { sheet: None, row } => say::AtRow { row }.to_string(),
        Place::Row { sheet: Some(sheet), row } => say::AtSheet { sheet, row }.to_string(),
        Place::Page { page, line } => say::AtPage { page, line }.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_by_its_counts_and_first_places() {
        let at = |row| Sighting { place: Place::Table { table: 1, row }, shown: "0301******34".to_owned() };
        let found = [
            Found { kind: Kind::CitizenNumber, count: 200, first: vec![at(2), at(3), at(4)] },
            Found { kind: Kind::Address, count: 1, first: vec![Sighting { shown: String::new(), ..at(2) }] },
        ];
        assert_eq!(
            kinds(&found),
            "200 citizen numbers: 0301******34 (table 1, row 2), 0301******34 (table 1, row 3), 0301******34 (table 1, row 4), …; \
             1 address: table 1, row 2"
        );
        assert_eq!(counts(&found), "200 citizen numbers, 1 address");
    }
}
