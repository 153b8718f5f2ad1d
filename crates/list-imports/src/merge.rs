//! Sets in an entry of the site what files say of it, and tells what came of it.

use crate::kept::{Verdict, judge};
use crate::memory::Memory;
use serde_json::{Map, Value};
use trangxa_messages::{list_imports as say, sheets};
use trangxa_sheets::report::{LISTED, indented, line, many};

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The names of entries that the site did not have.
    pub new: Vec<String>,
    /// How many entries of the site were changed.
    pub changed: usize,
    /// How many entries of the site say the same already.
    pub unchanged: usize,
    /// What was filled in or replaced, a text for each.
    pub changes: Vec<String>,
    /// What could not be set, with the reason.
    pub doubts: Vec<String>,
    /// Other sentences.
    pub notes: Vec<String>,
}

/// An entry of the site while it is merged.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// Its id, by which the memory knows it.
    pub id: &'a str,
    /// Its name for sentences.
    pub shown: &'a str,
    /// The path of the document that it is in.
    pub document: &'a str,
}

impl Merged {
    /// How many entries of the files are on the site.
    #[must_use]
    pub const fn used(&self) -> usize {
        self.new.len() + self.changed + self.unchanged
    }

    /// Tells that nothing was there for these members.
    pub fn tell_filled(&mut self, whose: &str, members: &[String]) {
        if !members.is_empty() {
            self.changes.push(say::Filled { whose, members: members.join(", ") }.to_string());
        }
    }

    /// Writes the lines about the document `path`. `doubts` are those from before the merge, and `numbers` says how many entries are new.
    pub fn write(&self, out: &mut String, path: &str, doubts: &[String], numbers: impl std::fmt::Display) {
        line(out, say::DocumentLine { document: path });
        let doubts: Vec<String> = doubts.iter().chain(&self.doubts).cloned().collect();
        many(out, &doubts, LISTED, |text| sheets::LineNotUsed { text }.to_string());
        many(out, &self.new, LISTED, |text| say::LineNew { text }.to_string());
        many(out, &self.changes, LISTED, |text| sheets::LineChanged { text }.to_string());
        indented(out, numbers);
    }
}

/// Sets a member of which a clerk may have her own, and remembers what was read. `shown` is the member's name for sentences. What was empty
/// is added to `filled`.
pub fn member(
    entry: &mut Map<String, Value>,
    whose: Whose<'_>,
    (key, shown): (&str, String),
    read: &Value,
    memory: &mut Memory,
    filled: &mut Vec<String>,
    merged: &mut Merged,
) {
    match judge(entry.get(key), read, memory.of(whose.id, key)) {
        Verdict::Fill(value) => {
            filled.push(shown);
            entry.insert(key.to_owned(), value);
        }
        Verdict::Replace(value) => {
            tell_replaced(merged, whose, shown, entry.get(key), &value);
            entry.insert(key.to_owned(), value);
        }
        Verdict::Same => {}
        Verdict::KeepEdited => tell_kept_edited(merged, whose, shown),
        Verdict::KeepOwn => tell_kept_own(merged, whose, shown, key),
    }
    memory.set(whose.id, key, read);
}

/// Tells that a text of an earlier import was replaced: with both texts where these are short.
fn tell_replaced(merged: &mut Merged, whose: Whose<'_>, member: String, old: Option<&Value>, new: &Value) {
    let whose = whose.shown;
    merged.changes.push(match (old.and_then(Value::as_str), new.as_str()) {
        (Some(old), Some(new)) => {
            let (old, new) = (crate::names::short(old), crate::names::short(new));
            say::Replaced { whose, member, old, new }.to_string()
        }
        _ => say::Renewed { whose, member }.to_string(),
    });
}

/// Tells that a clerk changed a member since the last import, and that the file has not changed.
pub fn tell_kept_edited(merged: &mut Merged, whose: Whose<'_>, member: String) {
    merged.notes.push(say::KeptEdited { whose: whose.shown, member }.to_string());
}

/// Tells that a clerk has her own, and that the file says something else.
fn tell_kept_own(merged: &mut Merged, whose: Whose<'_>, member: String, key: &str) {
    let Whose { shown: whose, document, .. } = whose;
    merged.doubts.push(say::KeptOwn { whose, member, key, document }.to_string());
}
