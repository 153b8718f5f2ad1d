//! Writes JSON without what is not said.

use serde_json::{Map, Value};

/// An object of the members that have a value: no nulls, and no empty lists and objects.
pub(crate) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let is_said = |value: &Value| {
        !value.is_null()
            && value.as_array().is_none_or(|list| !list.is_empty())
            && value.as_object().is_none_or(|object| !object.is_empty())
    };
    let said = members.into_iter().filter(|(_, value)| is_said(value));
    Value::Object(said.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// A list of what is written of each entry.
pub(crate) fn list<'a, T: 'a>(entries: &'a [T], write: impl Fn(&'a T) -> Value) -> Value {
    entries.iter().map(write).collect()
}
