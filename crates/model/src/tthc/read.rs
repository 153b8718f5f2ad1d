//! Reads tthc.json. What cannot be read is left out and listed.

use super::{Count, Counts, Field, Period, Span, Stated, Tthc, TthcSource};
use crate::document::{DocumentError, JsonDocument};
use crate::read::At;
use serde_json::Value;

/// How many periods of a file are read: months, quarters and years of a century.
const MAX_PERIODS: usize = 2_000;
/// How many fields of a period are read; the national list has about 150.
const MAX_FIELDS: usize = 500;

/// Something in the document that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its place, as `periods[3].fields[1].late`.
    pub place: String,
    /// The problem, and what was expected.
    pub problem: String,
    /// Whether a whole period or field is left out; otherwise one number counts as not published.
    pub is_loss: bool,
}

/// Collects remarks while the document is read.
#[derive(Default)]
struct Remarks(Vec<Remark>);

impl Remarks {
    /// The value; if it could not be read, adds a remark and returns `None`.
    fn keep<T>(&mut self, read: Result<T, DocumentError>, is_loss: bool) -> Option<T> {
        match read {
            Ok(value) => return Some(value),
            // In a browser no remark is shown, and what writes one would add to the wasm.
            Err(_) if cfg!(target_family = "wasm") => {}
            Err(error) => {
                let problem = error.problem.to_string();
                self.0.push(Remark { place: error.place.clone(), problem, is_loss });
            }
        }
        None
    }

    /// A member that may be absent; adds a remark if it cannot be read.
    fn member<'a, T>(&mut self, at: &At<'a>, name: &str, read: fn(&At<'a>) -> Result<T, DocumentError>) -> Option<T> {
        self.keep(at.optional(name, read), false).flatten()
    }

    /// The first `most` elements of a list; adds a remark if it is longer.
    fn items<'a>(&mut self, list: Result<Vec<At<'a>>, DocumentError>, most: usize, what: &str) -> Vec<At<'a>> {
        let mut items = self.keep(list, true).unwrap_or_default();
        if let Some(rest) = items.get(most) {
            let problem =
                rest.fail(|| format!("there are more than {most} {what}; this one and those after it are left out"));
            self.keep::<()>(Err(problem), true);
            items.truncate(most);
        }
        items
    }

    fn source(&mut self, at: &At<'_>) -> Option<TthcSource> {
        let source = self.member(at, "source", At::object)?;
        let name = self.keep(source.required("name", At::text), false)?;
        Some(TthcSource { name, url: self.member(&source, "url", At::text) })
    }

    fn periods(&mut self, items: Vec<At<'_>>) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::with_capacity(items.len());
        for (index, at) in self.items(Ok(items), MAX_PERIODS, "periods").into_iter().enumerate() {
            let Some(span) = self.keep(span(&at), true) else { continue };
            let place = periods.binary_search_by_key(&(span.to(), span.from()), |period| (period.to, period.from));
            let Err(place) = place else {
                let months = span.address();
                let problem = at.fail(|| {
                    format!("has the same months ({months}) as an earlier period; left out, the earlier one is kept")
                });
                self.keep::<()>(Err(problem), true);
                continue;
            };
            let period = Period {
                from: span.from(),
                to: span.to(),
                counts: self.counts(&at),
                fields: self.fields(&at),
                stated: self.stated(&at),
                index,
            };
            // Periods are nearly always in order already, and a sort would add 3 kB to the wasm.
            periods.insert(place, period);
        }
        periods
    }

    fn fields(&mut self, at: &At<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (index, at) in self.items(at.items_of("fields"), MAX_FIELDS, "fields").into_iter().enumerate() {
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
    let problem = || format!("the period ends ({}) before it begins ({})", to.iso(), from.iso());
    Span::new(from, to).ok_or_else(|| at.fail(problem))
}

/// A field's name. It must not be blank: in a table, the row without a name is the whole unit.
fn name(at: &At<'_>) -> Result<String, DocumentError> {
    let name = at.text()?;
    if name.trim().is_empty() {
        Err(at.fail(|| format!("expected the name of a field, found \"{name}\"")))
    } else {
        Ok(name)
    }
}

impl JsonDocument for Tthc {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let mut remarks = Remarks::default();
        Ok(Self {
            version: 1,
            unit: remarks.member(&at, "unit", At::text).unwrap_or_default(),
            updated_at: at.required("updated_at", At::timestamp)?,
            source: remarks.source(&at),
            periods: remarks.periods(at.required("periods", At::items)?),
            remarks: remarks.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
                ("periods[1]", "the period ends (2023-01) before it begins (2023-02)", true),
                ("periods[2].received", "expected a whole number of at least 0, found a number with a fraction", false),
                ("periods[2].late", "expected a whole number of at least 0, found -1", false),
                ("periods[3].fields[0].late", "expected a whole number of at least 0, found \"x\"", false),
                ("periods[3].fields[1].name", "is missing; expected text", true),
                ("periods[3].fields[2]", "expected an object, found 5", true),
                ("periods[4].stated.late_rate", "expected a percentage from 0 to 100, found 101", false),
                (
                    "periods[5]",
                    "has the same months (2023-03) as an earlier period; left out, the earlier one is kept",
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
            tthc.periods[1].fields,
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
}
