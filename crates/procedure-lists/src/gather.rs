//! Brings together what all files say of each procedure. Where they contradict each other, neither is used, and both are told.

use crate::decision::Decision;
use crate::found::{Detail, Found, shown};
use crate::level::Level;
use crate::names;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use trangxa_messages::{list_imports as lists, procedure_lists as say};
use trangxa_sheets::fold;

/// What all files say of one procedure.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gathered {
    pub code: Option<String>,
    pub name: Option<String>,
    pub field: Option<String>,
    pub for_whom: Vec<String>,
    pub decision: Option<Decision>,
    pub level: Level,
    pub details: Vec<(Detail, Value)>,
}

impl Gathered {
    /// Its name and code for sentences.
    pub(crate) fn shown(&self) -> String {
        shown(self.name.as_deref(), self.code.as_deref())
    }
}

/// Gathers the procedures in the order of their first mention. Also returns a sentence for each contradiction.
pub(crate) fn gather(found: &[Found]) -> (Vec<Gathered>, Vec<String>) {
    let mut doubts = Vec::new();
    let gathered = groups(found).into_iter().filter_map(|group| one(&group, &mut doubts)).collect();
    (gathered, doubts)
}

/// What belongs together: by the code, or where one side has none, by the name if only one procedure has it.
fn groups(found: &[Found]) -> Vec<Vec<&Found>> {
    let mut groups: Vec<Vec<&Found>> = Vec::new();
    let mut by_code: HashMap<&str, usize> = HashMap::new();
    let mut by_name: HashMap<String, BTreeSet<usize>> = HashMap::new();
    let (with, without): (Vec<&Found>, Vec<&Found>) = found.iter().partition(|it| it.code.is_some());
    for it in with {
        let Some(code) = it.code.as_deref() else { continue };
        let at = *by_code.entry(code).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(it);
        if let Some(name) = &it.name {
            by_name.entry(names::of_procedure(name)).or_default().insert(at);
        }
    }
    for it in without {
        let known = by_name.entry(names::of_procedure(it.name.as_deref().unwrap_or_default())).or_default();
        let at = match known.first() {
            Some(at) if known.len() == 1 => *at,
            _ => {
                known.insert(groups.len());
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        groups[at].push(it);
    }
    // In the order of the files.
    let first = |group: &Vec<&Found>| found.iter().position(|it| group.iter().any(|member| std::ptr::eq(*member, it)));
    groups.sort_by_cached_key(first);
    groups
}

/// Joins what was found of one procedure; `None` if it is not certain which procedure this is.
fn one(group: &[&Found], doubts: &mut Vec<String>) -> Option<Gathered> {
    let code = group.iter().find_map(|it| it.code.clone());
    let names: Vec<(&str, &Found)> = group.iter().filter_map(|it| Some((it.name.as_deref()?, *it))).collect();
    let name = names.first().map(|(name, _)| (*name).to_owned());
    if names.iter().any(|(other, _)| names::of_procedure(other) != names::of_procedure(names[0].0)) {
        let claims: Vec<String> = names.iter().map(|(name, it)| claim(&names::short(name), it)).collect();
        let code = code.unwrap_or_default();
        doubts.push(say::DifferentNames { code, claims: claims.join(", ") }.to_string());
        return None;
    }
    let whose = shown(name.as_deref(), code.as_deref());
    let mut joined = Joined { group, whose: &whose, doubts };
    let field =
        joined.of("field", |it| it.field.clone(), |a, b| names::of_field(a) == names::of_field(b), Clone::clone);
    let for_whom = joined.of(
        "for_whom",
        |it| Some(it.for_whom.clone()).filter(|list| !list.is_empty()),
        |a, b| same_entries(a, b),
        |list| list.join("; "),
    );
    let decision = joined.decision();
    let mut details = Vec::new();
    for detail in [Detail::Papers, Detail::Steps, Detail::Ways, Detail::Result, Detail::LegalBasis] {
        let of = |it: &Found| it.details.iter().find(|(known, _)| *known == detail).map(|(_, value)| value.clone());
        details.extend(joined.of(detail.key(), of, |a, b| a == b, |_| String::new()).map(|value| (detail, value)));
    }
    let level = group.iter().fold(Level::Unsaid, |level, it| level.and(it.level));
    Some(Gathered { code, name, field, for_whom: for_whom.unwrap_or_default(), decision, level, details })
}

/// Whether two lists have the same entries, whatever their order and letters.
pub(crate) fn same_entries(a: &[String], b: &[String]) -> bool {
    let words = |list: &[String]| list.iter().map(|entry| fold::words(entry)).collect::<BTreeSet<_>>();
    words(a) == words(b)
}

/// What joins the members of one procedure.
struct Joined<'a> {
    group: &'a [&'a Found],
    /// The procedure for sentences.
    whose: &'a str,
    doubts: &'a mut Vec<String>,
}

impl Joined<'_> {
    /// The value of a member on which all agree; the first in its letters.
    fn of<T>(
        &mut self,
        member: &str,
        of: impl Fn(&Found) -> Option<T>,
        agree: impl Fn(&T, &T) -> bool,
        text: impl Fn(&T) -> String,
    ) -> Option<T> {
        let mut claims: Vec<(T, &Found)> = self.group.iter().filter_map(|it| Some((of(it)?, *it))).collect();
        if claims.is_empty() {
            return None;
        }
        if claims.iter().any(|(other, _)| !agree(other, &claims[0].0)) {
            let claims: Vec<String> = claims.iter().map(|(value, it)| claim(&names::short(&text(value)), it)).collect();
            let (whose, member) = (self.whose, crate::shown::member(member));
            self.doubts.push(lists::Contradiction { whose, member, claims: claims.join(", ") }.to_string());
            return None;
        }
        Some(claims.swap_remove(0).0)
    }

    /// The decision with its date, which only some may give.
    fn decision(&mut self) -> Option<Decision> {
        let first = self.of("decision", |it| it.decision.clone(), Decision::agrees, Decision::shown)?;
        let date = self.group.iter().find_map(|it| it.decision.as_ref()?.date.clone());
        Some(Decision { date, ..first })
    }
}

fn claim(text: &str, found: &Found) -> String {
    let place = &found.place;
    if text.is_empty() { place.clone() } else { lists::Claim { text, place }.to_string() }
}
