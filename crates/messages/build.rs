//! Makes a struct of each message, and fails where the two languages differ in more than their words.

#![allow(clippy::expect_used, reason = "a build that cannot go on stops, and says why")]

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, VariantKey,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The variables of a message, and whether each is a number by which a wording is chosen.
type Variables = BTreeMap<String, bool>;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    for folder in ["vi", "en", "build.rs"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let (vietnamese, english) = (names(&root.join("vi")), names(&root.join("en")));
    assert_eq!(vietnamese, english, "each file of vi/ must exist in en/, and each of en/ in vi/");
    let code: String = english.iter().map(|name| area(&root, name)).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    fs::write(out.join("messages.rs"), code).expect("the code can be written");
}

/// The names of the files of a folder without their ending, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let name = |path: PathBuf| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ftl"))
        .filter_map(name)
        .collect();
    names.sort();
    names
}

/// The module of a file.
fn area(root: &Path, name: &str) -> String {
    let read = |language: &str| {
        let path = root.join(language).join(format!("{name}.ftl"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        messages(&format!("{language}/{name}.ftl"), &text)
    };
    let (vietnamese, english) = (read("vi"), read("en"));
    for id in vietnamese.keys().chain(english.keys()) {
        let in_other = |messages: &BTreeMap<String, Found>| {
            messages.get(id).map(|found| found.variables.keys().cloned().collect::<Vec<_>>())
        };
        let (one, other) = (in_other(&vietnamese), in_other(&english));
        assert!(one.is_some(), "vi/{name}.ftl lacks the message \"{id}\" of en/{name}.ftl");
        assert!(other.is_some(), "en/{name}.ftl lacks the message \"{id}\" of vi/{name}.ftl");
        assert_eq!(
            one, other,
            "the message \"{id}\" has other variables in vi/{name}.ftl (left) than in en/{name}.ftl (right)"
        );
    }
    let module = name.replace('-', "_");
    let mut code = format!("/// The messages of `{name}.ftl`.\npub mod {module} {{\n");
    let path =
        |language: &str| format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{language}/{name}.ftl\"))");
    let _ = writeln!(code, "#[cfg(not(target_family = \"wasm\"))]");
    let _ = writeln!(
        code,
        "pub(crate) static AREA: crate::render::Area = crate::render::Area::new({}, {});",
        path("vi"),
        path("en")
    );
    let _ = writeln!(
        code,
        "#[cfg(target_family = \"wasm\")]\npub(crate) static AREA: crate::render::Area = crate::render::Area;"
    );
    for (id, found) in &english {
        let mut variables = found.variables.clone();
        for (variable, is_number) in &vietnamese[id].variables {
            if *is_number {
                variables.insert(variable.clone(), true);
            }
        }
        structure(&mut code, id, &found.text, &variables);
    }
    code.push_str("}\n");
    code
}

/// A message of a file.
struct Found {
    variables: Variables,
    text: String,
}

/// The messages of a file.
fn messages(file: &str, text: &str) -> BTreeMap<String, Found> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| {
        let first = errors.first().expect("there is an error");
        let line = text[..first.pos.start.min(text.len())].matches('\n').count() + 1;
        panic!("{file}, line {line}: {}", first.kind)
    });
    let mut terms = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Term(term) = entry {
            terms.insert(term.id.name, ());
        }
    }
    let mut found = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name.to_owned();
        let pattern = message.value.as_ref().unwrap_or_else(|| panic!("{file}: the message \"{id}\" has no text"));
        assert!(message.attributes.is_empty(), "{file}: the message \"{id}\" has attributes, which nothing reads");
        let mut variables = Variables::new();
        pattern_variables(&format!("{file}: the message \"{id}\""), pattern, &terms, &mut variables);
        let text = source(&message);
        assert!(found.insert(id.clone(), Found { variables, text }).is_none(), "{file} has the message \"{id}\" twice");
    }
    found
}

fn source(message: &Message<&str>) -> String {
    let alone = Resource { body: vec![Entry::Message(Message { comment: None, ..message.clone() })] };
    fluent_syntax::serializer::serialize(&alone)
}

fn pattern_variables(place: &str, pattern: &Pattern<&str>, terms: &BTreeMap<&str, ()>, out: &mut Variables) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => inline_variables(place, inline, terms, out),
            Expression::Select { selector, variants } => {
                let is_number = variants.iter().any(|variant| match variant.key {
                    VariantKey::NumberLiteral { .. } => true,
                    VariantKey::Identifier { name } => matches!(name, "zero" | "one" | "two" | "few" | "many"),
                });
                match selector {
                    InlineExpression::VariableReference { id } if is_number => {
                        out.insert(id.name.to_owned(), true);
                    }
                    selector => inline_variables(place, selector, terms, out),
                }
                for variant in variants {
                    pattern_variables(place, &variant.value, terms, out);
                }
            }
        }
    }
}

fn inline_variables(place: &str, inline: &InlineExpression<&str>, terms: &BTreeMap<&str, ()>, out: &mut Variables) {
    match inline {
        InlineExpression::VariableReference { id } => {
            out.entry(id.name.to_owned()).or_insert(false);
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::TermReference { id, arguments: None, .. } => {
            assert!(
                terms.contains_key(id.name),
                "{place} refers to the term \"-{}\", which is not in this file",
                id.name
            );
        }
        InlineExpression::TermReference { arguments: Some(CallArguments { .. }), .. } => {
            panic!("{place} refers to a term with arguments, which are not supported")
        }
        InlineExpression::MessageReference { id, .. } => {
            panic!("{place} refers to the message \"{}\"; make it a term", id.name)
        }
        InlineExpression::FunctionReference { id, .. } => {
            panic!("{place} calls the function {}, which does not exist", id.name)
        }
        InlineExpression::Placeable { .. } => panic!("{place} has braces in braces"),
    }
}

/// The struct of a message.
fn structure(code: &mut String, id: &str, text: &str, variables: &Variables) {
    let name: String = id.split('-').map(capitalized).collect();
    let letters: Vec<(String, &String, bool)> =
        variables.iter().enumerate().map(|(i, (name, is_number))| (format!("T{i}"), name, *is_number)).collect();
    let field = |name: &str| name.replace('-', "_");
    let list = |bounds: bool| {
        let each = |(letter, _, is_number): &(String, &String, bool)| match (bounds, is_number) {
            (false, _) => letter.clone(),
            (true, true) => format!("{letter}: crate::Number"),
            (true, false) => format!("{letter}: std::fmt::Display"),
        };
        let inner: Vec<String> = letters.iter().map(each).collect();
        if inner.is_empty() { String::new() } else { format!("<{}>", inner.join(", ")) }
    };
    let _ =
        writeln!(code, "#[doc = {:?}]\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]", format!("```text\n{text}```"));
    if letters.is_empty() {
        let _ = writeln!(code, "pub struct {name};");
    } else {
        let _ = writeln!(code, "pub struct {name}{} {{", list(false));
        for (letter, variable, _) in &letters {
            let _ = writeln!(code, "/// The value of `${variable}`.\npub {}: {letter},", field(variable));
        }
        let _ = writeln!(code, "}}");
    }
    let _ = writeln!(code, "impl{} std::fmt::Display for {name}{} {{", list(true), list(false));
    let _ = writeln!(code, "fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{");
    let _ = writeln!(code, "#[cfg(target_family = \"wasm\")]\n{{ AREA.write(f) }}");
    let values: String = letters
        .iter()
        .map(|(_, variable, is_number)| {
            let field = field(variable);
            let value = if *is_number {
                format!("Number(crate::Number::number(self.{field}))")
            } else {
                format!("Text(&self.{field})")
            };
            format!("({variable:?}, crate::render::Value::{value}), ")
        })
        .collect();
    let _ = writeln!(code, "#[cfg(not(target_family = \"wasm\"))]\n{{ AREA.write(f, {id:?}, &[{values}]) }}\n}}\n}}");
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
