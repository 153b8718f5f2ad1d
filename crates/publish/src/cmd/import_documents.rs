//! `trangxa import-documents`

use super::list_import::{self, ListArguments};
use super::now;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use trangxa_document_lists::{Options, import_documents};
use trangxa_messages::help;

#[derive(Args)]
#[command(about = help::ImportDocuments.to_string(), after_help = help::ImportDocumentsMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueFile.to_string(), required = true, help = help::ImportDocumentsFiles.to_string())]
    files: Vec<PathBuf>,
    #[arg(long, value_name = help::ValueSite.to_string(), help = help::ImportDocumentsInto.to_string())]
    into: PathBuf,
    #[command(flatten)]
    list: ListArguments,
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { files, into, list } = arguments;
    let ListArguments { map, map_template, sheet, updated_at, dry_run } = list;
    let updated_at = updated_at.unwrap_or_else(now);
    let options = Options { files, into, map, map_template, sheet, updated_at, dry_run };
    let result = import_documents(&options).map(|report| list_import::Ended {
        text: report.text(),
        outcome: report.outcome(),
        is_readable: report.is_readable(),
    });
    list_import::tell(result, &options.into, options.map_template.is_some())
}
