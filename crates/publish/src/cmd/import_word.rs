//! `trangxa import` of Word documents.

use super::now;
use std::path::Path;
use trangxa_articles::{Effect, Place, Problem};
use trangxa_command_line::terminal;
use trangxa_messages::articles;
use trangxa_publish::{ImportedDocument, import_document};

/// Imports documents into the site folder `into`, and returns whether all of them were taken whole.
pub(crate) fn run(documents: &[String], into: &Path) -> bool {
    let mut is_whole = true;
    for document in documents {
        match import_document(Path::new(document), into, now()) {
            Ok(imported) => is_whole &= print(document, &imported),
            Err(error) => {
                is_whole = false;
                terminal::error(error);
                terminal::err(articles::ImportNothing { site: into.display() });
            }
        }
    }
    is_whole
}

/// Says what became of a document, and returns whether nothing of it is lost.
fn print(document: &str, imported: &ImportedDocument) -> bool {
    let ImportedDocument { path, pictures, is_new, problems } = imported;
    for problem in problems {
        let place = match &problem.place {
            Place::Whole => document.to_owned(),
            place => format!("{document}, {place}"),
        };
        terminal::note(format_args!("{place}: {problem}"));
    }
    if *is_new {
        terminal::out(articles::Imported { path, pictures: *pictures });
    } else {
        terminal::out(articles::ImportUnchanged { path });
    }
    let is_lost = |problem: &Problem| matches!(problem.kind.effect(), Effect::Rejected | Effect::PartLost);
    !problems.iter().any(is_lost)
}
