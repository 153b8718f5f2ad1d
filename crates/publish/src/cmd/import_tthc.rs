//! `trangxa import-tthc`

use super::{now, timestamp};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_figures::{Options, import_figures};
use trangxa_model::Timestamp;
use trangxa_model::tthc::Span;

/// Merges TTHC figures that a one-stop system exports (XLSX, CSV) into a site folder's tthc.json, by period and field. Existing
/// figures are never lost, and cells that cannot be read are listed.
///
/// The exit code is 0 when everything was read, 1 when something was not (the rest is merged), and 2 when the command or the
/// mapping file is wrong.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The exported files: .xlsx, .csv, .tsv.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The site folder. Its data/tthc.json is created if it does not exist.
    #[arg(long, value_name = "SITE")]
    into: PathBuf,
    /// The months that the files cover: 2023-11, 2023-Q3, 2023, 2023-01..2023-11. Default: they are looked for in a column, in the
    /// title, and in the names of sheet and file.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Span>,
    /// A JSON file that says what columns mean: {"Tên cột": "late"}.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Writes such a file for the columns that are not understood, with guesses to confirm, and imports nothing.
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    map_template: Option<PathBuf>,
    /// The only sheet to read of each workbook. Default: every visible sheet that has figures.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The unit whose rows to read where an export has several units. Default: the name in tthc.json or site.json.
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// The name of the source of the figures, to be shown on the page.
    #[arg(long, value_name = "NAME")]
    source_name: Option<String>,
    /// The address of the source of the figures.
    #[arg(long, value_name = "URL")]
    source_url: Option<String>,
    /// When the figures were exported, such as 2023-11-30T17:00. Default: now.
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    updated_at: Option<Timestamp>,
    /// Reports what would change, and writes nothing.
    #[arg(long)]
    dry_run: bool,
}

fn period(text: &str) -> Result<Span, String> {
    Span::parse(text.trim())
        .ok_or_else(|| "expected months such as 2023-11, 2023-Q3, 2023 or 2023-01..2023-11".to_owned())
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
            terminal::err(format_args!("error: {error}"));
            terminal::err(format_args!("Nothing was imported. {} is unchanged.", options.into.display()));
            if error.is_usage() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
