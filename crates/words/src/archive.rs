//! Texts of the archive.

use trangxa_model::number::integer;

/// The headline of the page with all years, and the entry of the site map.
pub const HEADLINE: &str = "Kho lưu trữ";
/// The name of the list of years.
pub const YEARS: &str = "Các năm";
/// The name of the links to the months before and after.
pub const MONTHS: &str = "Tháng trước và tháng sau";
/// An archive without any article.
pub const NONE: &str = "Chưa có tin nào.";
/// A page that is no longer there.
pub const WITHDRAWN: &str = "Tháng hoặc năm này không còn tin nào.";
/// The articles without a date.
const UNDATED: &str = "Không ghi ngày";

/// The headline of a page: `Kho lưu trữ năm 2025`.
#[must_use]
pub fn headline(year: Option<u16>, month: Option<u8>) -> String {
    match (year, month) {
        (None, _) => HEADLINE.to_owned(),
        (Some(0), _) => format!("{HEADLINE}: tin không ghi ngày"),
        (Some(year), None) => format!("{HEADLINE} năm {year}"),
        (Some(year), Some(month)) => format!("{HEADLINE} tháng {month}/{year}"),
    }
}

/// A year in the list of years.
#[must_use]
pub fn year(year: u16) -> String {
    if year == 0 { UNDATED.to_owned() } else { format!("Năm {year}") }
}

/// A month: `Tháng 6/2025`.
#[must_use]
pub fn month(year: u16, month: u8) -> String {
    if month == 0 { UNDATED.to_owned() } else { format!("Tháng {month}/{year}") }
}

/// How many articles a year or a month has.
#[must_use]
pub fn count(count: u64) -> String {
    format!("{} bài", integer(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_say_the_month_or_the_year() {
        assert_eq!(headline(None, None), "Kho lưu trữ");
        assert_eq!(headline(Some(2025), None), "Kho lưu trữ năm 2025");
        assert_eq!(headline(Some(2025), Some(6)), "Kho lưu trữ tháng 6/2025");
        assert_eq!(headline(Some(0), None), "Kho lưu trữ: tin không ghi ngày");
        assert_eq!((month(2025, 6), count(1_234)), ("Tháng 6/2025".to_owned(), "1.234 bài".to_owned()));
    }
}
