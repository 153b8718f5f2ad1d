//! Numbers of one import that contradict one another, and how figures compare.

use crate::rows::{Figure, RowRecord};
use crate::shown;
use std::collections::{HashMap, HashSet};
use trangxa_messages::figures;
use trangxa_model::rate::Percent;
use trangxa_model::tthc::Span;
use trangxa_sheets::fold;

/// Numbers for one place in tthc.json that differ from row to row: none of them is used.
#[derive(Debug, Default)]
pub(crate) struct Conflicts {
    places: HashMap<ConflictPlace, Claims>,
    /// Periods of which two tables differ in so many numbers that they are about different things: other dossiers, another
    /// office, another day. Nothing of them is used.
    spans: HashSet<Span>,
}

/// In how many numbers two tables may differ before nothing of their period is used.
const MAX_DIFFERENCES: usize = 2;

/// A period, the field as [`field_words`] or the name itself, and the member.
type ConflictPlace = (Span, Option<String>, &'static str);

/// What the rows say of one place.
#[derive(Debug, Default)]
struct Claims {
    /// The field as the first row writes it.
    field: Option<String>,
    /// Each figure, and the place of its row, for sentences.
    figures: Vec<(Figure, String)>,
    /// The tables with these rows.
    tables: HashSet<(usize, usize)>,
}

impl Conflicts {
    /// Finds the numbers that differ. Each row comes with its place, for sentences, and the table that it is from.
    pub(crate) fn among<'a>(rows: impl Iterator<Item = (&'a RowRecord, &'a str, (usize, usize))>) -> Self {
        let mut places: HashMap<ConflictPlace, Claims> = HashMap::new();
        for (record, place, table) in rows {
            for (key, figure) in figures_of(record) {
                let claims = places.entry(conflict_place(record, key)).or_default();
                claims.field = claims.field.take().or_else(|| record.field.clone());
                claims.figures.push((figure, place.to_owned()));
                claims.tables.insert(table);
            }
        }
        places.retain(|_, claims| claims.figures.iter().any(|(figure, _)| !agrees(*figure, claims.figures[0].0)));
        let mut differences: HashMap<Span, usize> = HashMap::new();
        for ((span, ..), _) in places.iter().filter(|(_, claims)| claims.tables.len() > 1) {
            *differences.entry(*span).or_default() += 1;
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
        let mut places: Vec<(&ConflictPlace, &Claims)> = self.places.iter().collect();
        places.sort_by_key(|((span, field, key), _)| (span.from(), span.to(), field, key));
        let sentences = places.into_iter().map(|((span, _, key), claims)| {
            let place = shown::place(*span, claims.field.as_deref(), key);
            let figures =
                claims.figures.iter().map(|(figure, place)| figures::FigureIn { figure: text_of(*figure), place });
            let figures = figures.map(|figure| figure.to_string()).collect::<Vec<_>>().join(", ");
            figures::Conflict { place, figures }.to_string()
        });
        let mut spans: Vec<Span> = self.spans.iter().copied().collect();
        spans.sort_by_key(|span| (span.from(), span.to()));
        let whole = spans.into_iter().map(|span| figures::TablesDisagree { period: shown::period(span) }.to_string());
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
        Figure::Percent(percent) => shown::percent(percent),
    }
}
