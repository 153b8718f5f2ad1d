//! Short names for what a script declares.

use crate::error::GlueError;
use crate::names::short_names;
use crate::script::Script;
use crate::tokens::TokenKind;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

/// Words that are no names, of those that [`short_names`] gives first.
const KEYWORDS: [&str; 3] = ["do", "if", "in"];
/// Words after which a name does not stand for a value.
const BEFORE_OTHER_NAMES: [&str; 6] = ["as", "break", "class", "continue", "get", "set"];
/// Words that declare the name behind them.
const DECLARING: [&str; 4] = ["const", "function", "let", "var"];

/// Gives variables, functions and parameters of a module short names, the shortest to those that are used most. A script
/// whose declarations are there for others comes back as it is: one that is no module, or that exports a variable or a class. An
/// exported function keeps its name.
///
/// A name changes everywhere or nowhere, and never to one that occurs already, so that no scope can catch another's name.
/// Names that occur where they may stand for something else, such as `{ name }`, keep their text.
pub(crate) fn shorten(script: &str) -> Result<String, GlueError> {
    let script = Script::read(script)?;
    let order: Vec<usize> = (0..script.code.len()).collect();
    let mut new_texts = HashMap::new();
    if is_closed_module(&script) {
        let names = Names::read(&script);
        let mut renamed: Vec<(&str, &Vec<usize>)> =
            names.values.iter().filter(|(name, _)| names.is_own(name)).map(|(name, places)| (*name, places)).collect();
        renamed.sort_by_key(|(_, places)| (Reverse(places.len()), places.first().copied()));
        let is_taken =
            |name: &str| KEYWORDS.contains(&name) || names.others.contains(name) || names.values.contains_key(name);
        for ((_, places), new) in renamed.into_iter().zip(short_names().filter(|name| !is_taken(name))) {
            new_texts.extend(places.iter().map(|place| (*place, new.clone())));
        }
    }
    Ok(script.write(&order, &new_texts))
}

/// Whether a script is a module that exports by `export { … }`, `export default` or `export function` only.
fn is_closed_module(script: &Script<'_>) -> bool {
    let is_export = |position: &usize| script.is_word(*position, "export") && script.inside[*position].is_none();
    let mut exports = (0..script.code.len()).filter(is_export).peekable();
    let closes = |export: usize| {
        script.is_sign(export + 1, '{') || ["default", "function"].iter().any(|word| script.is_word(export + 1, word))
    };
    exports.peek().is_some() && exports.all(closes)
}

/// The names in a script. Properties and keys are not among them: they have names of their own.
#[derive(Default)]
struct Names<'a> {
    /// For each name the positions where it stands for a value, or declares it.
    values: HashMap<&'a str, Vec<usize>>,
    /// For each name the stretches of the script in which a declaration of it holds.
    scopes: HashMap<&'a str, Vec<RangeInclusive<usize>>>,
    /// Names that stand for something else somewhere, or may.
    others: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    fn read(script: &Script<'a>) -> Self {
        let mut names = Self::default();
        for (position, token) in script.code.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let before = |steps: usize| position.checked_sub(steps).and_then(|position| script.code.get(position));
            let is_after = |words: &[&str]| before(1).is_some_and(|token| words.contains(&token.text));
            let is_property =
                before(1).is_some_and(|token| token.is_sign('.')) && !before(2).is_some_and(|token| token.is_sign('.'));
            if is_property || script.is_key(position) {
                continue;
            }
            let is_exported =
                is_after(&["function"]) && before(2).is_some_and(|token| ["export", "default"].contains(&token.text));
            if is_exported || is_after(&BEFORE_OTHER_NAMES) || may_be_shorthand(script, position) {
                names.others.insert(token.text);
                continue;
            }
            names.values.entry(token.text).or_default().push(position);
            let scope =
                if is_after(&DECLARING) { Some(block(script, position)) } else { parameter_scope(script, position) };
            if let Some(scope) = scope {
                names.scopes.entry(token.text).or_default().push(scope);
            }
        }
        names
    }

    /// Whether the script declares a name wherever it uses it.
    fn is_own(&self, name: &str) -> bool {
        let scopes = self.scopes.get(name).map(Vec::as_slice).unwrap_or_default();
        let is_declared = |place: &usize| scopes.iter().any(|scope| scope.contains(place));
        !self.others.contains(name) && self.values.get(name).is_some_and(|places| places.iter().all(is_declared))
    }
}

/// The innermost brackets around a token, or the whole script.
fn block(script: &Script<'_>, position: usize) -> RangeInclusive<usize> {
    let bracket = script.inside[position];
    let end = bracket.and_then(|bracket| script.closing.get(&bracket)).copied().unwrap_or(script.code.len());
    bracket.unwrap_or(0)..=end
}

/// Where a parameter of a `function` holds; `None` for any other token.
fn parameter_scope(script: &Script<'_>, position: usize) -> Option<RangeInclusive<usize>> {
    let bracket = script.inside[position]?;
    let is_function =
        |steps: usize| bracket.checked_sub(steps).is_some_and(|before| script.is_word(before, "function"));
    let starts = script.is_sign(position - 1, '(') || script.is_sign(position - 1, ',');
    let ends = script.is_sign(position + 1, ')') || script.is_sign(position + 1, ',');
    let body = script.closing.get(&bracket)? + 1;
    let holds = script.is_sign(bracket, '(') && (is_function(1) || is_function(2)) && starts && ends;
    (holds && script.is_sign(body, '{')).then(|| bracket..=script.closing.get(&body).copied().unwrap_or(body))
}

/// Whether a token may stand for a property and a value at once, or for a method: it starts an entry of a literal or pattern.
fn may_be_shorthand(script: &Script<'_>, position: usize) -> bool {
    let Some(bracket) = script.inside[position].filter(|bracket| script.is_sign(*bracket, '{')) else { return false };
    let starts = script.is_sign(position - 1, '{') || script.is_sign(position - 1, ',');
    // Behind these a brace opens a block.
    let is_block = bracket.checked_sub(1).and_then(|before| script.code.get(before)).is_none_or(|before| {
        [')', ';', '{', '}', '>'].iter().any(|sign| before.is_sign(*sign))
            || ["do", "else", "finally", "try"].contains(&before.text)
    });
    starts && !is_block
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn what_a_module_declares_gets_short_names() {
        let script = "const cache=null;function read(source,length){const result=use(source,length);\
                      for(const part of result){log(part)}return{result:result.value,cache:cache}}export{read as default};";
        // `read` stands in braces, and of `part` the scope cannot be told.
        let expected = "const b=null;function read(c,d){const a=use(c,d);\
                        for(const part of a){log(part)}return{result:a.value,cache:b}}export{read as default};";
        assert_eq!(shorten(script).unwrap(), expected);
    }

    #[test]
    fn an_exported_function_keeps_its_name() {
        let script = "export function start(){const result=help();return result}function help(){return start}export{help as default};";
        let expected =
            "export function start(){const a=help();return a}function help(){return start}export{help as default};";
        assert_eq!(shorten(script).unwrap(), expected);
    }

    #[test]
    fn names_that_may_be_another_ones_stay() {
        for script in [
            "function f(name){}export default name",
            "function f(x){}let window=window",
            "export function f(one){return one}export const default_name=1",
            "let a={get value(){}};let value=1;export{a}",
            "const one=1;const two={one};export{two}",
            "const one=1;const two={one(){}};export{two}",
            "function f(one){const{two,one:three}=one;return two}export{f}",
        ] {
            let result = shorten(script).unwrap();
            for name in
                ["default name", "one", "default_name", "window=window", "value(){}", "{one}", "{one(){}}", "{two,one:"]
            {
                assert_eq!(script.contains(name), result.contains(name), "{script}: {result}");
            }
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let script = "const first=a;function second(x){return x+first+b}export{c,second as d};";
        assert_eq!(shorten(script).unwrap(), "const e=a;function second(f){return f+e+b}export{c,second as d};");
    }
}
