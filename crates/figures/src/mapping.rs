//! The mapping file, in which a clerk says what columns mean whose names are not known: `{"column name": "late"}`.

use crate::error::FiguresError;
use crate::fold;
use crate::role::Role;
use serde_json::Value;
use std::path::Path;
use std::{fs, io::Read};
use trangxa_model::DocumentError;
use trangxa_model::document::{self, Problem};
use trangxa_model::tthc::Count;

/// The largest mapping file that is read, in bytes.
const MAX_BYTES: u64 = 1_000_000;

/// Names of the roles that are not counts.
const OTHER_ROLES: [(&str, Role); 13] = [
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
    ("received_part", Role::ReceivedPart),
];

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
            return Err(fail(
                "",
                format!("the file has more than {MAX_BYTES} bytes, the limit; check that it is the mapping file"),
            ));
        }
        let Value::Object(members) = document::parse(&file, &bytes).map_err(FiguresError::Mapping)? else {
            return Err(fail("", "expected an object such as {\"Tên cột\": \"late\"}".to_owned()));
        };
        let mut entries: Vec<MappingEntry> = Vec::new();
        for (name, value) in members {
            let place = format!("\"{name}\"");
            let words = fold::words(&name);
            if words.is_empty() {
                return Err(fail(&place, "expected the name of a column".to_owned()));
            }
            if let Some(earlier) = entries.iter().find(|entry| entry.words == words) {
                return Err(fail(&place, format!("this is the same column name as \"{}\"", earlier.name)));
            }
            let Some(role) = value.as_str().and_then(role) else {
                let known: Vec<_> = OTHER_ROLES.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
                return Err(fail(
                    &place,
                    format!(
                        "expected a count of tthc.json such as \"late\", one of {}, or \"\" for a column that is not to be used; found {value}",
                        known.join(", ")
                    ),
                ));
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
