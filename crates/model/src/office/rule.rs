//! What a line of opening hours says.

/// Minutes since midnight between which an office is open: at `from` it is, at `to` it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSpan {
    /// The first minute, 0 to 1439.
    pub from: u16,
    /// The end, behind `from` and at most 1440.
    pub to: u16,
}

/// Days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    /// All seven.
    pub const ALL: Self = Self(0x7f);

    /// Whether a day is among them; 0 is Monday, 6 is Sunday.
    #[must_use]
    pub const fn contains(self, weekday: u8) -> bool {
        weekday < 7 && self.0 >> weekday & 1 == 1
    }

    /// These days and one more; 0 is Monday.
    #[must_use]
    pub const fn with(self, weekday: u8) -> Self {
        if weekday < 7 { Self(self.0 | 1 << weekday) } else { self }
    }

    /// The days in the order of the week.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..7).filter(move |weekday| self.contains(*weekday))
    }

    /// Adds the days from one to another; `None` if the second is not behind the first, or if one of them is there already.
    pub(super) fn add(&mut self, first: u8, last: u8) -> Option<()> {
        let added = (first..=last).fold(0, |days, weekday| days | 1 << weekday);
        let is_new = added != 0 && self.0 & added == 0;
        self.0 |= added;
        is_new.then_some(())
    }
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The days that the line names; none are among them if it names only public holidays. `None` if it names no days at all.
    pub days: Option<Weekdays>,
    /// When it is open on these days, in order and without overlaps; empty if it is closed.
    pub spans: Vec<OpenSpan>,
}
