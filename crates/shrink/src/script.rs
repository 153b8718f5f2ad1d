//! JavaScript as tokens and brackets.

use crate::error::GlueError;
use crate::tokens::{Token, TokenKind, tokens};
use std::collections::HashMap;

const OPENING: [char; 3] = ['{', '(', '['];
const CLOSING: [char; 3] = ['}', ')', ']'];

/// A script, its tokens without white space, and the brackets that they stand in.
pub(crate) struct Script<'a> {
    source: &'a str,
    /// The tokens.
    pub code: Vec<Token<'a>>,
    /// For each token the opening bracket that it stands in; for a bracket the one around it.
    pub inside: Vec<Option<usize>>,
    /// For each opening bracket the closing one.
    pub closing: HashMap<usize, usize>,
}

impl<'a> Script<'a> {
    /// Reads a script whose brackets match.
    pub(crate) fn read(source: &'a str) -> Result<Self, GlueError> {
        let code: Vec<_> = tokens(source)?.into_iter().filter(|token| token.kind != TokenKind::Space).collect();
        let (mut inside, mut closing) = (Vec::with_capacity(code.len()), HashMap::new());
        let mut open: Vec<usize> = Vec::new();
        for (position, token) in code.iter().enumerate() {
            if let Some(kind) = CLOSING.iter().position(|sign| token.is_sign(*sign)) {
                let partner = open.pop().filter(|partner| code[*partner].is_sign(OPENING[kind]));
                closing.insert(partner.ok_or(GlueError::Bracket(token.start))?, position);
            }
            inside.push(open.last().copied());
            if OPENING.iter().any(|sign| token.is_sign(*sign)) {
                open.push(position);
            }
        }
        match open.last() {
            Some(position) => Err(GlueError::Bracket(code[*position].start)),
            None => Ok(Self { source, code, inside, closing }),
        }
    }

    /// Whether the token at this position is that sign; there may be none.
    pub(crate) fn is_sign(&self, position: usize, sign: char) -> bool {
        self.code.get(position).is_some_and(|token| token.is_sign(sign))
    }

    /// Whether the token at this position is that word; there may be none.
    pub(crate) fn is_word(&self, position: usize, text: &str) -> bool {
        self.code.get(position).is_some_and(|token| token.kind == TokenKind::Word && token.text == text)
    }

    /// Whether a token is the key of a property: `{ key: value, key: value }`.
    pub(crate) fn is_key(&self, position: usize) -> bool {
        let starts =
            position.checked_sub(1).is_some_and(|before| self.is_sign(before, '{') || self.is_sign(before, ','));
        starts
            && self.is_sign(position + 1, ':')
            && self.inside[position].is_some_and(|bracket| self.is_sign(bracket, '{'))
    }

    /// The script with its tokens in this order, with new texts for some.
    pub(crate) fn write(&self, order: &[usize], new_texts: &HashMap<usize, String>) -> String {
        let mut out = String::with_capacity(self.source.len());
        for &position in order {
            let token = self.code[position];
            let gap =
                position.checked_sub(1).map_or(0, |before| self.code[before].start + self.code[before].text.len());
            out.push_str(&self.source[gap..token.start]);
            out.push_str(new_texts.get(&position).map_or(token.text, String::as_str));
        }
        out
    }
}
