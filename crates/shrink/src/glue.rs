//! The names of imports and exports in the script that loads a module.

use crate::error::GlueError;
use crate::module::Outline;
use crate::names::short_names;
use crate::rewrite::NewNames;
use crate::script::Script;
use crate::tokens::{Token, TokenKind};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The name of the module of the imports, which no import has, so that a program can be made smaller once more.
pub(crate) const NEW_MODULE: &str = "_";

/// A script with short names.
#[derive(Debug)]
pub(crate) struct Renamed {
    /// The script.
    pub glue: String,
    /// The same names for the wasm.
    pub names: NewNames,
}

/// Gives imports and exports short names in a script of wasm-bindgen, which is minified or not. `imports` is the order in
/// which the wasm will have its imports; the script gets the same order.
///
/// The imports are the keys of an object literal. The exports are the properties of the variable that `.exports` of the
/// instance is assigned to. An export that neither the script nor `shared` has keeps its name.
pub(crate) fn rename(
    glue: &str,
    outline: &Outline<'_>,
    imports: &[usize],
    shared: &BTreeSet<&str>,
) -> Result<Renamed, GlueError> {
    let script = Script::read(glue)?;
    let mut new_texts: HashMap<usize, String> = HashMap::new();
    let mut names = NewNames::default();
    let mut order: Vec<usize> = (0..script.code.len()).collect();
    if let Some(import) = outline.imports.first() {
        let module = import.module;
        let key = script.module_key(outline, module)?;
        new_texts.insert(key, NEW_MODULE.to_owned());
        names.modules.insert(module.to_owned(), NEW_MODULE.to_owned());
        let object = script.import_object(import.name)?;
        let mut properties = Vec::with_capacity(imports.len());
        let is_taken = |name: &str| object.iter().any(|property| property.name == name && !outline.has_import(name));
        let mut free_names = short_names().filter(|name| !is_taken(name));
        for &import in imports {
            let old = outline.imports[import].name;
            if names.imports.contains_key(old) {
                continue; // One import may stand in the wasm twice, with two types.
            }
            let mut found = object.iter().filter(|property| property.name == old);
            let (Some(property), None) = (found.next(), found.next()) else {
                let count = object.iter().filter(|property| property.name == old).count();
                return Err(GlueError::Import { name: old.to_owned(), count });
            };
            if let Some(new) = free_names.next() {
                new_texts.insert(property.key, new.clone());
                names.imports.insert(old.to_owned(), new);
            }
            properties.push(property);
        }
        reorder(&object, &properties, &mut order);
    }
    let (used, places) = script.uses_of_exports()?;
    let is_renamed = |export: &str| used.contains(export) || shared.contains(export);
    let is_taken = |name: &str| outline.exports.contains(&name) && !is_renamed(name);
    let free_names = short_names().filter(|name| !is_taken(name));
    for (export, new) in outline.exports.iter().filter(|export| is_renamed(export)).zip(free_names) {
        names.exports.insert((*export).to_owned(), new);
    }
    for place in places {
        let old = script.code[place].text;
        let new = names.exports.get(old).ok_or_else(|| GlueError::UnknownExport(old.to_owned()))?;
        new_texts.insert(place, new.clone());
    }
    Ok(Renamed { glue: script.write(&order, &new_texts), names })
}

/// A property of an object literal. All positions count the tokens of the script.
struct Property<'a> {
    name: &'a str,
    key: usize,
    tokens: Range<usize>,
}

impl<'a> Script<'a> {
    /// The key that the module of the imports is provided under.
    fn module_key(&self, outline: &Outline<'_>, module: &str) -> Result<usize, GlueError> {
        let modules: BTreeSet<&str> = outline.imports.iter().map(|import| import.module).collect();
        if modules.len() > 1 {
            return Err(GlueError::Modules(modules.into_iter().map(str::to_owned).collect()));
        }
        let is_module = |position: &usize| unquoted(self.code[*position].text) == module && self.is_key(*position);
        let found: Vec<usize> = (0..self.code.len()).filter(is_module).collect();
        match found[..] {
            [key] => Ok(key),
            _ => Err(GlueError::Module { name: module.to_owned(), count: found.len() }),
        }
    }

    /// The properties of the one object that has this import.
    fn import_object(&self, import: &str) -> Result<Vec<Property<'a>>, GlueError> {
        let is_import = |position: &usize| self.is_word(*position, import) && self.is_key(*position);
        let found: Vec<usize> = (0..self.code.len()).filter(is_import).collect();
        let [key] = found[..] else {
            return Err(GlueError::Import { name: import.to_owned(), count: found.len() });
        };
        let bracket = self.inside[key];
        let end = bracket.and_then(|bracket| self.closing.get(&bracket)).copied().unwrap_or(self.code.len());
        let mut properties = Vec::new();
        let mut start = bracket.map_or(0, |bracket| bracket + 1);
        while start < end {
            let is_comma = |position: &usize| self.inside[*position] == bracket && self.is_sign(*position, ',');
            let comma = (start..end).find(is_comma).unwrap_or(end);
            if !self.is_key(start) {
                return Err(GlueError::Property(self.code[start].start));
            }
            properties.push(Property { name: unquoted(self.code[start].text), key: start, tokens: start..comma });
            start = comma + 1;
        }
        Ok(properties)
    }

    /// The names of the exports that the script uses, and the tokens that are these names.
    fn uses_of_exports(&self) -> Result<(BTreeSet<&'a str>, Vec<usize>), GlueError> {
        let variable = self.exports_variable()?;
        let (mut used, mut places) = (BTreeSet::new(), Vec::new());
        for position in (0..self.code.len()).filter(|position| self.is_word(*position, variable)) {
            let is_spread = position > 1 && self.is_sign(position - 2, '.');
            let is_property = position > 0 && self.is_sign(position - 1, '.') && !is_spread;
            if is_property || self.is_key(position) {
                continue;
            }
            let is_access = self.is_sign(position + 1, '.') && !is_spread;
            match self.code.get(position + 2) {
                Some(name) if is_access && name.kind == TokenKind::Word => {
                    used.insert(name.text);
                    places.push(position + 2);
                }
                _ if self.is_harmless(position) && !is_spread => {}
                _ => return Err(GlueError::WholeExports(self.code[position].start)),
            }
        }
        Ok((used, places))
    }

    /// The variable in the only `variable = instance.exports`.
    fn exports_variable(&self) -> Result<&'a str, GlueError> {
        let assigned = |position: usize| {
            let variable = self.code[position.checked_sub(4)?];
            let is_assignment = self.is_sign(position - 3, '=')
                && self.code[position - 2].kind == TokenKind::Word
                && self.is_sign(position - 1, '.')
                && variable.kind == TokenKind::Word;
            is_assignment.then_some(variable.text)
        };
        let uses: Vec<usize> = (0..self.code.len()).filter(|position| self.is_word(*position, "exports")).collect();
        let variables: Vec<&str> = uses.into_iter().filter_map(assigned).collect();
        match variables[..] {
            [variable] => Ok(variable),
            _ => Err(GlueError::Exports(variables.len())),
        }
    }

    /// Whether the variable with the exports is only declared, assigned to, compared, or returned here.
    fn is_harmless(&self, position: usize) -> bool {
        let next = |sign| self.is_sign(position + 1, sign);
        let is_assigned_or_compared =
            next('=') && !self.is_sign(position + 2, '>') || next('!') && self.is_sign(position + 2, '=');
        let is_returned = position > 0 && self.is_word(position - 1, "return") && (next(';') || next('}'));
        let is_name_or_comma = |token: &&Token<'_>| {
            token.kind == TokenKind::Word && !DECLARING.contains(&token.text) || token.is_sign(',')
        };
        let before_the_list = self.code[..position].iter().rev().find(|token| !is_name_or_comma(token));
        let is_declared =
            before_the_list.is_some_and(|token| DECLARING.contains(&token.text)) && (next(',') || next(';'));
        is_assigned_or_compared || is_returned || is_declared
    }
}

const DECLARING: [&str; 3] = ["let", "var", "const"];

/// A key without its quotes.
fn unquoted(key: &str) -> &str {
    key.trim_matches(['"', '\''])
}

/// Puts the chosen properties of an object behind the others, in their order. `order` is the order of the script's tokens.
fn reorder(object: &[Property<'_>], chosen: &[&Property<'_>], order: &mut [usize]) {
    let is_chosen = |property: &&Property<'_>| chosen.iter().any(|chosen| chosen.key == property.key);
    let others = object.iter().filter(|property| !is_chosen(property));
    let mut next = object.first().map_or(0, |property| property.tokens.start);
    let end = object.last().map_or(0, |property| property.tokens.end);
    // Each comma keeps its place among the commas.
    let mut commas = object.iter().map(|property| property.tokens.end);
    for property in others.chain(chosen.iter().copied()) {
        let comma = commas.next().filter(|comma| *comma < end);
        for token in property.tokens.clone().chain(comma) {
            order[next] = token;
            next += 1;
        }
    }
}
