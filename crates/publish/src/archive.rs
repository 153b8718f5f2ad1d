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
    let count_of = |months: &Months| months.values().map(Vec::len).sum::<usize>() as u64;
    let years: Vec<(u16, u64)> = by_year.iter().rev().map(|(year, months)| (*year, count_of(months))).collect();
    let month = |month: u8, places: &[usize], is_listed: bool| ArchivedMonth {
        month,
        count: places.len() as u64,
        articles: places.iter().filter(|_| is_listed).map(|i| archived(&articles[*i])).collect(),
    };
    let of = |months| NewsArchive { years: years.clone(), months, ..NewsArchive::default() };
    // Those that have a page, the newest first.
    let dated = by_year.iter().rev().filter(|(year, _)| **year > 0);
    let listed: Vec<(u16, u8)> =
        dated.flat_map(|(year, months)| months.keys().rev().map(|month| (*year, *month))).collect();
    let mut place = 0_usize;
    let mut pages = vec![(None, None, of(Vec::new()))];
    for (year, months) in by_year.iter().rev() {
        // Articles without a date have no page of their month.
        let is_listed = count_of(months) <= MOST_ON_A_PAGE || *year == 0;
        let all = months.iter().rev().map(|(number, places)| month(*number, places, is_listed)).collect();
        pages.push((Some(*year), None, of(all)));
        for (number, places) in months.iter().rev().filter(|_| *year > 0) {
            let next = place.checked_sub(1).and_then(|at| listed.get(at)).copied();
            place += 1;
            let previous = listed.get(place).copied();
            let one = NewsArchive { previous, next, ..of(vec![month(*number, places, true)]) };
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
        let around: Vec<_> = pages(&all).into_iter().map(|(_, _, it)| (it.previous, it.next)).collect();
        let (june, february, january) = (Some((2025, 6)), Some((2025, 2)), Some((2024, 1)));
        assert_eq!(around[2..4], [(february, None), (january, june)]);
        assert_eq!(around[5], (None, february));
        assert!([0, 1, 4, 6].into_iter().all(|page| around[page] == (None, None)));
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
