//! What columns can mean in a mapping file: `{"column name": "field"}`.

use crate::list::{NAMES, Role};
use std::path::Path;
use trangxa_messages::procedure_lists as say;
use trangxa_sheets::mapping::{self, MappingError, closest};

/// The meanings of columns that a clerk gave in a mapping file.
pub(crate) type Mapping = mapping::Mapping<Role>;

/// Reads a mapping file.
pub(crate) fn read(path: &Path) -> Result<Mapping, MappingError> {
    let role = |name: &str| NAMES.iter().find(|(known, ..)| *known == name).map(|(_, role, _)| *role);
    Mapping::read(path, "field", role, |value| {
        let known: Vec<&str> = NAMES.iter().map(|(name, ..)| *name).filter(|name| !name.is_empty()).collect();
        say::MappingNoMeaning { known: known.join(", "), value }.to_string()
    })
}

/// Writes a mapping file for columns of these names, each with a guess that a person has to confirm.
pub(crate) fn write_template(path: &Path, names: &[String]) -> Result<(), MappingError> {
    let usual = || NAMES.iter().map(|(name, _, usual)| (*name, *usual)).filter(|(_, usual)| !usual.is_empty());
    mapping::write_template(path, names, |name| closest(name, usual()).unwrap_or(""))
}
