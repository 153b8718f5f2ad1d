//! Programs of this project that a test runs beside the browser.

use std::io::{BufRead, BufReader, Lines};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A program of this project, as the tests' own build has it.
pub(crate) fn program(name: &str) -> PathBuf {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("debug").join(name);
    assert!(program.is_file(), "{} is not built; run `cargo xtask test`", program.display());
    program
}

/// A program that runs until this is dropped, with the processes that it starts.
pub(crate) struct Running {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts a program whose output is read by the test.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0).spawn().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, output }
    }

    /// The text between these two in the next line of its output that holds the first; up to the line's end if it does not hold the second.
    pub(crate) fn read_between(&mut self, before: &str, after: &str) -> String {
        for line in self.output.by_ref() {
            let line = line.unwrap();
            if let Some((_, rest)) = line.split_once(before) {
                return rest.split_once(after).map_or(rest, |(text, _)| text).trim().to_owned();
            }
        }
        panic!("it ended without a line that holds {before:?}")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It takes along what it has started.
        let _ = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}
