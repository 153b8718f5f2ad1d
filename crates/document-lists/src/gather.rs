//! Brings together what all files say of each document. Where they contradict each other, the document is left out, and all that is claimed is told.

use crate::found::{Found, Key, Member};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use trangxa_list_imports::names;
use trangxa_messages::{document_lists as say, list_imports as lists};
use trangxa_sheets::fold;

/// What all files say of one document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gathered {
    pub found: Found,
    pub key: Key,
    /// The places of its files among those of the import.
    pub files: BTreeSet<usize>,
}

/// Gathers the documents in the order in which their numbers are first mentioned. Also returns a sentence for each contradiction.
pub(crate) fn gather(found: Vec<Found>) -> (Vec<Gathered>, Vec<String>) {
    let mut groups: Vec<(Key, Vec<Found>)> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for it in found {
        let Some(key) = it.key() else { continue };
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(it);
    }
    join_undated(&mut groups, &places);
    let (mut gathered, mut doubts) = (Vec::new(), Vec::new());
    for (key, group) in groups {
        for same in by_issuer(group) {
            match one(&key, same) {
                Ok(document) => gathered.push(document),
                Err(doubt) => doubts.push(doubt),
            }
        }
    }
    gathered.retain(|document| !document.files.is_empty());
    (gathered, doubts)
}

/// Where the day of issue is not known, the document is the one of that number whose day is known, if there is only one.
fn join_undated(groups: &mut [(Key, Vec<Found>)], places: &HashMap<Key, usize>) {
    let mut dated: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (key, _)) in groups.iter().enumerate().filter(|(_, (key, _))| key.year.is_some()) {
        dated.entry(key.number.as_str().to_owned()).or_default().push(at);
    }
    let undated: Vec<usize> = places.iter().filter(|(key, _)| key.year.is_none()).map(|(_, at)| *at).collect();
    for at in undated {
        if let Some([to]) = dated.get(groups[at].0.number.as_str()).map(Vec::as_slice) {
            let moved = std::mem::take(&mut groups[at].1);
            groups[*to].1.extend(moved);
        }
    }
}

/// Two bodies may give one number: what has other abstracts is told apart by who issued it, if all say that.
fn by_issuer(group: Vec<Found>) -> Vec<Vec<Found>> {
    let words = |it: &Found, member| it.text(member).map(fold::words);
    let abstracts: BTreeSet<_> = group.iter().filter_map(|it| words(it, Member::About)).collect();
    if abstracts.len() < 2 || group.iter().any(|it| it.text(Member::Issuer).is_none()) {
        return vec![group];
    }
    let mut by: Vec<(Option<String>, Vec<Found>)> = Vec::new();
    for it in group {
        let issuer = words(&it, Member::Issuer);
        match by.iter_mut().find(|(known, _)| *known == issuer) {
            Some((_, same)) => same.push(it),
            None => by.push((issuer, vec![it])),
        }
    }
    by.into_iter().map(|(_, same)| same).collect()
}

/// Joins what was found of one document; the error is a sentence about what contradicts itself.
fn one(key: &Key, group: Vec<Found>) -> Result<Gathered, String> {
    let files = group.iter().map(|it| it.file).collect();
    let mut joined = Found::default();
    for it in &group {
        for (member, value) in &it.members {
            match joined.get(*member) {
                None => joined.members.push((*member, value.clone())),
                Some(known) if same(known, value) => {}
                Some(_) => {
                    let claims = group.iter().filter_map(|it| {
                        let text = names::short(&text_of(it.get(*member)?));
                        Some(lists::Claim { text, place: &it.place }.to_string())
                    });
                    let (claims, member) = (claims.collect::<Vec<_>>().join(", "), member.shown());
                    return Err(say::Different { whose: group[0].shown(), member, claims }.to_string());
                }
            }
        }
    }
    let key = joined.key().unwrap_or_else(|| key.clone());
    Ok(Gathered { found: joined, key, files })
}

/// Whether two values say the same, whatever the letters of their texts.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => fold::words(a) == fold::words(b),
        _ => a == b,
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text_of).collect::<Vec<_>>().join("; "),
        Value::Object(members) => members.values().map(text_of).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
