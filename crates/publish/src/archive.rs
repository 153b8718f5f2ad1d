//! The archive: the articles by year and month, for readers without script and for search engines.

use std::collections::BTreeMap;
use trangxa_model::news_archive::{ArchivedArticle, ArchivedMonth, MOST_ON_A_PAGE, NewsArchive};
use trangxa_model::{Article, YearMonth};

/// The articles of a month, by their indices.
type Months = BTreeMap<u8, Vec<usize>>;

/// The pages of the archive, each with its year and month: all years, then each year followed by its months. `articles` are in the order of
/// all lists: the newest first.
pub(crate) fn pages(articles: &[Article]) -> Vec<(Option<u16>, Option<u8>, NewsArchive)> {
    let mut by_year: BTreeMap<u16, Months> = BTreeMap::new();
    for (i, article) in articles.iter().enumerate() {
        let month = article.published.and_then(YearMonth::of);
        let (year, month) = month.map_or((0, 0), |it| (it.year(), it.month()));
        by_year.entry(year).or_default().entry(month).or_default().push(i);
    }
    let of_year = |months: &Months| months.values().map(Vec::len).sum::<usize>() as u64;
    let years: Vec<(u16, u64)> = by_year.iter().rev().map(|(year, months)| (*year, of_year(months))).collect();
    let month = |month: u8, places: &[usize], is_listed: bool| ArchivedMonth {
        month,
        count: places.len() as u64,
        articles: places.iter().filter(|_| is_listed).map(|i| archived(&articles[*i])).collect(),
    };
    let mut pages = vec![(None, None, NewsArchive { years: years.clone(), months: Vec::new() })];
    for (year, months) in by_year.iter().rev() {
        // Articles without a date have no page of their month.
        let is_listed = of_year(months) <= MOST_ON_A_PAGE || *year == 0;
        let all = months.iter().rev().map(|(number, places)| month(*number, places, is_listed)).collect();
        pages.push((Some(*year), None, NewsArchive { years: years.clone(), months: all }));
        for (number, places) in months.iter().rev().filter(|_| *year > 0) {
            let one = NewsArchive { years: years.clone(), months: vec![month(*number, places, true)] };
            pages.push((Some(*year), Some(*number), one));
        }
    }
    pages
}

/// The year of the newest article that has a date.
pub(crate) fn newest_year(articles: &[Article]) -> Option<u16> {
    articles.iter().filter_map(|article| YearMonth::of(article.published?)).map(YearMonth::year).max()
}

fn archived(article: &Article) -> ArchivedArticle {
    ArchivedArticle { slug: article.slug.clone(), title: article.title.clone(), published: article.published }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::{Slug, Timestamp};

    fn article(id: &str, day: &str) -> Article {
        Article { published: Timestamp::parse(day), ..Article::titled(Slug::parse(id).unwrap(), id.to_owned()) }
    }

    fn places(articles: &[Article]) -> Vec<(Option<u16>, Option<u8>, Vec<u64>)> {
        let counts = |archive: &NewsArchive| archive.months.iter().map(|month| month.articles.len() as u64).collect();
        pages(articles).iter().map(|(year, month, archive)| (*year, *month, counts(archive))).collect()
    }

    #[test]
    fn each_year_and_each_month_has_a_page() {
        let all = [
            article("a", "2025-06-27"),
            article("b", "2025-06-01"),
            article("c", "2025-02-01"),
            article("d", "2023-12-31T23:30:00Z"),
            article("e", ""),
        ];
        assert_eq!(
            places(&all),
            [
                (None, None, vec![]),
                (Some(2025), None, vec![2, 1]),
                (Some(2025), Some(6), vec![2]),
                (Some(2025), Some(2), vec![1]),
                // In Vietnam the year 2024 has begun.
                (Some(2024), None, vec![1]),
                (Some(2024), Some(1), vec![1]),
                (Some(0), None, vec![1]),
            ]
        );
        assert_eq!(pages(&all)[0].2.years, [(2025, 3), (2024, 1), (0, 1)]);
        assert_eq!(newest_year(&all), Some(2025));
        assert_eq!((newest_year(&[]), places(&[])), (None, vec![(None, None, vec![])]));
    }

    #[test]
    fn a_year_with_many_articles_is_shown_by_its_months() {
        let all: Vec<Article> = (0..=MOST_ON_A_PAGE)
            .map(|i| article(&format!("a-{i}"), if i < 100 { "2025-06-27" } else { "2025-05-01" }))
            .collect();
        assert_eq!(
            places(&all)[1..],
            [(Some(2025), None, vec![0, 0]), (Some(2025), Some(6), vec![100]), (Some(2025), Some(5), vec![51])]
        );
        assert_eq!(pages(&all)[1].2.months[0].count, 100);
    }
}
