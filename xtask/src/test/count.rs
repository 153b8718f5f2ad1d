//! Counting tests and checks.

use std::io::{self, Write};
use std::iter::Sum;
use std::ops::AddAssign;

/// Numbers of tests and checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
}

impl Count {
    /// One check that passed.
    pub(super) fn passed() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// One check that failed.
    pub(super) fn failed() -> Self {
        Self { passed: 0, failed: 1 }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        let mut sum = Self::default();
        counts.for_each(|count| sum += count);
        sum
    }
}

/// Passes on what a test program writes and reads the counts in it.
pub(super) struct Reader<'a> {
    sink: &'a mut dyn Write,
    line: Vec<u8>,
    count: Option<Count>,
}

impl<'a> Reader<'a> {
    /// A reader that passes everything on to `sink`.
    pub(super) fn new(sink: &'a mut dyn Write) -> Self {
        Self { sink, line: Vec::new(), count: None }
    }

    /// The counts of a program that has ended, and whether it ended well. A program that ends badly without a failed test
    /// (it may have been killed) counts as one failure.
    pub(super) fn count(mut self, is_success: bool) -> Count {
        self.read_line();
        let mut count = self.count.unwrap_or_default();
        if count.failed == 0 && !(is_success && self.count.is_some()) {
            count.failed = 1;
        }
        count
    }

    fn read_line(&mut self) {
        let line = String::from_utf8_lossy(&self.line);
        if let Some(count) = closing_line(line.trim_end()) {
            *self.count.get_or_insert_default() += count;
        }
        self.line.clear();
    }
}

impl Write for Reader<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            if *byte == b'\n' { self.read_line() } else { self.line.push(*byte) }
        }
        self.sink.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// The counts in the closing line of a test program of Rust's standard harness.
fn closing_line(line: &str) -> Option<Count> {
    let rest = line.strip_prefix("test result: ")?;
    let number =
        |what: &str| rest.split(['.', ';']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok());
    Some(Count { passed: number("passed")?, failed: number("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: &str =
        "test result: FAILED. 61 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.15s";
    const PASSED: &str = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";

    fn count(texts: &[&str], is_success: bool) -> Count {
        let mut sink = Vec::new();
        let mut reader = Reader::new(&mut sink);
        for text in texts {
            reader.write_all(text.as_bytes()).unwrap();
        }
        let count = reader.count(is_success);
        assert_eq!(String::from_utf8(sink).unwrap(), texts.concat());
        count
    }

    #[test]
    fn the_closing_line_is_read() {
        assert_eq!(closing_line(FAILED), Some(Count { passed: 61, failed: 2 }));
        assert_eq!(closing_line("running 3 tests"), None);
    }

    #[test]
    fn a_line_may_arrive_in_parts() {
        let (first, second) = FAILED.split_at(20);
        assert_eq!(count(&["running\n", first, second, "\n"], false), Count { passed: 61, failed: 2 });
        assert_eq!(count(&[PASSED], true), Count { passed: 3, failed: 0 });
    }

    #[test]
    fn a_program_that_is_killed_or_says_nothing_has_failed() {
        assert_eq!(count(&["running 3 tests\n"], false), Count::failed());
        assert_eq!(count(&[""], true), Count::failed());
        assert_eq!(count(&[PASSED], false), Count { passed: 3, failed: 1 });
    }
}
