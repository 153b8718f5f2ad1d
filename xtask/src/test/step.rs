//! One step of the tests.

use super::count::Count;
use anyhow::Result;
use std::io::Write;

/// What only one step at a time can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// Cargo's build folder of the dev profile, on which two cargo commands would wait for each other.
    DevProfile,
}

/// What a step does: it writes its output and counts its tests; an error means that it could not be done.
pub(super) type Work = Box<dyn FnOnce(&mut (dyn Write + Send)) -> Result<Count> + Send>;

/// One check, or the tests of one package.
pub(super) struct Step {
    /// Its name, unique among the steps.
    pub(super) name: String,
    /// The steps that must have passed before.
    pub(super) needs: &'static [&'static str],
    /// What it needs for itself.
    pub(super) lock: Option<Lock>,
    /// Whether no other step runs at the same time; its output is then printed as it comes.
    pub(super) runs_alone: bool,
    /// Whether its output is also printed when it has passed.
    pub(super) prints_everything: bool,
    /// What it does.
    pub(super) work: Work,
}

impl Step {
    /// A step that needs no other and runs next to others. Its output is printed only when it fails.
    pub(super) fn new(
        name: &str,
        work: impl FnOnce(&mut (dyn Write + Send)) -> Result<Count> + Send + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            needs: &[],
            lock: None,
            runs_alone: false,
            prints_everything: false,
            work: Box::new(work),
        }
    }

    /// The same step, after others have passed.
    pub(super) fn needing(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }

    /// The same step, not next to another with this lock.
    pub(super) fn locking(self, lock: Lock) -> Self {
        Self { lock: Some(lock), ..self }
    }

    /// The same step, not next to any other.
    pub(super) fn alone(self) -> Self {
        Self { runs_alone: true, ..self }
    }

    /// The same step, whose output is printed in any case.
    pub(super) fn printing_everything(self) -> Self {
        Self { prints_everything: true, ..self }
    }
}
