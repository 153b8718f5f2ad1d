//! Spans of months: the periods that figures are of, and how addresses name them.

use crate::YearMonth;

/// One or more whole months in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    from: YearMonth,
    to: YearMonth,
}

/// The kind of a span, by which a reader chooses periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// One month.
    Month,
    /// One of the four quarters.
    Quarter,
    /// From January to a month before December.
    YearToDate,
    /// From January to December.
    Year,
    /// Any other span that a source publishes.
    Other,
}

impl SpanKind {
    /// All kinds, in the order of the picker.
    pub const ALL: [Self; 5] = [Self::Month, Self::Quarter, Self::YearToDate, Self::Year, Self::Other];

    /// Whether a span belongs to this kind. January to March is both a quarter and a year to date.
    #[must_use]
    pub fn holds(self, span: Span) -> bool {
        match self {
            Self::YearToDate => Span::year_to(span.to) == Some(span),
            kind => span.kind() == kind,
        }
    }

    /// The next span of this kind after `span`, or the last one before it. `spans` are in the order of their ends.
    #[must_use]
    pub fn neighbour(self, spans: &[Span], span: Span, later: bool) -> Option<Span> {
        let mut of_kind = spans.iter().copied().filter(|other| self.holds(*other));
        if later { of_kind.find(|other| other.to > span.to) } else { of_kind.rfind(|other| other.to < span.to) }
    }

    /// The span of this kind that is nearest to a month: the first that contains it, otherwise the last before it, otherwise the first
    /// of all. `spans` are in the order of their ends.
    #[must_use]
    pub fn nearest(self, spans: &[Span], month: YearMonth) -> Option<Span> {
        let of_kind = || spans.iter().copied().filter(|span| self.holds(*span));
        let holding = of_kind().find(|span| span.from <= month && month <= span.to);
        holding.or_else(|| of_kind().rfind(|span| span.to < month)).or_else(|| of_kind().next())
    }
}

impl Span {
    /// From `from` to `to`; `None` if it would end before it begins.
    #[must_use]
    pub fn new(from: YearMonth, to: YearMonth) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// One month.
    #[must_use]
    pub const fn month(month: YearMonth) -> Self {
        Self { from: month, to: month }
    }

    /// The quarter of a month.
    #[must_use]
    pub fn quarter(month: YearMonth) -> Option<Self> {
        let from = month.plus(-i32::from((month.month() - 1) % 3))?;
        Some(Self { from, to: from.plus(2)? })
    }

    /// From January of its year up to a month.
    #[must_use]
    pub fn year_to(month: YearMonth) -> Option<Self> {
        Some(Self { from: YearMonth::new(month.year(), 1)?, to: month })
    }

    /// The year of a month.
    #[must_use]
    pub fn year(month: YearMonth) -> Option<Self> {
        Self::year_to(YearMonth::new(month.year(), 12)?)
    }

    /// Its first month.
    #[must_use]
    pub const fn from(self) -> YearMonth {
        self.from
    }

    /// Its last month.
    #[must_use]
    pub const fn to(self) -> YearMonth {
        self.to
    }

    /// How many months it has.
    #[must_use]
    pub fn months(self) -> u32 {
        self.from.months_through(self.to)
    }

    /// Whether it contains all months of `other`.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Its kind. January to March is a quarter here, also if a reader chose it as a year to date.
    #[must_use]
    pub fn kind(self) -> SpanKind {
        let is = |span: Option<Self>| span == Some(self);
        if self.from == self.to {
            SpanKind::Month
        } else if is(Self::quarter(self.from)) {
            SpanKind::Quarter
        } else if is(Self::year(self.from)) {
            SpanKind::Year
        } else if is(Self::year_to(self.to)) {
            SpanKind::YearToDate
        } else {
            SpanKind::Other
        }
    }

    /// Reads what [`Span::address`] writes, in capital or small letters. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            return Self::new(YearMonth::parse(from)?, YearMonth::parse(to)?);
        }
        if let Some(month) = YearMonth::parse(text) {
            return Some(Self::month(month));
        }
        let (year, quarter) = text.split_once('-').unwrap_or((text, ""));
        let january = YearMonth::parse(&format!("{year}-01"))?;
        match quarter.as_bytes() {
            [] if quarter.len() + year.len() == text.len() => Self::year(january),
            [b'Q' | b'q', number @ b'1'..=b'4'] => Self::quarter(january.plus(i32::from(number - b'1') * 3)?),
            _ => None,
        }
    }

    /// Its name in an address: `2023-11`, `2023-Q3`, `2023`, `2023-01..2023-11`.
    #[must_use]
    pub fn address(self) -> String {
        match self.kind() {
            SpanKind::Month => self.from.iso(),
            SpanKind::Quarter => format!("{}-Q{}", self.from.year(), self.from.month() / 3 + 1),
            SpanKind::Year => self.from.year().to_string(),
            SpanKind::YearToDate | SpanKind::Other => format!("{}..{}", self.from.iso(), self.to.iso()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ym(text: &str) -> YearMonth {
        YearMonth::parse(text).unwrap()
    }

    #[test]
    fn addresses_name_spans_by_their_kind() {
        for (from, to, kind, address) in [
            ("2023-11", "2023-11", SpanKind::Month, "2023-11"),
            ("2023-07", "2023-09", SpanKind::Quarter, "2023-Q3"),
            ("2023-10", "2023-12", SpanKind::Quarter, "2023-Q4"),
            ("2023-01", "2023-12", SpanKind::Year, "2023"),
            ("2023-01", "2023-11", SpanKind::YearToDate, "2023-01..2023-11"),
            ("2022-12", "2023-02", SpanKind::Other, "2022-12..2023-02"),
            ("2023-02", "2023-04", SpanKind::Other, "2023-02..2023-04"),
        ] {
            let span = Span::new(ym(from), ym(to)).unwrap();
            assert_eq!((span.kind(), span.address().as_str()), (kind, address));
        }
    }

    #[test]
    fn another_kind_begins_near_the_month_that_was_shown() {
        let spans: Vec<Span> =
            ["2022-11", "2022-Q4", "2023-02", "2023-01..2023-02", "2023-Q1", "2023-01..2023-05", "2023-Q2"]
                .map(|it| Span::parse(it).unwrap())
                .to_vec();
        let near = |kind: SpanKind, month| kind.nearest(&spans, ym(month)).map(Span::address);
        assert_eq!(near(SpanKind::Quarter, "2023-02").as_deref(), Some("2023-Q1"));
        assert_eq!(near(SpanKind::YearToDate, "2023-02").as_deref(), Some("2023-01..2023-02"));
        assert_eq!(near(SpanKind::YearToDate, "2023-03").as_deref(), Some("2023-Q1"), "the year so far");
        assert_eq!(near(SpanKind::Month, "2023-04").as_deref(), Some("2023-02"), "the last before it");
        assert_eq!(near(SpanKind::Month, "2020-01").as_deref(), Some("2022-11"), "the first of all");
        assert_eq!(near(SpanKind::Year, "2023-04"), None);
        let neighbour =
            |kind: SpanKind, later| kind.neighbour(&spans, Span::parse("2023-Q1").unwrap(), later).map(Span::address);
        assert_eq!(neighbour(SpanKind::Quarter, true).as_deref(), Some("2023-Q2"));
        assert_eq!(neighbour(SpanKind::Quarter, false).as_deref(), Some("2022-Q4"));
        assert_eq!(neighbour(SpanKind::YearToDate, true).as_deref(), Some("2023-01..2023-05"));
        assert_eq!(neighbour(SpanKind::YearToDate, false).as_deref(), Some("2023-01..2023-02"));
        assert_eq!(neighbour(SpanKind::Month, true), None);
    }

    #[test]
    fn other_texts_are_no_span() {
        for text in [
            "",
            "-",
            "2023-",
            "2023-Q0",
            "2023-Q5",
            "2023-Q11",
            "2023-13",
            "2023..",
            "2023-03..2023-01",
            "23",
            "2023-Q",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
        assert_eq!(Span::parse("2023-q3"), Span::quarter(ym("2023-08")));
    }

    proptest! {
        #[test]
        fn addresses_read_back(year in 1000u16..9990, month in 1u8..=12, length in 0i32..40) {
            let from = YearMonth::new(year, month).unwrap();
            let span = Span::new(from, from.plus(length).unwrap()).unwrap();
            prop_assert_eq!(Span::parse(&span.address()), Some(span));
            prop_assert_eq!(span.months(), u32::try_from(length).unwrap() + 1);
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = Span::parse(&text);
        }
    }
}
