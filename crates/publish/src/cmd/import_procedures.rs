//! `trangxa import-procedures`

use super::list_import::{self, ListArguments};
use super::now;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use trangxa_messages::help;
use trangxa_procedure_lists::{Options, import_procedures};

#[derive(Args)]
#[command(about = help::ImportProcedures.to_string(), after_help = help::ImportProceduresMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueFile.to_string(), required = true, help = help::ImportProceduresFiles.to_string())]
    files: Vec<PathBuf>,
    #[arg(long, value_name = help::ValueSite.to_string(), help = help::ImportProceduresInto.to_string())]
    into: PathBuf,
    #[arg(long, help = help::ImportProceduresAllLevels.to_string())]
    all_levels: bool,
    #[command(flatten)]
    list: ListArguments,
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { files, into, all_levels, list } = arguments;
    let ListArguments { map, map_template, sheet, updated_at, dry_run } = list;
    let updated_at = updated_at.unwrap_or_else(now);
    let options = Options { files, into, all_levels, map, map_template, sheet, updated_at, dry_run };
    let result = import_procedures(&options).map(|report| list_import::Ended {
        text: report.text(),
        outcome: report.outcome(),
        is_readable: report.is_readable(),
    });
    list_import::tell(result, &options.into, options.map_template.is_some())
}
