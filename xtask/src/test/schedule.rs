//! Running steps side by side.

use super::count::Count;
use super::step::{Lock, Step};
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How many steps run at once. Most of them use two cores by themselves; more would only disturb the tests in which
/// programs wait for each other.
const WORKERS: usize = 2;

/// What came of a step.
pub(super) struct StepResult {
    pub(super) name: String,
    pub(super) count: Count,
    pub(super) duration: Duration,
}

/// Runs steps, earlier ones first where nothing else decides, and returns what came of them in the order in which they
/// ended. A step whose needs have failed is not run and counts as one failure; needs that are not among the steps count as
/// passed.
pub(super) fn run(steps: Vec<Step>) -> Vec<StepResult> {
    let schedule = Schedule {
        state: Mutex::new(State {
            started: 0,
            total: steps.len(),
            open: steps,
            running: Vec::new(),
            ended: Vec::new(),
        }),
        changed: Condvar::new(),
        begin: Instant::now(),
    };
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| schedule.work());
        }
    });
    schedule.state.into_inner().unwrap_or_else(PoisonError::into_inner).ended
}

struct Schedule {
    state: Mutex<State>,
    changed: Condvar,
    begin: Instant,
}

struct State {
    started: usize,
    total: usize,
    open: Vec<Step>,
    running: Vec<Running>,
    ended: Vec<StepResult>,
}

struct Running {
    name: String,
    lock: Option<Lock>,
    runs_alone: bool,
}

/// What a worker finds to do.
enum Next {
    Run(Step),
    /// A step that it needs, by name, has failed.
    GiveUp(Step, String),
    Wait,
    Nothing,
}

impl State {
    fn next(&mut self) -> Next {
        if self.open.is_empty() {
            return Next::Nothing;
        }
        let failed = |name: &&str| self.ended.iter().any(|ended| ended.name == **name && ended.count.failed > 0);
        let hopeless = self
            .open
            .iter()
            .enumerate()
            .find_map(|(place, step)| Some((place, *step.needs.iter().find(|name| failed(name))?)));
        if let Some((place, need)) = hopeless {
            return Next::GiveUp(self.open.remove(place), need.to_owned());
        }
        if self.running.iter().any(|running| running.runs_alone) {
            return Next::Wait;
        }
        match self.open.iter().position(|step| self.can_start(step)) {
            Some(place) => Next::Run(self.open.remove(place)),
            None => Next::Wait,
        }
    }

    fn can_start(&self, step: &Step) -> bool {
        let is_unfinished = |name: &&str| {
            self.open.iter().any(|open| open.name == *name) || self.running.iter().any(|running| running.name == *name)
        };
        let is_locked = step.lock.is_some() && self.running.iter().any(|running| running.lock == step.lock);
        // Steps that run alone come last, when the others are done.
        let is_crowded = step.runs_alone && (!self.running.is_empty() || self.open.iter().any(|open| !open.runs_alone));
        !is_locked && !is_crowded && !step.needs.iter().any(is_unfinished)
    }
}

impl Schedule {
    fn work(&self) {
        let mut state = self.lock();
        loop {
            match state.next() {
                Next::Nothing => return,
                Next::Wait => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Next::GiveUp(step, need) => {
                    println!("== {}: not run, because this failed: {need}", step.name);
                    state.ended.push(StepResult { name: step.name, count: Count::failed(), duration: Duration::ZERO });
                    self.changed.notify_all();
                }
                Next::Run(step) => {
                    state.started += 1;
                    let (number, total) = (state.started, state.total);
                    println!("{:4} s  step {number} of {total}: {}", self.begin.elapsed().as_secs(), step.name);
                    let Step { name, lock, runs_alone, .. } = &step;
                    state.running.push(Running { name: name.clone(), lock: *lock, runs_alone: *runs_alone });
                    drop(state);
                    let result = perform(step);
                    state = self.lock();
                    state.running.retain(|running| running.name != result.name);
                    state.ended.push(result);
                    self.changed.notify_all();
                }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn perform(step: Step) -> StepResult {
    let begin = Instant::now();
    let Step { name, runs_alone, prints_everything, work, .. } = step;
    let mut buffer = Vec::new();
    let work_result = if runs_alone { work(&mut io::stdout()) } else { work(&mut buffer) };
    let count = match work_result {
        Ok(count) => count,
        Err(error) => {
            buffer.extend(format!("error: {error:#}\n").into_bytes());
            Count::failed()
        }
    };
    let duration = begin.elapsed();
    let text = if prints_everything || count.failed > 0 { String::from_utf8_lossy(&buffer) } else { "".into() };
    let Count { passed, failed } = count;
    // One call, so that the output of two steps does not mix.
    println!("{text}== {name}: {passed} passed, {failed} failed, {} s", duration.as_secs());
    StepResult { name, count, duration }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// Steps that note when they begin and end, and the notes.
    #[derive(Clone, Default)]
    struct Notes(Arc<Mutex<Vec<String>>>);

    impl Notes {
        fn step(&self, name: &'static str, count: Count) -> Step {
            let notes = Arc::clone(&self.0);
            Step::new(name, move |_| {
                notes.lock().unwrap().push(format!("+{name}"));
                thread::yield_now();
                notes.lock().unwrap().push(format!("-{name}"));
                Ok(count)
            })
        }

        fn place(&self, note: &str) -> usize {
            self.0.lock().unwrap().iter().position(|it| it == note).unwrap()
        }
    }

    #[test]
    fn a_step_waits_for_its_needs_and_for_its_lock_and_one_that_runs_alone_comes_last() {
        let notes = Notes::default();
        run(vec![
            notes.step("alone", Count::passed()).alone().needing(&["first"]),
            notes.step("second", Count::passed()).needing(&["first"]),
            notes.step("first", Count::passed()).locking(Lock::DevProfile),
            notes.step("third", Count::passed()).locking(Lock::DevProfile),
        ]);
        assert!(notes.place("-first") < notes.place("+second"));
        assert!(notes.place("-first") < notes.place("+third"));
        assert_eq!(notes.place("+alone"), 6, "{:?}", notes.0);
    }

    #[test]
    fn a_step_whose_needs_have_failed_is_not_run() {
        let notes = Notes::default();
        let results = run(vec![
            notes.step("builds", Count::failed()),
            notes.step("tests", Count::passed()).needing(&["builds"]),
            notes.step("browses", Count::passed()).needing(&["tests", "is not there"]).alone(),
        ]);
        assert_eq!(results.iter().map(|result| result.count).sum::<Count>(), Count { passed: 0, failed: 3 });
        assert_eq!(notes.0.lock().unwrap().len(), 2);
    }

    #[test]
    fn an_error_is_a_failure() {
        let results = run(vec![Step::new("fails", |_| anyhow::bail!("no cargo"))]);
        assert_eq!(results[0].count, Count::failed());
    }
}
