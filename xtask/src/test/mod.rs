//! Every check and every test, and the counts at the end.
//!
//! What costs time is compiling and the browser tests. Therefore:
//! - the workspace is compiled natively once, with one set of features, and the tests are run from the programs that came
//!   out of it (no doc comment has code in it, so there are no doctests to compile);
//! - two steps run side by side: Trunk builds the app while the native tests are compiled, for example. What a step writes
//!   is printed when it ends;
//! - the browser tests come last and alone, because they need both cores, the app and the compiled tests. They use the app
//!   as it is published, not one of a quicker profile: the byte budgets need that app in any case, it is ready before the
//!   native steps are, and a second build would take the time of the first again;
//! - compiled dependencies are kept next to the tools: see [`crate::dependencies`].

mod count;
mod schedule;
mod step;

use crate::app::{self, Stamp};
use crate::cargo::{self, Built, FEATURES, Package, Workspace, cargo};
use crate::command::captured;
use crate::dependencies::Dependencies;
use crate::setup::{self, Tools};
use anyhow::{Result, bail};
use count::{Count, Reader};
use schedule::run;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use step::{Lock, Step};

/// The package of the browser tests.
const BROWSER_TESTS: &str = "trangxa-e2e";
/// Packages whose tests take longest: they are started first.
const LONGEST: [&str; 3] = ["trangxa-counter", "trangxa-publish", "trangxa-feeds"];

const BUILD_APP: &str = "build the app";
const COMPILE_TESTS: &str = "compile the tests";

/// Runs every step whose name contains `only`, and what these steps need; fails when one did.
pub(crate) fn test(only: Option<&str>) -> Result<()> {
    let tools = setup::for_testing()?;
    let workspace = Workspace::read()?;
    let steps = chosen(steps(&tools, &workspace), only);
    if steps.is_empty() {
        bail!("nothing was tested: no step has {:?} in its name", only.unwrap_or_default());
    }
    let dependencies = Dependencies::of(&workspace);
    if let Ok(dependencies) = &dependencies {
        dependencies.restore();
    }
    let results = run(steps);
    let has_compiled = results.iter().all(|result| result.count.failed == 0 || result.name.starts_with("test: "));
    match dependencies {
        Ok(dependencies) if only.is_none() && has_compiled => dependencies.save(),
        Ok(_) => {}
        Err(error) => eprintln!("xtask: compiled dependencies are not kept: {error:#}"),
    }
    println!("\nseconds  step");
    for result in &results {
        let Count { passed, failed } = result.count;
        let mark = if failed > 0 { "  FAILED" } else { "" };
        println!("{:7.0}  {}: {passed} passed, {failed} failed{mark}", result.duration.as_secs_f64(), result.name);
    }
    let total: Count = results.iter().map(|result| result.count).sum();
    println!("\n{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 {
        bail!("{} failed", total.failed);
    }
    Ok(())
}

/// The steps whose name contains `only`, and those that they need.
fn chosen(steps: Vec<Step>, only: Option<&str>) -> Vec<Step> {
    let Some(only) = only else { return steps };
    let matches = |step: &&Step| step.name.contains(only);
    let needed: Vec<&str> = steps.iter().filter(matches).flat_map(|step| step.needs).copied().collect();
    steps.into_iter().filter(|step| step.name.contains(only) || needed.contains(&step.name.as_str())).collect()
}

/// All steps, in the order in which they are started where nothing else decides.
fn steps(tools: &Tools, workspace: &Workspace) -> Vec<Step> {
    let built = Arc::<Mutex<Vec<Built>>>::default();
    // Asked before the tests are compiled: that links this program anew, and a replaced program does not know its path.
    let xtask = std::env::current_exe().ok();
    let mut steps = vec![build_app(tools.clone()), compile_tests(Arc::clone(&built))];
    let mut packages: Vec<&Package> = workspace.packages.iter().collect();
    packages.sort_by_key(|package| LONGEST.iter().position(|name| *name == package.name).unwrap_or(LONGEST.len()));
    let mut tests: Vec<Step> = packages
        .into_iter()
        .map(|package| tests_of(package, tools.clone(), Arc::clone(&built), xtask.clone()))
        .collect();
    // The checks of cargo's wait for each other, so a worker that finds one of them busy goes on with a test.
    steps.extend(checks(tools));
    tests.sort_by_key(|step| step.runs_alone);
    steps.extend(tests);
    steps
}

fn build_app(tools: Tools) -> Step {
    Step::new(BUILD_APP, move |output| {
        let Some(stamp) = Stamp::of_outdated_app()? else {
            writeln!(output, "The app is there, made from these sources.")?;
            return Ok(Count::passed());
        };
        for part in &app::PARTS {
            if !captured(&mut part.command(&tools), output)?.success() {
                return Ok(Count::failed());
            }
        }
        stamp.write()?;
        Ok(Count::passed())
    })
}

fn compile_tests(built: Arc<Mutex<Vec<Built>>>) -> Step {
    let mut command = cargo("test");
    command.args(["--quiet", "--locked", "--workspace", "--features", FEATURES, "--no-run"]);
    Step::new(COMPILE_TESTS, move |output| match cargo::built(&mut command, output) {
        Ok(executables) => {
            *built.lock().unwrap_or_else(PoisonError::into_inner) = executables;
            Ok(Count::passed())
        }
        Err(error) => {
            writeln!(output, "error: {error:#}")?;
            Ok(Count::failed())
        }
    })
    .locking(Lock::DevProfile)
}

/// The checks that are one cargo command each.
fn checks(tools: &Tools) -> Vec<Step> {
    let check = |name: &str, arguments: &[&str]| {
        let mut command = cargo(arguments[0]);
        tools.for_build(command.args(&arguments[1..]));
        Step::new(name, move |output| {
            let status = captured(&mut command, output)?;
            Ok(if status.success() { Count::passed() } else { Count::failed() })
        })
    };
    let clippy = |name: &str, arguments: &[&str]| {
        let arguments = [&["clippy", "--quiet", "--locked"], arguments, &["--", "-Dwarnings"]].concat();
        check(name, &arguments).locking(Lock::DevProfile)
    };
    let browser = ["--target", "wasm32-unknown-unknown", "--package"];
    let mut documentation = cargo("doc");
    documentation.args(["--quiet", "--locked", "--workspace", "--features", FEATURES]);
    documentation.args(["--no-deps", "--document-private-items", "--keep-going"]).env("RUSTDOCFLAGS", "-Dwarnings");
    vec![
        check("format", &["fmt", "--all", "--check"]),
        // Known weaknesses are not looked up: see deny.toml.
        check(
            "licences and origins of dependencies",
            &["deny", "--workspace", "--locked", "check", "bans", "licenses", "sources"],
        ),
        clippy("lint: natively", &["--workspace", "--all-targets", "--features", FEATURES]),
        clippy("lint: portal in the browser", &[&browser[..], &["trang-xa", "--features", "hydrate"]].concat()),
        clippy("lint: widget in the browser", &[&browser[..], &["trangxa-embed", "--features", "live"]].concat()),
        Step::new("documentation", move |output| {
            let status = captured(&mut documentation, output)?;
            Ok(if status.success() { Count::passed() } else { Count::failed() })
        })
        .locking(Lock::DevProfile),
    ]
}

/// The tests of a package: of its library and its programs, and those below tests/.
fn tests_of(package: &Package, tools: Tools, built: Arc<Mutex<Vec<Built>>>, xtask: Option<PathBuf>) -> Step {
    let in_browser = package.name == BROWSER_TESTS;
    let name = match package.name.as_str() {
        BROWSER_TESTS => "in the browser",
        "trang-xa" => "portal",
        name => name.trim_start_matches("trangxa-"),
    };
    let folder = package.folder.clone();
    let step = Step::new(&format!("test: {name}"), move |output| {
        let mut count = Count::default();
        let programs: Vec<_> = {
            let built = built.lock().unwrap_or_else(PoisonError::into_inner);
            let of_package = built.iter().filter(|built| built.is_test && built.package == folder);
            of_package.map(|built| built.executable.clone()).collect()
        };
        for program in programs {
            let mut command = test_command(&program, &folder, xtask.as_deref());
            if in_browser {
                tools.for_browser(&mut command).arg("--test-threads=2");
            }
            writeln!(output, "\n{}", program.file_name().unwrap_or_default().display())?;
            let mut reader = Reader::new(output);
            let status = captured(&mut command, &mut reader)?;
            count += reader.count(status.success());
        }
        Ok(count)
    });
    let step = step.printing_everything();
    if in_browser { step.needing(&[BUILD_APP, COMPILE_TESTS]).alone() } else { step.needing(&[COMPILE_TESTS]) }
}

/// A test program, started where cargo starts it.
fn test_command(program: &Path, package: &Path, xtask: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    cargo::with_our_flags(command.current_dir(package).env("CARGO_MANIFEST_DIR", package));
    if let Some(xtask) = xtask {
        // For the tests that start `cargo xtask` commands: this very program, which need not be built again.
        command.env("TRANGXA_XTASK", xtask);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_steps_brings_what_they_need() {
        let steps = || {
            let step = |name: &str| Step::new(name, |_| Ok(Count::passed()));
            let browser = step("test: in the browser").needing(&[BUILD_APP, COMPILE_TESTS]);
            vec![step(BUILD_APP), step(COMPILE_TESTS), step("format"), browser]
        };
        let names = |only| chosen(steps(), only).into_iter().map(|step| step.name).collect::<Vec<_>>();
        assert_eq!(names(Some("browser")), [BUILD_APP, COMPILE_TESTS, "test: in the browser"]);
        assert_eq!(names(Some("format")), ["format"]);
        assert_eq!(names(None).len(), 4);
        assert!(names(Some("no such step")).is_empty());
    }
}
