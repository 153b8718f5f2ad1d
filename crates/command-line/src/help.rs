//! Help in the person's language. clap has its headings and notes in English only.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};
use trangxa_messages::command_line as say;

/// The options of every command. They stand last, in the opposite order.
const COMMON: [&str; 3] = ["help", "version", "lang"];

/// The command with headings, notes and common options in the language of the process.
pub(crate) fn localized(command: Command) -> Command {
    let has_version = command.get_version().is_some();
    let mut command = command.arg(lang());
    if has_version {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help(say::Version.to_string()));
    }
    let mut command = with_words(command);
    command.build();
    // The command that clap adds for `trangxa help build`.
    if command.find_subcommand("help").is_some() {
        command = command.mut_subcommand("help", |help| help.about(say::HelpCommand.to_string()));
    }
    with_usage(command)
}

/// The option that chooses the language. Where its value is right, [`super::without_language`] has taken it already.
fn lang() -> Arg {
    let lang = Arg::new("lang").long("lang").value_name("vi|en").value_parser(["vi", "en"]).global(true);
    lang.hide_possible_values(true).help(say::Lang.to_string())
}

/// The command and its commands with their headings and the notes about their arguments.
fn with_words(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say::Help.to_string());
    // Under headings of our own clap would list positional arguments by their names.
    let mut place = 0;
    let placed = |it: Arg| {
        place += 1;
        let place = COMMON.iter().position(|common| it.get_id() == *common).map_or(place, |common| usize::MAX - common);
        argument(it).display_order(place)
    };
    command
        .disable_help_flag(true)
        .arg(help)
        .help_template(format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", say::Usage))
        .subcommand_help_heading(say::Commands.to_string())
        .subcommand_value_name(say::CommandValue.to_string())
        .mut_args(placed)
        .mut_subcommands(with_words)
}

fn argument(argument: Arg) -> Arg {
    let heading = if argument.is_positional() { say::Arguments.to_string() } else { say::Options.to_string() };
    let notes = notes(&argument);
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let argument = argument.help_heading(heading);
    if notes.is_empty() {
        return argument;
    }
    let argument = argument.hide_default_value(true).hide_possible_values(true).hide_env(true);
    argument.help(format!("{help} [{}]", notes.join("; ")))
}

/// What clap would say in brackets after the help of an argument.
fn notes(argument: &Arg) -> Vec<String> {
    let mut notes = Vec::new();
    let takes_value = matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_value && !argument.is_hide_default_value_set() && !defaults.is_empty() {
        notes.push(say::Default { value: defaults.join(", ") }.to_string());
    }
    let possible = argument.get_possible_values();
    let possible: Vec<&str> = possible.iter().map(|value| value.get_name()).collect();
    if takes_value && !argument.is_hide_possible_values_set() && !possible.is_empty() {
        notes.push(say::Possible { values: possible.join(", ") }.to_string());
    }
    if let Some(name) = argument.get_env().filter(|_| !argument.is_hide_env_set()) {
        notes.push(say::Environment { name: name.to_string_lossy() }.to_string());
    }
    notes
}

/// The command and its commands with their usage. It needs their full names, which they have after `build`.
fn with_usage(mut command: Command) -> Command {
    let usage = usage_words(&command.render_usage());
    command.override_usage(usage).mut_subcommands(with_usage)
}

/// The usage that clap wrote, without its heading and with the words of the person's language.
pub(crate) fn usage_words(usage: &StyledStr) -> String {
    let text = usage.to_string();
    let text = text.strip_prefix("Usage:").unwrap_or(&text).trim();
    text.replace("[OPTIONS]", &format!("[{}]", say::OptionsValue))
}
