//! A script without what is there for people.

use crate::error::GlueError;
use crate::tokens::{Token, TokenKind, tokens};

/// Takes out comments and the white space that does not separate anything.
///
/// A line break stays where the language might insert a semicolon.
pub(crate) fn minify(script: &str) -> Result<String, GlueError> {
    let mut out = String::with_capacity(script.len());
    let mut before: Option<Token<'_>> = None;
    let mut gap = Gap::None;
    for token in tokens(script)? {
        if token.kind == TokenKind::Space {
            gap = gap.max(if token.text.contains('\n') { Gap::Line } else { Gap::Space });
            continue;
        }
        if let Some(before) = before {
            out.push_str(separator(before, gap, token));
        }
        out.push_str(token.text);
        (before, gap) = (Some(token), Gap::None);
    }
    Ok(out)
}

/// What lies between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// What must stay between two tokens.
fn separator(before: Token<'_>, gap: Gap, after: Token<'_>) -> &'static str {
    let is_one_of = |token: Token<'_>, signs: &str| token.kind == TokenKind::Sign && signs.contains(token.text);
    // No statement ends after the one, and none starts with the other; before `}` the semicolon may be absent.
    let joins = is_one_of(before, "{([,;") || is_one_of(after, "})],;");
    let is_word = |token: Token<'_>| token.kind == TokenKind::Word;
    let ends_pattern = before.kind == TokenKind::Literal && before.text.starts_with('/');
    let is_number = is_word(before) && before.text.starts_with(|c: char| c.is_ascii_digit());
    let stick_together = is_word(after) && (is_word(before) || ends_pattern)
        || is_one_of(before, "+-") && after.text == before.text
        || before.is_sign('/') && after.text.starts_with('/')
        || is_number && after.is_sign('.');
    match gap {
        Gap::None => "",
        Gap::Line if !joins => "\n",
        _ if stick_together => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn only_white_space_without_meaning_goes() {
        let script = "/** Says. */\nfunction f ( a, b ) {\n    // Why.\n    const c = a + +b;\n    return c / 2\n}\n\
                      let d = f\n;[1, 2].map( x => x - -1 )\nlet e = ' a  b ' in /x/ instanceof 1 .y\nf()\n";
        assert_eq!(
            minify(script).unwrap(),
            "function f(a,b){const c=a+ +b;return c/2}\nlet d=f;[1,2].map(x=>x- -1)\nlet e=' a  b 'in/x/ instanceof 1 .y\nf()"
        );
    }
}
