//! Files and situations of people who run a commune's page, each with its right outcome.
//!
//! A [`Case`] makes its own small input, gives it to the libraries that the programs consist of, and says whether what came of it
//! is right. The test `cases` runs all of them, and `cargo xtask bench --only cases` prints them as a table with their times.
//!
//! # How to add one
//!
//! 1. Write a function in the module of its subject ([`documents`], [`articles`], [`feeds`], [`figures`]; make a module where there is
//!    none, and name it in [`all()`]). It takes a [`CaseSite`], which is a site folder with one article and a built app, writes its
//!    input there with invented data, and runs [`CaseSite::check`], [`CaseSite::page`], [`CaseSite::import`] or
//!    [`CaseSite::import_figures`].
//! 2. Return `Ok(Outcome::Right)` where the values that came out are right, `Ok(Outcome::Refused)` where the input was refused with
//!    the words that a clerk needs, and `Err` with what was found otherwise. Compare values; that nothing failed proves little.
//! 3. Add a line to the module's `CASES`: a name, the outcome that is right, the function.
//!
//! Keep a case small: one mistake, one file, a few values.

pub mod articles;
pub mod documents;
pub mod feeds;
pub mod figures;
mod site;

pub use site::CaseSite;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was read, and the values are right.
    Right,
    /// It was refused with words that say where and why, and nothing was written.
    Refused,
}

/// The outcome, or what is wrong with it.
pub type CaseResult = Result<Outcome, String>;

/// An input and its right outcome.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The name, such as `json-raw-newline`.
    pub name: &'static str,
    /// The outcome that is right.
    pub expected: Outcome,
    /// Runs it on a site.
    pub run: fn(&CaseSite) -> CaseResult,
}

/// What a run of a case showed.
#[derive(Clone, Debug)]
pub struct Run {
    /// The outcome; an error says what is wrong.
    pub result: CaseResult,
    /// How long it took, without making the site folder.
    pub time: Duration,
}

impl Case {
    /// Runs the case on a new site. A panic is a wrong outcome.
    #[must_use]
    pub fn run(&self) -> Run {
        let site = CaseSite::new();
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| (self.run)(&site)));
        let time = start.elapsed();
        let result = result.unwrap_or_else(|_| Err("panicked".to_owned())).and_then(|outcome| {
            let is_expected = outcome == self.expected;
            is_expected.then_some(outcome).ok_or_else(|| format!("{outcome:?}, where {:?} is right", self.expected))
        });
        let result = result.and_then(|outcome| site.require_figures_alike().map(|()| outcome));
        Run { result, time }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.result {
            Ok(Outcome::Right) => f.write_str("right"),
            Ok(Outcome::Refused) => f.write_str("refused as expected"),
            Err(wrong) => write!(f, "WRONG: {wrong}"),
        }
    }
}

/// Every case.
pub fn all() -> impl Iterator<Item = &'static Case> {
    [documents::CASES, articles::CASES, feeds::CASES, figures::CASES].into_iter().flatten()
}

/// `Ok` where a condition holds; otherwise what was found instead.
///
/// # Errors
/// If the condition does not hold.
pub fn require(is_right: bool, found: impl fmt::Debug) -> Result<(), String> {
    if is_right { Ok(()) } else { Err(format!("found {found:?}")) }
}
