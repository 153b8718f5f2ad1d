//! The lists of a Word document: the numbers that Word counts, as text.

use super::blocks::ItemKind;
use super::styles::{Numbering, Styles};
use super::xml::Element;
use std::collections::HashMap;

/// How many levels a list of Word has.
const LEVELS: usize = 9;

/// The lists of a document, with how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<String, List>,
    /// The levels of the definitions that lists refer to.
    definitions: HashMap<String, Definition>,
    /// How far each definition has been counted: lists of one definition go on where the other ended.
    counted: HashMap<String, [Option<u64>; LEVELS]>,
}

/// A list.
#[derive(Debug, Default)]
struct List {
    definition: String,
    /// The levels that it has of its own.
    levels: HashMap<usize, Level>,
    /// The levels that begin anew where it first occurs.
    starts: HashMap<usize, u64>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The style whose list it is.
    style: Option<String>,
}

/// How a level of a list looks.
#[derive(Clone, Debug)]
struct Level {
    format: String,
    text: String,
    start: u64,
}

/// What stands before a paragraph of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A bullet or a number of the kind that a page draws itself.
    Item(ItemKind),
    /// Anything else, such as `a)` or `Điều 3.`; empty where Word shows nothing.
    Text(String),
}

impl Lists {
    /// Reads the part with the lists.
    pub(super) fn of(root: Option<&Element>) -> Self {
        let mut lists = Self::default();
        for element in root.into_iter().flat_map(Element::children) {
            match element.name() {
                "w:abstractNum" => {
                    let Some(id) = element.attribute("w:abstractNumId") else { continue };
                    let style = element.child("w:numStyleLink").and_then(Element::value).map(str::to_owned);
                    let levels = element.children().filter_map(Level::of).collect();
                    lists.definitions.insert(id.to_owned(), Definition { levels, style });
                }
                "w:num" => {
                    let Some(id) = element.attribute("w:numId") else { continue };
                    let definition =
                        element.child("w:abstractNumId").and_then(Element::value).unwrap_or_default().to_owned();
                    let mut list = List { definition, ..List::default() };
                    for change in element.children().filter(|child| child.is("w:lvlOverride")) {
                        let Some(at) = level_number(change) else { continue };
                        list.levels.extend(change.children().filter_map(Level::of));
                        let start =
                            change.child("w:startOverride").and_then(Element::value).and_then(|it| it.parse().ok());
                        list.starts.extend(start.map(|start| (at, start)));
                    }
                    lists.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        lists
    }

    /// Counts a paragraph of a list, and returns its level and what stands before it. `None` if it is in no list.
    pub(super) fn count(&mut self, numbering: &Numbering, styles: &Styles) -> Option<(u8, Label)> {
        let id = numbering.list.as_deref().filter(|id| *id != "0")?;
        let level = usize::from(numbering.level.unwrap_or(0)).min(LEVELS - 1);
        let definition = self.definition_of(id, styles)?;
        let list = self.lists.get_mut(id)?;
        let counted = self.counted.entry(definition.clone()).or_default();
        for (at, start) in list.starts.drain() {
            if let Some(count) = counted.get_mut(at) {
                *count = start.checked_sub(1);
            }
        }
        let levels = &self.definitions.get(&definition)?.levels;
        let of = |at: usize| list.levels.get(&at).or_else(|| levels.get(&at));
        let this = of(level)?;
        let number = match counted[level] {
            // A count is kept one below where a level begins anew.
            Some(count) => count.saturating_add(1),
            None => this.start,
        };
        counted[level] = Some(number);
        for deeper in &mut counted[level + 1..] {
            *deeper = None;
        }
        let label = match this.format.as_str() {
            // A further paragraph of an item.
            "bullet" if !this.text.is_empty() && this.text.trim().is_empty() => Label::Text(String::new()),
            "bullet" => Label::Item(ItemKind::Bullet),
            "none" => Label::Text(this.text.replace(|c: char| c == '%' || c.is_ascii_digit(), "").trim().to_owned()),
            "decimal" if is_plain(&this.text, level) => Label::Item(ItemKind::Number(number)),
            _ => {
                let mut text = this.text.clone();
                for (at, count) in counted.iter().enumerate().take(level + 1) {
                    let place = format!("%{}", at + 1);
                    if let Some(level) = of(at).filter(|_| text.contains(&place)) {
                        let number = count.unwrap_or(level.start);
                        text = text.replace(&place, &formatted(&level.format, number));
                    }
                }
                Label::Text(text.trim().to_owned())
            }
        };
        u8::try_from(level).ok().map(|level| (level, label))
    }

    /// The definition of a list; it may be that of the list of a style.
    fn definition_of(&self, id: &str, styles: &Styles) -> Option<String> {
        let list = self.lists.get(id)?;
        let definition = self.definitions.get(&list.definition)?;
        let of_style = || {
            let style = definition.style.as_deref()?;
            let list = styles.numbering(Some(style))?.list?;
            Some(self.lists.get(&list)?.definition.clone())
        };
        Some(of_style().filter(|_| definition.levels.is_empty()).unwrap_or_else(|| list.definition.clone()))
    }
}

impl Level {
    /// Reads `w:lvl`, with its number.
    fn of(element: &Element) -> Option<(usize, Self)> {
        if !element.is("w:lvl") {
            return None;
        }
        let of = |name: &str| element.child(name).and_then(Element::value);
        let level = Self {
            format: of("w:numFmt").unwrap_or("decimal").to_owned(),
            text: of("w:lvlText").unwrap_or_default().to_owned(),
            start: of("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
        };
        Some((level_number(element)?, level))
    }
}

fn level_number(element: &Element) -> Option<usize> {
    element.attribute("w:ilvl")?.parse().ok()
}

/// Whether a level shows only its own number, as `1.` or `1)`.
fn is_plain(text: &str, level: usize) -> bool {
    let number = format!("%{}", level + 1);
    text.trim().strip_prefix(&number).is_some_and(|rest| matches!(rest.trim(), "." | ")" | ""))
}

/// A number in a format of Word.
fn formatted(format: &str, number: u64) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "bullet" | "none" => String::new(),
        _ => number.to_string(),
    }
}

/// `a` to `z`, then `aa`, `bb`, as Word counts.
fn letters(number: u64) -> String {
    let Some(at) = number.checked_sub(1) else { return String::new() };
    let letter = u8::try_from(at % 26).map_or('?', |at| char::from(b'a' + at));
    let times = usize::try_from(at / 26 + 1).unwrap_or(1).min(20);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(mut number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 10_000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(levels: &str, nums: &str) -> Lists {
        let text = format!(
            "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
             <w:abstractNum w:abstractNumId='1'>{levels}</w:abstractNum>{nums}</w:numbering>"
        );
        Lists::of(Some(&Element::parse(&text).unwrap()))
    }

    fn level(at: u8, format: &str, text: &str) -> String {
        format!("<w:lvl w:ilvl='{at}'><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>")
    }

    fn count(lists: &mut Lists, list: &str, level: u8) -> Label {
        let numbering = Numbering { list: Some(list.to_owned()), level: Some(level) };
        lists.count(&numbering, &Styles::default()).unwrap().1
    }

    #[test]
    fn numbers_are_counted_as_word_does() {
        let levels =
            [level(0, "upperRoman", "%1."), level(1, "decimal", "Điều %2:"), level(2, "lowerLetter", "%2.%3)")]
                .concat();
        let mut lists = lists(&levels, "<w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num>");
        let found: Vec<Label> = [0, 1, 2, 2, 1, 2, 0, 1].into_iter().map(|at| count(&mut lists, "5", at)).collect();
        let expected = ["I.", "Điều 1:", "1.a)", "1.b)", "Điều 2:", "2.a)", "II.", "Điều 1:"];
        assert_eq!(found, expected.map(|text| Label::Text(text.to_owned())));
    }

    #[test]
    fn plain_numbers_and_bullets_are_items() {
        let levels = [level(0, "decimal", "%1."), level(1, "bullet", "-")].concat();
        let nums = "<w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num>\
            <w:num w:numId='6'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
            <w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num>";
        let mut lists = lists(&levels, nums);
        let number = |n| Label::Item(ItemKind::Number(n));
        assert_eq!(count(&mut lists, "5", 0), number(1));
        assert_eq!(count(&mut lists, "5", 1), Label::Item(ItemKind::Bullet));
        assert_eq!(count(&mut lists, "5", 0), number(2));
        assert_eq!(count(&mut lists, "6", 0), number(1), "this list begins anew");
        assert_eq!(count(&mut lists, "6", 0), number(2));
        assert_eq!(count(&mut lists, "7", 0), number(3), "this one goes on");
        let none = Numbering { list: Some("0".to_owned()), level: None };
        assert_eq!(lists.count(&none, &Styles::default()), None);
    }

    #[test]
    fn letters_and_roman_numbers() {
        let found: Vec<String> = [1, 2, 26, 27, 28, 53].into_iter().map(letters).collect();
        assert_eq!(found, ["a", "b", "z", "aa", "bb", "aaa"]);
        let found: Vec<String> = [1, 4, 9, 14, 40, 1999, 20_000].into_iter().map(roman).collect();
        assert_eq!(found, ["I", "IV", "IX", "XIV", "XL", "MCMXCIX", "20000"]);
    }
}
