//! How far the build is: on the error output, and on the page that is shown until the site is there.

use super::waiting::Waiting;
use std::cell::Cell;

/// A stage of the first build.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    what: &'static str,
    vietnamese: &'static str,
    /// How long it takes on two cores where nothing has been compiled.
    minutes: u32,
}

impl Stage {
    pub(super) const TOOLS: Self = Self {
        what: "compiling the tools, the publisher, the counter and the app",
        vietnamese: "biên dịch công cụ và các chương trình",
        minutes: 8,
    };
    pub(super) const PROGRAMS: Self =
        Self {
            what: "compiling the publisher and the counter", vietnamese: "biên dịch các chương trình", minutes: 2
        };
    pub(super) const APP: Self =
        Self { what: "building the app", vietnamese: "dựng ứng dụng cho trình duyệt", minutes: 2 };
    pub(super) const PUBLISH: Self = Self { what: "publishing the site", vietnamese: "dựng các trang", minutes: 0 };
}

/// The stages of a build and how many of them have begun.
pub(super) struct Progress<'a> {
    stages: Vec<Stage>,
    begun: Cell<usize>,
    waiting: &'a Waiting,
}

impl<'a> Progress<'a> {
    /// A build whose stages are shown on the page as well.
    pub(super) fn new(stages: Vec<Stage>, waiting: &'a Waiting) -> Self {
        Self { stages, begun: Cell::new(0), waiting }
    }

    /// Says which stage begins.
    pub(super) fn next(&self) {
        let begun = self.begun.get();
        self.begun.set(begun + 1);
        let Some(stage) = self.stages.get(begun) else { return };
        let (number, count) = (begun + 1, self.stages.len());
        let total: u32 = self.stages.iter().map(|stage| stage.minutes).sum();
        let share = match stage.minutes {
            0 => String::new(),
            minutes => format!(", where nothing is compiled yet about {minutes} of {total} minutes"),
        };
        eprintln!("xtask: stage {number} of {count}: {}{share}", stage.what);
        let share = match stage.minutes {
            0 => String::new(),
            minutes => format!(" (lần đầu mất khoảng {minutes} trong {total} phút)"),
        };
        self.waiting.show(&format!("Bước {number}/{count}: {}{share}.", stage.vietnamese));
    }
}
