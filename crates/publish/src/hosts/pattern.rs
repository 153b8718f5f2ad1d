//! Regular expressions in the configuration of Apache and nginx, which both use PCRE.

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
pub(crate) fn any_of(names: &[String]) -> String {
    names.iter().map(|name| literal(name)).collect::<Vec<_>>().join("|")
}

/// A regular expression that matches the name of the frame's program, which changes with its content.
pub(crate) const FRAME_PROGRAM: &str = "trang-xa-embed-[0-9a-f]+_bg\\.wasm";
