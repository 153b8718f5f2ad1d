//! Reads tthc.json. What cannot be read is left out and listed.

use super::{Count, Counts, Field, Fields, Period, Span, Stated, Tthc, TthcSource};
use crate::document::{self, Cut, DocumentError, JsonDocument};
use crate::read::{At, Expected};
use crate::remarks::Remarks;
use serde_json::Value;
use std::mem;
use trangxa_messages::model;

/// How many periods of a file are read: months, quarters and years of a century.
const MAX_PERIODS: usize = 2_000;
/// How many fields of a period are read; the national list has about 150.
const MAX_FIELDS: usize = 500;

impl Remarks {
    fn source(&mut self, at: &At<'_>) -> Option<TthcSource> {
        let source = self.member(at, "source", At::object)?;
        let name = self.keep(source.required("name", At::text), false)?;
        Some(TthcSource { name, url: self.member(&source, "url", At::text) })
    }

    fn periods(&mut self, items: Vec<At<'_>>) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::with_capacity(items.len());
        for (index, at) in self
            .items(Ok(items), MAX_PERIODS, |limit| model::TooManyPeriods { limit }.to_string())
            .into_iter()
            .enumerate()
        {
            let Some(span) = self.keep(span(&at), true) else { continue };
            let place = periods.binary_search_by_key(&(span.to(), span.from()), |period| (period.to, period.from));
            let Err(place) = place else {
                let months = span.address();
                let problem = at.fail(|| model::SameMonths { months });
                self.keep::<()>(Err(problem), true);
                continue;
            };
            let period = Period {
                from: span.from(),
                to: span.to(),
                counts: self.counts(&at),
                fields: self.fields(at.items_of("fields")).into(),
                stated: self.stated(&at),
                index,
            };
            // Periods are nearly always in order already, and a sort would add 3 kB to the wasm.
            periods.insert(place, period);
        }
        periods
    }

    fn fields(&mut self, list: Result<Vec<At<'_>>, DocumentError>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (index, at) in
            self.items(list, MAX_FIELDS, |limit| model::TooManyFields { limit }.to_string()).into_iter().enumerate()
        {
            if let Some(name) = self.keep(at.required("name", name), true) {
                fields.push(Field { name, counts: self.counts(&at), index });
            }
        }
        fields
    }

    fn counts(&mut self, at: &At<'_>) -> Counts {
        let mut counts = Counts::default();
        for count in Count::ALL {
            counts[count] = self.keep(at.optional_count(count.key()), false).flatten();
        }
        counts
    }

    fn stated(&mut self, at: &At<'_>) -> Option<Stated> {
        let stated = self.member(at, "stated", At::object)?;
        Some(Stated {
            completed: self.member(&stated, "completed", At::count),
            completion_rate: self.member(&stated, "completion_rate", At::percent),
            late_rate: self.member(&stated, "late_rate", At::percent),
        })
    }
}

fn span(at: &At<'_>) -> Result<Span, DocumentError> {
    let (from, to) = (at.required("from", At::month)?, at.required("to", At::month)?);
    let problem = || model::EndsBeforeItBegins { to: to.iso(), from: from.iso() };
    Span::new(from, to).ok_or_else(|| at.fail(problem))
}

/// A field's name. It must not be blank: in a table, the row without a name is the whole unit.
fn name(at: &At<'_>) -> Result<String, DocumentError> {
    let name = at.text()?;
    if name.trim().is_empty() { Err(at.expected(Expected::FieldName)) } else { Ok(name) }
}

fn figures(file: &str, json: &Value) -> Result<Tthc, DocumentError> {
    let at = At::document(file, json);
    at.require_version_1()?;
    let mut remarks = Remarks::default();
    Ok(Tthc {
        version: 1,
        unit: remarks.member(&at, "unit", At::text).unwrap_or_default(),
        updated_at: at.required("updated_at", At::timestamp)?,
        source: remarks.source(&at),
        periods: remarks.periods(at.required("periods", At::items)?),
        remarks: remarks.into_list(),
    })
}

/// The fields in the text of their list. What cannot be read is left out, as in a document.
fn fields(text: &str) -> Vec<Field> {
    let json = document::parse("", text.as_bytes()).unwrap_or_default();
    Remarks::default().fields(At::document("", &json).items())
}

/// The place, among the lists that were cut out of a document, of the list of a period's fields.
fn place_of_cut(json: &Value, period: &Period) -> Option<usize> {
    let fields = json.get("periods")?.get(period.index)?.get("fields")?;
    Some(fields.get(0)?.get(0)?.as_u64()? as usize)
}

impl JsonDocument for Tthc {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        figures(file, &json)
    }

    /// Leaves the fields of each period text, if the document is such that they will be read as [`read`](Self::read) reads them. There are no
    /// remarks.
    fn read_lazily(file: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        if let Some(Cut { rest, mut lists }) = document::cut(bytes, br#""fields""#)
            && let Ok(json) = document::parse(file, &rest)
        {
            let mut tthc = document::with_line(figures(file, &json), bytes)?;
            // What stands in the place of a list is no field.
            tthc.remarks.clear();
            for period in &mut tthc.periods {
                if let Some(list) = place_of_cut(&json, period).and_then(|place| lists.get_mut(place)) {
                    period.fields = Fields::of_text(mem::take(list), fields);
                }
            }
            return Ok(tthc);
        }
        Self::read(file, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(json: Value) -> Result<Tthc, String> {
        Tthc::from_json("data/tthc.json", json).map_err(|error| error.to_string())
    }

    fn of(periods: Value) -> Tthc {
        read(json!({"version": 1, "updated_at": "2023-11-30T07:04:41+07:00", "periods": periods})).unwrap()
    }

    #[test]
    fn what_cannot_be_read_is_listed_and_the_rest_is_kept() {
        let tthc = of(json!([
            {"from": "2023-01", "to": "2023-13", "late": 1},
            {"from": "2023-02", "to": "2023-01"},
            {"from": "2023-01", "to": "2023-01", "late": -1, "in_time": 7, "received": 2.5},
            {"from": "2023-02", "to": "2023-02", "fields": [{"name": "A", "late": "x", "in_time": 3}, {"late": 1}, 5]},
            {"from": "2023-03", "to": "2023-03", "stated": {"late_rate": 101, "completed": 8}},
            {"from": "2023-03", "to": "2023-03", "late": 9},
            {"from": "2023-04", "to": "2023-04", "fields": 3, "stated": "x"},
        ]));
        let remarks: Vec<_> =
            tthc.remarks.iter().map(|it| (it.place.as_str(), it.problem.as_str(), it.is_loss)).collect();
        assert_eq!(
            remarks,
            [
                ("periods[0].to", "expected a month such as 2023-11, found \"2023-13\"", true),
                (
                    "periods[1]",
                    "the period ends (2023-01) before it begins (2023-02); exchange the two, or correct one",
                    true
                ),
                ("periods[2].received", "expected a whole number of at least 0, found a number with a fraction", false),
                ("periods[2].late", "expected a whole number of at least 0, found -1", false),
                ("periods[3].fields[0].late", "expected a whole number of at least 0, found \"x\"", false),
                ("periods[3].fields[1].name", "is missing; expected text", true),
                ("periods[3].fields[2]", "expected an object, found 5", true),
                ("periods[4].stated.late_rate", "expected a percentage from 0 to 100, found 101", false),
                (
                    "periods[5]",
                    "has the same months (2023-03) as an earlier period; left out, the earlier one is kept: delete one, or make one of both",
                    true
                ),
                ("periods[6].fields", "expected a list, found 3", true),
                ("periods[6].stated", "expected an object, found \"x\"", false),
            ]
        );
        let kept: Vec<_> = tthc.periods.iter().map(|it| (it.span().address(), it.counts.in_time())).collect();
        assert_eq!(kept.len(), 4);
        assert_eq!(kept[0], ("2023-01".to_owned(), Some(7)));
        assert_eq!(
            *tthc.periods[1].fields,
            [Field { name: "A".to_owned(), counts: Counts::of(&[(Count::InTime, 3)]), index: 0 }]
        );
        assert_eq!(tthc.periods[2].stated.and_then(|it| it.completed), Some(8));
        assert_eq!(tthc.periods[2].counts, Counts::default(), "not those of the second one");
    }

    #[test]
    fn the_time_and_the_list_are_required() {
        for (json, expected) in [
            (json!({}), "data/tthc.json, periods: expected a list, found an object"),
            (Value::Null, "data/tthc.json, periods: is missing; expected a list"),
        ] {
            let document = json!({"version": 1, "updated_at": "2023-11-30", "periods": json});
            assert_eq!(read(document).unwrap_err(), expected);
        }
        let timeless = json!({"version": 1, "updated_at": "hôm qua", "periods": []});
        let expected =
            "data/tthc.json, updated_at: expected a date such as 2023-11-30T07:04:41+07:00, found \"hôm qua\"";
        assert_eq!(read(timeless).unwrap_err(), expected);
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let period = |i: usize| json!({"from": format!("{}-01", 1000 + i), "to": format!("{}-02", 1000 + i)});
        let tthc = of((0..MAX_PERIODS + 3).map(period).collect());
        assert_eq!(tthc.periods.len(), MAX_PERIODS);
        assert_eq!(tthc.remarks.len(), 1);
        assert_eq!(tthc.remarks[0].place, "periods[2000]");
    }

    /// The figures of a document whose periods are the months of 2023 with these fields, as an open page reads them.
    fn lazily(fields: &[&str]) -> Tthc {
        let period = |(i, fields): (usize, &&str)| {
            format!(r#"{{"from": "2023-{:02}", "to": "2023-{:02}", "fields": {fields}}}"#, i + 1, i + 1)
        };
        let periods: Vec<String> = fields.iter().enumerate().map(period).collect();
        let text = format!(r#"{{"version": 1, "updated_at": "2023-11-30", "periods": [{}]}}"#, periods.join(", "));
        Tthc::read_lazily("data/tthc.json", text.as_bytes()).unwrap()
    }

    #[test]
    fn fields_stay_text_until_they_are_looked_at() {
        let tthc = lazily(&[r#"[{"name": "A", "late": 1}]"#, "[]", r#"[{"name": "B"}, {"name": " "}]"#]);
        let is_text = || tthc.periods.iter().map(|period| period.fields.is_text()).collect::<Vec<_>>();
        assert_eq!(is_text(), [true, true, true]);
        let march = tthc.compose(Span::parse("2023-03").unwrap()).unwrap();
        assert_eq!(is_text(), [true, true, true], "nobody has looked at them yet");
        assert_eq!(march.period.fields.len(), 1, "a field without a name is left out");
        assert_eq!(is_text(), [true, true, false]);
        let both = tthc.compose(Span::parse("2023-01..2023-02").unwrap()).unwrap();
        assert_eq!(both.period.fields[0].counts, Counts::of(&[(Count::Late, 1)]));
        assert_eq!(is_text(), [false, false, false]);
        // One field that is not certain to be read the same later, and all are read at once.
        let tthc = lazily(&["[]", r#"[{"name": "A", "late": -1}]"#]);
        assert!(tthc.periods.iter().all(|period| !period.fields.is_text()));
    }

    /// Asserts that an open page reads a document as the publisher does, or does not read it for the same reason.
    fn assert_read_alike(bytes: &[u8]) {
        let figures = |read: Result<Tthc, DocumentError>| read.map(|tthc| Tthc { remarks: Vec::new(), ..tthc });
        let (at_once, lazily) = (Tthc::read("f", bytes), Tthc::read_lazily("f", bytes));
        assert_eq!(figures(at_once), figures(lazily), "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn fields_that_are_read_later_are_those_that_are_read_at_once() {
        for path in ["public/data/tthc.json", "tests/fixtures/quang-thanh/data/tthc.json"] {
            assert_read_alike(&std::fs::read(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap());
        }
        let document = |rest: &str| format!(r#"{{"version": 1, "updated_at": "2023-11-30", "periods": [{rest}]}}"#);
        let fields = r#""fields": [{"name": "\ud83dA", "late": 1, "fields": null}, {"name": 5}, {}]"#;
        for rest in [
            format!(
                r#"{{"from": "2023-01", "to": "2023-01", {fields}}}, {{"from": "2023-01", "to": "2023-01", {fields}}}"#
            ),
            format!(r#"{{"from": "2023-01", "to": "2023-01", "fields": [], {fields}}}"#),
            format!(r#"{{"from": "2023-01", "to": "2023-01", {fields}, "fields": []}}, {{"fields": [{{}}]}}"#),
            format!(r#"{{"from": "2023-01", "to": "2023-01", {fields}5}}"#),
            format!(
                r#"{{"from": "2023-01", "to": "2023-01", {fields}, "x\"fields": [{{}}], "y": "\"fields", "z": "fields"}}"#
            ),
            format!(r#"{{"from": "2023-01", "to": "2023-01", {fields}, "x": {}}}"#, "[".repeat(61) + &"]".repeat(61)),
            format!("{}{{\"fields\": [{{}}]}}{}", "[".repeat(60), "]".repeat(60)),
            r#"{"from": "2023-01", "to": "2023-01", "f\u0069elds": [[0]]}, {"fields": [{"name": "A"}]}"#.to_owned(),
        ] {
            assert_read_alike(document(&rest).as_bytes());
        }
    }

    /// The text of JSON, most of it such as figures have.
    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            20 => "0|[1-9][0-9]{0,20}",
            4 => "null|\"[a-zĐ ]{0,3}\"",
            1 => r#"true|-1|01|2\.5|1e999|\[\]|\{"fields": \[\]\}|"\\ud83d"|"\\x""#,
        ]
    }

    fn object(name: &'static str) -> impl Strategy<Value = String> {
        let name = prop_oneof![60 => Just(name.to_owned()), 1 => "name|late|fields|fi\\\\u0065lds"];
        proptest::collection::vec((name, "[ \n]{0,2}", value()), 0..3).prop_map(|members| {
            let members: Vec<String> =
                members.iter().map(|(name, space, value)| format!("\"{name}\"{space}:{value}")).collect();
            format!(
                "{{\"name\": \"A\",\"in_time\":1{}{}}}",
                if members.is_empty() { "" } else { "," },
                members.join(",")
            )
        })
    }

    fn period() -> impl Strategy<Value = String> {
        let fields =
            proptest::collection::vec(object("late"), 0..4).prop_map(|fields| format!("[{}]", fields.join(" ,")));
        let fields = prop_oneof![30 => fields, 1 => value()];
        (1..=12, proptest::option::weighted(0.9, fields), value()).prop_map(|(month, fields, late)| {
            let fields = fields.map(|fields| format!(", \"fields\": {fields}")).unwrap_or_default();
            format!(r#"{{"from": "2023-{month:02}", "to": "2023-12"{fields}, "late": {late}}}"#)
        })
    }

    proptest! {
        #[test]
        fn an_open_page_reads_what_the_publisher_reads(periods in proptest::collection::vec(period(), 0..4), place in 0usize..1000, byte in proptest::option::weighted(0.3, any::<u8>())) {
            let text = format!(r#"{{"version": 1, "updated_at": "2023-11-30", "periods": [{}]}}"#, periods.join(", "));
            let mut bytes = text.into_bytes();
            if let (Some(byte), Some(place)) = (byte, bytes.get_mut(place)) {
                *place = byte;
            }
            assert_read_alike(&bytes);
        }
    }
}
