//! What the programs have in common at a terminal: they choose a language, explain their commands and the mistakes in them, and print.
//!
//! A program declares its commands with clap and calls [`parse`]. Its help texts come from `trangxa-messages`, as in
//! `#[arg(help = help::BuildOut.to_string())]`; clap's own words are replaced here.

mod help;
mod mistake;
pub mod terminal;

use clap::{Command, CommandFactory, FromArgMatches};
use mistake::Mistake;
use std::env;
use std::ffi::OsString;
use trangxa_messages::{Language, set_language};

/// Chooses the language of the process and reads its command line. Where that is wrong or asks for help, this prints the answer and ends the process:
/// with 0 after help that was asked for, otherwise with 2.
#[must_use]
pub fn parse<T: CommandFactory + FromArgMatches>() -> T {
    set_language(chosen_language(env::args_os().skip(1)));
    let mut command = T::command();
    match read(&mut command, env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => error.apply::<Mistake>().exit(),
    }
}

/// Reads a command line, and localizes the command for it.
fn read<T: FromArgMatches>(command: &mut Command, line: impl IntoIterator<Item = OsString>) -> Result<T, clap::Error> {
    *command = help::localized(std::mem::take(command));
    let mut matches = command.try_get_matches_from_mut(line)?;
    T::from_arg_matches_mut(&mut matches).map_err(|error| error.format(command))
}

/// The language that `--lang` names, otherwise that of the person's locale.
fn chosen_language(arguments: impl Iterator<Item = OsString>) -> Language {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let named = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None if argument == "--" => break,
            None => None,
        };
        // Another value is a mistake, which is told in the language of the locale.
        if let Some(language) = named.as_deref().and_then(Language::parse) {
            return language;
        }
    }
    sys_locale::get_locale().map_or(Language::Vietnamese, |locale| Language::of_locale(&locale))
}

#[cfg(test)]
mod tests;
