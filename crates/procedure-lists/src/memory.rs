//! What the last imports read of each procedure's detail, so that the next one knows what of it a clerk has changed since.
//!
//! The file is in the site folder and is hidden from the publisher. Without it every text on the site counts as a clerk's.

use crate::found::Detail;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use trangxa_messages::{SystemReason, procedure_lists as say};
use trangxa_model::document::{MAX_BYTES, parse};
use trangxa_site_files::{FileError, replace};

/// The file's name in the site folder.
pub(crate) const FILE: &str = ".trangxa-procedures.json";

/// What was read, by the ids of the procedures and the names of their members.
pub(crate) struct Memory {
    path: PathBuf,
    procedures: Map<String, Value>,
    is_changed: bool,
}

impl Memory {
    /// Reads the file. If it cannot be read, nothing is remembered, and a note says so.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Self {
        let path = site.join(FILE);
        let mut memory = Self { path, procedures: Map::new(), is_changed: false };
        let size = std::fs::metadata(&memory.path).map(|it| it.len());
        let bytes = match std::fs::read(&memory.path) {
            Ok(bytes) if size.is_ok_and(|size| size <= MAX_BYTES as u64) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return memory,
            Err(error) => {
                notes.push(say::MemoryUnreadable { file: FILE, reason: SystemReason(&error) }.to_string());
                return memory;
            }
            Ok(_) => Vec::new(),
        };
        match parse(FILE, &bytes) {
            Ok(Value::Object(mut root)) if root.get("version") == Some(&json!(1)) => {
                if let Some(Value::Object(procedures)) = root.remove("procedures") {
                    memory.procedures = procedures;
                }
            }
            _ => notes.push(say::MemoryDamaged { file: FILE }.to_string()),
        }
        memory
    }

    /// What the last import read.
    pub(crate) fn of(&self, id: &str, detail: Detail) -> Option<&Value> {
        self.procedures.get(id)?.get(detail.key())
    }

    /// Remembers what this import read.
    pub(crate) fn set(&mut self, id: &str, detail: Detail, value: &Value) {
        if self.of(id, detail) == Some(value) {
            return;
        }
        let known = self.procedures.entry(id).or_insert_with(|| json!({}));
        if !known.is_object() {
            *known = json!({});
        }
        known[detail.key()] = value.clone();
        self.is_changed = true;
    }

    /// Writes the file, unless it has the same content already.
    pub(crate) fn save(&mut self) -> Result<(), FileError> {
        if !self.is_changed {
            return Ok(());
        }
        let root = json!({"version": 1, "procedures": self.procedures});
        // A map of strings, lists and maps always becomes JSON.
        let text = format!("{}\n", serde_json::to_string_pretty(&root).unwrap_or_default());
        replace(&self.path, text.as_bytes())?;
        self.is_changed = false;
        Ok(())
    }
}
