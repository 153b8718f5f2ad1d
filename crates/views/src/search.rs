//! The results of a search.

use std::ops::Range;
use trangxa_markup::{Markup, draw};
use trangxa_words::search as words;

/// A text with the places of the words that were sought, in bytes, in ascending order.
pub type MarkedText = (String, Vec<Range<usize>>);

/// What was found, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundEntry {
    /// The address of its page.
    pub href: String,
    /// Its headline.
    pub headline: MarkedText,
    /// Its day: `27/06/2025`.
    pub day: Option<String>,
    /// Its category, or what it is.
    pub group: Option<String>,
    /// A passage with what was sought.
    pub passage: Option<MarkedText>,
}

/// A choice that narrows the results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchChoice {
    /// What is chosen: a category, a year.
    name: &'static str,
    options: Markup,
    count: usize,
    has_chosen: bool,
}

impl SearchChoice {
    /// A choice without any options.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds an option: its name, the address of its search, and whether it is the one that is chosen.
    pub fn add(&mut self, name: &str, href: &str, is_chosen: bool) {
        draw!(self.options, "<li><a href='{}'", href);
        if is_chosen {
            draw!(self.options, " aria-current='true'");
        }
        draw!(self.options, ">{}</a></li>", name);
        self.count += 1;
        self.has_chosen |= is_chosen;
    }
}

/// What a search shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// How many results there are, or why there are none: it is announced.
    pub status: String,
    /// What is missing, and how far was looked.
    pub notes: Vec<String>,
    /// What was probably meant, with the address of its search.
    pub meant: Option<(String, String)>,
    /// The results that are shown, in their order, each drawn by [`found_entry`].
    pub entries: Markup,
    /// How many these are.
    pub count: usize,
    /// What narrows them.
    pub choices: Vec<SearchChoice>,
    /// Whether the reader has unfolded the choices.
    pub is_narrowing: bool,
    /// The label of the button `more` that goes on, where there is more.
    pub more: Option<&'static str>,
}

/// Draws a box of the search, empty. `action` is the page that it leads to where no script runs.
pub fn search_box(out: &mut Markup, action: &str) {
    draw!(out, "<form class='find noprint' role='search' action='{}'>", action);
    draw!(
        out,
        "<input type='search' name='q' autocomplete='off' maxlength='200' enterkeyhint='search' placeholder='{}' aria-label='{}'>",
        words::HEADLINE,
        words::BOX
    );
    draw!(out, "<button class='button'>{}</button></form>", words::FIND);
}

/// Draws the results of a search.
pub fn search_results(out: &mut Markup, results: &SearchResults) {
    draw!(out, "<p role='status' class='count'>{}</p>", results.status);
    if let Some((text, href)) = &results.meant {
        draw!(out, "<p>{}: <a href='{}' class='meant'>{}</a>?</p>", words::MEANT, href, text);
    }
    for note in &results.notes {
        draw!(out, "<p class='note'>{}</p>", note);
    }
    choices(out, &results.choices, results.is_narrowing);
    if results.count > 0 {
        draw!(out, "<ol class='results' aria-label='{}'>", words::RESULTS);
        out.append(&results.entries);
        draw!(out, "</ol>");
    }
    if let Some(label) = results.more {
        draw!(out, "<p class='more'><button type='button' class='button' name='more'>{}</button></p>", label);
    }
}

/// Draws one of the results.
pub fn found_entry(out: &mut Markup, entry: &FoundEntry) {
    draw!(out, "<li><a href='{}'>", entry.href);
    marked(out, &entry.headline);
    draw!(out, "</a>");
    if entry.day.is_some() || entry.group.is_some() {
        let between = if entry.day.is_some() && entry.group.is_some() { " · " } else { "" };
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        draw!(out, "<small>{}{}{}</small>", said(&entry.day), between, said(&entry.group));
    }
    if let Some(passage) = &entry.passage {
        draw!(out, "<p>");
        marked(out, passage);
        draw!(out, "</p>");
    }
    draw!(out, "</li>");
}

fn choices(out: &mut Markup, choices: &[SearchChoice], is_narrowing: bool) {
    // A choice between all and one is none.
    let is_real = |choice: &&SearchChoice| choice.count > 2;
    if !choices.iter().any(|choice| is_real(&choice)) {
        return;
    }
    let is_open = is_narrowing || choices.iter().any(|choice| choice.has_chosen);
    draw!(out, "<details class='choices'");
    if is_open {
        draw!(out, " open");
    }
    draw!(out, "><summary>{}</summary>", words::NARROW);
    for choice in choices.iter().filter(is_real) {
        draw!(out, "<nav aria-label='{}'><h2>{}</h2><ul>", choice.name, choice.name);
        out.append(&choice.options);
        draw!(out, "</ul></nav>");
    }
    draw!(out, "</details>");
}

fn marked(out: &mut Markup, (text, marks): &MarkedText) {
    let mut from = 0;
    for mark in marks {
        let (Some(before), Some(word)) = (text.get(from..mark.start), text.get(mark.clone())) else { break };
        draw!(out, "{}<mark>{}</mark>", before, word);
        from = mark.end;
    }
    draw!(out, "{}", text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_and_texts_stay_texts() {
        let text = "Đường <b> làng";
        let place = |word: &str| text.find(word).map(|at| at..at + word.len()).unwrap();
        let mut out = Markup::default();
        marked(&mut out, &(text.to_owned(), vec![place("Đường"), place("làng")]));
        assert_eq!(out.as_str(), "<mark>Đường</mark> &lt;b&gt; <mark>làng</mark>");
    }

    #[test]
    fn marks_in_the_middle_of_a_letter_mark_nothing() {
        let mut out = Markup::default();
        marked(&mut out, &("đường".to_owned(), std::iter::once(1..3).collect()));
        assert_eq!(out.as_str(), "đường");
    }

    #[test]
    fn choices_show_where_there_is_something_to_choose() {
        let choice = |options: &[(&str, bool)]| {
            let mut choice = SearchChoice::new(words::YEAR);
            options.iter().for_each(|(name, is_chosen)| choice.add(name, &format!("?nam={name}"), *is_chosen));
            choice
        };
        let drawn = |choices: &[SearchChoice]| {
            let mut out = Markup::default();
            super::choices(&mut out, choices, false);
            out.finish()
        };
        assert_eq!(drawn(&[choice(&[("all", false), ("2025", false)])]), "");
        let some = drawn(&[choice(&[("all", false), ("2025", true), ("2024", false)])]);
        assert!(some.starts_with("<details class='choices' open>"), "{some}");
        assert!(some.contains("<a href='?nam=2025' aria-current='true'>2025</a>"), "{some}");
    }
}
