//! Numbers of one import that contradict one another, and how figures compare.

use crate::fold;
use crate::rows::{Figure, RowRecord};
use std::collections::{HashMap, HashSet};
use trangxa_model::rate::Percent;
use trangxa_model::tthc::Span;

/// Numbers for one place in tthc.json that differ from row to row: none of them is used.
#[derive(Debug, Default)]
pub(crate) struct Conflicts {
    places: HashMap<ConflictPlace, Vec<(Figure, String)>>,
    /// Periods of which two tables differ in so many numbers that they are about different things: other dossiers, another
    /// office, another day. Nothing of them is used.
    spans: HashSet<Span>,
}

/// In how many numbers two tables may differ before nothing of their period is used.
const MAX_DIFFERENCES: usize = 2;

/// A period, the field as [`field_words`] or the name itself, and the member.
type ConflictPlace = (Span, Option<String>, &'static str);

impl Conflicts {
    /// Finds the numbers that differ. Each row comes with its place, for sentences, and the table that it is from.
    pub(crate) fn among<'a>(rows: impl Iterator<Item = (&'a RowRecord, &'a str, (usize, usize))>) -> Self {
        let mut places: HashMap<ConflictPlace, Vec<(Figure, String)>> = HashMap::new();
        let mut tables: HashMap<ConflictPlace, HashSet<(usize, usize)>> = HashMap::new();
        for (record, place, table) in rows {
            for (key, figure) in figures_of(record) {
                places.entry(conflict_place(record, key)).or_default().push((figure, place.to_owned()));
                tables.entry(conflict_place(record, key)).or_default().insert(table);
            }
        }
        places.retain(|_, figures| figures.iter().any(|(figure, _)| !agrees(*figure, figures[0].0)));
        let mut differences: HashMap<Span, usize> = HashMap::new();
        for place in places.keys().filter(|place| tables.get(*place).is_some_and(|tables| tables.len() > 1)) {
            *differences.entry(place.0).or_default() += 1;
        }
        differences.retain(|_, count| *count > MAX_DIFFERENCES);
        Self { places, spans: differences.into_keys().collect() }
    }

    pub(crate) fn has(&self, record: &RowRecord, key: &'static str) -> bool {
        self.spans.contains(&record.span) || self.places.contains_key(&conflict_place(record, key))
    }

    /// Whether nothing of a period is used.
    pub(crate) fn has_span(&self, span: Span) -> bool {
        self.spans.contains(&span)
    }

    /// A sentence for each place.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self
            .places
            .iter()
            .map(|((span, field, key), figures)| {
                let field = field.as_ref().map_or(String::new(), |field| format!(", {field}"));
                let figures: Vec<String> =
                    figures.iter().map(|(figure, place)| format!("{} in {place}", text_of(*figure))).collect();
                format!(
                    "{}{field}, {key}: {}; none of them was used. Correct the export",
                    span.address(),
                    figures.join(", ")
                )
            })
            .collect();
        sentences.sort_unstable();
        let mut spans: Vec<Span> = self.spans.iter().copied().collect();
        spans.sort_by_key(|span| (span.from(), span.to()));
        let whole = spans.into_iter().map(|span| {
            format!(
                "{}: several tables have figures of it, and differ in many of them; nothing of it was used",
                span.address()
            )
        });
        whole.chain(sentences).collect()
    }
}

fn conflict_place(record: &RowRecord, key: &'static str) -> ConflictPlace {
    let field = record.field.as_ref().map(|name| {
        let words = field_words(name);
        if words.is_empty() { name.clone() } else { words }
    });
    (record.span, field, key)
}

/// The numbers of a row, each with its member of tthc.json.
pub(crate) fn figures_of(record: &RowRecord) -> impl Iterator<Item = (&'static str, Figure)> {
    let counts = record.counts.iter().map(|(count, value)| (count.key(), Figure::Count(*value)));
    counts.chain(record.stated.iter().map(|(key, figure)| (stated_key(key), *figure)))
}

/// The words of a field's name, without "lĩnh vực" before it.
pub(crate) fn field_words(name: &str) -> String {
    let words = fold::words(name);
    words.strip_prefix("linh vuc ").map_or(words.clone(), str::to_owned)
}

fn stated_key(key: &str) -> &'static str {
    match key {
        "completed" => "stated.completed",
        "completion_rate" => "stated.completion_rate",
        _ => "stated.late_rate",
    }
}

/// Whether two figures are the same for the site, which reads percentages to the third decimal.
pub(crate) fn agrees(a: Figure, b: Figure) -> bool {
    match (a, b) {
        (Figure::Count(a), Figure::Count(b)) => a == b,
        (Figure::Percent(a), Figure::Percent(b)) => Percent::new(a) == Percent::new(b),
        _ => false,
    }
}

/// A figure for sentences.
pub(crate) fn text_of(figure: Figure) -> String {
    match figure {
        Figure::Count(count) => count.to_string(),
        Figure::Percent(percent) => format!("{percent}%"),
    }
}
