//! Periods of equal length in a row, for the line on the card and the columns of the chart.

use super::{Counts, Period, Span, Tthc};
use crate::YearMonth;
use crate::rate::Rate;

/// Periods of equal length in a row, oldest first, with gaps where nothing was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<'a> {
    /// The length of each period, in months.
    pub unit: u32,
    /// The periods. The first and the last one have figures.
    pub points: Vec<Point<'a>>,
}

/// One period of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point<'a> {
    /// Its months.
    pub span: Span,
    /// Its figures, if they were published.
    pub period: Option<&'a Period>,
    /// Whether the unit was merged between the point before and this one.
    pub is_break: bool,
}

/// How a rate went.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Whether this is the completion rate. If that cannot be computed, it is the on-time rate.
    pub of_completion: bool,
    /// The rate of each point; `None` where it cannot be computed.
    pub rates: Vec<Option<Rate>>,
    /// The lowest of them.
    pub lowest: Rate,
    /// The highest of them.
    pub highest: Rate,
}

impl Tthc {
    /// The length of the shortest periods, in months; `None` without periods.
    #[must_use]
    pub fn unit(&self) -> Option<u32> {
        self.periods.iter().map(|period| period.span().months()).min()
    }

    /// The last `most` of the shortest periods, up to the month `until`. `merged` is the first month of the merged unit. `None` if
    /// nothing was published up to then.
    #[must_use]
    pub fn series(&self, most: usize, until: Option<YearMonth>, merged: Option<YearMonth>) -> Option<Series<'_>> {
        let unit = self.unit()?;
        let of_unit = || self.periods.iter().filter(|period| period.span().months() == unit);
        let end = of_unit().map(|period| period.to).filter(|to| until.is_none_or(|until| *to <= until)).max()?;
        let step = i32::try_from(unit).ok()?;
        let mut points: Vec<Point<'_>> = Vec::new();
        let mut to = Some(end);
        while let Some(last) = to.filter(|_| points.len() < most) {
            let Some(span) = last.plus(1 - step).and_then(|from| Span::new(from, last)) else { break };
            let period = of_unit().find(|period| period.span() == span);
            points.push(Point { span, period, is_break: false });
            to = last.plus(-step);
        }
        while points.last().is_some_and(|point| point.period.is_none()) {
            points.pop();
        }
        points.reverse();
        if let Some(merged) = merged
            && let Some(first) = points.iter().position(|point| point.span.to() >= merged).filter(|first| *first > 0)
        {
            points[first].is_break = true;
        }
        Some(Series { unit, points })
    }
}

impl Series<'_> {
    /// From the first month to the last.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        Span::new(self.points.first()?.span.from(), self.points.last()?.span.to())
    }

    /// Whether the number of completed dossiers is unknown for one of the periods.
    #[must_use]
    pub fn has_gap(&self) -> bool {
        self.points.iter().any(|point| point.period.and_then(|period| period.counts.completed()).is_none())
    }

    /// The first month of the merged unit, if the series goes across the merger.
    #[must_use]
    pub fn merged(&self) -> Option<YearMonth> {
        self.points.iter().find(|point| point.is_break).map(|point| point.span.from())
    }

    /// How the completion rate went, or the on-time rate if too little was published for the other. `None` unless one of them is known
    /// for at least two points.
    pub fn trend(&self) -> Option<Trend> {
        let rates = |of: fn(&Counts) -> Rate| -> Option<Vec<Option<Rate>>> {
            let rate = |point: &Point<'_>| Some(of(&point.period?.counts)).filter(|rate| rate.parts().is_some());
            let rates: Vec<Option<Rate>> = self.points.iter().map(rate).collect();
            (rates.iter().flatten().count() >= 2).then_some(rates)
        };
        let completion = rates(Counts::completion_rate);
        let of_completion = completion.is_some();
        let rates = completion.or_else(|| rates(Counts::in_time_rate))?;
        let known = || rates.iter().flatten().copied();
        let lowest = known().min_by(|one, other| one.compare(*other))?;
        let highest = known().max_by(|one, other| one.compare(*other))?;
        Some(Trend { of_completion, rates, lowest, highest })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Count::{Early, InTime, Late, OnTime, PendingInTime, PendingLate, Waiting};
    use super::super::testing::{month, tthc};
    use super::*;

    fn ym(text: &str) -> YearMonth {
        YearMonth::parse(text).unwrap()
    }

    fn done(in_time: u64, late: u64) -> Counts {
        Counts::of(&[(InTime, in_time), (Late, late)])
    }

    #[test]
    fn a_series_has_gaps_and_a_break_at_a_merger() {
        let figures = tthc([(2022, 6), (2023, 1), (2023, 3), (2023, 4)].map(|(y, m)| month(y, m, done(1, 0))));
        let series = figures.series(12, None, Some(ym("2023-03"))).unwrap();
        let points: Vec<_> =
            series.points.iter().map(|it| (it.span.address(), it.period.is_some(), it.is_break)).collect();
        assert_eq!(points.len(), 11);
        assert_eq!(points[0], ("2022-06".to_owned(), true, false));
        assert_eq!(points[8], ("2023-02".to_owned(), false, false));
        assert_eq!(points[9], ("2023-03".to_owned(), true, true));
        assert_eq!(points[10], ("2023-04".to_owned(), true, false));
        let short = figures.series(3, Some(ym("2023-03")), None).unwrap();
        assert_eq!(short.span().map(Span::address).as_deref(), Some("2023-Q1"));
        assert_eq!(figures.series(3, Some(ym("2022-05")), None), None);
        // The whole series lies after the merger, so it has no break.
        let after = figures.series(2, None, Some(ym("2020-01"))).unwrap();
        assert!(after.points.iter().all(|point| !point.is_break));
    }

    #[test]
    fn longer_periods_are_not_in_the_series() {
        let mut figures = tthc((1..=6).map(|m| month(2023, m, done(1, 0))));
        figures.periods.push(Period { from: ym("2023-01"), ..month(2023, 7, done(9, 0)) });
        let series = figures.series(12, None, None).unwrap();
        assert_eq!((series.unit, series.points.len()), (1, 6));
    }

    #[test]
    fn the_trend_is_of_the_rate_that_can_be_computed() {
        let open =
            |n| Counts::of(&[(Early, 80), (OnTime, 10), (Late, 0), (PendingInTime, n), (PendingLate, 0), (Waiting, 0)]);
        let figures = tthc([month(2023, 1, open(10)), month(2023, 3, open(0)), month(2023, 4, done(5, 0))]);
        let trend = figures.series(12, None, None).unwrap().trend().unwrap();
        assert!(trend.of_completion);
        let texts: Vec<_> = trend.rates.iter().map(|rate| rate.map(Rate::text)).collect();
        assert_eq!(texts, [Some("90%".to_owned()), None, Some("100%".to_owned()), None]);
        assert_eq!((trend.lowest.text(), trend.highest.text()), ("90%".to_owned(), "100%".to_owned()));

        let figures = tthc([month(2023, 1, done(99, 1)), month(2023, 2, done(5, 0)), month(2023, 3, done(0, 0))]);
        let trend = figures.series(12, None, None).unwrap().trend().unwrap();
        assert!(!trend.of_completion);
        assert_eq!(trend.rates[2], None, "nothing completed is no rate");
        assert_eq!(tthc([month(2023, 1, done(1, 0))]).series(12, None, None).unwrap().trend(), None);
    }
}
