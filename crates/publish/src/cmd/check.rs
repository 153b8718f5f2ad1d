//! `trangxa check`

use super::now;
use clap::Args;
use std::path::Path;
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_publish::check;
use trangxa_publish::files::{Files, Folder, Web};
use trangxa_web::is_web_address;

/// Reads a site as the publisher would, and reports what is wrong with it: where, and what happens to it.
///
/// The exit code is 0 when everything in the site is published, 1 when something is lost or cannot be read, and 2 when there is
/// nothing to read.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A site folder, the address of a site on the web, or the address of a feed (ending in .json).
    #[arg(value_name = "SITE")]
    site: String,
    /// Prints the report as JSON.
    #[arg(long)]
    json: bool,
    /// Lists every finding instead of the first ten of each kind.
    #[arg(long)]
    all: bool,
    /// Also reads addresses in private networks (this computer, its neighbours) that a site on the web names. Without it, only
    /// its own host may lie in one.
    #[arg(long)]
    allow_private: bool,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let Arguments { site, json, all, allow_private } = arguments;
    let files: Box<dyn Files> = match is_web_address(site) {
        true if *allow_private => Box::new(Web::new(site).allow_private()),
        true => Box::new(Web::new(site)),
        false => Box::new(Folder::new(Path::new(site))),
    };
    let checked = match check(&*files, now()) {
        Ok(checked) => checked,
        Err(error) => {
            terminal::err(format_args!("error: {site}: {error}"));
            return ExitCode::from(2);
        }
    };
    if *json {
        terminal::out(checked.json(site));
    } else {
        terminal::out(checked.text(site, *all).trim_end());
    }
    if checked.is_anything_lost() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
