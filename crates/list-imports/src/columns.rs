//! What an import understands of the columns of all its files, with the mapping file of the clerk.

use crate::header::{Column, Header};
use crate::mapping::{self, Mapping};
use crate::names;
use crate::report::PartReport;
use crate::role::Role;
use std::collections::BTreeSet;
use std::path::Path;
use trangxa_messages::{list_imports as say, sheets};
use trangxa_sheets::cell::letters;
use trangxa_sheets::mapping::MappingError;

/// The columns of the files of an import.
#[derive(Debug)]
pub struct Columns<R> {
    /// The mapping file, if the clerk gave one.
    pub mapping: Option<Mapping<R>>,
    /// The entries of the mapping file that named a column.
    used: BTreeSet<String>,
    /// Names of columns that were not understood.
    unknown: Vec<String>,
}

impl<R: Role> Columns<R> {
    /// Reads the mapping file, if there is one.
    ///
    /// # Errors
    /// If it cannot be read, or has a mistake.
    pub fn load(map: Option<&Path>) -> Result<Self, MappingError> {
        let mapping = map.map(mapping::read).transpose()?;
        Ok(Self { mapping, used: BTreeSet::new(), unknown: Vec::new() })
    }

    /// Begins the report of a list: its place, its columns, and those that are not used. `table` names file and sheet.
    pub fn part(&mut self, header: &Header<R>, table: &str) -> PartReport {
        for entry in self.mapping.iter().flat_map(|mapping| &mapping.entries) {
            if header.columns.iter().any(|column| entry.names(&column.name)) {
                self.used.insert(entry.words.clone());
            }
        }
        let (first, last) = (header.rows.0 + 1, header.rows.1 + 1);
        let heading = if first == last {
            sheets::HeaderRow { table, row: first }.to_string()
        } else {
            sheets::HeaderRows { table, first, last }.to_string()
        };
        let with = |role: Option<R>| header.columns.iter().filter(move |column| column.role == role);
        let shown = |columns: &[&Column<R>]| columns.iter().map(|it| it.shown()).collect::<Vec<_>>().join(", ");
        let (unknown, unused): (Vec<&Column<R>>, Vec<&Column<R>>) =
            (with(None).collect(), with(Some(R::IGNORED)).collect());
        let mut notes = Vec::new();
        if !unknown.is_empty() {
            notes.push(say::ColumnsUnknown { columns: shown(&unknown) }.to_string());
        }
        if !unused.is_empty() {
            notes.push(say::ColumnsUnused { columns: shown(&unused) }.to_string());
        }
        for column in unknown {
            if !self.unknown.contains(&column.name) {
                self.unknown.push(column.name.clone());
            }
        }
        let columns = header.columns.iter().filter_map(|column| {
            let member = column.role?.becomes()?;
            let (letters, name) = (letters(column.index), names::short(&column.name));
            Some(say::ColumnUsed { letters, name, member }.to_string())
        });
        PartReport { heading, columns: columns.collect(), notes, ..PartReport::default() }
    }

    /// Tells which entries of the mapping file named no column, and writes the mapping file that was asked for.
    ///
    /// # Errors
    /// If the mapping file cannot be written.
    pub fn finish(&self, template: Option<&Path>, notes: &mut Vec<String>) -> Result<(), MappingError> {
        let entries = self.mapping.iter().flat_map(|mapping| &mapping.entries);
        let unused = entries.filter(|entry| !self.used.contains(&entry.words));
        notes.extend(unused.map(|entry| sheets::MappingUnused { name: &entry.name }.to_string()));
        if let Some(template) = template {
            notes.push(if self.unknown.is_empty() {
                say::TemplateNeedless.to_string()
            } else {
                mapping::write_template::<R>(template, &self.unknown)?;
                sheets::TemplateWritten { file: template.display(), count: self.unknown.len() }.to_string()
            });
        }
        Ok(())
    }
}
