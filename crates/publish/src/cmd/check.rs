//! `trangxa check`

use super::now;
use clap::Args;
use std::path::Path;
use std::process::ExitCode;
use trangxa_command_line::terminal;
use trangxa_messages::help;
use trangxa_publish::files::{Files, Folder, Web};
use trangxa_publish::{PublishError, check};
use trangxa_web::is_web_address;

#[derive(Args)]
#[command(about = help::Check.to_string(), after_help = help::CheckExit.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueSite.to_string(), help = help::CheckSite.to_string())]
    site: String,
    #[arg(long, help = help::CheckJson.to_string())]
    json: bool,
    #[arg(long, help = help::CheckAll.to_string())]
    all: bool,
    #[arg(long, help = help::CheckAllowPrivate.to_string())]
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
        Err(PublishError::NothingToRead) if !is_web_address(site) && !Path::new(site).is_dir() => {
            terminal::error(PublishError::NoFolder(site.into()));
            return ExitCode::from(2);
        }
        Err(error) => {
            terminal::error(format_args!("{site}: {error}"));
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
