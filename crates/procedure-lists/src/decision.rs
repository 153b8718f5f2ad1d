//! The decision that announced a procedure: its number and its date.

use serde_json::{Map, Value};
use trangxa_model::Timestamp;
use trangxa_sheets::fold;

/// A decision as a file names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decision {
    pub number: Option<String>,
    /// Its day, `2020-09-04`.
    pub date: Option<String>,
}

/// What is wrong with the text of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecisionDoubt {
    /// It has no number, or several.
    Number,
    /// It has a date that cannot be read; the number can.
    Date,
}

impl Decision {
    /// Reads "1872/QĐ-BTP ngày 04/09/2020". What cannot be read is left out, and the doubt says so.
    pub(crate) fn read(text: &str) -> (Self, Option<DecisionDoubt>) {
        let text = fold::tidy(text);
        let tokens: Vec<&str> = text.split([' ', ',', ';', '(', ')']).collect();
        let mut numbers: Vec<&str> = tokens.iter().copied().filter(|token| is_number(token)).collect();
        numbers.dedup();
        let number = match numbers[..] {
            [number] => number.trim_matches('.').to_owned(),
            _ => return (Self::default(), Some(DecisionDoubt::Number)),
        };
        let rest = text.split_once(numbers[0]).map_or("", |(_, rest)| rest);
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        // What stands between number and date: "ngày", "ký ngày", "của Bộ Tư pháp".
        let from = rest.find(|c: char| c.is_ascii_digit());
        let Some(from) = from else { return (Self { number: Some(number), date: None }, None) };
        let dated = &rest[from..];
        let to = dated.rfind(|c: char| c.is_ascii_digit()).map_or(dated.len(), |at| at + 1);
        match day(&dated[..to]) {
            Some(date) => (Self { number: Some(number), date: Some(date) }, None),
            None => (Self { number: Some(number), date: None }, Some(DecisionDoubt::Date)),
        }
    }

    /// The decision in a member of procedures.json, which may be its number alone.
    pub(crate) fn of_json(json: &Value) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(fold::tidy).filter(|it| !it.is_empty());
        match json {
            Value::Object(members) => Self {
                number: text(members.get("number")),
                date: text(members.get("date")).and_then(|date| day(&date)),
            },
            other => Self { number: text(Some(other)), date: None },
        }
    }

    /// The member of procedures.json. Members of `there` that are neither number nor date stay.
    pub(crate) fn to_json(&self, there: Option<&Value>) -> Value {
        let mut members = there.and_then(Value::as_object).cloned().unwrap_or_default();
        members.retain(|name, _| name != "number" && name != "date");
        let said = [("number", &self.number), ("date", &self.date)];
        let said = said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value.clone()?))));
        members.extend(said.collect::<Map<_, _>>());
        Value::Object(members)
    }

    /// Whether both may be the same decision: nothing of one contradicts the other.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let words = |number: &Option<String>| number.as_deref().map(|it| fold::plain(it).replace(' ', ""));
        let same = |a: Option<String>, b: Option<String>| a.is_none() || b.is_none() || a == b;
        same(words(&self.number), words(&other.number)) && same(self.date.clone(), other.date.clone())
    }

    /// For sentences: "1872/QĐ-BTP (2020-09-04)".
    pub(crate) fn shown(&self) -> String {
        match (&self.number, &self.date) {
            (Some(number), Some(date)) => format!("{number} ({})", shown_day(date)),
            (Some(text), None) => text.clone(),
            (None, date) => date.as_deref().map_or_else(|| "…".to_owned(), shown_day),
        }
    }
}

/// A day as procedures.json has it, of a date in any usual form.
pub(crate) fn day(text: &str) -> Option<String> {
    let (day, month, year) = Timestamp::parse(text)?.day_month_year();
    (1945..2200).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// A day as people write it: 04/09/2020.
fn shown_day(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join("/")
}

/// Whether a word is the number of a decision: 1872/QĐ-BTP.
fn is_number(word: &str) -> bool {
    let Some((number, kind)) = word.split_once('/') else { return false };
    number.bytes().any(|byte| byte.is_ascii_digit())
        && number.chars().all(char::is_alphanumeric)
        && kind.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<String>, Option<DecisionDoubt>) {
        let (decision, doubt) = Decision::read(text);
        (decision.number, decision.date, doubt)
    }

    #[test]
    fn number_and_date_stand_in_one_text() {
        let number = || Some("1872/QĐ-BTP".to_owned());
        let date = || Some("2020-09-04".to_owned());
        for text in [
            "1872/QĐ-BTP ngày 04/09/2020",
            "Quyết định số 1872/QĐ-BTP ngày 04 tháng 9 năm 2020 của Bộ Tư pháp",
            "QĐ 1872/QĐ-BTP (4/9/2020)",
            "1872/QĐ-BTP, 04-09-2020",
        ] {
            assert_eq!(read(text), (number(), date(), None), "{text}");
        }
        assert_eq!(read("1872/Q\u{110}-BTP"), (number(), None, None));
        assert_eq!(read("1872/QĐ-BTP ngày 31/02/2020"), (number(), None, Some(DecisionDoubt::Date)));
        for text in ["", "quyết định của Bộ", "1872", "12/QĐ-UBND; 13/QĐ-UBND"] {
            assert_eq!(read(text), (None, None, Some(DecisionDoubt::Number)), "{text}");
        }
    }

    #[test]
    fn what_one_side_does_not_say_contradicts_nothing() {
        let of = |text: &str| Decision::read(text).0;
        assert!(of("1872/QĐ-BTP").agrees(&of("1872/qđ-btp ngày 04/09/2020")));
        assert!(!of("1872/QĐ-BTP").agrees(&of("1873/QĐ-BTP")));
        let there = serde_json::json!({"number": "1/QĐ", "date": "2020-01-01", "url": "x"});
        let written = of("1872/QĐ-BTP").to_json(Some(&there));
        assert_eq!(written, serde_json::json!({"number": "1872/QĐ-BTP", "url": "x"}), "an old date is of the old one");
    }
}
