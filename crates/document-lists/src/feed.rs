//! The RSS of NukeViet's module of laws (văn bản). Its items have the title `[12/KH-UBND] name` and the description
//! `Ngày ban hành: 03/02/2025. Trích yếu: …`; older versions have the name and the abstract alone. The date of an item is the day on which it was
//! entered, and so it is not read.

use crate::cells;
use crate::found::{Found, Member};
use trangxa_feeds::FeedEntry;
use trangxa_list_imports::names;
use trangxa_messages::document_lists as say;
use trangxa_sheets::fold;

/// What stands before the day of issue in a description, as [`fold::plain`] makes it.
const ISSUED: &str = "ngay ban hanh:";
/// What stands before the abstract.
const ABSTRACT: &str = "trich yeu:";

/// Reads an entry; the error is a sentence that says why it is left out. `file` is the place of the file among those of the import.
pub(crate) fn read(entry: &FeedEntry, name: &str, file: usize) -> Result<Found, String> {
    let place = format!("{name}, {}", entry.place);
    let title = fold::tidy(&entry.title);
    let refuse = |problem: String| format!("{}: {problem}", entry.place);
    let (number, rest) = number(&title).ok_or_else(|| refuse(say::FeedWithoutNumber.to_string()))?;
    let mut members = vec![(Member::Number, number.into())];
    let Description { issued, about } = description(&entry.text);
    if let Some(text) = issued {
        let day = cells::day_of(text).ok_or_else(|| refuse(say::FeedDateUnreadable { text }.to_string()))?;
        members.push((Member::Issued, day.into()));
    }
    let about = Some(fold::tidy(about)).filter(|text| !names::is_nothing(text)).unwrap_or(rest);
    if !about.is_empty() {
        members.push((Member::About, about.into()));
    }
    Ok(Found { file, place, members })
}

/// The number in a title, and the rest of the title: what stands in brackets at its beginning, or the only number in it.
fn number(title: &str) -> Option<(String, String)> {
    if let Some((number, rest)) = title.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return Some((cells::number(number)?, rest.trim().to_owned()));
    }
    let mut numbers = title.split([' ', ',', ';', '(', ')']).filter(|word| cells::is_number(word));
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    Some((cells::number(number)?, title.to_owned()))
}

/// The parts of a description.
struct Description<'a> {
    issued: Option<&'a str>,
    about: &'a str,
}

fn description(text: &str) -> Description<'_> {
    let text = text.trim();
    let Some(rest) = behind(text, ISSUED) else {
        return Description { issued: None, about: behind(text, ABSTRACT).unwrap_or(text) };
    };
    // "03/02/2025. Trích yếu: …"
    let (issued, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let rest = rest.trim();
    Description { issued: Some(issued.trim()), about: behind(rest, ABSTRACT).unwrap_or(rest) }
}

/// What stands behind a beginning, which is compared without marks and capitals.
fn behind<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let (label, rest) = text.split_once(':')?;
    (format!("{}:", fold::plain(label)) == beginning).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(title: &str, text: &str) -> Result<String, String> {
        let entry = FeedEntry { place: "item 1".to_owned(), title: title.to_owned(), text: text.to_owned() };
        read(&entry, "rss.xml", 0).map(|found| serde_json::Value::Object(found.to_json()).to_string())
    }

    #[test]
    fn items_of_both_versions_are_read() {
        assert_eq!(
            found("[12/KH-UBND] Kế hoạch", "Ngày ban hành: 03/02/2025. Trích yếu: Về thu. Chi").unwrap(),
            r#"{"abstract":"Về thu. Chi","issued":"2025-02-03","number":"12/KH-UBND"}"#
        );
        assert_eq!(
            found("Quyết định số 5/QĐ-UBND", "").unwrap(),
            r#"{"abstract":"Quyết định số 5/QĐ-UBND","number":"5/QĐ-UBND"}"#
        );
        assert_eq!(
            found("[5/QĐ-UBND] Tên", "Về việc: hai").unwrap(),
            r#"{"abstract":"Về việc: hai","number":"5/QĐ-UBND"}"#
        );
        assert!(found("Thông báo", "").is_err() && found("Sửa 1/QĐ-A và 2/QĐ-A", "").is_err());
        assert!(found("[1/QĐ-A] A", "Ngày ban hành: 30/02/2025. Trích yếu: A").is_err());
    }
}
