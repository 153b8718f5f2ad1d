//! The licences of the crates that the programs and the app are made of.

use crate::system::System;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The packages of the programs, and those of the app, which runs in browsers.
const PACKAGES: [&str; 2] = ["trangxa-publish", "trangxa-counter"];
const APP_PACKAGES: [&str; 2] = ["trang-xa", "trangxa-embed"];
const APP_TRIPLE: &str = "wasm32-unknown-unknown";
/// What the names of files with licences begin with, in capital letters.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT"];

/// A crate that does not come from this repository.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    version: String,
    /// The SPDX expression.
    licence: String,
    folder: String,
}

/// The texts of the licences, each once, with the crates that it is of; and first a list of all crates with their licences in SPDX terms.
pub(crate) fn collect(root: &Path, system: &System) -> Result<String> {
    let mut crates = crates(root, &system.triple, &PACKAGES)?;
    crates.append(&mut self::crates(root, APP_TRIPLE, &APP_PACKAGES)?);
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut out = String::from("Trang Xã is made of these crates, under these licences (SPDX):\n\n");
    for it in &crates {
        let name = format!("{} {}", it.name, it.version);
        writeln!(out, "  {name}: {}", it.licence)?;
        for text in texts_of(Path::new(&it.folder))? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    for (text, names) in texts {
        write!(out, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "))?;
    }
    Ok(out)
}

/// The texts of the licences in a crate's folder, and in those of its fonts and pictures and of the C library in it, which may have
/// licences of their own.
fn texts_of(folder: &Path) -> Result<BTreeSet<String>> {
    let mut texts = texts_in(folder)?;
    for inner in ["assets", "vendor"].map(|name| folder.join(name)) {
        if inner.is_dir() {
            texts.append(&mut texts_in(&inner)?);
        }
    }
    Ok(texts)
}

/// The texts of the licences that lie directly in a folder.
fn texts_in(folder: &Path) -> Result<BTreeSet<String>> {
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.file_type()?.is_file() && NAMES.iter().any(|it| name.starts_with(it)) {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n");
            texts.insert(text.trim().to_owned());
        }
    }
    Ok(texts)
}

/// The crates of others that packages of this repository link on a system.
fn crates(root: &Path, triple: &str, packages: &[&str]) -> Result<BTreeSet<Crate>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--locked", "--format-version=1", "--filter-platform", triple]).current_dir(root);
    let output = command.output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let described: Value = serde_json::from_slice(&output.stdout).context("cannot read cargo's metadata")?;
    linked(&described, packages)
}

/// The crates of others among what these packages depend on, not counting what only their builds and tests need.
fn linked(described: &Value, packages: &[&str]) -> Result<BTreeSet<Crate>> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = list(&described["packages"]);
    let by_id: HashMap<String, &Value> = all.iter().map(|package| (text(&package["id"]), package)).collect();
    let nodes = list(&described["resolve"]["nodes"]);
    let by_node: HashMap<String, &Value> = nodes.iter().map(|node| (text(&node["id"]), node)).collect();
    let mut open: Vec<String> = Vec::new();
    for name in packages {
        let own = all.iter().find(|package| package["name"] == *name && package["source"].is_null());
        open.push(text(&own.with_context(|| format!("there is no package {name}"))?["id"]));
    }
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let (Some(package), Some(node)) = (by_id.get(&id), by_node.get(&id)) else {
            bail!("cargo does not say what {id} is")
        };
        if package["source"].is_string() {
            let manifest = text(&package["manifest_path"]);
            let folder = Path::new(&manifest).parent().unwrap_or(Path::new("")).display().to_string();
            let licence = package["license"].as_str().unwrap_or("see the text").to_owned();
            found.insert(Crate { name: text(&package["name"]), version: text(&package["version"]), licence, folder });
        }
        for dependency in list(&node["deps"]) {
            let is_linked = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if is_linked {
                open.push(text(&dependency["pkg"]));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_builds_and_tests_need_is_not_linked() {
        let package = |id: &str, source: Option<&str>| json!({ "id": id, "name": id, "version": "1.0.0", "source": source, "license": "MIT", "manifest_path": format!("/{id}/Cargo.toml") });
        let dependency = |id: &str, kind: Option<&str>| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let described = json!({
            "packages": [package("own", None), package("a", Some("r")), package("b", Some("r")), package("c", Some("r")), package("d", Some("r"))],
            "resolve": { "nodes": [
                { "id": "own", "deps": [dependency("a", None), dependency("c", Some("dev")), dependency("d", Some("build"))] },
                { "id": "a", "deps": [dependency("b", None)] },
                { "id": "b", "deps": [dependency("a", None)] },
                { "id": "c", "deps": [] },
                { "id": "d", "deps": [] },
            ] },
        });
        let names: Vec<_> = linked(&described, &["own"]).unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(linked(&described, &["other"]).is_err());
    }

    #[test]
    fn texts_of_licences_are_found_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in
            [("LICENSE-MIT", "MIT\r\n"), ("license.md", "other"), ("COPYING", "MIT"), ("README.md", "no")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        for (inner, name, text) in [("assets", "LICENSE_FONTS", "fonts"), ("vendor", "COPYING", "library")] {
            fs::create_dir(folder.path().join(inner)).unwrap();
            fs::write(folder.path().join(inner).join(name), text).unwrap();
        }
        assert_eq!(
            texts_of(folder.path()).unwrap().into_iter().collect::<Vec<_>>(),
            ["MIT", "fonts", "library", "other"]
        );
    }
}
