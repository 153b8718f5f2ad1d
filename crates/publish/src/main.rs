//! The `trangxa` program. Each command is a module in [`cmd`].

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cmd;

use clap::{Parser, Subcommand};
use cmd::{build, check, import, import_tthc, new, start};
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
    Build(build::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    ImportTthc(import_tthc::Arguments),
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
    let Arguments { command, menu } = trangxa_command_line::parse();
    let is_own_window = window::is_own();
    let Some(command) = command else {
        return if menu || is_own_window { start::menu() } else { start::explain() };
    };
    let code = match command {
        Command::New(arguments) => new::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::ImportTthc(arguments) => import_tthc::run(arguments),
    };
    if is_own_window {
        start::hold_window();
    }
    code
}
