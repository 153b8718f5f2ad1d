//! What the commands that import lists take and tell alike.

use super::timestamp;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::report::Outcome;
use trangxa_messages::{help, publish as say};
use trangxa_model::Timestamp;

#[derive(Args)]
pub(crate) struct ListArguments {
    #[arg(long, alias = "mapping", value_name = help::ValueFile.to_string(), help = help::ImportListMap.to_string())]
    pub map: Option<PathBuf>,
    #[arg(long, value_name = help::ValueFile.to_string(), conflicts_with = "dry_run", help = help::ImportTthcMapTemplate.to_string())]
    pub map_template: Option<PathBuf>,
    #[arg(long, value_name = help::ValueName.to_string(), help = help::ImportProceduresSheet.to_string())]
    pub sheet: Option<String>,
    #[arg(long, value_name = help::ValueTime.to_string(), value_parser = timestamp, help = help::ImportProceduresUpdatedAt.to_string())]
    pub updated_at: Option<Timestamp>,
    #[arg(long, help = help::ImportTthcDryRun.to_string())]
    pub dry_run: bool,
}

/// How an import ended that changed what it could.
pub(crate) struct Ended {
    pub text: String,
    pub outcome: Outcome,
    /// Whether every file could be read.
    pub is_readable: bool,
}

/// Prints what an import did. `asks_for_template` says that a mapping file was to be written.
pub(crate) fn tell(result: Result<Ended, ImportError>, site: &Path, asks_for_template: bool) -> ExitCode {
    match result {
        Ok(Ended { text, outcome, is_readable }) => {
            terminal::out(text.trim_end());
            match outcome {
                // A mapping file is asked for because something is not understood yet.
                _ if asks_for_template && is_readable => ExitCode::SUCCESS,
                Outcome::Complete => ExitCode::SUCCESS,
                Outcome::Incomplete => ExitCode::FAILURE,
                Outcome::Nothing => ExitCode::from(2),
            }
        }
        Err(error) => {
            let is_usage = error.is_usage();
            terminal::error(error);
            terminal::err(say::NothingImported { site: site.display() });
            if is_usage { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
