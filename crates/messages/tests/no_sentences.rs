//! No sentence that a person reads lies in the sources of a crate whose sentences have moved here.
//!
//! A text looks like a sentence if three or more words of small ASCII letters stand in a row, and one of them cannot be a Vietnamese
//! syllable without its marks: "tiep nhan moi" is a name that a program compares, "no header was found" is a sentence. Tests, comments,
//! what a panic says, the descriptions of JSON Schemas and most attributes are not looked at.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates, as folders of `crates/`, whose sentences are all in this one.
const CRATES: &[&str] = &[
    "articles",
    "calendar-files",
    "calendar-lists",
    "counter",
    "document-lists",
    "encodings",
    "feeds",
    "figures",
    "list-imports",
    "messages",
    "model",
    "new-site",
    "personal-data",
    "procedure-lists",
    "publish",
    "serve",
    "sheets",
    "site-files",
    "web",
];

/// Texts that look like sentences and are none that a person reads. Each is the path below `crates/`, the beginning of the text, and why it may stay.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("counter/src/bots.rs", "no user agent", HEADER),
    ("counter/src/bots.rs", "not the user agent of a browser", HEADER),
    ("counter/src/bots.rs", "the user agent gives an address", HEADER),
    ("counter/src/bots.rs", "the user agent says \"compatible\"", HEADER),
    ("counter/src/bots.rs", "the user agent contains \"{0}\"", HEADER),
    ("counter/src/http/hit.rs", "not counted: refused", HEADER),
    ("counter/src/http/hit.rs", "not counted: the reader asks for it ({header}: 1)", HEADER),
    ("counter/src/http/hit.rs", "not counted: the page is loaded in advance ({header})", HEADER),
    ("counter/src/http/hit.rs", "not counted: a program ({sign})", HEADER),
    ("counter/src/http/hit.rs", "not counted: too many new visitors from this address", HEADER),
    (
        "counter/src/http/hit.rs",
        "counted; the page only if it was opened today: too many new pages from this address",
        HEADER,
    ),
    ("counter/src/http/hit.rs", "counted; the page is not listed: the site has no page at this path", HEADER),
    ("counter/src/metrics.rs", "Hits by what became of them", METRICS),
    ("counter/src/metrics.rs", "Visits begun since the program started", METRICS),
    ("counter/src/metrics.rs", "Page views since the program started", METRICS),
    ("counter/src/metrics.rs", "Visitors seen in the last 300 s", METRICS),
    ("counter/src/metrics.rs", "Time to write a group of hits", METRICS),
    ("counter/src/metrics.rs", "Groups that could not be written", METRICS),
    ("document-lists/src/role.rs", "file dinh kem", "this is Vietnamese with an English word, as columns are called"),
    (
        "figures/src/column_names/mod.rs",
        " ten don vi co quan dia phuong xa thi tran dac khu hanh chinh thuc hien giai quyet xu ly tiep nhan \
        bao cao ubnd cap trung tam phuc vu cong noi truc thuoc ",
        "these are Vietnamese words of names that are compared, one of them an abbreviation",
    ),
    ("publish/src/hosts/caddy.rs", "# Written by trangxa.", HOST),
    ("publish/src/hosts/lighttpd.rs", "# Written by trangxa.", HOST),
    ("publish/src/hosts/nginx.rs", "# Written by trangxa.", HOST),
    (
        "publish/src/redirects.rs",
        "<!doctype html>",
        "markup has words such as these, and what readers see of it is Vietnamese",
    ),
];
const HEADER: &str = "the header x-trangxa-counter is ASCII, and the same in every language";
const HOST: &str = "whoever runs the host reads its configuration, and that is in English";
const METRICS: &str = "Prometheus has these texts, and they are the same for every counter that it asks";

/// Attributes whose texts people read.
const READ_ATTRIBUTES: &[&str] = &["arg", "clap", "command", "error", "value"];

/// Macros whose texts only a programmer reads: they say that the program is wrong.
const PANICS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "compile_error",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
];

#[test]
fn no_sentence_lies_in_the_sources() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    let mut excepted = vec![false; EXCEPTIONS.len()];
    for name in CRATES {
        for path in sources(&crates.join(name).join("src")) {
            let place = path.strip_prefix(crates).unwrap().display().to_string().replace('\\', "/");
            for text in sentences(&fs::read_to_string(&path).unwrap()) {
                match EXCEPTIONS.iter().position(|(file, exception, _)| *file == place && text.starts_with(exception)) {
                    Some(at) => excepted[at] = true,
                    None => found.push(format!("{place}: {text:?}")),
                }
            }
        }
    }
    assert!(found.is_empty(), "these sentences belong into crates/messages:\n{}", found.join("\n"));
    let unused: Vec<_> = EXCEPTIONS.iter().zip(&excepted).filter(|(_, used)| !**used).collect();
    assert!(unused.is_empty(), "these exceptions are no longer needed: {unused:?}");
}

#[test]
fn sentences_are_told_from_what_programs_compare() {
    for text in [
        "no header was found",
        "{place}: it is the sum of {terms}; not used",
        "the file has {0} bytes, the limit is {1}",
        "write \"{\" (the brace) as it is",
    ] {
        assert!(is_sentence(text), "{text}");
    }
    for text in [
        "",
        "late",
        "ho so tiep nhan truc tuyen",
        "dvc qg",
        "in 3 rows",
        "Số hồ sơ tiếp nhận",
        "stated.late_rate",
        "p ph qu r s",
        "SELECT the, total FROM day WHERE site has pages",
    ] {
        assert!(!is_sentence(text), "{text}");
    }
}

#[test]
fn only_what_people_read_is_looked_at() {
    let source = r##"
        //! A comment is not read by them.
        #[expect(clippy::unwrap_used, reason = "a reason is not read by them")]
        #[error("an error is read by them")]
        struct Error;
        fn shown() -> String {
            assert!(true, "a panic is not read by them");
            first().expect("nor is this one read");
            format!(r#"a report is read by "{them}""#)
        }
        #[cfg(not(test))]
        const PROGRAM: &str = "a constant is read by them";
        #[cfg(test)]
        const TEST: &str = "a test is not read by them";
        #[cfg(feature = "schema")]
        const SCHEMA: &str = "a schema is not read by them";
        #[cfg(test)]
        mod tests {
            #[test]
            fn reads() { say("a test is not read by them"); }
        }
        fn last() { say("the last one is read by them"); }
    "##;
    assert_eq!(
        sentences(source),
        [
            "an error is read by them",
            "a report is read by \"{them}\"",
            "a constant is read by them",
            "the last one is read by them"
        ]
    );
}

#[test]
fn files_of_tests_are_left_out() {
    let found = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert!(names.contains(&"render.rs") && !names.contains(&"tests.rs"), "{names:?}");
}

/// The source files of a folder, without the modules that are only compiled for tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    let of_tests: Vec<PathBuf> = found.iter().flat_map(|path| test_modules(path)).collect();
    found
        .retain(|path| !of_tests.iter().any(|module| path.starts_with(module) || *path == module.with_extension("rs")));
    found
}

/// The paths, without an ending, of the modules that a source file has only for tests and keeps in files of their own.
fn test_modules(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap();
    let is_root = ["lib", "main", "mod"].iter().any(|root| stem == *root);
    let folder = if is_root { path.parent().unwrap().to_owned() } else { path.with_extension("") };
    let source = fs::read_to_string(path).unwrap();
    let mut found = Vec::new();
    let tokens = tokens(&source);
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(attribute) = token else { continue };
        if let [TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(end), ..] = &tokens[at + 1..]
            && is_only_for_tests(attribute)
            && keyword == "mod"
            && end.as_char() == ';'
        {
            found.push(folder.join(name.to_string()));
        }
    }
    found
}

/// The texts of a source file that look like sentences.
fn sentences(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&tokens(source), &mut found);
    found
}

fn tokens(source: &str) -> Vec<TokenTree> {
    source.parse::<TokenStream>().unwrap().into_iter().collect()
}

fn collect(tokens: &[TokenTree], found: &mut Vec<String>) {
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (TokenTree::Punct(mark), [TokenTree::Group(attribute), after @ ..]) if mark.as_char() == '#' => {
                collect_attribute(attribute, found);
                if is_only_for_tests(attribute) || is_for_schemas(attribute) { behind_item(after) } else { after }
            }
            // `#![…]`
            (TokenTree::Punct(mark), [TokenTree::Punct(_), TokenTree::Group(attribute), after @ ..])
                if mark.as_char() == '#' =>
            {
                collect_attribute(attribute, found);
                after
            }
            (TokenTree::Ident(name), [TokenTree::Punct(mark), TokenTree::Group(_), after @ ..])
                if mark.as_char() == '!' && PANICS.iter().any(|panic| name == panic) =>
            {
                after
            }
            (TokenTree::Punct(mark), [TokenTree::Ident(method), TokenTree::Group(_), after @ ..])
                if mark.as_char() == '.' && (method == "expect" || method == "expect_err") =>
            {
                after
            }
            (TokenTree::Group(group), after) => {
                collect(&group.stream().into_iter().collect::<Vec<_>>(), found);
                after
            }
            (TokenTree::Literal(literal), after) => {
                found.extend(text(literal).filter(|text| is_sentence(text)));
                after
            }
            (_, after) => after,
        };
    }
}

fn collect_attribute(attribute: &Group, found: &mut Vec<String>) {
    let content: Vec<TokenTree> = attribute.stream().into_iter().collect();
    if let Some(TokenTree::Ident(name)) = content.first()
        && READ_ATTRIBUTES.iter().any(|read| name == read)
    {
        collect(&content, found);
    }
}

/// Whether an attribute puts an item into tests only.
fn is_only_for_tests(attribute: &Group) -> bool {
    let text: String = attribute.stream().to_string().split_whitespace().collect();
    text == "test" || text == "cfg(test)" || text.starts_with("cfg(all(test,")
}

/// Whether an attribute puts an item into the generator of the JSON Schemas, whose descriptions engineers read.
fn is_for_schemas(attribute: &Group) -> bool {
    let text: String = attribute.stream().to_string().split_whitespace().collect();
    text == "cfg(feature=\"schema\")"
}

/// The tokens behind the item that begins a list of tokens: it ends with a block or a semicolon.
fn behind_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    };
    let length = tokens.iter().position(is_end).map_or(tokens.len(), |end| end + 1);
    &tokens[length..]
}

fn text(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

fn is_sentence(text: &str) -> bool {
    // What SQLite reads.
    if text.split_whitespace().next().is_some_and(|first| ["CREATE", "INSERT", "SELECT"].contains(&first)) {
        return false;
    }
    let mut run: Vec<&str> = Vec::new();
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '{' | '}'));
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            run.clear();
            return false;
        }
        run.push(word);
        run.len() >= 3 && run.iter().any(|word| !may_be_vietnamese(word))
    })
}

/// Whether a word may be a Vietnamese syllable without its marks, or an abbreviation without vowels.
fn may_be_vietnamese(word: &str) -> bool {
    const FIRST: [&str; 28] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
        "p", "q", "r", "s", "t", "v", "x", "",
    ];
    const LAST: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let is_vowel = |c: char| "aeiouy".contains(c);
    if !word.contains(is_vowel) {
        return true;
    }
    FIRST.iter().filter_map(|first| word.strip_prefix(first)).any(|rest| {
        let last = rest.trim_start_matches(is_vowel);
        (1..=3).contains(&(rest.len() - last.len())) && LAST.contains(&last)
    })
}
