//! What a table is about besides its period: whose dossiers, and whether all of them. The names of file and sheet and the
//! titles above the table may say that it is not about all dossiers of our commune.

use crate::column_names::{is_part_of_dossiers, is_title_of_a_part};
use crate::office::{self, OfficeName};
use crate::shown;
use std::path::Path;
use trangxa_messages::figures_files;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::sheet::Sheet;

/// What a sheet is about; the texts are sentences for the report, without the name of the sheet.
pub(crate) enum Subject {
    Ours,
    OtherCommune(String),
    PartOfDossiers(String),
}

/// Decides what sheets are about.
pub(crate) struct Subjects {
    /// The names of our commune; none if the site is not one of a commune.
    ours: Vec<OfficeName>,
    /// Whether the clerk gave the unit (`--unit`).
    is_unit_given: bool,
    /// Whether the clerk chose the sheet (`--sheet`).
    is_sheet_given: bool,
}

impl Subjects {
    pub(crate) fn new(units: &[String], is_unit_given: bool, is_sheet_given: bool) -> Self {
        Self { ours: office::communes(units, is_unit_given), is_unit_given, is_sheet_given }
    }

    /// Why a file is refused for its name.
    pub(crate) fn refusal_of_file(&self, path: &Path) -> Option<String> {
        let stem = path.file_stem()?.to_string_lossy().replace(['_', '-'], " ");
        let is_others = !self.is_unit_given && self.is_of_others(&stem);
        is_others.then(|| figures_files::FileOfOthers.to_string())
    }

    /// What a sheet is about, whose header begins in row `header`.
    pub(crate) fn of(&self, sheet: &Sheet, header: usize) -> Subject {
        let name = sheet.name.as_deref().unwrap_or_default();
        if !self.is_sheet_given
            && let Some(place) = part_of_dossiers(sheet, name, header)
        {
            return Subject::PartOfDossiers(figures_files::PartOfDossiers { place }.to_string());
        }
        if self.is_of_others(name) {
            return Subject::OtherCommune(figures_files::SheetOfOthers.to_string());
        }
        Subject::Ours
    }

    /// Whether the name of a sheet is that of our commune.
    pub(crate) fn is_named_after_us(&self, sheet: &Sheet) -> bool {
        self.ours.iter().any(|ours| ours.is_in(sheet.name.as_deref().unwrap_or_default()))
    }

    fn is_of_others(&self, text: &str) -> bool {
        !self.ours.is_empty() && office::is_of_another_commune(text, &self.ours)
    }
}

/// What says that a table is about some dossiers only, those that arrived online for example: the name of the sheet, or a
/// title above the header.
fn part_of_dossiers(sheet: &Sheet, name: &str, header: usize) -> Option<String> {
    if is_part_of_dossiers(name) {
        return Some(figures_files::ItsName.to_string());
    }
    let mut titles =
        (0..header).flat_map(|row| sheet.row(row).iter().enumerate().map(move |(column, cell)| (row, column, cell)));
    titles
        .find(|(.., cell)| matches!(cell, Cell::Text(text) if is_title_of_a_part(text)))
        .map(|(row, column, cell)| shown::cell(row, column, cell.shown()))
}
