//! `trangxa new`

use super::now;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trangxa_command_line::{shell, terminal};
use trangxa_messages::{help, new as say, start};
use trangxa_model::site::Editor;
use trangxa_new_site::{Details, ask_folder, ask_name, create, folder_name};

#[derive(Args, Default)]
#[command(about = help::New.to_string(), after_help = help::NewExit.to_string())]
pub(crate) struct Arguments {
    #[arg(value_name = help::ValueName.to_string(), value_parser = trangxa_new_site::name, help = help::NewName.to_string())]
    name: Option<String>,
    #[arg(long, value_name = help::ValueText.to_string(), value_parser = trangxa_new_site::text, help = help::NewAddress.to_string())]
    address: Option<String>,
    #[arg(long, value_name = help::ValueText.to_string(), value_parser = trangxa_new_site::phone, help = help::NewPhone.to_string())]
    phone: Option<String>,
    #[arg(long, value_name = help::ValueText.to_string(), value_parser = trangxa_new_site::email, help = help::NewEmail.to_string())]
    email: Option<String>,
    #[arg(long, value_name = help::ValueText.to_string(), value_parser = trangxa_new_site::text, help = help::NewHours.to_string())]
    hours: Option<String>,
    #[arg(long, value_name = help::ValueText.to_string(), value_parser = trangxa_new_site::editor, help = help::NewEditor.to_string())]
    editor: Option<Editor>,
    #[arg(long, value_name = help::ValueUrl.to_string(), value_parser = trangxa_new_site::host, help = help::NewHost.to_string())]
    host: Option<String>,
    #[arg(long, value_name = help::ValueFolder.to_string(), help = help::NewFolder.to_string())]
    folder: Option<PathBuf>,
}

/// Makes a site and says what comes next. Without a terminal nobody is asked, and what is not given is left out.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    match make(arguments, terminal::can_ask()) {
        Ok(folder) => {
            tell_next(&folder);
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

/// Makes a site and says what it lacks. Returns its folder, or the exit code after an error that has been told.
pub(crate) fn make(arguments: Arguments, can_ask: bool) -> Result<PathBuf, ExitCode> {
    let Arguments { name, address, phone, email, hours, editor, host, folder } = arguments;
    let mut details = Details { address, phone, email, hours, editor, base_url: host };
    let mut answered = |question: &str| if can_ask { terminal::ask(question) } else { None };
    if can_ask {
        terminal::err(say::Intro);
    }
    let Some(name) = name.or_else(|| ask_name(&mut answered)) else {
        let example = shell::command(&["new", &start::ExampleName.to_string()]);
        terminal::error(say::NoNameGiven { example });
        return Err(ExitCode::from(2));
    };
    details.ask_missing(&mut answered);
    let folder = folder.or_else(|| ask_folder(&name, &mut answered)).unwrap_or_else(|| folder_name(&name).into());
    let made = create(&folder, &name, &details, now()).map_err(|error| {
        terminal::error(error);
        ExitCode::FAILURE
    })?;
    let whole = std::path::absolute(&folder).unwrap_or_else(|_| folder.clone());
    terminal::out(say::Made { name, folder: whole.display() });
    terminal::out(format_args!("\n{}", say::Missing));
    for what in made.missing {
        terminal::out(say::MissingItem { what });
    }
    Ok(folder)
}

/// Says what comes next, with commands to copy.
fn tell_next(folder: &Path) {
    let (site, out) = (folder.display().to_string(), out_for(folder).display().to_string());
    terminal::out(format_args!("\n{}", say::Next));
    terminal::out(format_args!("  {}\n    {}", start::BeginServe, shell::command(&["serve", &site])));
    terminal::out(format_args!("  {}\n    {}", start::BeginBuild, shell::command(&["build", &site, &out])));
}

/// The folder beside a site folder that the site can be built into.
pub(crate) fn out_for(site: &Path) -> PathBuf {
    let whole = std::path::absolute(site).unwrap_or_default();
    // "." and ".." have no name of their own.
    let named = if site.file_name().is_some() { site } else { &whole };
    let name = named.file_name().unwrap_or("website".as_ref()).to_string_lossy();
    named.with_file_name(format!("{name}-da-dung"))
}
