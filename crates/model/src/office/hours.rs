//! Lines of opening hours, and the week that they make.

use super::parse::parse;
use super::rule::{OpenSpan, Rule};
use crate::document::DocumentError;
use crate::read::At;

/// A line of opening hours, as people write it: `Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    text: String,
    rule: Option<Rule>,
}

impl Hours {
    /// The line with this text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let rule = parse(&text);
        Self { text, rule }
    }

    /// The line as it was written, which is what pages show.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says; `None` if that is not certain.
    #[must_use]
    pub fn rule(&self) -> Option<&Rule> {
        self.rule.as_ref()
    }

    /// Reads a line.
    pub(super) fn read(at: &At<'_>) -> Result<Self, DocumentError> {
        at.filled_text().map(Self::new)
    }
}

/// The hours of each day of the week, from Monday.
pub(super) struct Week([Vec<OpenSpan>; 7]);

impl Week {
    /// The week of some lines. Days that no line names are closed. `None` if one of the lines cannot be read or names no day, if none of them names a day of
    /// the week, and if two contradict each other.
    pub(super) fn of(lines: &[Hours]) -> Option<Self> {
        let mut named: [Option<Vec<OpenSpan>>; 7] = Default::default();
        for line in lines {
            let rule = line.rule()?;
            for weekday in rule.days?.iter() {
                let day = named.get_mut(usize::from(weekday))?;
                match day {
                    None => *day = Some(rule.spans.clone()),
                    // A day that is closed in one line and open in another, or open twice at one time.
                    Some(spans) if spans.is_empty() != rule.spans.is_empty() => return None,
                    Some(spans) => rule.spans.iter().try_for_each(|span| insert(spans, *span))?,
                }
            }
        }
        named.iter().any(Option::is_some).then(|| Self(named.map(Option::unwrap_or_default)))
    }

    /// The hours of a day; 0 is Monday.
    pub(super) fn day(&self, weekday: u8) -> &[OpenSpan] {
        self.0.get(usize::from(weekday)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Adds a span in its place; `None` if it overlaps another.
fn insert(spans: &mut Vec<OpenSpan>, span: OpenSpan) -> Option<()> {
    let place = spans.iter().position(|other| other.from >= span.from).unwrap_or(spans.len());
    let is_behind = place == 0 || spans.get(place - 1).is_some_and(|before| before.to <= span.from);
    let is_before = spans.get(place).is_none_or(|after| span.to <= after.from);
    spans.insert(place, span);
    (is_behind && is_before).then_some(())
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Hours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "Days and times as people write them; a line that cannot be read for sure is only shown.",
            "examples": ["Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "Thứ 7: 8h–11h", "Chủ nhật: nghỉ"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spans of each day, in minutes.
    fn week(lines: &[&str]) -> Option<Vec<Vec<(u16, u16)>>> {
        let lines: Vec<Hours> = lines.iter().map(|line| Hours::new((*line).to_owned())).collect();
        let week = Week::of(&lines)?;
        Some((0..7).map(|day| week.day(day).iter().map(|span| (span.from, span.to)).collect()).collect())
    }

    #[test]
    fn lines_make_a_week_and_other_days_are_closed() {
        let morning = vec![(450, 690)];
        let lines =
            ["Thứ Hai, thứ Tư: 7:30–11:30", "Thứ Tư: 13:30–17:00", "Chủ nhật và ngày lễ: nghỉ", "Ngày lễ: nghỉ"];
        let (closed, whole) = (Vec::new(), vec![(450, 690), (810, 1020)]);
        let expected = [&morning, &closed, &whole, &closed, &closed, &closed, &closed].map(Vec::clone).to_vec();
        assert_eq!(week(&lines), Some(expected.clone()));
        let reversed = ["Thứ Tư: 13:30–17:00", "Chủ nhật: nghỉ", "CN: nghỉ", "Thứ Hai, thứ Tư: 7:30–11:30"];
        assert_eq!(week(&reversed), Some(expected));
    }

    #[test]
    fn lines_that_are_uncertain_or_contradict_each_other_make_none() {
        for lines in [
            &[][..],
            &["Giờ hành chính"],
            &["T2: 7:30–11:30", "Buổi chiều theo lịch"],
            &["7:30–11:30"],
            &["Ngày lễ: nghỉ"],
            &["Hằng ngày: 7:00–17:00", "Chủ nhật: nghỉ"],
            &["Chủ nhật: nghỉ", "Hằng ngày: 7:00–17:00"],
            &["T2–T7: 7:30–11:30", "T7: 8:00–11:00"],
            &["T7: 8:00–11:00", "T2–T7: 7:30–8:30"],
            &["T7: 8:00–9:00", "T7: 10:00–11:00", "T7: 8:30–10:00"],
            &["T7: 8:00–9:00", "T7: 8:00–9:00"],
        ] {
            assert_eq!(week(lines), None, "{lines:?}");
        }
    }
}
