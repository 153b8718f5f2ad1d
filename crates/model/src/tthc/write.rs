//! Writes figures as JSON.

use super::{Count, Counts, Field, Period, Stated};
use crate::rate::Percent;
use serde_json::{Map, Value};

impl Period {
    /// The period as an element of `periods` in tthc.json, without the counts that were not published.
    pub fn to_json(&self) -> Value {
        let mut json = Map::new();
        json.insert("from".to_owned(), self.from.iso().into());
        json.insert("to".to_owned(), self.to.iso().into());
        write_counts(&mut json, &self.counts);
        if !self.fields.is_empty() {
            json.insert("fields".to_owned(), self.fields.iter().map(Field::to_json).collect());
        }
        if let Some(stated) = self.stated {
            json.insert("stated".to_owned(), stated.to_json());
        }
        json.into()
    }
}

impl Field {
    fn to_json(&self) -> Value {
        let mut json = Map::new();
        json.insert("name".to_owned(), self.name.as_str().into());
        write_counts(&mut json, &self.counts);
        json.into()
    }
}

impl Stated {
    fn to_json(self) -> Value {
        let percent = |percent: Option<Percent>| percent.map(|it| Value::from(it.value()));
        let members = [
            ("completed", self.completed.map(Value::from)),
            ("completion_rate", percent(self.completion_rate)),
            ("late_rate", percent(self.late_rate)),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

fn write_counts(json: &mut Map<String, Value>, counts: &Counts) {
    for count in Count::ALL {
        if let Some(value) = counts[count] {
            json.insert(count.key().to_owned(), value.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use serde_json::{Value, json};

    #[test]
    fn what_is_written_reads_back() {
        let periods = json!([
            {"from": "2023-01", "to": "2023-11", "in_time": 2787, "late": 0,
                "stated": {"completed": 2787, "completion_rate": 99.52, "late_rate": 0.0}},
            {"from": "2023-12", "to": "2023-12", "received": 5, "fields": [{"name": "Hộ tịch", "waiting": 1}]},
        ]);
        let written: Value = read(periods.clone()).periods.iter().map(|period| period.to_json()).collect();
        assert_eq!(written, periods);
    }
}
