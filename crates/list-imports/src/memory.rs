//! What the last imports read of each entry, so that the next one knows what of it a clerk has changed since.
//!
//! The file is in the site folder and is hidden from the publisher. Without it every text on the site counts as a clerk's.

use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use trangxa_messages::{SystemReason, list_imports as say};
use trangxa_model::document::{MAX_BYTES, parse};
use trangxa_site_files::{FileError, replace};

/// What was read, by the ids of the entries and the names of their members.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    /// The member of the file with the entries.
    list: &'static str,
    entries: Map<String, Value>,
    is_changed: bool,
}

impl Memory {
    /// Reads the file `.trangxa-NAME.json` of a site folder. If it cannot be read, nothing is remembered, and a note says so. `name` is that of the
    /// register.
    pub fn load(site: &Path, name: &'static str, notes: &mut Vec<String>) -> Self {
        let file = format!(".trangxa-{name}.json");
        let mut memory = Self { path: site.join(&file), list: name, entries: Map::new(), is_changed: false };
        let size = std::fs::metadata(&memory.path).map(|it| it.len());
        let bytes = match std::fs::read(&memory.path) {
            Ok(bytes) if size.is_ok_and(|size| size <= MAX_BYTES as u64) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return memory,
            Err(error) => {
                notes.push(say::MemoryUnreadable { file, reason: SystemReason(&error) }.to_string());
                return memory;
            }
            Ok(_) => Vec::new(),
        };
        match parse(&file, &bytes) {
            Ok(Value::Object(mut root)) if root.get("version") == Some(&json!(1)) => {
                if let Some(Value::Object(entries)) = root.remove(name) {
                    memory.entries = entries;
                }
            }
            _ => notes.push(say::MemoryDamaged { file }.to_string()),
        }
        memory
    }

    /// What the last import read.
    #[must_use]
    pub fn of(&self, id: &str, member: &str) -> Option<&Value> {
        self.entries.get(id)?.get(member)
    }

    /// The ids of all entries of earlier imports.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Remembers what this import read.
    pub fn set(&mut self, id: &str, member: &str, value: &Value) {
        if self.of(id, member) == Some(value) {
            return;
        }
        let known = self.entries.entry(id).or_insert_with(|| json!({}));
        if !known.is_object() {
            *known = json!({});
        }
        known[member] = value.clone();
        self.is_changed = true;
    }

    /// Writes the file, unless it has the same content already.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn save(&mut self) -> Result<(), FileError> {
        if !self.is_changed {
            return Ok(());
        }
        let root = json!({"version": 1, (self.list): self.entries});
        // A map of strings, lists and maps always becomes JSON.
        let text = format!("{}\n", serde_json::to_string_pretty(&root).unwrap_or_default());
        replace(&self.path, text.as_bytes())?;
        self.is_changed = false;
        Ok(())
    }
}
