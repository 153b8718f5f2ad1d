//! The long runs of tests that `cargo xtask test` runs short.

use std::process::Command;
use std::time::Instant;

use crate::site::root;
use crate::table::Verdict;

/// A million odd feeds, figures and sites, made by chance, through the publisher's readers and its cleaner.
pub(crate) fn fuzz() -> Vec<Verdict> {
    vec![run("the fuzzer's failures", "trangxa-publish", "fuzz::")]
}

/// The counter, killed in the middle of its work again and again: no count that it has acknowledged may be lost.
pub(crate) fn kills() -> Vec<Verdict> {
    vec![run("the kills' failures", "trangxa-counter", "kill::")]
}

/// Runs the tests of a package's test binary `it` whose names contain `filter`, at full length.
fn run(what: &str, package: &str, filter: &str) -> Verdict {
    let started = Instant::now();
    let status = Command::new("cargo")
        .args(["test", "--quiet", "--release", "--package", package, "--test", "it", filter])
        .env("TRANGXA_LONG_TESTS", "1")
        .current_dir(root())
        .status()
        .expect("cargo runs");
    println!("\n{filter} at full length: {:.0} s, with compiling", started.elapsed().as_secs_f64());
    Verdict::at_most(what, f64::from(u8::from(!status.success())), 0.0, |count| format!("{count:.0}"))
}
