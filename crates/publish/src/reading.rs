//! The line in the head of every page that tells the style sheet how a reader wants to read, before anything is painted.

use crate::hash::csp_source;
use std::sync::LazyLock;
use trangxa_embed::page::slim;

/// The script, without what only developers read.
static SCRIPT: LazyLock<String> = LazyLock::new(|| slim(include_str!("../../../src/reading.js")).replace('\n', ""));

/// The element for the head of a page.
pub(crate) fn element() -> String {
    format!("<script>{}</script>", *SCRIPT)
}

/// The source expression that allows the script in a content security policy.
pub(crate) fn source() -> String {
    csp_source(&SCRIPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_short_and_one_line() {
        assert!((100..=300).contains(&SCRIPT.len()), "{} bytes: {}", SCRIPT.len(), *SCRIPT);
        assert!(!SCRIPT.contains('\n') && !SCRIPT.contains("//") && !SCRIPT.contains('<'), "{}", *SCRIPT);
    }
}
