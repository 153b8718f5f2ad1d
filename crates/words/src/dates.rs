//! Dates, months and ages in a language: "05/06/2025" and "5 June 2025", "3 phút trước" and "3 minutes ago". Times are those of
//! Vietnam.

use crate::numbers::integer;
use crate::{Language, say};
use trangxa_model::{Timestamp, YearMonth};

/// A day: `22/06/2023`, in English `22 June 2023`.
#[must_use]
pub fn date(at: Timestamp, language: Language) -> String {
    if !language.is_english() {
        return at.date();
    }
    let (day, month, year) = at.day_month_year();
    format!("{day} {} {year}", month_name(month))
}

/// A day and a time: `22/06/2023 12:00`, in English `22 June 2023, 12:00`.
#[must_use]
pub fn date_time(at: Timestamp, language: Language) -> String {
    if language.is_english() { format!("{}, {}", date(at, language), at.clock()) } else { at.date_time() }
}

/// A day and a time to the second: `30/11/2023 07:04:41`, in English `30 November 2023, 07:04:41`.
#[must_use]
pub fn date_time_seconds(at: Timestamp, language: Language) -> String {
    format!("{}:{:02}", date_time(at, language), at.second())
}

/// A month: `11/2023`, in English `November 2023`.
#[must_use]
pub fn month(month: YearMonth, language: Language) -> String {
    if language.is_english() { format!("{} {}", english_name(month), month.year()) } else { month.to_string() }
}

/// The English name of a month: `November`.
pub(crate) fn english_name(month: YearMonth) -> &'static str {
    month_name(u32::from(month.month()))
}

/// The English name of a month from 1 to 12.
fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[month as usize - 1]
}

/// How long ago something was: `vừa xong`, `3 phút trước`. `None` if it lies in the future, because the reader's clock is behind.
#[must_use]
pub fn age(at: Timestamp, now: Timestamp, language: Language) -> Option<String> {
    let seconds = u64::try_from(now.unix() - at.unix()).ok()?;
    let (unit_s, unit) = match seconds {
        0..60 => return Some(language.pick("vừa xong", "just now").to_owned()),
        60..3_600 => (60, language.pick("phút", "minute")),
        3_600..86_400 => (3_600, language.pick("giờ", "hour")),
        _ => (86_400, language.pick("ngày", "day")),
    };
    let count = seconds / unit_s;
    let (count, ending) = (integer(count, language), Language::plural_ending(count));
    Some(say!(language, "{count} {unit} trước", "{count} {unit}{ending} ago"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn ages_count_up() {
        let age = |now| age(at("2023-11-30T07:04:41+07:00"), at(now), Language::Vietnamese);
        assert_eq!(age("2023-11-30T07:05:40+07:00").as_deref(), Some("vừa xong"));
        assert_eq!(age("2023-11-30T07:07:41+07:00").as_deref(), Some("3 phút trước"));
        assert_eq!(age("2023-11-30T09:04:41+07:00").as_deref(), Some("2 giờ trước"));
        assert_eq!(age("2023-12-02T07:04:41+07:00").as_deref(), Some("2 ngày trước"));
        assert_eq!(age("2023-11-30T07:04:40+07:00"), None, "a clock that is behind says nothing");
    }

    #[test]
    fn dates_are_written_the_vietnamese_way() {
        let at = at("2025-06-05T07:04:41+07:00");
        assert_eq!(date_time_seconds(at, Language::Vietnamese), "05/06/2025 07:04:41");
        assert_eq!(date_time_seconds(at, Language::Vietnamese), at.date_time_seconds());
    }

    #[cfg(feature = "english")]
    #[test]
    fn dates_and_ages_are_written_the_english_way() {
        use crate::Language::English;
        let updated = at("2025-06-05T07:04:41+07:00");
        assert_eq!(date(updated, English), "5 June 2025");
        assert_eq!(date_time(updated, English), "5 June 2025, 07:04");
        assert_eq!(date_time_seconds(updated, English), "5 June 2025, 07:04:41");
        assert_eq!(month(YearMonth::new(2025, 12).unwrap(), English), "December 2025");
        let age = |now| age(at("2023-11-30T07:04:41+07:00"), at(now), English).unwrap();
        assert_eq!(age("2023-11-30T07:05:40+07:00"), "just now");
        assert_eq!(age("2023-11-30T07:05:41+07:00"), "1 minute ago");
        assert_eq!(age("2023-11-30T09:04:41+07:00"), "2 hours ago");
        assert_eq!(age("2023-12-02T07:04:41+07:00"), "2 days ago");
    }
}
