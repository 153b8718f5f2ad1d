//! Reads members of a feed's items, and lists what can be wrong with an item.

use crate::characters::usable;
use crate::document::{DocumentError, Problem, told};
use serde_json::{Number, Value};
use trangxa_clean::text;

/// How many items of one document are read.
pub const MAX_ITEMS: usize = 1_000;

/// A problem of an item, and what was done about it. The texts are for the clerk who looks after the feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ItemProblem {
    /// Not a JSON object.
    #[error("is not an object; rejected")]
    NoObject,
    /// No id, or a blank one.
    #[error("has no id; rejected")]
    NoId,
    /// The id of an earlier item.
    #[error("has the same id \"{0}\" as an earlier item; rejected, the earlier one is kept")]
    DuplicateId(String),
    /// Nothing that a page could show.
    #[error("has no title, no summary and no content; rejected")]
    Empty,
    /// A date in an unknown form.
    #[error("cannot read the date \"{0}\"; kept without it")]
    UnreadableDate(String),
    /// A value of another type where text was expected.
    #[error("expected text; kept without it")]
    NoText,
    /// A value of another type where a list was expected.
    #[error("expected a list; kept without it")]
    NoList,
    /// An address that is missing or that a page may not link to.
    #[error("\"{0}\" is not an http, https, mailto or tel address; kept without it")]
    BadAddress(String),
    /// The first of the items beyond [`MAX_ITEMS`], with their number.
    #[error("this item and those after it, {0} in all, are beyond the limit of {limit}; not read", limit = MAX_ITEMS)]
    PastLimit(usize),
}

impl ItemProblem {
    /// Whether the whole article is left out because of it.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        !matches!(self, Self::UnreadableDate(_) | Self::NoText | Self::NoList | Self::BadAddress(_))
    }
}

/// Called with each problem and the field that has it; the field is empty for the item itself.
pub(super) type ReportProblem<'a> = dyn FnMut(&str, ItemProblem) + 'a;

/// The items of a JSON Feed document.
pub(super) fn items<'a>(file: &str, json: &'a Value) -> Result<&'a Vec<Value>, DocumentError> {
    let shape = |place: &str, problem: &str| {
        DocumentError::new(file, told(|| place.to_owned()), Problem::Shape(told(|| problem.to_owned())))
    };
    let version = string(json, "version").unwrap_or_default();
    if !["http://jsonfeed.org/version/", "https://jsonfeed.org/version/"].iter().any(|v| version.starts_with(v)) {
        let found = told(|| if version.is_empty() { "(none)".to_owned() } else { format!("\"{version}\"") });
        let problem = Problem::Version { found, expected: "\"https://jsonfeed.org/version/1.1\"" };
        return Err(DocumentError::new(file, "version", problem));
    }
    match json.get("items") {
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(shape("items", "expected a list of articles")),
        None => Err(shape("items", "is missing; expected a list of articles")),
    }
}

/// A member that is present and not null.
pub(super) fn member<'a>(json: &'a Value, name: &str) -> Option<&'a Value> {
    json.get(name).filter(|value| !value.is_null())
}

/// A member that is text and not blank; white space at both ends and characters that no page can show are removed.
pub(super) fn string(json: &Value, name: &str) -> Option<String> {
    let text = usable(member(json, name)?.as_str()?);
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A text member of `_trangxa`, our own extension.
pub(super) fn ours(item: &Value, name: &str) -> Option<String> {
    string(member(item, "_trangxa")?, name)
}

/// The elements of a list member; none if it is not a list.
pub(super) fn list<'a>(json: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    member(json, name).and_then(Value::as_array).into_iter().flatten()
}

/// A plain text with character references decoded; markup in it stays as text. `None` if it is blank.
pub(super) fn plain(text: &str) -> Option<String> {
    let text = text::collapse(&text::decode_entities(&usable(text)));
    (!text.is_empty()).then_some(text)
}

/// The id of an item; code that compares two feeds must read ids with this function.
#[must_use]
pub fn id(item: &Value) -> Option<String> {
    match item.get("id")? {
        Value::Number(number) => Some(number_as_text(number)),
        _ => string(item, "id"),
    }
}

/// A number as an id. A number that is not a whole number of 64 bits is written by its bits: no CMS uses such ids, different ones
/// must stay different, and code that prints floats would add 4 kB to the wasm.
fn number_as_text(number: &Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => whole.to_string(),
        (None, Some(whole)) => whole.to_string(),
        (None, None) => format!("so-{:016x}", number.as_f64().unwrap_or(0.0).to_bits()),
    }
}
