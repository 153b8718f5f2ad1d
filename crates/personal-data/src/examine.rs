//! Examines a document.

use crate::document::{Block, Document, Paragraph};
use crate::kind::{Collected, Found};
use crate::office::Office;
use crate::plain::Plain;
use crate::prose::{self, Around};
use crate::table;

/// What a document says of private persons, by kind; nothing for most documents. The time that this takes grows with the length of the
/// document and not faster.
#[must_use]
pub fn examine(document: &Document, office: &Office) -> Vec<Found> {
    let mut found = Collected::default();
    // A paragraph in which nothing can stand is not made plain, unless its neighbours need it.
    let mut plain: Vec<Option<Plain>> = Vec::new();
    plain.resize_with(document.blocks.len(), || None);
    let needs: Vec<bool> =
        document.blocks.iter().map(|block| matches!(block, Block::Table(_)) || may_hold(block)).collect();
    for (i, block) in document.blocks.iter().enumerate() {
        let is_near = needs[i.saturating_sub(1)..needs.len().min(i + 2)].contains(&true);
        if let Block::Paragraph(Paragraph { text, .. }) = block
            && is_near
        {
            plain[i] = Some(Plain::of(text));
        }
    }
    for (i, block) in document.blocks.iter().enumerate().filter(|(i, _)| needs[*i]) {
        let before = i.checked_sub(1).and_then(|before| plain[before].as_ref());
        match (block, &plain[i]) {
            (Block::Table(rows), _) => table::examine(rows, before, office, &mut found),
            (Block::Paragraph(paragraph), Some(text)) => {
                let behind = plain.get(i + 1).and_then(Option::as_ref);
                let around = Around { before, behind, is_of_person: false, known: &[], office };
                prose::examine(text, around, &mut |kind, shown| found.add(kind, &paragraph.place, shown));
            }
            (Block::Paragraph(_), None) => {}
        }
    }
    found.into_found()
}

/// Whether a paragraph has enough digits close together for a number or a date. Most have not.
fn may_hold(block: &Block) -> bool {
    let Block::Paragraph(Paragraph { text, .. }) = block else { return true };
    let mut digits = 0;
    let mut others = 0;
    for c in text.chars() {
        if c.is_ascii_digit() || matches!(c, '０'..='９') {
            digits += 1;
            others = 0;
            if digits == 6 {
                return true;
            }
        } else {
            others += 1;
            // "12 tháng 3 năm 1956"
            if others > 8 {
                digits = 0;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{Kind, Place};

    #[test]
    fn the_phones_of_an_office_are_read_as_people_write_them() {
        let office = Office::with_phones("0220.3822.123 - 0912 345 678; (024) 38 253 536");
        assert!(office.has("02203822123") && office.has("0912345678") && office.has("02438253536"));
        assert!(!office.has("0912345679") && !Office::with_phones("113").has("113"));
    }

    #[test]
    fn a_paragraph_says_where_it_stands() {
        let document = Document::of_html("<p>Họp dân.</p><p>Ông A, CCCD 030156001234.</p>");
        let found = examine(&document, &Office::default());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, found[0].count), (Kind::CitizenNumber, 1));
        assert_eq!(found[0].first[0].place, Place::Paragraph(2));
        assert_eq!(found[0].first[0].shown, "0301******34");
    }
}
