//! Every check and test, one after another, and the count at the end.

use crate::app;
use crate::setup::{self, Tools};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

#[derive(Default)]
struct Count {
    passed: u32,
    failed: u32,
}

/// A cargo command that is one check, or that runs tests to be counted.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
}

const STEPS: &[Step] = &[
    Step { name: "format", arguments: &["fmt", "--all", "--check"] },
    Step {
        name: "lint: app in the browser",
        arguments: &[
            "clippy",
            "--package",
            "trang-xa",
            "--features",
            "hydrate",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-Dwarnings",
        ],
    },
    Step {
        name: "lint: widget in the browser",
        arguments: &[
            "clippy",
            "--package",
            "trangxa-embed",
            "--features",
            "live",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-Dwarnings",
        ],
    },
    Step {
        name: "lint: app natively",
        arguments: &["clippy", "--package", "trang-xa", "--features", "ssr", "--all-targets", "--", "-Dwarnings"],
    },
    Step {
        name: "lint: the rest",
        arguments: &["clippy", "--workspace", "--exclude", "trang-xa", "--all-targets", "--", "-Dwarnings"],
    },
    Step { name: "test: model", arguments: &["test", "--package", "trangxa-model", "--all-features"] },
    Step { name: "test: app natively", arguments: &["test", "--package", "trang-xa", "--features", "ssr"] },
    Step {
        name: "test: publisher, widget, host, xtask",
        arguments: &[
            "test",
            "--package",
            "trangxa-publish",
            "--package",
            "trangxa-embed",
            "--package",
            "trangxa-views",
            "--features",
            "trangxa-views/english",
            "--package",
            "trangxa-host",
            "--package",
            "xtask",
        ],
    },
    Step {
        name: "test: import",
        arguments: &[
            "test",
            "--package",
            "trangxa-feeds",
            "--package",
            "trangxa-figures",
            "--package",
            "trangxa-site-files",
            "--package",
            "trangxa-web",
        ],
    },
    Step { name: "test: counter", arguments: &["test", "--package", "trangxa-counter"] },
    Step { name: "test: in the browser", arguments: &["test", "--package", "trangxa-e2e", "--", "--test-threads=2"] },
];

/// Runs every step whose name contains `only`; fails when any did.
pub fn test(only: Option<&str>) -> Result<()> {
    let tools = setup::for_testing()?;
    app::build(&tools)?;
    let mut total = Count::default();
    for step in STEPS.iter().filter(|step| only.is_none_or(|only| step.name.contains(only))) {
        println!("\n== {}", step.name);
        let started = Instant::now();
        let count = run(step, &tools)?;
        println!(
            "== {}: {} passed, {} failed, {} s",
            step.name,
            count.passed,
            count.failed,
            started.elapsed().as_secs()
        );
        total.passed += count.passed;
        total.failed += count.failed;
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 {
        bail!("{} failed", total.failed);
    }
    if total.passed == 0 {
        bail!("nothing was tested: no step is called that");
    }
    Ok(())
}

fn run(step: &Step, tools: &Tools) -> Result<Count> {
    let mut command = Command::new("cargo");
    tools.for_browser(command.args(step.arguments)).stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot run cargo")?;
    let mut count = Count::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            if let Some((passed, failed)) = result(&line) {
                count.passed += passed;
                count.failed += failed;
            }
        }
    }
    let status = child.wait()?;
    match (status.success(), count.passed + count.failed) {
        (true, 0) => count.passed = 1,
        // It did not compile, or the check itself failed.
        (false, _) if count.failed == 0 => count.failed = 1,
        _ => {}
    }
    Ok(count)
}

/// The counts in a closing line of libtest's.
fn result(line: &str) -> Option<(u32, u32)> {
    let rest = line.strip_prefix("test result: ")?;
    let number =
        |what: &str| rest.split(['.', ';']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok());
    Some((number("passed")?, number("failed")?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_libtests_closing_line() {
        let line = "test result: FAILED. 61 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.15s";
        assert_eq!(super::result(line), Some((61, 2)));
        assert_eq!(super::result("running 3 tests"), None);
    }
}
