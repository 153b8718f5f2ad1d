//! Regular expressions in the configuration of hosts. All but [`hidden`] mean the same to PCRE and to Go's regular expressions.

use crate::paths::WELL_KNOWN;

/// A regular expression that matches exactly this text.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A regular expression that matches each of these file names: alternatives without a group around them.
pub(crate) fn any_of(names: &[impl AsRef<str>]) -> String {
    names.iter().map(|name| literal(name.as_ref())).collect::<Vec<_>>().join("|")
}

/// A regular expression that matches the name of the frame's program, which changes with its content.
pub(crate) const FRAME_PROGRAM: &str = "trang-xa-embed-[0-9a-f]+_bg\\.wasm";

/// A regular expression that matches the name of a picture in one of several sizes, which changes with its content.
pub(crate) const SIZED_PICTURE: &str = "[0-9a-f]+-[0-9]+\\.(webp|jpg)";

/// A regular expression that matches the name of a file of the search, which changes with its content.
pub(crate) const SEARCH_FILE: &str = "s-[0-9a-v]{8}\\.(bin|json|txt)";

/// A regular expression that matches what no reader asks for below `base`: every hidden file and folder except [`WELL_KNOWN`], and
/// the files that configure hosts. It is for PCRE.
pub(crate) fn hidden(base: &str) -> String {
    let files: Vec<String> = super::paths().filter(|path| !path.starts_with('.')).map(literal).collect();
    let well_known = WELL_KNOWN.trim_start_matches('.');
    format!("^{}(?:(?:.*/)?\\.(?!{well_known})|(?:{})$)", literal(base), files.join("|"))
}
