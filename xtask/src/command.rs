//! Running other programs.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};

/// Running a program whose failure is an error of ours.
pub(crate) trait StatusOk {
    /// Runs the program to its end. The error names it, with its arguments, when it cannot start or does not succeed.
    fn status_ok(&mut self) -> Result<()>;
}

impl StatusOk for Command {
    fn status_ok(&mut self) -> Result<()> {
        let status = self.status().with_context(|| format!("cannot run {}", line(self)))?;
        if !status.success() {
            bail!("`{}` failed ({status})", line(self));
        }
        Ok(())
    }
}

/// The program with its arguments, as a shell would show it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// What a program writes to its standard output; an error when it does not succeed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::null()).output().with_context(|| format!("cannot run {}", line(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program and passes what it writes, to its standard output and its error output in order of arrival, to `sink`.
pub(crate) fn captured(command: &mut Command, sink: &mut dyn Write) -> Result<ExitStatus> {
    let name = line(command);
    let (mut reader, writer) = std::io::pipe().context("cannot make a pipe")?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().context("cannot make a pipe")?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot run {name}"))?;
    // The command holds the writing end; the reader sees the end of the output only when that is closed.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut buffer = [0; 8192];
    loop {
        match reader.read(&mut buffer).with_context(|| format!("cannot read what {name} writes"))? {
            0 => break,
            length => sink.write_all(&buffer[..length])?,
        }
    }
    child.wait().with_context(|| format!("cannot wait for {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn both_outputs_arrive_in_their_order() {
        let mut text = Vec::new();
        let script = "echo one; echo two >&2; echo three; exit 3";
        let status = captured(Command::new("sh").args(["-c", script]), &mut text).unwrap();
        assert_eq!((status.code(), String::from_utf8(text).unwrap().as_str()), (Some(3), "one\ntwo\nthree\n"));
    }

    #[test]
    #[cfg(unix)]
    fn a_failure_names_the_program_and_its_arguments() {
        let error = Command::new("sh").args(["-c", "exit 3"]).status_ok().unwrap_err();
        assert!(error.to_string().starts_with("`sh -c exit 3` failed"), "{error}");
    }
}
