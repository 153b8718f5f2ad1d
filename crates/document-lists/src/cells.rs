//! Reads the cells of a register: days, states of force, numbers of documents, files.

use trangxa_list_imports::names;
use trangxa_model::Timestamp;
use trangxa_model::official::Force;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::fold;
use trangxa_words::official as words;

/// The years in which documents are issued that a register of today has.
const YEARS: std::ops::Range<i64> = 1945..2200;

/// What a cell with a day says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Nothing.
    Nothing,
    /// A day, `2025-07-03`.
    Day(String),
    /// The day of signing, in words.
    OnIssue,
    /// A state of force.
    Force(Force),
}

/// A day as documents.json has it, of a date in any usual form; the day stands before the month.
pub(crate) fn day_of(text: &str) -> Option<String> {
    let (day, month, year) = Timestamp::parse(text)?.day_month_year();
    YEARS.contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// What a cell says that has a day in it, or words that stand for one; `None` if it is neither.
pub(crate) fn day(cell: &Cell) -> Option<Said> {
    let text = match cell {
        Cell::Empty => return Some(Said::Nothing),
        Cell::Date { year, month, day, .. } => {
            return day_of(&format!("{year:04}-{month:02}-{day:02}")).map(Said::Day);
        }
        Cell::Text(text) => text,
        // A number alone may be a day as Excel counts them, or anything else.
        Cell::Number { .. } | Cell::Formula | Cell::Other(_) => return None,
    };
    let plain = fold::words(text);
    if is_no_day(&plain) {
        return Some(Said::Nothing);
    }
    let is_on_issue = ["ngay ky", "tu ngay ky", "ke tu ngay ky", "tu ngay ky ban hanh", "ke tu ngay ky ban hanh"];
    if is_on_issue.contains(&&*plain) || plain == "tu ngay ban hanh" || plain == "ke tu ngay ban hanh" {
        return Some(Said::OnIssue);
    }
    day_of(text).or_else(|| day_of(without_words(text))).map(Said::Day)
}

/// What a cell says that has a state of force in it; `None` if it is none.
pub(crate) fn force(cell: &Cell) -> Option<Said> {
    match cell {
        Cell::Empty => Some(Said::Nothing),
        Cell::Text(text) if names::is_nothing(text) => Some(Said::Nothing),
        Cell::Text(text) => Force::named(text).map(Said::Force),
        _ => None,
    }
}

/// A state of force as documents.json has it: "còn hiệu lực".
pub(crate) fn name_of(force: Force) -> String {
    words::force(force).to_lowercase()
}

/// The number of a document, without "Số" before it; `None` if there is no digit in it.
pub(crate) fn number(text: &str) -> Option<String> {
    let text = fold::tidy(text);
    let from = match text.split_once([' ', ':']) {
        Some((word, rest)) if fold::words(word) == "so" => rest.trim_matches([' ', ':']),
        _ => &text,
    };
    let number = from.trim_matches([' ', '.', ',', ';', ':']);
    number.chars().any(|c| c.is_ascii_digit()).then(|| number.to_owned())
}

/// Whether a word is the number of a document: 12/KH-UBND, 78/2025/NĐ-CP.
pub(crate) fn is_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((number, kind)) = word.split_once('/') else { return false };
    number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(char::is_alphanumeric)
        && kind.chars().any(char::is_alphabetic)
}

/// The documents that a text names, each as people write it; `None` if it names none by its number.
pub(crate) fn references(text: &str) -> Option<Vec<String>> {
    let numbers = |text: &str| -> Vec<String> {
        let words = text.split([' ', ',', ';', '(', ')']).filter(|word| is_number(word));
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect()
    };
    let all = numbers(text);
    if all.is_empty() {
        return None;
    }
    // What stands behind a number, its date or who issued it, tells documents apart that have the same.
    let parts: Vec<String> = text.split(';').map(fold::tidy).filter(|part| !part.is_empty()).collect();
    Some(if parts.iter().all(|part| numbers(part).len() == 1) { parts } else { all })
}

/// The files that a text names.
pub(crate) fn files(text: &str) -> Vec<String> {
    text.split(';').map(fold::tidy).filter(|file| !names::is_nothing(file)).collect()
}

/// Whether words say that there is no day.
fn is_no_day(words: &str) -> bool {
    words.is_empty() || words == "chua xac dinh" || words == "khong" || names::is_nothing(words)
}

/// A text from its first digit on, if words that say nothing stand before it: "từ ngày 01/07/2025".
fn without_words(text: &str) -> &str {
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    let (before, rest) = text.split_at_checked(digit).unwrap_or((text, ""));
    let said = fold::words(before);
    let is_empty_talk = said
        .split(' ')
        .all(|word| matches!(word, "" | "ke" | "tu" | "ngay" | "co" | "het" | "hieu" | "luc" | "den" | "thi" | "hanh"));
    if is_empty_talk { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_the_day_before_the_month() {
        let said = |text: &str| day(&Cell::text(text));
        for text in ["03/07/2025", "3-7-2025", "ngày 03 tháng 7 năm 2025", "Từ ngày 03/07/2025", "2025-07-03"] {
            assert_eq!(said(text), Some(Said::Day("2025-07-03".to_owned())), "{text}");
        }
        assert_eq!(day(&Cell::Date { year: 2025, month: 7, day: 3, minute: Some(480) }), said("03/07/2025"));
        for text in ["31/02/2025", "07/13/2025", "hôm nọ", "03/07/1025", "2025", "Còn hiệu lực"] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(day(&Cell::Number { value: 45841.0, percent: false }), None);
        assert_eq!(said("Kể từ ngày ký"), Some(Said::OnIssue));
        assert_eq!([said("-"), said("Không xác định"), said("")], [const { Some(Said::Nothing) }; 3]);
    }

    #[test]
    fn states_are_those_of_the_national_base() {
        let said = |text: &str| force(&Cell::text(text));
        assert_eq!(said("CÒN HIỆU LỰC"), Some(Said::Force(Force::InForce)));
        assert_eq!(said("Hết hiệu lực"), Some(Said::Force(Force::Expired)));
        assert_eq!((said("Đã thu hồi"), said("")), (None, Some(Said::Nothing)));
        for force in Force::ALL {
            assert_eq!(Force::named(&name_of(force)), Some(force));
        }
    }

    #[test]
    fn numbers_and_references_are_told() {
        assert_eq!(number("Số: 12/KH-UBND").as_deref(), Some("12/KH-UBND"));
        assert_eq!(number("I. QUYẾT ĐỊNH"), None);
        assert_eq!(references("12/KH-UBND, 13/KH-UBND"), Some(vec!["12/KH-UBND".to_owned(), "13/KH-UBND".to_owned()]));
        assert_eq!(
            references("Quyết định số 12/QĐ-UBND ngày 03/02/2025; 5/NQ-HĐND"),
            Some(vec!["Quyết định số 12/QĐ-UBND ngày 03/02/2025".to_owned(), "5/NQ-HĐND".to_owned()])
        );
        assert_eq!(references("văn bản cũ ngày 03/02/2025"), None);
        assert_eq!(files("12 kh.pdf; phu-luc.docx;"), ["12 kh.pdf", "phu-luc.docx"]);
    }
}
