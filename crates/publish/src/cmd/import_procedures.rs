//! `trangxa import-procedures`

use super::{now, timestamp};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_messages::{help, publish as say};
use trangxa_model::Timestamp;
use trangxa_procedure_lists::{Options, Outcome, import_procedures};

#[derive(Args)]
#[command(about = help::ImportProcedures.to_string(), after_help = help::ImportProceduresMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueFile.to_string(), required = true, help = help::ImportProceduresFiles.to_string())]
    files: Vec<PathBuf>,
    #[arg(long, value_name = help::ValueSite.to_string(), help = help::ImportProceduresInto.to_string())]
    into: PathBuf,
    #[arg(long, help = help::ImportProceduresAllLevels.to_string())]
    all_levels: bool,
    #[arg(long, value_name = help::ValueFile.to_string(), help = help::ImportProceduresMap.to_string())]
    map: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFile.to_string(), conflicts_with = "dry_run", help = help::ImportTthcMapTemplate.to_string())]
    map_template: Option<PathBuf>,
    #[arg(long, value_name = help::ValueName.to_string(), help = help::ImportProceduresSheet.to_string())]
    sheet: Option<String>,
    #[arg(long, value_name = help::ValueTime.to_string(), value_parser = timestamp, help = help::ImportProceduresUpdatedAt.to_string())]
    updated_at: Option<Timestamp>,
    #[arg(long, help = help::ImportTthcDryRun.to_string())]
    dry_run: bool,
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { files, into, all_levels, map, map_template, sheet, updated_at, dry_run } = arguments;
    let updated_at = updated_at.unwrap_or_else(now);
    let options = Options { files, into, all_levels, map, map_template, sheet, updated_at, dry_run };
    match import_procedures(&options) {
        Ok(report) => {
            terminal::out(report.text().trim_end());
            match report.outcome() {
                // A mapping file is asked for because something is not understood yet.
                _ if options.map_template.is_some() && report.is_readable() => ExitCode::SUCCESS,
                Outcome::Complete => ExitCode::SUCCESS,
                Outcome::Incomplete => ExitCode::FAILURE,
                Outcome::Nothing => ExitCode::from(2),
            }
        }
        Err(error) => {
            let is_usage = error.is_usage();
            terminal::error(error);
            terminal::err(say::NothingImported { site: options.into.display() });
            if is_usage { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
