//! Every check and every test, and the counts at the end.
//!
//! What costs time is compiling and the browser tests. Therefore:
//! - the workspace is compiled natively once, with one set of features, and the tests are run from the programs that came
//!   out of it (no doc comment has code in it, so there are no doctests to compile);
//! - two steps run side by side: Trunk builds the app while the native tests are compiled, for example. What a step writes
//!   is printed when it ends;
//! - the browser tests come last and alone, one engine after the other, because they need both cores, the app and the compiled
//!   tests. They use the app
//!   as it is published, not one of a quicker profile: the byte budgets need that app in any case, it is ready before the
//!   native steps are, and a second build would take the time of the first again;
//! - compiled dependencies are kept next to the tools: see [`crate::dependencies`].

mod calendars;
mod count;
mod schedule;
mod step;

use crate::app::{self, Stamp};
use crate::cargo::{self, Built, FEATURES, Package, Workspace, cargo};
use crate::command::captured;
use crate::dependencies::Dependencies;
use crate::setup::{self, Engine, Tools};
use anyhow::{Result, bail};
use count::{Count, Reader};
use schedule::run;
use std::io::Write;
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
    let engines = setup::for_other_engines()?;
    let left_out: Vec<String> = engines.iter().filter_map(left_out).collect();
    let steps = chosen(steps(&tools, &workspace, &engines), only);
    if steps.is_empty() {
        left_out.iter().for_each(|engine| eprintln!("{engine}"));
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
    left_out.iter().for_each(|engine| println!("{engine}"));
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
fn steps(tools: &Tools, workspace: &Workspace, engines: &[Engine]) -> Vec<Step> {
    let built = Arc::<Mutex<Vec<Built>>>::default();
    // Asked before the tests are compiled: that links this program anew, and a replaced program does not know its path.
    let xtask = std::env::current_exe().ok();
    let programs = |package: &Package| Programs {
        package: package.folder.clone(),
        built: Arc::clone(&built),
        xtask: xtask.clone(),
    };
    let (browser, mut packages): (Vec<&Package>, Vec<&Package>) =
        workspace.packages.iter().partition(|package| package.name == BROWSER_TESTS);
    packages.sort_by_key(|package| LONGEST.iter().position(|name| *name == package.name).unwrap_or(LONGEST.len()));
    let mut steps = vec![build_app(tools.clone()), compile_tests(Arc::clone(&built))];
    // The checks of cargo's wait for each other, so a worker that finds one of them busy goes on with a test.
    steps.extend(checks(tools));
    steps.extend(packages.into_iter().map(|package| tests_of(package, programs(package))));
    let calendars = calendars::step(tools.clone(), workspace.target.join("tmp/calendars"), Arc::clone(&built));
    steps.push(calendars.needing(&[COMPILE_TESTS]));
    for package in browser {
        steps.push(in_chromium(programs(package), tools.clone(), engines));
        steps.extend(engines.iter().filter_map(|engine| in_engine(programs(package), engine)));
    }
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

/// The test programs of a package.
struct Programs {
    /// The package's folder.
    package: PathBuf,
    /// All that was built.
    built: Arc<Mutex<Vec<Built>>>,
    /// This very program.
    xtask: Option<PathBuf>,
}

impl Programs {
    /// Runs them after `prepare` has told each what it needs, and counts their tests.
    fn run(&self, output: &mut (dyn Write + Send), prepare: impl Fn(&mut Command)) -> Result<Count> {
        let mut count = Count::default();
        let programs: Vec<_> = {
            let built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
            let of_package = built.iter().filter(|built| built.is_test && built.package == self.package);
            of_package.map(|built| built.executable.clone()).collect()
        };
        for program in programs {
            let mut command = test_command(&program, &self.package, self.xtask.as_deref());
            prepare(&mut command);
            writeln!(output, "\n{}", program.file_name().unwrap_or_default().display())?;
            let mut reader = Reader::new(output);
            let status = captured(&mut command, &mut reader)?;
            count += reader.count(status.success());
        }
        Ok(count)
    }
}

/// The tests of a package: of its library and its programs, and those below tests/.
fn tests_of(package: &Package, programs: Programs) -> Step {
    let name = match package.name.as_str() {
        "trang-xa" => "portal",
        name => name.trim_start_matches("trangxa-"),
    };
    let step = Step::new(&format!("test: {name}"), move |output| programs.run(output, |_| ()));
    step.printing_everything().needing(&[COMPILE_TESTS])
}

/// The tests in Chromium.
fn in_chromium(programs: Programs, tools: Tools, others: &[Engine]) -> Step {
    let skipped: Vec<_> = others.iter().flat_map(|engine| ["--skip", engine.tests]).collect();
    browser_tests("the browser", move |output| {
        programs.run(output, |command| {
            tools.for_browser(command).arg("--test-threads=2").args(&skipped);
        })
    })
}

/// The tests in another engine; `None` if it cannot be had.
fn in_engine(programs: Programs, engine: &Engine) -> Option<Step> {
    let tests = engine.tests;
    let environment = engine.environment.as_ref().ok()?.clone();
    let step = browser_tests(engine.name, move |output| {
        let count = programs.run(output, |command| {
            command.args([tests, "--test-threads=2"]).envs(environment.iter().cloned());
        })?;
        // They may have got another name.
        Ok(if count == Count::default() { Count::failed() } else { count })
    });
    Some(step)
}

/// Why the tests in an engine are left out; `None` if they are not.
fn left_out(engine: &Engine) -> Option<String> {
    let error = engine.environment.as_ref().err()?;
    Some(format!("left out: the tests in {}: {error:#}", engine.name))
}

fn browser_tests(place: &str, work: impl FnOnce(&mut (dyn Write + Send)) -> Result<Count> + Send + 'static) -> Step {
    Step::new(&format!("test: in {place}"), work).printing_everything().needing(&[BUILD_APP, COMPILE_TESTS]).alone()
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
    fn an_engine_that_cannot_be_had_has_no_step_and_is_named_with_its_reason() {
        let programs = || Programs { package: PathBuf::new(), built: Arc::default(), xtask: None };
        let engine = |environment| Engine { name: "Lynx", tests: "engines::lynx::", environment };
        let missing = engine(Err(anyhow::anyhow!("lynx is not on PATH")));
        assert!(in_engine(programs(), &missing).is_none());
        assert_eq!(left_out(&missing).as_deref(), Some("left out: the tests in Lynx: lynx is not on PATH"));
        let there = engine(Ok(Vec::new()));
        assert_eq!(left_out(&there), None);
        let step = in_engine(programs(), &there).unwrap();
        assert_eq!(step.name, "test: in Lynx");
        // Without any test in that engine it would seem to be tested.
        assert_eq!((step.work)(&mut Vec::new()).unwrap(), Count::failed());
    }

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
