//! What was left out of a document while the rest of it was read.

use crate::document::DocumentError;
use crate::read::{At, Read};
use trangxa_messages::model;

/// Something in a document that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its place, as `periods[3].fields[1].late`.
    pub place: String,
    /// The problem, and what was expected.
    pub problem: String,
    /// Whether a whole entry is left out, such as a period; otherwise one of its values counts as not given.
    pub is_loss: bool,
}

/// Collects remarks while a document is read.
#[derive(Default)]
pub(crate) struct Remarks(Vec<Remark>);

/// The remark about the first of the entries beyond a limit.
pub(crate) fn too_many_entries(limit: usize) -> String {
    model::TooManyEntries { limit }.to_string()
}

/// A function that reads an element of a list, and adds remarks for those of its members that cannot be read.
pub(crate) type ReadEntry<'a, T> = fn(&mut Remarks, &At<'a>) -> Result<T, DocumentError>;

impl Remarks {
    /// The value; if it could not be read, adds a remark and returns `None`.
    pub(crate) fn keep<T>(&mut self, read: Result<T, DocumentError>, is_loss: bool) -> Option<T> {
        match read {
            Ok(value) => return Some(value),
            // In a browser no remark is shown, and what writes one would add to the wasm.
            Err(_) if cfg!(target_family = "wasm") => {}
            Err(error) => {
                let problem = error.problem.to_string();
                self.0.push(Remark { place: error.place.clone(), problem, is_loss });
            }
        }
        None
    }

    /// A member that may be absent; adds a remark if it cannot be read.
    pub(crate) fn member<'a, T>(&mut self, at: &At<'a>, name: &str, read: Read<'a, T>) -> Option<T> {
        self.keep(at.optional(name, read), false).flatten()
    }

    /// A member that is text, without white space at its ends; `None` if it is blank. Adds a remark if it is no text.
    pub(crate) fn text(&mut self, at: &At<'_>, name: &str) -> Option<String> {
        let text = self.member(at, name, At::text)?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A member that is a list of texts, or one text. Adds a remark for each element that is none, which is left out.
    pub(crate) fn texts(&mut self, at: &At<'_>, name: &str) -> Vec<String> {
        self.values(at, name, At::filled_text)
    }

    /// A member that is a list of values, or one value. Adds a remark for each that cannot be read, which is left out.
    pub(crate) fn values<'a, T>(&mut self, at: &At<'a>, name: &str, read: Read<'a, T>) -> Vec<T> {
        let items = self.keep(at.items_or_one(name), false).unwrap_or_default();
        items.iter().filter_map(|item| self.keep(read(item), false)).collect()
    }

    /// A member that is a list, or one element. Adds a remark for each element that cannot be read, which is left out.
    pub(crate) fn list<'a, T>(&mut self, at: &At<'a>, name: &str, read: ReadEntry<'a, T>) -> Vec<T> {
        let items = self.keep(at.items_or_one(name), true).unwrap_or_default();
        self.entries(&items, read)
    }

    /// The elements of a list. Adds a remark for each element that cannot be read, which is left out.
    pub(crate) fn entries<'a, T>(&mut self, items: &[At<'a>], read: ReadEntry<'a, T>) -> Vec<T> {
        let mut entries = Vec::with_capacity(items.len());
        for item in items {
            let entry = read(self, item);
            entries.extend(self.keep(entry, true));
        }
        entries
    }

    /// Adds a remark that a value is left out.
    pub(crate) fn add(&mut self, error: DocumentError, is_loss: bool) {
        self.keep::<()>(Err(error), is_loss);
    }

    /// The first `most` elements of a list; adds a remark if it is longer.
    pub(crate) fn items<'a>(
        &mut self,
        list: Result<Vec<At<'a>>, DocumentError>,
        most: usize,
        too_many: fn(usize) -> String,
    ) -> Vec<At<'a>> {
        let mut items = self.keep(list, true).unwrap_or_default();
        if let Some(rest) = items.get(most) {
            let problem = rest.fail(|| too_many(most));
            self.add(problem, true);
            items.truncate(most);
        }
        items
    }

    /// All remarks, in the order of reading.
    pub(crate) fn into_list(self) -> Vec<Remark> {
        self.0
    }
}
