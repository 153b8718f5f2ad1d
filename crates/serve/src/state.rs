//! What the strip shows.

use serde::Serialize;
use serde_json::json;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_messages::{language, serve as say};

/// How many findings of a kind the strip lists.
const LISTED: usize = 20;

/// What came of a build.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Whether the built site is another than before.
    pub is_new: bool,
    /// Why there is no newer site, if there is none.
    pub problem: Option<String>,
    /// What was found in the site folder, worst first.
    pub groups: Vec<Group>,
}

/// Findings of one severity.
#[derive(Clone, Debug)]
pub struct Group {
    /// The code of the severity: `error`, `risk`, `loss`, `fault` or `advice`.
    pub severity: &'static str,
    /// What the severity is called, with the number of its findings.
    pub heading: String,
    /// The findings by kind.
    pub kinds: Vec<Kind>,
}

/// Findings of one kind.
#[derive(Clone, Debug)]
pub struct Kind {
    /// What happens to the content, and what to do.
    pub heading: String,
    /// The findings.
    pub findings: Vec<Finding>,
}

/// A finding.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The file and the place in it.
    pub place: String,
    /// What is wrong there.
    pub message: String,
}

impl Outcome {
    /// The number of findings.
    #[must_use]
    pub fn count(&self) -> usize {
        self.groups.iter().map(Group::count).sum()
    }
}

impl Group {
    fn count(&self) -> usize {
        self.kinds.iter().map(|kind| kind.findings.len()).sum()
    }
}

/// What the pages know of the site, and since when.
#[derive(Debug)]
pub(crate) struct State {
    /// Another one for each run of the program, since pages may stay open from one to the next.
    run: String,
    /// How many times the state has changed.
    number: u64,
    /// How many times the pages have changed; 0 before they were built at all.
    pages: u64,
    is_building: bool,
    outcome: Outcome,
}

impl State {
    /// The state before the first build. `has_pages` says that those of an earlier run are there.
    pub(crate) fn new(has_pages: bool) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        Self {
            run: format!("{now:x}"),
            number: 0,
            pages: u64::from(has_pages),
            is_building: true,
            outcome: Outcome::default(),
        }
    }

    /// Names this state.
    pub(crate) fn id(&self) -> String {
        format!("{}.{}", self.run, self.number)
    }

    /// Names the pages that there are now.
    pub(crate) fn pages(&self) -> String {
        format!("{}.{}", self.run, self.pages)
    }

    /// Whether there are pages to show.
    pub(crate) fn has_pages(&self) -> bool {
        self.pages > 0
    }

    /// Notes that a build has begun.
    pub(crate) fn build(&mut self) {
        self.number += 1;
        self.is_building = true;
    }

    /// Notes what came of a build.
    pub(crate) fn end(&mut self, outcome: Outcome) {
        self.number += 1;
        self.pages += u64::from(outcome.is_new || outcome.problem.is_none() && self.pages == 0);
        self.is_building = false;
        self.outcome = outcome;
    }

    /// The state as the strip reads it, with all words that it says.
    pub(crate) fn json(&self) -> String {
        let groups: Vec<_> = self.outcome.groups.iter().map(group).collect();
        let state = json!({
            "id": self.id(),
            "pages": self.pages(),
            "building": self.is_building,
            "problem": self.outcome.problem,
            "summary": self.summary(),
            "groups": groups,
            "language": language().code(),
            "words": {
                "title": say::Title.to_string(),
                "problem": say::ProblemHeading.to_string(),
                "close": say::Close.to_string(),
                "stopped": say::StoppedStrip.to_string(),
            },
        });
        state.to_string()
    }

    fn summary(&self) -> String {
        match (&self.outcome.problem, self.outcome.count()) {
            _ if self.is_building => say::Building.to_string(),
            (Some(_), _) => say::NotBuilt.to_string(),
            (None, 0) => say::NoFindings.to_string(),
            (None, count) => say::Findings { count }.to_string(),
        }
    }
}

fn group(group: &Group) -> serde_json::Value {
    let kind = |kind: &Kind| {
        let listed = &kind.findings[..kind.findings.len().min(LISTED)];
        let more = kind.findings.len() - listed.len();
        json!({
            "heading": kind.heading,
            "findings": listed,
            "more": (more > 0).then(|| say::More { count: more }.to_string()),
        })
    };
    let kinds: Vec<_> = group.kinds.iter().map(kind).collect();
    json!({"severity": group.severity, "heading": group.heading, "count": group.count(), "kinds": kinds})
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn outcome(findings: usize) -> Outcome {
        let finding = Finding { place: "data/site.json".to_owned(), message: "<b>".to_owned() };
        let kind = Kind { heading: "missing".to_owned(), findings: vec![finding; findings] };
        let group = Group { severity: "advice", heading: "COULD BE BETTER".to_owned(), kinds: vec![kind] };
        Outcome { is_new: false, problem: None, groups: vec![group] }
    }

    fn json(state: &State) -> Value {
        serde_json::from_str(&state.json()).unwrap()
    }

    #[test]
    fn pages_are_others_only_when_a_build_made_them_so() {
        let mut state = State::new(false);
        let (none, first) = (state.pages(), state.id());
        assert!(!state.has_pages());
        state.end(Outcome { problem: Some("no".to_owned()), ..Outcome::default() });
        assert!(!state.has_pages() && state.pages() == none && state.id() != first);
        state.end(Outcome::default());
        let built = state.pages();
        assert!(state.has_pages() && built != none, "the first site is new, although its files were there");
        state.build();
        state.end(Outcome::default());
        assert_eq!(state.pages(), built);
        state.end(Outcome { is_new: true, ..Outcome::default() });
        assert_ne!(state.pages(), built);
    }

    #[test]
    fn the_strip_is_told_what_is_so() {
        let mut state = State::new(true);
        assert_eq!(json(&state)["summary"], say::Building.to_string());
        state.end(Outcome::default());
        assert_eq!(json(&state)["summary"], say::NoFindings.to_string());
        state.end(outcome(2));
        assert_eq!(json(&state)["summary"], "2 things to look at");
        state.end(Outcome { problem: Some("a\nb".to_owned()), ..outcome(2) });
        assert_eq!(json(&state)["summary"], say::NotBuilt.to_string());
        assert_eq!(json(&state)["problem"], "a\nb");
    }

    #[test]
    fn long_lists_are_cut_and_counted() {
        let mut state = State::new(true);
        state.end(outcome(LISTED));
        assert_eq!(json(&state)["groups"][0]["kinds"][0]["more"], Value::Null);
        state.end(outcome(LISTED + 3));
        let group = &json(&state)["groups"][0];
        assert_eq!(group["count"], LISTED + 3);
        assert_eq!(group["kinds"][0]["findings"].as_array().unwrap().len(), LISTED);
        assert_eq!(group["kinds"][0]["more"], "and 3 more");
    }
}
