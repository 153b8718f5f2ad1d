//! A cursor over JSON that always knows where it is.
//!
//! Derived deserialisers were tried: they name a type, not an expectation ("invalid type: string, expected u64"), lose
//! the place under `flatten`, and cost 10 kB of brotli in the wasm. This names file, place, expectation and finding.

use crate::document::{DocumentError, Problem};
use crate::rate::Percent;
use crate::{Slug, Timestamp, YearMonth};
use serde_json::Value;

/// A value and its place in a document.
#[derive(Clone)]
pub(crate) struct At<'a> {
    file: &'a str,
    place: String,
    json: &'a Value,
}

/// Reads a value at its place.
type Read<'a, T> = fn(&At<'a>) -> Result<T, DocumentError>;

impl<'a> At<'a> {
    /// The whole document.
    pub fn document(file: &'a str, json: &'a Value) -> Self {
        Self { file, place: String::new(), json }
    }

    /// An error at this place.
    pub fn fail(&self, problem: impl Into<String>) -> DocumentError {
        DocumentError::new(self.file, self.place.clone(), Problem::Shape(problem.into()))
    }

    /// Refuses a document whose `version` is not 1: its fields may mean something else.
    pub fn require_version_1(&self) -> Result<(), DocumentError> {
        match self.json.get("version") {
            Some(version) if version.as_u64() == Some(1) => Ok(()),
            found => {
                let found = found.map_or_else(|| "(none)".to_owned(), shown);
                Err(DocumentError::new(self.file, "version", Problem::Version { found, expected: "1" }))
            }
        }
    }

    /// A member that must be there.
    pub fn required<T>(&self, name: &str, read: Read<'a, T>) -> Result<T, DocumentError> {
        read(&self.member(name)?)
    }

    /// A member that may be absent or null.
    pub fn optional<T>(&self, name: &str, read: Read<'a, T>) -> Result<Option<T>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(None) } else { read(&member).map(Some) }
    }

    /// A list, each element read; empty when absent or null.
    pub fn list<T>(&self, name: &str, read: Read<'a, T>) -> Result<Vec<T>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(Vec::new()) } else { member.elements(read) }
    }

    /// The elements of this list, each read.
    fn elements<T>(&self, read: Read<'a, T>) -> Result<Vec<T>, DocumentError> {
        self.items()?.iter().map(read).collect()
    }

    /// The elements of this list.
    pub fn items(&self) -> Result<Vec<Self>, DocumentError> {
        let elements = self.json.as_array().ok_or_else(|| self.expected("a list"))?;
        let at = |(i, json)| At { file: self.file, place: format!("{}[{i}]", self.place), json };
        Ok(elements.iter().enumerate().map(at).collect())
    }

    /// The elements of a member that is a list; none when absent or null.
    pub fn items_of(&self, name: &str) -> Result<Vec<Self>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(Vec::new()) } else { member.items() }
    }

    /// An object, whatever is in it.
    pub fn object(&self) -> Result<Self, DocumentError> {
        if self.json.is_object() { Ok(self.clone()) } else { Err(self.expected("an object")) }
    }

    /// Text.
    pub fn text(&self) -> Result<String, DocumentError> {
        self.json.as_str().map(str::to_owned).ok_or_else(|| self.expected("text"))
    }

    /// A whole number, not negative.
    pub fn count(&self) -> Result<u64, DocumentError> {
        self.json.as_u64().ok_or_else(|| self.expected("a whole number of at least 0"))
    }

    /// A whole number that may be absent or null. A place is made only where something is wrong: figures have
    /// thousands of these.
    pub fn optional_count(&self, name: &str) -> Result<Option<u64>, DocumentError> {
        match self.json.get(name) {
            None | Some(Value::Null) if self.json.is_object() => Ok(None),
            Some(json) if json.is_u64() => Ok(json.as_u64()),
            _ => self.optional(name, At::count),
        }
    }

    /// A percentage.
    pub fn percent(&self) -> Result<Percent, DocumentError> {
        self.json.as_f64().and_then(Percent::new).ok_or_else(|| self.expected("a percentage from 0 to 100"))
    }

    /// An instant.
    pub fn timestamp(&self) -> Result<Timestamp, DocumentError> {
        self.json
            .as_str()
            .and_then(Timestamp::parse)
            .ok_or_else(|| self.expected("a date such as 2023-11-30T07:04:41+07:00"))
    }

    /// A month.
    pub fn month(&self) -> Result<YearMonth, DocumentError> {
        self.json.as_str().and_then(YearMonth::parse).ok_or_else(|| self.expected("a month such as 2023-11"))
    }

    /// An id that is a part of an address.
    pub fn slug(&self) -> Result<Slug, DocumentError> {
        let slug = self.json.as_str().and_then(Slug::parse);
        slug.ok_or_else(|| self.expected("an id of small letters a-z, digits and single hyphens"))
    }

    fn member(&self, name: &str) -> Result<At<'a>, DocumentError> {
        self.object()?;
        let place = if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) };
        Ok(At { file: self.file, place, json: self.json.get(name).unwrap_or(&Value::Null) })
    }

    /// An error that something else should stand at this place.
    pub fn expected(&self, what: &str) -> DocumentError {
        if self.json.is_null() {
            return self.fail(format!("is missing; expected {what}"));
        }
        self.fail(format!("expected {what}, found {}", shown(self.json)))
    }
}

/// A value as an error names it. Fractions are not spelt out: printing floats would add 4 kB to the wasm.
fn shown(json: &Value) -> String {
    match json {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::String(text) => format!("\"{text}\""),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(whole)) => whole.to_string(),
            (None, None) => "a number with a fraction".to_owned(),
        },
    }
}
