//! The archive: all articles by year and month, as the publisher writes it for `/luu-tru/`.

use crate::document::{DocumentError, JsonDocument};
use crate::write::list;
use crate::{Slug, Timestamp};
use serde_json::{Value, json};

/// A year with at most this many articles is shown whole on one page; one with more is shown by its months.
pub const MOST_ON_A_PAGE: u64 = 150;

/// A page of the archive: the years, and what it shows of one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsArchive {
    /// The years that have articles, the newest first, each with how many. Articles without a date are in the year 0, which is last.
    pub years: Vec<(u16, u64)>,
    /// The months that the page shows, the newest first.
    pub months: Vec<ArchivedMonth>,
    /// On the page of one month, the month before it that has articles, with its year.
    pub previous: Option<(u16, u8)>,
    /// The month after it.
    pub next: Option<(u16, u8)>,
}

/// A month of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedMonth {
    /// From 1 to 12; 0 in the year 0.
    pub month: u8,
    /// How many articles it has.
    pub count: u64,
    /// The articles, the newest first. Empty where the page shows only the months of a year.
    pub articles: Vec<ArchivedArticle>,
}

/// An article, as the archive shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedArticle {
    /// Its address: `/bai/<slug>/`.
    pub slug: Slug,
    /// Its headline.
    pub title: String,
    /// When it was published.
    pub published: Option<Timestamp>,
}

impl NewsArchive {
    /// The document that the publisher writes.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let article = |it: &ArchivedArticle| json!({"slug": it.slug.as_str(), "title": it.title, "date": it.published.map(|day| day.rfc3339())});
        let month =
            |it: &ArchivedMonth| json!({"month": it.month, "count": it.count, "items": list(&it.articles, article)});
        let years: Vec<Value> = self.years.iter().map(|(year, count)| json!([year, count])).collect();
        let mut json = json!({"version": 1, "years": years, "months": list(&self.months, month)});
        for (name, month) in [("previous", self.previous), ("next", self.next)] {
            if let Some((year, month)) = month {
                json[name] = json!([year, month]);
            }
        }
        json
    }
}

impl JsonDocument for NewsArchive {
    /// Reads what [`to_json`](NewsArchive::to_json) wrote. Entries that cannot be read are left out.
    fn from_json(_: &str, json: Value) -> Result<Self, DocumentError> {
        let each = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let year = |entry: Value| Some((u16::try_from(entry[0].as_u64()?).ok()?, entry[1].as_u64()?));
        let article = |entry: Value| {
            Some(ArchivedArticle {
                slug: Slug::parse(entry["slug"].as_str()?)?,
                title: entry["title"].as_str()?.to_owned(),
                published: entry["date"].as_str().and_then(Timestamp::parse),
            })
        };
        let neighbour = |entry: &Value| {
            let month = u8::try_from(entry[1].as_u64()?).ok().filter(|month| (1..=12).contains(month))?;
            Some((u16::try_from(entry[0].as_u64()?).ok()?, month))
        };
        let month = |entry: Value| {
            Some(ArchivedMonth {
                month: u8::try_from(entry["month"].as_u64()?).ok().filter(|month| *month <= 12)?,
                count: entry["count"].as_u64()?,
                articles: each(&entry["items"]).into_iter().filter_map(article).collect(),
            })
        };
        Ok(Self {
            years: each(&json["years"]).into_iter().filter_map(year).collect(),
            months: each(&json["months"]).into_iter().filter_map(month).collect(),
            previous: neighbour(&json["previous"]),
            next: neighbour(&json["next"]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let article = ArchivedArticle {
            slug: Slug::parse("hop-dan").unwrap(),
            title: "Họp dân".to_owned(),
            published: Timestamp::parse("2025-06-27T16:40:00+07:00"),
        };
        let archive = NewsArchive {
            years: vec![(2025, 12), (0, 1)],
            months: vec![
                ArchivedMonth { month: 6, count: 1, articles: vec![article] },
                ArchivedMonth { month: 2, count: 11, articles: Vec::new() },
            ],
            previous: Some((2024, 12)),
            next: None,
        };
        assert_eq!(NewsArchive::from_json("", archive.to_json()).unwrap(), archive);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let json = json!({"previous": [2025, 0], "next": 5, "years": [[2025, 1], "2024", [70000, 1]], "months": [{"month": 13, "count": 1}, {"month": 1, "count": 2, "items": [{"slug": "A b"}]}]});
        let archive = NewsArchive::from_json("", json).unwrap();
        assert_eq!(archive.years, [(2025, 1)]);
        assert_eq!((archive.previous, archive.next), (None, None));
        assert_eq!(archive.months, [ArchivedMonth { month: 1, count: 2, articles: Vec::new() }]);
        assert_eq!(NewsArchive::from_json("", Value::Null).unwrap(), NewsArchive::default());
    }
}
