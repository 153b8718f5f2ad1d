//! Dates as CMSs write them.

use trangxa_model::Timestamp;

/// Reads a date: any that [`Timestamp::parse`] reads, `22/06/2023 12:00` (in Vietnam's time), or `/Date(ms)/` of older .NET
/// programs.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    Timestamp::parse(text).or_else(|| vietnamese(text)).or_else(|| dotnet(text))
}

/// Whether a text stands for a missing date: it is blank, or has the year 1, .NET's default.
pub(crate) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || ["0001-01-01", "01/01/0001", "01 Jan 0001"].iter().any(|default| text.contains(default))
}

fn vietnamese(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once(' ').unwrap_or((text, "00:00"));
    let mut parts = date.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || [day, month].iter().any(|part| part.is_empty() || part.len() > 2) {
        return None;
    }
    Timestamp::parse(&format!("{year}-{month:0>2}-{day:0>2}T{}", time.trim()))
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
