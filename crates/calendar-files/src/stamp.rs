//! Dates and times as iCalendar writes them (RFC 5545, 3.3.4 and 3.3.5).

use trangxa_model::Timestamp;
use trangxa_model::calendar::When;
use trangxa_model::time::{Day, VIETNAM_OFFSET_S};

/// The name of Vietnam's time zone.
pub(crate) const ZONE: &str = "Asia/Ho_Chi_Minh";

/// `20250703`.
pub(crate) fn date(day: Day) -> String {
    let (year, month, of_month) = day.civil();
    format!("{year:04}{month:02}{of_month:02}")
}

/// `20250703T080000`, in Vietnam's time; the date alone for a whole day.
pub(crate) fn local(when: When) -> String {
    let time = when.minute.map(|minute| format!("T{:02}{:02}00", minute / 60, minute % 60));
    date(when.day) + &time.unwrap_or_default()
}

/// `20250703T010000Z`.
pub(crate) fn utc(at: Timestamp) -> String {
    // Seven hours earlier, the clock of Vietnam shows what that of UTC shows now.
    let shifted = When::of(Timestamp::from_unix(at.unix() - VIETNAM_OFFSET_S));
    let second = at.second();
    let minute = shifted.minute.unwrap_or(0);
    format!("{}T{:02}{:02}{second:02}Z", date(shifted.day), minute / 60, minute % 60)
}

/// A property whose value is a day or a time, such as `DTSTART;TZID=Asia/Ho_Chi_Minh:20250703T080000`.
pub(crate) fn property(name: &str, when: When) -> String {
    let kind = if when.minute.is_some() { format!("TZID={ZONE}") } else { "VALUE=DATE".to_owned() };
    format!("{name};{kind}:{}", local(when))
}

/// What a value says before its zone is known: the day and the minute on the clock there, and whether it is one of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) when: When,
    pub(crate) is_utc: bool,
}

impl Clock {
    /// Reads `20250703`, `20250703T080000` or `20250703T010000Z`.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let (text, is_utc) = value.strip_suffix('Z').map_or((value, false), |text| (text, true));
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let number = |text: &str, at: usize, length: usize| {
            let digits = text.get(at..at + length).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
            digits.parse::<u32>().ok()
        };
        if date.len() != 8 || time.is_some_and(|time| time.len() != 6) || is_utc && time.is_none() {
            return None;
        }
        let day = Day::new(number(date, 0, 4)?.into(), number(date, 4, 2)?, number(date, 6, 2)?)?;
        let minute = match time {
            None => None,
            Some(time) => {
                let (hour, minute) = (number(time, 0, 2)?, number(time, 2, 2)?);
                number(time, 4, 2)?;
                Some(u16::try_from(hour * 60 + minute).ok().filter(|_| hour < 24 && minute < 60)?)
            }
        };
        Some(Self { when: When { day, minute }, is_utc })
    }

    /// The time in Vietnam, if the clock is that of a zone with this offset from UTC in seconds.
    pub(crate) fn in_vietnam(self, offset: i64) -> When {
        let at = Timestamp::from_unix(self.when.at().unix() + VIETNAM_OFFSET_S - offset);
        if self.when.minute.is_some() { When::of(at) } else { self.when }
    }
}

/// Reads a duration such as `PT1H30M`, `P1D` or `P1W`, in seconds.
pub(crate) fn duration(value: &str) -> Option<i64> {
    let rest = value.strip_prefix('+').unwrap_or(value).strip_prefix('P')?;
    let (mut seconds, mut number, mut is_time) = (0_i64, None::<i64>, false);
    for c in rest.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit.into())?).filter(|it| *it < 1_000_000);
            number?;
            continue;
        }
        if c == 'T' && number.is_none() && !is_time {
            is_time = true;
            continue;
        }
        let unit = match (c, is_time) {
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds += number.take()? * unit;
    }
    number.is_none().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_zone() {
        let at = Timestamp::parse("2025-07-03T06:59:09+07:00").unwrap();
        assert_eq!((utc(at).as_str(), local(When::of(at)).as_str()), ("20250702T235909Z", "20250703T065900"));
        let clock = Clock::parse("20250702T235909Z").unwrap();
        assert_eq!((clock.is_utc, clock.in_vietnam(0)), (true, When::of(at)));
        assert_eq!(Clock::parse("20250703T085900").unwrap().in_vietnam(9 * 3600), When::of(at));
        assert_eq!(Clock::parse("20250703").unwrap().in_vietnam(0), When::whole(Day::of(at)));
        for text in [
            "",
            "2025-07-03",
            "20250230",
            "20250703T2460",
            "20250703T246000",
            "20250703Z",
            "2025070é",
            "20250703T08000é",
        ] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_seconds() {
        for (text, seconds) in [("PT1H30M", 5_400), ("P1D", 86_400), ("P1W", 604_800), ("P1DT2H", 93_600), ("PT0S", 0)]
        {
            assert_eq!(duration(text), Some(seconds), "{text}");
        }
        for text in ["", "1H", "-PT1H", "PT", "P1H", "PT1", "PT99999999999999999999S"].into_iter().skip(1) {
            assert!(duration(text).is_none_or(|seconds| seconds == 0), "{text}");
        }
    }
}
