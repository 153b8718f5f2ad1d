//! The measurement itself.

use crate::kept_apart::lists;
use crate::ordinary::articles;
use trangxa_personal_data::{Office, examine};

#[test]
fn lists_are_found_and_ordinary_articles_are_left_alone() {
    let office = Office::with_phones("0220.3822.123");
    let (mut wanted_pieces, mut found_pieces) = (0, 0);
    let (mut wanted_kinds, mut found_kinds) = (0, 0);
    let lists = lists();
    for list in &lists {
        let found = examine(&list.document, &office);
        for (kind, count) in &list.wanted {
            let of_kind = found.iter().find(|found| found.kind == *kind).map_or(0, |found| found.count);
            wanted_pieces += count;
            found_pieces += of_kind.min(*count);
            wanted_kinds += 1;
            found_kinds += usize::from(of_kind * 10 >= count * 9);
        }
    }
    let articles = articles();
    let false_alarms: usize = articles.iter().filter(|document| !examine(document, &office).is_empty()).count();
    println!(
        "{} lists: {found_pieces} of {wanted_pieces} pieces, {found_kinds} of {wanted_kinds} columns; {} articles: {false_alarms} false alarms",
        lists.len(),
        articles.len()
    );
    assert!(found_pieces * 100 >= wanted_pieces * 95);
    assert!(false_alarms * 100 <= articles.len() * 2);
}
