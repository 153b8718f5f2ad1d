//! The corpus of article HTML for the tests of both cleaners: `tests/fixtures/html/*.txt`, a file for each family of attacks
//! or clutter.
//!
//! A case begins with `=== its name`; then come lines `keep: text that must survive` and `gone: text that must not`; the
//! rest, up to the next case, is the HTML. `{{1b}}` is the character of that code, `{{repeat 9}}…{{end}}` a repetition.

use std::fs;
use std::path::Path;

/// One text, and what must be in it and what must not once it is cleaned.
#[derive(Clone, Debug)]
pub struct Case {
    /// The family and the name, which identify the case in a failure.
    pub name: String,
    /// Texts that must still be readable, with white space collapsed.
    pub keep: Vec<String>,
    /// What must not be in the cleaned text, neither as text nor in attributes.
    pub gone: Vec<String>,
    /// The text as a feed has it.
    pub html: String,
}

/// Every case, family by family.
///
/// # Panics
/// If a file does not follow the format.
#[must_use]
pub fn cases() -> Vec<Case> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/html"));
    let folder =
        if folder.is_dir() { folder } else { Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/html")) };
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files.iter().flat_map(|file| family(file)).collect()
}

fn family(file: &Path) -> Vec<Case> {
    let family = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut parts = format!("\n{text}").split("\n=== ").map(str::to_owned).collect::<Vec<_>>();
    // The text before the first case describes the family.
    parts.remove(0);
    parts.iter().map(|part| case(family, part)).collect()
}

fn case(family: &str, part: &str) -> Case {
    let (name, mut rest) = part.split_once('\n').unwrap_or((part, ""));
    let mut case = Case { name: format!("{family}: {name}"), keep: Vec::new(), gone: Vec::new(), html: String::new() };
    loop {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if let Some(text) = line.strip_prefix("keep: ") {
            case.keep.push(decoded(text));
        } else if let Some(text) = line.strip_prefix("gone: ") {
            case.gone.push(decoded(text));
        } else {
            break;
        }
        rest = after;
    }
    case.html = repeated(rest.trim_end_matches('\n'));
    case
}

fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{repeat ") {
        let (count, after) = after.split_once("}}").expect("{{repeat N}}");
        let (what, after) = after.split_once("{{end}}").expect("{{end}}");
        out.push_str(&decoded(before));
        out.push_str(&decoded(what).repeat(count.trim().parse().expect("a number")));
        rest = after;
    }
    out + &decoded(rest)
}

/// Replaces `{{hex}}` by the character of that code.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        out.push_str(&rest[..at]);
        let code = rest[at + 2..].split_once("}}").and_then(|(hex, after)| {
            let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            Some((c, after))
        });
        if let Some((c, after)) = code {
            out.push(c);
            rest = after;
        } else {
            out.push_str("{{");
            rest = &rest[at + 2..];
        }
    }
    out + rest
}
