//! JavaScript as tokens, as far as wasm-bindgen's scripts need it.

use crate::error::GlueError;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// An identifier, a keyword or a number.
    Word,
    /// A string, a regular expression, or the part of a template between its substitutions.
    Literal,
    /// One character of punctuation.
    Sign,
    /// White space or a comment.
    Space,
}

/// A piece of a script. All tokens of a script, one behind the other, are the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text.
    pub text: &'a str,
    /// The byte of the script that it starts at.
    pub start: usize,
}

impl Token<'_> {
    /// Whether this is that sign.
    pub(crate) fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign && self.text.starts_with(sign)
    }
}

/// Keywords after which a slash starts a regular expression.
const BEFORE_EXPRESSION: [&str; 10] =
    ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof"];

/// Splits a script into tokens.
///
/// A slash after a closing bracket is taken for a division, as it is in all that wasm-bindgen writes.
pub(crate) fn tokens(script: &str) -> Result<Vec<Token<'_>>, GlueError> {
    let mut lexer = Lexer { script, at: 0, braces: 0, substitutions: Vec::new() };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut before: Option<Token<'_>> = None;
    while let Some(token) = lexer.next_token(before)? {
        if token.kind != TokenKind::Space {
            before = Some(token);
        }
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    script: &'a str,
    at: usize,
    /// How many braces are open.
    braces: usize,
    /// For each substitution of a template that is open, how many braces were open before it.
    substitutions: Vec<usize>,
}

impl<'a> Lexer<'a> {
    /// The next token; `before` is the last one that is not white space.
    fn next_token(&mut self, before: Option<Token<'a>>) -> Result<Option<Token<'a>>, GlueError> {
        let start = self.at;
        let rest = &self.script[start..];
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let length_while = |holds: fn(char) -> bool| rest.find(|c| !holds(c)).unwrap_or(rest.len());
        let unterminated = GlueError::Unterminated(start);
        let (kind, length) = match first {
            _ if first.is_whitespace() => (TokenKind::Space, length_while(char::is_whitespace)),
            _ if rest.starts_with("//") => (TokenKind::Space, rest.find('\n').unwrap_or(rest.len())),
            _ if rest.starts_with("/*") => (TokenKind::Space, rest.find("*/").ok_or(unterminated)? + 2),
            _ if is_word(first) => (TokenKind::Word, length_while(is_word)),
            '"' | '\'' => (TokenKind::Literal, quoted(rest, first).ok_or(unterminated)?),
            '/' if starts_expression(before) => (TokenKind::Literal, pattern(rest).ok_or(unterminated)?),
            '`' => (TokenKind::Literal, self.template(rest).ok_or(unterminated)?),
            '}' if self.substitutions.last() == Some(&self.braces) => {
                self.substitutions.pop();
                (TokenKind::Literal, self.template(rest).ok_or(unterminated)?)
            }
            _ => {
                match first {
                    '{' => self.braces += 1,
                    '}' => self.braces = self.braces.checked_sub(1).ok_or(GlueError::Bracket(start))?,
                    _ => {}
                }
                (TokenKind::Sign, first.len_utf8())
            }
        };
        self.at += length;
        Ok(Some(Token { kind, text: &rest[..length], start }))
    }

    /// The length of a template up to its end or its next substitution, the first character included.
    fn template(&mut self, rest: &str) -> Option<usize> {
        let mut characters = rest.char_indices().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => drop(characters.next()),
                '`' => return Some(at + 1),
                '$' if characters.peek().is_some_and(|(_, next)| *next == '{') => {
                    self.substitutions.push(self.braces);
                    return Some(at + 2);
                }
                _ => {}
            }
        }
        None
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#')
}

/// The length of a string with its quotes.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '\n' => return None,
            _ if character == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a regular expression without its flags, which become a word.
fn pattern(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    let mut in_class = false;
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '\n' => return None,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Whether what follows is an expression, not an operator.
fn starts_expression(before: Option<Token<'_>>) -> bool {
    before.is_none_or(|token| match token.kind {
        TokenKind::Word => BEFORE_EXPRESSION.contains(&token.text),
        TokenKind::Literal => token.text.ends_with("${"),
        TokenKind::Sign => ![')', ']', '}'].iter().any(|sign| token.is_sign(*sign)),
        TokenKind::Space => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, tokens};
    use crate::error::GlueError;

    #[test]
    fn tokens_are_the_script() {
        let script = "const a = `x${ { b: `\\`${'}'}` }.b }y` / 2; // end\nreturn /[/'\"]\\//g.test(\"\\\"\")";
        let tokens = tokens(script).unwrap();
        assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), script);
        let literals = tokens.iter().filter(|token| token.kind == TokenKind::Literal).map(|token| token.text);
        assert_eq!(literals.collect::<Vec<_>>(), ["`x${", "`\\`${", "'}'", "}`", "}y`", "/[/'\"]\\//", "\"\\\"\""]);
    }

    #[test]
    fn what_has_no_end_is_an_error() {
        for script in ["a = 'b", "a = \"b\nc\"", "`${a", "/* a", "= /a"] {
            let result = tokens(script);
            // A template whose substitution has no end has no end itself, but each of its tokens has one.
            assert!(matches!(result, Err(GlueError::Unterminated(_))) || script == "`${a", "{script}: {result:?}");
        }
        assert_eq!(tokens("a }"), Err(GlueError::Bracket(2)));
    }
}
