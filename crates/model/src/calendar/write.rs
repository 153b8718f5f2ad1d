//! Writes a calendar as JSON. What an entry does not say is not written.

use super::{Calendar, Entry, Exception, OnHoliday, Repeat, Terms, When};
use crate::Timestamp;
use crate::time::Day;
use serde_json::{Map, Value};

/// An object of the members that have a value.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let is_said = |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    let said = members.into_iter().filter(|(_, value)| is_said(value));
    Value::Object(said.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn when(when: Option<When>) -> Value {
    when.map(|when| when.to_string()).into()
}

fn day(day: Day) -> Value {
    When::whole(day).to_string().into()
}

fn only_true(is_true: bool) -> Value {
    is_true.then_some(true).into()
}

impl Calendar {
    /// The document. It reads as the same calendar, without remarks.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut json = object([("version", 1.into()), ("updated_at", self.updated_at.map(Timestamp::rfc3339).into())]);
        // Required, so it is written without entries, too.
        json["entries"] = self.entries.iter().map(Entry::to_json).collect();
        json
    }
}

impl Entry {
    /// The entry as a document has it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let was =
            self.was.as_ref().map(|was| object([("start", when(was.start)), ("place", was.place.as_deref().into())]));
        object([
            ("id", self.id.as_str().into()),
            ("kind", self.kind.as_deref().into()),
            ("title", self.title.as_str().into()),
            ("text", self.text.as_deref().into()),
            ("place", self.place.as_deref().into()),
            ("who", self.who.as_slice().into()),
            ("desk", self.desk.as_ref().map(|id| id.as_str()).into()),
            ("phone", self.phone.as_deref().into()),
            ("start", when(Some(self.start))),
            ("end", when(self.end)),
            ("repeat", self.repeat.as_ref().map(Repeat::to_json).into()),
            ("exceptions", self.exceptions.iter().map(Exception::to_json).collect()),
            ("cancelled", only_true(self.cancelled)),
            ("why", self.why.as_deref().into()),
            ("was", was.into()),
            ("updated_at", self.updated_at.map(Timestamp::rfc3339).into()),
            ("note", self.note.as_deref().into()),
        ])
    }
}

impl Exception {
    fn to_json(&self) -> Value {
        object([
            ("date", day(self.date)),
            ("cancelled", only_true(self.cancelled)),
            ("start", when(self.start)),
            ("end", when(self.end)),
            ("place", self.place.as_deref().into()),
            ("why", self.why.as_deref().into()),
        ])
    }
}

impl Repeat {
    /// A sentence, or an object if the sentence does not say all.
    fn to_json(&self) -> Value {
        let Some(rule) = &self.rule else { return self.text.as_str().into() };
        let Terms { until, count, on_holiday, interval } = rule.terms;
        let is_usual = on_holiday == Terms::usual(rule.every).on_holiday;
        let start = When::whole(rule.first());
        let is_said = Self::said(&self.text, start).rule.as_ref() == Some(rule);
        if is_said {
            return self.text.as_str().into();
        }
        // The sentence as it was written says the same but for the end and the holidays, or the interval, which stood beside it.
        let said = Self::said(&self.text, start).rule.filter(|said| said.every == rule.every);
        let is_interval_said = said.as_ref().is_none_or(|said| said.terms.interval == interval);
        object([
            ("every", if said.is_some() { self.text.clone() } else { rule.sentence() }.into()),
            ("interval", Some(interval).filter(|_| !is_interval_said).into()),
            ("until", until.map(day).into()),
            ("count", count.into()),
            ("on_holiday", Some(OnHoliday::name(on_holiday)).filter(|_| !is_usual).into()),
        ])
    }
}
