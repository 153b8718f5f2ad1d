//! Reads how an entry is repeated: a sentence, or an object. What is not certain is kept in words only.

use super::repeat::{Every, Repeat, Rule, Terms};
use super::sentence::{Said, parse, weekdays};
use super::{OnHoliday, When};
use crate::Timestamp;
use crate::document::{DocumentError, beginning};
use crate::office::Weekdays;
use crate::read::{At, Expected};
use crate::remarks::Remarks;
use crate::time::Day;
use trangxa_messages::model;

/// What an object says beside its `every`.
#[derive(Default)]
struct More {
    days: Option<Weekdays>,
    interval: Option<u32>,
    until: Option<Day>,
    count: Option<u32>,
    on_holiday: Option<OnHoliday>,
}

impl Repeat {
    /// The repetition that a sentence says of an entry that begins at `start`: "Thứ Năm hằng tuần". Its rule is `None` if the sentence may mean something
    /// else.
    #[must_use]
    pub fn said(text: &str, start: When) -> Self {
        let rule = parse(text, start).and_then(|said| More::default().rule(said, start));
        Self { text: text.to_owned(), rule }
    }
}

impl More {
    fn rule(&self, said: Said, start: When) -> Option<Rule> {
        let Said { mut every, interval, until } = said;
        if let Some(days) = self.days {
            let Every::Week(_) = every else { return None };
            every = Every::Week(days);
        }
        let usual = Terms::usual(every);
        let terms = Terms {
            // The sentence and the object may not both say it.
            interval: if interval == 1 { self.interval.unwrap_or(1) } else { self.interval.map_or(interval, |_| 0) },
            until: self.until.or(until),
            count: self.count,
            on_holiday: self.on_holiday.unwrap_or(usual.on_holiday),
        };
        Rule::new(start, every, terms)
    }
}

/// Reads the member `repeat`.
pub(super) fn repeat(remarks: &mut Remarks, at: &At<'_>, start: When) -> Option<Repeat> {
    let object = at.member("repeat").ok().filter(At::is_object);
    let repeat = if let Some(object) = object {
        let every = remarks.keep(object.required("every", At::filled_text), false)?;
        let sentence = match every.as_str() {
            "day" => "hằng ngày",
            "working-day" => "hằng ngày làm việc",
            "week" => "hằng tuần",
            "month" => "hằng tháng",
            "year" => "hằng năm",
            every => every,
        };
        let Some(more) = more(remarks, &object) else {
            // A remark says what of it cannot be read.
            return Some(Repeat { text: sentence.to_owned(), rule: None });
        };
        let rule = parse(sentence, start).and_then(|said| more.rule(said, start));
        let text =
            if sentence == every { every } else { rule.as_ref().map_or_else(|| sentence.to_owned(), Rule::sentence) };
        Repeat { text, rule }
    } else {
        Repeat::said(&remarks.keep(at.optional("repeat", sentence), false)??, start)
    };
    if cfg!(not(target_family = "wasm"))
        && repeat.rule.is_none()
        && let Ok(at) = at.member("repeat")
    {
        remarks.add(at.fail(|| model::UnreadRepeat { text: beginning(&repeat.text) }), false);
    }
    Some(repeat)
}

fn sentence(at: &At<'_>) -> Result<String, DocumentError> {
    at.filled_text().map_err(|_| at.expected(Expected::Repeat))
}

/// The rest of an object; `None` if a part of it cannot be read, because without it the rule would be another.
fn more(remarks: &mut Remarks, at: &At<'_>) -> Option<More> {
    let count = |at: &At<'_>| {
        let count = at.count()?;
        // A number that is too large fits no rule.
        Ok(u32::try_from(count).unwrap_or(0))
    };
    let interval = remarks.keep(at.optional("interval", count), false);
    let until = remarks.keep(at.optional("until", At::timestamp), false);
    let times = remarks.keep(at.optional("count", count), false);
    let on_holiday = remarks.keep(at.optional("on_holiday", on_holiday), false);
    let items = remarks.keep(at.items_or_one("days"), false)?;
    let mut days = Weekdays::default();
    for item in &items {
        let named = remarks.keep(
            item.filled_text().and_then(|text| weekdays(&text).ok_or_else(|| item.expected(Expected::Weekday))),
            false,
        )?;
        days = named.iter().fold(days, Weekdays::with);
    }
    Some(More {
        days: (!items.is_empty()).then_some(days),
        interval: interval?,
        until: until?.map(|until: Timestamp| Day::of(until)),
        count: times?,
        on_holiday: on_holiday?,
    })
}

fn on_holiday(at: &At<'_>) -> Result<OnHoliday, DocumentError> {
    at.text().ok().and_then(|name| OnHoliday::named(&name)).ok_or_else(|| at.expected(Expected::OnHoliday))
}
