//! The mapping file: what columns mean whose names are not known.

use super::FiguresError;
use super::fold;
use super::header::Role;
use serde_json::Value;
use std::path::Path;
use std::{fs, io::Read};
use trangxa_model::DocumentError;
use trangxa_model::document::{self, Problem};
use trangxa_model::tthc::Count;

/// The most a mapping file may weigh, in bytes.
const MAX_BYTES: u64 = 1_000_000;

/// What else than a count a column may be.
const OTHERS: [(&str, Role); 13] = [
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

/// Column names, each with what it means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mapping {
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// As written.
    pub name: String,
    /// [`fold::words`] of it.
    pub words: String,
    pub role: Role,
}

impl Mapping {
    pub fn read(path: &Path) -> Result<Self, FiguresError> {
        let file = path.display().to_string();
        let mut bytes = Vec::new();
        fs::File::open(path)
            .and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|source| FiguresError::MappingUnread { file: file.clone(), source })?;
        let fail = |place: &str, problem: String| {
            FiguresError::Mapping(DocumentError::new(&file, place, Problem::Shape(problem)))
        };
        if bytes.len() as u64 > MAX_BYTES {
            return Err(fail("", format!("has more than {MAX_BYTES} bytes; is it the right file?")));
        }
        let Value::Object(members) = document::parse(&file, &bytes).map_err(FiguresError::Mapping)? else {
            return Err(fail("", "expected an object such as {\"Tên cột\": \"late\"}".to_owned()));
        };
        let mut entries: Vec<Entry> = Vec::new();
        for (name, value) in members {
            let place = format!("\"{name}\"");
            let words = fold::words(&name);
            if words.is_empty() {
                return Err(fail(&place, "expected the name of a column".to_owned()));
            }
            if let Some(earlier) = entries.iter().find(|entry| entry.words == words) {
                return Err(fail(&place, format!("names the same column as \"{}\"", earlier.name)));
            }
            let Some(role) = value.as_str().and_then(role) else {
                let known: Vec<_> = OTHERS.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
                return Err(fail(
                    &place,
                    format!(
                        "expected a count of tthc.json such as \"late\", one of {}, or \"\" to pass the column over; found {value}",
                        known.join(", ")
                    ),
                ));
            };
            entries.push(Entry { name, words, role });
        }
        Ok(Self { entries })
    }
}

fn role(name: &str) -> Option<Role> {
    let other = || OTHERS.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    Count::ALL.into_iter().find(|count| count.key() == name).map(Role::Count).or_else(other)
}
