//! What columns can mean in a mapping file: `{"column name": "late"}`.

use crate::role::Role;
use std::path::Path;
use trangxa_messages::figures;
use trangxa_model::tthc::Count;
use trangxa_sheets::mapping::{self, MappingError, closest};
use trangxa_words::counts;

/// The meanings of columns that a clerk gave in a mapping file.
pub(crate) type Mapping = mapping::Mapping<Role>;

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

/// Reads a mapping file.
pub(crate) fn read(path: &Path) -> Result<Mapping, MappingError> {
    Mapping::read(path, Count::Late.key(), role, |value| {
        let known: Vec<_> = OTHER_ROLES.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
        figures::MappingNoMeaning { known: known.join(", "), value }.to_string()
    })
}

/// Writes a mapping file for columns of these names, each with a guess that a person has to confirm. A file that is there is
/// not replaced.
pub(crate) fn write_template(path: &Path, names: &[String]) -> Result<(), MappingError> {
    mapping::write_template(path, names, |name| guess(name).map_or("", name_of))
}

/// The name of a role in a mapping file; empty if it has none.
fn name_of(role: Role) -> &'static str {
    match role {
        Role::Count(count) => count.key(),
        role => OTHER_ROLES.iter().find(|(_, other)| *other == role).map_or("", |(name, _)| name),
    }
}

/// The role whose usual name is most like that of a column.
fn guess(name: &str) -> Option<Role> {
    let counts = Count::ALL.map(|count| (Role::Count(count), counts::name(count)));
    let others = [
        (Role::Completed, "Đã giải quyết"),
        (Role::PendingTotal, "Đang giải quyết"),
        (Role::Field, "Lĩnh vực"),
        (Role::Unit, "Đơn vị"),
    ];
    closest(name, counts.into_iter().chain(others))
}

fn role(name: &str) -> Option<Role> {
    let other = || OTHER_ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    Count::ALL.into_iter().find(|count| count.key() == name).map(Role::Count).or_else(other)
}
