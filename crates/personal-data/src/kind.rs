//! What is found, where, and how it may be shown.

use serde::{Deserialize, Serialize};

/// A kind of personal data. The order is that in which a report names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A citizen number ("số định danh cá nhân", on the card "số căn cước"): 12 digits.
    CitizenNumber,
    /// The number of an identity card of before 2016 ("số chứng minh nhân dân"): 9 digits.
    OldIdentityNumber,
    /// The number of a passport: a letter and 7 digits.
    Passport,
    /// A person's bank account.
    BankAccount,
    /// The number of a health insurance card ("thẻ BHYT", 10 or 15 characters) or of social insurance ("mã số BHXH").
    Insurance,
    /// A person's full date of birth. A year alone does not count.
    BirthDate,
    /// A person's mobile number, in a table or beside another number of this person.
    Phone,
    /// A person's address, in a table or beside another number of this person.
    Address,
}

/// Where something stands. All numbers count from 1, as people count.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// A paragraph of a text, headings and items of lists included.
    Paragraph(usize),
    /// A row of a table in a text.
    Table {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
    },
    /// A row of a spreadsheet or CSV file.
    Row {
        /// The sheet's name; `None` in a CSV file.
        sheet: Option<String>,
        /// The row.
        row: usize,
    },
    /// A line of a page.
    Page {
        /// The page.
        page: usize,
        /// The line.
        line: usize,
    },
}

/// One of the places at which something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// Where.
    pub place: Place,
    /// What stands there, masked so that the report gives nothing away: `0301******12`.
    pub shown: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The kind.
    pub kind: Kind,
    /// How many there are.
    pub count: usize,
    /// The first of them, at most [`SHOWN`].
    pub first: Vec<Sighting>,
}

/// How many places of each kind are named.
pub const SHOWN: usize = 3;

/// Collects what is found.
#[derive(Debug, Default)]
pub(crate) struct Collected(Vec<Found>);

impl Collected {
    pub(crate) fn add(&mut self, kind: Kind, place: &Place, shown: String) {
        let at = match self.0.binary_search_by_key(&kind, |found| found.kind) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, Found { kind, count: 0, first: Vec::new() });
                at
            }
        };
        let found = &mut self.0[at];
        found.count += 1;
        if found.first.len() < SHOWN {
            found.first.push(Sighting { place: place.clone(), shown });
        }
    }

    /// How many pieces there are, of all kinds.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|found| found.count).sum()
    }

    /// What was found, ordered by kind.
    pub(crate) fn into_found(self) -> Vec<Found> {
        self.0
    }
}

/// Digits with all but the first and last ones hidden: `0301******12`. Nothing shorter than six characters keeps a character.
pub(crate) fn masked(digits: &str) -> String {
    let count = digits.chars().count();
    let (first, last) = match count {
        12.. => (4, 2),
        9..=11 => (3, 2),
        6..=8 => (2, 0),
        _ => (0, 0),
    };
    digits.chars().enumerate().map(|(i, c)| if i < first || i + last >= count { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_gives_no_number_away() {
        for (digits, shown) in [
            ("030156001234", "0301******34"),
            ("GD4303012345678", "GD43*********78"),
            ("0912345678", "091*****78"),
            ("142345678", "142****78"),
            ("12345678", "12******"),
            ("12345", "*****"),
            ("", ""),
        ] {
            assert_eq!(masked(digits), shown);
        }
    }

    #[test]
    fn many_of_a_kind_are_one_with_a_count() {
        let mut all = Collected::default();
        for row in 1..=200 {
            all.add(Kind::Phone, &Place::Row { sheet: None, row }, "091*****78".to_owned());
            all.add(Kind::CitizenNumber, &Place::Row { sheet: None, row }, "0301********34".to_owned());
        }
        let found = all.into_found();
        let counts: Vec<_> = found.iter().map(|it| (it.kind, it.count, it.first.len())).collect();
        assert_eq!(counts, [(Kind::CitizenNumber, 200, SHOWN), (Kind::Phone, 200, SHOWN)]);
        assert_eq!(found[0].first[2].place, Place::Row { sheet: None, row: 3 });
    }
}
