//! The `trangxa` program. Each command is a module in [`cmd`].

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cmd;

use clap::{Parser, Subcommand};
use cmd::{build, check, import, import_tthc};
use std::process::ExitCode;
use trangxa_messages::help;

/// Rendering pages is mostly small allocations, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "trangxa", version, about = help::About.to_string(), arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    ImportTthc(import_tthc::Arguments),
}

fn main() -> ExitCode {
    match trangxa_command_line::parse::<Arguments>().command {
        Command::Build(arguments) => build::run(arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::ImportTthc(arguments) => import_tthc::run(arguments),
    }
}
