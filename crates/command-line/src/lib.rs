//! What the programs have in common at a terminal: they choose a language, explain their commands and the mistakes in them, and print.
//!
//! A program declares its commands with clap and calls [`parse`]. Its help texts come from `trangxa-messages`, as in
//! `#[arg(help = help::BuildOut.to_string())]`; clap's own words are replaced here.

mod help;
mod mistake;
mod question;
pub mod shell;
pub mod terminal;
pub mod window;

use clap::{Command, CommandFactory, FromArgMatches};
use mistake::Mistake;
pub use question::{Ask, Question};
use std::env;
use std::ffi::OsString;
use trangxa_messages::{Language, command_line as say, set_language};

/// The environment variable that chooses the language for good: `vi` or `en`.
const LANGUAGE_VARIABLE: &str = "TRANGXA_LANG";

/// Chooses the language of the process and reads its command line. Where that is wrong or asks for help, this prints the answer and ends the process:
/// with 0 after help that was asked for, otherwise with 2.
#[must_use]
pub fn parse<T: CommandFactory + FromArgMatches>() -> T {
    parse_from(arguments())
}

/// Like [`parse`] for another command line, which begins with the program.
#[must_use]
pub fn parse_from<T: CommandFactory + FromArgMatches>(line: Vec<OsString>) -> T {
    let has_quote = cfg!(windows) && line.iter().any(|argument| argument.to_string_lossy().contains('"'));
    let (language, line) = without_language(line.into_iter());
    let of_person = || language_of_person(env::var(LANGUAGE_VARIABLE).ok(), sys_locale::get_locale());
    set_language(language.unwrap_or_else(of_person));
    let mut command = T::command();
    match read(&mut command, line) {
        Ok(arguments) => arguments,
        Err(error) => {
            if has_quote && error.use_stderr() {
                terminal::err(say::QuoteHint);
            }
            error.apply::<Mistake>().exit()
        }
    }
}

/// The program and the arguments that it was started with.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    env::args_os().map(|argument| if cfg!(windows) { without_quote(argument) } else { argument }).collect()
}

/// Windows reads the last two letters of `"C:\Trang xã\"` as a quote that belongs to the path, which no path can have. File Explorer and
/// PowerShell write folders so.
fn without_quote(argument: OsString) -> OsString {
    match argument.to_str().and_then(|text| text.strip_suffix('"')) {
        Some(path) if !path.contains('"') => path.into(),
        _ => argument,
    }
}

/// Reads a command line, and localizes the command for it.
fn read<T: FromArgMatches>(command: &mut Command, line: impl IntoIterator<Item = OsString>) -> Result<T, clap::Error> {
    *command = help::localized(std::mem::take(command));
    let mut matches = command.try_get_matches_from_mut(line)?;
    T::from_arg_matches_mut(&mut matches).map_err(|error| error.format(command))
}

/// The language that `--lang` names, and the rest of the command line: a program that needs no command would take `--lang vi` before one for the options
/// of that. A `--lang` with another value stays, and is told as a mistake.
fn without_language(line: impl Iterator<Item = OsString>) -> (Option<Language>, Vec<OsString>) {
    let mut language = None;
    let mut rest = Vec::new();
    let mut line = line.peekable();
    while let Some(argument) = line.next() {
        if argument == "--" {
            rest.push(argument);
            rest.extend(line);
            break;
        }
        let text = argument.to_string_lossy();
        let named = if text == "--lang" {
            let named = line.peek().and_then(|value| Language::parse(&value.to_string_lossy()));
            named.inspect(|_| drop(line.next()))
        } else {
            text.strip_prefix("--lang=").and_then(Language::parse)
        };
        match named {
            Some(_) => language = language.or(named),
            None => rest.push(argument),
        }
    }
    (language, rest)
}

/// The language of the person at this computer: the one that the environment variable names, otherwise that of the locale. Many a clerk who reads no
/// English works on an English Windows, and sets the variable once.
fn language_of_person(variable: Option<String>, locale: Option<String>) -> Language {
    let named = variable.as_deref().and_then(Language::parse);
    named.unwrap_or_else(|| locale.map_or(Language::Vietnamese, |locale| Language::of_locale(&locale)))
}

#[cfg(test)]
mod tests;
