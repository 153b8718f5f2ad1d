//! A component of a file: an event, a time zone.

use crate::lines::Property;

/// A component with the properties that stand in it, not in a component inside.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub line: usize,
    pub properties: Vec<Property>,
}

impl Component {
    /// The first property with a name.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.all(name).next()
    }

    /// All properties with a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}
