//! Forms in which a document may write a value, for the schemas: what the readers take without a question.

use schemars::JsonSchema;

/// An object, or a text in its place.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "names the forms for the schema")]
pub(crate) enum TextOr<T> {
    Text(String),
    Whole(T),
}

/// A list, or its only element.
#[derive(JsonSchema)]
#[schemars(untagged, inline)]
#[expect(dead_code, reason = "names the forms for the schema")]
pub(crate) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}
