//! The mapping file, in which a clerk says what columns mean whose names are not known: `{"column name": "meaning"}`.

use crate::fold;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use trangxa_messages::{SystemReason, sheets};
use trangxa_model::DocumentError;
use trangxa_model::document::{self, Problem};

/// The largest mapping file that is read, in bytes.
const MAX_BYTES: u64 = 1_000_000;

/// What ends a guess in a mapping file that the program wrote.
const UNCONFIRMED: &str = "?";

/// Why a mapping file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// It cannot be opened, or is there already and would be replaced.
    #[error("{}", sheets::MappingFile { file, reason: SystemReason(source) })]
    File {
        /// Its path, as it was named.
        file: String,
        /// What the operating system reported.
        source: io::Error,
    },
    /// It has a mistake.
    #[error("{0}")]
    Mistake(DocumentError),
}

/// The content of a mapping file. `R` is what a column can mean.
#[derive(Clone, Debug, Default)]
pub struct Mapping<R> {
    /// Its members, in the order of their names.
    pub entries: Vec<MappingEntry<R>>,
}

/// One column name and its meaning.
#[derive(Clone, Debug)]
pub struct MappingEntry<R> {
    /// The name in the file.
    pub name: String,
    /// [`fold::words`] of the name.
    pub words: String,
    /// What the column means.
    pub role: R,
}

impl<R: Copy> Mapping<R> {
    /// Reads a mapping file. `role` knows the meanings by their names, `example` is one of these names, and `unknown` says in a
    /// sentence that a value is none of them.
    ///
    /// # Errors
    /// If the file cannot be read, or any of its members cannot be used.
    pub fn read(
        path: &Path,
        example: &str,
        role: impl Fn(&str) -> Option<R>,
        unknown: impl Fn(&Value) -> String,
    ) -> Result<Self, MappingError> {
        let file = path.display().to_string();
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|source| MappingError::File { file: file.clone(), source })?;
        let fail = |place: &str, problem: String| {
            MappingError::Mistake(DocumentError::new(&file, place, Problem::Shape(problem)))
        };
        if bytes.len() as u64 > MAX_BYTES {
            return Err(fail("", sheets::MappingTooLarge { limit: MAX_BYTES }.to_string()));
        }
        let Value::Object(members) = document::parse(&file, &bytes).map_err(MappingError::Mistake)? else {
            return Err(fail("", sheets::MappingNoObject { meaning: example }.to_string()));
        };
        let mut entries: Vec<MappingEntry<R>> = Vec::new();
        for (name, value) in members {
            let place = format!("\"{name}\"");
            let words = fold::words(&name);
            if words.is_empty() {
                return Err(fail(&place, sheets::MappingNoName.to_string()));
            }
            if let Some(earlier) = entries.iter().find(|entry| entry.words == words) {
                return Err(fail(&place, sheets::MappingSameName { name: &earlier.name }.to_string()));
            }
            if let Some(guess) = value.as_str().and_then(|value| value.strip_suffix(UNCONFIRMED)) {
                return Err(fail(&place, sheets::MappingGuess { guess }.to_string()));
            }
            let Some(role) = value.as_str().and_then(&role) else { return Err(fail(&place, unknown(&value))) };
            entries.push(MappingEntry { name, words, role });
        }
        Ok(Self { entries })
    }

    /// The meaning of a column, if its whole name or the last part of it is in the file; the whole name has precedence.
    #[must_use]
    pub fn role_of(&self, name: &str) -> Option<R> {
        let find = |name: &str| {
            let words = fold::words(name);
            self.entries.iter().find(|entry| entry.words == words).map(|entry| entry.role)
        };
        find(name).or_else(|| find(last_part(name)))
    }
}

impl<R> MappingEntry<R> {
    /// Whether this entry is about the column of that name.
    #[must_use]
    pub fn names(&self, column: &str) -> bool {
        fold::words(column) == self.words || fold::words(last_part(column)) == self.words
    }
}

/// Writes a mapping file for columns of these names, each with the guess of `guess`, which may be empty and which a person has
/// to confirm. A file that is there is not replaced.
///
/// # Errors
/// If the file is there already, or cannot be written.
pub fn write_template(path: &Path, names: &[String], guess: impl Fn(&str) -> &'static str) -> Result<(), MappingError> {
    let mut members = Map::new();
    for name in names {
        members.insert(name.clone(), Value::String(format!("{}{UNCONFIRMED}", guess(name))));
    }
    let text = serde_json::to_string_pretty(&Value::Object(members)).unwrap_or_default() + "\n";
    let fail = |source| MappingError::File { file: path.display().to_string(), source };
    let mut file = fs::File::create_new(path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)
}

/// The role whose usual name shares most words with that of a column, if they share a sixth of all their words.
pub fn closest<'a, R>(name: &str, usual: impl IntoIterator<Item = (R, &'a str)>) -> Option<R> {
    let words_of = |text: &str| fold::words(text).split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let own = words_of(name);
    let shared = usual.into_iter().map(|(role, usual)| {
        let usual = words_of(usual);
        (role, own.intersection(&usual).count(), own.union(&usual).count())
    });
    let best = shared.max_by(|(_, a, of_a), (_, b, of_b)| (a * of_b).cmp(&(b * of_a)))?;
    (best.1 > 0 && best.1 * 6 >= best.2).then_some(best.0)
}

/// The name in the last row of a header.
fn last_part(name: &str) -> &str {
    name.rsplit(" / ").next().unwrap_or(name)
}
