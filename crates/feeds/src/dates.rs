//! Dates as CMSs write them.

use trangxa_model::Timestamp;

/// Reads a date: any that [`Timestamp::parse`] reads, or `/Date(ms)/` of older .NET programs.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).or_else(|| dotnet(text.trim()))
}

/// Whether a text stands for a missing date: it is blank, has the year 1, .NET's default, or the year 0, `MySQL`'s.
pub(crate) fn is_missing(text: &str) -> bool {
    text.trim().is_empty() || text.split(|c: char| !c.is_ascii_digit()).any(|number| matches!(number, "0000" | "0001"))
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
