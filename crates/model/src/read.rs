//! A cursor over JSON that knows the place of each value, for documents that other people write.
//!
//! Its errors name the file, the place, what was expected and what was found. Errors of serde's derives name a type ("invalid type:
//! string, expected u64") and lose the place below `flatten`, and the derives of these documents cost 10 kB of brotli in the wasm.
//! There the errors have no texts: see [`told`].

use crate::characters::usable;
use crate::document::{DocumentError, Problem, beginning, told};
use crate::rate::Percent;
use crate::url::{self, is_inner_path};
use crate::web_address::is_web_address;
use crate::{Slug, Timestamp, YearMonth};
use serde_json::Value;
use std::fmt;
use trangxa_messages::model;

/// A value and its place in a document.
#[derive(Clone)]
pub(crate) struct At<'a> {
    file: &'a str,
    place: String,
    json: &'a Value,
}

/// What a value should be, for an error.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    List,
    Object,
    Text,
    Count,
    Percentage,
    Date,
    Month,
    Id,
    WebAddress,
    DocumentAddress,
    FileAddress,
    AlertLevel,
    BaseUrl,
    Partners,
    Origin,
    FieldName,
    Widths,
    Width,
    HomePart,
    Force,
    Boolean,
    DayOrTime,
    EndTime,
    Repeat,
    Weekday,
    OnHoliday,
    Cancelled,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List => model::AList.fmt(f),
            Self::Object => model::AnObject.fmt(f),
            Self::Text => model::AText.fmt(f),
            Self::Count => model::ACount.fmt(f),
            Self::Percentage => model::APercentage.fmt(f),
            Self::Date => model::ADate.fmt(f),
            Self::Month => model::AMonth.fmt(f),
            Self::Id => model::AnId.fmt(f),
            Self::WebAddress => model::AWebAddress.fmt(f),
            Self::DocumentAddress => model::ADocumentAddress.fmt(f),
            Self::FileAddress => model::AFileAddress.fmt(f),
            Self::AlertLevel => model::AnAlertLevel.fmt(f),
            Self::BaseUrl => model::ABaseUrl.fmt(f),
            Self::Partners => model::Partners.fmt(f),
            Self::Origin => model::AnOrigin.fmt(f),
            Self::FieldName => model::AFieldName.fmt(f),
            Self::Widths => model::Widths.fmt(f),
            Self::Width => model::AWidth.fmt(f),
            Self::HomePart => model::AHomePart.fmt(f),
            Self::Force => model::AForce.fmt(f),
            Self::Boolean => model::ABoolean.fmt(f),
            Self::DayOrTime => model::ADayOrTime.fmt(f),
            Self::EndTime => model::AnEndTime.fmt(f),
            Self::Repeat => model::ARepeat.fmt(f),
            Self::Weekday => model::AWeekday.fmt(f),
            Self::OnHoliday => model::OnHoliday.fmt(f),
            Self::Cancelled => model::Cancelled.fmt(f),
        }
    }
}

/// A function that reads a value.
pub(crate) type Read<'a, T> = fn(&At<'a>) -> Result<T, DocumentError>;

impl<'a> At<'a> {
    /// The whole document.
    pub(crate) fn document(file: &'a str, json: &'a Value) -> Self {
        Self { file, place: String::new(), json }
    }

    /// An error at this place.
    pub(crate) fn fail<T: ToString>(&self, problem: impl FnOnce() -> T) -> DocumentError {
        DocumentError::shape(self.file, || self.place.clone(), problem)
    }

    /// Fails unless `version` is 1, because the fields of another version may have another meaning.
    pub(crate) fn require_version_1(&self) -> Result<(), DocumentError> {
        match self.json.get("version") {
            Some(version) if version.as_u64() == Some(1) => Ok(()),
            found => {
                let found = told(|| found.map(shown).unwrap_or_default());
                Err(DocumentError::new(self.file, "version", Problem::Version { found, expected: "1" }))
            }
        }
    }

    /// A member that must be present.
    pub(crate) fn required<T>(&self, name: &str, read: Read<'a, T>) -> Result<T, DocumentError> {
        read(&self.member(name)?)
    }

    /// A member that may be absent or null.
    pub(crate) fn optional<T>(&self, name: &str, read: Read<'a, T>) -> Result<Option<T>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(None) } else { read(&member).map(Some) }
    }

    /// A member that is a list, with each element read; empty if the member is absent or null.
    pub(crate) fn list<T>(&self, name: &str, read: Read<'a, T>) -> Result<Vec<T>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(Vec::new()) } else { member.elements(read) }
    }

    /// The elements of this list, each of them read.
    fn elements<T>(&self, read: Read<'a, T>) -> Result<Vec<T>, DocumentError> {
        self.items()?.iter().map(read).collect()
    }

    /// The elements of this list.
    pub(crate) fn items(&self) -> Result<Vec<Self>, DocumentError> {
        let elements = self.json.as_array().ok_or_else(|| self.expected(Expected::List))?;
        let at = |(i, json)| At { file: self.file, place: told(|| format!("{}[{i}]", self.place)), json };
        Ok(elements.iter().enumerate().map(at).collect())
    }

    /// The elements of a member that is a list; empty if the member is absent or null.
    pub(crate) fn items_of(&self, name: &str) -> Result<Vec<Self>, DocumentError> {
        let member = self.member(name)?;
        if member.json.is_null() { Ok(Vec::new()) } else { member.items() }
    }

    /// The elements of a member that is a list, or the member itself if it is something else; none if it is absent or null.
    pub(crate) fn items_or_one(&self, name: &str) -> Result<Vec<Self>, DocumentError> {
        let member = self.member(name)?;
        match member.json {
            Value::Null => Ok(Vec::new()),
            Value::Array(_) => member.items(),
            _ => Ok(vec![member]),
        }
    }

    /// This value, which must be an object.
    pub(crate) fn object(&self) -> Result<Self, DocumentError> {
        if self.json.is_object() { Ok(self.clone()) } else { Err(self.expected(Expected::Object)) }
    }

    /// This value as text, without characters that no page can show.
    pub(crate) fn text(&self) -> Result<String, DocumentError> {
        self.json.as_str().map(usable).ok_or_else(|| self.expected(Expected::Text))
    }

    /// This value as text without white space at its ends; it must not be blank.
    pub(crate) fn filled_text(&self) -> Result<String, DocumentError> {
        let text = self.text()?;
        let text = text.trim();
        if text.is_empty() { Err(self.expected(Expected::Text)) } else { Ok(text.to_owned()) }
    }

    /// Whether this value is an object, where a text may stand in its place.
    pub(crate) fn is_object(&self) -> bool {
        self.json.is_object()
    }

    /// Whether this value is null, or absent.
    pub(crate) fn is_null(&self) -> bool {
        self.json.is_null()
    }

    /// This value as true or false, if it is one of them.
    pub(crate) fn bool(&self) -> Option<bool> {
        self.json.as_bool()
    }

    /// This value as text, exactly as it is: an address is refused for a character that a text would only lose.
    pub(crate) fn exact_text(&self) -> Result<String, DocumentError> {
        self.json.as_str().map(str::to_owned).ok_or_else(|| self.expected(Expected::Text))
    }

    /// This value as a whole number of at least 0.
    pub(crate) fn count(&self) -> Result<u64, DocumentError> {
        self.json.as_u64().ok_or_else(|| self.expected(Expected::Count))
    }

    /// This value as true or false.
    pub(crate) fn boolean(&self) -> Result<bool, DocumentError> {
        self.json.as_bool().ok_or_else(|| self.expected(Expected::Boolean))
    }

    /// A member that is a whole number, or absent or null. The place is only written down for an error: figures have thousands of
    /// these numbers.
    pub(crate) fn optional_count(&self, name: &str) -> Result<Option<u64>, DocumentError> {
        match self.json.get(name) {
            None | Some(Value::Null) if self.json.is_object() => Ok(None),
            Some(json) if json.is_u64() => Ok(json.as_u64()),
            _ => self.optional(name, At::count),
        }
    }

    /// This value as a percentage.
    pub(crate) fn percent(&self) -> Result<Percent, DocumentError> {
        self.json.as_f64().and_then(Percent::new).ok_or_else(|| self.expected(Expected::Percentage))
    }

    /// This value as an instant.
    pub(crate) fn timestamp(&self) -> Result<Timestamp, DocumentError> {
        self.json.as_str().and_then(Timestamp::parse).ok_or_else(|| self.expected(Expected::Date))
    }

    /// This value as a month.
    pub(crate) fn month(&self) -> Result<YearMonth, DocumentError> {
        self.json.as_str().and_then(YearMonth::parse).ok_or_else(|| self.expected(Expected::Month))
    }

    /// This value as an id that is part of an address.
    pub(crate) fn slug(&self) -> Result<Slug, DocumentError> {
        let slug = self.json.as_str().and_then(Slug::parse);
        slug.ok_or_else(|| self.expected(Expected::Id))
    }

    /// This value as an absolute http(s) address.
    pub(crate) fn web_address(&self) -> Result<String, DocumentError> {
        let text = self.exact_text()?;
        if is_web_address(&text) { Ok(text) } else { Err(self.expected(Expected::WebAddress)) }
    }

    /// This value as an absolute https address.
    pub(crate) fn https_address(&self) -> Result<String, DocumentError> {
        let address = self.web_address()?;
        if address.starts_with("https:") { Ok(address) } else { Err(self.expected(Expected::WebAddress)) }
    }

    /// This value as the address of a file that people download, relative to the document as in a feed.
    pub(crate) fn file_address(&self) -> Result<String, DocumentError> {
        let text = self.exact_text()?;
        let address = url::resolve(self.file, &text).filter(|it| it.starts_with('/') || it.starts_with("http"));
        // An empty reference is the document itself.
        let address = address.filter(|_| !text.trim().is_empty());
        address.ok_or_else(|| self.expected_instead(Expected::FileAddress, &text))
    }

    /// This value as the address of a document: a path below the site's root, or an http address.
    pub(crate) fn document_address(&self) -> Result<String, DocumentError> {
        let text = self.exact_text()?;
        if is_document_address(&text) { Ok(text) } else { Err(self.expected_instead(Expected::DocumentAddress, &text)) }
    }

    /// An error that another text was expected in the place of this one.
    pub(crate) fn expected_instead(&self, what: Expected, text: &str) -> DocumentError {
        self.fail(|| model::Expected { what, found: quoted(text) })
    }

    /// A member of this object; null if it is absent.
    pub(crate) fn member(&self, name: &str) -> Result<Self, DocumentError> {
        self.object()?;
        let place = told(|| if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) });
        Ok(At { file: self.file, place, json: self.json.get(name).unwrap_or(&Value::Null) })
    }

    /// An error that says what was expected here and what was found.
    pub(crate) fn expected(&self, what: Expected) -> DocumentError {
        if self.json.is_null() {
            return self.fail(|| model::Missing { what });
        }
        self.fail(|| model::Expected { what, found: shown(self.json) })
    }
}

/// Whether a text is the address of a document: a path below the site's root, or an http address.
pub(crate) fn is_document_address(text: &str) -> bool {
    is_web_address(text) || is_inner_path(text) && !text.contains(|c: char| c < ' ' || matches!(c, '"' | '<' | '>'))
}

/// A text for an error, in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", beginning(text))
}

/// A value for an error text. Fractions are not written out, because code that prints floats would add 4 kB to the wasm.
fn shown(json: &Value) -> String {
    match json {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(_) => model::AList.to_string(),
        Value::Object(_) => model::AnObject.to_string(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(whole)) => whole.to_string(),
            (None, None) => model::AFraction.to_string(),
        },
    }
}
