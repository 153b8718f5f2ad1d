//! Dates as CMSs write them.

use trangxa_model::Timestamp;

/// Reads a date: any that [`Timestamp::parse`] reads, or `/Date(ms)/` of older .NET programs.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).or_else(|| dotnet(text.trim()))
}

/// Whether a text stands for a missing date: it is blank, has the year 1, .NET's default, or the year 0, `MySQL`'s.
pub(crate) fn is_missing(text: &str) -> bool {
    let has_no_year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|it| matches!(it, "0000" | "0001"));
    text.trim().is_empty() || has_no_year(text) && read(text).is_none()
}

/// Whether the dates of a document can be taken as they are read.
///
/// A feed that has `11/28/2026` writes the month first, and then its `11/05/2026` is 5 November and not 11 May.
#[derive(Default)]
pub(crate) struct DateOrder {
    is_month_first: bool,
}

impl DateOrder {
    /// Looks at every date of a document.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let shows_it = |text| matches!(first_numbers(text), Some((1..=12, 13..=31)));
        Self { is_month_first: texts.into_iter().any(shows_it) }
    }

    /// Reads a date, unless it may be another day in this document.
    pub(crate) fn read(&self, text: &str) -> Option<Timestamp> {
        let is_doubtful = self.is_month_first
            && first_numbers(text).is_some_and(|(first, second)| first <= 12 && second <= 12 && first != second);
        read(text).filter(|_| !is_doubtful)
    }
}

/// The first two numbers of a date that is written in numbers with the year last.
fn first_numbers(text: &str) -> Option<(u8, u8)> {
    text.split(|c: char| c.is_whitespace() || c == ',').find_map(|word| {
        let numbers: Vec<&str> = word.split(['/', '-', '.']).collect();
        let [first, second, _] = numbers[..] else { return None };
        (first.len() <= 2 && second.len() <= 2).then(|| Some((first.parse().ok()?, second.parse().ok()?)))?
    })
}

fn dotnet(text: &str) -> Option<Timestamp> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    // The milliseconds are UTC, whatever zone follows them.
    let digits = inner.get(1..)?.find(['+', '-']).map_or(inner, |at| &inner[..at + 1]);
    let date = Timestamp::from_unix(digits.parse::<i64>().ok()?.div_euclid(1000));
    // Outside of the years 1019 to 9987 it is .NET's default, or a mistake.
    (-30_000_000_000..253_000_000_000).contains(&date.unix()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_of_many_systems_are_read() {
        for text in [
            "22/06/2023 12:00",
            "22/6/2023 12:00:00",
            "2023-06-22T12:00:00",
            "/Date(1687410000000)/",
            "/Date(1687410000000+0700)/",
        ] {
            assert_eq!(read(text).map(Timestamp::rfc3339).as_deref(), Some("2023-06-22T12:00:00+07:00"), "{text}");
        }
        for text in ["", "0000-00-00 00:00:00", "1/1/0001 12:00:00 SA", "Mon, 01 Jan 0001 00:00:00 GMT"] {
            assert!(is_missing(text), "{text}");
        }
        for text in ["31/02/2023", "hôm qua", "/Date(-62135596800000)/", "/Date(x)/", "0001-01-01T00:00:00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "(/Date\\(|\\)/|[0-9]|/|:| |-|\\+|ệ){0,16}") {
            let _ = read(&text);
        }
    }
}
