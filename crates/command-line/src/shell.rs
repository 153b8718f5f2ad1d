//! Commands as a person types them in the shell of this system: the command prompt of Windows, or a POSIX shell.

use std::env;
use std::path::Path;

/// A command of this program, ready to be copied into the shell.
#[must_use]
pub fn command(arguments: &[&str]) -> String {
    let called = env::args_os().next().unwrap_or_default();
    let program = program(cfg!(windows), &called.to_string_lossy());
    let arguments = arguments.iter().map(|argument| quoted(cfg!(windows), argument));
    [program].into_iter().chain(arguments).collect::<Vec<_>>().join(" ")
}

/// How a person calls the program that was called so.
fn program(is_windows: bool, called: &str) -> String {
    // The command prompt finds a program in the folder in which it stands.
    let name = || Path::new(called).file_stem().map(|name| name.to_string_lossy().into_owned());
    if is_windows { name().unwrap_or_default() } else { quoted(false, called) }
}

/// An argument, in quotes if it needs them.
fn quoted(is_windows: bool, argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':') || is_windows && c == '\\';
    if !argument.is_empty() && argument.chars().all(is_plain) {
        argument.to_owned()
    } else if is_windows {
        // A backslash before the last quote would make it a part of the argument.
        format!("\"{}\"", argument.trim_end_matches('\\'))
    } else {
        format!("'{}'", argument.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_spaces_are_quoted_as_the_shell_reads_them() {
        for (argument, windows, posix) in [
            ("xa-an-binh", "xa-an-binh", "xa-an-binh"),
            ("xã/An_Bình.1", "xã/An_Bình.1", "xã/An_Bình.1"),
            ("D:\\Xã", "D:\\Xã", "'D:\\Xã'"),
            ("D:\\Trang xã\\", "\"D:\\Trang xã\"", "'D:\\Trang xã\\'"),
            ("a & b", "\"a & b\"", "'a & b'"),
            ("it's", "\"it's\"", "'it'\\''s'"),
            ("~", "\"~\"", "'~'"),
            ("", "\"\"", "''"),
        ] {
            assert_eq!(quoted(true, argument), windows);
            assert_eq!(quoted(false, argument), posix);
        }
    }

    #[test]
    fn a_program_is_called_as_before() {
        assert_eq!(program(false, "./trang xã/trangxa"), "'./trang xã/trangxa'");
        assert_eq!(program(false, "trangxa"), "trangxa");
        assert_eq!(program(true, "trangxa.exe"), "trangxa");
    }
}
