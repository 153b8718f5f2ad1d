//! The week of a schedule, as its title names it: "Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)".

use crate::words::{Said, dates, year};
use trangxa_messages::calendar_lists as say;
use trangxa_model::time::Day;
use trangxa_sheets::fold;

/// How many days behind the last one of the title a schedule may have: that of the working days has a Saturday and a Sunday, too.
const MORE_DAYS: i64 = 2;
/// How many days the title of a schedule may name, at most a month.
const MAX_DAYS: i64 = 31;

/// What the title says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Week {
    /// The first and the last day.
    days: Option<(Day, Day)>,
    year: Option<i64>,
}

impl Week {
    /// Reads the lines above a schedule. Other dates there are those of letters.
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut week = Self::default();
        for line in lines {
            let words = format!(" {} ", fold::words(line));
            let dates = dates(line);
            let is_range = words.contains(" tu ") && words.contains(" den ") || words.contains(" tuan ");
            if week.days.is_none() && is_range {
                week.days = range(&dates, year(line));
            }
            if week.year.is_none() && (words.contains(" tuan ") || words.contains(" lich ")) {
                week.year = year(line).or_else(|| dates.iter().find_map(|(.., year)| *year));
            }
        }
        week
    }

    /// The day that a cell names; the error is a sentence that says why it is not certain.
    pub(crate) fn day(&self, said: &Said) -> Result<Day, String> {
        let day = match said.date {
            Some((day, month)) => self.dated(day, month, said.year)?,
            None => self.named(said.weekday.ok_or_else(|| say::NoDay.to_string())?)?,
        };
        if said.weekday.is_some_and(|weekday| weekday != day.weekday()) {
            return Err(say::OtherWeekday { date: day.start().date() }.to_string());
        }
        if self.days.is_some_and(|(first, last)| day < first || day > last.plus(MORE_DAYS)) {
            return Err(say::OutsideWeek { first: self.first(), last: self.last() }.to_string());
        }
        Ok(day)
    }

    fn dated(&self, day: u32, month: u32, year: Option<i64>) -> Result<Day, String> {
        let make = |year: i64| Day::new(year, month, day).ok_or_else(|| say::NoSuchDay.to_string());
        match (year, self.days) {
            (Some(year), _) => make(year),
            (None, Some((first, last))) => {
                // A week at the end of December has days of two years.
                let (first_year, last_year) = (first.civil().0, last.civil().0);
                let found = make(first_year)?;
                if found < first && last_year != first_year { make(last_year) } else { Ok(found) }
            }
            (None, None) => make(self.year.ok_or_else(|| say::NoYear.to_string())?),
        }
    }

    /// The day of the week with this name.
    fn named(&self, weekday: u8) -> Result<Day, String> {
        let (first, last) = self.days.ok_or_else(|| say::NoWeek.to_string())?;
        let mut days = (0..=last.since(first) + MORE_DAYS).map(|days| first.plus(days));
        let found = days
            .find(|day| day.weekday() == weekday)
            .ok_or_else(|| say::OutsideWeek { first: self.first(), last: self.last() }.to_string())?;
        // In a schedule of several weeks a name is no day.
        if last.since(first) > 7 { Err(say::NoDay.to_string()) } else { Ok(found) }
    }

    fn first(&self) -> String {
        self.days.map(|(first, _)| first.start().date()).unwrap_or_default()
    }

    fn last(&self) -> String {
        self.days.map(|(_, last)| last.start().date()).unwrap_or_default()
    }
}

/// The first and the last day of two dates, of which only the second may have a year.
fn range(dates: &[(u32, u32, Option<i64>)], year: Option<i64>) -> Option<(Day, Day)> {
    let [(day, month, own), (last_day, last_month, last_year)] = *dates else { return None };
    let last_year = last_year.or(year)?;
    let last = Day::new(last_year, last_month, last_day)?;
    let first = Day::new(own.unwrap_or(last_year), month, day)?;
    let first = if own.is_none() && first > last { Day::new(last_year - 1, month, day)? } else { first };
    (0..=MAX_DAYS).contains(&last.since(first)).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::read;

    fn day(week: &Week, text: &str) -> Option<String> {
        week.day(&read(text)?).ok().map(|day| day.start().date())
    }

    #[test]
    fn the_title_gives_the_year_and_the_days() {
        let week = Week::of([
            "UBND XÃ QUANG THÀNH, ngày 27/6/2025",
            "LỊCH CÔNG TÁC TUẦN 27",
            "(Từ ngày 30/6 đến ngày 04/7/2025)",
        ]);
        assert_eq!(day(&week, "Thứ Hai 30/6").as_deref(), Some("30/06/2025"));
        assert_eq!(day(&week, "Thứ Năm").as_deref(), Some("03/07/2025"));
        assert_eq!(day(&week, "Thứ Bảy 05/7").as_deref(), Some("05/07/2025"));
        for text in ["Thứ Ba 30/6", "07/7", "31/6", "30/6/2024"] {
            assert_eq!(day(&week, text), None, "{text}");
        }
    }

    #[test]
    fn a_week_may_have_days_of_two_years() {
        let week = Week::of(["Lịch công tác tuần 1, từ 29/12 đến 02/01/2026"]);
        assert_eq!(day(&week, "Thứ Hai 29/12").as_deref(), Some("29/12/2025"));
        assert_eq!(day(&week, "Thứ Sáu 02/01").as_deref(), Some("02/01/2026"));
    }

    #[test]
    fn without_a_title_only_whole_dates_are_days() {
        let week = Week::of(["Quang Thành, ngày 27/6/2025"]);
        assert_eq!(day(&week, "Thứ Hai 30/6/2025").as_deref(), Some("30/06/2025"));
        assert_eq!((day(&week, "30/6"), day(&week, "Thứ Hai")), (None, None));
        assert_eq!(day(&Week::of(["Lịch tuần 27 năm 2025"]), "30/6").as_deref(), Some("30/06/2025"));
    }
}
