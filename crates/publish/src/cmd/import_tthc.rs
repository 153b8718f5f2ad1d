//! `trangxa import-tthc`

use super::{now, timestamp};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_figures::{Options, import_figures};
use trangxa_messages::{help, publish as say};
use trangxa_model::Timestamp;
use trangxa_model::tthc::Span;

#[derive(Args)]
#[command(about = help::ImportTthc.to_string(), after_help = help::ImportTthcMore.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueFile.to_string(), required = true, help = help::ImportTthcFiles.to_string())]
    files: Vec<PathBuf>,
    #[arg(long, value_name = help::ValueSite.to_string(), help = help::ImportTthcInto.to_string())]
    into: PathBuf,
    #[arg(long, value_name = help::ValuePeriod.to_string(), value_parser = period, help = help::ImportTthcPeriod.to_string())]
    period: Option<Span>,
    #[arg(long, value_name = help::ValueFile.to_string(), help = help::ImportTthcMap.to_string())]
    map: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFile.to_string(), conflicts_with = "dry_run", help = help::ImportTthcMapTemplate.to_string())]
    map_template: Option<PathBuf>,
    #[arg(long, value_name = help::ValueName.to_string(), help = help::ImportTthcSheet.to_string())]
    sheet: Option<String>,
    #[arg(long, value_name = help::ValueName.to_string(), help = help::ImportTthcUnit.to_string())]
    unit: Option<String>,
    #[arg(long, value_name = help::ValueName.to_string(), help = help::ImportTthcSourceName.to_string())]
    source_name: Option<String>,
    #[arg(long, value_name = help::ValueUrl.to_string(), help = help::ImportTthcSourceUrl.to_string())]
    source_url: Option<String>,
    #[arg(long, value_name = help::ValueTime.to_string(), value_parser = timestamp, help = help::ImportTthcUpdatedAt.to_string())]
    updated_at: Option<Timestamp>,
    #[arg(long, help = help::ImportTthcDryRun.to_string())]
    dry_run: bool,
}

fn period(text: &str) -> Result<Span, String> {
    Span::parse(text.trim()).ok_or_else(|| help::ExpectedPeriod.to_string())
}

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let Arguments { files, into, period, map, map_template, sheet, unit, source_name, source_url, updated_at, dry_run } =
        arguments;
    let updated_at = updated_at.unwrap_or_else(now);
    let options =
        Options { files, into, period, map, map_template, sheet, unit, source_name, source_url, updated_at, dry_run };
    match import_figures(&options) {
        Ok(report) => {
            terminal::out(report.text().trim_end());
            // A mapping file is asked for because something is not understood yet.
            let is_done = if options.map_template.is_some() { report.is_readable() } else { report.is_complete() };
            if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            let is_usage = error.is_usage();
            terminal::error(error);
            terminal::err(say::NothingImported { site: options.into.display() });
            if is_usage { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
