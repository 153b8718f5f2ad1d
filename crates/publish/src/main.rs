//! The `trangxa` program. Each command is a module in [`cmd`].

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cmd;

use clap::{CommandFactory as _, Parser, Subcommand};
use cmd::{build, check, import, import_calendar, import_documents, import_procedures, import_tthc, new, serve, start};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use trangxa_command_line::window;
use trangxa_messages::help;

/// Rendering pages is mostly small allocations, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "trangxa", version, about = help::About.to_string())]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[arg(long, help = help::Menu.to_string())]
    menu: bool,
}

#[derive(Subcommand)]
enum Command {
    New(new::Arguments),
    Serve(serve::Arguments),
    Build(build::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    ImportTthc(import_tthc::Arguments),
    ImportProcedures(import_procedures::Arguments),
    ImportDocuments(import_documents::Arguments),
    ImportCalendar(import_calendar::Arguments),
}

/// Keeps what a damaged PDF does to its reader from being printed: it is caught, and told as a finding.
fn keep_quiet_about_damaged_files() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(trangxa_personal_data::READER) {
            usual(panic);
        }
    }));
}

fn main() -> ExitCode {
    keep_quiet_about_damaged_files();
    let mut line = trangxa_command_line::arguments();
    if is_folder_alone(&line) {
        line.insert(1, "serve".into());
    }
    let Arguments { command, menu } = trangxa_command_line::parse_from(line);
    let is_own_window = window::is_own();
    let Some(command) = command else {
        return if menu || is_own_window { start::menu() } else { start::explain() };
    };
    let code = match command {
        Command::New(arguments) => new::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::ImportTthc(arguments) => import_tthc::run(arguments),
        Command::ImportProcedures(arguments) => import_procedures::run(arguments),
        Command::ImportDocuments(arguments) => import_documents::run(arguments),
        Command::ImportCalendar(arguments) => import_calendar::run(arguments),
    };
    if is_own_window {
        start::hold_window();
    }
    code
}

/// Whether a folder is the only argument, as where somebody drops one on the program in a file manager: then that site is shown.
fn is_folder_alone(line: &[OsString]) -> bool {
    let [_, argument] = line else { return false };
    Path::new(argument).is_dir() && Arguments::command().find_subcommand(argument).is_none()
}
