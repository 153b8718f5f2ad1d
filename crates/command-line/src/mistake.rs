//! Mistakes on a command line, told in the person's language.

use crate::help::usage_words;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorFormatter, ErrorKind};
use std::error::Error as _;
use std::num::ParseIntError;
use trangxa_messages::command_line as say;
use trangxa_model::printable::printable;

/// Writes the errors of clap as messages.
pub(crate) struct Mistake;

impl ErrorFormatter for Mistake {
    fn format_error(error: &clap::error::Error<Self>) -> StyledStr {
        let mut text = say::Error { sentence: sentence(error) }.to_string();
        for (kind, is_value) in [
            (ContextKind::SuggestedSubcommand, false),
            (ContextKind::SuggestedArg, false),
            (ContextKind::SuggestedValue, true),
        ] {
            if let Some(similar) = error.get(kind).map(listed).filter(|similar| !similar.is_empty()) {
                text.push_str(&format!("\n\n  {}", say::Similar { similar }));
            } else if is_value
                && let Some(values) = error.get(ContextKind::ValidValue).map(listed).filter(|it| !it.is_empty())
            {
                text.push_str(&format!("\n\n  {}", say::Possible { values }));
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            text.push_str(&format!("\n\n{} {}", say::Usage, usage_words(usage)));
        }
        text.push_str(&format!("\n\n{}\n", say::TryHelp));
        StyledStr::from(printable(&text).into_owned())
    }
}

fn sentence(error: &clap::error::Error<Mistake>) -> String {
    let named = |kind| error.get(kind).map(listed).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::ArgumentConflict => {
            let other = named(ContextKind::PriorArg);
            let argument = if argument.is_empty() { named(ContextKind::InvalidSubcommand) } else { argument };
            if other == argument || other.is_empty() {
                say::Twice { argument }.to_string()
            } else {
                say::Conflict { argument, other }.to_string()
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => say::NoValue { argument }.to_string(),
        ErrorKind::InvalidValue => say::BadValue { argument, value }.to_string(),
        ErrorKind::ValueValidation => {
            let reason = error.source().map(reason).unwrap_or_default();
            say::RefusedValue { argument, value, reason }.to_string()
        }
        ErrorKind::InvalidSubcommand => {
            say::NoSuchCommand { command: named(ContextKind::InvalidSubcommand) }.to_string()
        }
        ErrorKind::MissingSubcommand => {
            say::MissingCommand { commands: named(ContextKind::ValidSubcommand) }.to_string()
        }
        ErrorKind::MissingRequiredArgument => say::MissingArgument { arguments: argument }.to_string(),
        ErrorKind::UnknownArgument => say::UnknownArgument { argument }.to_string(),
        ErrorKind::NoEquals => say::NoEquals { argument }.to_string(),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say::WrongNumberOfValues { argument }.to_string()
        }
        ErrorKind::InvalidUtf8 => say::NotUnicode.to_string(),
        kind => kind.to_string(),
    }
}

/// Why a value was refused. The standard library says it in English where a number is expected.
fn reason(error: &(dyn std::error::Error + 'static)) -> String {
    if error.is::<ParseIntError>() { say::ExpectedNumber.to_string() } else { error.to_string() }
}

/// What clap knows about a mistake, as text.
fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::None => String::new(),
        value => value.to_string(),
    }
}
