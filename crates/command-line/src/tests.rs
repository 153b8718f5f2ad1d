//! The command line of a program, in the language of tests, which is English; the programs' own tests read Vietnamese.

use super::*;
use clap::{Args, Parser, Subcommand};
use trangxa_messages::command_line as say;

/// A program as they are.
#[derive(Debug, Parser)]
#[command(name = "trangxa", version = "1.2.3", about = "Publishes a page.")]
struct Program {
    #[command(subcommand)]
    command: Commands,
}

#[derive(Debug, Subcommand)]
enum Commands {
    Build(Build),
}

#[derive(Debug, Args)]
#[command(about = "Builds.")]
struct Build {
    #[arg(value_name = "SITE", help = "The site folder.")]
    site: String,
    #[arg(value_name = "OUT", help = "The folder to make.")]
    out: Option<String>,
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help = "Waits.")]
    wait: u64,
    #[arg(long, conflicts_with = "wait", help = "Does not wait.")]
    at_once: bool,
}

fn run(line: &[&str]) -> Result<Program, String> {
    let line = line.iter().map(OsString::from);
    read::<Program>(&mut Program::command(), line).map_err(|error| error.apply::<Mistake>().render().to_string())
}

/// The answer to a command line that is wrong or asks for help.
fn answer(line: &[&str]) -> String {
    run(line).unwrap_err()
}

/// A text whose lines were wrapped.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_right_command_line_is_read() {
    let Commands::Build(build) = run(&["trangxa", "build", "--lang", "vi", "xã", "--wait", "5"]).unwrap().command;
    assert_eq!((build.site.as_str(), build.out, build.wait, build.at_once), ("xã", None, 5, false));
}

#[test]
fn help_has_the_words_of_the_messages() {
    let help = answer(&["trangxa", "build", "--help"]);
    assert!(help.starts_with("Builds.\n\nUsage: trangxa build [OPTIONS] <SITE> [OUT]\n\nArguments:\n"), "{help}");
    let at = |word: &str| help.find(word).unwrap();
    let order = ["  <SITE>", "  [OUT]", "  --wait", "  --at-once", "  --lang", "  -h, --help"];
    assert!(order.map(at).is_sorted(), "{help}");
    assert!(help.contains("Waits. [default: 60]"), "{help}");
    for word in [say::Help.to_string(), say::Lang.to_string(), say::Options.to_string()] {
        assert!(in_one_line(&help).contains(&word), "{help} lacks {word}");
    }
    let help = answer(&["trangxa", "--help"]);
    assert!(help.contains("Commands:\n  build  Builds.\n  help   Prints the help of a command\n"), "{help}");
    assert!(help.contains(&say::Version.to_string()), "{help}");
    assert_eq!(answer(&["trangxa", "--version"]), "trangxa 1.2.3\n");
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    for (line, expected) in [
        (&["trangxa", "biuld"][..], "error: there is no command \"biuld\"\n\n  did you mean build?\n"),
        (&["trangxa", "build"], "error: missing: <SITE>\n\nUsage: trangxa build [OPTIONS] <SITE> [OUT]\n"),
        (&["trangxa", "build", "a", "b", "c"], "error: there is no option or further argument \"c\" here;"),
        (&["trangxa", "build", "a", "--wait"], "error: --wait <SECONDS> needs a value\n"),
        (
            &["trangxa", "build", "a", "--wait", "x"],
            "error: --wait <SECONDS> cannot be \"x\": expected a whole number\n",
        ),
        (&["trangxa", "build", "a", "--wait", "1", "--wait", "2"], "error: --wait <SECONDS> may be given only once\n"),
        (
            &["trangxa", "build", "a", "--wait", "1", "--at-once"],
            "error: --wait <SECONDS> cannot be used together with --at-once",
        ),
        (
            &["trangxa", "build", "a", "--lang", "fr"],
            "error: --lang <vi|en> cannot be \"fr\"\n\n  possible values: vi, en\n",
        ),
        (&["trangxa", "build", "a", "--wiat", "1"], "error: there is no option or further argument \"--wiat\" here;"),
    ] {
        let answer = answer(line);
        assert!(answer.starts_with(expected), "{line:?}: {answer}");
        assert!(answer.ends_with("--help explains the command.\n"), "{answer}");
    }
}

#[test]
fn the_named_language_is_taken_out_of_the_command_line() {
    for (line, language, rest) in [
        (&["trangxa", "build", "--lang", "en"][..], Some(Language::English), &["trangxa", "build"][..]),
        (&["trangxa", "--lang", "vi", "build", "x"], Some(Language::Vietnamese), &["trangxa", "build", "x"]),
        (&["trangxa", "build", "--lang=vi", "x"], Some(Language::Vietnamese), &["trangxa", "build", "x"]),
        (&["trangxa", "--lang", "fr", "--lang=en"], Some(Language::English), &["trangxa", "--lang", "fr"]),
        (&["trangxa", "--lang=fr", "x"], None, &["trangxa", "--lang=fr", "x"]),
        (&["trangxa", "x", "--lang"], None, &["trangxa", "x", "--lang"]),
        (&["trangxa", "--language", "en"], None, &["trangxa", "--language", "en"]),
        (&["trangxa", "--", "--lang=en"], None, &["trangxa", "--", "--lang=en"]),
    ] {
        let found = without_language(line.iter().map(OsString::from));
        assert_eq!(found, (language, rest.iter().map(OsString::from).collect()), "{line:?}");
    }
}

#[test]
fn a_folder_in_quotes_may_end_in_a_backslash() {
    for (given, meant) in [
        ("C:\\Trang xã\"", "C:\\Trang xã"),
        ("C:\\xa", "C:\\xa"),
        ("Báo \"Xã\"", "Báo \"Xã\""),
        ("C:\\a\" C:\\b\"", "C:\\a\" C:\\b\""),
    ] {
        assert_eq!(without_quote(given.into()), OsString::from(meant));
    }
}

#[test]
fn the_variable_comes_before_the_locale() {
    let of = |variable: Option<&str>, locale: Option<&str>| {
        language_of_person(variable.map(str::to_owned), locale.map(str::to_owned))
    };
    assert_eq!(of(Some("vi"), Some("en-US")), Language::Vietnamese);
    assert_eq!(of(Some("en"), Some("vi-VN")), Language::English);
    assert_eq!(of(Some("fr"), Some("en-US")), Language::English, "no language of these programs");
    assert_eq!(of(None, Some("en-US")), Language::English);
    assert_eq!(of(None, None), Language::Vietnamese);
}
