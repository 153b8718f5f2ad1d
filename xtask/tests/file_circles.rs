//! No file of a crate imports another in a circle: what two files need lies in a third below both.
//!
//! The check reads `use` declarations and `crate::`, `super::`, `self::` paths, follows `pub use` to the file that defines a name,
//! and looks for strongly connected files. Unit tests inside the files do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file by its module path; `lib.rs`, `main.rs` and `mod.rs` stand for their folder.
type Module = Vec<String>;

struct Crate {
    files: BTreeMap<Module, String>,
}

#[test]
fn no_file_imports_another_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_owned();
    let mut folders: Vec<PathBuf> = ["src", "xtask/src", "tests/src", "tests/e2e"].map(|it| root.join(it)).into();
    for entry in fs::read_dir(root.join("crates")).expect("the crates") {
        folders.push(entry.expect("a crate").path().join("src"));
    }
    let mut found = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let name = folder.strip_prefix(&root).expect("below the root").display().to_string();
        found.extend(
            Crate::read(folder)
                .expect("readable sources")
                .circles()
                .into_iter()
                .map(|circle| format!("{name}: {}", circle.join(" ↔ "))),
        );
    }
    assert!(found.is_empty(), "files that import each other:\n{}", found.join("\n"));
}

#[test]
fn a_circle_through_re_exports_and_paths_is_found() {
    let file = |path: &str, text: &str| {
        (path.split('/').map(str::to_owned).filter(|it| !it.is_empty()).collect(), text.to_owned())
    };
    let files = [
        file("", "mod a;\nmod b;\nmod c;\npub use a::One;"),
        file("a", "use crate::b::{self, Two};\npub struct One;"),
        file("b", "// use crate::c;\npub struct Two(super::c::Three);"),
        file("c", "use crate::One;\npub struct Three;"),
        file("d", "use crate::One;\n#[cfg(test)]\nmod tests { use super::super::e; }"),
        file("e", "use crate::d;"),
    ];
    let circles = Crate { files: files.into_iter().collect() }.circles();
    assert_eq!(circles, [["a", "b", "c"]]);
}

impl Crate {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            for entry in fs::read_dir(&inside)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "rs") {
                    let relative = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
                    let mut module: Module = relative.iter().map(|it| it.to_string_lossy().into_owned()).collect();
                    if module.last().is_some_and(|it| ["lib", "main", "mod"].contains(&it.as_str())) {
                        module.pop();
                    }
                    // The program of a package that is a library too uses the library by its name.
                    if path.ends_with("main.rs") && folder.join("lib.rs").is_file() {
                        continue;
                    }
                    files.insert(module, fs::read_to_string(&path)?);
                }
            }
        }
        Ok(Self { files })
    }

    /// The groups of files that reach each other, each sorted.
    fn circles(&self) -> Vec<Vec<String>> {
        let edges: BTreeMap<&Module, BTreeSet<Module>> =
            self.files.iter().map(|(module, text)| (module, self.imports(module, &code(text)))).collect();
        let reached = |from: &Module| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = open.pop() {
                for next in edges.get(&module).into_iter().flatten() {
                    if seen.insert(next.clone()) {
                        open.push(next.clone());
                    }
                }
            }
            seen
        };
        let reach: BTreeMap<&Module, BTreeSet<Module>> =
            edges.keys().map(|module| (*module, reached(module))).collect();
        let mut circles = BTreeSet::new();
        for (module, others) in &reach {
            let circle: Vec<String> = others.iter().filter(|it| reach[it].contains(*module)).map(name).collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn imports(&self, module: &Module, text: &str) -> BTreeSet<Module> {
        let mut paths: Vec<String> = Vec::new();
        let mut rest = String::new();
        let mut after = text;
        while let Some((before, declaration, is_public, tail)) = next_use(after) {
            rest.push_str(before);
            if !is_public {
                paths.extend(expand(declaration));
            }
            after = tail;
        }
        rest.push_str(after);
        for start in ["crate::", "super::", "self::"] {
            for (at, _) in rest.match_indices(start) {
                let is_whole =
                    rest[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
                let end = rest[at..]
                    .find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                    .map_or(rest.len(), |it| at + it);
                if is_whole {
                    paths.push(rest[at..end].trim_end_matches(':').to_owned());
                }
            }
        }
        let targets =
            paths.iter().filter_map(|path| self.absolute(path, module)).filter_map(|path| self.file_of(&path, 0));
        targets.filter(|target| target != module).collect()
    }

    /// A path from the crate's root; `None` for another crate's.
    fn absolute(&self, path: &str, module: &Module) -> Option<Vec<String>> {
        let parts: Vec<&str> = path.split("::").map(str::trim).filter(|it| !it.is_empty()).collect();
        let supers = parts.iter().take_while(|it| **it == "super").count();
        let mut base = module.clone();
        let rest = match *parts.first()? {
            "crate" => {
                base.clear();
                &parts[1..]
            }
            "self" => &parts[1..],
            "super" => {
                base.truncate(base.len().checked_sub(supers)?);
                &parts[supers..]
            }
            first => {
                let child: Module = base.iter().cloned().chain([first.to_owned()]).collect();
                self.files.get(&child)?;
                &parts[..]
            }
        };
        base.extend(rest.iter().map(|it| (*it).to_owned()));
        Some(base)
    }

    /// The file that defines what a path names, through at most `8` re-exports.
    fn file_of(&self, path: &[String], depth: usize) -> Option<Module> {
        let module = (0..=path.len()).rev().map(|n| path[..n].to_vec()).find(|it| self.files.contains_key(it))?;
        let Some(name) = path.get(module.len()).filter(|_| depth < 8) else { return Some(module) };
        let text = code(&self.files[&module]);
        let mut after = text.as_str();
        while let Some((_, declaration, is_public, tail)) = next_use(after) {
            let exported = expand(declaration).into_iter().find(|it| it.rsplit("::").next() == Some(name));
            if let Some(path) = exported.filter(|_| is_public).and_then(|it| self.absolute(&it, &module)) {
                return self.file_of(&path, depth + 1);
            }
            after = tail;
        }
        Some(module)
    }
}

fn name(module: &Module) -> String {
    if module.is_empty() { "the root".to_owned() } else { module.join("/") }
}

/// The text without comments and without its unit tests, which come last.
fn code(text: &str) -> String {
    let lines: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect();
    let tests = ["#[cfg(test)]\nmod ", "#[cfg(all(test"].iter().filter_map(|it| lines.find(it)).min();
    let is_inline = |at: &usize| lines[*at..].lines().nth(1).is_some_and(|it| it.contains('{'));
    lines[..tests.filter(is_inline).unwrap_or(lines.len())].to_owned()
}

/// What comes before the next `use`, what it declares, whether it is public, and what comes after.
fn next_use(text: &str) -> Option<(&str, &str, bool, &str)> {
    let starts_line = |at: &usize| text[..*at].chars().next_back().is_none_or(|c| c.is_whitespace());
    let at = text.match_indices("use ").map(|(at, _)| at).find(starts_line)?;
    let (declaration, after) = text[at + 4..].split_once(';')?;
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    Some((&text[..at], declaration, line.trim_start().starts_with("pub"), after))
}

/// `a::{b, c::{d, e as f}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand(declaration: &str) -> Vec<String> {
    let declaration = declaration.trim();
    let Some((before, inside)) = declaration.split_once('{') else {
        let path = declaration.split(" as ").next().unwrap_or_default();
        return vec![path.split_whitespace().collect()];
    };
    let inside = inside.trim_end().strip_suffix('}').unwrap_or(inside);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in inside.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.iter().filter(|it| !it.trim().is_empty()).flat_map(|it| expand(&format!("{before}{}", it.trim()))).collect()
}
