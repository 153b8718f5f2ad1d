//! What columns can mean in a mapping file: `{"column name": "field"}`.

use crate::role::Role;
use std::path::Path;
use trangxa_messages::list_imports as say;
use trangxa_sheets::mapping::{self, MappingError, closest};

pub use mapping::Mapping;

/// Reads a mapping file.
///
/// # Errors
/// If the file cannot be read, or has a mistake.
pub fn read<R: Role>(path: &Path) -> Result<Mapping<R>, MappingError> {
    let role = |name: &str| R::NAMES.iter().find(|(known, ..)| *known == name).map(|(_, role, _)| *role);
    let example = R::NAMES.first().map_or("", |(name, ..)| *name);
    Mapping::read(path, example, role, |value| {
        let known: Vec<&str> = R::NAMES.iter().map(|(name, ..)| *name).filter(|name| !name.is_empty()).collect();
        say::MappingNoMeaning { known: known.join(", "), value }.to_string()
    })
}

/// Writes a mapping file for columns of these names, each with a guess that a person has to confirm.
pub(crate) fn write_template<R: Role>(path: &Path, names: &[String]) -> Result<(), MappingError> {
    let usual = || R::NAMES.iter().map(|(name, _, usual)| (*name, *usual)).filter(|(_, usual)| !usual.is_empty());
    mapping::write_template(path, names, |name| closest(name, usual()).unwrap_or(""))
}
