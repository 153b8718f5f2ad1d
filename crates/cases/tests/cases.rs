//! Every case has its right outcome.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use trangxa_cases::{Case, Outcome, all};

#[test]
fn every_case_has_its_right_outcome() {
    let wrong = all().filter_map(|case| Some(format!("{}: {}", case.name, case.run().result.err()?)));
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_two_cases_have_one_name() {
    let mut names = HashSet::new();
    for case in all() {
        assert!(names.insert(case.name), "{}", case.name);
    }
}

#[test]
fn a_wrong_outcome_and_a_panic_are_told() {
    let refused = Case { name: "a", expected: Outcome::Right, run: |_| Ok(Outcome::Refused) };
    assert_eq!(refused.run().to_string(), "WRONG: Refused, where Right is right");
    let panics = Case { name: "b", expected: Outcome::Right, run: |_| panic!("as planned") };
    assert_eq!(panics.run().to_string(), "WRONG: panicked");
}
