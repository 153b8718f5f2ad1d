//! The mapping file, in which a clerk says what columns mean whose names are not known: `{"column name": "late"}`.

use crate::error::FiguresError;
use crate::fold;
use crate::role::Role;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use trangxa_messages::figures;
use trangxa_model::DocumentError;
use trangxa_model::document::{self, Problem};
use trangxa_model::tthc::Count;
use trangxa_words::counts;

/// The largest mapping file that is read, in bytes.
const MAX_BYTES: u64 = 1_000_000;

/// Names of the roles that are not counts.
const OTHER_ROLES: [(&str, Role); 16] = [
    ("", Role::Ignored),
    ("field", Role::Field),
    ("unit", Role::Unit),
    ("from", Role::From),
    ("to", Role::To),
    ("month", Role::Month),
    ("quarter", Role::Quarter),
    ("year", Role::Year),
    ("completed", Role::Completed),
    ("completion_rate", Role::CompletionRate),
    ("late_rate", Role::LateRate),
    ("received_total", Role::Intake),
    ("received_part", Role::Part(Count::Received)),
    ("late_part", Role::Part(Count::Late)),
    ("pending_late_part", Role::Part(Count::PendingLate)),
    ("pending_total", Role::PendingTotal),
];

/// What ends a guess in a mapping file that the program wrote.
const UNCONFIRMED: &str = "?";

/// The content of a mapping file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping {
    pub entries: Vec<MappingEntry>,
}

/// One column name and its meaning.
#[derive(Clone, Debug)]
pub(crate) struct MappingEntry {
    /// The name in the file.
    pub name: String,
    /// [`fold::words`] of the name.
    pub words: String,
    pub role: Role,
}

impl Mapping {
    /// Reads a mapping file.
    pub(crate) fn read(path: &Path) -> Result<Self, FiguresError> {
        let file = path.display().to_string();
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|source| FiguresError::MappingFile { file: file.clone(), source })?;
        let fail = |place: &str, problem: String| {
            FiguresError::Mapping(DocumentError::new(&file, place, Problem::Shape(problem)))
        };
        if bytes.len() as u64 > MAX_BYTES {
            return Err(fail("", figures::MappingTooLarge { limit: MAX_BYTES }.to_string()));
        }
        let Value::Object(members) = document::parse(&file, &bytes).map_err(FiguresError::Mapping)? else {
            return Err(fail("", figures::MappingNoObject.to_string()));
        };
        let mut entries: Vec<MappingEntry> = Vec::new();
        for (name, value) in members {
            let place = format!("\"{name}\"");
            let words = fold::words(&name);
            if words.is_empty() {
                return Err(fail(&place, figures::MappingNoName.to_string()));
            }
            if let Some(earlier) = entries.iter().find(|entry| entry.words == words) {
                return Err(fail(&place, figures::MappingSameName { name: &earlier.name }.to_string()));
            }
            if let Some(guess) = value.as_str().and_then(|value| value.strip_suffix(UNCONFIRMED)) {
                return Err(fail(&place, figures::MappingGuess { guess }.to_string()));
            }
            let Some(role) = value.as_str().and_then(role) else {
                let known: Vec<_> = OTHER_ROLES.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
                return Err(fail(&place, figures::MappingNoMeaning { known: known.join(", "), value }.to_string()));
            };
            entries.push(MappingEntry { name, words, role });
        }
        Ok(Self { entries })
    }

    /// The meaning of a column, if its whole name or the last part of it is in the file; the whole name has precedence.
    pub(crate) fn role_of(&self, name: &str) -> Option<Role> {
        let find = |name: &str| {
            let words = fold::words(name);
            self.entries.iter().find(|entry| entry.words == words).map(|entry| entry.role)
        };
        find(name).or_else(|| find(last_part(name)))
    }
}

/// Writes a mapping file for columns of these names, each with a guess that a person has to confirm. A file that is there is
/// not replaced.
pub(crate) fn write_template(path: &Path, names: &[String]) -> Result<(), FiguresError> {
    let mut members = Map::new();
    for name in names {
        let guess = guess(name).map_or("", |role| name_of(role));
        members.insert(name.clone(), Value::String(format!("{guess}{UNCONFIRMED}")));
    }
    let text = serde_json::to_string_pretty(&Value::Object(members)).unwrap_or_default() + "\n";
    let fail = |source| FiguresError::MappingFile { file: path.display().to_string(), source };
    let mut file = fs::File::create_new(path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)
}

/// The name of a role in a mapping file; empty if it has none.
fn name_of(role: Role) -> &'static str {
    match role {
        Role::Count(count) => count.key(),
        role => OTHER_ROLES.iter().find(|(_, other)| *other == role).map_or("", |(name, _)| name),
    }
}

/// The role whose usual name shares most words with that of a column, if they share a sixth of all their words.
fn guess(name: &str) -> Option<Role> {
    let words_of = |text: &str| fold::words(text).split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let own = words_of(name);
    let counts = Count::ALL.map(|count| (Role::Count(count), counts::name(count)));
    let others = [
        (Role::Completed, "Đã giải quyết"),
        (Role::PendingTotal, "Đang giải quyết"),
        (Role::Field, "Lĩnh vực"),
        (Role::Unit, "Đơn vị"),
    ];
    let shared = counts.into_iter().chain(others).map(|(role, usual)| {
        let usual = words_of(usual);
        (role, own.intersection(&usual).count(), own.union(&usual).count())
    });
    let best = shared.max_by(|(_, a, of_a), (_, b, of_b)| (a * of_b).cmp(&(b * of_a)))?;
    (best.1 > 0 && best.1 * 6 >= best.2).then_some(best.0)
}

impl MappingEntry {
    /// Whether this entry is about the column of that name.
    pub(crate) fn names(&self, column: &str) -> bool {
        fold::words(column) == self.words || fold::words(last_part(column)) == self.words
    }
}

/// The name in the last row of a header.
fn last_part(name: &str) -> &str {
    name.rsplit(" / ").next().unwrap_or(name)
}

fn role(name: &str) -> Option<Role> {
    let other = || OTHER_ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    Count::ALL.into_iter().find(|count| count.key() == name).map(Role::Count).or_else(other)
}
