//! Reads members of a feed's items, and lists what can be wrong with an item.

use crate::characters::usable;
use crate::document::{DocumentError, Problem, beginning, told};
use serde_json::{Number, Value};
use std::fmt;
use trangxa_clean::text;
use trangxa_messages::model;

/// How many changes of one article are kept, the newest ones.
pub const MAX_CHANGES: usize = 50;

/// How many items of one document are read.
pub const MAX_ITEMS: usize = 1_000;

/// A problem of an item, and what was done about it. The texts are for the clerk who looks after the feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ItemProblem {
    /// Not a JSON object.
    NoObject,
    /// No id, or a blank one.
    NoId,
    /// The id of an earlier item.
    DuplicateId(String),
    /// Nothing that a page could show.
    Empty,
    /// A date in an unknown form.
    UnreadableDate(String),
    /// A value of another type where text was expected.
    NoText,
    /// A value of another type where a list was expected.
    NoList,
    /// An address that is missing or that a page may not link to.
    BadAddress(String),
    /// A change without a readable date or without a text.
    IncompleteChange,
    /// How many changes beyond [`MAX_CHANGES`] were left out.
    OldChanges(usize),
    /// The first of the items beyond [`MAX_ITEMS`], with their number.
    PastLimit(usize),
}

impl fmt::Display for ItemProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoObject => model::ItemNoObject.fmt(f),
            Self::NoId => model::ItemNoId.fmt(f),
            Self::DuplicateId(id) => model::ItemSameId { id }.fmt(f),
            Self::Empty => model::ItemEmpty.fmt(f),
            Self::UnreadableDate(date) => model::ItemDate { date: beginning(date) }.fmt(f),
            Self::NoText => model::ItemNoText.fmt(f),
            Self::NoList => model::ItemNoList.fmt(f),
            Self::BadAddress(address) => model::ItemAddress { address: beginning(address) }.fmt(f),
            Self::IncompleteChange => model::ItemChange.fmt(f),
            Self::OldChanges(count) => model::ItemOldChanges { count: *count, limit: MAX_CHANGES }.fmt(f),
            Self::PastLimit(count) => model::ItemPastLimit { count, limit: MAX_ITEMS }.fmt(f),
        }
    }
}

impl ItemProblem {
    /// Whether the whole article is left out because of it.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        !matches!(
            self,
            Self::UnreadableDate(_)
                | Self::NoText
                | Self::NoList
                | Self::BadAddress(_)
                | Self::IncompleteChange
                | Self::OldChanges(_)
        )
    }
}

/// Called with each problem and the field that has it; the field is empty for the item itself.
pub(super) type ReportProblem<'a> = dyn FnMut(&str, ItemProblem) + 'a;

/// The items of a JSON Feed document.
pub(super) fn items<'a>(file: &str, json: &'a Value) -> Result<&'a Vec<Value>, DocumentError> {
    let version = string(json, "version").unwrap_or_default();
    if !["http://jsonfeed.org/version/", "https://jsonfeed.org/version/"].iter().any(|v| version.starts_with(v)) {
        let found = told(|| if version.is_empty() { version } else { format!("\"{}\"", beginning(&version)) });
        let problem = Problem::Version { found, expected: "\"https://jsonfeed.org/version/1.1\"" };
        return Err(DocumentError::new(file, "version", problem));
    }
    match json.get("items") {
        Some(Value::Array(items)) => Ok(items),
        found => {
            let problem =
                || if found.is_some() { model::ExpectedArticles.to_string() } else { model::NoArticles.to_string() };
            Err(DocumentError::shape(file, || "items", problem))
        }
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

/// Why the personal data in an item and its attachments may be published; `None` if the item does not say so. Only the publisher asks, so no
/// program of a page links it.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn personal_data_ok(item: &Value) -> Option<String> {
    ours(item, "personal_data_ok").and_then(|reason| plain(&reason))
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
