//! Our calendar files beside what another program makes of them: tests/calendar/expand.mjs, with Mozilla's ical.js.

use super::count::Count;
use super::step::Step;
use crate::cargo::{Built, root};
use crate::command::captured;
use crate::setup::Tools;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

/// The example of trangxa-calendar-files that writes a calendar file and what it must expand to.
const EXPAND: &str = "expand";
/// The calendars below crates/calendar-files/tests/calendar, each with the first day of the year for which it is expanded.
const CALENDARS: [(&str, &str); 2] = [("rules.json", "2025-07-01"), ("commune.json", "2025-07-01")];

/// The comparison, for when the tests are compiled. `folder` is where the calendars are written.
pub(super) fn step(tools: Tools, folder: PathBuf, built: Arc<Mutex<Vec<Built>>>) -> Step {
    let step = Step::new("test: calendars with ical.js", move |output| {
        let program = {
            let built = built.lock().unwrap_or_else(PoisonError::into_inner);
            let found = built.iter().find(|it| it.name == EXPAND && !it.is_test).map(|it| it.executable.clone());
            found.context("cargo has not built the example expand")?
        };
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut count = Count::default();
        for (calendar, today) in CALENDARS {
            count += compare(&tools, &program, &folder, (calendar, today), output)?;
        }
        Ok(count)
    });
    step.printing_everything()
}

fn compare(
    tools: &Tools,
    program: &Path,
    folder: &Path,
    (calendar, today): (&str, &str),
    output: &mut (dyn Write + Send),
) -> Result<Count> {
    let document = root().join("crates/calendar-files/tests/calendar").join(calendar);
    let (ics, expected) = (folder.join(calendar).with_extension("ics"), folder.join(calendar));
    let mut write = Command::new(program);
    write.arg(document).arg(today).args([&ics, &expected]);
    let mut read = Command::new("node");
    read.arg(root().join("tests/calendar/expand.mjs")).arg(today).args([&ics, &expected]);
    writeln!(output, "\n{calendar}")?;
    for command in [&mut write, tools.for_calendars(&mut read)] {
        if !captured(command, output)?.success() {
            return Ok(Count::failed());
        }
    }
    Ok(Count::passed())
}
