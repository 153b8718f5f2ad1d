//! Splits a program that was written with `trangxa_part` into the part that every visit loads (the *main part*) and the parts that are
//! fetched when they are needed.
//!
//! 1. `wasm_split_cli_support` follows from function to function what each part needs, by the relocations that the linker left in
//!    the wasm (`--emit-relocs`), and writes a module for each part, and one for what several parts share (a *chunk*).
//! 2. wasm-bindgen makes the script for the main part. It must keep what the linker exports, because the other parts import it.
//! 3. wasm-opt makes each module small. Chunks are joined where that costs the parts that need them less than one request more each. Those that the page needs on
//!    which most visits begin are put back into the main part.
//! 4. `trangxa_shrink` orders functions and shortens names, in all modules alike.
//!
//! A part has nothing but imports from the main part: its table, its memory and its globals. Whoever loads it gives it the main
//! part's exports under the module name `_`.

mod stub;
mod tools;

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use stub::stub;
use trangxa_shrink::{Shrunk, shrink};
use wasm_split_cli_support::{Options, transform};

/// What a module costs that is fetched alone, in bytes after wasm-opt: a request has a few hundred bytes of headers, and what is packed alone
/// is packed worse.
const REQUEST: usize = 2_500;
/// A chunk with fewer bytes than this, after wasm-opt, is a *crumb*.
const CRUMB: usize = 4_000;
/// The part of the home page, on which most visits begin. It comes with the main part, so crumbs that it needs are put into that.
const FIRST: &str = "lists";

/// The part that every visit fetches once the browser is idle, and how many parts it counts for.
const IDLE: &str = "current";
/// See [`IDLE`].
const IDLE_WEIGHT: usize = 6;

/// A program in parts.
#[derive(Debug)]
pub struct SplitProgram {
    /// The main part.
    pub wasm: Vec<u8>,
    /// The script that loads it.
    pub glue: String,
    /// The other modules, by the name of their file.
    pub modules: BTreeMap<String, Vec<u8>>,
    /// For each part the files of the modules that it consists of. They can be joined to the main part in any order.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// Splits the program in the file `wasm`. `name` is what wasm-bindgen names its files by.
///
/// # Errors
///
/// When the program was linked without relocations, when wasm-bindgen, wasm-opt or wasm-merge is missing on PATH or fails, or when a
/// part needs anything that the main part does not export.
pub fn split(wasm: &Path, name: &str) -> Result<SplitProgram> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let at = |file: &str| folder.path().join(file);
    let input = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let (modules_folder, main) = (at("modules"), at("main.wasm"));
    let mut options = Options::new(&input);
    options.output_dir = &modules_folder;
    options.main_out_path = &main;
    let split = transform(options).map_err(|error| anyhow::anyhow!("cannot split {}: {error:?}", wasm.display()))?;
    tools::bind(&main, &at("bound"), name)?;
    let bound = at("bound").join(format!("{name}_bg.wasm"));

    let by_stem = stems(split.prefetch_map.into_iter().collect());
    let mut small = Vec::new();
    for path in split.split_modules {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = by_stem.get(&stem).with_context(|| format!("no part has the module {stem}"))?;
        small.push((name.clone(), path));
    }
    let optimised = optimise(&small, folder.path())?;
    let (chunks, mut rest): (Vec<_>, Vec<_>) = optimised.into_iter().partition(|(name, _)| name.contains('-'));
    let is_first = |name: &str| name.split('-').any(|part| part == FIRST);
    let (first, later): (Vec<_>, Vec<_>) =
        chunks.into_iter().partition(|(name, bytes)| bytes.len() < CRUMB && is_first(name));
    let (merged, optimised_main) = (at("merged.wasm"), at("merged.opt.wasm"));
    tools::merge(&bound, &files(&first, folder.path()), &merged)?;
    tools::optimise(&merged, &optimised_main)?;
    for group in groups(later) {
        rest.push(join(group, folder.path())?);
    }

    let read = |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let glue_file = at("bound").join(format!("{name}.js"));
    let glue = String::from_utf8(read(&glue_file)?).context("the script of wasm-bindgen is not text")?;
    let inputs: Vec<&[u8]> = rest.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let Shrunk { wasm, glue, parts } = shrink(&read(&optimised_main)?, &glue, &inputs)?;
    let modules = rest.iter().map(|(name, _)| format!("{name}.wasm")).zip(parts).collect();
    Ok(SplitProgram { wasm, glue, parts: parts_of(rest.iter().map(|(name, _)| name.as_str())), modules })
}

/// The files of optimised modules in the folder that they were written into.
fn files(modules: &[(String, Vec<u8>)], folder: &Path) -> Vec<PathBuf> {
    modules.iter().map(|(name, _)| folder.join(format!("{name}.opt.wasm"))).collect()
}

/// Chunks that are joined, and the parts that need any of them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    chunks: Vec<(String, Vec<u8>)>,
    parts: BTreeSet<String>,
    bytes: usize,
}

impl Group {
    /// How many bytes all its parts together fetch of it.
    fn cost(&self) -> usize {
        (self.bytes + REQUEST) * weight(&self.parts)
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            chunks: self.chunks.iter().chain(&other.chunks).cloned().collect(),
            parts: &self.parts | &other.parts,
            bytes: self.bytes + other.bytes,
        }
    }
}

/// How often these parts are fetched, compared with a part that few visits need.
fn weight(parts: &BTreeSet<String>) -> usize {
    parts.iter().map(|part| if part == IDLE { IDLE_WEIGHT } else { 1 }).sum()
}

/// Groups chunks so that their parts fetch few bytes: as long as there are two groups that cost less together, those two are joined that save
/// most. A part that fetches a group has all its chunks, also those that only others need.
fn groups(chunks: Vec<(String, Vec<u8>)>) -> Vec<Group> {
    let alone = |(name, bytes): (String, Vec<u8>)| Group {
        parts: name.split('-').map(str::to_owned).collect(),
        bytes: bytes.len(),
        chunks: vec![(name, bytes)],
    };
    let mut groups: Vec<Group> = chunks.into_iter().map(alone).collect();
    loop {
        let mut best: Option<(usize, usize, usize)> = None;
        for (i, one) in groups.iter().enumerate() {
            for (j, other) in groups.iter().enumerate().skip(i + 1) {
                let together = (one.bytes + other.bytes + REQUEST) * weight(&(&one.parts | &other.parts));
                let saved = (one.cost() + other.cost()).saturating_sub(together);
                if saved > 0 && best.is_none_or(|(most, ..)| saved > most) {
                    best = Some((saved, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { return groups };
        let other = groups.remove(j);
        groups[i] = groups[i].with(&other);
    }
}

/// Makes one module of a group. Returns it with its name: its parts, joined by `-`.
fn join(group: Group, folder: &Path) -> Result<(String, Vec<u8>)> {
    let name = group.parts.into_iter().collect::<Vec<_>>().join("-");
    if let [(_, bytes)] = group.chunks.as_slice() {
        return Ok((name, bytes.clone()));
    }
    let [main, joined] = ["stub.wasm", "joined.wasm"].map(|file| folder.join(file));
    let modules: Vec<&[u8]> = group.chunks.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    fs::write(&main, stub(&modules)?).with_context(|| format!("cannot write {}", main.display()))?;
    tools::merge(&main, &files(&group.chunks, folder), &joined)?;
    let bytes = fs::read(&joined).with_context(|| format!("cannot read {}", joined.display()))?;
    Ok((name, bytes))
}

/// For each module that the splitter wrote, the names of the parts that need it, joined by `-`. `needed` are the modules of each part.
fn stems(needed: BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    let mut stems: BTreeMap<String, String> = BTreeMap::new();
    for (part, modules) in needed {
        for module in modules {
            let name = stems.entry(module).or_default();
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(&part);
        }
    }
    stems
}

/// For each part the files of its modules, from the modules' names.
fn parts_of<'m>(names: impl Iterator<Item = &'m str>) -> BTreeMap<String, Vec<String>> {
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names {
        for part in name.split('-') {
            parts.entry(part.to_owned()).or_default().push(format!("{name}.wasm"));
        }
    }
    parts
}

/// Optimises modules, two at a time; returns them with their names, in order.
fn optimise(modules: &[(String, PathBuf)], folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let work = |modules: &[(String, PathBuf)]| -> Result<()> {
        for (name, path) in modules {
            tools::optimise(path, &folder.join(format!("{name}.opt.wasm")))?;
        }
        Ok(())
    };
    let (one, other) = modules.split_at(modules.len() / 2);
    thread::scope(|scope| {
        let side = scope.spawn(|| work(one));
        work(other)?;
        side.join().map_err(|_| anyhow::anyhow!("a thread that optimises ended"))?
    })?;
    let mut optimised = Vec::new();
    for (name, _) in modules {
        let path = folder.join(format!("{name}.opt.wasm"));
        optimised.push((name.clone(), fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?));
    }
    optimised.sort();
    Ok(optimised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_where_that_costs_their_parts_less() {
        let chunk = |name: &str, bytes: usize| (name.to_owned(), vec![0; bytes]);
        let all =
            vec![chunk("a-b", 100), chunk("a-b-c", 200), chunk("d-e", 100), chunk("a-e", 30_000), chunk("b-c", 20_000)];
        let names: Vec<Vec<String>> =
            groups(all).into_iter().map(|group| group.chunks.into_iter().map(|(name, _)| name).collect()).collect();
        // Small ones of nearly the same parts are one; nobody fetches a large one without need.
        assert_eq!(names, [vec!["a-b", "a-b-c"], vec!["d-e"], vec!["a-e"], vec!["b-c"]]);
        assert_eq!(groups(Vec::new()), []);
    }

    #[test]
    fn chunks_of_the_same_parts_are_always_one() {
        let chunk = |name: &str, bytes: usize| (name.to_owned(), vec![0; bytes]);
        let one = groups(vec![chunk("a-b", 50_000), chunk("a-b", 40_000)]);
        assert_eq!((one.len(), one[0].bytes), (1, 90_000));
    }

    #[test]
    fn a_chunk_belongs_to_each_part_that_needs_it() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let needed = [("b", texts(&["chunk_1", "split_b"])), ("a", texts(&["chunk_1", "split_a"]))];
        let stems = stems(needed.into_iter().map(|(part, modules)| (part.to_owned(), modules)).collect());
        assert_eq!(stems.values().collect::<Vec<_>>(), ["a-b", "a", "b"]);
        let parts = parts_of(stems.values().map(String::as_str));
        assert_eq!(parts["a"], ["a-b.wasm", "a.wasm"]);
        assert_eq!(parts["b"], ["a-b.wasm", "b.wasm"]);
    }
}
